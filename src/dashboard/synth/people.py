"""The made-up people, block by block, as columns of whole numbers.

A person comes to a project that draws many or few, from a county and at an age that go with it.
Some come again in later years or to other projects, and a few come very often. Blocks know
nothing of each other, so that a hundred million rows take no more memory than a million.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dashboard.synth.draws import Draws, Ints, bits, distinct
from dashboard.synth.plan import NO_GROUP, NOT_STATED_BAND, NOT_STATED_SEX, Plan

BLOCK = 300_000  # people: about a million rows
_PEOPLE = 1  # the stream of chance that this module draws from
# Of 16 who come once more: how many to the same project, to one of the same organisation.
_SAME, _RELATED = 10, 15
# Days between two visits; once a week is usual.
_STEPS = np.array([1, 1, 2, 3, 4, 5, 7, 7, 7, 7, 7, 7, 14, 14, 21, 28])


@dataclass(frozen=True, slots=True)
class Engagements:
    """One a person, project and year, in this order; all columns have one length.

    `person` counts from the block's first; `year` from the network's first year;
    `project`, `county`, `group`, `sex` and `band` are places in the lists of the plan.
    """

    person: Ints
    project: Ints
    year: Ints
    county: Ints
    group: Ints
    sex: Ints
    band: Ints
    visits: Ints


@dataclass(frozen=True, slots=True)
class Block:
    """The people from `first_person` on; rows are days of an engagement, in order of the day."""

    first_person: int
    people: int
    engagements: Engagements
    row_engagement: Ints
    row_day: Ints  # since the first day of the network's first year


def block(plan: Plan, number: int) -> Block:
    """The people of one block: the same for the same network, whatever else has been asked."""
    first = number * BLOCK
    people = min(BLOCK, plan.network.people - first)
    draws = Draws(plan.network.seed, _PEOPLE, number)
    raw, more = draws.raw(people), draws.raw(people)
    project = plan.project[bits(raw, 0, 16)]
    year = plan.year[project, bits(raw, 16, 6)]
    born = year - plan.age[project, bits(raw, 22, 9)]
    home, sex = _home(plan, project, raw, more), _sex(plan, project, raw)
    is_dated = bits(raw, 31, 5) > 0
    person, project, year = _engaged(plan, draws, more, project, year, born)
    fresh = draws.raw(len(person))
    age = year - born[person]
    away = plan.county[project, bits(fresh, 45, 8)]
    visits = np.minimum(plan.visits[bits(fresh, 0, 16)], plan.days[project, year])
    engagements = Engagements(
        person=person,
        project=project,
        year=year,
        county=np.where(bits(fresh, 40, 5) == 0, away, home[person]),
        group=plan.group[project, age, bits(fresh, 53, 4)],
        sex=sex[person],
        band=np.where(is_dated[person], plan.band[age], NOT_STATED_BAND),
        visits=visits,
    )
    return Block(first, people, engagements, *_rows(plan, engagements, fresh))


def _home(plan: Plan, project: Ints, raw: Ints, more: Ints) -> Ints:
    """Where a person lives: mostly by the project, rarely anywhere, sometimes not stated."""
    places = len(plan.counties) - 1
    home = plan.county[project, bits(raw, 36, 8)]
    home = np.where(bits(more, 8, 12) == 0, bits(more, 20, 12) % places, home)
    return np.where(bits(more, 32, 5) == 0, places, home)


def _sex(plan: Plan, project: Ints, raw: Ints) -> Ints:
    is_man = bits(raw, 44, 8) >= plan.women[project]
    rare = bits(raw, 52, 8)
    return np.select([rare == 0, rare < 6], [2, NOT_STATED_SEX], is_man.astype(np.intp))


def _engaged(
    plan: Plan, draws: Draws, more: Ints, project: Ints, year: Ints, born: Ints
) -> tuple[Ints, Ints, Ints]:
    """Person, project and year of all engagements, in this order, each of them once."""
    times = plan.more[bits(more, 0, 8)]
    again = np.repeat(np.arange(len(more)), times)
    turn = np.arange(len(again)) - np.repeat(np.cumsum(times) - times, times)
    raw = draws.raw(len(again))
    which = bits(raw, 0, 4)
    related = plan.related[project[again], bits(raw, 4, 4)]
    anywhere = plan.project[bits(raw, 8, 16)]
    there = np.select([which < _SAME, which < _RELATED], [project[again], related], anywhere)
    later = year[again] + 1 + turn
    then = np.where(which < _SAME, later, plan.year[there, bits(raw, 24, 6)])
    is_kept = _fitting(plan, there, then, year[again], born[again])
    person = np.concatenate([np.arange(len(more)), again[is_kept]])
    keys = person * len(plan.days) + np.concatenate([project, there[is_kept]])
    keys = keys * plan.years + np.concatenate([year, then[is_kept]])
    rest, found_year = np.divmod(distinct(keys), plan.years)
    found_person, found_project = np.divmod(rest, len(plan.days))
    return found_person, found_project, found_year


def _fitting(plan: Plan, project: Ints, year: Ints, first_year: Ints, born: Ints) -> Ints:
    """Whether the project runs in that year, not before the first, and is for that age."""
    is_in = (year >= first_year) & (year < plan.years)
    year = np.minimum(year, plan.years - 1)
    has_group = plan.group[project, np.maximum(year - born, 0), 0] != NO_GROUP
    fits: Ints = is_in & has_group & (plan.days[project, year] > 0)
    return fits


def _rows(plan: Plan, engagements: Engagements, fresh: Ints) -> tuple[Ints, Ints]:
    """The engagement and the day of every row, by day; no engagement has a day twice.

    From a day in season on, visits follow in even steps and start over where the year's
    stretch of the project ends; the steps are short enough never to meet again.
    """
    visits = engagements.visits
    first = plan.first_day[engagements.project, engagements.year]
    days = plan.days[engagements.project, engagements.year]
    step = np.minimum(_STEPS[bits(fresh, 16, 4)], days // visits)
    into_year = first - plan.new_year[engagements.year]
    start = (plan.season[bits(fresh, 20, 12)] - into_year) % days
    engagement = np.repeat(np.arange(len(visits)), visits)
    turn = np.arange(len(engagement)) - np.repeat(np.cumsum(visits) - visits, visits)
    day = first[engagement] + (start[engagement] + turn * step[engagement]) % days[engagement]
    order = np.argsort(day.astype(np.uint16), kind="stable")
    return engagement[order], day[order]
