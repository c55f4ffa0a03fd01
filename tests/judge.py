"""A reader who asks everything, knows how answers are told, and puts all of them together.

The register unseen, people are numbers of each kind that there could be: of a county and a sex,
with the groups and years they have. Every answer is two inequalities about these numbers. What no
whole numbers can satisfy together with the answers is excluded, and nothing else is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, combinations, product
from random import Random
from typing import NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, vstack

from dashboard.engine import Count
from dashboard.privacy import Policy, told

INFEASIBLE = 2
_SECONDS = 60.0


class Kind(NamedTuple):
    """What a person is: somebody of each of the groups in each of the years."""

    county: int
    sex: int
    groups: frozenset[int]
    years: frozenset[int]


class Question(NamedTuple):
    """Which people: None for all of a dimension; only the counties may be a union."""

    counties: frozenset[int] | None = None
    group: int | None = None
    sex: int | None = None
    years: tuple[int, int] | None = None

    def has(self, kind: Kind) -> bool:
        return (
            (self.counties is None or kind.county in self.counties)
            and (self.group is None or self.group in kind.groups)
            and (self.sex is None or self.sex == kind.sex)
            and (self.years is None or any(self.has_year(year) for year in kind.years))
        )

    def has_year(self, year: int) -> bool:
        return self.years is None or self.years[0] <= year <= self.years[1]


class Person(NamedTuple):
    kind: Kind
    key: int
    services: int  # in each of the groups and years


@dataclass(frozen=True)
class Sizes:
    counties: int
    groups: int
    years: int
    sexes: int = 2

    @cached_property
    def kinds(self) -> list[Kind]:
        groups, years = _subsets(self.groups), _subsets(self.years)
        places = product(range(self.counties), range(self.sexes), groups, years)
        return [Kind(c, sex, g, y) for c, sex, g, y in places]

    @cached_property
    def family(self) -> list[Question]:
        """One value of at most two dimensions, and one span of years."""
        counties = [frozenset({county}) for county in range(self.counties)]
        spans = [None, *combinations(range(self.years), 2), *((y, y) for y in range(self.years))]
        whole = (0, self.years - 1)
        found = product(
            [None, *counties], [None, *range(self.groups)], [None, *range(self.sexes)], spans
        )
        asked = [Question(*place) for place in found]
        return [q for q in asked if q[:3].count(None) and (q.years != whole)]


def _subsets(size: int) -> list[frozenset[int]]:
    every = range(size)
    found = chain.from_iterable(combinations(every, n) for n in range(1, size + 1))
    return [frozenset(each) for each in found]


def register(sizes: Sizes, people: int, seed: int) -> list[Person]:
    """Most live in the first counties and come once or twice; a few are of two groups."""
    random = Random(seed)
    found = []
    for _ in range(people):
        county = min(int(random.expovariate(3 / sizes.counties)), sizes.counties - 1)
        groups = random.sample(range(sizes.groups), min(sizes.groups, random.choice((1, 1, 1, 2))))
        first = random.randrange(sizes.years)
        years = range(first, min(sizes.years, first + random.choice((1, 1, 2, 3))))
        kind = Kind(county, random.randrange(sizes.sexes), frozenset(groups), frozenset(years))
        found.append(Person(kind, random.getrandbits(62), random.choice((1, 1, 2, 3, 8))))
    return found


def count(people: Iterable[Person], question: Question) -> Count:
    inside = [person for person in people if question.has(person.kind)]
    services = sum(
        person.services
        * (len(person.kind.groups) if question.group is None else 1)
        * sum(map(question.has_year, person.kind.years))
        for person in inside
    )
    keys = [divmod(person.key, 1 << 31) for person in inside]
    return Count(len(inside), services, sum(a for a, _ in keys), sum(b for _, b in keys))


@dataclass
class Judge:
    """Rows of inequalities about how many people there are of each kind.

    The second half of a row is about one person who came between two builds, of a kind unknown.
    """

    sizes: Sizes
    rows: list[csr_array] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def row(self, before: Question | None, newcomer: Question | None = None) -> csr_array:
        halves = [
            [float(each is not None and each.has(kind)) for kind in self.sizes.kinds]
            for each in (before, newcomer)
        ]
        return csr_array(np.array([halves[0] + halves[1]]))

    def knows(self, row: csr_array, least: int, most: int) -> None:
        self.rows.append(row)
        self.low.append(least)
        self.high.append(most)

    def hears(self, question: Question, surely: int, at_most: int) -> None:
        self.knows(self.row(question), surely, at_most)

    def hears_again(self, question: Question, before: list[int], after: list[int]) -> None:
        """What the next build says, one person later: other words say that this person is in it."""
        self.knows(self.row(question, question), *after)
        if before != after:
            self.knows(self.row(None, question), 1, 1)

    def excludes(self, question: Question, value: int) -> bool:
        """Whether that many people cannot be in the question, whatever the register is.

        Linear programming first: what it excludes, whole numbers exclude as well.
        """
        matrix = vstack([*self.rows, self.row(question)]).tocsr()
        low, high = np.array([*self.low, value]), np.array([*self.high, value])
        size = matrix.shape[1]
        loose = linprog(
            np.zeros(size), A_ub=vstack([matrix, -matrix]), b_ub=np.concatenate([high, -low])
        )
        if loose.status == INFEASIBLE:
            return True
        found = milp(
            np.zeros(size),
            constraints=LinearConstraint(matrix, low, high),
            bounds=Bounds(0, np.inf),
            integrality=np.ones(size),
            options={"time_limit": _SECONDS},
        )
        return bool(found.status == INFEASIBLE)

    def possible(self, question: Question, upto: int, enough: int = 3) -> list[int]:
        """Numbers up to `upto` that the answers leave possible; `enough` of them will do."""
        found: list[int] = []
        for value in range(upto + 1):
            if len(found) < enough and not self.excludes(question, value):
                found.append(value)
        return found


def answers(
    people: list[Person], questions: Iterable[Question], policy: Policy
) -> Iterator[tuple[Question, int, int]]:
    """What everybody is told, by the rule of the product itself."""
    for question in questions:
        heard = told(repr(question), count(people, question), policy)
        yield question, heard.surely, heard.at_most
