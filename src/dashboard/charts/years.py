"""Reach by year: bars for single years, spans for longer periods, on one time axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, floor
from typing import Any

import pandas as pd

from dashboard.charts import lanes as lane_rows
from dashboard.charts import marks, ticks
from dashboard.charts.bars import NARROWEST
from dashboard.charts.look import SMALL, Look, empty, layout
from dashboard.charts.rows import Row, header, largest, panels_of, rows_of, told
from dashboard.charts.text import literal
from dashboard.period import year_name

SIDE = 8  # margin left and right
INNER = NARROWEST - 2 * SIDE
BAR = 0.7  # of a year
FIRST_HEIGHT, NEXT_HEIGHT = 150, 80  # of the bars of a panel
HEADER = 34
AXIS = 26
FEWEST_YEARS = 6  # or a lone bar would fill the page


@dataclass(frozen=True)
class Panel:
    """Years of like size: `top` of its labels, `base` of its bars, in pixels from the top."""

    rows: list[Row]
    labels: list[ticks.Label]
    header: str
    top: float
    base: float
    bars: float

    @property
    def highest(self) -> float:
        """The value at the upper edge: the largest bar leaves room for its label."""
        return largest(self.rows) * (self.base - self.top) / self.bars


def reach_years(
    years: pd.DataFrame, lanes: pd.DataFrame, look: Look, audience: str = "", begins: int = 1
) -> dict[str, Any]:
    """`years`: one row a year; `lanes`: periods from `first` to `last`, as points in time
    (July 2010 begins at 2010.5, 2011..2013 ends at 2014.0; NaN while running).

    `audience` colours the rows that name none, where the whole chart is about one. `begins`: the
    month in which a year begins; the axis then reads 2023/24, and points in time are of such years.
    """
    bars = [of_audience(row, audience) for row in told(rows_of(years, "year"))]
    spans = lane_rows.spans([of_audience(row, audience) for row in rows_of(lanes, "first", "last")])
    if not bars and not spans:
        return empty(look)
    extent = _extent(bars, spans)
    panels = _panels(bars, INNER / (extent.end - extent.start))
    axis_y = panels[-1].base if panels else 0.0
    drawn = lane_rows.draw(spans, look, extent, INNER, axis_y + AXIS, len(panels))
    height = drawn.bottom if spans else axis_y + AXIS
    return {
        "data": [t for at, panel in enumerate(panels) for t in _traces(panel, at, look)]
        + drawn.traces,
        "layout": layout(
            look,
            height,
            margin={"l": SIDE, "r": SIDE, "t": 0, "b": 0},
            annotations=[a for p in panels for a in _annotations(p, height, look)] + drawn.notes,
            shapes=[s for p in panels for s in _shapes(p, height, extent, look)] + drawn.arrows,
            xaxis=_time(bars, extent, len(panels), look, begins),
            **_scales(panels, height),
            **drawn.axis(height),
        ),
    }


def _extent(bars: Sequence[Row], spans: Sequence[lane_rows.Span]) -> lane_rows.Extent:
    """The first and last moment of the axis, with room for the labels at its ends."""
    moments: list[float] = [m for row in bars for m in (year_of(row), year_of(row) + 1)]
    moments += [m for span in spans for m in span.ends]
    start = float(floor(min(moments)))
    end = stop = float(ceil(max(moments)))
    missing = max(0.0, FEWEST_YEARS - (end - start))
    start, end = start - missing / 2, end + missing / 2
    left = right = 0.0
    for _pass in range(3):  # room for labels makes the years narrower, and that moves labels
        pixels = (INNER - left - right) / (end - start)
        labels = [label for panel in _panels(bars, pixels) for label in panel.labels]
        left = max([0.0, *(start * pixels - label.left(pixels) for label in labels)])
        right = max([0.0, *(label.right(pixels) - end * pixels for label in labels)])
    return lane_rows.Extent(start - left / pixels, stop, end + right / pixels)


def of_audience(row: Row, audience: str) -> Row:
    return row if row.audience else replace(row, audience=audience)


def year_of(row: Row) -> int:
    return int(row.extra[0])


def _panels(bars: Sequence[Row], pixels: float) -> list[Panel]:
    """Stacked from the top, each on its own base line; `pixels` is the width of a year."""
    split = panels_of(bars)
    panels: list[Panel] = []
    top = 0.0
    for at, rows in enumerate(split):
        in_order = sorted(rows, key=year_of)
        top += HEADER if at else 0
        tall = NEXT_HEIGHT if at else FIRST_HEIGHT
        labels = ticks.value_labels(in_order, [year_of(row) + 0.5 for row in in_order], pixels)
        base = top + tall + max(label.height for label in labels)
        panels.append(Panel(in_order, labels, header(split, at), top, base, tall))
        top = base + 4
    return panels


def _scales(panels: Sequence[Panel], height: float) -> dict[str, Any]:
    return {
        f"yaxis{at + 1 if at else ''}": {
            "domain": [1 - panel.base / height, 1 - panel.top / height],
            "range": [0, panel.highest],
            "visible": False,
            "fixedrange": True,
        }
        for at, panel in enumerate(panels)
    }


def _time(
    bars: Sequence[Row], extent: lane_rows.Extent, panels: int, look: Look, begins: int
) -> dict[str, Any]:
    """Year numbers under the bars, above the spans."""
    wide = ticks.YEAR_PIXELS if begins == 1 else ticks.YEARS_PIXELS
    years = ticks.years([year_of(row) for row in bars], extent.start, extent.end, INNER, wide)
    last = f"y{panels}" if panels > 1 else "y"
    return {
        "range": [extent.start, extent.end],
        "anchor": last,
        "side": "bottom" if panels else "top",
        "tickvals": [year + 0.5 for year in years],
        "ticktext": [year_name(year, begins) for year in years],
        "tickfont": {"color": look.muted, "size": SMALL},
        "ticks": "",
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }


def _traces(panel: Panel, at: int, look: Look) -> list[marks.Trace]:
    y = f"y{at + 1}" if at else "y"
    rows, labels = panel.rows, panel.labels
    columns = [(year_of(row) + 0.5, 0, 1, panel.highest) for row in rows]
    level = [label for label in labels if not label.turned]
    traces = marks.range_bars(rows, look, lambda row: year_of(row) + 0.5, BAR, lying=False, yaxis=y)
    if level:
        ends = [label.row.at_most + _clear(label.row, panel) for label in level]
        texts = [literal(label.row.people_text) for label in level]
        sides = [label.position for label in level]
        spots = [label.x for label in level]
        told = [label.row for label in level]
        traces.append(marks.words(told, spots, ends, texts, sides, textfont=marks.BOLD, yaxis=y))
    return [*traces, marks.targets(rows, look, columns, lying=False, hover=True, yaxis=y)]


def _clear(row: Row, panel: Panel) -> float:
    """What an open end takes above its bar, in people of this panel's scale."""
    return marks.OPEN_PIXELS * largest(panel.rows) / panel.bars if row.is_open else 0


