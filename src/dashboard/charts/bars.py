"""Horizontal bars, the largest on top: each with its full label above and its people after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.charts import marks
from dashboard.charts.look import Look, empty, layout
from dashboard.charts.rows import (
    Row,
    header,
    largest,
    largest_first,
    left_out_lines,
    panels_of,
    rows_of,
    told,
)
from dashboard.charts.text import joined, literal, width, wrap

NARROWEST = 340  # pixels: a chart on a phone
LINE = 18.5
BAR = 16
GAP = 16  # under a bar
HEADER = 38  # of a panel after the first
NOTE = 26


@dataclass(frozen=True)
class Slot:
    """Where a row stands, in pixels from the top."""

    row: Row
    lines: list[str]
    panel: int
    top: float

    @property
    def label_y(self) -> float:
        return self.top + len(self.lines) * LINE / 2

    @property
    def bar_y(self) -> float:
        return self.top + len(self.lines) * LINE + 2 + BAR / 2

    @property
    def bottom(self) -> float:
        return self.bar_y + BAR / 2 + GAP


def reach_bars(rows: pd.DataFrame, look: Look, most: int = 12) -> dict[str, Any]:
    """The `most` largest rows; how many are left out is said under the bars."""
    every = largest_first(rows_of(rows))
    left_out = left_out_lines(every, most)
    panels = panels_of(told(every)[:most])
    if not panels:
        return empty(look)
    slots = _slots(panels)
    height = slots[-1].bottom - GAP / 2 + NOTE * len(left_out)
    right = right_margin([(slot.row, largest(panels[slot.panel])) for slot in slots])
    notes = [note for at in range(1, len(panels)) for note in [_header(panels, at, slots, look)]]
    notes += [
        marks.note(line, look, y=height - NOTE * (len(left_out) - at - 0.5))
        for at, line in enumerate(left_out)
    ]
    return {
        "data": _traces(panels, slots, look),
        "layout": layout(
            look,
            height,
            margin={"l": 0, "r": right, "t": 0, "b": 0},
            yaxis={"range": [height, 0], "visible": False, "fixedrange": True},
            annotations=notes,
            shapes=_shapes(panels, slots, look),
            **_axes(panels),
        ),
    }


def right_margin(rows: Sequence[tuple[Row, int]]) -> int:
    """The pixels right of the plot that keep every label whole on the narrowest screen;
    each row comes with the largest of its scale."""
    needs = [
        NARROWEST - (NARROWEST - value_width(row)) * most / row.at_most
        for row, most in rows
        if row.at_most
    ]
    return round(max([8.0, *needs]))


def value_width(row: Row) -> float:
    return width(row.people_text) + (marks.OPEN_PIXELS if row.is_open else 0) + 10


def value_text(row: Row) -> str:
    """The people, kept clear of the bar's end."""
    return ("\u00a0" * (7 if row.is_open else 2)) + literal(row.people_text)


def axis(number: int) -> str:
    return "x" if number == 0 else f"x{number + 1}"


def _slots(panels: Sequence[Sequence[Row]]) -> list[Slot]:
    slots: list[Slot] = []
    top = 2.0
    for panel, rows in enumerate(panels):
        top += HEADER if panel else 0
        for row in rows:
            slots.append(Slot(row, wrap(row.label, NARROWEST - 20), panel, top))
            top = slots[-1].bottom
    return slots


def _axes(panels: Sequence[Sequence[Row]]) -> dict[str, Any]:
    axes: dict[str, Any] = {}
    for at, panel in enumerate(panels):
        scale = {"range": [0, largest(panel)], "visible": False, "fixedrange": True}
        axes[f"xaxis{at + 1 if at else ''}"] = scale | ({"overlaying": "x"} if at else {})
    return axes


def _traces(
    panels: Sequence[Sequence[Row]], slots: Sequence[Slot], look: Look
) -> list[marks.Trace]:
    place = {slot.row.row_id: slot.bar_y for slot in slots}
    bars = [
        trace
        for at, panel in enumerate(panels)
        for trace in marks.range_bars(
            panel, look, lambda row: place[row.row_id], BAR, xaxis=axis(at)
        )
    ]
    rows = [slot.row for slot in slots]
    full = largest(panels[0])
    ends = [slot.row.at_most / largest(panels[slot.panel]) * full for slot in slots]
    boxes = [(0, (s.top + s.bottom - GAP) / 2, full, s.bottom - s.top) for s in slots]
    return [
        *bars,
        marks.words(rows, [0] * len(rows), [s.label_y for s in slots], _labels(slots)),
        marks.words(
            rows,
            ends,
            [s.bar_y for s in slots],
            [value_text(row) for row in rows],
            textfont=marks.BOLD,
        ),
        marks.targets(rows, look, boxes),
    ]


def _labels(slots: Sequence[Slot]) -> list[str]:
    return [joined(slot.lines) for slot in slots]


def _shapes(
    panels: Sequence[Sequence[Row]], slots: Sequence[Slot], look: Look
) -> list[dict[str, Any]]:
    open_ends = [
        marks.open_end(s.row, look, s.row.at_most / largest(panels[s.panel]), s.bar_y, BAR)
        for s in slots
        if s.row.is_open
    ]
    rules = [_first(slots, at).top - HEADER + 2 for at in range(1, len(panels))]
    return [*open_ends, *(marks.rule(look, y0=y, y1=y) for y in rules)]


def _first(slots: Sequence[Slot], panel: int) -> Slot:
    return next(slot for slot in slots if slot.panel == panel)


def _header(
    panels: Sequence[Sequence[Row]], at: int, slots: Sequence[Slot], look: Look
) -> dict[str, Any]:
    return marks.note(header(panels, at), look, y=_first(slots, at).top - HEADER / 2 + 1)
