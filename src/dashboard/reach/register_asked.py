"""A reader's filters as a question about the register, and the exact counts of its members."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any, NamedTuple

from dashboard.counting import Placement
from dashboard.engine import COLUMN_OF, Answer, Asked, Count, Engine
from dashboard.period import Period, year_of
from dashboard.reach.catalogue import NOT_STATED, Catalogue, catalogue
from dashboard.reach.dimension import Dimension
from dashboard.reach.dimensions import DIMENSIONS
from dashboard.reach.filters import Filters
from dashboard.reach.register_family import Family, Ids, Span
from dashboard.reach.scope import Scope
from dashboard.reach.snapshot import Snapshot, kept

_KEPT_ANSWERS = 4_000
_NOBODY = Count(0, 0)
_LONGEST = 12_000  # months of a period without an end
_FIELD_OF = {column: field for field, column in COLUMN_OF.items()}
_MAY_BE_EMPTY = {"county_code", "sex", "age_band"}


class Within(NamedTuple):
    """The filters as they bear on the register.

    `inside` counts at both ends. `possible` has also those who may belong to it: of a county not
    stated, or of a wider group than the one chosen. They count at the upper end alone.
    """

    inside: Asked
    possible: Asked


def counts_of(snapshot: Snapshot, members: Iterable[Asked]) -> dict[Asked, Count]:
    """The exact count of each question, which no reader sees; in as few queries as will do.

    Raises EngineLost when nobody answers.
    """
    found = dict[Asked, Count]()
    for query, row_of in _queries(set(members)).items():
        answer = exactly(snapshot, query)
        found |= {member: answer.get(row, _NOBODY) for member, row in row_of.items()}
    return found


def exactly(snapshot: Snapshot, asked: Asked) -> Answer:
    """From what was prepared or asked before, if it was."""
    engine = snapshot.engine
    prepared = _prepared(snapshot, engine).get(question_id(asked)) if asked.is_everybody else None
    return prepared if prepared is not None else _answer(snapshot, engine, asked)


@kept(most=_KEPT_ANSWERS)
def _answer(_snapshot: Snapshot, engine: Engine, asked: Asked) -> Answer:
    return engine.answer(asked)


def question_id(asked: Asked) -> str:
    """Names a query that leaves nobody out."""
    return sha256(repr((asked.by, asked.rows)).encode()).hexdigest()[:16]


@kept()
def _prepared(_snapshot: Snapshot, engine: Engine) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    for row in engine.prepared():
        answer = answers.setdefault(row["question_id"], {})
        answer[row["row_id"]] = Count(*(row[name] for name in Count._fields))
    return answers


def queries(members: Iterable[Asked]) -> Iterator[Asked]:
    """What an engine is asked for these members."""
    yield from _queries(set(members))


def _queries(members: set[Asked]) -> dict[Asked, dict[Asked, str | None]]:
    """Queries, each with the row of its answer that is a member's: those that differ in one
    respect only are rows of one query."""
    pivot, alike = max(
        ((pivot, _alike(members, pivot)) for pivot in (*COLUMN_OF, "years")),
        key=lambda found: sum(len(rows) - 1 for rows in found[1].values()),
    )
    together = {rest: rows for rest, rows in alike.items() if len(rows) > 1}
    if not together:
        return {member: {member: "total"} for member in members}
    done = set[Asked]().union(*together.values())
    as_rows = dict(_as_rows(rest, pivot, rows) for rest, rows in together.items())
    return as_rows | _queries(members - done)


def _alike(members: set[Asked], pivot: str) -> dict[Asked, set[Asked]]:
    """The members that differ in this respect alone, by what they have in common."""
    found: dict[Asked, set[Asked]] = defaultdict(set)
    cleared: dict[str, Any] = {pivot: None}
    for member in members:
        if _can_be_row(member, pivot):
            found[replace(member, **cleared)].add(member)
    return {rest: _joinable(rows, pivot) for rest, rows in found.items()}


def _can_be_row(member: Asked, pivot: str) -> bool:
    chosen = getattr(member, pivot)
    if pivot == "years":
        return chosen is not None and chosen[0] == chosen[1]
    return chosen is not None and (chosen == {None} or None not in chosen)


def _joinable(members: set[Asked], pivot: str) -> set[Asked]:
    """Without the one for what is not stated, where ids are joined to rows: nothing joins to it."""
    if pivot == "years" or all(len(getattr(member, pivot)) == 1 for member in members):
        return members
    return {member for member in members if None not in getattr(member, pivot)}


def _as_rows(rest: Asked, pivot: str, members: set[Asked]) -> tuple[Asked, dict[Asked, str | None]]:
    if pivot == "years":
        years = {member: str(member.years[0]) for member in members if member.years}
        return replace(rest, by="year"), dict(years)
    values = {member: getattr(member, pivot) for member in members}
    column = COLUMN_OF[pivot]
    if all(len(ids) == 1 for ids in values.values()):  # the values are the rows
        return replace(rest, by=column), {member: min(ids) for member, ids in values.items()}
    ordered = sorted({tuple(sorted(ids)) for ids in values.values()})
    row_of = {ids: str(n) for n, ids in enumerate(ordered)}
    pairs = tuple((name, row) for ids, row in row_of.items() for name in ids)
    query = replace(rest, by=column, rows=pairs)
    return query, {member: row_of[tuple(sorted(ids))] for member, ids in values.items()}


@kept()
def family(snapshot: Snapshot) -> Family:
    """The questions that are counted, as the public catalogue makes them."""
    known, begins = catalogue(snapshot), snapshot.store.settings.year_begins
    every = {field: frozenset[str | None](_values(known, field)) for field in COLUMN_OF}
    values: dict[str, set[Ids]] = {field: {frozenset({v}) for v in every[field]} for field in every}
    for dimension in DIMENSIONS.values():
        values[_FIELD_OF[dimension.column]].update(values_of(known, dimension).values())
    parsed = {p: Period.parse(each["period"] or "") for p, each in known.projects.items()}
    periods = {project: period for project, period in parsed.items() if period}
    return Family(
        {field: frozenset(found) for field, found in values.items()},
        every,
        {p: each.years_met(begins) for p, each in periods.items() if each.last is not None},
        _hull([*periods.values(), *(f.period for f in known.figures if f.period)], begins),
    )


def _values(known: Catalogue, field: str) -> Iterator[str | None]:
    """Every value that a column may have; None is not stated."""
    column = COLUMN_OF[field]
    found = next(each for each in DIMENSIONS.values() if each.column == column)
    yield from found.values(known)
    if column in _MAY_BE_EMPTY:
        yield None


def values_of(known: Catalogue, dimension: Dimension) -> dict[str, Ids]:
    """What each id of a dimension stands for in the register's column: all under it, too.

    NOT_STATED stands for what counts in no id.
    """
    found: dict[str, set[str | None]] = defaultdict(set)
    for value in dimension.values(known):
        for row in set(dimension.said_of(known, value)) or {NOT_STATED}:
            for wider in (row, *dimension.above(known, row)):
                found[wider].add(value)
    if dimension.column in _MAY_BE_EMPTY:
        found[NOT_STATED].add(None)
    return {row: frozenset(ids) for row, ids in sorted(found.items())}


def field_of(dimension: Dimension) -> str:
    """The field of a question that a dimension's ids are chosen in."""
    return _FIELD_OF[dimension.column]


