"""What stands beside the charts of years: the mode, what has no place on the axis, last years."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import pandas as pd
import streamlit as st

from dashboard.charts import dwarfing
from dashboard.charts.rows import mark_words
from dashboard.i18n import _, span_text, words
from dashboard.reach.filters import Filters
from dashboard.reach.years import ReachByYear
from dashboard.ui import data, session
from dashboard.ui.html_table import Column, html_table


def mode_switch() -> None:
    """How figures of several years are shown; the choice changes the rows of this chart only."""
    names = {
        "as-reported": _("As reported"),
        "ending-in": _("In their last year"),
        "spread-evenly": _("Spread evenly (estimate)"),
    }
    st.segmented_control(
        _("Figures of several years"),
        list(names),
        format_func=lambda mode: names[mode],
        key="year_mode",
        required=True,
        label_visibility="collapsed",
        on_change=session.choose_mode,
    )


def leave_out_switch(answer: ReachByYear) -> tuple[pd.DataFrame, str]:
    """The years that are drawn, and which are left out: a switch where some dwarf the others."""
    years = answer.years
    large = years[years["row_id"].isin(dwarfing(years))]["label"].tolist()
    if not large:
        return years, ""
    names = span_text(large[0], large[-1]) if is_run(years, large) else words(large)
    is_off = st.toggle(_("leave out {years}").format(years=names), key="years_left_out")
    return (years[~years["label"].isin(large)], names) if is_off else (years, "")


def is_run(years: pd.DataFrame, labels: list[str]) -> bool:
    """Whether no other year of the chart lies between these."""
    every = years["label"].tolist()
    at = every.index(labels[0])
    return every[at : at + len(labels)] == labels


def chart_title(left_out: str) -> str:
    """The heading of the chart, which says what was left out."""
    if not left_out:
        return _("People helped each year")
    return _("People helped each year, without {years}").format(years=left_out)


def mode_note(filters: Filters, rows: pd.DataFrame) -> None:
    """Which year mode a chart is in, always said under it, and the mark's key where it has one."""
    notes = {
        "as-reported": _(
            "As reported: figures of one year are bars, longer ones are lanes over their years. "
            "A year without a figure is a gap, not a zero."
        ),
        "ending-in": _("Figures of several years stand in their last year."),
        "spread-evenly": _(
            "Estimate: figures of several years are split evenly over their months; each year is "
            "one number, hatched, and not a range."
        ),
    }
    left_out = _("People counted in the register have their years: they are not in the estimate.")
    is_estimate = filters.year_mode == "spread-evenly" and data.has_register()
    said = f"{notes[filters.year_mode]} {left_out}" if is_estimate else notes[filters.year_mode]
    marks = {mark for mark in rows["reading_mark"] if mark}
    st.caption("  \n".join([said, *map(mark_words, marks)]))


def elsewhere_note(answer: ReachByYear) -> None:
    """What has no place on the time axis, said beside it."""
    for label, people in zip(
        answer.elsewhere["label"], answer.elsewhere["people_text"], strict=True
    ):
        st.caption(
            _("Not on the axis: {label}, {people} people.").format(label=label, people=people)
        )


def last_years_list(last: Mapping[str, int]) -> None:
    known = data.known()
    named = sorted((known.name("organisations", owner), year) for owner, year in last.items())
    if not named:
        return
    columns = (
        Column(_("Organisation"), lambda row: escape(str(row["name"]))),
        Column(_("Year"), lambda row: str(row["year"]), is_number=True),
    )
    rows = pd.DataFrame(named, columns=["name", "year"])
    html_table(rows, columns, _("Last year each organisation reports figures for"))
