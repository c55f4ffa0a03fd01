"""A figure as SVG, drawn from the dictionary that Plotly is given: for the first screen, which is
drawn anew at each choice, and for paper that is made without a browser.

It knows what `county_map` and `reach_years` put into a figure, and nothing else of Plotly's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import escape
from itertools import pairwise
from math import log, pi, sqrt, tan
from typing import Any, NamedTuple

from dashboard.charts.look import CLEAR, SIZE
from dashboard.charts.outlines import outlines

Point = tuple[float, float]
Trace = dict[str, Any]
_SCREEN, _PAPER = 2, 10  # steps of a pixel in which an outline is drawn
_ANCHORS = {"right": "start", "left": "end", "center": "middle"}  # where words stand; from where
_BASE = {"middle": 0.35, "top": -0.27, "bottom": 0.97}  # of a letter's height, to the base line
_PAPER_FONT = "Libertinus Serif"  # what typst ships; a page has its own
_CAP = 1.4  # how far Plotly's cap reaches, of half its size


class _Plane(NamedTuple):
    """What of the axes, or of the globe, fills so many pixels."""

    across: Point
    up: Point
    wide: float
    high: float
    is_globe: bool

    def at(self, x: float, y: float) -> Point:
        """Pixels from the upper left corner; of a map, in Mercator's projection."""
        low, top, y = map(_north, (*self.up, y)) if self.is_globe else (*self.up, y)
        right = (x - self.across[0]) / (self.across[1] - self.across[0])
        return right * self.wide, (top - y) / (top - low) * self.high


class _Plot(NamedTuple):
    """`by`: what the marks are rows of, which then can be clicked; "" on paper."""

    plane: _Plane
    by: str


def svg(figure: dict[str, Any], wide: float, *, by: str = "", alt: str = "") -> str:
    """The figure, made for `wide` pixels. `alt` says what it shows.

    With `by` each mark has `data-act`, that and the id of its row, and `data-tip`, what it tells,
    as HTML.
    """
    layout = figure["layout"]
    plot = _Plot(_plane(layout, wide), by)
    parts = [_shape(plot.plane, shape) for shape in layout.get("shapes", ())]
    parts += [part for trace in figure["data"] for part in _trace(plot, trace)]
    parts += [_note(note, plot.plane.high) for note in layout.get("annotations", ())]
    # Called as Streamlit calls its charts: what prints, measures or looks for them finds it too.
    name = 'data-testid="stPlotlyChart" role="img" tabindex="-1"'
    told = f'{name} aria-label="{escape(alt)}"'
    told = told if by else f'font-family="{_PAPER_FONT}"'
    box = f'class="drawn" viewBox="0 0 {wide} {layout["height"]}" xml:space="preserve"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box} {told}>{"".join(parts)}</svg>'


def _plane(layout: dict[str, Any], wide: float) -> _Plane:
    margin, geo = layout["margin"], layout.get("geo")
    ends = (geo["lonaxis"], geo["lataxis"]) if geo else (layout["xaxis"], layout["yaxis"])
    across, up = (tuple(axis.get("range", (0, 1))) for axis in ends)
    high = layout["height"] - margin["t"] - margin["b"]
    return _Plane(across, up, wide - margin["l"] - margin["r"], high, geo is not None)


def _north(lat: float) -> float:
    return log(tan(pi / 4 + lat * pi / 360))


def _trace(plot: _Plot, trace: Trace) -> Iterator[str]:
    if trace["type"] == "choropleth":
        yield from _land(plot, trace)
    elif trace["type"] == "bar":
        yield from _bars(plot, trace)
    elif trace.get("mode") == "text":
        yield from _words(plot.plane, trace)
    elif "mode" in trace:
        yield _lines(plot.plane, trace)
        yield from _ends(plot.plane, trace)


