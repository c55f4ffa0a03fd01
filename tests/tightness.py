"""How far the rules are from the best possible: small worlds beside the exact optimum.

A person is described by the figures that count it; of all honest ways to fill the figures the one
with the fewest and the one with the most people in the filter are found by integer programming.
`python -m tests.tightness 10000` asks so many questions and prints the table of docs/counting.md.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product
from random import Random

import numpy as np

from dashboard.counting import Figure, Placement, count, settled
from dashboard.counting.differing import Reason, attributes_differ
from dashboard.counting.table import Table
from tests import first_edition
from tests.asking import make_scope
from tests.people import COUNTIES, MOLDOVA
from tests.scopes import Scope, place
from tests.worlds import make_world

_FEWEST_FIGURES, _MOST_FIGURES = 4, 7
_OPEN = -1
_SEXES = ("female", "male")


@dataclass(frozen=True)
class Asked:
    """A question whose exact answer is known; `most` is _OPEN where nothing bounds it."""

    figures: list[Figure]
    scope: Scope
    least: int
    most: int

    @property
    def placed(self) -> dict[str, Placement]:
        return {f.figure_id: place(f, self.scope) for f in settled(self.figures)}

    def by_first(self) -> tuple[int, int]:
        figures = list(self.figures)
        placed = {figure.figure_id: place(figure, self.scope) for figure in figures}
        lower, upper = first_edition.count(figures, placed)
        return lower.people, _OPEN if upper.is_open else upper.people

    def by_second(self) -> tuple[int, int]:
        answer = count(self.figures, self.placed, self.scope.sought)
        upper = answer.at_most
        return answer.surely.people, _OPEN if upper.is_open else upper.people


def questions(seeds: Iterator[int], most: int) -> Iterator[Asked]:
    """Closed worlds of four to seven firm figures; two of three with a filter, not by age."""
    found = 0
    for seed in seeds:
        random = Random(seed)
        figures = make_world(random).figures
        scope = replace(make_scope(random), ages=frozenset()) if seed % 3 else Scope()
        if _FEWEST_FIGURES <= len(figures) <= _MOST_FIGURES and all(map(_is_firm, figures)):
            yield optimum(figures, scope)
            found += 1
            if found == most:
                return


def _is_firm(figure: Figure) -> bool:
    is_soft = figure.qualifier in {"almost", "about"} or figure.place_is != "home"
    return not is_soft and figure.basis != "register" and figure.unit == "person"


def optimum(figures: Sequence[Figure], scope: Scope) -> Asked:
    """The fewest and the most people that lie in the filter, of all that the figures allow."""
    table = Table(figures)
    placed = [place(figure, scope) for figure in table.figures]
    kinds = [kind for kind in _memberships(table) if _homes(table, kind, Scope())]
    inside = [any(placed[n] is Placement.INSIDE for n in kind) for kind in kinds]
    maybe = [
        any(placed[n] is not Placement.OUTSIDE for n in kind) and _homes(table, kind, scope)
        for kind in kinds
    ]
    least = _solve(table, kinds, [float(is_in) for is_in in inside])
    most = _solve(table, kinds, [-float(bool(is_in)) for is_in in maybe])
    assert least is not None
    return Asked(list(figures), scope, least, _OPEN if most is None else -most)


def _memberships(table: Table) -> Iterator[tuple[int, ...]]:
    """Sets of figures that one person can be in: with all wholes, and no two that differ."""
    numbers = range(len(table.figures))
    differ = {pair for pair in combinations(numbers, 2) if _differ(table, *pair)}
    for size in range(1, len(table.figures) + 1):
        for kind in combinations(numbers, size):
            among = set(kind)
            is_closed = all(set(table.above(n)) <= among for n in kind)
            same = [
                (n, table.wholes[n])
                for n in numbers
                if table.wholes[n] >= 0 and table.figures[n].part_of is None
            ]
            is_same = all((a in among) == (b in among) for a, b in same)
            if is_closed and is_same and differ.isdisjoint(combinations(kind, 2)):
                yield kind


def _differ(table: Table, one: int, other: int) -> bool:
    """By audience, age or a declaration; places and sexes are looked at for all together."""
    told = set(attributes_differ(table, one, other))
    return bool(told & {Reason.AUDIENCE, Reason.AGE, Reason.APART})


def _homes(table: Table, kind: tuple[int, ...], scope: Scope) -> list[tuple[str, str]]:
    """Where somebody in these figures may live, and of which sex, within a filter by both."""
    return [
        (home, sex)
        for home, sex in product((*COUNTIES, MOLDOVA, "nowhere named"), _SEXES)
        if all(not table.homes[n] or home in table.homes[n] for n in kind)
        and all(table.figures[n].sex in {"", sex} for n in kind)
        and (not scope.counties or home in scope.counties)
        and (not scope.sexes or sex in scope.sexes)
    ]


def _solve(table: Table, kinds: Sequence[tuple[int, ...]], costs: list[float]) -> int | None:
    """The least cost of people of each kind under what the figures say; None when unbounded."""
    from scipy.optimize import Bounds, LinearConstraint, milp  # slow to load: see tests/judge.py

    if not kinds:
        return 0
    rows = [[float(n in kind) for kind in kinds] for n in range(len(table.figures))]
    lower = [f.ends[0].people if f.basis != "attendance" else 0 for f in table.figures]
    upper = [np.inf if f.ends[1].is_open else f.ends[1].people for f in table.figures]
    limits = LinearConstraint(np.array(rows), np.array(lower), np.array(upper))
    # No world needs more people of one kind than this, unless nothing bounds them.
    ceiling = 1_000
    solved = milp(
        np.array(costs),
        constraints=limits,
        integrality=np.ones(len(kinds)),
        bounds=Bounds(0, ceiling),
    )
    assert solved.success, "an honest world contradicts itself"
    value = round(solved.fun)
    return None if abs(value) >= ceiling else value


def measure(most: int, first_seed: int = 0) -> Counter[str]:
    """How often each rule has both ends exact; a breach would be a wrong answer."""
    told: Counter[str] = Counter()
    for asked in questions(iter(range(first_seed, 10**9)), most):
        truth = asked.least, asked.most
        told["questions"] += 1
        told["first"] += asked.by_first() == truth
        told["second"] += asked.by_second() == truth
        lower, upper = asked.by_second()
        told["breaches"] += lower > asked.least or _is_below(upper, asked.most)
    return told


def _is_below(upper: int, most: int) -> bool:
    return upper != _OPEN and (most == _OPEN or upper < most)


def misses_closed(told: Counter[str]) -> float:
    """Which share of the first edition's misses the second has closed."""
    missed = told["questions"] - told["first"]
    return (told["second"] - told["first"]) / missed if missed else 1.0


if __name__ == "__main__":
    result = measure(int(sys.argv[1]))
    for name in ("first", "second"):
        print(name, f"{result[name] / result['questions']:.1%} of {result['questions']} exact")
    print(f"{misses_closed(result):.1%} of the misses closed, {result['breaches']} breaches")
