"""What would come of something offered, and the two buttons under it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import pandas as pd
import streamlit as st

from dashboard.errors import DashboardError
from dashboard.i18n import N_, _, language, ngettext
from dashboard.intake.accepting import accept
from dashboard.intake.fields import FORMS, OWNER
from dashboard.intake.folder import held
from dashboard.intake.known import Known
from dashboard.intake.preview import Preview
from dashboard.intake.telling import refused_workbook, sections, summary
from dashboard.intake.writing import NEW, PERHAPS
from dashboard.paths import ROOT
from dashboard.store import Problem, ProblemsFound
from dashboard.ui import session, staff
from dashboard.ui.html_table import Column, cell, html_table
from dashboard.ui.text import plain

WHO = N_("staff link")  # what receipts say; nobody is known by name who comes by one
Question = tuple[str, str]
_LOOKED, _TOLD, _ROUND = "data_looked_at", "data_told", "data_round"
_SHOWN = 50  # lines of a list


@dataclass(frozen=True)
class _Looked:
    """A preview, where on the page it stands, and how it is made again with other answers."""

    place: str
    make: Callable[[Mapping[Question, str]], Preview]
    found: Preview
    code: str
    answers: Mapping[Question, str] = field(default_factory=dict)


def look(place: str, make: Callable[[Mapping[Question, str]], Preview]) -> None:
    """Make a preview and keep it until it is accepted, cancelled, or another takes its place."""
    st.session_state.pop(_LOOKED, None)
    try:
        with st.spinner(_("Reading and counting …")):
            st.session_state[_LOOKED] = _Looked(place, make, make({}), language())
    except DashboardError as error:
        tell_error(error)


def tell_error(error: DashboardError) -> None:
    """Its sentence, or the first of the problems that it lists."""
    lines = [str(error)]
    if isinstance(error, ProblemsFound):
        lines = [str(problem) for problem in error.problems[:_SHOWN]]
    for line in lines:
        st.error(plain(line))


def tell_done() -> None:
    """What the last click did, once."""
    kind, sentence = st.session_state.pop(_TOLD, ("", ""))
    if kind == "error":
        st.error(plain(sentence))
    elif kind:
        st.success(plain(sentence))
        st.page_link(ROOT / "pages" / "overview.py", label=_("See the charts"))


def turn() -> int:
    """Counts what was accepted: fields with it in their key are empty again afterwards."""
    return int(st.session_state.get(_ROUND, 0))


def forget() -> None:
    """What was looked at goes, before anything is drawn."""
    st.session_state.pop(_LOOKED, None)


def is_held_up(place: str) -> bool:
    """Whether the preview of this place cannot be accepted as it is."""
    looked: _Looked | None = st.session_state.get(_LOOKED)
    return looked is not None and looked.place == place and bool(looked.found.refused)


def looked_at(place: str) -> None:
    """The preview of this place, if there is one."""
    looked: _Looked | None = st.session_state.get(_LOOKED)
    if looked is None or looked.place != place:
        return
    if looked.code != language():
        looked = replace(looked, found=looked.make(looked.answers), code=language())
        st.session_state[_LOOKED] = looked
    with st.container(border=True, key=f"looked_{place}"):
        _told(looked.found)
        _questions(looked)
        _buttons(looked)


def _told(found: Preview) -> None:
    if not found.offer.is_whole:
        st.markdown(f"**{plain(summary(found))}**")
    for note in found.offer.notes:
        st.caption(plain(note))
    for sentence in _sentences(found):
        st.warning(plain(sentence))
    moved = [each for each in found.totals if each[1] != each[2]]
    if moved:
        rows = pd.DataFrame(moved, columns=["name", "before", "after"])
        columns = [
            Column(_("What changes"), cell("name")),
            Column(_("Before"), lambda row: str(row["before"] or "–"), is_number=True),
            Column(_("After"), lambda row: str(row["after"] or "–"), is_number=True),
        ]
        html_table(rows, columns, _("What changes"))
    elif not found.is_nothing:
        st.caption(_("No total changes."))
    for heading, lines in sections(found):
        with st.expander(f"{heading.rstrip(':')} ({len(lines)})"):
            st.markdown("\n".join(f"- {plain(line)}" for line in lines[:_SHOWN]))
            if len(lines) > _SHOWN:
                st.caption(ngettext("… and {n} more", "… and {n} more", len(lines) - _SHOWN))


def _sentences(found: Preview) -> Iterator[str]:
    if found.is_nothing and not found.refused:
        yield _("It is all here already: nothing to do.")
    if found.offer.is_whole:
        for each in found.refused:
            yield from each.sentences()


def _questions(looked: _Looked) -> None:
    """Names that are nearly known: the one that is meant, or a new one."""
    problems = [p for each in looked.found.refused for p in each.problems if p.kind == PERHAPS]
    for n, problem in enumerate(dict.fromkeys(problems)):
        question, name = (_kind(problem), problem.value or ""), dict(problem.names)["name"]
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(plain(_("What is meant by “{value}”?").format(value=question[1])))
            for answer, label in ((name, name), (NEW, _("It is new"))):
                st.button(
                    plain(label),
                    key=f"answer_{looked.place}_{n}_{answer == NEW}",
                    on_click=_answer,
                    args=(question, answer),
                )


def _kind(problem: Problem) -> str:
    fields = [(form, each) for form in FORMS for each in form.fields if form.table == problem.table]
    form, named = next(pair for pair in fields if pair[1].column == problem.column)
    if named.how == OWNER:
        return "project" if form.kind == "funding" else "programme"
    return named.kind


def _answer(question: Question, answer: str) -> None:
    looked: _Looked = st.session_state[_LOOKED]
    if not staff.is_staff():
        return
    with session.speaking():
        if answer != NEW:
            known = Known.of(staff.own(), held(staff.own()))
            answer = known.find(question[0], answer)
        answers = {**looked.answers, question: answer}
        _again(looked, answers)


def _again(looked: _Looked, answers: Mapping[Question, str]) -> None:
    try:
        again = replace(looked, answers=answers, found=looked.make(answers))
        st.session_state[_LOOKED] = again
    except DashboardError as error:
        st.session_state[_TOLD] = ("error", str(error))


def _buttons(looked: _Looked) -> None:
    found, place = looked.found, looked.place
    is_possible = not found.is_nothing and not (found.offer.is_whole and found.refused)
    with st.container(horizontal=True):
        if is_possible:
            st.button(
                _("Accept"), key=f"accept_{place}", type="primary", on_click=_accept, args=(place,)
            )
        st.button(_("Cancel"), key=f"cancel_{place}", on_click=_cancel)
        if found.refused and not found.offer.is_whole:
            st.download_button(
                _("The refused rows, with the reasons"),
                data=lambda: refused_workbook(found),
                file_name="refused.xlsx",
                on_click="ignore",
                key=f"refused_{place}",
            )


def _accept(place: str) -> None:
    looked: _Looked | None = st.session_state.get(_LOOKED)
    if looked is None or looked.place != place or not staff.is_staff():
        return  # what is accepted is what stood above the button
    with session.speaking():
        try:
            receipt = accept(staff.own(), looked.found, WHO)
        except DashboardError as error:
            st.session_state[_TOLD] = ("error", str(error))
            return
        taken = ngettext("{n} row taken in", "{n} rows taken in", receipt.counts["accepted"])
        sentence = _("Done: {taken}. It can be taken back below.").format(taken=taken)
    st.session_state[_TOLD] = ("done", sentence)
    _cancel()


def _cancel() -> None:
    st.session_state.pop(_LOOKED, None)
    st.session_state[_ROUND] = turn() + 1
