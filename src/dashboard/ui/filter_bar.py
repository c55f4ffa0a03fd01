"""The filter bar: drawn once, in the shell, the same on every page."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.filters import Filters
from dashboard.i18n import _
from dashboard.reach.catalogue import Catalogue
from dashboard.reach.scope import AUDIENCES, name_of
from dashboard.ui import session

_INDENT = "\N{FIGURE SPACE}\N{FIGURE SPACE}"


def filter_bar(known: Catalogue, span: tuple[int, int] | None) -> None:
    """Widgets for every filter, in the sidebar; each writes the session's filters."""
    with st.sidebar:
        st.subheader(_("Filters"))
        for name, (label, options) in _choices(known).items():
            st.multiselect(
                label,
                options,
                key=session.widget_key(name),
                format_func=partial(_option, known, name),
                placeholder=_("All"),
                select_all=False,
                on_change=session.choose,
                args=(name,),
            )
        if span and span[0] < span[1]:
            st.slider(
                _("Years"),
                *span,
                key="filter_years",
                on_change=session.choose_years,
                args=(span,),
            )
        st.button(
            _("Clear filters"),
            key="clear_in_bar",
            on_click=session.clear,
            disabled=session.current().is_everything,
            width="stretch",
        )


def sentence(known: Catalogue, filters: Filters) -> str:
    """The filters in words, with the names a reader knows."""
    return filters.sentence(lambda field, row_id: name_of(known, field, row_id))


def _choices(known: Catalogue) -> dict[str, tuple[str, list[str]]]:
    """Label and options of each filter, in the order of the bar."""

    def by_name(field: str, ids: set[str]) -> list[str]:
        return sorted(ids, key=lambda row_id: name_of(known, field, row_id).casefold())

    involved = frozenset().union(*known.organisations_of.values())
    return {
        "organisations": (_("Organisation"), by_name("organisations", set(involved))),
        "programmes": (_("Programme"), by_name("programmes", set(known.names["programmes"]))),
        "audiences": (_("Audience"), list(AUDIENCES)),
        "target_groups": (_("Target group"), known.groups_in_order()),
        "counties": (_("County"), by_name("counties", set(known.names["counties"]))),
        "funders": (_("Funder"), by_name("funders", set(known.names["funders"]))),
        "projects": (_("Project"), by_name("projects", set(known.names["projects"]))),
    }


def _option(known: Catalogue, name: str, row_id: str) -> str:
    depth = len(known.groups_above(row_id)) if name == "target_groups" else 0
    return _INDENT * depth + name_of(known, name, row_id)
