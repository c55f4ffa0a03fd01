"""The first screen: how many people, and where, when, who and by whom.

The headline is its own answer to the whole question, never a sum of what stands below it.
"""

import streamlit as st

from dashboard.charts import reach_bars, reach_years
from dashboard.i18n import _
from dashboard.reach.breakdowns import reach_by
from dashboard.reach.overview import headline
from dashboard.reach.years import reach_by_year, year_rows
from dashboard.ui import data, findings, parts, session, time
from dashboard.ui.cards import counts, people_card
from dashboard.ui.downloads import download_menu

filters, look = session.current(), parts.page_look()
head = data.ask(headline, filters)

parts.title(_("How many people were reached"), findings.overview(head))
if head.people.is_empty:
    parts.nothing_found()
    st.stop()
people_card(head.people)
parts.explain_range()
counts(head)
parts.touching_note(filters)

st.subheader(_("Reach by year"))
groups = data.ask(reach_by, filters, "target-group")
counties = data.ask(reach_by, filters, "county")
funders = findings.named(data.ask(reach_by, filters, "funder"))
together = len(data.ask(reach_by, filters, "audience")) > 1
parts.key(groups, counties, together=together)
years = data.ask(reach_by_year, filters)
parts.chart(
    reach_years(years.years, years.lanes, look, "together" if together else ""),
    "year",
    findings.years(years),
)
time.mode_note(filters)
parts.opened(year_rows(years), "year", filters)
left, right = st.columns(2, gap="large")
with left:
    st.subheader(_("Largest target groups"))
    parts.chart(reach_bars(groups, look, most=5), "target-group", findings.groups(groups))
    parts.opened(groups, "target-group", filters)
    if not funders.empty:
        st.subheader(_("Largest funders, by the reach they contributed to"))
        parts.funder_warning()
        parts.chart(reach_bars(funders, look, most=5), "funder", findings.funders(funders))
        parts.opened(funders, "funder", filters)
with right:
    st.subheader(_("Where people live"))
    parts.county_chart(counties, findings.counties(counties), small=True)
    parts.opened(counties, "county", filters)
st.caption(
    _("Click a mark for the figures behind it; the page of each topic has its table and a list.")
)
parts.source_line(filters)
download_menu(filters, "reach", "year")
