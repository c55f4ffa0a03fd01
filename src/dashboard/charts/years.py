"""Reach by year: a column a year, and under it the reports of several years on the same axis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import ceil, floor, log10
from typing import Any

import pandas as pd

from dashboard.charts import lanes as strip
from dashboard.charts.axes import Axes, years_named
from dashboard.charts.look import SMALL, Look, empty, layout
from dashboard.charts.rows import Row, as_rows, drawable, possible_words
from dashboard.charts.sheet import STUB, Box, Line, Mark, Sheet, room
from dashboard.charts.text import width
from dashboard.i18n import _, number
from dashboard.period import year_name

AUDIENCES = ("supported", "professionals", "public")
WIDE = 620  # pixels: of a picture in a file, less what wider letters than ours may take
TOP, AXIS = 20, 22  # pixels above the highest column, and under the base line
HEIGHT = 190  # of the columns, where no height is asked for
FEWEST_YEARS = 6  # or a lone column would fill the page
RIGHT, WIDE_RIGHT = 18, 38  # of the plot, for the number of the last year: narrow years need more
NARROW_YEAR = 34
INSIDE = 22  # pixels: the lowest column with its number in it
MOST_NUMBERS = 10
SHORTEST_LINE = 6  # pixels: a range that is shorter cannot be seen
Parts = Mapping[str, Mapping[str, int]]


def reach_years(
    years: pd.DataFrame,
    lanes: pd.DataFrame,
    look: Look,
    *,
    parts: Parts | None = None,
    begins: int = 1,
    wide: int = WIDE,
    height: int | None = None,
) -> dict[str, Any]:
    """`years`: one row a year; `lanes`: periods from `first` to `last`, as points in time
    (July 2010 begins at 2010.5, 2011..2013 ends at 2014.0; NaN while running), and `whom`.

    `parts`: by row_id the people of each audience, which add up to the year's own number. `begins`:
    the month in which a year begins; the axis then reads 2023/24, and points in time are of such
    years. `wide`, `height`: pixels of the whole figure.
    """
    reported = [row for row in drawable(as_rows(years, "year")) if row.at_most]
    columns = sorted(reported, key=year_of)
    spans = strip.spans(as_rows(lanes, "first", "last", "period_label", "whom"))
    if not columns and not spans:
        return empty(look)
    below = AXIS + strip.height(spans, wide)
    whole = height or below + (TOP + HEIGHT if columns else 0)
    axes = _axes(columns, spans, wide, max(0, whole - below - TOP) if columns else 0)
    sheet = Sheet(look)
    for row in columns:
        _column(sheet, axes, row, (parts or {}).get(row.row_id, {}))
    labelled = _numbers(sheet, axes, columns)
    shapes = [_base(look), *_grid(sheet, axes, columns, labelled)] if columns else []
    _gap(sheet, axes, columns)
    _years(sheet, axes, columns, begins)
    strip.draw(sheet, axes, spans, wide, AXIS)
    return _figure(sheet, axes, whole, below, shapes)


def _figure(
    sheet: Sheet, axes: Axes, whole: float, below: float, shapes: list[dict[str, Any]]
) -> dict[str, Any]:
    above = whole - below
    scale = [-below * axes.people, above * axes.people]
    return {
        "data": sheet.traces(),
        "layout": layout(
            sheet.look,
            whole,
            margin={"l": 0, "r": axes.right, "t": 0, "b": 0},
            shapes=shapes,
            xaxis={"range": [axes.start, axes.end], "visible": False, "fixedrange": True},
            yaxis={"range": scale, "visible": False, "fixedrange": True},
        ),
    }


def dwarfing(years: pd.DataFrame, columns: float = HEIGHT) -> list[str]:
    """The row_ids of the years that make the smallest column too low to be seen; [] for none."""
    rows = sorted(
        (r for r in drawable(as_rows(years, "year")) if r.surely), key=lambda r: -r.surely
    )
    left = list(rows)
    while len(left) > 1 and left[-1].surely * columns < STUB * left[0].surely:
        left.pop(0)
    found = rows[: len(rows) - len(left)]
    return [row.row_id for row in found]


def year_of(row: Row) -> int:
    return int(row.extra[0])


def _axes(columns: Sequence[Row], spans: Sequence[strip.Span], wide: float, high: float) -> Axes:
    moments = [float(end) for row in columns for end in (year_of(row), year_of(row) + 1)]
    moments += [moment for span in spans for moment in span.ends]
    start, stop = float(floor(min(moments))), float(ceil(max(moments)))
    missing = max(0.0, FEWEST_YEARS - (stop - start))
    most = max([1, *(row.at_most if _has_line(row) else row.surely for row in columns)])
    is_narrow = wide < NARROW_YEAR * (stop - start + missing)
    right = WIDE_RIGHT if is_narrow else RIGHT
    shown = start - missing / 2, start, stop, stop + missing / 2
    return Axes(*shown, wide - right, right, high, most)


def _has_line(row: Row) -> bool:
    return row.at_most > row.surely


def _line_pixels(axes: Axes, row: Row) -> float:
    """How long the line from the certain to the possible end is; 0 where it cannot be seen."""
    long = row.at_most / axes.people - axes.high(row.surely)
    return long if _has_line(row) and long >= SHORTEST_LINE else 0.0


def _column(sheet: Sheet, axes: Axes, row: Row, parts: Mapping[str, int]) -> None:
    middle, half = year_of(row) + 0.5, axes.thick / 2
    for low, high, colour in _pieces(axes, row, parts, sheet.look):
        box = Box(middle - half, middle + half, low, high)
        sheet.marks.append(Mark(row.row_id, box, colour, row.is_estimate))
    if _line_pixels(axes, row):
        symbol = "triangle-up" if row.is_open else "line-ew-open"
        sheet.lines.append(Line((middle, row.surely), (middle, row.at_most), symbol))
    column = Box(middle - 0.5, middle + 0.5, -AXIS * axes.people, axes.highest)
    sheet.hits.append((row, column))


def _pieces(
    axes: Axes, row: Row, parts: Mapping[str, int], look: Look
) -> Iterator[tuple[float, float, str]]:
    """The audiences of a column, from the base line up; one piece where they do not add up."""
    high = axes.high(row.surely) * axes.people
    if high > row.surely or sum(parts.values()) != row.surely:
        parts = {AUDIENCES[0]: row.surely}
    low = 0.0
    for audience in AUDIENCES:
        if people := parts.get(audience, 0):
            top = low + people if len(parts) > 1 else high
            yield low, top, look.hue(audience).solid
            low = top


def _numbers(sheet: Sheet, axes: Axes, columns: Sequence[Row]) -> set[str]:
    """Write the numbers that have room, the last year's and the largest first; whose they are."""
    taken = [_column_box(axes, row) for row in columns]
    taken += [_line_box(axes, row) for row in columns if _line_pixels(axes, row)]
    order = sorted(columns, key=lambda row: (row is not columns[-1], -row.surely))
    labelled: set[str] = set()
    for row in order:
        if len(labelled) < MOST_NUMBERS and row.surely and _number(sheet, axes, row, taken):
            labelled.add(row.row_id)
    _say_possible(sheet, axes, columns, taken)
    return labelled


