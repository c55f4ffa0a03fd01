"""Rows of people as HTML: a name, the certain number, the possible one, and a bar on one scale;
and the charts beside them.

Each row and mark opens the figures behind it. Every text is escaped here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from html import escape
from typing import NamedTuple

import pandas as pd
import streamlit as st

from dashboard.charts import Look
from dashboard.charts.rows import (
    Row,
    as_rows,
    certain_word,
    drawable,
    left_out_lines,
    mark_words,
    possible_words,
)
from dashboard.i18n import _, number
from dashboard.paths import PACKAGE, ROOT
from dashboard.reach.filters import Filters
from dashboard.ui import opened
from dashboard.words.labels import AUDIENCES

_GO = "go_to_page"
_INDENT = 14  # pixels for each wider group that a row stands under
PAGES = ("years", "target_groups", "counties", "funders", "projects", "about")

_FILES = PACKAGE / "web" / "static"
_PANES = st.components.v2.component(
    "dashboard_rows",
    html='<div class="reach"><div class="root"></div>'
    '<div class="tip" aria-hidden="true" hidden></div></div>\n',
    isolate_styles=False,
    css=(_FILES / "rows.css").read_text(encoding="utf-8"),
    js=(_FILES / "rows.js").read_text(encoding="utf-8"),
)


class Pane(NamedTuple):
    """A list of rows with its heading; `by` is what they are broken down by, `every` all of them.

    `most` are shown, those of `listed` and as deep under another where it is given; `more` says
    how to see the others, `note` stands under them. A `chart` as SVG stands instead of them, with
    `keys`, its colours and their words, and the note above it.
    """

    title: str
    by: str
    every: pd.DataFrame
    most: int
    more: str = ""
    note: str = ""
    chart: str = ""
    keys: Sequence[tuple[str, str]] = ()
    listed: Sequence[tuple[str, int]] = ()

    @property
    def shown(self) -> pd.DataFrame:
        """The rows that are shown, in their order."""
        if not self.listed:
            return self.every[: self.most]
        ids = [row_id for row_id, _depth in self.listed[: self.most]]
        return self.every.set_index("row_id", drop=False).loc[ids].reset_index(drop=True)


def panes(shown: Sequence[Pane], html: str, filters: Filters, key: str) -> None:
    """Lists beside each other as one element; `html`: of `panes_html`.

    A link to a page leads there at once; the address is for who opens it in a window of its own.
    """
    if page := st.session_state.pop(_GO, ""):
        st.switch_page(str(ROOT / "pages" / f"{page}.py"))
    heard = partial(_act, key, shown, filters)
    _PANES(key=key, data={"html": html}, on_act_change=heard)


def one_list(pane: Pane, look: Look, filters: Filters) -> None:
    """A list by itself; what is left out is said under it, and every row is one click away."""
    key = _marked_words((pane.shown,))
    left = left_out_lines(as_rows(pane.every), pane.most)
    more = _("all {n}").format(n=number(len(pane.every))) if left else ""
    pane = pane._replace(note=" · ".join(filter(None, (*left, pane.note, key))), more=more)
    panes((pane,), panes_html((pane,), look, filters), filters, f"list_{pane.by}")


def _act(key: str, shown: Sequence[Pane], filters: Filters) -> None:
    """Open what was clicked; what a browser says is looked up, never trusted."""
    kind, _colon, name = (st.session_state[key].act or "").partition(":")
    for pane in shown:
        if (kind, name) == ("all", pane.by):
            opened.list_rows(pane.every, pane.by, filters)
        elif kind == pane.by and name in set(pane.every["row_id"]):
            opened.ask(pane.by, name, filters)
    if kind == "figures":
        opened.every_figure(filters)
    elif kind == "go" and name in PAGES:
        st.session_state[_GO] = name


def panes_html(
    shown: Sequence[Pane], look: Look, filters: Filters, foot: Sequence[str] = ()
) -> str:
    """The lists; `foot` is HTML of `foot_link`, its second half at the right."""
    several = "" if len(shown) > 1 else " one"
    link = partial(address, filters)
    inside = "".join(_pane(pane, link) for pane in shown)
    last = "".join(f"<div>{side}</div>" for side in foot)
    under = f'<div class="foot">{last}</div>' if foot else ""
    hues = {"wider": look.neutral, **{name: look.hue(name) for name in AUDIENCES}}
    colours = f"--chosen:{look.chosen};"
    colours += ";".join(f"--{name}:{hue.solid}" for name, hue in hues.items())
    drawn = f'<div class="panes{several}" style="{colours}">{inside}{under}</div>'
    return _light_on_paper(drawn, look.on_paper)


def _light_on_paper(html: str, light: Mapping[str, str]) -> str:
    """The same with each colour of a dark page as a variable that paper sets."""
    if not light:
        return html
    asked = re.compile('(?<=[":])(' + "|".join(light) + ")\\b")
    varied = asked.sub(lambda colour: f"var(--c{colour[0][1:]},{colour[0]})", html)
    told = ";".join(f"--c{dark[1:]}:{colour}" for dark, colour in light.items())
    return f"<style>@media print{{.panes{{{told}}}}}</style>{varied}"


def address(filters: Filters, page: str = "", **more: str) -> str:
    """A page under these filters, from where the reader is."""
    return f"{page.replace('_', '-')}?{filters.address(**more)}"


def _pane(pane: Pane, link: Callable[..., str]) -> str:
    keys = "".join(
        f'<span class="key"><i style="background:{colour}"></i>{escape(word)}</span>'
        for colour, word in pane.keys
    )
    head = f"<header><h2>{escape(pane.title)}</h2>{keys}{_more(pane, link)}</header>"
    if pane.chart:
        note = f'<div class="over">{escape(pane.note)}</div>' if pane.note else ""
        return f"<section>{head}{note}{pane.chart}</section>"
    return f"<section>{head}{_list(pane, link)}</section>"


def _list(pane: Pane, link: Callable[..., str]) -> str:
    shown = drawable(as_rows(pane.shown))
    scale = max([1, *(row.at_most for row in shown if row.surely)])
    depths = dict(pane.listed)
    items = "".join(
        _row(row, pane.by, scale, link, is_first=row is shown[0], depth=depths.get(row.row_id, 0))
        for row in shown
    )
    note = f'<div class="left">{escape(pane.note)}</div>' if pane.note else ""
    return f'<ul class="list">{items}</ul>{note}'


def _more(pane: Pane, link: Callable[..., str]) -> str:
    if not pane.more:
        return ""
    act = escape(f"all:{pane.by}")
    return f'<a class="more" href="{escape(link())}" data-act="{act}">{escape(pane.more)} ▸</a>'


def _row(
    row: Row, by: str, scale: int, link: Callable[..., str], *, is_first: bool, depth: int
) -> str:
    is_quiet = row.row_kind in ("wider", "not-stated")
    name = f"{by}:{row.row_id}"
    inset = f' style="padding-left:{depth * _INDENT}px"' if depth else ""
    cells = (
        f'<span class="name"{inset} title="{escape(row.label)}">{escape(row.label)}</span>'
        f'<span class="firm">{escape(row.certain_text)}</span>'
        f'<span class="soft">{escape(row.possible_text) if row.surely else ""}</span>'
        f"{_beside(row, scale, is_first=is_first)}"
    )
    told = f'<a href="{escape(link(row=name))}" data-act="{escape(name)}">{cells}</a>'
    return f'<li class="quiet">{told}</li>' if is_quiet else f"<li>{told}</li>"


def _beside(row: Row, scale: int, *, is_first: bool) -> str:
    """The bar; where nobody is certain, what the reports name instead."""
    if not row.surely:
        return f'<span class="said">{escape(row.possible_text)}</span>'
    return f'<span class="bar" aria-hidden="true">{_bar(row, scale, is_first=is_first)}</span>'


def _bar(row: Row, scale: int, *, is_first: bool) -> str:
    """The certain people, then a thin line to the possible end; words only in the first one."""
    solid, whole = 100 * row.surely / scale, 100 * row.at_most / scale
    has_line = whole - solid > 1
    kind = ' class="as-read"' if row.mark else ""
    word = f"<span{kind}>{escape(certain_word(row.mark))}</span>" if is_first and has_line else ""
    bar = f'<i style="width:{solid:.2f}%;background:{_colour(row)}">{word}</i>'
    if not has_line:
        return bar
    said = f"<em>{escape(possible_words(row.is_open))}</em>" if is_first else ""
    line = f"left:{solid:.2f}%;width:{whole - solid:.2f}%"
    return f'{bar}<b class="{"open" if row.is_open else ""}" style="{line}">{said}</b>'


def _colour(row: Row) -> str:
    """The look's colour of the audience, which a theme names."""
    if row.row_kind in ("wider", "not-stated"):
        return "var(--wider)"
    return f"var(--{row.audience or 'supported'})"


def mark_key(shown: Sequence[pd.DataFrame]) -> str:
    """What the mark means, for under the lists; "" where no row has it."""
    key = _marked_words(shown)
    return f"<small>{escape(key)}</small>" if key else ""


def _marked_words(shown: Sequence[pd.DataFrame]) -> str:
    marks = [mark for rows in shown for mark in rows["reading_mark"] if mark]
    return mark_words(marks[0]) if marks else ""


def foot_link(text: str, act: str, address: str) -> str:
    """A link under the lists."""
    return f'<a href="{escape(address)}" data-act="{escape(act)}">{escape(text)}</a>'
