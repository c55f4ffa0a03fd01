"""What a reader opens: the figures behind a mark or a row, each with its words and document.

They open in a dialog, in view, from wherever they are asked for. Whoever asks is a callback, or the
address; the frame opens the dialog before it draws the page, so that it is there first.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from dashboard.counting import NOBODY, Counted, Range
from dashboard.i18n import N_, _, ngettext, number
from dashboard.privacy import privacy_note
from dashboard.reach.catalogue import records_of
from dashboard.reach.dimensions import BREAKDOWN_TITLES, BREAKDOWNS
from dashboard.reach.figures import figures_behind
from dashboard.reach.filters import Filters
from dashboard.reach.register import counted_of_row, policy
from dashboard.reach.years import year_row_label
from dashboard.ui import correcting, data, looking, session
from dashboard.ui.proofs import why_two_numbers
from dashboard.ui.text import plain, source_line
from dashboard.words.ranges import READING_MARK, counted_text, services_text

_SHOWN, _WANTED, _FROM_ADDRESS = "dialog_shown", "dialog_wanted", "dialog_from_address"
_BEHIND = N_("Figures behind")
_AT_ONCE, _MORE = 20, 100  # drawn at once, and at each click on "more": five hundred open quickly
_ON_A_PAGE = ("project", "outcome")  # rows that a page shows by itself


class Shown(NamedTuple):
    """What the dialog shows: a row's figures, all of the filters', or a list of `rows` to choose.

    `rows` are triples of id, name and people in words; without a `row_id` they are the list, with
    one the way back to it. `most` figures or rows are drawn.
    """

    filters: Filters
    by: str | None = None
    row_id: str | None = None
    rows: tuple[tuple[str, str, str], ...] = ()
    most: int = _AT_ONCE


def ask(by: str, row_id: str, filters: Filters | None = None) -> None:
    """For callbacks: open the figures behind a row, of the page's filters unless others are given.

    `by` is a key of BREAKDOWN_TITLES or `figure`.
    """
    _want(Shown(filters or session.current(), by, row_id))


def all_button(rows: pd.DataFrame, by: str, filters: Filters, text: str = "") -> None:
    """`all 15 ▸`: every row of a chart as a list to choose from, the way that needs no mouse.

    For the chart's head; `rows` have row_id, label and people_text. A chart in another site's page
    stands alone.
    """
    if st.context.is_embedded or rows.empty:
        return
    label = text or all_of(len(rows))
    _button(f"{label} ▸", f"all_{by}", _listed(rows, by, filters))


def list_rows(rows: pd.DataFrame, by: str, filters: Filters) -> None:
    """For callbacks: the same list."""
    _want(_listed(rows, by, filters))


def every_figure(filters: Filters) -> None:
    """For callbacks: every figure under the filters."""
    _want(Shown(filters))


def _listed(rows: pd.DataFrame, by: str, filters: Filters) -> Shown:
    columns = (rows[name].tolist() for name in ("row_id", "label", "people_text"))
    return Shown(filters, by, rows=tuple(zip(*columns, strict=True)))


def dialog(page: str = "") -> None:
    """Open what a click or the address asked for, if anything did; before the page is drawn."""
    _hear_address(page)
    if st.session_state.pop(_WANTED, False):
        shown: Shown = st.session_state[_SHOWN]
        st.dialog(_title(shown), width="medium")(_dialog_body)()


def unread_row() -> list[str]:
    """The row that the address names and that has no figure; the reader must know."""
    by, row_id = _asked_row()
    asked = st.query_params.get("row", "")
    is_known = not asked or by in _ON_A_PAGE or _has_figures(session.current(), by, row_id)
    return [] if is_known else [f"row={asked}"]


def _hear_address(page: str) -> None:
    """A row named in the address opens once: not again at each click that follows."""
    asked = st.query_params.get("row", "")
    if asked == st.session_state.get(_FROM_ADDRESS, ""):
        return
    st.session_state[_FROM_ADDRESS] = asked
    by, row_id = _asked_row()
    is_on_page = page == "projects" and by == "project"
    if asked and not is_on_page and _has_figures(session.current(), by, row_id):
        _want(Shown(session.current(), by, row_id))


def _has_figures(filters: Filters, by: str, row_id: str) -> bool:
    if by not in (*BREAKDOWN_TITLES, "figure"):
        return False
    has_records = len(data.ask(figures_behind, filters, by, row_id)) > 0
    return has_records or data.ask(counted_of_row, filters, by, row_id) is not None


def _want(shown: Shown) -> None:
    correcting.forget()
    st.session_state[_SHOWN] = shown
    st.session_state[_WANTED] = True


def _button(label: str, key: str, shown: Shown) -> None:
    st.button(plain(label), key=key, type="tertiary", on_click=_want, args=(shown,))


def all_of(count: int) -> str:
    """What the way to so many rows is called."""
    return _("all {n}").format(n=number(count)) if count > 1 else _("the figures")


def _title(shown: Shown) -> str:
    if shown.row_id is not None and shown.by is not None:
        return plain(_row_name(shown.by, shown.row_id))
    return _(BREAKDOWN_TITLES.get(shown.by or "", _BEHIND))


def _row_name(by: str, row_id: str) -> str:
    if by == "year":
        return year_row_label(row_id, data.year_begins())
    if by == "figure":
        return data.known().name("figures", row_id)
    return BREAKDOWNS[by].row_label(data.known(), row_id)


def _dialog_body() -> None:
    """Also run alone, after a click inside: without the frame, which opens the build and speaks."""
    st.session_state.pop(_WANTED, None)  # such a click has been heard
    with session.speaking(), data.reading():
        if looking.is_done():  # what lies under the dialog is drawn again, and it opens anew
            correcting.forget()
            st.session_state[_WANTED] = True
            st.rerun()
        looking.tell_done(with_link=False)
        _show(st.session_state[_SHOWN])


def _show(shown: Shown) -> None:
    if shown.rows and shown.row_id is None:
        _choice(shown)
        return
    if shown.rows:
        back = shown._replace(row_id=None, most=_AT_ONCE)
        _button(f"◂ {all_of(len(shown.rows))}", "dialog_back", back)
        st.header(plain(_row_name(shown.by or "", shown.row_id or "")))
    _figures(shown, "dialog")


def _choice(shown: Shown) -> None:
    """The rows as a list: each opens its figures in this dialog."""
    with st.container(gap=None):
        for place, (row_id, label, people) in enumerate(shown.rows[: shown.most]):
            figures = shown._replace(row_id=row_id, most=_AT_ONCE)
            _button(f"{label} · {people}", f"dialog_row_{place}", figures)
    _more(shown, len(shown.rows), "dialog")


def _more(shown: Shown, of: int, place: str) -> None:
    """The way to what is not drawn at once; from a page it leads into the dialog."""
    left = of - shown.most
    if left > 0:
        label = _("{n} more").format(n=number(left))
        _button(label, f"{place}_more", shown._replace(most=shown.most + _MORE))


def behind(filters: Filters, by: str | None, row_id: str | None) -> None:
    """On a page: the figures of a row, each with its words and its place in the document."""
    _figures(Shown(filters, by, row_id), "page")


def _figures(shown: Shown, place: str) -> None:
    filters, by, row_id = shown[:3]
    records = data.ask(figures_behind, filters, by, row_id)
    counted = data.ask(counted_of_row, filters, by, row_id or "")
    if counted is None or len(records):
        count = ngettext("{n} figure stands behind it", "{n} figures stand behind it", len(records))
        st.markdown(f"**{count}**")
    if counted is not None:
        _in_the_register(counted)
    if by and row_id and by != "figure" and len(records) > 1:
        why_two_numbers(filters, f"row_{by}", by, row_id)
    may_correct = place == looking.DIALOG and correcting.is_possible()
    for record in records_of(records.head(shown.most)):
        _one(record)
        if may_correct:
            correcting.under(str(record["figure_id"]))
    _more(shown, len(records), place)
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


def _one(record: Mapping[str, Any]) -> None:
    mark = f" {READING_MARK}" if record["reading_text"] else ""
    st.markdown(f"**{plain(record['people_text'] + mark)}** · {plain(record['label'])}")
    lines = (plain(line) for line in _lines(record))
    st.caption("  \n".join([*lines, source_line(record)]))


def _lines(record: Mapping[str, Any]) -> list[str]:
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


def _asked_row() -> tuple[str, str]:
    """The breakdown and the row that the address names, by the id that stands now."""
    by, _colon, row_id = st.query_params.get("row", "").partition(":")
    field = BREAKDOWNS[by].field if by in BREAKDOWNS else f"{by}s"
    return by, data.known().current(field, row_id)
