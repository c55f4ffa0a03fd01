"""Files taken in, the workbook to fill in, and what was taken in before, with the way back."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from contextlib import suppress
from functools import cache, partial
from html import escape

import streamlit as st

from dashboard.i18n import LANGUAGES, _, speaking
from dashboard.intake.folder import held
from dashboard.intake.kinds import Upload
from dashboard.intake.known import name_of
from dashboard.intake.preview import Preview, preview
from dashboard.intake.reading import sheets_of
from dashboard.intake.receipts import (
    BY_HAND,
    FORM,
    Receipt,
    imported_before,
    lines,
    receipts,
    taken_back,
)
from dashboard.intake.sent_back import taken_in
from dashboard.intake.sheets import Sheet
from dashboard.intake.taking_back import take_back
from dashboard.intake.template import template
from dashboard.intake.writing import Answers
from dashboard.ui import looking, staff
from dashboard.ui.text import moment, plain

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SEEN, _UNDO, _LAST = "data_files_seen", "data_undo", "data_undo_last"
# The words in it are the framework's, in English alone.
_UPLOADER = """<style>
[class*="st-key-files_"] [data-testid="stFileUploaderDropzoneInstructions"] {{ display: none; }}
[class*="st-key-files_"] [data-testid="stFileUploaderDropzone"] p {{ font-size: 0; }}
[class*="st-key-files_"] [data-testid="stFileUploaderDropzone"] p::after {{
  content: "{words}"; font-size: 0.875rem; }}
[class*="st-key-files_"] [data-testid="stFileChipName"] + div {{ display: none; }}
</style>"""
_LISTED = 20  # imports at once


def drop_zone() -> None:
    """Files are looked at as soon as they are there; nothing is written before Accept."""
    st.html(_UPLOADER.format(words=escape(_("Choose files"))))
    files = st.file_uploader(
        _("A workbook, tables as CSV, or a zip of them: drop them here, up to 100 MB each"),
        accept_multiple_files=True,
        key=f"files_{looking.turn()}",
    )
    ids = tuple(file.file_id for file in files)
    is_new, st.session_state[_SEEN] = ids != st.session_state.get(_SEEN), ids
    if files and is_new:
        given = [Upload(file.name, file.getvalue()) for file in files]
        fresh = [file for file in given if not _was_imported(file)]
        if fresh:
            looking.look("files", partial(_preview, fresh, cache(sheets_of)))
    looking.looked_at("files")


def _preview(
    files: list[Upload], read: Callable[[Upload], list[Sheet]], answers: Answers
) -> Preview:
    """`read` remembers the sheets, so that an answer need not have the file parsed again."""
    content = staff.own()
    given = taken_in(content, files, answers, unwritten=looking.unwritten(), read=read)
    return preview(content, given)


def _was_imported(file: Upload) -> bool:
    before = imported_before(staff.own(), file.checksum)
    if before:
        told = _("{name} was taken in on {time}: nothing to do.")
        st.info(plain(told.format(name=file.name, time=moment(before.moment))))
    return before is not None


def templates() -> None:
    """The workbook in each language, and in the page's own with all rows that are there."""
    st.markdown(_("Fill in a workbook with names and numbers, and drop it above."))
    with st.container(horizontal=True):
        for code, name in LANGUAGES.items():
            _workbook(name, code, "workbook", with_data=False)
        if held(staff.own()):
            code = st.session_state["language_switch"]
            _workbook(_("With all my figures"), code, "my-figures", with_data=True)


def _workbook(label: str, code: str, stem: str, *, with_data: bool) -> None:
    st.download_button(
        label,
        data=_made(code, with_data=with_data),
        file_name=f"{stem}-{code}.xlsx",
        mime=_XLSX,
        icon=":material/download:",
        on_click="ignore",
        key=f"template_{stem}_{code}",
    )


def _made(code: str, *, with_data: bool) -> Callable[[], bytes]:
    def make() -> bytes:
        with speaking(code):
            return template(staff.own(), held(staff.own()), with_data=with_data)

    return make


def history(*, is_last_alone: bool = False) -> None:
    """Each import with who, when and how much; the newest first.

    `is_last_alone`: no other than the last can be taken back now.
    """
    found = receipts(staff.own())
    gone = taken_back(found)
    if not found:
        st.caption(_("Nothing was imported yet."))
    pages = -(-len(found) // _LISTED)
    at = st.pagination(pages, key="history_page") if pages > 1 else 1
    for receipt in found[::-1][(at - 1) * _LISTED : at * _LISTED]:
        is_fixed = receipt.id in gone or (is_last_alone and receipt is not found[-1])
        _line(receipt, {each.id: each for each in found}, gone, is_fixed=is_fixed)
    asked = st.session_state.pop(_UNDO, None)
    if asked:
        looking.look("history", partial(_back, asked))
        st.session_state[_LAST] = asked[0]
    looking.looked_at("history")
    if looking.is_held_up("history"):
        last = st.session_state[_LAST]
        st.button(
            _("Take these out as well"), key="back_all", on_click=_ask_back, args=(last, True)
        )


def _back(asked: tuple[str, bool], _answers: Answers) -> Preview:
    return take_back(staff.own(), asked[0], with_leaning=asked[1])


def _line(
    receipt: Receipt, found: Mapping[str, Receipt], gone: Container[str], *, is_fixed: bool
) -> None:
    told = [moment(receipt.moment), _named(receipt), _(receipt.who), receipt.did]
    was = found.get(receipt.undoes)
    if was:
        names = {"name": was.title, "time": moment(was.moment)}
        told[1:] = [_("takes back {name} of {time}").format(**names), _(receipt.who)]
    told += [_("taken back")] if receipt.id in gone else []
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(" · ".join(plain(part) for part in told if part), width="stretch")
        if not is_fixed and receipt.kind != BY_HAND:
            _take_back_button(receipt)


def _named(receipt: Receipt) -> str:
    """Its name; of a form also what its figure is called."""
    names: list[str] = []
    if receipt.kind == FORM:
        with suppress(OSError, ValueError, KeyError):  # a receipt that was damaged
            rows = (line.after or line.before or {} for line in lines(staff.own(), receipt))
            names = [name for row in rows if "figure_id" in row and (name := name_of(row))]
    return ": ".join([receipt.title, *names[:1]])


def _take_back_button(receipt: Receipt) -> None:
    st.button(
        _("Take back"),
        key=f"back_{receipt.id}",
        type="tertiary",
        icon=":material/undo:",
        on_click=_ask_back,
        args=(receipt.id, False),
    )


def _ask_back(receipt_id: str, with_leaning: bool) -> None:
    looking.forget()
    st.session_state[_UNDO] = (receipt_id, with_leaning)
