"""What a page says around its charts: what it finds, what the signs mean, what stands behind."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.exports.notes import Source, documents
from dashboard.exports.text import writable
from dashboard.i18n import _, ngettext
from dashboard.privacy import privacy_note
from dashboard.reach.breakdowns import reach_total
from dashboard.reach.figures import figures_behind
from dashboard.reach.filters import Filters
from dashboard.reach.register import counted_of_row, policy
from dashboard.reach.touching import total_caveat
from dashboard.ui import data, session
from dashboard.ui.text import linked, plain

_MOST_DOCUMENTS, _MOST_PLACES = 30, 6


def title(words: str, finding: str) -> None:
    """A page's title and the one plain sentence that states what it shows."""
    st.title(words)
    st.markdown(f"## {plain(finding)}")


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
    """`22 figures from 4 documents`, which opens the list of them; each leads to its document."""
    records = data.ask(figures_behind, filters, by, row_id)
    listed = documents(records)
    said = _from_documents(len(records), len(listed))
    if data.ask(counted_of_row, filters, by, row_id or "") is not None:
        said = _("{figures}, and people counted in the register").format(figures=said)
    if st.context.is_embedded or not listed:
        st.caption(plain(said))
        return
    with st.popover(plain(said), type="tertiary", key=f"sources_{by or 'all'}"):
        source_list(records)


def source_list(records: pd.DataFrame) -> None:
    """Each document once, with how many of the records it holds and the places in it."""
    listed = documents(records)
    counted = records["source_title"].map(writable).value_counts()
    lines = [_document(each, int(counted[each.title])) for each in listed[:_MOST_DOCUMENTS]]
    if more := len(listed) - len(lines):
        lines.append(plain(ngettext("and {n} more document", "and {n} more documents", more)))
    st.markdown("\n".join(f"- {line}" for line in lines))


def _from_documents(figures: int, documents: int) -> str:
    return _("{figures} from {documents}").format(
        figures=ngettext("{n} figure", "{n} figures", figures),
        documents=ngettext("{n} document", "{n} documents", documents),
    )


def _document(source: Source, figures: int) -> str:
    """`Annual report 2016: 4 figures; page 5; page 7`, with a link where there is one."""
    places = list(zip(source.locators, source.links, strict=True))
    told = [linked(where, link) for where, link in places[:_MOST_PLACES]]
    if more := len(places) - len(told):
        told.append(plain(ngettext("and {n} more place", "and {n} more places", more)))
    counted = plain(ngettext("{n} figure", "{n} figures", figures))
    return f"{linked(source.title, source.address)}: {'; '.join([counted, *told])}"


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
