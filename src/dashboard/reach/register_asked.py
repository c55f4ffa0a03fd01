"""A reader's filters as a question about the register, and its exact answer."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple, TypeVar

from dashboard.engine import Answer, Asked, Engine, EngineLost
from dashboard.filters import Filters
from dashboard.period import Period
from dashboard.reach.catalogue import Catalogue, catalogue
from dashboard.reach.scope import scope_of
from dashboard.reach.snapshot import Snapshot, kept

_KEPT_ANSWERS = 4_000
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shape:
    """Whose participations a register, or the part of it in a filter, may hold.

    For the whole register: the projects and years of which it holds somebody, and every county
    and group. A filter takes of these what it lets through, whether or not anybody is left: which
    rows are told of must not depend on that.
    """

    projects: frozenset[str]
    target_groups: frozenset[str]
    counties: frozenset[str | None]
    years: tuple[int, int]

    def asked_of(self, whole: Shape) -> Asked:
        """The question for what is in this shape, out of the whole."""
        return Asked(
            project_ids=_unless(self.projects, whole.projects),
            target_group_ids=_unless(self.target_groups, whole.target_groups),
            county_codes=_unless(self.counties, whole.counties),
            years=None if self.years == whole.years else self.years,
        )

    @property
    def is_empty(self) -> bool:
        return not (self.projects and self.target_groups and self.counties)


class Within(NamedTuple):
    """The filters as they bear on the register.

    `inside` counts at both ends. `possible` has also those who may belong to it: of a county not
    stated, or of a wider group than the one chosen. They count at the upper end alone.
    """

    inside: Shape
    possible: Shape


def exactly(snapshot: Snapshot, asked: Asked) -> Answer:
    """The exact answer, which no reader sees; from what was prepared or asked before, if it was.

    Raises EngineLost when nobody answers.
    """
    engine = snapshot.engine
    prepared = _prepared(snapshot, engine).get(question_id(asked)) if asked.is_everybody else None
    return prepared if prepared is not None else _answer(snapshot, engine, asked)


@kept(most=_KEPT_ANSWERS)
def _answer(_snapshot: Snapshot, engine: Engine, asked: Asked) -> Answer:
    return engine.answer(asked)


def question_id(asked: Asked) -> str:
    """Names a question that leaves nobody out."""
    return sha256(repr((asked.by, asked.rows)).encode()).hexdigest()[:16]


@kept()
def _prepared(_snapshot: Snapshot, engine: Engine) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    for row in engine.prepared():
        answer = answers.setdefault(row["question_id"], {})
        answer[row["row_id"]] = (row["people"], row["services"])
    return answers


def shape(snapshot: Snapshot) -> Shape | None:
    """What the register holds; None for an empty one, and while nobody can be asked."""
    if snapshot.engine.is_lost:
        return None
    with suppress(EngineLost):
        return _shape(snapshot, snapshot.engine)
    return None


@kept()
def _shape(snapshot: Snapshot, _engine: Engine) -> Shape | None:
    projects, groups, counties, years = (
        frozenset(exactly(snapshot, Asked(by=column)))
        for column in ("project_id", "target_group_id", "county_code", "year")
    )
    if not years:
        return None
    numbers = [int(year) for year in _stated(years)]
    known = catalogue(snapshot)
    return Shape(
        _stated(projects),
        _stated(groups) | (known.audiences.keys() - known.parents.values()),
        counties | {area for area, kind in known.area_kinds.items() if kind == "county"},
        (min(numbers), max(numbers)),
    )


def _stated(ids: Iterable[str | None]) -> frozenset[str]:
    return frozenset(name for name in ids if name is not None)


def within(snapshot: Snapshot, filters: Filters) -> Within | None:
    """The filters for the register; None when nobody in the whole of it can be in them."""
    whole = shape(snapshot)
    if whole is None:
        return None
    known = catalogue(snapshot)
    projects = _projects(known, whole, filters)
    years = _years(snapshot, whole, projects, filters)
    if years is None:
        return None
    groups, wider = _groups(known, whole, filters)
    counties = whole.counties & set(filters.counties) if filters.counties else whole.counties
    unstated = whole.counties & {None}
    inside = Shape(projects, groups, counties, years)
    possible = Shape(projects, groups | wider, counties | unstated, years)
    return None if possible.is_empty else Within(inside, possible)


def _projects(known: Catalogue, whole: Shape, filters: Filters) -> frozenset[str]:
    """The register's projects that the filters by project and its circumstances let through."""
    return frozenset(
        project
        for project in whole.projects
        if _meets(filters.projects, {project})
        and _meets(filters.programmes, {known.programmes_of[project]})
        and _meets(filters.organisations, known.organisations_of.get(project, frozenset()))
        and _meets(filters.funders, known.funders_of.get(project, frozenset()))
    )


def _groups(
    known: Catalogue, whole: Shape, filters: Filters
) -> tuple[frozenset[str], frozenset[str]]:
    """The register's groups in the filters, and those wider than a chosen one."""
    scope = scope_of(known, filters)
    heard = [g for g in whole.target_groups if _meets(filters.audiences, {known.audiences[g]})]
    inside = {g for g in heard if _meets(filters.target_groups, {g, *known.groups_above(g)})}
    return frozenset(inside), scope.target_groups_above.intersection(heard) - inside


def _unless(ids: frozenset[T], every: frozenset[T]) -> frozenset[T] | None:
    return None if ids == every else ids


def _meets(chosen: Iterable[str], of_row: Iterable[str]) -> bool:
    chosen = set(chosen)
    return not chosen or not chosen.isdisjoint(of_row)


def _years(
    snapshot: Snapshot, whole: Shape, projects: frozenset[str], filters: Filters
) -> tuple[int, int] | None:
    """The years in which the projects ran, as far as the register and the filters go."""
    spans = [_spans(snapshot).get(project, whole.years) for project in projects]
    first = max(whole.years[0], min((span[0] for span in spans), default=whole.years[0]))
    last = min(whole.years[1], max((span[1] for span in spans), default=whole.years[1]))
    if filters.years:
        first = max(first, filters.years.first_year)
        last = min(last, filters.years.last_year or last)
    return (first, last) if first <= last else None


@kept()
def _spans(snapshot: Snapshot) -> dict[str, tuple[int, int]]:
    """The first and last year of each project that states both."""
    periods = {row["project_id"]: row["period"] for row in snapshot.store.rows("from projects")}
    parsed = {project: Period.parse(text or "") for project, text in periods.items()}
    return {
        project: (period.first_year, period.last_year)
        for project, period in parsed.items()
        if period and period.last_year
    }
