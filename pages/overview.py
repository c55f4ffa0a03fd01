"""The first screen: how many people, and where, when, who and by whom.

The headline is its own answer to the whole question, never a sum of what stands below it.
"""

import streamlit as st

from dashboard.ui import charts, data, notes, rows, session
from dashboard.ui.first_screen import YEARS, first_screen

filters, look = session.current(), charts.page_look()
wide, high = charts.size(*YEARS)
screen = data.ask(first_screen, filters, look, wide, None if session.is_phone() else high)

with st.container(key="first_screen", gap=None):
    notes.finding(screen.headline, screen.second)
    if screen.charts:
        notes.about(filters, screen.small, "total")
    else:
        notes.way_out()
    columns = st.columns([60, 40], gap="medium") if screen.charts else ()
    for column, chart in zip(columns, screen.charts, strict=True):
        with column:
            keys = charts.keys(look, chart.audiences)
            notes.chart_head(chart.title, chart.rows, chart.by, filters, keys, chart.note)
            charts.chart(chart.chart, chart.by, chart.finding)
    rows.panes(screen.panes, screen.html, filters, "lists")
