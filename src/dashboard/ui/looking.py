"""What would come of something offered, and the two buttons under it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.errors import DashboardError
from dashboard.i18n import N_, _, language, ngettext
from dashboard.intake import waiting
from dashboard.intake.accepting import accept
from dashboard.intake.forms import line as total_line
from dashboard.intake.offer import Offer, Question
from dashboard.intake.preview import Preview, preview
from dashboard.intake.receipts import MendedAlready
from dashboard.intake.sent_back import refused_workbook
from dashboard.intake.telling import listed, sections, summary
from dashboard.intake.watching import said, watched
from dashboard.intake.writing import NO_ANSWERS, Answers
from dashboard.paths import ROOT
from dashboard.ui import session, staff
from dashboard.ui.html_table import Column, cell, html_table
from dashboard.ui.problems import sentence_of, tell_error
from dashboard.ui.questions import ask
from dashboard.ui.text import plain

WHO = N_("staff link")  # what receipts say; nobody is known by name who comes by one
_LOOKED, _TOLD, _ROUND = "data_looked_at", "data_told", "data_round"
_JUST_DONE = "data_just_done"
_SHOWN = 50  # lines of a list
DIALOG = "dialog"  # the place of what is offered under a figure


@dataclass(frozen=True)
class _Looked:
    """A preview, where on the page it stands, and how it is made again with other answers."""

    place: str
    make: Callable[[Answers], Preview]
    found: Preview
    code: str
    answers: Answers = field(default_factory=dict)
    made_with: Answers = field(default_factory=dict)

    def is_current(self, code: str) -> bool:
        """Whether what was found is what the answers give, in this language."""
        return self.code == code and self.answers == self.made_with


def look(place: str, make: Callable[[Answers], Preview]) -> None:
    """Make a preview and keep it until it is accepted, cancelled, or another takes its place."""
    st.session_state.pop(_LOOKED, None)
    try:
        with _patience(place, st.empty()):
            found = make(NO_ANSWERS)
        st.session_state[_LOOKED] = _Looked(place, make, found, language())
    except DashboardError as error:
        tell_error(error)


@contextmanager
def _patience(place: str, slot: DeltaGenerator) -> Iterator[None]:
    """Says how far it has come, with a button that stops it: any click ends the run in which it is
    said, and what was looked at is then forgotten."""
    with slot.container(key=f"waits_for_{place}"):
        told = st.empty()
        st.button(_("Stop reading"), key=f"stop_{place}", on_click=_stop, args=(place,))

    def tell(rows: int, stage: str) -> None:
        with session.speaking():
            told.markdown(f":material/hourglass_top: {plain(said(rows, stage))}")

    first = _("Reading and counting …")
    told.markdown(f":material/hourglass_top: {plain(first)}")
    try:
        with watched(tell):
            yield
    except DashboardError:
        slot.empty()  # what is wrong is told in its place; of a run that was stopped nothing is
        raise
    slot.empty()


def _stop(place: str) -> None:
    """What was read is forgotten, and the files are given back; a form keeps what was typed."""
    if place == "files":
        _cancel()
    else:
        forget()
    with session.speaking():
        st.session_state[_TOLD] = ("kept", _("Stopped. Nothing was written."))


def keep(offer: Offer) -> None:
    """Put rows away as they are, to be mended later; the page is drawn again with them."""
    try:
        content = staff.own()
        receipt = accept(content, preview(content, offer), WHO, to_mend=True)
    except DashboardError as error:
        tell_error(error)
        return
    st.session_state[_TOLD] = ("kept", _("Done: {taken}.").format(taken=receipt.did))
    _cancel()
    st.rerun()


def is_done() -> bool:
    """Whether something was accepted since this was asked last."""
    return bool(st.session_state.pop(_JUST_DONE, False))


def has_news() -> bool:
    """Whether `tell_done` has something to tell."""
    return _TOLD in st.session_state


def tell_done(*, with_link: bool = True) -> None:
    """What the last click did, once; `page.js` brings it into view."""
    if not has_news():
        return
    kind, sentence = st.session_state.pop(_TOLD)
    with st.container(key="told"):
        (st.error if kind == "error" else st.success)(plain(sentence))
        if kind == "done" and with_link:
            st.page_link(
                ROOT / "pages" / "overview.py",
                label=_("See the charts"),
                icon=":material/bar_chart:",
            )


def turn() -> int:
    """Counts what was accepted: fields with it in their key are empty again afterwards."""
    return int(st.session_state.get(_ROUND, 0))


@st.cache_resource
def unwritten() -> dict[str, str]:
    """By their receipt the refused rows of what may name people: no longer than the server runs."""
    return {}


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
    looked = _up_to_date(looked, st.empty())  # a slot in each run: what is below keeps its place
    with st.container(border=True, key=f"looked_{place}"):
        _told(looked)
        _buttons(looked)


def _up_to_date(looked: _Looked, slot: DeltaGenerator) -> _Looked:
    """Looked at again where something was answered, or another language is spoken."""
    if looked.is_current(language()):
        return looked
    try:
        with _patience(looked.place, slot):
            found = looked.make(looked.answers)
        looked = replace(looked, found=found, code=language(), made_with=looked.answers)
    except DashboardError as error:
        tell_error(error)
        looked = replace(looked, answers=looked.made_with)
    st.session_state[_LOOKED] = looked
    return looked


def _told(looked: _Looked) -> None:
    found = looked.found
    if not found.offer.is_whole:
        st.markdown(f"**{plain(summary(found))}**")
    for note in found.offer.notes:
        st.caption(plain(note))
    for sentence in _sentences(found):
        st.warning(plain(sentence))
    ask(looked.place, found.offer.questions, _answer(looked.place))
    _totals(found)
    for heading, lines in listed(found):
        is_refused = heading == _("Refused:")
        if found.offer.is_whole and is_refused:
            continue  # said above, in full: nothing is done before that is mended
        n = len(found.refused) if is_refused else len(lines)  # a row may be refused twice over
        with st.expander(f"{heading.rstrip(':')} ({n})"):
            st.markdown("\n".join(f"- {plain(line)}" for line in lines[:_SHOWN]))
            if len(lines) > _SHOWN:
                st.caption(ngettext("… and {n} more", "… and {n} more", len(lines) - _SHOWN))


def _totals(found: Preview) -> None:
    """The line of all people, and each total that changes, before and after."""
    if found.offer.is_whole and not found.is_nothing:
        total = _("People in all: {line}").format(line=total_line(found))
        st.markdown(f"**{plain(total)}**")
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
        is_untold = bool(found.register) and not found.totals
        later = _("The totals with these people are told once they are taken in.")
        st.caption(later if is_untold else _("No total changes."))


def _sentences(found: Preview) -> Iterator[str]:
    if found.is_nothing and not found.refused and (found.offer.is_whole or found.counts()["here"]):
        yield _("It is all here already: nothing to do.")
    if found.offer.is_whole:
        yield from dict(sections(found)).get(_("Refused:"), ())


def _answer(place: str) -> Callable[[Question, str], None]:
    """Keeps an answer; what would come of it is looked at before the page is drawn again."""

    def answer(question: Question, chosen: str) -> None:
        looked: _Looked | None = st.session_state.get(_LOOKED)
        if looked and looked.place == place and staff.is_staff():
            answers = {**looked.answers, question.key: chosen}
            st.session_state[_LOOKED] = replace(looked, answers=answers)

    return answer


def _buttons(looked: _Looked) -> None:
    found, place = looked.found, looked.place
    is_possible = not found.is_nothing and not (found.offer.is_whole and found.refused)
    with st.container(horizontal=True):
        if is_possible:
            st.button(
                _("Accept"), key=f"accept_{place}", type="primary", on_click=_accept, args=(place,)
            )
        elif found.refused and not found.offer.is_whole and not found.offer.settles:
            st.button(
                _("Keep the refused rows, to mend them later"),
                key=f"keep_{place}",
                on_click=partial(_accept, place, to_mend=True),
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


def _accept(place: str, *, to_mend: bool = False) -> None:
    looked: _Looked | None = st.session_state.get(_LOOKED)
    if looked is None or looked.place != place or looked.answers != looked.made_with:
        return
    if not staff.is_staff():
        return  # what is accepted is what stood above the button
    with session.speaking():
        try:
            receipt = accept(staff.own(), looked.found, WHO, to_mend=to_mend)
        except DashboardError as error:
            st.session_state[_TOLD] = ("error", sentence_of(error))
            is_gone = isinstance(error, MendedAlready)  # else what is there now is looked at anew
            st.session_state[_LOOKED] = None if is_gone else replace(looked, code="")
            return
        if text := waiting.texts_of(looked.found)[1]:
            unwritten()[receipt.id] = text
        where = _("It can be taken back on the page “Data”.")
        if place != DIALOG:
            where = _("It can be taken back below.")
        sentence = _("Done: {taken}. {where}").format(taken=receipt.did, where=where)
    st.session_state[_TOLD] = ("done", sentence)
    st.session_state[_JUST_DONE] = True
    _cancel()


def _cancel() -> None:
    st.session_state.pop(_LOOKED, None)
    st.session_state[_ROUND] = turn() + 1
