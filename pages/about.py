"""How people are counted, what the words mean, where the figures come from, what is missing."""

import streamlit as st

from dashboard.i18n import _
from dashboard.reach.overview import gaps
from dashboard.reach.ties import ties
from dashboard.ui import data, notes, session
from dashboard.ui.about import (
    bullets,
    gap_list,
    grouping_note,
    register_rules,
    sources_table,
    tie_list,
)
from dashboard.ui.proofs import narrowing_list
from dashboard.words.glossary import GLOSSARY, RULES

filters = session.current()
notes.finding(
    _("About these figures"),
    _("Every total is a range that can be led back to its documents."),
)
st.header(_("How we count"))
bullets(_(rule) for rule in RULES)
if data.has_register():
    st.header(_("People counted in the register, and their privacy"))
    register_rules()
st.header(_("What is missing"))
gap_list(data.ask(gaps, filters))
st.header(_("What would narrow the totals"))
narrowing_list(filters)
st.header(_("Sources"))
sources_table()
grouping_note()
connected = data.ask(ties, filters)
if not connected.empty:
    st.header(_("How the organisations are connected"))
    tie_list(connected)
st.header(_("Words"))
bullets(f"**{_(term)}** – {_(definition)}" for term, definition in GLOSSARY)
