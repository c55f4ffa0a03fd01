"""The list of projects and the page of one: partners, money, reach, results, sources."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.i18n import _
from dashboard.reach.breakdowns import reach_total
from dashboard.reach.filters import Filters
from dashboard.reach.funding import funding
from dashboard.reach.outcomes import outcomes
from dashboard.reach.projects import project_record
from dashboard.ui import data, session
from dashboard.ui.cards import evidence_note
from dashboard.ui.money import funding_list
from dashboard.ui.notes import unplaced_note
from dashboard.ui.opened import behind, choose_row, open_from_address, row_key
from dashboard.ui.outcome import outcome_list
from dashboard.ui.proofs import why_two_numbers
from dashboard.ui.tables import table
from dashboard.ui.text import plain, source_line
from dashboard.words.ranges import range_sentence


def project_list(listed: pd.DataFrame, unplaced: int) -> None:
    """A table to search in and choose from."""
    words = st.text_input(
        _("Search"), placeholder=_("A word of the title, place, partner or funder")
    )
    columns = {
        "title": _("Title"),
        "kind_label": _("Kind"),
        "organisation_label": _("Organisation"),
        "programme_label": _("Programme"),
        "period_label": _("Period"),
        "places": _("Place"),
        "funders": _("Funders"),
        "people_text": _("People"),
    }
    rows = listed.assign(row_id=listed["project_id"], label=listed["title"])
    everything = rows[list(columns)].agg(" ".join, axis=1).str.casefold()
    found = rows[everything.str.contains(words.strip().casefold(), regex=False)]
    table(found, columns, "project")
    unplaced_note(unplaced)


def project_page(listed: pd.DataFrame, filters: Filters) -> None:
    """Everything told about the chosen project; a link may open one that the filters leave out."""
    key = row_key("project")
    labels = dict(zip(listed["project_id"], listed["title"], strict=True))
    open_from_address(key, "project", data.known().names["projects"])
    chosen = st.session_state[key]
    if chosen is not None:
        labels.setdefault(chosen, data.known().name("projects", chosen))
    chosen = choose_row(_("Open a project"), labels, key)
    record = project_record(data.snapshot(), chosen or "")
    if record is not None:
        _one(record, filters.but(projects=(record["project_id"],)))


def _one(record: dict[str, Any], own: Filters) -> None:
    """One project; `own` are the reader's filters with this project alone chosen."""
    st.header(plain(record["title"]))
    st.markdown(plain(record["summary"]))
    lines = (plain(line) for line in _facts(record))
    st.caption("  \n".join([*lines, source_line(record)]))
    st.code(session.link(row=f"project:{record['project_id']}"), language=None, wrap_lines=True)
    everything = Filters(projects=own.projects)
    people = data.ask(reach_total, everything)
    if not people.is_empty:
        st.subheader(_("People"))
        st.markdown(f"**{plain(range_sentence(people))}**")
        evidence_note(people)
        why_two_numbers(everything, f"project_{record['project_id']}")
        behind(everything, None, None)
    money = data.ask(funding, everything)
    if not money.empty:
        st.subheader(_("Money"))
        funding_list(money)
    results = data.ask(outcomes, everything)
    if not results.empty:
        st.subheader(_("Results"))
        outcome_list(results)


def _facts(record: dict[str, Any]) -> list[str]:
    """The lines under a project's title; what the document does not say has no line."""
    partners = (f"{name} ({role})" if role else name for name, role in record["partners"])
    lines = (
        (_("Kind"), record["kind_label"]),
        (_("Programme"), _programme(record)),
        (_("Period"), record["period_label"]),
        (_("Place"), ", ".join(record["places"])),
        (_("For"), ", ".join(record["target_groups"])),
        (_("Who took part"), ", ".join(partners)),
        (_("Web site"), record["website"] or ""),
    )
    return [f"{label}: {value}" for label, value in lines if value]


def _programme(record: dict[str, Any]) -> str:
    """The line of work and whose it is; what no document names says so."""
    programme = f"{record['programme_label']} ({record['organisation_label']})"
    if record["is_our_grouping"]:
        return _("{programme}, our grouping").format(programme=programme)
    return programme
