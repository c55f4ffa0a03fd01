"""Reach by year. A column is one year's own answer; longer periods are lines, never split silently.

Years are never added up: who was reached in two of them may be one person.
"""

import streamlit as st

from dashboard.charts import reach_years
from dashboard.i18n import _
from dashboard.reach.breakdowns import reach_total
from dashboard.reach.headlines import beside
from dashboard.reach.years import audience_parts, last_years, reach_by_year, year_rows
from dashboard.ui import charts, data, findings, notes, session, time
from dashboard.ui.first_screen import audiences_shown
from dashboard.ui.tables import reach_table

filters, look = session.current(), charts.page_look()
answer = data.ask(reach_by_year, filters)
rows = year_rows(answer)

notes.finding(findings.years(answer), findings.second_line_of_years(data.ask(beside, filters)))
if rows.empty:
    notes.nothing_found()
    st.stop()
notes.about(filters, findings.small_line(data.ask(reach_total, filters)), "years")
with st.container(horizontal=True, vertical_alignment="center", key="switches"):
    time.mode_switch()
    shown, left_out = time.leave_out_switch(answer)
parts = data.ask(audience_parts, filters)
keys = charts.keys(look, audiences_shown(answer, parts))
notes.chart_head(time.chart_title(left_out), rows, "year", filters, keys)
wide, high = charts.size(1270, 370)
figure = reach_years(
    shown, answer.lanes, look, parts=parts, begins=data.year_begins(), wide=wide, height=high
)
charts.chart(figure, "year", findings.years(answer))
time.mode_note(filters, rows)
time.elsewhere_note(answer)
reach_table(rows, "year", _("Period"))
notes.source_line(filters)

st.header(_("Last year each organisation reports figures for"))
time.last_years_list(data.ask(last_years, filters))
