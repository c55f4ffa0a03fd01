"""When there is nothing to show: what is wrong with the tables, and what to do."""

from __future__ import annotations

import streamlit as st

from dashboard.errors import DashboardError
from dashboard.i18n import _
from dashboard.store import ProblemsFound
from dashboard.ui.text import plain

_SHOWN = 20


def show_problems(error: DashboardError) -> None:
    """The sentence of the error and, when tables are wrong, each problem with its remedy."""
    st.title(_("The data cannot be shown"))
    if not isinstance(error, ProblemsFound):
        st.error(plain(str(error)))
        return
    st.error(_("The tables have problems. `dashboard check` lists all of them."))
    for problem in error.problems[:_SHOWN]:
        st.markdown(f"- {plain(str(problem))}")
