"""Which years the axis names, and how the labels over narrow bars keep out of each other's way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor

from dashboard.charts import marks
from dashboard.charts.look import SMALL
from dashboard.charts.rows import Row
from dashboard.charts.text import width

YEAR_PIXELS = 42  # a year number with the space around it
YEARS_PIXELS = 60  # 2023/24
APART = 4  # between two labels
WIDEST_LEANING = 80  # two of them, and little would be left for the years
LEVEL_HEIGHT = 24
HALF_BAR = 0.35
STEPS = (1, 2, 5, 10, 20, 50)


@dataclass(frozen=True)
class Label:
    """A value over a bar: centred, to one side of it, or turned upright."""

    row: Row
    centre: float
    position: str = "top center"
    turned: bool = False

    @property
    def x(self) -> float:
        """A label to one side begins flush with the far edge of its bar."""
        shift = {"top left": HALF_BAR, "top right": -HALF_BAR}.get(self.position, 0)
        return self.centre + shift

    @property
    def wide(self) -> float:
        return width(self.row.people_text) + 2

    @property
    def height(self) -> float:
        opening = marks.OPEN_PIXELS if self.row.is_open else 0
        return opening + (width(self.row.people_text, SMALL) + 10 if self.turned else LEVEL_HEIGHT)

    def left(self, pixels: float) -> float:
        """The left edge, when a year is `pixels` wide."""
        wide = 18 if self.turned else self.wide
        part = {"top left": 1.0, "top right": 0.0}.get(self.position, 0.5)
        return self.x * pixels - wide * part

    def right(self, pixels: float) -> float:
        return self.left(pixels) + (18 if self.turned else self.wide)


def value_labels(rows: Sequence[Row], centres: Sequence[float], pixels: float) -> list[Label]:
    """Centred where they fit; two neighbours lean apart; else all of them stand upright."""
    level = [Label(row, centre) for row, centre in zip(rows, centres, strict=True)]
    apart = _leaning(level, pixels)
    if not _collide(apart, pixels):
        return apart
    return [Label(label.row, label.centre, "top center", True) for label in level]


def _leaning(labels: Sequence[Label], pixels: float) -> list[Label]:
    leaning = list(labels)
    if any(label.wide > WIDEST_LEANING for label in labels):
        return leaning
    for at in range(len(labels) - 1):
        if _collide(leaning[at : at + 2], pixels):
            one, other = labels[at], labels[at + 1]
            leaning[at] = Label(one.row, one.centre, "top left")
            leaning[at + 1] = Label(other.row, other.centre, "top right")
    return leaning


def _collide(labels: Sequence[Label], pixels: float) -> bool:
    """Leaning labels of bars of unlike height could still cross a bar: widths alone decide."""
    return any(one.right(pixels) + APART > other.left(pixels) for one, other in pairwise(labels))


def years(
    bars: Iterable[int], start: float, end: float, inner: float, wide: int = YEAR_PIXELS
) -> list[int]:
    """The years to name, each `wide` pixels: those of bars first, the latest before the others.

    Then round ones.
    """
    pixels = inner / (end - start)
    whole = range(ceil(start), floor(end))
    step = next((n for n in STEPS if n * pixels >= wide), STEPS[-1])
    chosen: list[int] = []
    for year in [*sorted(set(bars), reverse=True), *(y for y in whole if y % step == 0)]:
        if all(abs(year - other) * pixels >= wide for other in chosen):
            chosen.append(year)
    return sorted(chosen)
