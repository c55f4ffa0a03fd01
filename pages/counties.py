"""Reach by county. The map and the coloured bars hold single-county figures only.

Figures for several counties, a region, the country or no stated place are rows of their own.
"""

import streamlit as st

from dashboard.charts import reach_bars
from dashboard.i18n import _
from dashboard.reach.breakdowns import reach_by
from dashboard.ui import charts, data, findings, notes, opened, session
from dashboard.ui.downloads import download_menu
from dashboard.ui.proofs import why_two_numbers
from dashboard.ui.tables import reach_table

filters, look = session.current(), charts.page_look()
rows = data.ask(reach_by, filters, "county")

notes.title(_("Where people live"), findings.counties(rows))
if rows.empty:
    notes.nothing_found()
    st.stop()
notes.explain_range()
why_two_numbers(filters, "total")
charts.key(rows)
left, right = st.columns([3, 2], gap="large")
with left:
    charts.county_chart(rows, findings.counties(rows))
    st.caption(
        _("The map colours figures of a single county; wider areas stand beside it in grey.")
    )
with right:
    charts.chart(reach_bars(rows, look), "county", findings.counties(rows), name="bars")
st.caption(
    _(
        "A row holds figures labelled exactly so. A filter by a county also takes in, at the upper "
        "end, wider areas that contain it and figures without a stated place."
    )
)
notes.touching_note(filters)
opened.all_button(rows, "county", filters)
reach_table(rows, "county", _("Area"))
notes.source_line(filters)
download_menu(filters, "reach", "county")
