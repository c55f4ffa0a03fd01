"""How many different people the participations hold, added up block by block."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dashboard.synth.draws import Ints, distinct
from dashboard.synth.people import Block
from dashboard.synth.plan import Plan


@dataclass(slots=True)
class Counts:
    """Different people by project (place in the network) and what else the name says.

    A person is in one block only, so the counts of blocks add up.
    """

    year: Ints  # project, year
    county: Ints  # project, year, county; the last is not stated
    group: Ints  # project, year, group
    visits: Ints  # project, year: rows, not people
    ever: Ints  # project
    organisation: Ints  # organisation, year: people supported
    rows: int = 0

    def add(self, other: Counts) -> None:
        for name in ("year", "county", "group", "visits", "ever", "organisation"):
            getattr(self, name).__iadd__(getattr(other, name))
        self.rows += other.rows


def no_counts(plan: Plan) -> Counts:
    place = (len(plan.days), plan.years)
    return Counts(
        np.zeros(place, dtype=np.int64),
        np.zeros((*place, len(plan.counties)), dtype=np.int64),
        np.zeros((*place, len(plan.groups)), dtype=np.int64),
        np.zeros(place, dtype=np.int64),
        np.zeros(place[0], dtype=np.int64),
        np.zeros((len(plan.network.organisations), plan.years), dtype=np.int64),
    )


def count(plan: Plan, block: Block) -> Counts:
    """The counts of one block."""
    e = block.engagements
    shape = (len(plan.days), plan.years)
    place = e.project * plan.years + e.year
    counties, groups = len(plan.counties), len(plan.groups)
    is_new = np.ones(len(e.person), dtype=bool)
    is_new[1:] = (e.person[1:] != e.person[:-1]) | (e.project[1:] != e.project[:-1])
    return Counts(
        _counted(place, *shape),
        _counted(place * counties + e.county, *shape, counties),
        _counted(place * groups + e.group, *shape, groups),
        _counted(place, *shape, times=e.visits),
        _counted(e.project[is_new], shape[0]),
        _by_organisation(plan, e.person, e.project, e.year),
        len(block.row_day),
    )


def _by_organisation(plan: Plan, person: Ints, project: Ints, year: Ints) -> Ints:
    """Somebody supported in two projects of an organisation in a year is one of its people."""
    is_in = plan.is_support[project]
    person, project, year = person[is_in], project[is_in], year[is_in]
    owners = np.array([project.organisation for project in plan.network.projects])
    shape = (len(plan.network.organisations), plan.years)
    keys = distinct((person * shape[0] + owners[project]) * shape[1] + year)
    return _counted(keys % (shape[0] * shape[1]), *shape)


def _counted(places: Ints, *shape: int, times: Ints | None = None) -> Ints:
    found = np.bincount(places, weights=times, minlength=int(np.prod(shape)))
    return found.reshape(shape).astype(np.int64)
