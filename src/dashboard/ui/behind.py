"""The figures behind a mark: what was published, about whom, where, when, and in which document."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import streamlit as st

from dashboard.counting import NOBODY, Counted, Range
from dashboard.i18n import _, ngettext
from dashboard.privacy import privacy_note
from dashboard.reach.figures import figures_behind
from dashboard.reach.filters import Filters
from dashboard.reach.register import counted_of_row, policy
from dashboard.ui import data, session
from dashboard.ui.text import plain
from dashboard.wording import counted_text, services_text


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
        for record in records.to_dict("records"):
            _one(record)
        if by and row_id:
            st.caption(_("Link to these figures"))
            st.code(session.link(row=f"{by}:{row_id}"), language=None, wrap_lines=True)


def _in_the_register(counted: Counted) -> None:
    """The people counted, as far as they are told, beside the published figures."""
    people = Range(NOBODY, NOBODY, counted=counted)
    told = _("Counted in the register: {people} people").format(people=counted_text(people))
    lines = [_("Each person is counted once."), privacy_note(policy())]
    if services := services_text(people):
        lines.insert(0, _("Services behind them: {services}").format(services=services))
    st.markdown(f"**{plain(told)}**")
    st.caption("  \n".join(map(plain, lines)))


def _one(record: Mapping[Hashable, Any]) -> None:
    st.markdown(f"**{plain(record['people_text'])}** · {plain(record['label'])}")
    st.caption("  \n".join(plain(line) for line in _lines(record)))


def _lines(record: Mapping[Hashable, Any]) -> list[str]:
    lines = [
        _("Published as “{words}”; counted as: {basis}").format(
            words=record["published_as"], basis=record["basis_text"]
        ),
        f"{record['period_label']} · {record['area_label']} · {record['target_group_label']}",
        f"{record['organisation_label']} · {record['owner_label']}",
        _("Source: {title}, {locator}").format(
            title=record["source_title"], locator=record["locator"]
        ),
    ]
    if record["whole_label"]:
        lines.append(_("Part of: {whole}").format(whole=record["whole_label"]))
    if record["placement"] == "touching":
        lines.append(_("Only touches the filter: counts at the upper end alone."))
    if record["note"]:
        lines.append(_("Note: {note}").format(note=record["note"]))
    return lines
