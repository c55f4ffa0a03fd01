"""What a reader opens: the figures behind a mark or a row, each with its words and document."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.counting import NOBODY, Counted, Range
from dashboard.i18n import _, ngettext
from dashboard.privacy import privacy_note
from dashboard.reach.dimensions import BREAKDOWN_TITLES, BREAKDOWNS
from dashboard.reach.figures import figures_behind
from dashboard.reach.filters import Filters
from dashboard.reach.register import counted_of_row, policy
from dashboard.ui import data, session
from dashboard.ui.proofs import why_two_numbers
from dashboard.ui.text import plain, source_line
from dashboard.words.ranges import READING_MARK, counted_text, services_text


def behind(filters: Filters, by: str | None, row_id: str | None) -> None:
    """Every figure of a row, each with its words and its place in the document."""
    records = data.ask(figures_behind, filters, by, row_id)
    counted = data.ask(counted_of_row, filters, by, row_id or "")
    with st.container(border=True, key=f"behind_{by}"):
        if counted is None or len(records):
            st.markdown(
                "**"
                + ngettext(
                    "{n} figure stands behind it", "{n} figures stand behind it", len(records)
                )
                + "**"
            )
        if counted is not None:
            _in_the_register(counted)
        if by and row_id and by != "figure" and len(records) > 1:
            why_two_numbers(filters, f"row_{by}", by, row_id)
        for record in records.to_dict("records"):
            _one(record)
        if by and row_id:
            st.caption(_("Link to these figures"))
            st.code(session.link(row=f"{by}:{row_id}"), language=None, wrap_lines=True)


def _in_the_register(counted: Counted) -> None:
    """The people counted, as far as they are told, beside the published figures."""
    people = Range(NOBODY, NOBODY, counted=counted)
    told = _("Counted in the register: {people} people").format(people=counted_text(people))
    lines = [_("Each person is counted once."), privacy_note(policy(data.snapshot()))]
    if services := services_text(people):
        lines.insert(0, _("Services behind them: {services}").format(services=services))
    st.markdown(f"**{plain(told)}**")
    st.caption("  \n".join(map(plain, lines)))


def _one(record: Mapping[Hashable, Any]) -> None:
    mark = f" {READING_MARK}" if record["reading_text"] else ""
    st.markdown(f"**{plain(record['people_text'] + mark)}** · {plain(record['label'])}")
    lines = (plain(line) for line in _lines(record))
    st.caption("  \n".join([*lines, source_line(record)]))


def _lines(record: Mapping[Hashable, Any]) -> list[str]:
    lines = [
        _("Published as “{words}”; counted as: {basis}").format(
            words=record["published_as"], basis=record["basis_text"]
        ),
        f"{record['period_label']} · {record['area_label']} · {record['target_group_label']}",
        f"{record['organisation_label']} · {record['owner_label']}",
    ]
    if record["people_said"]:
        lines.append(record["people_said"])
    if record["whole_label"]:
        lines.append(_("Part of: {whole}").format(whole=record["whole_label"]))
    if record["placement"] == "touching":
        lines.append(_("Only touches the filter: counts at the upper end alone."))
    if record["reading_text"]:
        lines.append(f"{READING_MARK} {record['reading_text']}")
    if record["note"]:
        lines.append(_("Note: {note}").format(note=record["note"]))
    return lines


def linked_row() -> None:
    """The figures that a link points to, where its reader looks first."""
    by, row_id = _asked_row()
    if row_id and by in (*BREAKDOWN_TITLES, "figure"):
        behind(session.current(), by, row_id)


def _asked_row() -> tuple[str, str]:
    """The breakdown and the row that the address names, by the id that stands now."""
    by, _colon, row_id = st.query_params.get("row", "").partition(":")
    field = BREAKDOWNS[by].field if by in BREAKDOWNS else f"{by}s"
    return by, data.known().current(field, row_id)


def picker(rows: pd.DataFrame, by: str, filters: Filters) -> None:
    """A way to the figures behind that needs no mouse, and the panel itself.

    A chart in another site's page stands alone.
    """
    if st.context.is_embedded:
        return
    key = row_key(by)
    labels = dict(zip(rows["row_id"], rows["label"], strict=True))
    if st.session_state.setdefault(key, None) not in labels:
        st.session_state[key] = None
    chosen = choose_row(_("Figures behind"), labels, key)
    if chosen is not None and st.query_params.get("row") != f"{by}:{chosen}":
        behind(filters, by, chosen)


def opened(row_ids: Collection[str], by: str, filters: Filters) -> None:
    """The panel behind a mark that was clicked, with a way to close it.

    For a page of many charts: each one's own page has the way that needs no mouse.
    """
    chosen = st.session_state.get(row_key(by))
    is_shown = chosen in row_ids and not st.context.is_embedded
    if not is_shown or st.query_params.get("row") == f"{by}:{chosen}":
        return
    behind(filters, by, chosen)
    st.button(_("Close"), key=f"close_{by}", on_click=_close, args=(by,))


def _close(by: str) -> None:
    st.session_state[row_key(by)] = None


def choose_row(question: str, labels: Mapping[str, str], key: str) -> str | None:
    """The row chosen by a mark, in a table or here: the way that needs no mouse."""
    st.selectbox(
        question,
        list(labels),
        index=None,
        format_func=lambda row_id: labels.get(row_id, row_id),
        key=key,
        placeholder=_("Click a mark or a row, or choose here"),
    )
    chosen: str | None = st.session_state[key]
    return chosen


def row_key(by: str) -> str:
    return f"row_{by}"


def open_from_address(key: str, by: str, labels: Collection[str]) -> None:
    """A row named in the address is opened once; a row that is gone is closed."""
    asked_by, asked = _asked_row()
    if key not in st.session_state:
        st.session_state[key] = asked if asked_by == by else None
    if st.session_state[key] not in labels:
        st.session_state[key] = None
