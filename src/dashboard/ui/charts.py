"""Charts as the page draws them: checked by no one again, drawn once, opened by a click."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st
from plotly.basedatatypes import BaseFigure

from dashboard.charts import PLOT_CONFIG, Look, look, map_config
from dashboard.i18n import _
from dashboard.reach.filters import Filters
from dashboard.ui import data, opened, session
from dashboard.ui.staff import cookies
from dashboard.ui.window import drawn, window

Drawing = dict[str, Any]
_PHONE, _PHONE_HIGH = 362, 340  # pixels


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
    name: str = "",
    filters: Filters | None = None,
) -> None:
    """A chart whose marks open the figures behind them in a dialog; `alt` states its finding.

    Of counties it is the map. `name` tells apart charts of one page that open the same rows;
    `filters` are the chart's own where they are not the page's.
    """
    key = f"chart_{by}_{name}"
    st.plotly_chart(
        figure if isinstance(figure, Drawn) else Drawn(figure),
        theme=None,
        config=map_config(data.assets()) if by == "county" else PLOT_CONFIG,
        key=key,
        alt=alt,
        # On a phone a chart that can be clicked would hold the finger that scrolls the page.
        on_select="ignore" if session.is_phone() else partial(_pick_mark, key, by, filters),
        selection_mode="points",
    )


def size(wide: int, high: int) -> tuple[int, int]:
    """The pixels that a figure is laid out for which is `wide` and `high` on a laptop: on a phone
    all are as wide as the screen."""
    if session.is_phone():
        return _PHONE, min(high, _PHONE_HIGH)
    return drawn(wide, high, window(cookies()))


def keys(look: Look, audiences: Sequence[str]) -> list[tuple[str, str]]:
    """The colours of a chart and what they mean, for its head."""
    words = {
        "supported": _("people supported"),
        "professionals": _("professionals"),
        "public": _("wider public"),
    }
    return [(look.hue(name).solid, word) for name, word in words.items() if name in audiences]


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
