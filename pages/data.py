"""The organisation's own figures, for staff: added, taken in from files, and taken back."""

import streamlit as st

from dashboard.i18n import _
from dashboard.reach.filters import Filters
from dashboard.reach.overview import gaps
from dashboard.ui import data, filling, looking, mending, notes, staff
from dashboard.ui.adding import add_figure
from dashboard.ui.files_read import files_read, kept_in, unwritable
from dashboard.ui.proofs import narrowing_list
from dashboard.ui.taking_in import drop_zone, history, templates
from dashboard.ui.waiting import list_of, what_waits


def _page() -> None:
    is_own = data.snapshot().store.content.is_own
    notes.finding(
        _("Your figures"),
        _("What you add here is shown at once, and can be taken back.")
        if is_own
        else _(
            "These are example figures. Add your first figure, or load a file, and the dashboard "
            "shows yours."
        ),
    )
    looking.tell_done()
    unwritable(staff.own())
    st.subheader(_("Add a figure"))
    add_figure()
    st.subheader(_("Load files"))
    drop_zone()
    st.subheader(_("A workbook to fill in"))
    templates()
    found = what_waits()
    if found:
        st.subheader(_("Waiting"))
        list_of(found)
    if is_own:
        st.subheader(_("What would narrow the totals"))
        narrowing_list(Filters(), filling.say)
        st.subheader(_("What is missing"))
        filling.gap_forms(data.ask(gaps, Filters()))
    st.subheader(_("What was taken in"))
    history()
    if is_own:
        st.subheader(_("What was read"))
        files_read(staff.own())
    kept_in(staff.own())


if wrong := data.table_errors():
    mending.page(wrong)
else:
    _page()
