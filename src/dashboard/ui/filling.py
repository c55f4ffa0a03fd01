"""What is missing, and what would narrow the totals, each with the way to say it; for staff."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from dashboard.i18n import LANGUAGES, _, ngettext
from dashboard.intake.fields import FIGURES
from dashboard.intake.filling import (
    CLOSED,
    GAPS,
    ONE_LANGUAGE,
    PART,
    Gap,
    can_say,
    filled,
    other_language,
    stated,
)
from dashboard.intake.folder import held
from dashboard.intake.known import Known
from dashboard.intake.preview import Preview, preview
from dashboard.intake.writing import Answers
from dashboard.reach.figures import named_figure
from dashboard.reach.overview import Gaps
from dashboard.ui import data, looking, staff
from dashboard.ui.about import gap_sentences
from dashboard.ui.adding import choices, chosen
from dashboard.ui.text import plain

_SAID = "data_said"
_SHOWN = 20  # rows of a gap at once


def gap_forms(gaps: Gaps) -> None:
    """Each gap with the rows that have it, a field each, and what filling them would change."""
    told = gap_sentences(gaps)
    if not told:
        st.caption(_("Nothing is missing."))
    for name, sentence in told:
        with st.expander(plain(sentence), key=f"gap_{name}", on_change="rerun") as opened:
            if opened.open:
                _form(name, getattr(gaps, name))
    looking.looked_at("gaps")


def _form(name: str, ids: tuple[str, ...]) -> None:
    gap, known = GAPS[name], Known.of(staff.own(), held(staff.own()))
    with st.form(f"gap_form_{name}", enter_to_submit=False):
        given = {id_: _asked(name, gap, id_, known) for id_ in ids[:_SHOWN]}
        if len(ids) > _SHOWN:
            st.caption(ngettext("… and {n} more", "… and {n} more", len(ids) - _SHOWN))
        is_sent = st.form_submit_button(_("Show what it changes"), type="primary")
    written = {id_: text for id_, text in given.items() if text}
    if is_sent and written:
        looking.look("gaps", partial(_filled, name, written))
    elif is_sent:
        st.warning(_("Nothing is filled in yet."))


def _asked(of: str, gap: Gap, id_: str, known: Known) -> str:
    """The field of one row, under what the row is called; of a language that one's name."""
    is_figure, heading = gap.kind == "figure", _(gap.field.heading)
    if of == ONE_LANGUAGE:
        heading = LANGUAGES[other_language(known.row("figure", id_))]
    told = named_figure(data.known(), id_) if is_figure else known.name("project", id_)
    label = _("{heading} · {row}").format(heading=heading, row=told)
    name = f"gap_{gap.form.kind}_{gap.column}_{id_}"
    if gap.field.kind:
        return chosen(plain(label), choices(gap.field, known), name)
    key = f"{name}_{looking.turn()}"
    return st.text_input(plain(label), key=key, max_chars=500).strip()


def _filled(name: str, given: Mapping[str, str], answers: Answers) -> Preview:
    content = staff.own()
    return preview(content, filled(content, name, given, answers))


def say(row: Mapping[str, object]) -> None:
    """Under a statement that would narrow the total: the button of who knows that it is so."""
    says, one, other = (str(row[name]) for name in ("says", "one", "other"))
    if not can_say(staff.own(), says, one) or (says == PART and not _fits(one, other)):
        return
    key = f"{says}_{one}_{other}"
    if st.button(_("It is so"), key=f"say_{key}", type="tertiary", icon=":material/check:"):
        looking.forget()
        st.session_state[_SAID] = (key, looking.turn())
        if says == PART:
            looking.look("narrowing", partial(_stated, says, one, other, {}))
    if st.session_state.get(_SAID) != (key, looking.turn()):
        return
    if says != PART:
        _ask_report(says, one, other)
    looking.looked_at("narrowing")


def _fits(one: str, other: str) -> bool:
    """Whether the tables take a figure as part of another: of its time and of its places."""
    figures = {each.figure_id: each for each in data.known().figures}
    part, whole = figures[one], figures[other]
    is_then = not (part.period and whole.period) or part.period.lies_within(whole.period)
    return is_then and (not (part.places and whole.places) or part.places <= whole.places)


def _ask_report(says: str, one: str, other: str) -> None:
    """Which report says so, and where; of our own records nothing need be written."""
    wanted = ("source_id", "locator")
    source, page_field = (f for f in FIGURES.fields if f.column in wanted)
    known = Known.of(staff.own(), held(staff.own()))
    with st.form(f"said_{says}_{one}_{other}", enter_to_submit=False):
        report = chosen(_(source.heading), choices(source, known), "said_source")
        page = st.text_input(_(page_field.heading), key=f"said_page_{looking.turn()}")
        is_sent = st.form_submit_button(_("Show what it changes"), type="primary")
    if is_sent and (report or says != CLOSED):
        given = {"source_id": report, "locator": page.strip()}
        written = {name: text for name, text in given.items() if text}
        looking.look("narrowing", partial(_stated, says, one, other, written))
    elif is_sent:
        st.warning(_("Choose the report, or write the page, where the right number stands."))


def _stated(
    says: str, one: str, other: str, given: Mapping[str, str], _answers: Answers
) -> Preview:
    content = staff.own()
    return preview(content, stated(content, says, one, other, given))