def _hull(periods: Iterable[Period], begins: int) -> Span:
    listed = list(periods)
    first = min((year_of(p.first, begins) for p in listed), default=2000)
    lasts = (p.first if p.last is None else p.last for p in listed)
    return first, max((year_of(last, begins) for last in lasts), default=first)


def within(snapshot: Snapshot, filters: Filters) -> Within | None:
    """The filters for the register; None when the catalogue lets nobody be in them."""
    every, scope = family(snapshot).every, Scope.of(catalogue(snapshot), filters)
    inside, around = _years(filters.years, snapshot.store.settings.year_begins)
    possible = _part(every, scope, Placement.TOUCHING, around)
    if frozenset() in [getattr(possible, field) for field in COLUMN_OF]:
        return None
    return Within(_part(every, scope, Placement.INSIDE, inside), possible)


def _part(every: Mapping[str, Ids], scope: Scope, least: Placement, years: Span | None) -> Asked:
    """What of the register lies in the filters at least so."""
    chosen: dict[str, Any] = {
        field: frozenset(v for v in ids if scope.place_value(COLUMN_OF[field], v) >= least)
        for field, ids in every.items()
    }
    whole = {field: None for field, ids in chosen.items() if ids == every[field]}
    return Asked(**chosen | whole, years=years)


def _years(period: Period | None, begins: int) -> tuple[Span | None, Span | None]:
    """The whole reporting years in a period, and those that it touches: the register has no others.

    A period without an end goes on for long.
    """
    if period is None:
        return None, None
    ended = period if period.last is not None else replace(period, last=period.first + _LONGEST)
    return ended.whole_years(begins), ended.years_met(begins)
