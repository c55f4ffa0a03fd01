"""The headline: people as a range, and what else is counted."""

from __future__ import annotations

import streamlit as st

from dashboard.counting import Range
from dashboard.i18n import _, number
from dashboard.reach.overview import Headline
from dashboard.wording import end_text, range_text

_CARD = 160  # pixels: two abreast on a phone


def people_card(people: Range) -> None:
    """The two ends side by side, or one number when they are the same."""
    if people.is_single:
        st.metric(_("People reached"), range_text(people), border=True)
        return
    lower, upper = st.columns(2)
    approximate = people.surely.is_approximate
    lower.metric(
        _("About this many different people") if approximate else _("Surely different people"),
        end_text(people.surely),
        border=True,
    )
    is_open = people.at_most.is_open
    upper.metric(
        _("At most, as far as the reports say") if is_open else _("At most"),
        end_text(people.at_most),
        border=True,
    )


def counts(head: Headline) -> None:
    """Projects, services, counties and funders."""
    numbers = (
        (_("Projects"), head.projects.projects, ""),
        (
            _("Other work"),
            head.projects.others,
            _("Year-round services, campaigns, studies and events."),
        ),
        (
            _("Counties named"),
            head.counties,
            _("Counties that a figure or a project names, alone or with others."),
        ),
        (_("Funders"), head.funders, _("Funders and donors, those included who passed money on.")),
    )
    with st.container(horizontal=True):
        for label, value, help_text in numbers:
            st.metric(label, number(value), help=help_text or None, border=True, width=_CARD)
