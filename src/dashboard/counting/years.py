"""Figures of several years, split over the months they cover: an estimate, always named one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from dashboard.counting.figures import Figure
from dashboard.counting.placing import Placement
from dashboard.counting.ranges import Placements
from dashboard.period import Period


def spread_evenly(people: int, period: Period, begins: int = 1) -> dict[int, int]:
    """Whole people by year, in proportion to the period's months; the sum is `people`.

    Years begin in the month `begins`. What is left after rounding down goes to the largest
    remainders, the earlier year first.
    """
    months = period.months_by_year(begins)
    total = sum(months.values())
    shares = {year: divmod(people * n, total) for year, n in months.items()}
    spread = {year: whole for year, (whole, _) in shares.items()}
    left = people - sum(spread.values())
    for year in sorted(shares, key=lambda year: (-shares[year][1], year))[:left]:
        spread[year] += 1
    return spread


def spread_over_years(
    figures: Collection[Figure], placements: Placements, begins: int = 1
) -> dict[int, int]:
    """One estimated number a year, of the figures in sight that are no part of another in sight.

    A figure counts with its upper end; without a stated beginning and end it cannot be spread.
    """
    whole_of = {figure.figure_id: figure.whole_id for figure in figures}
    in_sight = {
        figure_id
        for figure_id in whole_of
        if placements.get(figure_id, Placement.OUTSIDE) is not Placement.OUTSIDE
    }
    spread: Counter[int] = Counter()
    for figure in figures:
        if figure.figure_id not in in_sight or in_sight.intersection(_wholes(figure, whole_of)):
            continue
        if figure.period and figure.period.last is not None:
            spread.update(spread_evenly(figure.ends[1].people, figure.period, begins))
    return dict(sorted(spread.items()))


def _wholes(figure: Figure, whole_of: dict[str, str | None]) -> Iterator[str]:
    """The figures that `figure` is a part of, from the nearest up."""
    whole = figure.whole_id
    while whole is not None:
        yield whole
        whole = whole_of.get(whole)
