"""The counties on a map: classes of the certain number, hatched where only others share it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import cos, floor, log10, radians
from typing import Any

import pandas as pd

from dashboard.charts.hatching import hatched
from dashboard.charts.look import SMALL, Look, layout
from dashboard.charts.places import PLACES, Place
from dashboard.charts.rows import Row, as_rows, drawable, largest_first
from dashboard.charts.sheet import Box, Trace, room
from dashboard.charts.text import literal
from dashboard.i18n import _, number

WIDE, HEIGHT = 488, 284
LEGEND = 46  # pixels under the map
NARROW, TALLER = 480, 32  # on a phone the keys stand under the classes
_ACROSS = 12.8  # degrees at least, or a high plot would cut the country and its names
_SOUTH, _NORTH, _MIDDLE = 43.15, 48.62, 25.0  # degrees; the middle of the country from west to east
_MOST_LABELS = 5
_EDGES = (1, 100, 500, 1_000, 5_000)  # of the classes, where the largest number is of thousands
_LARGE = 2_000  # from ten times as many people on, the limits are ten times as large
_SWATCH, _THICK = 46, 10
_SHORT = 0.1  # degrees: a leader line ends so far before the words


def county_map(
    rows: pd.DataFrame,
    look: Look,
    outlines: dict[str, Any],
    *,
    address: str | None = None,
    shared: Collection[str] = (),
    wide: int = WIDE,
    height: int = HEIGHT,
) -> dict[str, Any]:
    """Counties by the certain number of people of each alone; hatched: those in `shared`, with
    figures that name other counties as well, and those where nobody is certain.

    `outlines`: GeoJSON whose features have the county code as `id`; with an `address` the browser
    fetches them there once, instead of with every figure. Rows that are no single county are left
    out: they have no place on a map. Nor have counties with too few people to tell.
    """
    alone = [row for row in drawable(as_rows(rows)) if row.row_kind == "row"]
    coloured = [row for row in alone if row.surely]
    edges = _edges(max([row.surely for row in coloured], default=0))
    possible = {row.row_id for row in alone} | set(shared)
    only_possible = possible - {row.row_id for row in coloured}
    below = LEGEND + (TALLER if wide < NARROW else 0)
    frame = _frame(wide, height - below)
    data = [_land(alone, look, outlines, address, edges)]
    if only_possible:
        data.append(_hatching(only_possible, look, outlines))
    data += _labels(largest_first(coloured), look, frame, wide, height - below)
    shapes, notes = _legend(look, edges, bool(coloured), bool(only_possible), wide)
    return {
        "data": data,
        "layout": layout(
            look,
            height,
            margin={"l": 0, "r": 0, "t": 0, "b": below},
            geo=_geo(look, frame),
            shapes=shapes,
            annotations=notes,
        ),
    }


def _geo(look: Look, frame: Box) -> dict[str, Any]:
    return {
        "visible": False,
        "bgcolor": look.paper,
        "projection": {"type": "mercator"},
        "lonaxis": {"range": [frame.left, frame.right]},
        "lataxis": {"range": [frame.low, frame.high]},
    }


def _frame(wide: float, high: float) -> Box:
    """The degrees that fill a plot of this size, the country in the middle: beyond them all is cut,
    words as well."""
    across = max((_NORTH - _SOUTH) / cos(radians(46)) * wide / high, _ACROSS)
    down = across * cos(radians(46)) * high / wide
    middle = (_NORTH + _SOUTH) / 2
    return Box(_MIDDLE - across / 2, _MIDDLE + across / 2, middle - down / 2, middle + down / 2)


def _edges(most: int) -> tuple[int, ...]:
    """Round limits of five classes, for numbers up to `most`."""
    tens = max(-1, floor(log10(max(1, most) / _LARGE)))
    return (1, *(round(edge * 10.0**tens) for edge in _EDGES[1:]))


def _class(row: Row, edges: Sequence[int]) -> int:
    """From 1; 0 is a county without a number of its own."""
    return sum(row.surely >= edge for edge in edges)


def _land(
    rows: Sequence[Row],
    look: Look,
    outlines: dict[str, Any],
    address: str | None,
    edges: Sequence[int],
) -> Trace:
    by_code = {row.row_id: row for row in rows}
    codes = [feature["id"] for feature in outlines["features"]]
    names = {
        feature["id"]: feature["properties"].get("name", "") for feature in outlines["features"]
    }
    nothing = _("no figure of its own")
    colours = (look.faint, *look.ramp)
    return {
        "type": "choropleth",
        "geojson": address or outlines,
        "locations": codes,
        "z": [_class(by_code[code], edges) if code in by_code else 0 for code in codes],
        "zmin": 0,
        "zmax": len(colours) - 1,
        "colorscale": [[n / (len(colours) - 1), colour] for n, colour in enumerate(colours)],
        "showscale": False,
        "marker": {"line": {"color": look.halo, "width": 1}},
        "customdata": [code if code in by_code else "" for code in codes],
        "hoverinfo": "text",
        "hovertext": [
            by_code[code].hover if code in by_code else f"{literal(names[code])}<br>{nothing}"
            for code in codes
        ],
    }


def _hatching(codes: Collection[str], look: Look, outlines: dict[str, Any]) -> Trace:
    lines = [
        line
        for feature in outlines["features"]
        if feature["id"] in codes
        for line in hatched(feature["geometry"])
    ]
    return _lines(lines, look.muted, 0.8)


def _lines(lines: Sequence[Any], colour: str, thick: float) -> Trace:
    points = [point for line in lines for point in (*line, (None, None))]
    return {
        "type": "scattergeo",
        "mode": "lines",
        "lon": [lon for lon, _lat in points],
        "lat": [lat for _lon, lat in points],
        "line": {"color": colour, "width": thick},
        "hoverinfo": "skip",
    }


def _labels(rows: Sequence[Row], look: Look, frame: Box, wide: float, high: float) -> list[Trace]:
    """The largest numbers beside the country, each with a line to its county; none that would
    leave the frame or touch a larger one's."""
    taken: list[Box] = []
    placed: list[tuple[Row, Place]] = []
    for row in rows:
        place = PLACES.get(row.row_id)
        if place is None or len(placed) == _MOST_LABELS:
            continue
        box = _room(row, place, frame, wide, high)
        is_across = box.left >= 0 and box.right <= wide
        is_inside = is_across and box.low >= 0 and box.high <= high
        if is_inside and not any(box.meets(other) for other in taken):
            taken.append(box)
            placed.append((row, place))
    if not placed:
        return []
    leaders = [_leader(place) for _row, place in placed]
    return [_lines(leaders, look.ink, 1), _words(placed, look)]


