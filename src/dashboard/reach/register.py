"""People counted once from the register, as much of it as may be told.

The one place between the register and a reader: every count is protected here, whoever asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import replace

from dashboard.counting import Counted
from dashboard.engine import Asked, EngineLost, engine_of
from dashboard.filters import Filters
from dashboard.i18n import _
from dashboard.privacy import EXACT, Count, Policy, policy_from_environment, protect, protect_rows
from dashboard.reach.catalogue import NOT_STATED, catalogue
from dashboard.reach.register_asked import Shape, Within, exactly, shape, within
from dashboard.reach.register_rows import ROWS
from dashboard.store import Store

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


def counted_total(store: Store, filters: Filters) -> Counted | None:
    """Everyone counted in the filters; None where the register has nothing to say."""
    asked = within(store, filters)
    if asked is None:
        return None
    with suppress(EngineLost):
        lower = protect(_total(store, asked.inside), policy())
        upper = protect(_total(store, asked.possible), policy())
        return lower._replace(at_most=upper.at_most)
    return None


def counted_rows(store: Store, filters: Filters, by: str) -> dict[str, Counted]:
    """The rows of a breakdown that the register speaks of, also those with nobody in the filters.

    `by` is a key of ROWS. Rows share people, and are never added up.
    """
    asked = within(store, filters)
    if asked is None:
        return {}
    with suppress(EngineLost):
        return _both_ends(store, asked, by)
    return {}


def engine_sentence(store: Store) -> str:
    """Why nobody of the register is in the answers, when it cannot be asked; empty otherwise."""
    because = engine_of(store).lost_because
    return _(because) if because else ""


def engine_state(store: Store) -> str:
    """Another one whenever answers kept from before are not what would be answered now."""
    return engine_of(store).state


def _both_ends(store: Store, asked: Within, by: str) -> dict[str, Counted]:
    lower = _protected(store, asked.inside, by)
    if asked.possible == asked.inside:
        return lower
    upper = _protected(store, asked.possible, by)
    return {
        row: lower.get(row, _NOBODY_SURELY)._replace(at_most=counted.at_most)
        for row, counted in upper.items()
    }


def counted_of_row(store: Store, filters: Filters, by: str | None, row: str) -> Counted | None:
    """The people counted in one row of a breakdown, or in all; None where none are in it."""
    if by is None:
        return counted_total(store, filters)
    is_estimate = by == "year" and filters.year_mode == "spread-evenly"
    return None if by not in ROWS or is_estimate else counted_rows(store, filters, by).get(row)


def is_cut(filters: Filters) -> bool:
    """Whether the filters take some participations of a project and leave others."""
    return bool(filters.audiences or filters.target_groups or filters.counties or filters.years)


def registered_projects(store: Store) -> frozenset[str]:
    """The projects with participations."""
    found = shape(store)
    return found.projects if found else frozenset()


def registered(store: Store) -> frozenset[str]:
    """The projects with participations, their programmes, and the organisations involved."""
    known, projects = catalogue(store), registered_projects(store)
    programmes = {known.programmes_of[project] for project in projects}
    organisations = (known.organisations_of.get(project, frozenset()) for project in projects)
    return projects.union(programmes, *organisations)


def stands_by(store: Store) -> str:
    """Names what an answer depends on besides the build: the threshold, and who answers."""
    return f"{policy().threshold} {engine_state(store)}"


def policy() -> Policy:
    """What keeps the counts of this process from a reader; nothing within `exact_counts`."""
    return EXACT if _exact.get() else policy_from_environment()


def _total(store: Store, part: Shape) -> Count:
    if part.is_empty:
        return Count(0, 0)
    return Count(*exactly(store, _asked(store, part)).get("total", (0, 0)))


def _protected(store: Store, part: Shape, by: str) -> dict[str, Counted]:
    if part.is_empty:
        return {}
    rows = ROWS[by](catalogue(store), part)
    found = exactly(store, replace(_asked(store, part), by=rows.by, rows=rows.pairs))
    counts = dict.fromkeys(sorted(rows.row_ids), Count(0, 0))
    counts |= {row or NOT_STATED: Count(*found[row]) for row in found}
    return protect_rows(counts, _total(store, part), policy())


def _asked(store: Store, part: Shape) -> Asked:
    whole = shape(store)
    return part.asked_of(whole) if whole else Asked()
