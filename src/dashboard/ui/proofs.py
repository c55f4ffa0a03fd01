"""Why two numbers, and what would narrow them: opened by who wants to know, and made only then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.i18n import _, ngettext, number
from dashboard.reach.breakdowns import reach_total
from dashboard.reach.catalogue import records_of
from dashboard.reach.filters import Filters
from dashboard.reach.narrowing import narrowing
from dashboard.reach.proving import Proven, proof, why_different
from dashboard.ui import data
from dashboard.ui.text import plain

_MOST_LISTED = 12
_MOST_STATEMENTS = 5


def why_two_numbers(
    filters: Filters,
    name: str,
    by: str | None = None,
    row_id: str | None = None,
    more: Callable[[], None] | None = None,
) -> None:
    """A button that opens one sentence, the proof and `more`; `name` tells it from others of the
    page."""
    is_estimate = by == "year" and filters.year_mode == "spread-evenly"
    if is_estimate:
        return
    is_single = by is None and data.ask(reach_total, filters).inside.is_single
    opened = st.popover(
        _("Why this number?") if is_single else _("Why two numbers?"),
        type="tertiary",
        key=f"why_{name}",
        on_change="rerun",
    )
    if opened.open:
        with opened:
            _told(data.ask(proof, filters, by, row_id), filters, name, by, row_id)
            if more is not None:
                more()


def _told(proven: Proven, filters: Filters, name: str, by: str | None, row_id: str | None) -> None:
    overlap = (
        _(
            "Reports and the register overlap: the smaller number counts nobody twice, the larger "
            "adds up everyone reported or counted, parts once."
        )
        if data.has_register()
        else _(
            "Reports overlap: the smaller number counts nobody twice, the larger adds up "
            "everyone the reports name, parts once."
        )
    )
    st.markdown(plain(overlap))
    st.markdown(f"**{plain(proven.sentence)}**")
    listed = proven.figures.head(_MOST_LISTED)
    for figure in records_of(listed):
        _figure({str(column): value for column, value in figure.items()})
    if more := len(proven.figures) - len(listed):
        st.caption(ngettext("and {n} more figure", "and {n} more figures", more))
    if len(listed) > 1:
        _pairs(listed, filters, name, by, row_id)


def _figure(figure: dict[str, Any]) -> None:
    st.markdown(f"**{number(figure['counts'])}** · {plain(figure['label'])}")
    words = _("Published as “{words}”").format(words=figure["published_as"])
    where = _("Source: {title}, {locator}").format(
        title=figure["source_title"], locator=figure["locator"]
    )
    st.caption("  \n".join(map(plain, (words, where))))


def _pairs(
    listed: pd.DataFrame, filters: Filters, name: str, by: str | None, row_id: str | None
) -> None:
    """For one figure that is chosen, why each other one is about other people."""
    labels = dict(zip(listed["figure_id"], listed["label"], strict=True))
    one = st.selectbox(
        _("Why are the others different people than these?"),
        list(labels),
        index=None,
        format_func=lambda figure_id: labels.get(figure_id, figure_id),
        key=f"why_pair_{name}",
        filter_mode=None,
        placeholder=_("Choose a figure"),
    )
    if one is None:
        return
    reasons = data.ask(why_different, filters, one, by, row_id)
    for other in labels:
        if other in reasons:
            st.markdown(f"- {plain(labels[other])}: {plain(reasons[other])}")


def narrowing_list(
    filters: Filters, under: Callable[[Mapping[str, object]], None] | None = None
) -> None:
    """The statements that would narrow the total most, behind a button that makes them; `under`
    each what may be done about it."""
    opened = st.expander(
        _("What to ask the organisations for next"), key="narrowing", on_change="rerun"
    )
    if not opened.open:
        return
    told = data.ask(narrowing, filters)
    with opened:
        if told.empty:
            st.markdown(_("No statement that was tried would narrow the total."))
        for row in records_of(told.head(_MOST_STATEMENTS)):
            st.markdown(f"- {plain(row['statement'])}")
            if under is not None:
                under({str(name): value for name, value in row.items()})
        if len(told):
            st.caption(
                _(
                    "The first of those tried: about the figures of the proof and the 50 largest. "
                    "All of them: dashboard figures --narrow"
                )
            )
