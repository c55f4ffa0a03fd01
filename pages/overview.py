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
    if screen.panes:
        notes.about(filters, screen.small, "total")
    else:
        notes.way_out()
    rows.panes(screen.panes, screen.html, filters, "lists")
