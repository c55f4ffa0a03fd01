"""Surely different people … at most.

Three assumptions carry *surely*: people of different audiences are different people, people of
different counties are, and so are the children and the adults of one year. `docs/counting.md`
works an example.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from typing import TypeVar

from dashboard.counting.figures import End, Figure, Range
from dashboard.counting.packing import NOTHING, Weight, add, heaviest_packing
from dashboard.counting.placing import Placement

Placements = Mapping[str, Placement]
Row = TypeVar("Row", bound=Hashable)


def count(figures: Collection[Figure], placements: Placements) -> Range:
    """The range of people in `figures`, each placed inside, touching or (when absent) outside.

    All figures are given, also those outside: a part's upper end is bounded by its whole's.
    """
    placed = [placements.get(figure.figure_id, Placement.OUTSIDE) for figure in figures]
    inside = [f for f, p in zip(figures, placed, strict=True) if p is Placement.INSIDE]
    touching = placed.count(Placement.TOUCHING)
    lower, upper = in_order(surely(inside), at_most(figures, placements))
    return Range(lower, upper, len(inside), touching)


def count_rows(
    figures: Collection[Figure],
    placements: Placements,
    rows_of: Callable[[Figure], Iterable[Row]],
) -> dict[Row, Range]:
    """The range of each row of a breakdown, of the figures labelled exactly so.

    A figure may stand in several rows (a project with two funders) or in none; rows are never
    added up.
    """
    by_id = {figure.figure_id: figure for figure in figures}
    members = members_of_rows(figures, placements, rows_of)
    return {row: count(with_wholes(by_id, own), own) for row, own in members.items()}


def members_of_rows(
    figures: Iterable[Figure],
    placements: Placements,
    rows_of: Callable[[Figure], Iterable[Row]],
) -> dict[Row, dict[str, Placement]]:
    """The figures of each row that are inside or touching, by their id."""
    members: dict[Row, dict[str, Placement]] = defaultdict(dict)
    for figure in figures:
        placement = placements.get(figure.figure_id, Placement.OUTSIDE)
        if placement is not Placement.OUTSIDE:
            for row in rows_of(figure):
                members[row][figure.figure_id] = placement
    return members


def with_wholes(by_id: Mapping[str, Figure], figure_ids: Iterable[str]) -> list[Figure]:
    """The figures named, and all that they are parts of: these alone bear on their range."""
    wanted: dict[str, Figure] = {}
    for figure_id in figure_ids:
        figure = by_id.get(figure_id)
        while figure is not None and figure.figure_id not in wanted:
            wanted[figure.figure_id] = figure
            figure = by_id.get(figure.part_of or "")
    return list(wanted.values())


def at_most(figures: Iterable[Figure], placements: Placements) -> End:
    """The sum of upper ends, where a part's people are already in its whole."""
    by_id = {figure.figure_id: figure for figure in figures}
    parts: dict[str | None, list[Figure]] = defaultdict(list)
    for figure in by_id.values():
        parts[figure.part_of if figure.part_of in by_id else None].append(figure)

    def contribution(figure: Figure) -> End:
        """What a figure adds at the upper end; an open one bounds nothing, so its parts speak."""
        upper = figure.ends[1]
        is_outside = placements.get(figure.figure_id, Placement.OUTSIDE) is Placement.OUTSIDE
        if not (is_outside or upper.is_open):
            return upper
        of_parts = _sum(contribution(part) for part in parts.get(figure.figure_id, ()))
        if is_outside:
            return of_parts if upper.is_open else min(upper, of_parts, key=_looseness)
        return upper._replace(people=max(upper.people, of_parts.people))

    return _sum(contribution(figure) for figure in parts[None])


def in_order(lower: End, upper: End) -> tuple[End, End]:
    """Both ends, the soft one giving way: published ≈ and open figures may cross a firm one."""
    if lower.people <= upper.people:
        return lower, upper
    if upper.is_approximate or upper.is_open:
        return lower, upper._replace(people=lower.people)
    if lower.is_approximate:
        return lower._replace(people=upper.people), upper
    return lower, upper


def _looseness(end: End) -> tuple[bool, int, bool]:
    return end.is_open, end.people, end.is_approximate


def surely(figures: Iterable[Figure]) -> End:
    """The largest number of people that the figures, all inside, cannot hold twice."""
    by_audience: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.basis != "attendance":
            by_audience[figure.audience].append(figure)
    return _sum(_surely_of_one_audience(members) for members in by_audience.values())


def _surely_of_one_audience(figures: list[Figure]) -> End:
    answers = [_best(figures)]
    for of_ages in _by_year_and_age(figures).values():
        answers.append(add(_best(of_ages["child"]), _best(of_ages["adult"])))
    people, approximate, opened = max(answers)
    return End(people, is_approximate=approximate < 0, is_open=opened < 0)


def _by_year_and_age(figures: Iterable[Figure]) -> dict[int, dict[str, list[Figure]]]:
    """The figures of a single year, by year and age class."""
    found: dict[int, dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for figure in figures:
        year = figure.period.single_year if figure.period else None
        if year is not None:
            found[year][figure.age_class].append(figure)
    return found


def _best(figures: Iterable[Figure]) -> Weight:
    """The largest sum over areas that share no county, each giving its largest figure."""
    largest: dict[frozenset[str], Weight] = defaultdict(lambda: NOTHING)
    for figure in figures:
        lower = figure.ends[0]
        weight = (lower.people, -int(lower.is_approximate), -int(lower.is_open))
        largest[figure.counties] = max(largest[figure.counties], weight)
    not_stated = largest.pop(frozenset(), NOTHING)
    return max(not_stated, heaviest_packing(largest))


def _sum(ends: Iterable[End]) -> End:
    people, is_approximate, is_open = 0, False, False
    for end in ends:
        people += end.people
        is_approximate |= end.is_approximate
        is_open |= end.is_open
    return End(people, is_approximate, is_open)