def _column_box(axes: Axes, row: Row) -> Box:
    middle, half = axes.at(year_of(row) + 0.5), axes.thick * axes.year / 2
    return Box(middle - half, middle + half, 0, axes.high(row.surely))


def _line_box(axes: Axes, row: Row) -> Box:
    middle, low = axes.at(year_of(row) + 0.5), axes.high(row.surely)
    return Box(middle - 5, middle + 5, low, low + _line_pixels(axes, row))


def _number(sheet: Sheet, axes: Axes, row: Row, taken: list[Box]) -> bool:
    """In the column's foot, else over it, else leaning over its edge: where it meets nothing."""
    column, text = _column_box(axes, row), row.short_text
    if column.high >= INSIDE and width(text, SMALL) + 2 <= column.right - column.left:
        x, y = (column.left + column.right) / 2, 10.0
        _write(sheet, axes, x, y, text, "middle center", sheet.look.on_solid)
        return True
    for x, side in _spots(column, has_line=bool(_line_pixels(axes, row))):
        y = column.high + (1 if side.startswith("top") else 8)
        box = room(text, x, y, side, SMALL)
        is_inside = box.left >= 0 and box.right <= axes.inner + axes.right
        if is_inside and not any(box.meets(other) for other in taken):
            taken.append(box)
            _write(sheet, axes, x, y, text, side)
            return True
    return False


