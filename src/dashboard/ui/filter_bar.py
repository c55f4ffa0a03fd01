"""The row of filters: drawn once, in the shell, the same on every page."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from dashboard.i18n import _, ngettext
from dashboard.period import year_name
from dashboard.reach.catalogue import Catalogue
from dashboard.reach.filters import Filters
from dashboard.reach.options import Option, kind_name, options
from dashboard.reach.scope import name_of
from dashboard.ui import data, session
from dashboard.ui.filter_box import filter_box, span_text

_PROGRAMME_WIDTH, _YEARS_WIDTH = 260, 150
_LAST_YEARS = 3


def filter_bar(known: Catalogue, span: tuple[int, int] | None, begins: int = 1) -> None:
    """Programme, years and the box for everything, above the page; behind one button on a phone.

    `span`: the years to choose among, which begin in the month `begins`.
    """
    filters = session.current()
    draw = partial(_controls, known, filters, span, begins)
    if not session.is_phone():
        with st.container(horizontal=True, gap="small", key="filters", wrap=False):
            draw(is_narrow=False)
        return
    n = sum(len(ids) for _field, ids in filters.chosen) + bool(filters.years)
    label = _("Filters ({n})").format(n=n) if n else _("Filters")
    with st.popover(label, icon=":material/tune:", key="filters"):
        draw(is_narrow=True)


def filters_sentence(known: Catalogue, filters: Filters) -> str:
    """The filters in words, with the names a reader knows."""
    return filters.sentence(lambda field, row_id: name_of(known, field, row_id))


def _controls(
    known: Catalogue,
    filters: Filters,
    span: tuple[int, int] | None,
    begins: int,
    *,
    is_narrow: bool,
) -> None:
    _programme(filters, "stretch" if is_narrow else _PROGRAMME_WIDTH)
    if span and span[0] < span[1]:
        if is_narrow:
            _years(span, begins)
        else:
            label = span_text(filters.years) if filters.years else _("All years")
            with st.popover(label, width=_YEARS_WIDTH, key="filter_years"):
                _years(span, begins)
    filter_box(known, filters, span)
    clear = st.empty()  # a place of its own, so that what follows stays where it is
    if not filters.is_everything:
        clear.button(_("Clear"), key="clear", type="tertiary", on_click=session.clear)


def _programme(filters: Filters, width: Any) -> None:
    names = {
        each.option_id.partition("=")[2]: _with_owner(each)
        for each in options(data.snapshot(), None)
        if each.kind == "programmes"
    }
    n = len(filters.programmes)
    names = {session.EVERY: _("All programmes")} | names
    if n > 1:
        names[session.SEVERAL] = ngettext("{n} programme", "{n} programmes", n)
    st.selectbox(
        _("Programme"),
        list(names),
        format_func=names.__getitem__,
        key=session.PROGRAMME,
        filter_mode=None,  # what is typed finds more in the box, and says so in the page's language
        on_change=session.choose_programme,
        label_visibility="collapsed",
        width=width,
    )


def _with_owner(programme: Option) -> str:
    """The name of a programme, with its organisation where another one is called so too."""
    is_alone = programme.mark in ("", kind_name(programme.kind))
    return programme.name if is_alone else f"{programme.name} · {programme.mark}"


def _years(span: tuple[int, int], begins: int) -> None:
    """The first and the last year, and what is asked for most often."""
    ends = {session.FROM: _("From"), session.UNTIL: _("To")}
    with st.container(horizontal=True, gap="small"):
        for key, label in ends.items():
            st.selectbox(
                label,
                list(range(span[0], span[1] + 1)),
                format_func=partial(year_name, begins=begins),
                key=key,
                filter_mode=None,
                on_change=session.choose_years,
                args=(span, begins, key),
            )
    last = span[1]
    shortcuts = {
        _("Last year"): (last, last),
        _("Last 3 years"): (max(span[0], last - _LAST_YEARS + 1), last),
        _("All years"): span,
    }
    with st.container(horizontal=True, gap="small"):
        for n, (label, asked) in enumerate(shortcuts.items()):
            st.button(
                label,
                key=f"filter_years_{n}",
                on_click=session.ask_years,
                args=(asked, span, begins),
            )
