"""What a page says around its charts: what it finds, what the signs mean, what stands behind."""

from __future__ import annotations

import streamlit as st

from dashboard.i18n import _, ngettext
from dashboard.privacy import privacy_note
from dashboard.reach.breakdowns import reach_total
from dashboard.reach.figures import figures_behind
from dashboard.reach.filters import Filters
from dashboard.reach.register import counted_of_row, policy
from dashboard.reach.touching import total_caveat
from dashboard.ui import data, session
from dashboard.ui.filter_bar import filters_sentence
from dashboard.ui.opened import linked_row
from dashboard.ui.text import plain


def title(words: str, finding: str) -> None:
    """A page's title and the one plain sentence that states what it shows."""
    st.title(words)
    st.markdown(f"## {plain(finding)}")
    linked_row()


def explain_range() -> None:
    """What a range and its signs are, in one sentence, where they are first seen."""
    has_register = data.has_register()
    st.markdown(
        _(
            "Reports and the register overlap, so a total is a range: from the people who are "
            "**surely** different ones to **at most** everyone reported or counted; “+” means or "
            "more, “≈” means about."
        )
        if has_register
        else _(
            "Reports overlap, so a total is a range: from the people who are **surely** different "
            "ones to **at most** everyone the reports name; “+” means or more, “≈” means about."
        )
    )
    if has_register:
        st.caption(plain(privacy_note(policy(data.snapshot()))))


def nothing_found() -> None:
    """The empty result, with the way out."""
    st.info(_("No published figure fits these filters."), icon=":material/search_off:")
    st.button(_("Clear filters"), key="clear_in_page", on_click=session.clear)


def source_line(filters: Filters, by: str | None = None, row_id: str | None = None) -> None:
    """How many figures of how many documents stand behind, and under which filters."""
    records = data.ask(figures_behind, filters, by, row_id)
    documents = records["source_title"].unique()
    figures = ngettext("{n} published figure", "{n} published figures", len(records))
    names = "; ".join(sorted(documents))
    if data.ask(counted_of_row, filters, by, row_id or "") is not None:
        figures = _("{figures}, and people counted in the register").format(figures=figures)
    text = _("Source: {figures}. {documents}").format(figures=figures, documents=names)
    st.caption(f"{plain(text)} · {plain(filters_sentence(data.known(), filters))}")


def unplaced_note(count: int) -> None:
    """How many records do not say what is asked for; nothing is said when there are none."""
    if count:
        st.caption(
            ngettext(
                "{n} more does not state what is filtered by and may belong here.",
                "{n} more do not state what is filtered by and may belong here.",
                count,
            )
        )


def funder_warning() -> None:
    """Several funders of one project helped to reach the same people."""
    st.caption(
        _(
            "Contributed to: funders of the same project helped to reach the same people, and each "
            "is shown with all of them. Do not add rows."
        )
    )


def touching_note(filters: Filters) -> None:
    """What only touches the filters, and how many figures do; nothing where none does."""
    figures_touching = data.ask(reach_total, filters).figures_touching
    if figures_touching:
        clause = data.ask(total_caveat, filters)
        counted = ngettext(
            "{n} figure only touches these filters (its place, period or group is wider or "
            "not stated): it counts at the upper end alone.",
            "{n} figures only touch these filters (their place, period or group is wider or "
            "not stated): they count at the upper end alone.",
            figures_touching,
        )
        st.caption("  \n".join(map(plain, filter(None, (clause, counted)))))
