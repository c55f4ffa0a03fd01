"""What stands around every page: its filters in words, the language, and what went wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from textwrap import shorten

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.i18n import LANGUAGES, _, ngettext
from dashboard.reach.catalogue import Catalogue
from dashboard.reach.filters import Filters
from dashboard.reach.register import engine_sentence
from dashboard.ui import data, opened, session
from dashboard.ui.filter_bar import filters_sentence
from dashboard.ui.text import plain


def header(known: Catalogue, filters: Filters) -> None:
    """The filters as a sentence with a way out, the link of this page, and the language."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(plain(filters_sentence(known, filters)), width="stretch")
        if not filters.is_everything:
            st.button(
                _("Clear"),
                key="clear_in_header",
                type="tertiary",
                icon=":material/filter_alt_off:",
                on_click=session.clear,
            )
        _link()
        _language()
    _warnings()


# On paper: no frame and no widgets, and charts no wider than the sheet.
_PRINT = """<style>@media print {
  [data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stSelectbox"],
  [data-testid="stPopover"], [data-testid="stButtonGroup"], [data-testid="stExpander"],
  [data-testid="stDownloadButton"], [data-testid="stButton"] { display: none !important; }
  [data-testid="stPlotlyChart"] { zoom: 0.66; break-inside: avoid; }
  [data-testid="stMain"], [data-testid="stApp"] { position: static; overflow: visible; }
}</style>"""


def paper() -> None:
    """How a page is printed, which the theme cannot say."""
    st.html(_PRINT)


def footer() -> None:
    """Where the numbers come from, and whose they are."""
    snapshot = data.snapshot()
    content = (
        _("Own data: {name}.").format(
            name=plain(snapshot.store.settings.name or snapshot.store.content.name)
        )
        if snapshot.store.content.is_own
        else _("Published figures of five documents of Romanian social organisations.")
    )
    st.divider()
    promise = _("Every number leads back to its document.")
    st.caption(f"{content} {promise}")


@contextmanager
def engine_notice() -> Iterator[None]:
    """Around a page: one sentence above it while the people of the register cannot be asked for."""
    place = st.empty()
    _say_engine(place)
    yield
    _say_engine(place)  # the page's own questions may have found it out


def _say_engine(place: DeltaGenerator) -> None:
    if sentence := engine_sentence(data.snapshot()):
        place.warning(sentence)


def _link() -> None:
    with st.popover(_("Link"), icon=":material/link:", type="tertiary"):
        st.write(_("Opens this page with these filters and this language:"))
        st.code(session.link(), language=None, wrap_lines=True)


def _language() -> None:
    st.segmented_control(
        _("Language"),
        list(LANGUAGES),
        format_func=str.upper,
        key="language_switch",
        required=True,
        label_visibility="collapsed",
        on_change=session.choose_language,
    )


def _warnings() -> None:
    if unread := [*session.unread(), *opened.unread_row()]:
        st.warning(
            _(
                "The link asks for something this data does not know, which is left out: {parts}"
            ).format(parts=plain(shorten(", ".join(unread), 200, placeholder=" …")))
        )
    problems = data.snapshot().store.problems
    if problems and not problems[0].table:  # the tables are not to blame
        st.warning(plain(f"{problems[0].problem} {problems[0].remedy}"))
    elif problems:
        st.warning(
            ngettext(
                "The tables have {n} problem, so the last good version is shown.",
                "The tables have {n} problems, so the last good version is shown.",
                len(problems),
            )
            + " "
            + _("`dashboard check` lists them with their remedies.")
        )