def _spots(column: Box, *, has_line: bool) -> list[tuple[float, str]]:
    middle = (column.left + column.right) / 2
    if has_line:
        return [(middle + 6, "middle right"), (middle - 6, "middle left")]
    return [
        (middle, "top center"),
        (column.right, "top left"),
        (column.left, "top right"),
    ]


def _write(
    sheet: Sheet, axes: Axes, x: float, y: float, text: str, side: str, colour: str = ""
) -> None:
    moment = axes.start + x / axes.year
    sheet.write(moment, y * axes.people, text, side, colour=colour, weight=600)


def _say_possible(sheet: Sheet, axes: Axes, columns: Sequence[Row], taken: list[Box]) -> None:
    """Beside the longest line, once: what lines are."""
    lines = [row for row in columns if _line_pixels(axes, row)]
    if not lines:
        return
    row = max(lines, key=lambda each: _line_pixels(axes, each))
    text = possible_words(any(each.is_open for each in lines))
    line = _line_box(axes, row)
    for x, side in ((line.left - 3, "middle left"), (line.right + 3, "middle right")):
        box = room(text, x, line.high - 8, side, SMALL)
        if box.left >= 0 and box.right <= axes.inner and not any(map(box.meets, taken)):
            moment, y = axes.start + x / axes.year, (line.high - 8) * axes.people
            sheet.write(moment, y, text, side, colour=sheet.look.muted)
            taken.append(box)
            return


def _grid(
    sheet: Sheet, axes: Axes, columns: Sequence[Row], labelled: set[str]
) -> list[dict[str, Any]]:
    """Lines behind the columns where a range is drawn or a column has no number."""
    if not sheet.lines and labelled == {row.row_id for row in columns if row.surely}:
        return []
    taken = [_column_box(axes, row) for row in columns]
    steps = range(1, 4)
    lines = [n * _step(axes.highest) for n in steps if n * _step(axes.highest) < axes.highest]
    for value in lines:
        text, y = number(value), value / axes.people
        if not any(room(text, 0, y, "top right", SMALL).meets(box) for box in taken):
            sheet.write(axes.start, value, text, "top right", colour=sheet.look.muted, size=12)
    return [_rule(value, sheet.look.faint) for value in lines]


def _step(most: int) -> int:
    """A round number of which two or three fit below `most`."""
    tens: int = 10 ** floor(log10(max(1, most / 2)))
    found = next(n for n in (5, 2, 1) if n * tens * 2 <= most or n == 1)
    return found * tens


def _base(look: Look) -> dict[str, Any]:
    return _rule(0, look.muted)


def _rule(y: float, colour: str) -> dict[str, Any]:
    line = {"color": colour, "width": 1}
    where = {"xref": "paper", "x0": 0, "x1": 1, "y0": y, "y1": y}
    return {"type": "line", "layer": "below", "line": line, **where}


def _gap(sheet: Sheet, axes: Axes, columns: Sequence[Row]) -> None:
    """Says in the longest stretch without a column that there is none."""
    moments = [axes.first, *(year_of(row) + 0.5 for row in columns), axes.stop]
    stretches = list(pairwise(moments))
    first, last = max(stretches, key=lambda ends: ends[1] - ends[0])
    text = _("no yearly figures")
    room_there = (last - first - 1) * axes.year - 60
    if columns and width(text, SMALL) <= room_there:
        y = 11 * axes.people
        middle = (first + last) / 2
        sheet.write(middle, y, text, "middle center", colour=sheet.look.muted, size=12)


def _years(sheet: Sheet, axes: Axes, columns: Sequence[Row], begins: int) -> None:
    last = year_of(columns[-1]) if columns else int(axes.stop) - 1
    named = years_named(axes, last, begins)
    tallest = year_of(max(columns, key=lambda row: (row.surely, year_of(row)))) if columns else last
    if tallest not in named:  # of two neighbours without room for both the larger has its name
        named = years_named(axes, tallest, begins)
    for year in named:
        y = -AXIS / 2 * axes.people
        name = year_name(year, begins)
        sheet.write(year + 0.5, y, name, "middle center", colour=sheet.look.muted)
