"""The parts that pages share: a chart with its table, its source line and the figures behind."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts import PLOT_CONFIG, Look, county_map, look, map_config, range_key
from dashboard.i18n import _, ngettext, number
from dashboard.privacy import privacy_note
from dashboard.reach.breakdowns import reach_total
from dashboard.reach.dimensions import BREAKDOWN_TITLES
from dashboard.reach.figures import figures_behind
from dashboard.reach.filters import Filters
from dashboard.reach.register import counted_of_row, policy
from dashboard.ui import data, session
from dashboard.ui.behind import behind
from dashboard.ui.drawn import Drawn, Figure
from dashboard.ui.filter_bar import sentence
from dashboard.ui.text import plain


def page_look() -> Look:
    """The colours of the reader's theme."""
    return look(st.context.theme.type or "light")


def title(words: str, finding: str) -> None:
    """A page's title and the one plain sentence that states what it shows."""
    st.title(words)
    st.markdown(f"## {plain(finding)}")
    _linked_row()


def _linked_row() -> None:
    """The figures that a link points to, where its reader looks first."""
    by, _colon, row_id = st.query_params.get("row", "").partition(":")
    if row_id and by in (*BREAKDOWN_TITLES, "figure"):
        behind(session.current(), by, row_id)


def explain_range() -> None:
    """What a range and its signs are, in one sentence, where they are first seen."""
    has_register = data.has_register()
    st.markdown(
        _(
            "Reports and the register overlap, so a total is a range: from the people who are "
            "**surely** different ones to **at most** everyone reported or counted; “+” means or "
            "more, “≈” means about."
        )
        if has_register
        else _(
            "Reports overlap, so a total is a range: from the people who are **surely** different "
            "ones to **at most** everyone the reports name; “+” means or more, “≈” means about."
        )
    )
    if has_register:
        st.caption(plain(privacy_note(policy())))


def nothing_found() -> None:
    """The empty result, with the way out."""
    st.info(_("No published figure fits these filters."), icon=":material/search_off:")
    st.button(_("Clear filters"), key="clear_in_page", on_click=session.clear)


def chart(
    figure: Figure | Drawn,
    by: str,
    alt: str,
    config: Mapping[str, Any] = PLOT_CONFIG,
    name: str = "",
) -> None:
    """A chart whose marks open the figures behind them; `alt` states its finding.

    `name` tells apart charts of one page that open the same rows.
    """
    key = f"chart_{by}_{name}"
    st.plotly_chart(
        figure if isinstance(figure, Drawn) else Drawn(figure),
        theme=None,
        config=dict(config),
        key=key,
        alt=alt,
        on_select="ignore" if _is_phone() else lambda: _pick_mark(key, by),
        selection_mode="points",
    )


def _is_phone() -> bool:
    """On a phone a chart that can be clicked would hold the finger that scrolls the page."""
    return "Mobi" in st.context.headers.get("User-Agent", "")


def key(*frames: pd.DataFrame, together: bool = False) -> None:
    """What the marks of the charts of `frames` mean; `together`: one shows all audiences in one."""
    draw_key(Drawn(key_of(page_look(), *frames, together=together)))


def key_of(colours: Look, *frames: pd.DataFrame, together: bool = False) -> Figure:
    """The key as a figure."""
    seen = _values(frames, "audience") | ({"together"} if together else set())
    if not _values(frames, "row_kind") <= {"row", "year", "lane"}:
        seen.add("wider")
    has_estimate = True in _values(frames, "is_estimate")
    return range_key(colours, sorted(seen), has_estimate=has_estimate)


def draw_key(drawn: Drawn) -> None:
    alt = _("Key: solid is surely, light is at most, a cut end is or more")
    st.plotly_chart(drawn, theme=None, config=dict(PLOT_CONFIG), key="key", alt=alt)


def _values(frames: Sequence[pd.DataFrame], column: str) -> set[Any]:
    return {value for frame in frames for value in frame[column].tolist()}


def county_chart(rows: pd.DataFrame, alt: str, *, small: bool = False) -> None:
    """The map; the browser fetches the outlines once, from this server."""
    figure = county_map(
        rows, page_look(), data.outlines(), address=data.outlines_address(), small=small
    )
    chart(figure, "county", alt, map_config(data.assets()), name="map")


def table(
    frame: pd.DataFrame,
    columns: Mapping[str, str],
    by: str,
    numbers: Sequence[str] = (),
    name: str = "",
    alt: str = "",
) -> None:
    """The numbers of a chart as a table; choosing a row opens the figures behind it.

    `columns` maps columns of the frame to headings in the reader's language.
    """
    key = f"table_{by}_{name}"
    ids = frame["row_id"].tolist()
    shown = frame[list(columns)].rename(columns=dict(columns))
    written: list[Hashable] = [columns[column] for column in numbers]
    st.dataframe(
        shown.style.format(_localised, subset=written) if written else shown,
        hide_index=True,
        key=key,
        on_select=lambda: _pick_row(key, by, ids),
        selection_mode="single-row",
        alt=alt or _("The numbers of the chart as a table"),
        row_height=36,
    )


