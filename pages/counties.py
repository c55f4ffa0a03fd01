"""Reach by county. The map and the coloured bars hold single-county figures only.

Figures for several counties, a region, the country or no stated place are rows of their own.
"""

import streamlit as st

from dashboard.charts import reach_bars
from dashboard.i18n import _
from dashboard.reach.breakdowns import reach_by
from dashboard.ui import data, findings, parts, session
from dashboard.ui.downloads import download_menu
from dashboard.ui.tables import reach_table

filters, look = session.current(), parts.page_look()
rows = data.ask(reach_by, filters, "county")

parts.title(_("Where people live"), findings.counties(rows))
if rows.empty:
    parts.nothing_found()
    st.stop()
parts.explain_range()
parts.key(rows)
left, right = st.columns([3, 2], gap="large")
with left:
    parts.county_chart(rows, findings.counties(rows))
    st.caption(
        _("The map colours figures of a single county; wider areas stand beside it in grey.")
    )
with right:
    parts.chart(reach_bars(rows, look), "county", findings.counties(rows), name="bars")
st.caption(
    _(
        "A row holds figures labelled exactly so. A filter by a county also takes in, at the upper "
        "end, wider areas that contain it and figures without a stated place."
    )
)
parts.touching_note(filters)
parts.picker(rows, "county", filters)
reach_table(rows, "county", _("Area"))
parts.source_line(filters)
download_menu(filters, "reach", "county")
