"""The questions of a file, each a list with the answer that stands chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.i18n import N_, _, ngettext
from dashboard.intake.asking import AGE_CLASS, AUDIENCE, COLUMN, FIXED, HEADER, ROW
from dashboard.intake.offer import Question
from dashboard.ui import session
from dashboard.ui.text import label, plain

Answered = Callable[[Question, str], None]
_HEADINGS: tuple[tuple[tuple[str, ...], str, int], ...] = (
    ((ROW, HEADER), N_("The sheet"), 2),
    ((COLUMN,), N_("What each column says"), 3),
    ((FIXED,), N_("What no column says"), 3),
)
_REST = N_("Please look at these")
_OF_A_GROUP = (AUDIENCE, AGE_CLASS)
_SHOWN = 60  # names asked for at once; what is not answered stays as it stands


def ask(place: str, questions: Sequence[Question], answered: Answered) -> None:
    """Draw them; `answered` is called, as a callback, with what is chosen."""
    listed = {kind for kinds, _heading, _n in _HEADINGS for kind in kinds}
    for kinds, heading, width in _HEADINGS:
        found = [each for each in questions if each.kind in kinds]
        _block(place, _(heading), [found[n : n + width] for n in range(0, len(found), width)],
               width, answered)  # fmt: skip
    rest = [each for each in questions if each.kind not in listed]
    _block(place, _(_REST), list(_rows(rest)), 3, answered)


def _rows(questions: Iterable[Question]) -> Iterator[list[Question]]:
    """Three to a row; a group with what it is asked stands in a row of its own."""
    row: list[Question] = []
    for each in questions:
        is_of_group = each.kind in _OF_A_GROUP
        if (
            row
            and not is_of_group
            and (len(row) == 3 or "target-group" in (row[0].kind, each.kind))
        ):
            yield row
            row = []
        row = [*row, each]
    if row:
        yield row


def _block(
    place: str, heading: str, rows: list[list[Question]], width: int, answered: Answered
) -> None:
    if rows:
        st.markdown(f"**{plain(heading)}**")
    for row in rows[:_SHOWN]:
        n = len(row) if session.is_phone() else width  # an empty column would be a gap there
        columns = st.columns(n, wrap=session.is_phone(), vertical_alignment="bottom")
        for column, each in zip(columns, row, strict=False):
            _one(column, place, each, answered)
    if len(rows) > _SHOWN:
        st.caption(ngettext("… and {n} more", "… and {n} more", len(rows) - _SHOWN))


def _one(column: DeltaGenerator, place: str, each: Question, answered: Answered) -> None:
    name = sha256(repr(each.key).encode()).hexdigest()[:12]
    key = f"asked_{place}_{name}"
    options = list(dict.fromkeys([*(answer for answer, _said in each.choices), each.chosen]))
    options = [option for option in options if option]
    st.session_state[key] = each.chosen or None
    said = [each.said(option) for option in options]
    column.selectbox(
        label(_label(each)),
        options,
        format_func=lambda option: _distinct(each, option, said),
        key=key,
        on_change=_heard,
        args=(key, each, answered),
        accept_new_options=each.is_open,
        placeholder=_("Choose or type a name") if each.is_open else _("Choose"),
    )


def _distinct(each: Question, option: str, said: list[str]) -> str:
    """An answer in words, with its id where another is called the same."""
    words = each.said(option)
    return words if said.count(words) < 2 else f"{words} ({option})"


def _label(each: Question) -> str:
    if not each.rows:
        return each.sentence
    rows = ngettext("{n} row", "{n} rows", each.rows)
    return f"{each.sentence} · {rows}"


def _heard(key: str, each: Question, answered: Answered) -> None:
    answered(each, (st.session_state.get(key) or "").strip())