def _localised(value: object) -> str:
    return number(value) if isinstance(value, int | float) else str(value)


def source_line(filters: Filters, by: str | None = None, row_id: str | None = None) -> None:
    """How many figures of how many documents stand behind, and under which filters."""
    records = data.ask(figures_behind, filters, by, row_id)
    documents = records["source_title"].unique()
    figures = ngettext("{n} published figure", "{n} published figures", len(records))
    names = "; ".join(sorted(documents))
    if data.ask(counted_of_row, filters, by, row_id or "") is not None:
        figures = _("{figures}, and people counted in the register").format(figures=figures)
    text = _("Source: {figures}. {documents}").format(figures=figures, documents=names)
    st.caption(f"{plain(text)} · {plain(sentence(data.known(), filters))}")


def unplaced_note(count: int) -> None:
    """How many records do not say what is asked for; nothing is said when there are none."""
    if count:
        st.caption(
            ngettext(
                "{n} more does not state what is filtered by and may belong here.",
                "{n} more do not state what is filtered by and may belong here.",
                count,
            )
        )


def funder_warning() -> None:
    """Several funders of one project helped to reach the same people."""
    st.caption(
        _(
            "Contributed to: funders of the same project helped to reach the same people, and each "
            "is shown with all of them. Do not add rows."
        )
    )


def touching_note(filters: Filters) -> None:
    """How many figures only touch the filters; nothing is said when there are none."""
    figures_touching = data.ask(reach_total, filters).figures_touching
    if figures_touching:
        st.caption(
            ngettext(
                "{n} figure only touches these filters (its place, period or group is wider or "
                "not stated): it counts at the upper end alone.",
                "{n} figures only touch these filters (their place, period or group is wider or "
                "not stated): they count at the upper end alone.",
                figures_touching,
            )
        )


def picker(rows: pd.DataFrame, by: str, filters: Filters) -> None:
    """A way to the figures behind that needs no mouse, and the panel itself.

    A chart in another site's page stands alone.
    """
    if st.context.is_embedded:
        return
    key = row_key(by)
    labels = dict(zip(rows["row_id"], rows["label"], strict=True))
    if st.session_state.setdefault(key, None) not in labels:
        st.session_state[key] = None
    chosen = choose_row(_("Figures behind"), labels, key)
    if chosen is not None and st.query_params.get("row") != f"{by}:{chosen}":
        behind(filters, by, chosen)


def opened(row_ids: Collection[str], by: str, filters: Filters) -> None:
    """The panel behind a mark that was clicked, with a way to close it.

    For a page of many charts: each one's own page has the way that needs no mouse.
    """
    chosen = st.session_state.get(row_key(by))
    is_shown = chosen in row_ids and not st.context.is_embedded
    if not is_shown or st.query_params.get("row") == f"{by}:{chosen}":
        return
    behind(filters, by, chosen)
    st.button(_("Close"), key=f"close_{by}", on_click=_close, args=(by,))


def _close(by: str) -> None:
    st.session_state[row_key(by)] = None


def choose_row(question: str, labels: Mapping[str, str], key: str) -> str | None:
    """The row chosen by a mark, in a table or here: the way that needs no mouse."""
    st.selectbox(
        question,
        list(labels),
        index=None,
        format_func=lambda row_id: labels.get(row_id, row_id),
        key=key,
        placeholder=_("Click a mark or a row, or choose here"),
    )
    chosen: str | None = st.session_state[key]
    return chosen


def row_key(by: str) -> str:
    return f"row_{by}"


def open_from_address(key: str, by: str, labels: Collection[str]) -> None:
    """A row named in the address is opened once; a row that is gone is closed."""
    asked_by, _colon, asked = st.query_params.get("row", "").partition(":")
    if key not in st.session_state:
        st.session_state[key] = asked if asked_by == by else None
    if st.session_state[key] not in labels:
        st.session_state[key] = None


def _pick_mark(key: str, by: str) -> None:
    """The row whose mark was chosen; its id travels as customdata."""
    points = st.session_state[key].selection.points
    if points:
        chosen = points[0]["customdata"]
        st.session_state[row_key(by)] = chosen[0] if isinstance(chosen, list) else chosen


def _pick_row(key: str, by: str, ids: list[str]) -> None:
    rows = st.session_state[key].selection.rows
    if rows:
        st.session_state[row_key(by)] = ids[rows[0]]
