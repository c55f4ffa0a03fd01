"""Rows of people on one scale: a bar to the certain end, a thin line to the possible one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.charts.look import SMALL, Look, empty, layout
from dashboard.charts.rows import (
    Row,
    as_rows,
    certain_word,
    drawable,
    largest_first,
    left_out_lines,
    possible_words,
)
from dashboard.charts.sheet import STUB, Box, Line, Mark, Sheet
from dashboard.charts.text import width, wrap

WIDE = 620  # pixels: of a picture in a file, less what wider letters than ours may take
LINE = 17
ROW = 26
BAR = 14
GAP = 8
INDENT = 16
MOST_NAME = 0.45  # of the width, and 320 pixels: longer names are wrapped
NARROW = 480
NOTE = 22
INSIDE = 50  # pixels: a bar with the word "certain" in it
SHORTEST_LINE = 6


@dataclass(frozen=True)
class Table:
    """The rows of a chart in pixels: `names` and `numbers` wide, then bars on one scale."""

    rows: list[Row]
    names: float
    firm: float
    soft: float
    bars: float
    most: int

    @property
    def before(self) -> float:
        return self.names + self.firm + self.soft + 3 * GAP

    @property
    def people(self) -> float:
        """The people of a pixel."""
        return self.most / self.bars


def reach_bars(rows: pd.DataFrame, look: Look, most: int = 12, wide: int = WIDE) -> dict[str, Any]:
    """The `most` largest rows by the certain number; how many are left out is said under them."""
    every = largest_first(as_rows(rows))
    return _drawn(drawable(every)[:most], look, wide, left_out_lines(every, most))


def parts_in_wholes(rows: pd.DataFrame, look: Look, wide: int = WIDE) -> dict[str, Any]:
    """Column `whole_id`: empty for a whole, which its parts follow, set in under it."""
    return _drawn(as_rows(rows, "whole_id"), look, wide, [])


def _drawn(rows: list[Row], look: Look, wide: int, notes: list[str]) -> dict[str, Any]:
    if not rows:
        return empty(look)
    table, sheet = _table(rows, wide), Sheet(look)
    down = 0.0
    for row in rows:
        down = _row(sheet, table, row, down, is_first=row is rows[0])
    for at, note in enumerate(notes):
        y = down + NOTE * (at + 0.5)
        sheet.write(_x(table, 0), y, note, colour=look.muted)
    height = down + NOTE * len(notes)
    return {
        "data": sheet.traces(),
        "layout": layout(
            look,
            height,
            margin={"l": 0, "r": 8, "t": 0, "b": 0},
            xaxis={"range": _span(table), "visible": False, "fixedrange": True},
            yaxis={"range": [height, 0], "visible": False, "fixedrange": True},
        ),
    }


def _table(rows: list[Row], wide: int) -> Table:
    is_narrow = wide < NARROW
    names = max(width(row.label) + _indent(row) for row in rows)
    firm = max(width(row.certain_text, SMALL) for row in rows) + 4
    soft = max(width(row.possible_text, SMALL) for row in rows)
    names = min(names, 320.0, MOST_NAME * wide)
    bars = wide - 8 - (0 if is_narrow else names + firm + soft + 3 * GAP)
    most = max([1, *(row.at_most if row.surely else 0 for row in rows)])
    return Table(rows, 0 if is_narrow else names, firm, soft, bars, most)


def _indent(row: Row) -> int:
    return INDENT if row.extra and row.extra[0] else 0


def _span(table: Table) -> list[float]:
    before = table.before if table.names else 0
    return [-before * table.people, table.most]


def _x(table: Table, pixels: float) -> float:
    """Pixels from the left edge, on the axis of people."""
    return (pixels - (table.before if table.names else 0)) * table.people


def _row(sheet: Sheet, table: Table, row: Row, top: float, *, is_first: bool) -> float:
    """Draw a row from `top` down; where the next one begins."""
    hue = sheet.look.hue(row.audience, row.row_kind)
    numbers = table.firm + table.soft + 2 * GAP
    room = table.names or table.bars - numbers
    lines = wrap(row.label, room - _indent(row)) or [""]
    if table.names:
        tall = max(ROW, len(lines) * LINE + 9)
        middle, bottom = top + tall / 2, top + tall
    else:
        middle, bottom = top + len(lines) * LINE + 10, top + len(lines) * LINE + 26
    first = middle - (len(lines) - 1) * LINE / 2 if table.names else top + LINE / 2
    for at, line in enumerate(lines):
        sheet.write(_x(table, _indent(row)), first + at * LINE, line, size=14)
    _numbers(sheet, table, row, first if not table.names else middle)
    thick = BAR if table.names else 8
    _range(
        sheet,
        table,
        row,
        Box(0, 0, middle - thick / 2, middle + thick / 2),
        hue.solid,
        is_first=is_first,
    )
    if is_first and table.names:
        _say(sheet, table, row, middle)
    sheet.hits.append((row, Box(_x(table, 0), table.most, top, bottom)))
    return bottom


def _numbers(sheet: Sheet, table: Table, row: Row, y: float) -> None:
    """The certain end flush right, the possible one after it, smaller."""
    end = table.names + GAP + table.firm if table.names else table.bars - table.soft - GAP
    if row.surely:
        sheet.write(_x(table, end), y, row.certain_text, "middle left", weight=600)
    if row.possible_text:
        x = _x(table, end + 4)
        sheet.write(x, y, row.possible_text, colour=sheet.look.muted, size=12)


def _range(
    sheet: Sheet, table: Table, row: Row, across: Box, colour: str, *, is_first: bool
) -> None:
    if not row.surely:
        return
    end = max(row.surely, STUB * table.people)
    box = Box(0, end, across.low, across.high)
    sheet.marks.append(Mark(row.row_id, box, colour, row.is_estimate))
    if _line(table, row):
        y = (across.low + across.high) / 2
        symbol = "triangle-right" if row.is_open else "line-ns-open"
        gap = _words_gap(table, row) if is_first else None
        if gap:
            sheet.lines.append(Line((end, y), (gap[0], y)))
            text = possible_words(row.is_open)
            middle = sum(gap) / 2
            sheet.write(middle, y, text, "middle center", colour=sheet.look.muted, size=12)
        sheet.lines.append(Line((gap[1] if gap else end, y), (row.at_most, y), symbol))


def _words_gap(table: Table, row: Row) -> tuple[float, float] | None:
    """Where the line of the first row has the room for its words, from and to."""
    half = (width(possible_words(row.is_open), 12) / 2 + 3) * table.people
    middle = (row.surely + row.at_most) / 2
    has_room = _line(table, row) * table.people > 2 * half + 30 * table.people
    return (middle - half, middle + half) if has_room and table.names else None


def _line(table: Table, row: Row) -> float:
    """How long the line is, in pixels; 0 where it cannot be seen."""
    long = (row.at_most - row.surely) / table.people if row.surely else 0
    return long if long >= SHORTEST_LINE else 0


def _say(sheet: Sheet, table: Table, row: Row, y: float) -> None:
    """What the bar is, in the bar, where there is a line to tell it from."""
    word = certain_word(row.mark)
    if row.surely / table.people >= width(word, 12) + 12 and _line(table, row):
        sheet.write(6 * table.people, y, word, colour=sheet.look.on_solid, size=12)
