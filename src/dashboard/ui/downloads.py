"""Files of what a page shows, made on the click: quoted in the ledger, then written."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.errors import DashboardError
from dashboard.exports.answer import Answer, answer_of
from dashboard.exports.formats import FORMATS, Format, pack
from dashboard.exports.names import file_name
from dashboard.exports.pictures import has_browser
from dashboard.exports.report_answer import report_answer
from dashboard.i18n import _, language, speaking
from dashboard.ledger import Ledger, ledger_path, unquoted
from dashboard.reach.filters import Filters
from dashboard.ui import data
from dashboard.ui.text import plain

_LOG = logging.getLogger(__name__)
_PACK = "pack_make"
INSTALL_BROWSER = "apt-get install chromium"


def page_answer(filters: Filters, topic: str, by: str, code: str = "") -> Answer:
    """What an export holds, in the language `code` or the page's."""
    with speaking(code or language()):
        return answer_of(data.snapshot(), filters, topic, by, made_on=date.today())


def download_menu(filters: Filters, topic: str, by: str = "year", place: str = "") -> None:
    """A button that opens the formats of what the page shows; nothing is made until it is open.

    `place` tells apart two of the same on a page.
    """
    if st.context.is_embedded:
        return
    name = f"{place}{topic}_{by}"
    menu = st.popover(
        _("Download"),
        icon=":material/download:",
        type="tertiary" if place else "secondary",
        key=f"menu_{name}",
        on_change="rerun",
    )
    if menu.open:
        with menu:
            st.caption(_("The file holds what this page shows, under the filters of this page."))
            download_buttons(page_answer(filters, topic, by), name=name)


def download_buttons(held: Answer, name: str) -> None:
    """A button a format; a file is made when its button is clicked."""
    can_draw = has_browser()
    _say_unquoted(_ledger())
    with st.container(horizontal=True):
        for form in FORMATS.values():
            if form.needs_beside:
                _report_button(held, form, name)
            elif form.fits(held) and (can_draw or not form.needs_browser):
                _button(held, form, name)
    if not can_draw:
        st.caption(
            _("PNG and SVG need Chromium on the server: {command}").format(
                command=f"`{INSTALL_BROWSER}`"
            )
        )


def pack_buttons(answers: list[Answer], formats: list[Format]) -> None:
    """Make one file of every chosen figure in every chosen format, told file by file.

    The button cannot be pressed again meanwhile. Any other click, also on Cancel, ends the making:
    nothing is kept of it.
    """
    is_wanted = bool(st.session_state.get(_PACK)) and bool(answers and formats)
    with st.container(horizontal=True):
        make, cancel = st.empty(), st.empty()
    if is_wanted:
        _pack_button(make, f"{_PACK}_busy", disabled=True)
        cancel.button(_("Cancel"), key="pack_cancel")
        packed = _packed(answers, formats)
        cancel.empty()
    _pack_button(make, _PACK, disabled=not answers or not formats)
    if is_wanted:
        _offer(packed)


def _pack_button(place: DeltaGenerator, key: str, *, disabled: bool) -> None:
    icon = ":material/folder_zip:"
    place.button(_("Make the whole pack"), icon=icon, key=key, disabled=disabled)


def _packed(answers: list[Answer], formats: list[Format]) -> bytes:
    origin, ledger = _origin(), _ledger()
    _say_unquoted(ledger)
    with st.status(_("Making the pack"), expanded=True) as status:
        quoted = [_quoted(held, ledger, origin) for held in answers]
        packed = pack(quoted, formats, lambda name: status.update(label=name))
        status.update(label=_("The pack is ready."), state="complete")
    return packed


def _offer(packed: bytes) -> None:
    st.download_button(
        _("Download the whole pack"),
        data=packed,
        file_name=f"reach-pack-{date.today().isoformat()}.zip",
        mime="application/zip",
        on_click="ignore",
        key="pack_download",
    )


def _button(held: Answer, form: Format, name: str) -> None:
    st.download_button(
        _(form.label),
        data=_made(held, form, _ledger(), _origin()),
        file_name=file_name(held, form.extension),
        mime=form.mime,
        on_click="ignore",
        key=f"download_{name}_{form.id}",
    )


def _report_button(held: Answer, form: Format, name: str) -> None:
    """The report under the filters of what is shown; asked for when somebody wants it."""
    ledger, origin = _ledger(), _origin()

    def make() -> bytes:
        with data.reading() as snapshot, speaking(held.language):
            answer = report_answer(snapshot, held.filters, made_on=held.made_on)
            return form.writer(_quoted(answer, ledger, origin))

    st.download_button(
        _(form.label),
        data=make,
        file_name=file_name(replace(held, topic="reach", beside=(held,)), form.extension),
        mime=form.mime,
        on_click="ignore",
        key=f"download_{name}_{form.id}",
    )


def _made(held: Answer, form: Format, ledger: Ledger, origin: str) -> Callable[[], bytes]:
    """The writing of a file, put off until somebody wants it."""
    return lambda: form.writer(_quoted(held, ledger, origin))


def _quoted(held: Answer, ledger: Ledger, origin: str) -> Answer:
    """The content with its quote and the link that opens it; without them when none can be kept."""
    try:
        quote_id = ledger.quote(held)
    except DashboardError as error:
        _LOG.warning("%s", error)
        return held
    return replace(held, quote_id=quote_id, link=f"{origin}/export?quote={quote_id}")


def _say_unquoted(ledger: Ledger) -> None:
    """One sentence before files are made of which none will have an id."""
    if trouble := ledger.trouble():
        st.warning(plain(unquoted(trouble)))


def _ledger() -> Ledger:
    return Ledger(ledger_path(data.snapshot().store.content))


def _origin() -> str:
    """Scheme, host and base path of the address the reader sees."""
    address = urlsplit(st.context.url or "")
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    origin = f"{address.scheme}://{address.netloc}" if address.netloc else ""
    return f"{origin}/{base}" if base else origin
