"""A network as tables in which even chance is looked up: who comes where, when and how often."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

import numpy as np

from dashboard.synth.draws import Ints, falling, lookup, shares
from dashboard.synth.network import FIRST_YEAR, LAST_YEAR, Network, Project, audiences
from dashboard.synth.words import AGES, SUPPORTED

SEXES = ("female", "male", "other", "")
BANDS = ("0-4", "5-9", "10-13", "14-17", "18-24", "25-34", "35-49", "50-64", "65+", "")
NOT_STATED_SEX, NOT_STATED_BAND = len(SEXES) - 1, len(BANDS) - 1
NO_GROUP = -1
_BAND_BEGINS = (0, 5, 10, 14, 18, 25, 35, 50, 65)
_AGES = 120
# How many of 256 try to come once more, twice more, ... in another year or project.
_MORE = (106, 74, 37, 18, 10, 6, 5)
_OFTENEST = 120  # days in one project and year
# How busy the months are, January first: school time, and a quiet August.
_MONTHS = (8, 9, 11, 9, 10, 7, 4, 3, 9, 12, 11, 7)
_DAYS_OF_MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Plan:
    """Tables by project (and year, or age); the last place has as many slots as the bits drawn.

    `days` is 0 where a project does not run in a year; `group` is NO_GROUP at an age that the
    project is not for.
    """

    def __init__(self, network: Network) -> None:
        projects = network.projects
        self.network = network
        self.groups = tuple(audiences())
        self.counties = (*network.counties, "")
        self.years = LAST_YEAR - FIRST_YEAR + 1
        self.project = lookup([project.weight for project in projects], 1 << 16)
        self.county = np.array([self._counties(project) for project in projects])
        self.age = np.array([_ages(project) for project in projects])
        self.women = np.array([project.theme.women for project in projects])
        self.is_support = np.array([p.theme.widest == SUPPORTED for p in projects])
        self.year = np.array([_years(project) for project in projects])
        self.related = np.array([_related(projects, n) for n in range(len(projects))])
        self.group = np.array([self._groups(project) for project in projects])
        self.first_day, self.days = _stretches(projects)
        self.new_year = np.array([_day(FIRST_YEAR + n, 1, 1) for n in range(self.years)])
        self.more = lookup(_MORE, 1 << 8)
        self.visits = lookup(falling(_OFTENEST, 9), 1 << 16) + 1
        self.season = _season()
        self.band = np.searchsorted(_BAND_BEGINS, np.arange(_AGES), side="right") - 1

    def _counties(self, project: Project) -> Ints:
        codes = [self.counties.index(code) for code in project.counties]
        return lookup(falling(len(codes), 6), 1 << 8, codes)

    def _groups(self, project: Project) -> Ints:
        found = np.full((_AGES, 16), NO_GROUP)
        for age in range(_AGES):
            fitting = [(g, n) for g, n in project.theme.groups if AGES[g][0] <= age <= AGES[g][1]]
            if fitting:
                numbers = [self.groups.index(group) for group, _ in fitting]
                found[age] = lookup([share for _, share in fitting], 16, numbers)
        return found


def _ages(project: Project) -> Ints:
    """512 ages: each group has its share, even over the ages of the group."""
    given = shares([share for _, share in project.theme.groups], 512)
    parts = []
    for (group, _), slots in zip(project.theme.groups, given, strict=True):
        youngest, oldest = AGES[group]
        parts.append(youngest + np.arange(slots) * (oldest - youngest + 1) // slots)
    return np.concatenate(parts)


def _years(project: Project) -> Ints:
    """64 years, by the months that the project runs in them, and more in later years."""
    first, last = project.months
    running = [min(last, year * 12 + 11) - max(first, year * 12) + 1 for year in project.years]
    weights = [months * (4 + n) for n, months in enumerate(running)]
    return lookup(weights, 64, [year - FIRST_YEAR for year in project.years])


def _related(projects: tuple[Project, ...], number: int) -> Ints:
    """16 other projects of the organisation by their weight; where it has none, the project."""
    organisation = projects[number].organisation
    others = [
        n
        for n, project in enumerate(projects)
        if project.organisation == organisation and n != number and project.weight
    ]
    return (
        lookup([projects[n].weight for n in others], 16, others) if others else np.full(16, number)
    )


def _stretches(projects: tuple[Project, ...]) -> tuple[Ints, Ints]:
    """By project and year, the first day on which people may come, and how many days follow."""
    first_day = np.zeros((len(projects), LAST_YEAR - FIRST_YEAR + 1), dtype=np.intp)
    days = np.zeros_like(first_day)
    for number, project in enumerate(projects):
        first, last = project.months
        for year in project.years:
            begin, end = max(first, year * 12), min(last, year * 12 + 11)
            start = _day(year, begin % 12 + 1, 1)
            after = _day(year, end % 12 + 1, monthrange(year, end % 12 + 1)[1]) + 1
            first_day[number, year - FIRST_YEAR] = start
            days[number, year - FIRST_YEAR] = after - start
    return first_day, days


def _day(year: int, month: int, day: int) -> int:
    return (date(year, month, day) - date(FIRST_YEAR, 1, 1)).days


def _season() -> Ints:
    """4096 days of a year, busy months more often."""
    weights = [
        busy for busy, days in zip(_MONTHS, _DAYS_OF_MONTHS, strict=True) for _ in range(days)
    ]
    return lookup(weights, 1 << 12)
