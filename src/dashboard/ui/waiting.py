"""Refused rows and drafts, each with its place, why, and its cells to be mended on the page."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from hashlib import sha256

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.i18n import _, ngettext
from dashboard.intake.offer import Offer, Origin, Refused
from dashboard.intake.preview import Preview, preview
from dashboard.intake.receipts import require_waiting
from dashboard.intake.sheets import letter
from dashboard.intake.waiting import Edits, Waiting, discarded, mended, waiting
from dashboard.intake.writing import Answers
from dashboard.ui import looking, session, staff
from dashboard.ui.html_table import PAGE
from dashboard.ui.text import label, moment, plain

_PLACE, _WANTED, _WRITTEN = "waiting", "data_mend", "data_cells_written"


def what_waits() -> list[Waiting]:
    return waiting(staff.own(), looking.unwritten())


def list_of(found: Iterable[Waiting]) -> None:
    """Each import with its rows that wait; what mending them would do stands below."""
    for each in found:
        with st.container(border=True, key=f"waits_{each.receipt.id}"):
            _import(each)
    wanted = st.session_state.pop(_WANTED, None)
    if wanted:
        looking.look(_PLACE, wanted)
    looking.looked_at(_PLACE)


def _import(waits: Waiting) -> None:
    n = ngettext("{n} row waits", "{n} rows wait", len(waits.rows))
    told = (waits.receipt.title, moment(waits.receipt.moment), n)
    st.markdown(f"**{plain(told[0])}** · " + " · ".join(map(plain, told[1:])))
    if not waits.is_written:
        st.caption(_("Rows that may name people are kept only as long as the dashboard runs."))
    pages = -(-len(waits.rows) // PAGE)
    at = st.pagination(pages, key=f"waiting_page_{waits.receipt.id}") if pages > 1 else 1
    for row in waits.rows[(at - 1) * PAGE : at * PAGE]:
        _row(waits, row)
    with st.container(horizontal=True):
        st.button(
            _("Show what the mended rows change"),
            key=f"mend_{waits.receipt.id}",
            type="primary",
            on_click=_mend,
            args=(waits,),
        )
        st.button(
            ngettext("Leave it out", "Leave all {n} out", len(waits.rows)),
            key=f"discard_{waits.receipt.id}",
            on_click=_discard,
            args=(waits, [row.origin for row in waits.rows]),
        )


def _row(waits: Waiting, row: Refused) -> None:
    """Where it stands and why it was refused; then the cells that are wrong, or all of them."""
    for sentence in row.sentences():
        st.markdown(plain(sentence))
    every = range(_width(waits, row.origin))
    wrong = sorted(_wrong(waits, row))
    key = _key(waits, row.origin)
    is_all = not wrong or st.session_state.get(f"all_{key}", False)
    shown = list(every) if is_all else wrong
    wide = 1 if session.is_phone() else 3
    for first in range(0, len(shown), wide):
        columns = st.columns(wide, wrap=session.is_phone())
        for column, n in zip(columns, shown[first : first + wide], strict=False):
            _cell(
                column, _label(waits, row.origin, n), f"cell_{key}_{n}", _text(waits, row.origin, n)
            )
    with st.container(horizontal=True, vertical_alignment="center"):
        if wrong:
            st.toggle(_("The whole row"), key=f"all_{key}")
        if len(waits.rows) > 1:
            st.button(
                _("Leave this row out"),
                key=f"leave_{key}",
                type="tertiary",
                on_click=_discard,
                args=(waits, [row.origin]),
            )


def _cell(place: DeltaGenerator, heading: str, key: str, text: str) -> None:
    """A cell to mend; what was written in it stays while another page of the rows is shown."""
    st.session_state.setdefault(key, _written().get(key, text))
    place.text_input(heading, key=key, max_chars=2000, on_change=_keep, args=(key,))


def _written() -> dict[str, str]:
    """By their keys the cells that were written otherwise: a field that is not drawn is lost."""
    written: dict[str, str] = st.session_state.setdefault(_WRITTEN, {})
    return written


def _keep(key: str) -> None:
    _written()[key] = st.session_state[key]


def _wrong(waits: Waiting, row: Refused) -> set[int]:
    """Which of the row's cells hold what is wrong: by the sender's letters, else by headings."""
    columns = {problem.column for problem in row.problems}
    places = [each[1:] for each in row.origin.columns if each[0] in columns]
    headings = waits.headings.get(row.origin.sheet, ())
    every = range(_width(waits, row.origin))
    named = {n for n, heading in enumerate(headings) if heading and ("", heading) in places}
    return named | {n for n in every if letter(n) in (each for each, _heading in places)}


def _width(waits: Waiting, origin: Origin) -> int:
    return max(len(waits.cells[origin]), len(waits.headings.get(origin.sheet, ())))


def _text(waits: Waiting, origin: Origin, n: int) -> str:
    cells = waits.cells[origin]
    return cells[n] if n < len(cells) else ""


def _label(waits: Waiting, origin: Origin, n: int) -> str:
    """The heading and the place: `Where (B7)`; of a draft the field."""
    if waits.is_draft:
        return label(_(origin.columns[n][2]))
    headings = waits.headings.get(origin.sheet, ())
    heading = headings[n] if n < len(headings) else ""
    has_letters = any(each for _column, each, _heading in origin.columns)
    place = f" ({letter(n)}{origin.row})" if has_letters else ""
    return label(f"{heading}{place}".strip())


def _key(waits: Waiting, origin: Origin) -> str:
    named = repr((waits.receipt.id, origin.sheet, origin.row))
    return sha256(named.encode()).hexdigest()[:12]


def _edits(waits: Waiting) -> Edits:
    """The rows in which a cell was written otherwise on the page."""
    found = {}
    for row in waits.rows:
        key, every = _key(waits, row.origin), range(_width(waits, row.origin))
        was = [_text(waits, row.origin, n) for n in every]
        now = [_written().get(f"cell_{key}_{n}", text) for n, text in enumerate(was)]
        if now != was:
            found[row.origin] = now
    return found


def _mend(waits: Waiting) -> None:
    looking.forget()
    st.session_state[_WANTED] = partial(_mended, waits, _edits(waits))


def _discard(waits: Waiting, origins: list[Origin]) -> None:
    looking.forget()
    st.session_state[_WANTED] = partial(_discarded, waits, origins)


def _mended(waits: Waiting, edits: Edits, answers: Answers) -> Preview:
    return _preview(mended(staff.own(), waits, edits, answers))


def _discarded(waits: Waiting, origins: list[Origin], _answers: Answers) -> Preview:
    return _preview(discarded(waits, origins))


def _preview(offer: Offer) -> Preview:
    """Who comes second is told before they look at what would come of it."""
    content = staff.own()
    require_waiting(content, offer.settles.values())
    return preview(content, offer)
