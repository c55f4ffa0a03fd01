"""The counties on a map: coloured where a figure is about one county alone."""

from __future__ import annotations

from typing import Any, NamedTuple

import pandas as pd

from dashboard.charts import marks
from dashboard.charts.look import Look, layout
from dashboard.charts.rows import Row, rows_of, told
from dashboard.charts.text import literal

HEIGHT, SMALL_HEIGHT = 420, 260
_BOUNDS = {"lonaxis": {"range": [20.1, 30.6]}, "lataxis": {"range": [43.55, 48.35]}}
_SMALL_LABELS = 3
_EAST = 26.8  # degrees: from here on a label has room outside the country
_LABEL_WIDTH, _LABEL_HEIGHT = 2.0, 0.55  # degrees: two lines, on a map that is not small
_Outlines = str | dict[str, Any]
_Box = tuple[float, float, float, float]


def county_map(
    rows: pd.DataFrame,
    look: Look,
    outlines: dict[str, Any],
    *,
    address: str | None = None,
    small: bool = False,
) -> dict[str, Any]:
    """Counties with figures of their own, by classes of `at_most`; each has its number on it, where
    there is room.

    `outlines`: GeoJSON whose features have the county code as `id`; with an `address` the browser
    fetches them there once, instead of with every figure. Rows that are no single county are left
    out: they have no place on a map. Nor have counties with too few people to tell.
    """
    drawn = address or outlines
    codes = [feature["id"] for feature in outlines["features"]]
    coloured = [row for row in told(rows_of(rows)) if row.row_kind == "row"]
    spots = _spots(outlines, is_wide=not small)
    labelled = _apart(coloured[:_SMALL_LABELS] if small else coloured, spots)
    return {
        "data": [
            _land(codes, look, drawn),
            *([_fill(coloured, look, drawn)] if coloured else []),
            *([_labels(labelled, look, spots)] if labelled else []),
        ],
        "layout": layout(
            look,
            SMALL_HEIGHT if small else HEIGHT,
            margin={"l": 0, "r": 0, "t": 0, "b": 0},
            geo={
                "visible": False,
                "bgcolor": look.paper,
                "projection": {"type": "mercator"},
                **_BOUNDS,
            },
        ),
    }


def _land(codes: list[str], look: Look, drawn: _Outlines) -> marks.Trace:
    return _shape(codes, [0] * len(codes), [look.faint] * 2, look, drawn) | {"hoverinfo": "skip"}


def _fill(rows: list[Row], look: Look, drawn: _Outlines) -> marks.Trace:
    codes = [row.row_id for row in rows]
    shape = _shape(codes, _classes(rows, len(look.ramp)), list(look.ramp), look, drawn)
    return shape | {
        "customdata": marks.ids(rows),
        "hoverinfo": "text",
        "hovertext": [row.hover for row in rows],
    }


def _shape(
    codes: list[str], classes: list[int], colours: list[str], look: Look, drawn: _Outlines
) -> marks.Trace:
    steps = len(colours) - 1
    return {
        "type": "choropleth",
        "geojson": drawn,
        "locations": codes,
        "z": classes,
        "zmin": 0,
        "zmax": max(1, steps),
        "colorscale": [[n / steps, colour] for n, colour in enumerate(colours)],
        "showscale": False,
        "marker": {"line": {"color": look.rule, "width": 1}},
    }


def _classes(rows: list[Row], count: int) -> list[int]:
    """The class of each row, from 0: its rank among the numbers there are, the largest darkest."""
    numbers = sorted({row.at_most for row in rows})
    return [count - 1 - min(count - 1, len(numbers) - 1 - numbers.index(r.at_most)) for r in rows]


def _labels(rows: list[Row], look: Look, spots: dict[str, _Spot]) -> marks.Trace:
    placed = [row for row in rows if row.row_id in spots]
    return {
        "type": "scattergeo",
        "mode": "text",
        "lon": [spots[row.row_id].lon for row in placed],
        "lat": [spots[row.row_id].lat for row in placed],
        "text": [f"<b>{literal(row.label)}</b><br>{literal(row.people_text)}" for row in placed],
        "textposition": [spots[row.row_id].side for row in placed],
        "textfont": {"color": look.ink, "shadow": _halo(look)},
        "customdata": marks.ids(placed),
        "hoverinfo": "skip",
    }


def _halo(look: Look) -> str:
    """Keeps a label legible on any colour."""
    around = ((x, y) for x in (-1, 0, 1) for y in (-1, 0, 1) if x or y)
    return ", ".join(f"{x}px {y}px 1px {look.halo}" for x, y in around)


def _apart(rows: list[Row], spots: dict[str, _Spot]) -> list[Row]:
    """The rows whose labels do not lie on those of larger ones; the others tell on hover."""
    placed: list[_Box] = []
    apart = []
    for row in rows:
        box = spots[row.row_id].box if row.row_id in spots else None
        if box is None or not any(_overlap(box, other) for other in placed):
            apart.append(row)
            placed += [box] if box else []
    return apart


def _overlap(one: _Box, other: _Box) -> bool:
    (left, low, right, high), (west, south, east, north) = one, other
    return left < east and west < right and low < north and south < high


class _Spot(NamedTuple):
    """Where a county's label stands, and on which side of that point."""

    lon: float
    lat: float
    side: str

    @property
    def box(self) -> _Box:
        """What a label takes: its left, low, right and high edge."""
        if self.side == "middle right":
            low, high = self.lat - _LABEL_HEIGHT / 2, self.lat + _LABEL_HEIGHT / 2
            return self.lon, low, self.lon + _LABEL_WIDTH, high
        half = _LABEL_WIDTH / 2
        return self.lon - half, self.lat - _LABEL_HEIGHT, self.lon + half, self.lat


def _spots(outlines: dict[str, Any], *, is_wide: bool) -> dict[str, _Spot]:
    """Beside each county, never on its colour: east of the eastern ones, below the others.

    A narrow map has no room beside the country, so all of them stand below.
    """
    spots = {}
    for feature in outlines["features"]:
        rings = feature["geometry"]["coordinates"]
        if feature["geometry"]["type"] == "MultiPolygon":
            rings = max(rings, key=lambda polygon: len(polygon[0]))
        lons, lats = zip(*rings[0], strict=True)
        middle = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
        is_eastern = is_wide and middle[0] > _EAST
        spots[feature["id"]] = (
            _Spot(max(lons), middle[1], "middle right")
            if is_eastern
            else _Spot(middle[0], min(lats), "bottom center")
        )
    return spots
