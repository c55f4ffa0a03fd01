"""What went wrong: with the tables, where there is nothing to show, or with what was asked for."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.errors import DashboardError
from dashboard.i18n import _
from dashboard.intake.receipts import MendedAlready
from dashboard.store import Problem, ProblemsFound
from dashboard.ui.text import moment, plain

_SHOWN = 20


def show_problems(error: DashboardError) -> None:
    """The sentence of the error and, when tables are wrong, each problem with its remedy."""
    st.title(_("The data cannot be shown"))
    if not isinstance(error, ProblemsFound):
        st.error(plain(str(error)))
        return
    st.error(_("The tables have problems. `dashboard check` lists all of them."))
    list_problems(error.problems)


def list_problems(problems: Sequence[Problem]) -> None:
    """The first of them, each with its place and its remedy."""
    for problem in problems[:_SHOWN]:
        st.markdown(f"- {plain(str(problem))}")


def tell_error(error: DashboardError) -> None:
    """Its sentence, or the first of the problems that it lists."""
    lines = [sentence_of(error)]
    if isinstance(error, ProblemsFound):
        lines = [str(problem) for problem in error.problems[:_SHOWN]]
    for line in lines:
        st.error(plain(line))


def sentence_of(error: DashboardError) -> str:
    """Its sentence; a time in it by the reader's clock."""
    if isinstance(error, MendedAlready):
        return error.said(moment(error.receipt.moment))
    return str(error)