def _land(plot: _Plot, trace: Trace) -> Iterator[str]:
    colours, edge = [colour for _at, colour in trace["colorscale"]], trace["marker"]["line"]
    steps = _SCREEN if plot.by else _PAPER
    thick = f'stroke="{edge["color"]}" stroke-width="{edge["width"] * steps}"'
    yield f'<g class="choroplethlayer" transform="scale({1 / steps})" fill-rule="evenodd" {thick}>'
    shapes = _counties(plot.plane, steps)
    told = (trace[name] for name in ("locations", "z", "customdata", "hovertext"))
    for code, z, row_id, tip in zip(*told, strict=True):
        yield f'<path d="{shapes[code]}" {_filled(colours[z])}{_mark(plot, row_id, tip)}/>'
    yield "</g>"


@lru_cache(maxsize=8)  # as many sizes of windows; outlines stay as they are
def _counties(plane: _Plane, steps: int) -> dict[str, str]:
    """The outline of each county, in whole steps from point to point."""
    return {
        feature["id"]: "".join(_ring(plane, ring, steps) for ring in _rings(feature["geometry"]))
        for feature in outlines()["features"]
    }


def _rings(geometry: dict[str, Any]) -> Iterator[Iterable[Point]]:
    shapes = geometry["coordinates"]
    for rings in shapes if geometry["type"] == "MultiPolygon" else [shapes]:
        yield from rings


def _ring(plane: _Plane, ring: Iterable[Point], steps: int) -> str:
    exact = (plane.at(lon, lat) for lon, lat in ring)
    points = list(dict.fromkeys((round(x * steps), round(y * steps)) for x, y in exact))
    moves = "".join(f"{b[0] - a[0]} {b[1] - a[1]} " for a, b in pairwise(points))
    return f"M{points[0][0]} {points[0][1]}l{moves.replace(' -', '-').strip()}z"


def _bars(plot: _Plot, trace: Trace) -> Iterator[str]:
    """Rectangles; those that are clear take the click."""
    marker, many = trace["marker"], len(trace["x"])
    colours, ids = _each(marker["color"], many), trace["customdata"]
    tips = trace.get("hovertext", [""] * many)
    hatched = [shape == "/" for shape in _each(marker.get("pattern", {}).get("shape", ""), many)]
    yield from _patterns({c for c, is_so in zip(colours, hatched, strict=True) if is_so})
    yield '<g class="bars">'
    each = zip(_boxes(plot.plane, trace), colours, ids, tips, hatched, strict=True)
    for box, colour, row_id, tip, is_so in each:
        fill = _filled(f"url(#{_name(colour)})" if is_so else colour)
        yield f'<path d="{box}" {fill}{_mark(plot, row_id, tip) if colour == CLEAR else ""}/>'
    yield "</g>"


def _boxes(plane: _Plane, trace: Trace) -> Iterator[str]:
    sides = (trace[name] for name in ("x", "width", "base", "y"))
    for x, wide, base, y in zip(*sides, strict=True):
        (left, low), (right, top) = plane.at(x - wide / 2, base), plane.at(x + wide / 2, base + y)
        yield f"M{_pair((left, top))}H{right:.1f}V{low:.1f}H{left:.1f}Z"


def _each(value: Any, many: int) -> list[Any]:
    """One value a mark: where all have the same, a figure says it once."""
    return value if isinstance(value, list) else [value] * many


def _patterns(colours: Iterable[str]) -> Iterator[str]:
    """Hatching, a pattern a colour."""
    for colour in sorted(colours):
        size = f'id="{_name(colour)}" width="6" height="6" patternUnits="userSpaceOnUse"'
        line = f'd="M-1 1L1-1M0 6L6 0M5 7L7 5" stroke="{colour}" stroke-width="1.5"'
        yield f"<pattern {size}><path {line}/></pattern>"


def _name(colour: str) -> str:
    return f"hatched-{colour.strip('#')}"


def _filled(colour: str) -> str:
    return f'style="fill:{"transparent" if colour == CLEAR else colour}"'


def _mark(plot: _Plot, row_id: str, tip: str) -> str:
    act = f' data-act="{escape(f"{plot.by}:{row_id}")}"' if row_id else ""
    return f'{act} data-tip="{escape(tip)}"' if plot.by else ""


def _pair(point: Point) -> str:
    return f"{point[0]:.1f},{point[1]:.1f}"


