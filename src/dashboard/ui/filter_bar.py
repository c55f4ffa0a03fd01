"""The filter bar: drawn once, in the shell, the same on every page."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.i18n import _
from dashboard.period import year_name
from dashboard.reach.catalogue import Catalogue
from dashboard.reach.dimension import Dimension
from dashboard.reach.dimensions import DIMENSIONS
from dashboard.reach.filters import Filters
from dashboard.reach.scope import name_of
from dashboard.ui import session

_INDENT = "\N{FIGURE SPACE}\N{FIGURE SPACE}"


def filter_bar(known: Catalogue, span: tuple[int, int] | None, begins: int = 1) -> None:
    """Widgets for every filter, in the sidebar; each writes the session's filters.

    `span`: the years to choose among, which begin in the month `begins`.
    """
    with st.sidebar:
        st.subheader(_("Filters"))
        for field, dimension in DIMENSIONS.items():
            st.multiselect(
                _(dimension.heading),
                dimension.options(known),
                key=session.widget_key(field),
                format_func=partial(_option, known, dimension),
                placeholder=_("All"),
                select_all=False,
                on_change=session.choose,
                args=(field,),
            )
        if span and span[0] < span[1]:
            _years(span, begins)
        st.button(
            _("Clear filters"),
            key="clear_in_bar",
            on_click=session.clear,
            disabled=session.current().is_everything,
            width="stretch",
        )


def filters_sentence(known: Catalogue, filters: Filters) -> str:
    """The filters in words, with the names a reader knows."""
    return filters.sentence(lambda field, row_id: name_of(known, field, row_id))


def _years(span: tuple[int, int], begins: int) -> None:
    if begins == 1:
        st.slider(
            _("Years"), *span, key="filter_years", on_change=session.choose_years, args=(span,)
        )
        return
    # It takes two ends from its value alone, never from the session: so a new one for each value.
    shown = session.years_shown()
    key = f"filter_years_{shown[0]}_{shown[1]}"
    st.select_slider(
        _("Reporting years"),
        range(span[0], span[1] + 1),
        value=shown,
        format_func=partial(year_name, begins=begins),
        key=key,
        on_change=session.choose_years,
        args=(span, begins, key),
    )


def _option(known: Catalogue, dimension: Dimension, row_id: str) -> str:
    return _INDENT * len(dimension.above(known, row_id)) + dimension.name(known, row_id)
