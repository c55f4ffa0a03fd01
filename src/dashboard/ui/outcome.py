"""Outcomes in tables by kind, and as a list with their sources."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.i18n import _, ngettext
from dashboard.reach.outcomes import kind_label
from dashboard.ui import session
from dashboard.ui.opened import choose_row, open_from_address, row_key
from dashboard.ui.tables import table
from dashboard.ui.text import plain, source_line
from dashboard.words.labels import OUTCOME_KINDS

_CHART_COLUMNS = [
    "row_id",
    "label",
    "value",
    "target",
    "baseline",
    "value_text",
    "target_text",
    "baseline_text",
    "period_label",
    "verdict",
    "unit",
]


def with_target(aims: pd.DataFrame) -> pd.DataFrame:
    """The outcomes that state a target, as the chart of targets takes them."""
    aims = aims.assign(row_id=aims["outcome_id"], label=aims["indicator"])
    numbers = dict.fromkeys(("value", "target", "baseline"), "float64")
    return aims[_CHART_COLUMNS].astype(numbers)


def aims_without_result(aims: pd.DataFrame) -> None:
    """Targets that no document tells the result of: a list, since a chart would look like zero."""
    st.markdown(
        ngettext(
            "{n} target is published; no document says whether it was met.",
            "{n} targets are published; no document says whether they were met.",
            len(aims),
        )
    )
    for aim in aims.to_dict("records"):
        st.markdown(f"- {plain(aim['label'])}: **{plain(aim['target_text'])}**")


def outcome_picker(rows: pd.DataFrame) -> None:
    """One result with its source, chosen in the chart, in a table, here, or by a link."""
    key = row_key("outcome")
    labels = dict(zip(rows["outcome_id"], rows["indicator"], strict=True))
    open_from_address(key, "outcome", labels)
    chosen = choose_row(_("Open a result"), labels, key)
    if chosen is not None:
        with st.container(border=True):
            outcome_list(rows[rows["outcome_id"] == chosen])
            st.code(session.link(row=f"outcome:{chosen}"), language=None, wrap_lines=True)


def outcome_tables(rows: pd.DataFrame) -> None:
    """A table for each kind of outcome; context stands last and apart."""
    columns = {
        "indicator": _("What"),
        "value_text": _("Value"),
        "target_text": _("Target"),
        "baseline_text": _("Before"),
        "verdict_label": _("Target met"),
        "period_label": _("Period"),
        "organisation_label": _("Organisation"),
    }
    for kind in OUTCOME_KINDS:
        of_kind = rows[rows["kind"] == kind]
        if of_kind.empty:
            continue
        st.subheader(kind_label(kind))
        stated = {name: head for name, head in columns.items() if of_kind[name].fillna("").any()}
        table(
            of_kind.assign(row_id=of_kind["outcome_id"]),
            stated,
            "outcome",
            name=kind,
            alt=kind_label(kind),
        )


def outcome_list(rows: pd.DataFrame) -> None:
    """Each outcome with its value against its target, and its place in the document."""
    for row in rows.to_dict("records"):
        st.markdown(f"**{plain(_achieved(row))}** · {plain(row['indicator'])}")
        lines = (plain(line) for line in _lines(row) if line)
        st.caption("  \n".join([*lines, source_line(row)]))


def _lines(row: dict[Any, Any]) -> list[str]:
    published = row["published_as"] and _("Published as “{words}”").format(
        words=row["published_as"]
    )
    where = " · ".join(part for part in (row["period_label"], row["area_label"]) if part)
    before = row["baseline_text"] and _("before: {baseline}").format(
        baseline=" · ".join(filter(None, (row["baseline_text"], row["baseline_period_label"])))
    )
    measured = row["people_label"] and _("measured of: {people}").format(people=row["people_label"])
    replaces = row["replaces_text"] and _("replaces {amount}").format(amount=row["replaces_text"])
    owner = " · ".join(part for part in (row["organisation_label"], row["owner_label"]) if part)
    told = " · ".join(filter(None, (row["verdict_label"], before, measured, replaces)))
    return [published, told, where, owner, row["note"]]


def _achieved(row: dict[Any, Any]) -> str:
    value = row["value_text"] or _("no result published")
    if not row["target_text"]:
        return str(value)
    return _("{value}; aimed at {target}").format(value=value, target=row["target_text"])