def _points(plane: _Plane, trace: Trace) -> list[Point | None]:
    """None for the gap after each line, as Plotly has them."""
    names = ("lon", "lat") if plane.is_globe else ("x", "y")
    pairs = zip(*(trace[name] for name in names), strict=True)
    return [None if x is None else plane.at(x, y) for x, y in pairs]


def _lines(plane: _Plane, trace: Trace) -> str:
    path, pen = "", "M"
    for point in _points(plane, trace):
        path += f"{pen}{_pair(point)}" if point else ""
        pen = "L" if point else "M"
    line = trace["line"]
    return f'<path d="{path}" fill="none" stroke="{line["color"]}" stroke-width="{line["width"]}"/>'


def _ends(plane: _Plane, trace: Trace) -> Iterator[str]:
    """What stands where a line ends: a cap, or an arrow where it goes on."""
    marker = trace.get("marker")
    if not marker:
        return
    told = (marker["symbol"], marker["size"], marker["opacity"], marker["line"]["width"])
    for point, symbol, size, seen, thick in zip(_points(plane, trace), *told, strict=True):
        if point and seen:
            drawn = f'fill="{marker["color"]}" stroke="{marker["color"]}" stroke-width="{thick}"'
            yield f'<path d="M{_pair(point)}{_symbol(symbol, size / 2)}" {drawn}/>'


def _symbol(name: str, half: float) -> str:
    """From its middle; `half` its size."""
    wide = 2 * half / sqrt(3)
    if name == "triangle-up":
        return f"m{-wide:.1f},{half / 2:.1f}h{2 * wide:.1f}l{-wide:.1f},{-1.5 * half:.1f}z"
    if name == "triangle-right":
        return f"m{-half / 2:.1f},{-wide:.1f}v{2 * wide:.1f}l{1.5 * half:.1f},{-wide:.1f}z"
    return f"m{-_CAP * half:.1f},0h{2 * _CAP * half:.1f}"


def _words(plane: _Plane, trace: Trace) -> Iterator[str]:
    font, many = trace["textfont"], len(trace["text"])
    each = (
        trace["text"],
        _each(trace["textposition"], many),
        _each(font.get("size", SIZE), many),
        _each(font.get("weight", 400), many),
    )
    for at, text, side, size, weight in zip(_points(plane, trace), *each, strict=True):
        if at:
            yield _text(at, text, side, size=size, colour=font["color"], weight=weight)


def _note(note: dict[str, Any], high: float) -> str:
    at, font = (note["xshift"], high - note["yshift"]), note["font"]
    return _text(at, note["text"], "middle right", size=font["size"], colour=font["color"])


def _text(at: Point, text: str, side: str, *, size: float, colour: str, weight: int = 400) -> str:
    """Words as Plotly has them, escaped, some between <b> and </b>."""
    height, anchor = side.split()
    inside = text.replace("<b>", '<tspan font-weight="600">').replace("</b>", "</tspan>")
    drawn = f'font-size="{size}" fill="{colour}" text-anchor="{_ANCHORS[anchor]}"'
    heavy = f' font-weight="{weight}"' if weight != 400 else ""
    x, y = at[0], at[1] + _BASE[height] * size
    return f'<text x="{x:.1f}" y="{y:.1f}" {drawn}{heavy}>{inside}</text>'


def _shape(plane: _Plane, shape: dict[str, Any]) -> str:
    """A line across the plot; of a map's key, a box or a stroke, in pixels from the plot's foot."""
    (left, right), (low, top) = (shape["x0"], shape["x1"]), (shape["y0"], shape["y1"])
    if shape.get("xsizemode") == "pixel":
        low, top = plane.high - low, plane.high - top
    else:
        left, right = left * plane.wide, right * plane.wide
        low, top = plane.at(0, low)[1], plane.at(0, top)[1]
    if shape["type"] == "line":
        ends, line = f"M{_pair((left, low))}L{_pair((right, top))}", shape["line"]
        return f'<path d="{ends}" stroke="{line["color"]}" stroke-width="{line["width"]}"/>'
    size = f'width="{right - left}" height="{abs(top - low)}"'
    return f'<rect x="{left}" y="{min(low, top)}" {size} fill="{shape["fillcolor"]}"/>'
