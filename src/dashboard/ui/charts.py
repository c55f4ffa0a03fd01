"""Charts as the page draws them: checked by no one again, drawn once, opened by a click."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st
from plotly.basedatatypes import BaseFigure

from dashboard.charts import PLOT_CONFIG, Look, county_map, look, map_config, range_key
from dashboard.i18n import _
from dashboard.reach.filters import Filters
from dashboard.ui import data, opened

Drawing = dict[str, Any]


class Drawn(BaseFigure):  # type: ignore[misc]
    """A chart of `dashboard.charts` for `st.plotly_chart`.

    Streamlit checks a dictionary by building Plotly's objects from it, milliseconds a chart; of a
    figure it asks for the dictionary alone. The tests of the charts check every kind of them.
    """

    def __init__(self, figure: Drawing) -> None:
        self._drawn = written_out(figure)

    def to_dict(self) -> Drawing:
        return self._drawn


def written_out(figure: Drawing) -> Drawing:
    """The figure with its template's values in place, looking the same.

    Streamlit hands Plotly each figure twice. Plotly takes the second template for another one and
    draws all again; without one it sees that nothing changed.
    """
    layout = dict(figure["layout"])
    template = layout.pop("template", {})
    of_kind = {kind: first for kind, (first, *_) in template.get("data", {}).items()}
    return {
        "data": [_over(of_kind.get(trace["type"], {}), trace) for trace in figure["data"]],
        "layout": _over(template.get("layout", {}), layout),
    }


def _over(defaults: Drawing, given: Drawing) -> Drawing:
    """What is given, and the defaults for what is not, at every depth."""
    both = {**defaults, **given}
    for name in defaults.keys() & given.keys():
        if isinstance(defaults[name], dict) and isinstance(given[name], dict):
            both[name] = _over(defaults[name], given[name])
    return both


def page_look() -> Look:
    """The colours of the reader's theme."""
    return look(st.context.theme.type or "light")


def chart(
    figure: Drawing | Drawn,
    by: str,
    alt: str,
    config: Mapping[str, Any] = PLOT_CONFIG,
    name: str = "",
    filters: Filters | None = None,
) -> None:
    """A chart whose marks open the figures behind them in a dialog; `alt` states its finding.

    `name` tells apart charts of one page that open the same rows; `filters` are the chart's own
    where they are not the page's.
    """
    key = f"chart_{by}_{name}"
    st.plotly_chart(
        figure if isinstance(figure, Drawn) else Drawn(figure),
        theme=None,
        config=dict(config),
        key=key,
        alt=alt,
        on_select="ignore" if _is_phone() else lambda: _pick_mark(key, by, filters),
        selection_mode="points",
    )


def _is_phone() -> bool:
    """On a phone a chart that can be clicked would hold the finger that scrolls the page."""
    return "Mobi" in st.context.headers.get("User-Agent", "")


def key(*frames: pd.DataFrame, together: bool = False) -> None:
    """What the marks of the charts of `frames` mean; `together`: one shows all audiences in one."""
    draw_key(Drawn(key_of(page_look(), *frames, together=together)))


def key_of(colours: Look, *frames: pd.DataFrame, together: bool = False) -> Drawing:
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


def _pick_mark(key: str, by: str, filters: Filters | None) -> None:
    """Open the row whose mark was clicked; its id travels as customdata.

    A second click on a mark unselects it: nothing is selected then, and the same one is meant.
    """
    points, last = st.session_state[key].selection.points, f"{key}_last"
    if points:
        chosen = points[0]["customdata"]
        st.session_state[last] = chosen[0] if isinstance(chosen, list) else chosen
    if last in st.session_state:
        opened.ask(by, st.session_state[last], filters)
