"""Surely different people … at most.

*Surely* is the most people in a set of figures of which any two are surely about different people;
five assumptions carry it, and `docs/counting.md` works an example.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from dashboard.counting.bounding import Bounds, Placed, lower_of, most_of, upper_alone, upper_of
from dashboard.counting.elsewhere import ANYBODY, Sought, elsewhere_below
from dashboard.counting.figures import NOBODY, End, Figure, Range
from dashboard.counting.placing import Placement
from dashboard.counting.searching import Budget
from dashboard.counting.table import Table, table_of

Placements = Mapping[str, Placement]
Row = TypeVar("Row", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Question:
    """A table under one filter: where each figure lies that is not outside.

    `taken_off`: what of a whole that is not inside surely lies where the filter does not reach.
    """

    table: Table
    placed: Placed
    taken_off: Mapping[int, int]

    def bounds(self, own: Placed | None = None, among: int = 1) -> Bounds:
        """What the rules are asked of all figures, or of some of these alone.

        `among`: how many such answers are asked for at once and share what one search may cost.
        """
        placed = self.placed if own is None else own
        return Bounds(self.table, placed, self.taken_off, Budget(among))

    def rows(self, rows_of: Callable[[Figure], Iterable[Row]]) -> dict[Row, dict[int, Placement]]:
        """The figures of each row that are inside or touching."""
        members: dict[Row, dict[int, Placement]] = defaultdict(dict)
        for n, placement in self.placed.items():
            for row in rows_of(self.table.figures[n]):
                members[row][n] = placement
        return members


def question(
    figures: Iterable[Figure], placements: Placements, sought: Sought = ANYBODY
) -> Question:
    """The figures as the rules take them; one that is not placed lies outside."""
    table = table_of(figures)
    placed, outside = {}, []
    for n, figure in enumerate(table.figures):
        placement = placements.get(figure.figure_id, Placement.OUTSIDE)
        if placement is Placement.OUTSIDE:
            outside.append(n)
        else:
            placed[n] = placement
    parts = elsewhere_below(table, sought, outside)
    taken_off = {
        whole: most_of(table, below)
        for whole, below in parts.items()
        if placed.get(whole) is not Placement.INSIDE
    }
    return Question(table, placed, taken_off)


def count(figures: Collection[Figure], placements: Placements, sought: Sought = ANYBODY) -> Range:
    """The range of people in `figures`, each placed inside, touching or (when absent) outside.

    All figures are given, also those outside: a part's upper end is bounded by its whole's.
    `sought`: what the filter asks of the people, for what surely lies elsewhere.
    """
    return answer(question(figures, placements, sought).bounds())


def answer(bounds: Bounds) -> Range:
    """Both ends of what the rules are asked, and what only touches."""
    lower = lower_of(bounds)
    inside = {n: p for n, p in bounds.placed.items() if p is Placement.INSIDE}
    upper = upper_of(bounds, lower.amounts, bounds.placed)
    touching = len(bounds.placed) - len(inside)
    within = upper_of(bounds, lower.amounts, inside) if touching else upper
    more = End(upper.people - within.people, *_marks_of_touching(bounds)) if touching else NOBODY
    return Range(
        lower.end,
        upper,
        len(inside),
        touching,
        about=lower.about,
        upper_inside=within if touching else None,
        may_also=more,
        is_searched_to_end=not bounds.budget.is_spent,
        readings=_readings(bounds),
    )


def _readings(bounds: Bounds) -> frozenset[str]:
    read, placed = bounds.table.readings, bounds.placed
    fewer, more = sorted((read, placed), key=len)
    return frozenset().union(*(read[n] for n in fewer if n in more))


def _marks_of_touching(bounds: Bounds) -> tuple[bool, bool]:
    """Whether what touches is approximate, and whether it is open."""
    uppers = [bounds.table.ends[n][1] for n, p in bounds.placed.items() if p is Placement.TOUCHING]
    return any(end.is_approximate for end in uppers), any(end.is_open for end in uppers)


def count_rows(
    figures: Collection[Figure],
    placements: Placements,
    rows_of: Callable[[Figure], Iterable[Row]],
    sought: Sought = ANYBODY,
) -> dict[Row, Range]:
    """The range of each row of a breakdown, of the figures labelled exactly so.

    A figure may stand in several rows (a project with two funders) or in none; rows are never
    added up.
    """
    asked = question(figures, placements, sought)
    members = asked.rows(rows_of)
    return {row: answer(asked.bounds(own, len(members))) for row, own in members.items()}


def at_most(figures: Iterable[Figure], placements: Placements, sought: Sought = ANYBODY) -> End:
    """The sum of upper ends, where a part's people are already in its whole."""
    return upper_alone(question(figures, placements, sought).bounds())


def surely(figures: Iterable[Figure]) -> End:
    """The largest number of people that the figures, all inside, cannot hold twice."""
    table = table_of(figures)
    everything = dict.fromkeys(range(len(table.figures)), Placement.INSIDE)
    return lower_of(Bounds(table, everything, {})).end


def in_order(lower: End, upper: End) -> tuple[End, End]:
    """Both ends, the soft one giving way: published ≈ and open figures may cross a firm one."""
    if lower.people <= upper.people:
        return lower, upper
    if upper.is_approximate or upper.is_open:
        return lower, upper._replace(people=lower.people)
    if lower.is_approximate:
        return lower._replace(people=upper.people), upper
    return lower, upper
