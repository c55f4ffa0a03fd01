"""How the register falls into the rows of each breakdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from dashboard.engine import Asked
from dashboard.reach.catalogue import NOT_STATED, Catalogue, catalogue
from dashboard.reach.register_asked import Shape, exactly, question_id, shape
from dashboard.reach.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows there are, the column they come from, and the rows of each of its values.

    `pairs`: (value, row); None when the values are the rows.
    """

    row_ids: frozenset[str]
    by: str
    pairs: tuple[tuple[str, str], ...] | None = None


def prepare(snapshot: Snapshot) -> list[tuple[str, str | None, int, int]]:
    """Answers for the whole register, to be kept with the build.

    Rows of question_id, row_id, people, services.
    """
    whole = shape(snapshot)
    if whole is None:
        return []
    rows = [of(catalogue(snapshot), whole) for of in ROWS.values()]
    asked = {Asked(), *(Asked(by=each.by) for each in rows)}
    asked |= {Asked(by=each.by, rows=each.pairs) for each in rows}
    return [
        (question_id(each), row, people, services)
        for each in sorted(asked, key=repr)
        for row, (people, services) in exactly(snapshot, each).items()
    ]


def _values(column: str, values: Callable[[Shape], Iterable[object]]) -> Callable[..., Rows]:
    def rows(_known: Catalogue, part: Shape) -> Rows:
        row_ids = (NOT_STATED if value is None else str(value) for value in values(part))
        return Rows(frozenset(row_ids), column)

    return rows


def _of_projects(rows_of: Callable[[Catalogue, str], Iterable[str]]) -> Callable[..., Rows]:
    """Rows that a project's people count in; the same pairs for all filters, to be prepared."""

    def rows(known: Catalogue, part: Shape) -> Rows:
        every = sorted(known.programmes_of)
        pairs = tuple((p, row) for p in every for row in sorted(rows_of(known, p)))
        return Rows(frozenset(row for p, row in pairs if p in part.projects), "project_id", pairs)

    return rows


def _audiences(known: Catalogue, part: Shape) -> Rows:
    pairs = tuple(sorted(known.audiences.items()))
    row_ids = frozenset(known.audiences[group] for group in part.target_groups)
    return Rows(row_ids, "target_group_id", pairs)


def _or_unstated(found: Mapping[str, frozenset[str]], project: str) -> Iterable[str]:
    return found.get(project) or {NOT_STATED}


ROWS: dict[str, Callable[[Catalogue, Shape], Rows]] = {
    "year": _values("year", lambda part: range(part.years[0], part.years[1] + 1)),
    "target-group": _values("target_group_id", lambda part: part.target_groups),
    "county": _values("county_code", lambda part: part.counties),
    "project": _values("project_id", lambda part: part.projects),
    "programme": _of_projects(lambda known, project: {known.programmes_of[project]}),
    "organisation": _of_projects(lambda known, p: _or_unstated(known.organisations_of, p)),
    "funder": _of_projects(lambda known, project: _or_unstated(known.funders_of, project)),
    "audience": _audiences,
}
