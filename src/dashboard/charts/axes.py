"""The axes of years and people in pixels, and which years are named."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor

from dashboard.charts.sheet import STUB

COLUMN, WIDEST_COLUMN = 0.72, 64  # of a year; pixels
YEAR_PIXELS = 38  # a year number with the space around it
YEARS_PIXELS = 60  # 2023/24
MOST_NAMED = 12
STEPS = (1, 2, 5, 10, 20, 50)


@dataclass(frozen=True)
class Axes:
    """People and years in pixels: `columns` high, `inner` wide with `right` beside them, from
    `start` to `end`; `first` and `stop` are where the data begin and end."""

    start: float
    first: float
    stop: float
    end: float
    inner: float
    right: int
    columns: float
    highest: int

    @property
    def year(self) -> float:
        """The pixels of a year."""
        return self.inner / (self.end - self.start)

    @property
    def people(self) -> float:
        """The people of a pixel."""
        return self.highest / self.columns if self.columns else 1.0

    @property
    def thick(self) -> float:
        """The width of a column, in years."""
        return min(COLUMN, WIDEST_COLUMN / self.year)

    def at(self, moment: float) -> float:
        return (moment - self.start) * self.year

    def high(self, people: int) -> float:
        """How high a column is in pixels; one too small to be seen is a stub."""
        return max(STUB, people / self.people) if people else 0.0


def years_named(axes: Axes, last: int, begins: int = 1) -> list[int]:
    """The years of the data that have the room for their name: every so many, `last` among them."""
    wide = YEAR_PIXELS if begins == 1 else YEARS_PIXELS
    whole = range(ceil(axes.first), floor(axes.stop))
    fits = (n for n in STEPS if n * axes.year >= wide and len(whole) <= n * MOST_NAMED)
    step = next(fits, STEPS[-1])
    return [year for year in whole if (last - year) % step == 0]
