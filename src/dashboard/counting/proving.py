"""The figures that make *surely*, and why any two of them are about different people."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from dashboard.counting.bounding import Bounds, lower_of
from dashboard.counting.differing import Reason, reasons
from dashboard.counting.elsewhere import ANYBODY, Sought
from dashboard.counting.figures import End, Figure
from dashboard.counting.ranges import Placements, Row, question
from dashboard.counting.table import Table


@dataclass(frozen=True, slots=True)
class Proof:
    """Why it is surely so many: the people of each chosen figure, the largest first.

    They add up to `surely`, unless a whole holds fewer than its parts say. Of ≈ figures only where
    there is no other. `is_searched_to_end`: whether no other set can come to more.
    """

    surely: End
    people: Mapping[str, int]
    is_searched_to_end: bool
    table: Table

    def why(self, one: str, other: str) -> tuple[Reason, ...]:
        """The reasons why two figures, by their ids, are about different people."""
        return reasons(self.table, self.table.index[one], self.table.index[other])

    def pairs(self) -> dict[tuple[str, str], tuple[Reason, ...]]:
        """The same for every two of the set."""
        return {pair: self.why(*pair) for pair in combinations(self.people, 2)}


def proof(figures: Iterable[Figure], placements: Placements, sought: Sought = ANYBODY) -> Proof:
    """The set behind the lower end of `count`, with the same arguments."""
    return _proof(question(figures, placements, sought).bounds())


def proof_of_row(
    figures: Collection[Figure],
    placements: Placements,
    rows_of: Callable[[Figure], Iterable[Row]],
    row: Row,
    sought: Sought = ANYBODY,
) -> Proof:
    """The set behind the lower end of one row of `count_rows`, searched as far as there."""
    asked = question(figures, placements, sought)
    members = asked.rows(rows_of)
    return _proof(asked.bounds(members.get(row, {}), len(members)))


def _proof(bounds: Bounds) -> Proof:
    lower = lower_of(bounds)
    named = bounds.table.figures
    people = {
        named[n].figure_id: people
        for n, people in sorted(lower.chosen.items(), key=lambda item: (-item[1], item[0]))
    }
    return Proof(lower.end, people, not bounds.budget.is_spent, bounds.table)
