"""What stands beside the charts of years: the mode, what has no place on the axis, last years."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboard.i18n import _
from dashboard.reach.filters import Filters
from dashboard.reach.years import ReachByYear
from dashboard.ui import data, session
from dashboard.ui.text import plain


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
        on_change=session.choose_mode,
    )


def mode_note(filters: Filters) -> None:
    """Which year mode a chart is in, always said under it."""
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
    st.caption(
        f"{notes[filters.year_mode]} {left_out}" if is_estimate else notes[filters.year_mode]
    )


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
    for name, year in named:
        st.markdown(f"- {plain(name)}: **{year}**")
