"""Periods longer than a year: a line each, a thin span under its label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import isnan
from typing import Any, NamedTuple

from dashboard.charts import marks
from dashboard.charts.look import Look
from dashboard.charts.rows import Row
from dashboard.charts.text import joined, width, wrap
from dashboard.i18n import _

LINE = 18.5
SPAN = 8  # thickness
GAP = 14
HEADER = 36
SHORTEST = 0.012  # of the axis: a few days must still be seen
WRAPPED = 0.64  # of the plot: up to two thirds, some side of the span always has the room


@dataclass(frozen=True)
class Span:
    """A row from `first` to `last`; without `last` it is still running."""

    row: Row
    first: float
    last: float | None

    @property
    def ends(self) -> tuple[float, float]:
        return self.first, self.first + 1 if self.last is None else self.last


class Extent(NamedTuple):
    """The time axis from `start` to `end`; `stop` is where spans that still run are cut."""

    start: float
    stop: float
    end: float

    def part(self, moment: float) -> float:
        """A moment as a part of the axis."""
        return (moment - self.start) / (self.end - self.start)


@dataclass
class _Drawing:
    """What the lanes add to the figure; y is in pixels from `top`."""

    traces: list[marks.Trace] = field(default_factory=list)
    notes: list[dict[str, Any]] = field(default_factory=list)
    arrows: list[dict[str, Any]] = field(default_factory=list)
    yaxis: str = "y"
    top: float = 0.0
    bottom: float = 0.0

    def axis(self, height: float) -> dict[str, Any]:
        if not self.traces:
            return {}
        scale = {"range": [self.bottom - self.top, 0], "visible": False, "fixedrange": True}
        domain = [1 - self.bottom / height, 1 - self.top / height]
        return {self.yaxis.replace("y", "yaxis"): {**scale, "domain": domain}}


@dataclass(frozen=True)
class Lane:
    span: Span
    end: float  # as drawn
    lines: list[str]
    position: str
    x: float
    top: float

    @property
    def label_y(self) -> float:
        return self.top + len(self.lines) * LINE / 2

    @property
    def y(self) -> float:
        return self.top + len(self.lines) * LINE + 2 + SPAN / 2

    @property
    def bottom(self) -> float:
        return self.y + SPAN / 2 + GAP


def spans(rows: Sequence[Row]) -> list[Span]:
    """In the order in which they begin."""
    every = [Span(row, float(row.extra[0]), _moment(row.extra[1])) for row in rows]
    return sorted(every, key=lambda span: span.ends)


def _moment(value: Any) -> float | None:
    return None if value is None or isnan(value) else float(value)


def draw(
    every: Sequence[Span],
    look: Look,
    extent: Extent,
    inner: float,
    top: float,
    panels: int,
) -> _Drawing:
    """The lanes under a time axis of this `extent`, below `top` pixels."""
    if not every:
        return _Drawing()
    yaxis = f"y{panels + 1}" if panels else "y"
    lanes = _placed(every, extent, inner, HEADER if panels else 6)
    bottom = top + lanes[-1].bottom - GAP / 2
    drawn = _Drawing(yaxis=yaxis, top=top, bottom=bottom)
    drawn.traces = _traces(lanes, look, extent, yaxis)
    if panels:
        drawn.notes = [marks.note(_("Longer periods"), look, yref=yaxis, y=HEADER / 2)]
    running = [lane for lane in lanes if lane.span.last is None]
    drawn.arrows = [_arrow(lane, look, extent, yaxis) for lane in running]
    return drawn


def _arrow(lane: Lane, look: Look, extent: Extent, yaxis: str) -> dict[str, Any]:
    """The end of a span that still runs."""
    row = lane.span.row
    low, high = lane.y - SPAN, lane.y + SPAN
    return {
        "type": "path",
        "path": f"M0,{low}L{SPAN},{lane.y}L0,{high}Z",
        "xref": "paper",
        "xsizemode": "pixel",
        "xanchor": extent.part(lane.end),
        "yref": yaxis,
        "fillcolor": look.hue(row.audience).solid,
        "line": {"width": 0},
    }


def _placed(every: Sequence[Span], extent: Extent, inner: float, top: float) -> list[Lane]:
    lanes: list[Lane] = []
    for span in every:
        stop = span.last if span.last is not None else extent.stop
        stop = max(stop, span.first + SHORTEST * (extent.end - extent.start))
        ends = extent.part(span.first), extent.part(stop)
        lines, position = _label(span.row.label, *ends, inner)
        middle = (span.first + stop) / 2
        x = {"middle right": span.first, "middle left": stop}.get(position, middle)
        lanes.append(Lane(span, stop, lines, position, x, top))
        top = lanes[-1].bottom
    return lanes


def _label(text: str, first: float, last: float, inner: float) -> tuple[list[str], str]:
    """The label in as few lines as have room, and the side on which they have it.

    `first` and `last` are parts of the plot, which is `inner` pixels wide on a phone.
    """
    for limit in (inner, WRAPPED * inner):
        lines = wrap(text, limit)
        wide = max(map(width, lines)) / inner
        position = _side(first, last, wide)
        if position:
            return lines, position
    return lines, "middle right"


def _side(first: float, last: float, wide: float) -> str:
    """Flush with the nearer end of the plot where that fits, else with the other, else centred."""
    middle = (first + last) / 2
    fits = {
        "middle right": first + wide <= 1,
        "middle left": last - wide >= 0,
        "middle center": wide / 2 <= min(middle, 1 - middle),
    }
    sides = ["middle right", "middle left"]
    order = [*(sides if middle <= 0.5 else reversed(sides)), "middle center"]
    return next((side for side in order if fits[side]), "")


def _traces(lanes: Sequence[Lane], look: Look, extent: Extent, yaxis: str) -> list[marks.Trace]:
    rows = [lane.span.row for lane in lanes]
    whole = extent.end - extent.start
    boxes = [(extent.start, (s.top + s.bottom - GAP) / 2, whole, s.bottom - s.top) for s in lanes]
    hues = [look.hue(row.audience).solid for row in rows]
    return [
        {
            "type": "bar",
            "orientation": "h",
            "base": [lane.span.first for lane in lanes],
            "x": [lane.end - lane.span.first for lane in lanes],
            "y": [lane.y for lane in lanes],
            "width": SPAN,
            "marker": marks.fill(rows, hues),
            "customdata": marks.ids(rows),
            "yaxis": yaxis,
        },
        marks.words(
            rows,
            [lane.x for lane in lanes],
            [lane.label_y for lane in lanes],
            [joined(lane.lines) for lane in lanes],
            [lane.position for lane in lanes],
            yaxis=yaxis,
        ),
        marks.targets(rows, look, boxes, yaxis=yaxis),
    ]
