"""A reader who puts all answers together, and knows how they are told.

The register unseen, people are numbers of each kind that there could be: of a county, a sex and
an age, taking part in some strands in some years. Every answer is two inequalities about these
numbers. What no whole numbers can satisfy with all answers is excluded, and nothing else is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, combinations, product
from random import Random
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np

from dashboard.engine import Count
from dashboard.privacy import Policy, told

if TYPE_CHECKING:
    from scipy.sparse import csr_array

# SciPy is loaded where it solves: every worker collects these tests, and few have one of them.
INFEASIBLE = 2
_MOST_NODES = 100_000
T = TypeVar("T")
Strand = tuple[str, str]  # a project, and a group that it serves
Ends = tuple[int, int]
Rule = Callable[[Ends], Ends]  # from what is told to all that it can mean


class Kind(NamedTuple):
    """What a person is: somebody of each of the strands in each of the years."""

    county: str | None
    sex: str
    age: str
    strands: frozenset[Strand]
    years: frozenset[int]


class Where(NamedTuple):
    """Which participations: None for all of a dimension."""

    projects: frozenset[str] | None = None
    groups: frozenset[str] | None = None
    counties: frozenset[str | None] | None = None
    sexes: frozenset[str | None] | None = None
    ages: frozenset[str | None] | None = None
    years: Ends | None = None

    def rows(self, kind: Kind) -> int:
        """In how many strands and years somebody of this kind is in it."""
        of_person = zip((self.counties, self.sexes, self.ages), kind[:3], strict=True)
        if not all(ids is None or value in ids for ids, value in of_person):
            return 0
        strands = sum(self._has(*strand) for strand in kind.strands)
        first, last = self.years or (0, 9999)
        return strands * sum(first <= year <= last for year in kind.years)

    def _has(self, project: str, group: str) -> bool:
        is_of_project = self.projects is None or project in self.projects
        return is_of_project and (self.groups is None or group in self.groups)


class Person(NamedTuple):
    kind: Kind
    key: int
    services: int  # in each of the strands and years


@dataclass(frozen=True)
class Sizes:
    """All that anybody could be; everybody takes part in at most so `many` strands."""

    counties: tuple[str | None, ...]
    strands: tuple[Strand, ...] = (("school", "teachers"),)
    years: tuple[int, ...] = (2016,)
    sexes: tuple[str, ...] = ("female",)
    ages: tuple[str, ...] = ("35-49",)
    many: int = 2

    @cached_property
    def kinds(self) -> list[Kind]:
        strands, years = _subsets(self.strands, self.many), _subsets(self.years, len(self.years))
        found = product(self.counties, self.sexes, self.ages, strands, years)
        return [Kind(*each) for each in found]

    def register(self, people: int, seed: int) -> list[Person]:
        """Most live in the first counties and come once or twice; a few are of two strands."""
        random = Random(seed)
        found = []
        for _ in range(people):
            place = min(int(random.expovariate(3 / len(self.counties))), len(self.counties) - 1)
            many = min(len(self.strands), random.choice((1, 1, 1, self.many)))
            first = random.randrange(len(self.years))
            kind = Kind(
                self.counties[place],
                random.choice(self.sexes),
                random.choice(self.ages),
                frozenset(random.sample(self.strands, many)),
                frozenset(self.years[first : first + random.choice((1, 1, 2, 3))]),
            )
            key, services = random.getrandbits(62), random.choice((1, 1, 2, 3, 8))
            found.append(Person(kind, key, services))
        return found


def _subsets(values: Sequence[T], most: int) -> list[frozenset[T]]:
    found = chain.from_iterable(combinations(values, n) for n in range(1, most + 1))
    return [frozenset(each) for each in found]


def count(people: Iterable[Person], where: Where) -> Count:
    inside = [(person, where.rows(person.kind)) for person in people]
    inside = [(person, rows) for person, rows in inside if rows]
    keys = [divmod(person.key, 1 << 31) for person, _rows in inside]
    services = sum(person.services * rows for person, rows in inside)
    return Count(len(inside), services, sum(a for a, _ in keys), sum(b for _, b in keys))


@dataclass
class Judge:
    """Rows of inequalities about how many people there are of each kind.

    The second half of a row is about one person who came between two builds, of a kind unknown;
    the rest, with `has_services`, is how often people came, by what services add up over.
    """

    sizes: Sizes
    has_services: bool = False
    rows: list[csr_array] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        for n, cell in enumerate(self._cells):
            came = [self._weight(cell, kind) for kind in self.sizes.kinds]
            nobody = [0.0] * len(came)
            alone = [-float(each == n) for each in range(len(self._cells))]
            # Everybody in it came at least once, and at most once a day.
            self.knows(_row(came + nobody + alone), -np.inf, 0)
            self.knows(_row([366 * each for each in came] + nobody + alone), 0, np.inf)

    @cached_property
    def _cells(self) -> list[Where]:
        """What services add up over: every participation is in one of these."""
        if not self.has_services:
            return []
        one = self.sizes
        found = product(one.strands, one.counties, one.sexes, one.ages, one.years)
        return [
            Where(
                projects=frozenset({project}),
                groups=frozenset({group}),
                counties=frozenset({county}),
                sexes=frozenset({sex}),
                ages=frozenset({age}),
                years=(year, year),
            )
            for (project, group), county, sex, age, year in found
        ]

    @cached_property
    def _are_people(self) -> np.ndarray:
        """Which numbers must be whole; services may be any, and are no less possible for it."""
        people = 2 * len(self.sizes.kinds)
        return np.array([1] * people + [0] * len(self._cells))

    def _weight(self, where: Where | None, kind: Kind) -> float:
        return float(where is not None and where.rows(kind) > 0)

    def row(
        self, before: Where | None, newcomer: Where | None = None, services: Where | None = None
    ) -> csr_array:
        halves = [
            [self._weight(each, kind) for kind in self.sizes.kinds] for each in (before, newcomer)
        ]
        cells = [float(services is not None and _is_within(each, services)) for each in self._cells]
        return _row(halves[0] + halves[1] + cells)

    def knows(self, row: csr_array, least: float, most: float) -> None:
        self.rows.append(row)
        self.low.append(least)
        self.high.append(most)

    def hears(self, inside: Where | None, possible: Where, surely: int, at_most: int) -> None:
        """`inside`: who counts at both ends; who may belong to it besides is in `possible`."""
        if inside == possible:
            self.knows(self.row(possible), surely, at_most)
            return
        if inside is not None and surely:
            self.knows(self.row(inside), surely, np.inf)
        self.knows(self.row(possible), 0, at_most)

    def hears_often(self, where: Where, often: int, beyond: int, step: int) -> None:
        """Were they as many as the last number of their step, each came `often` times on average,
        and not `beyond` times; `step`: how many numbers are in one."""
        people, services = self.row(where), self.row(None, services=where)
        self.knows(services - often * people, 0, np.inf)
        self.knows(services - beyond * people, -np.inf, beyond * (step - 1) - 1)

    def hears_again(self, where: Where, before: Sequence[int], after: Sequence[int]) -> None:
        """What the next build says, one person later: other words say that this person is in it."""
        self.knows(self.row(where, where), *after)
        if tuple(before) != tuple(after):
            self.knows(self.row(None, where), 1, 1)

    def excludes(self, where: Where, value: int) -> bool:
        """Whether that many people cannot be in it, whatever the register is."""
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import vstack

        matrix = vstack([*self.rows, self.row(where)]).tocsr()
        low, high = np.array([*self.low, value]), np.array([*self.high, value])
        found = milp(
            np.zeros(matrix.shape[1]),
            constraints=LinearConstraint(matrix, low, high),
            bounds=Bounds(0, np.inf),
            integrality=self._are_people,
            options={"node_limit": _MOST_NODES},
        )
        return bool(found.status == INFEASIBLE)

    def possible(self, where: Where, upto: int, enough: int = 3) -> list[int]:
        """Numbers up to `upto` that the answers leave possible; `enough` of them will do."""
        found: list[int] = []
        for value in range(upto + 1):
            if len(found) < enough and not self.excludes(where, value):
                found.append(value)
        return found


def meaning(policy: Policy) -> Rule:
    """What an answer to one question can mean: the numbers that are told so, whatever the key is.

    Found by asking the product, so that a scheme with less in its keys means more here.
    """
    found: dict[Ends, list[int]] = {}
    for n, key in product(range(200), range(60)):
        answer = told("any", Count(n, n, key * 7919, key), policy)
        found.setdefault((answer.surely, answer.at_most), []).append(n)
    return lambda ends: (min(found[ends]), max(found[ends]))


def _row(values: Sequence[float]) -> csr_array:
    from scipy.sparse import csr_array

    return csr_array(np.array([values]))


def _is_within(cell: Where, where: Where) -> bool:
    sets = zip(cell[:5], where[:5], strict=True)
    first, last = where.years or (0, 9999)
    is_then = cell.years is not None and first <= cell.years[0] <= last
    return is_then and all(ids is None or (one is not None and one <= ids) for one, ids in sets)
