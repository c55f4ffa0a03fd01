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

from hypothesis import strategies as st

from dashboard.counting import Figure
from dashboard.period import Period
from tests.people import (
    AUDIENCES,
    COUNTIES,
    FIRST_YEAR,
    LAST_YEAR,
    MOLDOVA,
    MONTHS,
    PARENT,
    Event,
    Person,
    Published,
    is_in,
    lineage,
    most,
)
from tests.scopes import Scope
from tests.telling import label


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
                if is_wanted(event, scope, each.service)
            }
        )


def is_named(figure: Figure, scope: Scope) -> bool:
    return (
        (not scope.organisations or bool(scope.organisations & figure.organisations))
        and (not scope.funders or bool(scope.funders & figure.funders))
        and (not scope.projects or figure.project_id in scope.projects)
        and (not scope.programmes or figure.programme_id in scope.programmes)
    )


def is_wanted(event: Event, scope: Scope, service: str = "") -> bool:
    person, month = event
    groups = lineage(person.group_in(month))
    age = "child" if person.is_child(month) else "adult"
    return (
        (not scope.counties or (service or person.county) in scope.counties)
        and (not scope.sexes or person.sex in scope.sexes)
        and (not scope.ages or age in scope.ages)
        and (not scope.audiences or person.audience in scope.audiences)
        and (not scope.target_groups or bool(groups & scope.target_groups))
        and (scope.years is None or is_in(month, scope.years))
    )


def make_world(random: Random) -> World:
    people = tuple(_make_person(random, n) for n in range(random.randint(1, 8)))
    published: list[Published] = []
    for n in range(random.randint(1, 6)):
        whole = random.choice(published) if published and random.randrange(2) else None
        published.append(_publish(random, f"f{n}", people, whole))
    if not random.randrange(6):
        published += coming_of_age(random)
    return World(people, declare_apart(random, published))


def coming_of_age(random: Random) -> list[Published]:
    """A service for people about to be 18, split by age: some are in both parts of it.

    They were met a few months before and after, and by nobody else.
    """
    turned = LAST_YEAR
    months = turned * 12 - 3, turned * 12 + 2
    people = [
        Person(
            n, random.choice(COUNTIES), "supported", turned, "pupils", "parents", frozenset(months)
        )
        for n in range(100, 100 + random.randint(1, 4))
    ]
    events = [Event(person, month) for person in people for month in months]
    seen = frozenset(most(random, events) or events)
    span = Period(months[0], months[1])
    whole = Figure("age", len({e.person for e in seen}), project_id="p1", period=span)
    whole = replace(whole, target_group_id="people")
    made = [Published(whole, seen)] if random.randrange(2) else []
    for name, ages in (("kids", (14, 17)), ("grown", (18, 19))):
        own = frozenset(e for e in seen if e.person.is_child(e.month) is (name == "kids"))
        part = replace(
            whole,
            figure_id=name,
            people=len({event.person for event in own}),
            age_from=ages[0],
            age_to=ages[1],
            part_of="age" if made else None,
        )
        made.append(Published(part, own))
    return made[:3]


def declare_apart(random: Random, published: Sequence[Published]) -> tuple[Published, ...]:
    """Two figures, or two groups, of which nobody is in both, told to be apart now and then."""
    found = list(published)
    for n in range(random.randrange(3)):
        one, other = random.choices(range(len(found)), k=2)
        if one != other and not found[one].people & found[other].people:
            for at, side in ((one, False), (other, True)):
                figure = found[at].figure
                told = replace(figure, apart=figure.apart | {(f"d{n}", side)})
                found[at] = replace(found[at], figure=told)
    return tuple(found)


def _make_person(random: Random, number: int) -> Person:
    adult_from = random.choice((FIRST_YEAR, FIRST_YEAR + 1, LAST_YEAR, LAST_YEAR + 1))
    months = set(most(random, MONTHS))
    if adult_from * 12 + 2 in months:
        # Nobody is met as a child and as an adult within a year; `coming_of_age` has these.
        months.discard(adult_from * 12 - 3)
    return Person(
        number,
        random.choice((*COUNTIES, *COUNTIES, MOLDOVA)),
        random.choice(AUDIENCES),
        adult_from,
        random.choice(("pupils", "infants", "patients")),
        random.choice(("parents", "teachers", "patients")),
        frozenset(months),
        random.choice(("female", "male")),
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
    audience, name = whole.figure.audience, whole.figure.figure_id
    link = "part_of" if limit or random.randrange(2) else "same_as"
    tied = replace(part.figure, audience=audience, **{link: name})  # type: ignore[arg-type]
    is_unsaid = not tied.places
    return Published(tied, events, whole.service if is_unsaid else part.service)


def look(
    random: Random, people: Iterable[Person], audience: str, within: Period | None
) -> frozenset[Event]:
    """Some people of one audience, in some counties, of one group, over some months."""
    counted = most(random, sorted(p for p in people if p.audience == audience))
    counties: Sequence[str] = most(random, COUNTIES) or COUNTIES
    if not random.randrange(8):
        counties = random.choice(((MOLDOVA,), (*COUNTIES, MOLDOVA)))
    group = random.choice(("people", "people", *PARENT))
    first, last = sorted(random.choices(MONTHS, k=2))
    return frozenset(
        Event(person, month)
        for person in counted
        for month in person.months
        if first <= month <= last and (within is None or is_in(month, within))
        if person.county in counties and group in lineage(person.group_in(month))
    )


# Hypothesis's own Random shrinks what it finds; a plain one makes the same worlds by the 100,000.
randoms = st.randoms(use_true_random=False)
worlds = randoms.map(make_world)
