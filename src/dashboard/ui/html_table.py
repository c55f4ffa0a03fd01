"""Tables as HTML: text that wraps, prints and can be selected; on a phone each row is a card.

Whatever is not `Safe` is escaped, so that names of the data are never read as markup.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from dashboard.i18n import _, number
from dashboard.reach.catalogue import records_of
from dashboard.words.ranges import told_ends

PAGE = 20  # rows
Row = Mapping[str, Any]


class Safe(str):
    """HTML of our own making, in which every text of the data was escaped."""


class Column(NamedTuple):
    """A column: its heading, the cell of a row, and whether its cells are numbers."""

    heading: str
    cell: Callable[[Row], str]
    is_number: bool = False


def html_table(
    rows: pd.DataFrame,
    columns: Sequence[Column],
    name: str,
    group: Callable[[Row], str] | None = None,
) -> None:
    """The rows, PAGE at a time; `name` says what the table is, for who cannot see it.

    `group` names what a row belongs to: rows that follow each other stand under one heading.
    """
    place, at = st.container(), 1
    if len(rows) > PAGE:
        at = st.pagination(-(-len(rows) // PAGE), key=f"page_{name}_{len(rows)}")
    first = (at - 1) * PAGE
    shown = rows.iloc[first : first + PAGE]
    place.html(table_html(shown, columns, name, group) + _part(first, shown, rows))


def _part(first: int, shown: pd.DataFrame, rows: pd.DataFrame) -> Safe:
    """On paper, where nobody can turn to the next part: which rows these are."""
    if len(shown) == len(rows):
        return Safe("")
    told = _("Rows {first} – {last} of {n}")
    ends = {"first": number(first + 1), "last": number(first + len(shown)), "n": number(len(rows))}
    return Safe(f'<p class="paper">{escape(told.format(**ends))}</p>')


def table_html(
    rows: pd.DataFrame,
    columns: Sequence[Column],
    name: str,
    group: Callable[[Row], str] | None = None,
) -> Safe:
    """The table alone, without columns that have nothing to say.

    The roles are said: a browser forgets them where rows become cards.
    """
    records = records_of(rows)
    columns = [each for each in columns if any(map(each.cell, records))]
    heads = "".join(
        f'<th scope="col" role="columnheader"{_class(column)}>{escape(column.heading)}</th>'
        for column in columns
    )
    body = "".join(
        _heading(group(head), len(columns)) + "".join(_row(row, columns) for row in (head, *rest))
        if group
        else _row(head, columns) + "".join(_row(row, columns) for row in rest)
        for _name, (head, *rest) in groupby(records, key=group)
    )
    return Safe(
        f'<table class="rows" role="table" aria-label="{escape(name)}"><thead role="rowgroup">'
        f'<tr role="row">{heads}</tr></thead><tbody role="rowgroup">{body}</tbody></table>'
    )


def people_cell(row: Row) -> Safe:
    """The certain end bold, the possible one smaller, never torn; "" where nothing is published."""
    if not row["people_text"]:
        return Safe("")
    certain, possible = told_ends(row)
    bold = f"<b>{escape(certain)}</b>" if certain else ""
    small = f"<small>{escape(possible)}</small>" if possible else ""
    return Safe(f'<span class="bound">{" ".join(filter(None, (bold, small)))}</span>')


def anchor(text: str, address: str) -> Safe:
    """`text` as a link to an address of this server or of `web_address`; "" is no address."""
    if not address:
        return Safe(escape(text))
    return Safe(f'<a href="{escape(address)}" target="_self">{escape(text)}</a>')


def quiet(text: str, after: str = "") -> Safe:
    """`text` smaller and grey, behind what it belongs to."""
    small = f"<small>{escape(text)}</small>" if text else ""
    return Safe(" ".join(filter(None, (escape(after), small))))


def source_cell(row: Row, *told: str) -> Safe:
    """What is `told` of a row and where in which document it stands, opened by who wants to know.

    The document opens at its page where that is possible.
    """
    lines = [escape(text) for text in told if text]
    document = anchor(row["source_title"], row["source_address"])
    lines.append(f"{document}, {escape(row['locator'])}")
    summary = escape(_("Source"))
    return Safe(f"<details><summary>{summary}</summary>{'<br>'.join(lines)}</details>")


def cell(name: str) -> Callable[[Row], str]:
    """The text of a column of the frame."""
    return lambda row: str(row[name] or "")


def _heading(text: str, columns: int) -> str:
    return (
        f'<tr role="row" class="group"><th scope="rowgroup" role="rowheader" colspan="{columns}">'
        f"{escape(text)}</th></tr>"
    )


def _row(row: Row, columns: Sequence[Column]) -> str:
    cells = "".join(
        f'<td role="cell"{_class(column)} data-label="{escape(column.heading)}">'
        f"<div>{_html(column.cell(row))}</div></td>"
        for column in columns
    )
    return f'<tr role="row">{cells}</tr>'


def _html(text: str) -> str:
    return text if isinstance(text, Safe) else escape(text)


def _class(column: Column) -> str:
    return ' class="number"' if column.is_number else ""
