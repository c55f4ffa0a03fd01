"""Results against their targets, by programme, and everything else that was done, folded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.exports.text import is_missing
from dashboard.i18n import _, number, unit_text
from dashboard.reach.catalogue import NOT_STATED
from dashboard.reach.outcomes import kind_label
from dashboard.ui import data, session
from dashboard.ui.html_table import Column, Row, Safe, anchor, html_table, quiet, source_cell
from dashboard.words.labels import OUTCOME_KINDS

_PERCENT = "%"
_LONGEST = 100.0  # per cent of the track
_NUMBERS = ("value", "target", "baseline")


def target_table(aims: pd.DataFrame) -> None:
    """A row a target, by programme, the best reached first; `aims` is the frame of `targets`."""
    by_programme = aims.sort_values(
        ["programme_label", "organisation_label"], kind="stable", ignore_index=True
    )
    columns = [
        Column(_("What was aimed at"), _what),
        Column(_("Result"), _number("value_text"), True),
        Column(_("Way to the target"), track),
        Column(_("Target"), _number("target_text"), True),
        Column(_("Target met"), _came_of),
    ]
    html_table(by_programme, columns, _("Results against their targets"), group=_programme)


def asked_outcome(rows: pd.DataFrame) -> None:
    """The result that the address names, where its reader looks first."""
    by, _colon, outcome_id = st.query_params.get("row", "").partition(":")
    current = data.known().current("outcomes", outcome_id) if by == "outcome" else ""
    asked = rows[rows["outcome_id"] == current]
    if not asked.empty:
        with st.container(border=True):
            html_table(asked, _columns(), _("The result that the link names"))
            st.code(session.link(row=f"outcome:{current}"), language=None, wrap_lines=True)


def folded_outcomes(rows: pd.DataFrame) -> None:
    """What stands beside the targets, kind by kind, each closed and told with its number."""
    for kind in OUTCOME_KINDS:
        of_kind = rows[rows["kind"] == kind]
        if not of_kind.empty:
            label = kind_label(kind)
            with st.expander(f"{label} · {number(len(of_kind))}"):
                html_table(of_kind, _columns(), label)


def outcome_table(rows: pd.DataFrame, name: str) -> None:
    html_table(rows, _columns(), name)


def _columns() -> list[Column]:
    return [
        Column(_("What"), _what),
        Column(_("Value"), _number("value_text"), True),
        Column(_("Before"), _before, True),
        Column(_("Target"), _number("target_text"), True),
        Column(_("Target met"), _came_of),
    ]


def _number(name: str) -> Callable[[Row], str]:
    return lambda row: row[name]


def _programme(row: Row) -> str:
    named = dict.fromkeys(filter(None, (row["programme_label"], row["organisation_label"])))
    return " · ".join(named)


def _what(row: Row) -> Safe:
    """The indicator, when, where, of whom and in what; and behind it, where that stands."""
    nowhere = data.known().name("areas", NOT_STATED)
    area = "" if row["area_label"] == nowhere else row["area_label"]
    told = (row["period_label"], area, row["people_label"], row["owner_label"])
    address = session.address("outcomes", row=f"outcome:{row['outcome_id']}")
    about = quiet(" · ".join(filter(None, told)))
    return Safe(f"{anchor(row['indicator'], address)}<br>{about}{_proof(row)}")


def _proof(row: Row) -> Safe:
    published = row["published_as"] and _("Published as “{words}”").format(
        words=row["published_as"]
    )
    replaces = row["replaces_text"] and _("replaces {amount}").format(amount=row["replaces_text"])
    return source_cell(row, published, replaces, row["note"])


def _before(row: Row) -> Safe:
    return quiet(row["baseline_period_label"], after=row["baseline_text"])


def _came_of(row: Row) -> Safe:
    """A tick, or how far from the target it ended."""
    if not row["verdict"]:
        return Safe()
    if row["verdict"] == "reached":
        return Safe(f"<b>\N{CHECK MARK}</b> {escape(row['verdict_label'])}")
    gap = _gap(row) if row["verdict"] in ("on-the-way", "missed") else ""
    return quiet(row["verdict_label"] if gap else "", after=gap or row["verdict_label"])


def _gap(row: Row) -> str:
    """`12 points below the target`: on the side that the direction makes the wrong one."""
    missing = abs(row["target"] - row["value"])
    said = number(missing)
    gap = (
        _("{n} points").format(n=said)
        if row["unit"] == _PERCENT
        else unit_text(said, row["unit"], missing)
    )
    is_short = bool(row["value"] < row["target"])
    words = _("{gap} below the target") if is_short else _("{gap} above the target")
    return words.format(gap=gap)


def track(row: Row) -> Safe:
    """The value as a bar, the target as a stroke, what was there before as a small mark."""
    numbers = {name: float(row[name]) for name in _NUMBERS if not is_missing(row[name])}
    if "value" not in numbers:
        return Safe()
    scale = _LONGEST if row["unit"] == _PERCENT else max(*numbers.values(), 1.0)
    at = {name: f"{min(n / scale, 1.0) * _LONGEST:.1f}%" for name, n in numbers.items()}
    before = f'<s style="left:{at["baseline"]}"></s>' if "baseline" in at else ""
    said = escape(_said(row))
    return Safe(
        f'<span class="track" role="img" aria-label="{said}" title="{said}">'
        f'<i style="width:{at["value"]}"></i>{before}<u style="left:{at["target"]}"></u></span>'
    )


def _said(row: Mapping[Any, Any]) -> str:
    aim = _("aim {target}").format(target=row["target_text"])
    before = row["baseline_text"] and _("before: {baseline}").format(
        baseline=" · ".join(filter(None, (row["baseline_text"], row["baseline_period_label"])))
    )
    return " · ".join(filter(None, (row["value_text"], aim, before)))