def _annotations(panel: Panel, height: float, look: Look) -> list[dict[str, Any]]:
    """The panel's header, and labels that stand upright because their neighbours are near."""
    notes = [
        {
            "text": literal(label.row.people_text),
            "textangle": -90,
            "showarrow": False,
            "borderpad": 0,
            "x": label.x,
            "yref": "paper",
            "y": 1 - _top_of(label.row, panel) / height,
            "yanchor": "bottom",
            "yshift": 4 + (marks.OPEN_PIXELS if label.row.is_open else 0),
            "font": {"size": SMALL, "weight": 600},
        }
        for label in panel.labels
        if label.turned
    ]
    if panel.header:
        y = 1 - (panel.top - HEADER / 2 + 3) / height
        notes.append(marks.note(panel.header, look, yref="paper", y=y))
    return notes


def _top_of(row: Row, panel: Panel) -> float:
    """The upper edge of a bar, in pixels from the top."""
    return panel.base - panel.bars * row.at_most / largest(panel.rows)


def _shapes(
    panel: Panel, height: float, extent: lane_rows.Extent, look: Look
) -> list[dict[str, Any]]:
    base = 1 - panel.base / height
    open_ends = [
        marks.open_top(
            row,
            look,
            extent.part(year_of(row) + 0.5),
            1 - _top_of(row, panel) / height,
            BAR / (extent.end - extent.start),
        )
        for row in panel.rows
        if row.is_open
    ]
    return [*open_ends, marks.rule(look, yref="paper", y0=base, y1=base)]
