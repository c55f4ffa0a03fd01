"""The list of projects and the page of one: people, results, money, partners, sources."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.i18n import _, number
from dashboard.i18n import money as money_text
from dashboard.period import Period
from dashboard.reach.breakdowns import reach_total, row_record
from dashboard.reach.catalogue import records_of
from dashboard.reach.figures import figures_behind
from dashboard.reach.filters import Filters
from dashboard.reach.funding import funding
from dashboard.reach.outcomes import outcomes
from dashboard.reach.projects import project_record, projects
from dashboard.reach.support import sums
from dashboard.ui import data, session
from dashboard.ui.cards import evidence_note
from dashboard.ui.html_table import (
    Column,
    Row,
    Safe,
    anchor,
    cell,
    html_table,
    people_cell,
    quiet,
    source_cell,
)
from dashboard.ui.money import money_of_project, with_people
from dashboard.ui.notes import source_list, unplaced_note
from dashboard.ui.outcome import outcome_table
from dashboard.ui.proofs import why_two_numbers
from dashboard.ui.text import linked, plain, source_line
from dashboard.words.addresses import web_address
from dashboard.words.folding import fold
from dashboard.words.ranges import EN_DASH, READING_MARK, range_sentence, told_ends

_WIDE = 1000  # pixels: what is asked of a project first stands together
_SEARCHED = ["title", "organisation_label", "programme_label", "places", "funders"]


def asked_project() -> str:
    """The project that the address opens, by the id that stands now; "" for the list."""
    by, _colon, project_id = st.query_params.get("row", "").partition(":")
    return data.known().current("projects", project_id) if by == "project" else ""


def project_list(listed: pd.DataFrame, unplaced: int) -> None:
    """A table to search in, part by part; each title leads to the page of its project."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = st.text_input(
            _("Search"),
            placeholder=_("A word of the title, place, partner or funder"),
            label_visibility="collapsed",
            icon=":material/search:",
            key="project_search",
            width=360,
        )
        shown = _part(listed)
        has_more = st.toggle(_("More columns"), key="project_columns")
    found = shown[_is_found(shown, words or "")]
    if found.empty:
        st.info(_("No project has these words."), icon=":material/search_off:")
    else:
        with st.container(width="stretch" if has_more else _WIDE):
            html_table(found, _columns(has_more=has_more), _("Projects and services"))
    unplaced_note(unplaced)


def _is_found(listed: pd.DataFrame, words: str) -> pd.Series[bool]:
    """Which rows have every word, whatever its diacritics and case."""
    everything = listed[_SEARCHED].agg(" ".join, axis=1).map(fold)
    wanted = fold(words).split()
    return everything.map(lambda text: all(word in text for word in wanted)).astype(bool)


def _part(listed: pd.DataFrame) -> pd.DataFrame:
    """All, those with gaps, or those that run today, each told with its number."""
    parts: dict[str, tuple[str, Callable[[dict[Any, Any]], bool]]] = {
        "all": (_("All"), lambda _row: True),
        "gaps": (_("With gaps"), lambda row: bool(row["gaps"])),
        "running": (_("Running"), lambda row: _is_running(row["period"], date.today())),
    }
    rows = records_of(listed)
    masks = {part: [holds(row) for row in rows] for part, (_word, holds) in parts.items()}
    chosen = st.segmented_control(
        _("Which projects"),
        list(parts),
        format_func=lambda part: f"{parts[part][0]} · {number(sum(masks[part]))}",
        default="all",
        required=True,
        key="project_part",
        label_visibility="collapsed",
    )
    return listed[masks[chosen or "all"]]


def _is_running(text: object, today: date) -> bool:
    """Whether a stated period has begun and is not over; without one nobody knows."""
    period = Period.parse(text) if isinstance(text, str) else None
    month = today.year * 12 + today.month - 1
    return period is not None and period.first <= month and (period.last or month) >= month


def _columns(*, has_more: bool) -> list[Column]:
    more = [
        Column(_("Place"), cell("places")),
        Column(_("Funders"), cell("funders")),
        Column(_("Kind"), cell("kind_label")),
    ]
    return [
        Column(_("Title"), _title),
        Column(_("Programme"), _programme_cell),
        Column(_("Period"), cell("period_label")),
        Column(_("People"), people_cell, True),
        Column(_("Targets met"), _targets),
        Column(_("Gaps"), _gaps),
        *(more if has_more else []),
    ]


def _title(row: Row) -> Safe:
    return anchor(row["title"], session.address("projects", row=f"project:{row['project_id']}"))


def _programme_cell(row: Row) -> Safe:
    return quiet(row["organisation_label"], after=row["programme_label"])


def _targets(row: Row) -> str:
    if not row["targets"]:
        return ""
    return _("{n} of {all}").format(n=number(row["targets_reached"]), all=number(row["targets"]))


