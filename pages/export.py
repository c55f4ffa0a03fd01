"""The figure builder: choose what and by what, see it, take it in the form that is wanted.

What is in a file is what stands here; the filters are those of every page.
"""

import streamlit as st

from dashboard.i18n import _
from dashboard.ui import notes, session
from dashboard.ui.builder import choices, packing, preview
from dashboard.ui.downloads import download_buttons, page_answer
from dashboard.ui.quoted import quoted_figure

filters = session.current()
notes.title(
    _("Figures to hand on"),
    _("Choose a figure; the file holds what you see here, with its filters and its sources."),
)
if "quote" in st.query_params:
    quoted_figure(st.query_params["quote"])
topic, by, code = choices()
held = page_answer(filters, topic, by, code)
if held.rows.empty:
    notes.nothing_found()
    st.stop()
preview(held)
st.caption(_("Link to this figure"))
st.code(session.link(topic=topic, by=by), language=None, wrap_lines=True)
st.subheader(_("One click, one file"))
download_buttons(held, name="builder")
packing(filters, topic, by, code)
