"""The script Streamlit runs for every reader: language, filters, and the page asked for."""

from __future__ import annotations

import streamlit as st

from dashboard.errors import DashboardError
from dashboard.filters import Filters
from dashboard.i18n import _
from dashboard.paths import ROOT
from dashboard.reach.overview import headline
from dashboard.ui import data, session, shell
from dashboard.ui.filter_bar import filter_bar
from dashboard.ui.problems import show_problems


def run() -> None:
    """Draw the shell once, then the page."""
    session.enter_language()
    st.set_page_config(page_title=_("Reach"), page_icon=":material/diversity_3:", layout="wide")
    try:
        known = data.known()
    except DashboardError as error:
        show_problems(error)
        return
    span = data.ask(headline, Filters()).years
    filters = session.enter_filters(known, span)
    page = st.navigation(_pages(), position="top")
    filter_bar(known, span)
    session.write_address()
    shell.header(known, filters, span)
    page.run()
    shell.footer()


def _pages() -> list[st.Page]:
    folder = ROOT / "pages"
    titles = {
        "overview": (_("Overview"), ":material/home:"),
        "years": (_("Reach by year"), ":material/calendar_month:"),
        "target_groups": (_("Target groups"), ":material/groups:"),
        "counties": (_("Counties"), ":material/map:"),
        "funders": (_("Funders"), ":material/payments:"),
        "projects": (_("Projects"), ":material/folder_open:"),
        "outcomes": (_("Outcomes"), ":material/flag:"),
        "about": (_("About"), ":material/info:"),
    }
    return [
        st.Page(
            folder / f"{name}.py",
            title=title,
            icon=icon,
            url_path=name.replace("_", "-"),
            default=name == "overview",
        )
        for name, (title, icon) in titles.items()
    ]


run()
