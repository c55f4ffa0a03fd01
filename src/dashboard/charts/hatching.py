"""Hatching of counties, which Plotly's maps do not have: lines at 45 degrees within an outline."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import floor
from typing import Any

STEP = 0.16  # degrees between two lines
FLAT = 0.7  # how wide a degree of longitude is beside one of latitude, at 46 degrees north

Point = tuple[float, float]


def hatched(geometry: dict[str, Any]) -> Iterator[tuple[Point, Point]]:
    """The lines inside a Polygon or MultiPolygon, as pairs of (longitude, latitude)."""
    shapes = geometry["coordinates"]
    for rings in shapes if geometry["type"] == "MultiPolygon" else [shapes]:
        yield from _inside([[_turned(lon, lat) for lon, lat in ring] for ring in rings])


def _turned(lon: float, lat: float) -> Point:
    """Along the lines, and across them."""
    return lat + lon * FLAT, lat - lon * FLAT


def _back(along: float, across: float) -> Point:
    return (along - across) / 2 / FLAT, (along + across) / 2


def _inside(rings: list[list[Point]]) -> Iterator[tuple[Point, Point]]:
    every = [across for ring in rings for _along, across in ring]
    at = (floor(min(every) / STEP) + 1) * STEP
    while at < max(every):
        found = sorted(cut for ring in rings for cut in _cuts(ring, at))
        for first, last in zip(found[::2], found[1::2], strict=False):
            yield _back(first, at), _back(last, at)
        at += STEP


def _cuts(ring: list[Point], at: float) -> Iterator[float]:
    """Where the line `at` crosses an outline."""
    for (along, across), (to_along, to_across) in pairwise(ring):
        if (across < at) != (to_across < at):
            yield along + (to_along - along) * (at - across) / (to_across - across)
