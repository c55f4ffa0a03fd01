"""The script Streamlit runs for every reader: language, filters, and the page asked for."""

from __future__ import annotations

import streamlit as st

from dashboard.errors import DashboardError
from dashboard.i18n import _
from dashboard.paths import PACKAGE, ROOT
from dashboard.reach.filters import Filters
from dashboard.store import ProblemsFound
from dashboard.ui import data, looking, mending, opened, session, shell, staff, told
from dashboard.ui.bar import bar, without_bar
from dashboard.ui.filter_bar import filter_bar
from dashboard.ui.pages import FOR_STAFF, PAGES, SCRIPTS, url_path
from dashboard.ui.problems import show_problems


def run() -> None:
    """Draw the shell once, then the page; or say in its place why there is nothing to show."""
    session.speak_at_once()
    data.wait_until_open()
    session.enter_language(data.folder_language)
    try:
        with data.reading():
            _draw()
    except DashboardError as error:
        _configure(_("Reach"))
        is_mended_here = isinstance(error, ProblemsFound) and staff.is_staff()
        if is_mended_here:
            st.navigation(_pages(), position="hidden")  # who mends it goes on where they are
            without_bar()
        show_problems(error)
        if is_mended_here:
            looking.tell_done()
            mending.way_back()


def _configure(title: str) -> None:
    icon = PACKAGE / "web" / "static" / "icon.svg"
    st.set_page_config(page_title=title, page_icon=icon, layout="wide")


def _draw() -> None:
    known = data.known()
    filters = session.enter_filters(known)
    begins = data.year_begins()
    span = session.years_offered(data.years_told(), begins)
    is_embedded = bool(st.context.is_embedded)
    pages = _pages()
    page = st.navigation(pages, position="hidden" if is_embedded else "top", expanded=True)
    script = SCRIPTS[page.url_path]
    if script in FOR_STAFF:  # about everything; what a reader chose is kept for the other pages
        filters = Filters()
    _configure(told.title(script, filters, st.query_params.get("row", "")))
    if is_embedded:
        without_bar()
        with shell.engine_notice():
            page.run()
        return
    bar(pages[0], page.url_path, filters)
    if script not in FOR_STAFF:
        filter_bar(known, span, begins)
    session.write_address()
    opened.dialog(page.url_path)
    shell.said_above(known, filters)
    with shell.engine_notice(), st.container(key=f"page_{script}"):
        page.run()


def _pages() -> list[st.Page]:
    folder = ROOT / "pages"
    for_staff = FOR_STAFF if staff.is_staff() else {}
    return [
        st.Page(
            folder / f"{script}.py",
            title=_(title),
            url_path=url_path(script),
            default=script == "overview",
        )
        for script, title in (PAGES | for_staff).items()
    ]


run()
