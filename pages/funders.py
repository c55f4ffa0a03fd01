"""Who gave money and goods to what, and how many people that reached.

A project with several funders counts in full for each: rows are never added up.
"""

import streamlit as st

from dashboard.charts import reach_bars
from dashboard.i18n import _
from dashboard.reach.funding import funding, reach_by_funder
from dashboard.reach.support import ranked
from dashboard.ui import charts, data, findings, givers, notes, opened, session
from dashboard.ui.downloads import download_menu
from dashboard.ui.money import (
    goods_table,
    money_by_currency,
    money_table,
    passed_on_table,
    people_of_first,
    with_people,
)

filters = session.current()
everyone = data.ask(reach_by_funder, filters)
money = with_people(data.ask(funding, filters), filters)

people = people_of_first(money, filters)
notes.finding(givers.supported(money, people, is_cut=True), full=givers.supported(money, people))
if everyone.empty and money.empty:
    notes.nothing_found()
    st.stop()
by_support = {kind: money[money["support"] == kind] for kind in ("money", "goods", "passed-on")}
if not by_support["money"].empty:
    st.header(_("Money"))
    money_table(by_support["money"])
    money_by_currency(money)
if not by_support["goods"].empty:
    st.header(_("Goods and services"))
    goods_table(by_support["goods"])
if not by_support["passed-on"].empty:
    with st.expander(_("Who passed money on")):
        passed_on_table(by_support["passed-on"])
notes.source_line(filters)
rows = ranked(everyone)
if len(findings.named(rows)):
    st.header(_("Reach that funders contributed to"))
    notes.funder_warning()
    wide, _high = charts.size(1270, 0)
    bars = reach_bars(rows, charts.page_look(), wide=wide)
    charts.chart(bars, "funder", givers.funders(rows))
    notes.touching_note(filters)
    opened.all_button(everyone, "funder", filters)
    download_menu(filters, "reach", "funder")