def _leader(place: Place) -> tuple[tuple[float, float], tuple[float, float]]:
    short = -_SHORT if place.side == "right" else _SHORT
    return (place.lon, place.lat), (place.words_lon + short, place.words_lat)


def _room(row: Row, place: Place, frame: Box, wide: float, high: float) -> Box:
    x = (place.words_lon - frame.left) / (frame.right - frame.left) * wide
    y = (place.words_lat - frame.low) / (frame.high - frame.low) * high
    return room(f"{row.label} {row.short_text}", x, y, f"middle {place.side}", SMALL)


def _words(placed: Sequence[tuple[Row, Place]], look: Look) -> Trace:
    return {
        "type": "scattergeo",
        "mode": "text",
        "lon": [place.words_lon for _row, place in placed],
        "lat": [place.words_lat for _row, place in placed],
        "text": [
            f"{literal(row.label)} <b>{literal(row.short_text)}</b>" for row, _place in placed
        ],
        "textposition": [f"middle {place.side}" for _row, place in placed],
        "textfont": {"color": look.ink, "size": SMALL},
        "hoverinfo": "skip",
    }


def _legend(
    look: Look, edges: Sequence[int], has_classes: bool, has_hatching: bool, wide: float
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """In the figure, so that files have it; only what the map shows."""
    shapes: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    swatch = min(_SWATCH, wide * 0.6 / len(edges))
    for at, (edge, colour) in enumerate(zip(edges, look.ramp, strict=True)) if has_classes else ():
        shapes.append(_box(at * swatch, 8, swatch - 1, colour))
        told = _("{n}+ people").format(n=number(edge)) if edge == edges[-1] else number(edge)
        notes.append(_note(told, look, at * swatch, 27))
    is_narrow = wide < NARROW
    x = swatch * len(edges) + 66 if has_classes and not is_narrow else 0
    top = LEGEND - 4 if has_classes and is_narrow else 8
    keys = [(True, _("only with other counties"))] if has_hatching else []
    for at, (is_hatched, told) in enumerate([*keys, (False, _("no figure of its own"))]):
        y = top + at * 19
        shapes.append(_box(x, y, 18, look.faint))
        shapes += [_stroke(x + left, y, look) for left in (1, 5, 9)] if is_hatched else []
        notes.append(_note(told, look, x + 24, y + 5))
    return shapes, notes


def _box(x: float, y: float, wide: float, colour: str) -> dict[str, Any]:
    return _shape("rect", colour, thick=0, x0=x, x1=x + wide, y0=-y, y1=-y - _THICK)


def _stroke(x: float, y: float, look: Look) -> dict[str, Any]:
    return _shape("line", look.muted, thick=0.8, x0=x, x1=x + 8, y0=-y - _THICK, y1=-y)


def _shape(kind: str, colour: str, thick: float, **at: float) -> dict[str, Any]:
    """`at`: pixels from the lower left corner of the map."""
    pixels = {"xsizemode": "pixel", "ysizemode": "pixel", "xanchor": 0, "yanchor": 0}
    line = {"width": thick, "color": colour}
    return {
        "type": kind,
        "xref": "paper",
        "yref": "paper",
        "fillcolor": colour,
        "line": line,
        **pixels,
        **at,
    }


def _note(text: str, look: Look, x: float, y: float) -> dict[str, Any]:
    return {
        "text": literal(text),
        "showarrow": False,
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 0,
        "xshift": x,
        "yshift": -y,
        "xanchor": "left",
        "yanchor": "middle",
        "borderpad": 0,
        "font": {"size": 12, "color": look.muted},
    }
