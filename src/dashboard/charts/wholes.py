"""Parts inside their whole: each whole as a bar, its parts as thinner bars under it."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import pandas as pd

from dashboard.charts import marks
from dashboard.charts.bars import BAR, GAP, LINE, NARROWEST, Slot, axis, right_margin, value_text
from dashboard.charts.look import Look, empty, layout
from dashboard.charts.rows import Row, largest, rows_of
from dashboard.charts.text import joined, wrap

PART_BAR = 9
BETWEEN = 14  # wholes


def parts_in_wholes(rows: pd.DataFrame, look: Look) -> dict[str, Any]:
    """Column `whole_id`: empty for a whole, which its parts follow. A whole has its own scale."""
    wholes = _by_whole(rows_of(rows, "whole_id"))
    if not wholes:
        return empty(look)
    slots = _slots(wholes)
    height = slots[-1].bottom
    right = right_margin([(slot.row, largest(wholes[slot.panel])) for slot in slots])
    return {
        "data": [trace for at in range(len(wholes)) for trace in _traces(at, wholes, slots, look)],
        "layout": layout(
            look,
            height,
            margin={"l": 0, "r": right, "t": 0, "b": 0},
            yaxis={"range": [height, 0], "visible": False, "fixedrange": True},
            shapes=_open_ends(wholes, slots, look),
            **_axes(wholes),
        ),
    }


def _by_whole(rows: list[Row]) -> list[list[Row]]:
    """Each whole with its parts; a part's `whole_id` names the whole above it."""
    groups = groupby(rows, key=lambda row: row.extra[0] or row.row_id)
    return [list(group) for _whole, group in groups]


def _slots(wholes: list[list[Row]]) -> list[Slot]:
    slots: list[Slot] = []
    top = 2.0
    for at, group in enumerate(wholes):
        for row in group:
            slots.append(Slot(row, wrap(row.label, NARROWEST - 20), at, top))
            top = slots[-1].bottom - (GAP - 8)
        top += BETWEEN
    return slots


def _thickness(row: Row) -> int:
    return PART_BAR if row.extra[0] else BAR


def _traces(at: int, wholes: list[list[Row]], slots: list[Slot], look: Look) -> list[marks.Trace]:
    group, own = wholes[at], [slot for slot in slots if slot.panel == at]
    place = {slot.row.row_id: slot.bar_y for slot in own}
    on: dict[str, Any] = {"xaxis": axis(at)}
    widths = [_thickness(row) for row in group]
    bars = marks.range_bars(group, look, lambda row: place[row.row_id], widths, **on)
    full = largest(group)
    boxes = [(0, s.bar_y - len(s.lines) * LINE / 2, full, s.bottom - s.top - GAP) for s in own]
    return [
        *bars,
        marks.words(
            group, [0] * len(own), [s.label_y for s in own], [joined(s.lines) for s in own], **on
        ),
        marks.words(
            group,
            [row.at_most for row in group],
            [s.bar_y for s in own],
            [value_text(row) for row in group],
            textfont=marks.BOLD,
            **on,
        ),
        marks.targets(group, look, boxes, **on),
    ]


def _axes(wholes: list[list[Row]]) -> dict[str, Any]:
    axes: dict[str, Any] = {}
    for at, group in enumerate(wholes):
        scale = {"range": [0, largest(group)], "visible": False, "fixedrange": True}
        axes[f"xaxis{at + 1 if at else ''}"] = scale | ({"overlaying": "x"} if at else {})
    return axes


def _open_ends(wholes: list[list[Row]], slots: list[Slot], look: Look) -> list[dict[str, Any]]:
    return [
        marks.open_end(
            s.row, look, s.row.at_most / largest(wholes[s.panel]), s.bar_y, _thickness(s.row)
        )
        for s in slots
        if s.row.is_open
    ]
