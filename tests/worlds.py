"""Random small worlds: people, what an honest organisation publishes about them, and the truth.

The truth of a filter is the number of different people who took part in something that the filter
asks for and that some figure counted. County, date, group and audience are the person's own, at
the moment of taking part; project, programme, organisation and funder are those of the figure.
Nothing here uses the code under test except its value types.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import NamedTuple, TypeVar

from hypothesis import strategies as st

from dashboard.counting import Figure
from dashboard.period import Period, years
from tests.scopes import Scope

COUNTIES = ("BC", "IS", "NT", "VS")
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

    def group_in(self, month: int) -> str:
        return self.group_as_adult if month // 12 >= self.adult_from else self.group_as_child


class Event(NamedTuple):
    person: Person
    month: int


@dataclass(frozen=True)
class Published:
    """A figure, and the events that its publisher looked at."""

    figure: Figure
    events: frozenset[Event]

    @property
    def people(self) -> set[Person]:
        return {event.person for event in self.events}


@dataclass(frozen=True)
class World:
    people: tuple[Person, ...]
    published: tuple[Published, ...]

    @property
    def figures(self) -> list[Figure]:
        return [each.figure for each in self.published]

    def truth(self, scope: Scope, figure_ids: Collection[str] | None = None) -> int:
        """Different people in `scope`, of the figures named (of all when none are)."""
        return len(
            {
                event.person
                for each in self.published
                if figure_ids is None or each.figure.figure_id in figure_ids
                if is_named(each.figure, scope)
                for event in each.events
                if is_wanted(event, scope)
            }
        )


def is_named(figure: Figure, scope: Scope) -> bool:
    return (
        (not scope.organisations or bool(scope.organisations & figure.organisations))
        and (not scope.funders or bool(scope.funders & figure.funders))
        and (not scope.projects or figure.project_id in scope.projects)
        and (not scope.programmes or figure.programme_id in scope.programmes)
    )


def is_wanted(event: Event, scope: Scope) -> bool:
    person, month = event
    groups = lineage(person.group_in(month))
    return (
        (not scope.counties or person.county in scope.counties)
        and (not scope.audiences or person.audience in scope.audiences)
        and (not scope.target_groups or bool(groups & scope.target_groups))
        and (scope.years is None or is_in(month, scope.years))
    )


def is_in(month: int, period: Period) -> bool:
    return period.first <= month and (period.last is None or month <= period.last)


def lineage(group: str | None) -> frozenset[str]:
    """The group and all above it."""
    return lineage(PARENT[group]) | {group} if group else frozenset()


def make_world(random: Random) -> World:
    people = tuple(_make_person(random, n) for n in range(random.randint(1, 8)))
    published: list[Published] = []
    for n in range(random.randint(1, 6)):
        whole = random.choice(published) if published and random.randrange(2) else None
        published.append(_publish(random, f"f{n}", people, whole))
    return World(people, tuple(published))


def _make_person(random: Random, number: int) -> Person:
    return Person(
        number,
        random.choice(COUNTIES),
        random.choice(AUDIENCES),
        random.choice((FIRST_YEAR, FIRST_YEAR + 1, LAST_YEAR, LAST_YEAR + 1)),
        random.choice(("pupils", "infants", "patients")),
        random.choice(("parents", "teachers", "patients")),
        frozenset(most(random, MONTHS)),
    )


def _publish(
    random: Random, figure_id: str, people: Iterable[Person], whole: Published | None
) -> Published:
    """One honest figure; with `whole`, a part of it, or the same people in looser words."""
    if not whole:
        events = look(random, people, random.choice(AUDIENCES), None)
        return label(random, figure_id, events, None)
    events, limit = whole.events, None
    if random.randrange(4):
        limit = whole.figure
        events = look(random, whole.people, limit.audience, limit.period)
    part = label(random, figure_id, events, limit)
    audience, part_of = whole.figure.audience, whole.figure.figure_id
    return Published(replace(part.figure, audience=audience, part_of=part_of), events)


def look(
    random: Random, people: Iterable[Person], audience: str, within: Period | None
) -> frozenset[Event]:
    """Some people of one audience, in some counties, of one group, over some months."""
    counted = most(random, sorted(p for p in people if p.audience == audience))
    counties = most(random, COUNTIES) or COUNTIES
    group = random.choice(("people", "people", *PARENT))
    first, last = sorted(random.choices(MONTHS, k=2))
    return frozenset(
        Event(person, month)
        for person in counted
        for month in person.months
        if first <= month <= last and (within is None or is_in(month, within))
        if person.county in counties and group in lineage(person.group_in(month))
    )


def label(
    random: Random, figure_id: str, events: frozenset[Event], limit: Figure | None
) -> Published:
    """Words that hold for the events, as narrow or as loose as an annual report's."""
    people = {event.person for event in events}
    basis = random.choice(("unique", "unique", "register", "attendance"))
    number = len(people) + (random.randrange(4) if basis == "attendance" else 0)
    qualifier, said, said_at_most = _words(random, number)
    group = random.choice(sorted(_common_groups(events)))
    counties = _area(random, {person.county for person in people}, limit)
    figure = Figure(
        figure_id,
        said,
        qualifier,
        said_at_most,
        basis,
        audience=next((person.audience for person in people), "supported"),
        age_class=AGE_CLASS[group],
        target_group_id=group,
        counties=counties,
        area_id="+".join(sorted(counties)) or "not-stated",
        period=_period(random, {event.month for event in events}, limit),
        project_id=random.choice((None, *NAMED["projects"])),
        programme_id=random.choice((None, *NAMED["programmes"])),
        organisations=frozenset(most(random, NAMED["organisations"])),
        funders=frozenset(most(random, NAMED["funders"])),
    )
    return Published(figure, events)


