"""What a page says around its charts: what it finds, what the signs mean, what stands behind."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from dashboard.charts.text import width
from dashboard.exports.notes import Source, documents
from dashboard.exports.text import writable
from dashboard.i18n import _, ngettext
from dashboard.paths import ROOT
from dashboard.privacy import privacy_note
from dashboard.reach.breakdowns import reach_total
from dashboard.reach.figures import figures_behind
from dashboard.reach.filters import Filters
from dashboard.reach.overview import headline
from dashboard.reach.register import counted_of_row, policy
from dashboard.reach.touching import figures_touching, total_caveat
from dashboard.ui import data, findings, opened, session, staff
from dashboard.ui.cards import evidence_note
from dashboard.ui.proofs import why_two_numbers
from dashboard.ui.text import linked, plain
from dashboard.words.ranges import READING_MARK

_MOST_DOCUMENTS, _MOST_PLACES = 30, 6
_SIZES, _LINE = (30, 26, 22), 1_240  # pixels: of the letters, and of a line on a laptop


def finding(headline: str, second: str = "", *, full: str = "") -> None:
    """What a page finds, as its heading: the largest letters of the page, and a line under it.

    `full`: the headline with its names uncut, for who points at it.
    """
    st.html(finding_html(headline, second, full))


def finding_html(headline: str, second: str = "", full: str = "") -> str:
    """Long headlines are set smaller, so that they keep to their line."""
    size = next((n for n in _SIZES if width(headline, n) <= _LINE), _SIZES[-1])
    under = f"<p>{escape(second)}</p>" if second else ""
    title = f' title="{escape(full)}"' if full not in ("", headline) else ""
    return f'<div class="finding s{size}"><h1{title}>{escape(headline)}</h1>{under}</div>'


def about(filters: Filters, small: str, name: str) -> None:
    """The line under it: the other end, and what opens: why there are two, and what signs mean."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"small_{name}"):
        if small:
            st.html(f'<span class="small">{escape(small)}</span>', width="content")
        why_two_numbers(filters, name, more=partial(_about_them, filters))


def _about_them(filters: Filters) -> None:
    explain_signs()
    evidence_note(data.ask(reach_total, filters).inside)
    touching_note(filters)


def chart_head(
    title: str,
    rows: pd.DataFrame,
    by: str,
    filters: Filters,
    keys: Sequence[tuple[str, str]] = (),
    note: str = "",
) -> None:
    """The heading of a chart, its colours, the way to its rows that needs no mouse; and a note."""
    colours = "".join(
        f'<span><i style="background:{colour}"></i>{escape(word)}</span>' for colour, word in keys
    )
    head = f'<div class="head"><h2>{escape(title)}</h2>{colours}</div>'
    under = f'<div class="under">{escape(note)}</div>' if note else ""
    if rows.empty:
        st.html(f'<div class="chart-head">{head}{under}</div>')
        return
    with st.container(horizontal=True, vertical_alignment="center", key=f"head_{by}"):
        st.html(head, width="stretch")
        opened.all_button(rows, by, filters)
    if under:
        st.html(under)


def explain_signs() -> None:
    """What the signs at a number are, and of a register, how much of it is told."""
    signs = _("“+” means or more, “≈” about, “{mark}” as we read the report.")
    told = [signs.format(mark=READING_MARK)]
    if data.has_register():
        told.append(privacy_note(policy(data.snapshot())))
    st.caption("  \n".join(map(plain, told)))


def nothing_found() -> None:
    """The empty result, with the way out."""
    if not _is_unfilled():
        st.info(_("No published figure fits these filters."), icon=":material/search_off:")
    way_out()


def way_out() -> None:
    """Out of filters that leave nothing; or to the first figure of a folder that has none yet."""
    if not session.current().is_everything:
        st.button(_("Clear filters"), key="clear_in_page", on_click=session.clear)
    elif _is_unfilled():
        _first_figure()


def _is_unfilled() -> bool:
    is_own = data.snapshot().store.content.is_own
    return bool(is_own and data.ask(headline, Filters()).people.is_empty)


def _first_figure() -> None:
    """What to do where nothing is told yet: one button for staff, for others who can."""
    if not staff.is_staff():
        st.write(_("Its staff add figures; the charts come with the first one."))
        return
    st.write(_("Type one, load a file, or fill in the workbook: the charts come with the first."))
    if st.button(_("Add the first figure"), type="primary", key="first_figure"):
        st.switch_page(str(ROOT / "pages" / "data.py"))


def source_line(filters: Filters, by: str | None = None, row_id: str | None = None) -> None:
    """`22 figures from 4 documents`, which opens the list of them; each leads to its document."""
    records = data.ask(figures_behind, filters, by, row_id)
    listed = documents(records)
    said = findings.sources(len(records), len(listed))
    if data.ask(counted_of_row, filters, by, row_id or "") is not None:
        said = _("{figures}, and people counted in the register").format(figures=said)
    if not listed and said == findings.sources(0, 0):
        return
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
    if counted := data.ask(figures_touching, filters):
        clause = data.ask(total_caveat, filters)
        st.caption("  \n".join(map(plain, filter(None, (clause, counted)))))