def _gaps(row: Row) -> Safe:
    return quiet(", ".join(row["gaps"]), after=number(len(row["gaps"]))) if row["gaps"] else Safe()


def project_page(project_id: str, filters: Filters) -> None:
    """Everything told about one project; a link may open one that the filters leave out."""
    st.button(_("All projects"), key="project_close", icon=":material/arrow_back:", on_click=_close)
    record = project_record(data.snapshot(), project_id)
    if record is None:
        st.title(_("Projects and services"))
        st.info(_("No project has this address."), icon=":material/search_off:")
        return
    st.title(plain(record["title"]))
    st.caption(plain(" · ".join(_about(record))))
    own = Filters(projects=(project_id,))
    money = with_people(data.ask(funding, own), own)
    _cards(own, money)
    st.markdown(plain(record["summary"]))
    _people(own)
    results = data.ask(outcomes, own)
    if not results.empty:
        st.header(_("Results"))
        outcome_table(results.assign(owner_label=""), _("Results"))
    if not money.empty:
        st.header(_("Money"))
        money_of_project(money)
    _partners(record)
    _sources(record, own)


def _close() -> None:
    st.query_params.pop("row", None)


def _about(record: dict[str, Any]) -> list[str]:
    """The line under a project's title; what the document does not say is left out."""
    told = (
        record["kind_label"],
        _programme(record),
        record["period_label"],
        ", ".join(record["places"]),
        ", ".join(record["target_groups"]),
    )
    return [text for text in told if text]


def _programme(record: dict[str, Any]) -> str:
    """The line of work and whose it is; what no document names says so."""
    programme = f"{record['programme_label']} ({record['organisation_label']})"
    if record["is_our_grouping"]:
        return _("{programme}, our grouping").format(programme=programme)
    return programme


def _cards(own: Filters, money: pd.DataFrame) -> None:
    """People, targets, money and documents; a dash where nothing is published."""
    people = data.ask(reach_total, own)
    certain, possible = ("", "") if people.is_empty else told_ends(row_record("", "", people))
    listed = records_of(data.ask(projects, own))[0]
    amounts = sums(money, data.snapshot().store.settings.currency)
    documents = data.ask(figures_behind, own)["source_title"].nunique()
    numbers = {
        _("People"): certain,
        _("Targets met"): _targets(listed),
        _("Money"): money_text(round(amounts[0].amount), amounts[0].currency) if amounts else "",
        _("Documents with figures"): number(documents) if documents else "",
    }
    places = st.columns(len(numbers), wrap=session.is_phone())
    beside = [possible, "", "", ""]
    for column, (label, value), small in zip(places, numbers.items(), beside, strict=True):
        column.metric(label, value or EN_DASH, small or None, delta_color="off", delta_arrow="off")


def _people(own: Filters) -> None:
    people = data.ask(reach_total, own)
    if people.is_empty:
        return
    st.header(_("People"))
    told = range_sentence(people)
    st.markdown(f"**{plain(told[:1].upper() + told[1:])}.**")
    evidence_note(people)
    why_two_numbers(own, f"project_{own.projects[0]}")
    columns = [
        Column(_("Figure"), _figure),
        Column(_("People"), _people_published, True),
        Column(_("Period"), cell("period_label")),
        Column(_("Place"), cell("area_label")),
    ]
    html_table(data.ask(figures_behind, own), columns, _("Published figures"))


def _figure(row: Row) -> Safe:
    """The figure's name, whose people they are, and its words with their place."""
    published = _("Published as “{words}”; counted as: {basis}").format(
        words=row["published_as"], basis=row["basis_text"]
    )
    whole = row["whole_label"] and _("Part of: {whole}").format(whole=row["whole_label"])
    about = filter(None, (row["target_group_label"], row["people_said"], whole))
    said = quiet(" · ".join(about), after=row["label"])
    reading = row["reading_text"] and f"{READING_MARK} {row['reading_text']}"
    return Safe(said + source_cell(row, published, reading, row["note"]))


def _people_published(row: Row) -> str:
    mark = f" {READING_MARK}" if row["reading_text"] else ""
    return f"{row['people_text']}{mark}"


def _partners(record: dict[str, Any]) -> None:
    """Who took part, and where more is told."""
    partners = [f"{name} ({role})" if role else name for name, role in record["partners"]]
    if partners:
        st.header(_("Who took part"))
        st.markdown("\n".join(f"- {plain(partner)}" for partner in partners))
    if record["website"]:
        site = linked(record["website"], web_address(record["website"]))
        heading = _("Web site")
        st.markdown(f"{heading}: {site}")


def _sources(record: dict[str, Any], own: Filters) -> None:
    st.header(_("Sources"))
    st.caption(source_line(record))
    records = data.ask(figures_behind, own)
    if not records.empty:
        source_list(records)
    st.caption(_("Link to this project"))
    link_of = session.link(row=f"project:{record['project_id']}")
    st.code(link_of, language=None, wrap_lines=True)
