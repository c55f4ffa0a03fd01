"""A reader's filters as a question about the register, and its exact answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple, TypeVar

from dashboard.counting import Placement
from dashboard.engine import Answer, Asked, Engine, EngineLost
from dashboard.period import Period
from dashboard.reach.catalogue import catalogue
from dashboard.reach.filters import Filters
from dashboard.reach.scope import Scope
from dashboard.reach.snapshot import Snapshot, kept

_KEPT_ANSWERS = 4_000
INSIDE, TOUCHING = Placement.INSIDE, Placement.TOUCHING
Part = tuple[frozenset[str], frozenset[str], frozenset[str | None]]
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
        return not all(self.values.values())

    @property
    def values(self) -> Mapping[str, frozenset[Any]]:
        """By column of the register."""
        return {
            "project_id": self.projects,
            "target_group_id": self.target_groups,
            "county_code": self.counties,
        }


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
    scope = Scope.of(catalogue(snapshot), filters)
    inside, possible = (_part(whole, scope, least) for least in (INSIDE, TOUCHING))
    years = _years(snapshot, whole, possible[0], filters)
    if years is None:
        return None
    found = Within(Shape(*inside, years), Shape(*possible, years))
    return None if found.possible.is_empty else found


def _part(whole: Shape, scope: Scope, least: Placement) -> Part:
    """The projects, groups and counties of the register that lie in the filters at least so."""
    projects, groups, counties = (
        frozenset(value for value in values if scope.place_value(column, value) >= least)
        for column, values in whole.values.items()
    )
    return projects, groups, counties


def _unless(ids: frozenset[T], every: frozenset[T]) -> frozenset[T] | None:
    return None if ids == every else ids


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
    projects = catalogue(snapshot).projects.items()
    parsed = {project: Period.parse(record["period"] or "") for project, record in projects}
    return {
        project: (period.first_year, period.last_year)
        for project, period in parsed.items()
        if period and period.last_year
    }
