"""Charts as the page draws them soonest: checked by no one again, and drawn once."""

from __future__ import annotations

from typing import Any

from plotly.basedatatypes import BaseFigure

Figure = dict[str, Any]


class Drawn(BaseFigure):  # type: ignore[misc]
    """A chart of `dashboard.charts` for `st.plotly_chart`.

    Streamlit checks a dictionary by building Plotly's objects from it, milliseconds a chart; of a
    figure it asks for the dictionary alone. The tests of the charts check every kind of them.
    """

    def __init__(self, figure: Figure) -> None:
        self._drawn = written_out(figure)

    def to_dict(self) -> Figure:
        return self._drawn


def written_out(figure: Figure) -> Figure:
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


def _over(defaults: Figure, given: Figure) -> Figure:
    """What is given, and the defaults for what is not, at every depth."""
    both = {**defaults, **given}
    for name in defaults.keys() & given.keys():
        if isinstance(defaults[name], dict) and isinstance(given[name], dict):
            both[name] = _over(defaults[name], given[name])
    return both
