"""Funders by the reach they contributed to, and the money in its own currency.

A project with several funders counts in full for each: rows are never added up.
"""

import streamlit as st

from dashboard.charts import reach_bars
from dashboard.i18n import _
from dashboard.reach.funding import funding, reach_by_funder
from dashboard.reach.support import ranked
from dashboard.ui import charts, data, findings, notes, opened, session
from dashboard.ui.downloads import download_menu
from dashboard.ui.money import funding_list, money_cards, other_supporters
from dashboard.ui.proofs import why_two_numbers
from dashboard.ui.tables import reach_table

filters, look = session.current(), charts.page_look()
everyone, money = data.ask(reach_by_funder, filters), data.ask(funding, filters)
rows = ranked(everyone)

notes.title(_("Who paid"), findings.funders(rows))
if everyone.empty and money.empty:
    notes.nothing_found()
    st.stop()
st.subheader(_("Reach that funders contributed to"))
notes.explain_range()
why_two_numbers(filters, "total")
notes.funder_warning()
charts.key(rows)
charts.chart(reach_bars(rows, look), "funder", findings.funders(rows))
notes.touching_note(filters)
opened.picker(everyone, "funder", filters)
reach_table(rows, "funder", _("Funder"))
other_supporters(everyone)
notes.source_line(filters)
download_menu(filters, "reach", "funder")
st.subheader(_("Money, and the projects behind it"))
money_cards(money)
funding_list(money)
download_menu(filters, "funding")
