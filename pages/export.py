"""The figure builder: choose what and by what, see it, take it in the form that is wanted.

What is in a file is what stands here; the filters are those of every page.
"""

import streamlit as st

from dashboard.i18n import _
from dashboard.ui import notes, session
from dashboard.ui.builder import choices, packing, preview, preview_rows
from dashboard.ui.downloads import page_answer
from dashboard.ui.quoted import quoted_figure

filters = session.current()
notes.finding(_("Figures for an application"))
if "quote" in st.query_params:
    quoted_figure(st.query_params["quote"])
topic, by, code = choices()
held = page_answer(filters, topic, by, code)
if held.rows.empty:
    notes.nothing_found()
    st.stop()
preview(held)
preview_rows(held)
packing(filters, topic, by, code)
st.caption(_("Link to this figure"))
st.code(session.link(topic=topic, by=by), language=None, wrap_lines=True)
