"""People counted once from the register, as much of it as may be told.

The one place between the register and a reader: every count is protected here, whoever asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import replace

from dashboard.counting import Counted
from dashboard.engine import Asked, EngineLost
from dashboard.i18n import _
from dashboard.privacy import EXACT, Count, Policy, policy_from_environment, protect, protect_rows
from dashboard.reach.catalogue import NOT_STATED, catalogue
from dashboard.reach.dimensions import BREAKDOWN_TITLES, DIMENSIONS
from dashboard.reach.filters import Filters
from dashboard.reach.register_asked import Shape, Within, exactly, shape, within
from dashboard.reach.register_rows import rows_of
from dashboard.reach.snapshot import Snapshot

_NOBODY_SURELY = Counted(0, 0, is_hidden=True)
_exact: ContextVar[bool] = ContextVar("exact", default=False)


@contextmanager
def exact_counts() -> Iterator[None]:
    """Counts as they are, for the command line of the server itself."""
    token = _exact.set(True)
    try:
        yield
    finally:
        _exact.reset(token)


def counted_total(snapshot: Snapshot, filters: Filters) -> Counted | None:
    """Everyone counted in the filters; None where the register has nothing to say."""
    asked = within(snapshot, filters)
    if asked is None:
        return None
    with suppress(EngineLost):
        lower = protect(_total(snapshot, asked.inside), policy())
        upper = protect(_total(snapshot, asked.possible), policy())
        return lower._replace(at_most=upper.at_most)
    return None


def counted_rows(snapshot: Snapshot, filters: Filters, by: str) -> dict[str, Counted]:
    """The rows of a breakdown that the register speaks of, also those with nobody in the filters.

    `by` is a key of BREAKDOWN_TITLES. Rows share people, and are never added up.
    """
    asked = within(snapshot, filters)
    if asked is None:
        return {}
    with suppress(EngineLost):
        return _both_ends(snapshot, asked, by)
    return {}


def engine_sentence(snapshot: Snapshot) -> str:
    """Why nobody of the register is in the answers, when it cannot be asked; empty otherwise."""
    because = snapshot.engine.lost_because
    return _(because) if because else ""


def engine_state(snapshot: Snapshot) -> str:
    """Another one whenever answers kept from before are not what would be answered now."""
    return snapshot.engine.state


def _both_ends(snapshot: Snapshot, asked: Within, by: str) -> dict[str, Counted]:
    lower = _protected(snapshot, asked.inside, by)
    if asked.possible == asked.inside:
        return lower
    upper = _protected(snapshot, asked.possible, by)
    return {
        row: lower.get(row, _NOBODY_SURELY)._replace(at_most=counted.at_most)
        for row, counted in upper.items()
    }


def counted_of_row(
    snapshot: Snapshot, filters: Filters, by: str | None, row: str
) -> Counted | None:
    """The people counted in one row of a breakdown, or in all; None where none are in it."""
    if by is None:
        return counted_total(snapshot, filters)
    is_estimate = by == "year" and filters.year_mode == "spread-evenly"
    if by not in BREAKDOWN_TITLES or is_estimate:
        return None
    return counted_rows(snapshot, filters, by).get(row)


def is_cut(filters: Filters) -> bool:
    """Whether the filters take some participations of a project and leave others."""
    of_people = (DIMENSIONS[field].column != "project_id" for field, _ids in filters.chosen)
    return filters.years is not None or any(of_people)


def registered_projects(snapshot: Snapshot) -> frozenset[str]:
    """The projects with participations."""
    found = shape(snapshot)
    return found.projects if found else frozenset()


def registered(snapshot: Snapshot) -> frozenset[str]:
    """The projects with participations, their programmes, and the organisations involved."""
    known, projects = catalogue(snapshot), registered_projects(snapshot)
    programmes = {known.projects[project]["programme_id"] for project in projects}
    organisations = (known.organisations_of.get(project, frozenset()) for project in projects)
    return projects.union(programmes, *organisations)


def stands_by(snapshot: Snapshot) -> str:
    """Names what an answer depends on besides the build: the threshold, and who answers."""
    return f"{policy().threshold} {engine_state(snapshot)}"


def policy() -> Policy:
    """What keeps the counts of this process from a reader; nothing within `exact_counts`."""
    return EXACT if _exact.get() else policy_from_environment()


def _total(snapshot: Snapshot, part: Shape) -> Count:
    if part.is_empty:
        return Count(0, 0)
    return Count(*exactly(snapshot, _asked(snapshot, part)).get("total", (0, 0)))


def _protected(snapshot: Snapshot, part: Shape, by: str) -> dict[str, Counted]:
    if part.is_empty:
        return {}
    rows = rows_of(by, catalogue(snapshot), part)
    found = exactly(snapshot, replace(_asked(snapshot, part), by=rows.by, rows=rows.pairs))
    counts = dict.fromkeys(sorted(rows.row_ids), Count(0, 0))
    counts |= {row or NOT_STATED: Count(*found[row]) for row in found}
    return protect_rows(counts, _total(snapshot, part), policy())


def _asked(snapshot: Snapshot, part: Shape) -> Asked:
    whole = shape(snapshot)
    return part.asked_of(whole) if whole else Asked()
