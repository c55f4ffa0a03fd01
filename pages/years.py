"""Reach by year. A bar is one year's own answer; longer figures are lanes, never split silently.

Years are never added up: who was reached in two of them may be one person.
"""

import streamlit as st

from dashboard.charts import reach_years
from dashboard.i18n import _
from dashboard.reach.breakdowns import reach_by
from dashboard.reach.years import last_years, reach_by_year, year_rows
from dashboard.ui import charts, data, findings, notes, opened, session, time
from dashboard.ui.downloads import download_menu
from dashboard.ui.proofs import why_two_numbers
from dashboard.ui.tables import reach_table

filters, look = session.current(), charts.page_look()
years = data.ask(reach_by_year, filters)

notes.title(_("Reach by year"), findings.years(years))
time.mode_switch()
if all(frame.empty for frame in years):
    notes.nothing_found()
    st.stop()
rows = year_rows(years)
notes.explain_range()
why_two_numbers(filters, "total")
audiences = data.ask(reach_by, filters, "audience")
only = audiences["row_id"].iloc[0] if len(audiences) == 1 else "together"
charts.key(rows, audiences, together=len(audiences) > 1)
figure = reach_years(years.years, years.lanes, look, only, data.year_begins())
charts.chart(figure, "year", findings.years(years))
time.mode_note(filters)
time.elsewhere_note(years)
notes.touching_note(filters)
opened.all_button(rows, "year", filters)
reach_table(rows, "year", _("Period"))
notes.source_line(filters)
download_menu(filters, "reach", "year")

if len(audiences) > 1:
    st.subheader(_("By audience"))
    for audience, label in zip(audiences["row_id"], audiences["label"], strict=True):
        own = filters.but(audiences=(audience,))
        of_audience = data.ask(reach_by_year, own)
        st.markdown(f"#### {label}")
        figure = reach_years(
            of_audience.years, of_audience.lanes, look, audience, data.year_begins()
        )
        charts.chart(figure, "year", findings.years(of_audience), name=audience, filters=own)
st.subheader(_("Last year each organisation reports figures for"))
time.last_years_list(data.ask(last_years, filters))
