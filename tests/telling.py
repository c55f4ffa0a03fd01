"""What an honest organisation says of events: as narrow or as loose as an annual report's words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from random import Random

from dashboard.counting import Figure
from dashboard.period import Period, years
from tests.people import (
    AGE_CLASS,
    COUNTIES,
    MOLDOVA,
    MONTHS,
    NAMED,
    PARENT,
    QUALIFIERS,
    Event,
    Person,
    Published,
    lineage,
    most,
    some,
)


def label(
    random: Random, figure_id: str, events: frozenset[Event], limit: Figure | None
) -> Published:
    """Words that hold for the events, as narrow or as loose as an annual report's."""
    people = {event.person for event in events}
    basis = random.choice(("unique", "unique", "register", "attendance"))
    unit = "person" if random.randrange(10) else "household"
    number = _number(random, people, basis, unit)
    qualifier, said, said_at_most = _words(random, number)
    group = random.choice(sorted(_common_groups(events)))
    places = _area(random, {person.county for person in people}, limit)
    service = "" if limit or random.randrange(12) else random.choice(COUNTIES)
    if service:
        places = frozenset({service})
    figure = Figure(
        figure_id,
        said,
        qualifier,
        said_at_most,
        basis,
        audience=next((person.audience for person in people), "supported"),
        age_class=AGE_CLASS[group],
        target_group_id=group,
        counties=places - {MOLDOVA},
        country="MD" if MOLDOVA in places else None,
        area_id="+".join(sorted(places)) or "not-stated",
        place_is="service" if service else "home",
        unit=unit,
        sex=_sex(random, people),
        period=_period(random, {event.month for event in events}, limit),
        project_id=random.choice((None, *NAMED["projects"])),
        programme_id=random.choice((None, *NAMED["programmes"])),
        organisations=frozenset(most(random, NAMED["organisations"])),
        funders=frozenset(most(random, NAMED["funders"])),
    )
    return Published(_with_ages(random, figure, events), events, service)


def _number(random: Random, people: Collection[Person], basis: str, unit: str) -> int:
    """How many a publisher counts: of a stock those of the day, of households one for several."""
    number = len(people)
    if basis == "attendance":
        return number + random.randrange(4)
    if basis == "register":
        number -= random.randrange(number + 1) // 2
    return number if unit == "person" else number - random.randrange(number + 1) // 2


def _sex(random: Random, people: Iterable[Person]) -> str:
    sexes = {person.sex for person in people}
    return sexes.pop() if len(sexes) == 1 and random.randrange(2) else ""


def _with_ages(random: Random, figure: Figure, events: Iterable[Event]) -> Figure:
    """Ages stated, now and then: they overrule the group's."""
    ages = {person.is_child(month) for person, month in events}
    if random.randrange(6) or not ages:
        return figure
    if len(ages) > 1:
        return replace(figure, age_from=16, age_to=20)
    return replace(figure, age_to=17) if ages == {True} else replace(figure, age_from=18)


def _common_groups(events: Iterable[Event]) -> frozenset[str]:
    groups = [lineage(person.group_in(month)) for person, month in events]
    return frozenset(PARENT).intersection(*groups)


def _area(random: Random, counties: set[str], limit: Figure | None) -> frozenset[str]:
    """The counties, a wider area, or none stated; a part's lies within its whole's."""
    widest = limit.places if limit and limit.place_is == "home" else frozenset[str]()
    if MOLDOVA in counties or MOLDOVA in widest:
        is_all = counties <= {MOLDOVA}
        return frozenset({MOLDOVA}) if is_all and random.randrange(4) else widest
    wider = counties | set(some(random, sorted(widest or COUNTIES)))
    return random.choice((frozenset(counties), frozenset(wider), widest))


def _period(random: Random, months: set[int], limit: Figure | None) -> Period | None:
    """The months, the years, open, or not stated; a part's lies within its whole's."""
    within = limit.period if limit else None
    first, last = (min(months), max(months)) if months else (MONTHS[0], MONTHS[1])
    whole_years = years(first // 12, last // 12)
    choices = [Period(first, last), whole_years, whole_years, Period(first, None), None]
    fitting = [p for p in choices if within is None or (p is not None and holds_period(within, p))]
    return random.choice(fitting or [within])


def holds_period(outer: Period, inner: Period) -> bool:
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
