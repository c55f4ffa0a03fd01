"""Funders by the reach they contributed to, and the money in its own currency.

A project with several funders counts in full for each: rows are never added up.
"""

import streamlit as st

from dashboard.charts import reach_bars
from dashboard.i18n import _
from dashboard.reach.breakdowns import reach_by
from dashboard.reach.funding import funding
from dashboard.ui import charts, data, findings, notes, opened, session
from dashboard.ui.downloads import download_menu
from dashboard.ui.money import funding_list, money_cards
from dashboard.ui.tables import reach_table

filters, look = session.current(), charts.page_look()
rows, money = data.ask(reach_by, filters, "funder"), data.ask(funding, filters)

notes.title(_("Who paid"), findings.funders(rows))
if rows.empty and money.empty:
    notes.nothing_found()
    st.stop()
st.subheader(_("Reach that funders contributed to"))
notes.explain_range()
notes.funder_warning()
charts.key(rows)
charts.chart(reach_bars(rows, look), "funder", findings.funders(rows))
notes.touching_note(filters)
opened.picker(rows, "funder", filters)
reach_table(rows, "funder", _("Funder"))
notes.source_line(filters)
download_menu(filters, "reach", "funder")
st.subheader(_("Money, and the projects behind it"))
money_cards(money)
funding_list(money)
download_menu(filters, "funding")
