"""The bar above every page: whose figures these are, the language, the link, the files."""

from __future__ import annotations

import streamlit as st

from dashboard.i18n import LANGUAGES, _
from dashboard.reach.filters import Filters
from dashboard.ui import data, look, session
from dashboard.ui.downloads import download_menu
from dashboard.ui.text import plain

# What a page's files hold; the pages without figures of their own offer the years.
_FILES = {
    "target-groups": ("reach", "target-group"),
    "counties": ("reach", "county"),
    "funders": ("funding", "year"),
    "projects": ("reach", "project"),
    "outcomes": ("outcomes", "year"),
}


def bar(first: st.Page, page: str, filters: Filters) -> None:
    """Draw the bar for the page of this address, and the style of the frame; `first` is home."""
    full, short = data.publisher()
    name = full if look.fits(full) and not session.is_phone() else short
    accent, line = _of_theme("primaryColor"), _of_theme("borderColor")
    words = {
        "bar-menu": _("Menu"),
        "bar-more": _("More"),
        "making": _("The file is being made …"),
        "taking": _("Being taken in …"),
        "files": _("Choose files"),
        "file-out": _("Take out"),
    }
    st.html(look.style(name, words, accent, line, is_dark=_theme() == "dark"))
    with st.container(key="bar_name"):
        st.page_link(first, label=plain(name), help=None if name == full else plain(full))
    with st.container(key="bar_tools", horizontal=True, gap="small"):
        _language()
        if not session.is_phone():
            _share()
            _download(page, filters)
    if session.is_phone():
        with st.sidebar:
            _share()
            _download(page, filters)


def without_bar() -> None:
    """Only the style of what a page itself has."""
    st.html(look.style_alone(_of_theme("primaryColor"), is_dark=_theme() == "dark"))


def _theme() -> str:
    return st.context.theme.type or "light"


def _of_theme(option: str) -> str:
    return str(st.get_option(f"theme.{_theme()}.{option}"))


def _download(page: str, filters: Filters) -> None:
    topic, by = _FILES.get(page, ("reach", "year"))
    download_menu(filters, topic, by, place="bar")


def _share() -> None:
    menu = st.popover(
        _("Share"), icon=":material/link:", type="tertiary", key="share", on_change="rerun"
    )
    if menu.open:
        with menu:
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
