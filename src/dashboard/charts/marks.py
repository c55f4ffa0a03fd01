"""The marks all charts share: solid to `surely`, light to `at_most`, hatched when estimated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from dashboard.charts.look import CLEAR, SMALL, Look
from dashboard.charts.rows import Row
from dashboard.charts.text import literal

Trace = dict[str, Any]
BOLD = {"weight": 600}
OPEN_PIXELS = 18  # what the open end of a bar takes, with the gap after it
_SLICES = ((2.5, 4.0), (8.5, 3.0), (13.0, 1.5))  # where each slice begins, how thick it is


def range_bars(
    rows: Sequence[Row],
    look: Look,
    place: Callable[[Row], float],
    width: float | Sequence[float],
    *,
    lying: bool = True,
    base: Sequence[float] | float = 0,
    **more: Any,
) -> list[Trace]:
    """Two traces, one when no row is a range; `place` says where on the other axis a bar is."""
    bases = [base] * len(rows) if isinstance(base, int | float) else list(base)
    places = [place(row) for row in rows]
    solid = _bars(rows, places, [row.surely for row in rows], bases, lying)
    solid["marker"] = fill(rows, [_hue(row, look).solid for row in rows])
    tops = [row.at_most - row.surely for row in rows]
    starts = [start + row.surely for start, row in zip(bases, rows, strict=True)]
    light = _bars(rows, places, tops, starts, lying)
    light["marker"] = fill(rows, [_hue(row, look).tint for row in rows])
    shared = {"width": width, **more}
    return [trace | shared for trace in ([solid, light] if any(tops) else [solid])]


def _hue(row: Row, look: Look) -> Any:
    return look.hue(row.audience, row.row_kind)


def _bars(
    rows: Sequence[Row],
    places: list[float],
    lengths: list[int],
    bases: list[float],
    lying: bool,
) -> Trace:
    along, across = ("x", "y") if lying else ("y", "x")
    trace: Trace = {"type": "bar", along: lengths, across: places}
    if any(bases):
        trace["base"] = bases
    if lying:
        trace["orientation"] = "h"
    return trace | {"customdata": ids(rows)}


def fill(rows: Sequence[Row], colours: list[str]) -> dict[str, Any]:
    """The rows' colours, hatched where a row is an estimate."""
    marker: dict[str, Any] = {"color": colours if len(set(colours)) > 1 else colours[0]}
    if any(row.is_estimate for row in rows):
        shapes = ["/" if row.is_estimate else "" for row in rows]
        marker["pattern"] = {
            "shape": shapes,
            "size": 6,
            "solidity": 0.35,
            "fillmode": "replace",
            "bgcolor": CLEAR,
        }
    return marker


def ids(rows: Sequence[Row]) -> list[str]:
    return [row.row_id for row in rows]


def targets(
    rows: Sequence[Row],
    look: Look,
    boxes: Sequence[tuple[float, float, float, float]],
    *,
    lying: bool = True,
    hover: bool = False,
    **more: Any,
) -> Trace:
    """What takes the click: a clear box (x, y, width, height) over a mark and its label."""
    lefts, ys, widths, heights = zip(*boxes, strict=True)
    size: Trace = (
        {"x": widths, "base": lefts, "y": ys, "width": heights, "orientation": "h"}
        if lying
        else {"x": lefts, "y": heights, "base": ys, "width": widths}
    )
    return {
        "type": "bar",
        **{key: list(value) if isinstance(value, tuple) else value for key, value in size.items()},
        "marker": {"color": CLEAR},
        "selected": {"marker": {"color": look.chosen}},
        "customdata": ids(rows),
        "hoverinfo": "text" if hover else "none",
        **({"hovertext": [row.hover for row in rows]} if hover else {}),
        **more,
    }


def words(
    rows: Sequence[Row],
    xs: Sequence[float],
    ys: Sequence[float],
    texts: Sequence[str],
    position: str | Sequence[str] = "middle right",
    **more: Any,
) -> Trace:
    """Labels; `texts` are already escaped."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": list(xs),
        "y": list(ys),
        "text": list(texts),
        "textposition": position if isinstance(position, str) else list(position),
        "customdata": ids(rows),
        **more,
    }


def open_end(row: Row, look: Look, x: float, y: float, thickness: float) -> dict[str, Any]:
    """The edge of a bar that goes on: slices that thin out. `x` in parts of the plot's width,
    `y` and `thickness` in units of the y axis."""
    low, high = y - thickness / 2, y + thickness / 2
    path = "".join(f"M{a},{low}H{a + b}V{high}H{a}Z" for a, b in _SLICES)
    return {
        "type": "path",
        "path": path,
        "xref": "paper",
        "xsizemode": "pixel",
        "xanchor": x,
        "fillcolor": _hue(row, look).tint,
        "line": {"width": 0},
    }


def open_top(row: Row, look: Look, x: float, y: float, thickness: float) -> dict[str, Any]:
    """The same for an upright bar; all three in parts of the plot's width and height."""
    left, right = x - thickness / 2, x + thickness / 2
    path = "".join(f"M{left},{a}V{a + b}H{right}V{a}Z" for a, b in _SLICES)
    return {
        "type": "path",
        "path": path,
        "xref": "paper",
        "yref": "paper",
        "ysizemode": "pixel",
        "yanchor": y,
        "fillcolor": _hue(row, look).tint,
        "line": {"width": 0},
    }


def note(text: str, look: Look, **where: Any) -> dict[str, Any]:
    """A muted line of words on the plot; `text` is plain."""
    return {
        "text": literal(text),
        "showarrow": False,
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "borderpad": 0,
        "font": {"size": SMALL, "color": look.muted},
        **where,
    }


def rule(look: Look, **where: Any) -> dict[str, Any]:
    """A hair line across the plot."""
    line = {"color": look.rule, "width": 1}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "line": line, **where}
