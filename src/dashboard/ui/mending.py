"""For staff while the own tables cannot be loaded: what is wrong with them, and the way back."""

from __future__ import annotations

import streamlit as st

from dashboard.i18n import _
from dashboard.store import Problem
from dashboard.ui import looking, notes, staff
from dashboard.ui.files_read import kept_in
from dashboard.ui.problems import list_problems
from dashboard.ui.taking_in import history


def page(found: list[Problem]) -> None:
    """In the place of all else on the page Data, whose forms would have nothing to stand on."""
    notes.finding(
        _("Your tables have problems"), _("Readers see the last version that was in order.")
    )
    looking.tell_done()
    list_problems(found)
    way_back()


def way_back() -> None:
    """Nothing is taken in before the tables are in order; the last import can be taken back."""
    st.warning(
        _(
            "Nothing can be taken in until this is mended: in the files that are named, or by "
            "taking back the last import."
        )
    )
    st.subheader(_("What was taken in"))
    history(is_last_alone=True)
    kept_in(staff.own())
