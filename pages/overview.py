"""The first screen: how many people, and where, when, who and by whom.

The headline is its own answer to the whole question, never a sum of what stands below it.
"""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.charts import PLOT_CONFIG, map_config
from dashboard.i18n import _, ngettext
from dashboard.reach.overview import headline
from dashboard.ui import charts, data, findings, notes, session, time
from dashboard.ui.cards import counts, people_card
from dashboard.ui.downloads import download_menu
from dashboard.ui.first_screen import Picture, first_screen
from dashboard.ui.proofs import why_two_numbers


def show(picture: Picture, by: str, config: Mapping[str, Any] = PLOT_CONFIG) -> None:
    charts.chart(picture.chart, by, picture.finding, config)


filters, look = session.current(), charts.page_look()
head = data.ask(headline, filters)

notes.title(_("How many people were reached"), findings.overview(head))
if head.people.is_empty:
    notes.nothing_found()
    st.stop()
people_card(head.people.inside)
why_two_numbers(filters, "total")
notes.explain_range()
counts(head)
notes.touching_note(filters)

screen = data.ask(first_screen, filters, look)
st.subheader(_("Reach by year"))
charts.draw_key(screen.key)
show(screen.years, "year")
if screen.lanes_left_out:
    st.caption(
        ngettext(
            "{n} more period of several years, with fewer people, is on the page of the years.",
            "{n} more periods of several years, with fewer people, are on the page of the years.",
            screen.lanes_left_out,
        )
    )
time.mode_note(filters)
left, right = st.columns(2, gap="large")
with left:
    st.subheader(_("Largest target groups"))
    show(screen.groups, "target-group")
    if screen.funders:
        st.subheader(_("Largest funders, by the reach they contributed to"))
        notes.funder_warning()
        show(screen.funders, "funder")
with right:
    st.subheader(_("Where people live"))
    show(screen.counties, "county", map_config(data.assets()))
st.caption(
    _("Click a mark for the figures behind it; the page of each topic has its table and a list.")
)
notes.source_line(filters)
download_menu(filters, "reach", "year")
