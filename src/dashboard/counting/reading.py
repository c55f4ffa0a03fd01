"""What stands without the readings that raise a number: how people were counted, and how many."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from dashboard.counting.figures import Figure

RAISING = frozenset({"basis", "number"})


def is_raised(figure: Figure) -> bool:
    """Whether the figure promises different people by our reading alone."""
    return figure.basis != "attendance" and not RAISING.isdisjoint(figure.readings)


def as_published(figures: Collection[Figure]) -> list[Figure]:
    """The figures, those that only our reading makes certain adding nothing to *surely*."""
    return [replace(f, basis="attendance") if is_raised(f) else f for f in figures]
