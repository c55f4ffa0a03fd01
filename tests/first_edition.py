"""The first edition's rule of *surely* and *at most*, frozen, to measure the second against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import combinations

from dashboard.counting import NOBODY, End, Figure, Placement

Placements = Mapping[str, Placement]


def count(figures: Collection[Figure], placements: Placements) -> tuple[End, End]:
    """Both ends: audiences added, in each the best areas, or children and adults of one year."""
    inside = [f for f in figures if placements.get(f.figure_id) is Placement.INSIDE]
    by_audience: dict[str, list[Figure]] = defaultdict(list)
    for figure in inside:
        if figure.basis != "attendance":
            by_audience[figure.audience].append(figure)
    lower = sum(_surely_of_one_audience(members) for members in by_audience.values())
    return End(lower), _at_most(figures, placements)


def _surely_of_one_audience(figures: list[Figure]) -> int:
    answers = [_best(figures)]
    of_years: dict[int, dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for figure in figures:
        year = figure.period.single_year() if figure.period else None
        if year is not None:
            of_years[year][figure.age_class].append(figure)
    for ages in of_years.values():
        answers.append(_best(ages["child"]) + _best(ages["adult"]))
    return max(answers)


def _best(figures: Iterable[Figure]) -> int:
    """The largest sum over areas that share no county, each giving its largest figure."""
    largest: dict[frozenset[str], int] = defaultdict(int)
    for figure in figures:
        largest[figure.places] = max(largest[figure.places], figure.ends[0].people)
    not_stated = largest.pop(frozenset(), 0)
    sums = [
        sum(largest[area] for area in chosen)
        for n in range(len(largest) + 1)
        for chosen in combinations(largest, n)
        if all(one.isdisjoint(other) for one, other in combinations(chosen, 2))
    ]
    return max(not_stated, *sums)


def _at_most(figures: Iterable[Figure], placements: Placements) -> End:
    """The sum of upper ends, where a part's people are already in its whole."""
    by_id = {figure.figure_id: figure for figure in figures}
    parts: dict[str | None, list[Figure]] = defaultdict(list)
    for figure in by_id.values():
        parts[figure.whole_id if figure.whole_id in by_id else None].append(figure)

    def contribution(figure: Figure) -> End:
        upper = figure.ends[1]
        is_outside = placements.get(figure.figure_id, Placement.OUTSIDE) is Placement.OUTSIDE
        if not (is_outside or upper.is_open):
            return upper
        of_parts = total(contribution(part) for part in parts.get(figure.figure_id, ()))
        if is_outside:
            return of_parts if upper.is_open else min(upper, of_parts, key=looseness)
        return upper._replace(people=max(upper.people, of_parts.people))

    return total(contribution(figure) for figure in parts[None])


def looseness(end: End) -> tuple[bool, int, bool]:
    return end.is_open, end.people, end.is_approximate


def total(ends: Iterable[End]) -> End:
    added = NOBODY
    for end in ends:
        added = added.plus(end)
    return added