def _common_groups(events: Iterable[Event]) -> frozenset[str]:
    groups = [lineage(person.group_in(month)) for person, month in events]
    return frozenset(PARENT).intersection(*groups)


def _area(random: Random, counties: set[str], limit: Figure | None) -> frozenset[str]:
    """The counties, a wider area, or none stated; a part's lies within its whole's."""
    widest = limit.counties if limit else frozenset[str]()
    wider = counties | set(_some(random, sorted(widest or COUNTIES)))
    return random.choice((frozenset(counties), frozenset(wider), widest))


def _period(random: Random, months: set[int], limit: Figure | None) -> Period | None:
    """The months, the years, open, or not stated; a part's lies within its whole's."""
    within = limit.period if limit else None
    first, last = (min(months), max(months)) if months else (MONTHS[0], MONTHS[1])
    whole_years = years(first // 12, last // 12)
    choices = [Period(first, last), whole_years, whole_years, Period(first, None), None]
    fitting = [p for p in choices if within is None or (p is not None and _holds(within, p))]
    return random.choice(fitting or [within])


def _holds(outer: Period, inner: Period) -> bool:
    return outer.first <= inner.first and (
        outer.last is None or (inner.last is not None and inner.last <= outer.last)
    )


def _words(random: Random, number: int) -> tuple[str, int, int | None]:
    qualifier = random.choice(QUALIFIERS)
    slack = 0 if qualifier == "exact" else random.randrange(3)
    below, above = max(0, number - slack), number + slack
    if qualifier == "between":
        return qualifier, below, above
    said = {"at_least": below, "about": random.choice((below, above))}
    return qualifier, said.get(qualifier, above), None


def make_scope(random: Random) -> Scope:
    """A filter; each dimension is asked about in one case of six."""
    return Scope(
        audiences=_narrow(random, ("supported", "professionals"), frozenset()),
        counties=_narrow(random, COUNTIES, frozenset()),
        years=None if random.randrange(3) else _years(random),
        **{name: _narrow(random, values, frozenset()) for name, values in NAMED.items()},
        **asked_groups(_narrow(random, tuple(PARENT), frozenset())),
    )


def asked_groups(groups: frozenset[str]) -> dict[str, frozenset[str]]:
    """The groups with all below them, and what is wider."""
    above = frozenset().union(*(lineage(PARENT[group]) for group in groups))
    below = frozenset(group for group in PARENT if lineage(group) & groups)
    return {"target_groups": groups | below, "target_groups_above": above}


def make_narrower(random: Random, scope: Scope) -> Scope:
    """A filter that lets through nobody whom `scope` does not."""
    inner = _years(random)
    below = [g for g in PARENT if not scope.target_groups or lineage(g) & scope.target_groups]
    return Scope(
        audiences=_narrow(random, ("supported", "professionals"), scope.audiences),
        counties=_narrow(random, COUNTIES, scope.counties),
        years=inner if scope.years is None or _holds(scope.years, inner) else scope.years,
        **{name: _narrow(random, NAMED[name], getattr(scope, name)) for name in NAMED},
        **asked_groups(_narrow(random, below, frozenset()) or scope.target_groups),
    )


def _years(random: Random) -> Period:
    first, last = sorted(random.choices(range(FIRST_YEAR, LAST_YEAR + 1), k=2))
    return years(first, last)


def _narrow(random: Random, values: Sequence[str], chosen: frozenset[str]) -> frozenset[str]:
    """Some of the values, of those chosen already if any are; mostly as it was."""
    if random.randrange(6):
        return chosen
    return frozenset(_some(random, sorted(chosen) or values)) or chosen


def _some(random: Random, values: Sequence[T]) -> list[T]:
    mask = random.randrange(1 << len(values))
    return [value for n, value in enumerate(values) if mask >> n & 1]


def most(random: Random, values: Sequence[T]) -> list[T]:
    dropped = _some(random, _some(random, values))
    return [value for value in values if value not in dropped]


# Hypothesis's own Random shrinks what it finds; a plain one makes the same worlds by the 100,000.
randoms = st.randoms(use_true_random=False)
worlds = randoms.map(make_world)
scopes = randoms.map(make_scope)
