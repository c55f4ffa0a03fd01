"""The people of the random worlds of `tests.worlds`, where and when they took part, as what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import NamedTuple, TypeVar

from dashboard.counting import Figure
from dashboard.period import Period

COUNTIES = ("BC", "IS", "NT", "VS")
MOLDOVA = "country:MD"  # a place abroad, as `Figure.places` names it
FIRST_YEAR, LAST_YEAR = 2014, 2016
MONTHS = tuple(year * 12 + month for year in range(FIRST_YEAR, LAST_YEAR + 1) for month in (2, 9))
AUDIENCES = ("supported", "supported", "professionals")
PARENT = {"people": None, "patients": "people", "children": "people", "adults": "people"}
PARENT |= {"pupils": "children", "infants": "children", "parents": "adults", "teachers": "adults"}
AGE_CLASS = {"people": "mixed", "patients": "mixed", "children": "child", "adults": "adult"}
AGE_CLASS |= {"pupils": "child", "infants": "child", "parents": "adult", "teachers": "adult"}
# Mostly exact, so that many answers are firm at both ends and can be held against the truth.
QUALIFIERS = ("exact",) * 6 + ("up_to", "between", "at_least", "almost", "about")
NAMED = {
    "organisations": ("one", "two"),
    "programmes": ("health", "school"),
    "projects": ("p1", "p2", "p3"),
    "funders": ("rich", "poor"),
}
T = TypeVar("T")


class Person(NamedTuple):
    number: int
    county: str
    audience: str
    adult_from: int
    group_as_child: str
    group_as_adult: str
    months: frozenset[int]
    sex: str = "female"

    def is_child(self, month: int) -> bool:
        return month // 12 < self.adult_from

    def group_in(self, month: int) -> str:
        return self.group_as_child if self.is_child(month) else self.group_as_adult


class Event(NamedTuple):
    person: Person
    month: int


@dataclass(frozen=True)
class Published:
    """A figure, and the events that its publisher looked at.

    `service`: the county where all of it took place, when its area is that and not where people
    live; what is asked of a county is then asked of this one.
    """

    figure: Figure
    events: frozenset[Event]
    service: str = ""

    @property
    def people(self) -> set[Person]:
        return {event.person for event in self.events}


def is_in(month: int, period: Period) -> bool:
    return period.first <= month and (period.last is None or month <= period.last)


def lineage(group: str | None) -> frozenset[str]:
    """The group and all above it."""
    return lineage(PARENT[group]) | {group} if group else frozenset()


def some(random: Random, values: Sequence[T]) -> list[T]:
    mask = random.randrange(1 << len(values))
    return [value for n, value in enumerate(values) if mask >> n & 1]


def most(random: Random, values: Sequence[T]) -> list[T]:
    dropped = some(random, some(random, values))
    return [value for value in values if value not in dropped]
