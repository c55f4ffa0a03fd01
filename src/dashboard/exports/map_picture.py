"""The map of the pages as SVG, drawn from its figure: for paper that is made without a browser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape, unescape
from math import log, pi, tan
from typing import Any, NamedTuple

Point = tuple[float, float]
_WORD = 4.5  # pixels from the middle of a word to its base line
_ANCHORS = {"right": "start", "left": "end"}  # of Plotly, where words stand; of SVG, from where


class _Frame(NamedTuple):
    """The degrees that a map of so many pixels shows."""

    lon: Point
    lat: Point
    wide: float
    high: float

    def at(self, lon: float, lat: float) -> Point:
        """Pixels from the upper left corner, in Mercator's projection."""
        low, top = map(_north, self.lat)
        x = (lon - self.lon[0]) / (self.lon[1] - self.lon[0]) * self.wide
        return x, (top - _north(lat)) / (top - low) * self.high


def map_svg(figure: dict[str, Any], wide: float) -> str:
    """The figure of `county_map`, made for `wide` pixels with the outlines in it."""
    layout = figure["layout"]
    geo, high = layout["geo"], layout["height"] - layout["margin"]["b"]
    frame = _Frame(geo["lonaxis"]["range"], geo["lataxis"]["range"], wide, high)
    parts = [part for trace in figure["data"] for part in _trace(frame, trace)]
    parts += [_shape(shape, high) for shape in layout["shapes"]]
    parts += [_note(note, high) for note in layout["annotations"]]
    box = f'viewBox="0 0 {wide} {layout["height"]}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{"".join(parts)}</svg>'


def _north(lat: float) -> float:
    return log(tan(pi / 4 + lat * pi / 360))


def _trace(frame: _Frame, trace: dict[str, Any]) -> Iterator[str]:
    if trace["type"] == "choropleth":
        yield from _land(frame, trace)
    elif trace["mode"] == "lines":
        yield _lines(frame, trace)
    else:
        yield from _words(frame, trace)


def _land(frame: _Frame, trace: dict[str, Any]) -> Iterator[str]:
    colours, edge = [colour for _at, colour in trace["colorscale"]], trace["marker"]["line"]
    classes = dict(zip(trace["locations"], trace["z"], strict=True))
    for feature in trace["geojson"]["features"]:
        outline = "".join(_ring(frame, ring) for ring in _rings(feature["geometry"]))
        fill = colours[classes[feature["id"]]]
        drawn = f'stroke="{edge["color"]}" stroke-width="{edge["width"]}"'
        yield f'<path d="{outline}" fill="{fill}" fill-rule="evenodd" {drawn}/>'


def _rings(geometry: dict[str, Any]) -> Iterator[Iterable[Point]]:
    shapes = geometry["coordinates"]
    for rings in shapes if geometry["type"] == "MultiPolygon" else [shapes]:
        yield from rings


def _ring(frame: _Frame, ring: Iterable[Point]) -> str:
    return f"M{' '.join(_pair(frame.at(lon, lat)) for lon, lat in ring)}Z"


def _pair(point: Point) -> str:
    return f"{point[0]:.1f},{point[1]:.1f}"


def _lines(frame: _Frame, trace: dict[str, Any]) -> str:
    """Points with a gap after each line, as Plotly has them."""
    path, pen = "", "M"
    for lon, lat in zip(trace["lon"], trace["lat"], strict=True):
        path += f"{pen}{_pair(frame.at(lon, lat))}" if lon is not None else ""
        pen = "L" if lon is not None else "M"
    line = trace["line"]
    return f'<path d="{path}" fill="none" stroke="{line["color"]}" stroke-width="{line["width"]}"/>'


def _words(frame: _Frame, trace: dict[str, Any]) -> Iterator[str]:
    places = zip(trace["lon"], trace["lat"], trace["text"], trace["textposition"], strict=True)
    for lon, lat, text, side in places:
        name, _tag, people = text.removesuffix("</b>").partition("<b>")
        bold = f'<tspan font-weight="600">{_plain(people)}</tspan>'
        yield _text(frame.at(lon, lat), f"{_plain(name)}{bold}", trace["textfont"], side.split()[1])


def _note(note: dict[str, Any], high: float) -> str:
    return _text(
        (note["xshift"], high - note["yshift"]), _plain(note["text"]), note["font"], "right"
    )


def _text(at: Point, inside: str, font: dict[str, Any], side: str) -> str:
    x, y = at[0], at[1] + _WORD
    drawn = f'font-size="{font["size"]}" fill="{font["color"]}" text-anchor="{_ANCHORS[side]}"'
    family = 'font-family="Libertinus Serif" xml:space="preserve"'
    return f'<text x="{x:.1f}" y="{y:.1f}" {drawn} {family}>{inside}</text>'


def _plain(text: str) -> str:
    """Words that Plotly was given as literal, for SVG."""
    return escape(unescape(text))


def _shape(shape: dict[str, Any], high: float) -> str:
    """A box or stroke of the legend, in pixels from the lower left corner of the map."""
    (left, right), (low, top) = (shape["x0"], shape["x1"]), (shape["y0"], shape["y1"])
    if shape["type"] == "line":
        line = shape["line"]
        ends = f'x1="{left}" y1="{high - low}" x2="{right}" y2="{high - top}"'
        return f'<line {ends} stroke="{line["color"]}" stroke-width="{line["width"]}"/>'
    size = f'width="{right - left}" height="{abs(top - low)}"'
    return f'<rect x="{left}" y="{high - max(low, top)}" {size} fill="{shape["fillcolor"]}"/>'
