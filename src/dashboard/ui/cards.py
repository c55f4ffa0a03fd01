"""The headline: people as a range, and what else is counted."""

from __future__ import annotations

import streamlit as st

from dashboard.counting import Range
from dashboard.i18n import _, number
from dashboard.reach.overview import Headline
from dashboard.ui.text import plain
from dashboard.words.ranges import READING_MARK, end_text, evidence, range_text

_CARD = 160  # pixels: two abreast on a phone


def people_card(people: Range) -> None:
    """The two ends side by side, or one number when they are the same; and what they rest on."""
    if people.is_single and people.stands is None:
        st.metric(_("People reached"), range_text(people), border=True)
    else:
        _two_ends(people)
    evidence_note(people)


def evidence_note(people: Range) -> None:
    """Which part was counted and which is reported; nothing is said without a register."""
    if people.counted is None:
        return
    said = evidence(people)
    meaning = _(
        "Both may be about the same people: surely is at least the larger number, at most both "
        "together. A figure that was counted from this register is not added to it."
    )
    text = f"{said[:1].upper()}{said[1:]}."
    if people.figures + people.figures_touching:
        text = f"{text} {meaning}"
    st.markdown(plain(text))


def _two_ends(people: Range) -> None:
    lower, upper = st.columns(2)
    firm = people.surely if people.stands is None else people.stands
    approximate = firm.is_approximate
    lower.metric(
        _("About this many different people") if approximate else _("Surely different people"),
        end_text(firm),
        border=True,
    )
    is_open = people.at_most.is_open
    upper.metric(
        _("At most, as far as the reports say") if is_open else _("At most"),
        end_text(people.at_most),
        border=True,
    )
    if people.stands is not None:
        more = _("{more} more if our readings of the reports hold: marked {mark} where they stand.")
        rest = number(people.surely.people - firm.people)
        st.caption(plain(more.format(more=rest, mark=READING_MARK)))


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
