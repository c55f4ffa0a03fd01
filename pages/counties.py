"""Reach by county. The map and the coloured bars hold single-county figures only.

Figures for several counties, a region, the country or no stated place are rows of their own.
"""

import streamlit as st

from dashboard.i18n import _
from dashboard.reach.breakdowns import reach_by, reach_total
from dashboard.ui import charts, data, findings, notes, session
from dashboard.ui.first_screen import county_chart, only_audience
from dashboard.ui.place_switch import place_switch, rows_of_places
from dashboard.ui.rows import Pane, one_list
from dashboard.ui.tables import reach_table

filters = session.current()
audience = only_audience(filters)
look = charts.page_look().of_one(audience)
rows = data.ask(reach_by, filters, "county")

notes.finding(findings.counties(rows), findings.mostly_wider(rows, data.known().area_kinds))
if rows.empty:
    notes.nothing_found()
    st.stop()
notes.about(filters, findings.small_line(data.ask(reach_total, filters)), "counties")
place_is = place_switch(filters)
rows = rows_of_places(filters, place_is, rows)
left, right = st.columns([55, 45], gap="medium")
with left:
    chart = county_chart(rows, look, charts.size(680, 430), place_is)
    keys = charts.keys(look, (audience,)) if audience != "supported" else []
    notes.chart_head(chart.title, rows, "county", filters, keys)
    charts.chart(chart.figure, "county", chart.finding)
with right:
    note = _("Each bar is one place as the reports name it.")
    places = Pane(_("Places, as the reports name them"), "county", rows, 14, note=note)
    one_list(places, look, filters)
reach_table(rows, "county", _("Area"))
notes.source_line(filters)
