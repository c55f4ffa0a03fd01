"""The script Streamlit runs for every reader: language, filters, and the page asked for."""

from __future__ import annotations

import streamlit as st

from dashboard.errors import DashboardError
from dashboard.i18n import _
from dashboard.paths import PACKAGE, ROOT
from dashboard.ui import data, opened, session, shell
from dashboard.ui.filter_bar import filter_bar
from dashboard.ui.problems import show_problems


def run() -> None:
    """Draw the shell once, then the page; or say in its place why there is nothing to show."""
    session.enter_language(data.folder_language)
    icon = PACKAGE / "web" / "static" / "icon.svg"
    st.set_page_config(page_title=_("Reach"), page_icon=icon, layout="wide")
    try:
        with data.reading():
            _draw()
    except DashboardError as error:
        show_problems(error)


def _draw() -> None:
    known = data.known()
    filters = session.enter_filters(known)
    begins = data.year_begins()
    span = session.years_offered(data.years_told(), begins)
    is_embedded = bool(st.context.is_embedded)
    page = st.navigation(_pages(), position="hidden" if is_embedded else "top")
    if is_embedded:
        with shell.engine_notice():
            page.run()
        return
    filter_bar(known, span, begins)
    session.write_address()
    opened.dialog(page.url_path)
    shell.header(known, filters)
    with shell.engine_notice():
        page.run()
    shell.footer()
    shell.paper()


def _pages() -> list[st.Page]:
    folder = ROOT / "pages"
    titles = {
        "overview": _("Overview"),
        "years": _("Years"),
        "target_groups": _("Target groups"),
        "counties": _("Counties"),
        "funders": _("Funders"),
        "projects": _("Projects"),
        "outcomes": _("Outcomes"),
        "export": _("Export"),
        "about": _("About"),
    }
    return [
        st.Page(
            folder / f"{name}.py",
            title=title,
            url_path=name.replace("_", "-"),
            default=name == "overview",
        )
        for name, title in titles.items()
    ]


run()
