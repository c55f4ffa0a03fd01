"""What a headline says beside the total: the last year, and the figure that is most of it."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

import pandas as pd

from dashboard.counting import End, Figure, Placement
from dashboard.reach.breakdowns import counting, is_untold, reach_total
from dashboard.reach.catalogue import catalogue, records_of
from dashboard.reach.figures import rows_in
from dashboard.reach.filters import Filters
from dashboard.reach.proving import proven
from dashboard.reach.scope import placements, sought
from dashboard.reach.snapshot import Snapshot
from dashboard.reach.touching import wider_than_asked
from dashboard.reach.years import reach_by_year, year_label
from dashboard.words.labels import lowered

_MOST_NAMED, _WORTH_NAMING = 2, 10  # projects; with at least one person in ten of those certain
_MOST_OF = 2  # a figure that is more than one part in two of everyone certain is named


class Latest(NamedTuple):
    """The last year with somebody certain, and the one before it that has.

    `is_same`: both speak of the same: figures of the same projects and organisations, counted in
    the same way, in years that follow each other. `is_reading`: the last year, and more than stands
    without our readings.
    """

    year: str
    people: End
    before: str
    people_before: End
    is_same: bool
    is_reading: bool = False


class Largest(NamedTuple):
    """The figure that is most of everyone certain: its project, or group where it has none, its
    time, its people; and `without` it and all others of its project and group, so many."""

    name: str
    period: str
    people: int
    without: End
    is_reading: bool
    is_project: bool = False


class Activity(NamedTuple):
    """What people were helped with: a project or service, and how many of those certain it has."""

    name: str
    people: int


class Beside(NamedTuple):
    """What a headline says beside the total; `wider`: the clause about reports that are wider than
    the filters; `activities`: where most of everyone certain was, what stands without readings of
    ours first; `are_nearly_all`: that few were anywhere else."""

    latest: Latest | None
    largest: Largest | None
    wider: str
    activities: tuple[Activity, ...] = ()
    are_nearly_all: bool = False


def beside(snapshot: Snapshot, filters: Filters) -> Beside:
    """All of it, for one headline."""
    activities, total = most_helped(snapshot, filters), reach_total(snapshot, filters)
    named = sum(each.people for each in activities)
    return Beside(
        latest_years(snapshot, filters),
        largest_of_all(snapshot, filters),
        wider_than_asked(snapshot, filters),
        activities,
        are_nearly_all=named * _WORTH_NAMING >= total.surely.people * (_WORTH_NAMING - 1),
    )


def latest_years(snapshot: Snapshot, filters: Filters) -> Latest | None:
    """None where fewer than two years have people who are certain."""
    asked = filters.but(year_mode="as-reported")
    years = reach_by_year(snapshot, asked).years
    told = years[~is_untold(years) & (years["surely"] > 0)].tail(2)
    if len(told) < 2:
        return None
    before, last = records_of(told)
    spoken = [_spoken_of(snapshot, asked, row["row_id"]) for row in (before, last)]
    follow = last["year"] - before["year"] == 1
    stands = reach_total(snapshot, asked).stands
    return Latest(
        last["label"],
        _end(last),
        before["label"],
        _end(before),
        follow and spoken[0] == spoken[1],
        bool(last["reading_mark"]) and stands is not None and stands.people < last["surely"],
    )


def _end(row: dict[str, Any]) -> End:
    """The certain end; open where there may be more than it says."""
    may_be_more = row["surely_is_open"] or row["at_most_inside"] > row["surely"]
    return End(row["surely"], row["surely_is_approximate"], bool(may_be_more))


def _spoken_of(snapshot: Snapshot, filters: Filters, row_id: str) -> set[tuple[object, ...]]:
    """Of whom a year speaks, and how they were counted."""
    placed, rows_of = placements(snapshot, filters), rows_in(snapshot, filters, "year")
    return {
        (f.organisations, f.project_id, f.basis, f.target_group_id)
        for f in catalogue(snapshot).figures
        if placed[f.figure_id] is not Placement.OUTSIDE and row_id in rows_of(f)
    }


def largest_of_all(snapshot: Snapshot, filters: Filters) -> Largest | None:
    """None where no figure is most of everyone certain, or where it is the only one."""
    found = proven(snapshot, filters).people
    figure_id, people = max(found.items(), key=lambda each: each[1], default=("", 0))
    total = reach_total(snapshot, filters)
    if len(found) < 2 or people * _MOST_OF <= total.surely.people:
        return None
    known = catalogue(snapshot)
    figure = next(f for f in known.figures if f.figure_id == figure_id)
    rest = [f for f in known.figures if not _is_like(f, figure)]
    left = counting(snapshot, filters)(rest, placements(snapshot, filters), sought(known, filters))
    if left.surely.people * _MOST_OF > total.surely.people:
        return None  # others would stand in for it
    project = figure.project_id and known.name("projects", figure.project_id)
    return Largest(
        project or lowered(known.name("target_groups", figure.target_group_id)),
        year_label(str(figure.period)) if figure.period else "",
        people,
        left.surely._replace(is_open=left.surely.is_open or not left.inside.is_single),
        bool(figure.readings) and total.stands is not None,
        is_project=bool(project),
    )


def most_helped(snapshot: Snapshot, filters: Filters) -> tuple[Activity, ...]:
    """The projects and services with most of everyone certain.

    None where a project is asked for, nor beside a register, which counts others.
    """
    total, known = reach_total(snapshot, filters), catalogue(snapshot)
    if total.counted is not None or filters.projects:
        return ()
    found = proven(snapshot, filters).people
    people, read = Counter[str](), set[str]()
    for figure in known.figures:
        if figure.project_id and found.get(figure.figure_id):
            people[figure.project_id] += found[figure.figure_id]
            read |= {figure.project_id} if _makes_certain(figure) else set()
    least = (total.stands or total.surely).people / _WORTH_NAMING
    named = [(p, n) for p, n in people.most_common(_MOST_NAMED) if n >= least]
    named.sort(key=lambda each: total.stands is not None and each[0] in read)
    return tuple(Activity(known.name("projects", p), n) for p, n in named)


def _makes_certain(figure: Figure) -> bool:
    """Whether people are certain by a reading of ours alone."""
    return not figure.readings.isdisjoint({"basis", "number"})


def _is_like(figure: Figure, other: Figure) -> bool:
    """The other itself, or one of the same project and group: its people may be the same ones."""
    same_group = figure.target_group_id == other.target_group_id
    of_one = other.project_id is not None and figure.project_id == other.project_id
    return figure.figure_id == other.figure_id or (of_one and same_group)


def shared_counties(snapshot: Snapshot, rows: pd.DataFrame) -> frozenset[str]:
    """Counties that a row of several counties names; a region or the country names none."""
    known = catalogue(snapshot)
    named = [
        known.area_counties[area]
        for area in rows["row_id"]
        if known.area_kinds.get(area) == "counties"
    ]
    return frozenset[str]().union(*named)
