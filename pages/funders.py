"""Funders by the reach they contributed to, and the money in its own currency.

A project with several funders counts in full for each: rows are never added up.
"""

import streamlit as st

from dashboard.charts import reach_bars
from dashboard.i18n import _
from dashboard.reach.breakdowns import reach_by
from dashboard.reach.funding import funding
from dashboard.ui import data, findings, parts, session
from dashboard.ui.downloads import download_menu
from dashboard.ui.money import funding_list, money_cards
from dashboard.ui.tables import reach_table

filters, look = session.current(), parts.page_look()
rows, money = data.ask(reach_by, filters, "funder"), data.ask(funding, filters)

parts.title(_("Who paid"), findings.funders(rows))
if rows.empty and money.empty:
    parts.nothing_found()
    st.stop()
st.subheader(_("Reach that funders contributed to"))
parts.explain_range()
parts.funder_warning()
parts.key(rows)
parts.chart(reach_bars(rows, look), "funder", findings.funders(rows))
parts.touching_note(filters)
parts.picker(rows, "funder", filters)
reach_table(rows, "funder", _("Funder"))
parts.source_line(filters)
download_menu(filters, "reach", "funder")
st.subheader(_("Money, and the projects behind it"))
money_cards(money)
funding_list(money)
download_menu(filters, "funding")
