"""A check is a query for the rows that are wrong; this turns them into problems."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dashboard.store.nearest import Names
from dashboard.store.problems import Kind, Problem, short
from dashboard.store.reading import Staged
from dashboard.store.sql import Sql, fill, listed, literal

_CAPPED = "select *, count(*) over () as n_found from ({query}) order by file, line limit {cap}"
_ANY = "select 1 from ({query}) limit 1"
_PLACES = ("line", "file", "value", "n_found")
_COUNTS = "select {counts} from staged.{table}"
_ALIKE = "select {name} from staged.{table} having count(*) > count(distinct hash({columns}))"
_CELL = "select file, line, {column} as value {detail} from staged.{table} where {condition}"


@dataclass(frozen=True)
class Wrong:
    """When a cell is wrong: `condition` is SQL in which {column} stands for it.

    An empty cell is wrong only `if_empty`. `names`: what it was probably meant to be; `words` and
    `detail` (more SQL): what else the sentences name.
    """

    kind: Kind
    column: str
    condition: str
    names: Callable[[], Names] | None = None
    words: tuple[tuple[str, str], ...] = ()
    detail: str = ""
    if_empty: bool = False

    @cached_property
    def sql(self) -> Sql:
        return fill(self.condition, column=self.column)


def find_cells(staged: Staged, table: str, wrongs: Sequence[Wrong]) -> None:
    """Report the wrong cells of a table; one look at it tells which of the checks find any."""
    wrongs = [each for each in wrongs if each.if_empty or each.column in staged.filled[table]]
    if not wrongs or not staged.rows[table]:
        return
    counts = listed(fill("count_if({condition})", condition=wrong.sql) for wrong in wrongs)
    query = fill(_COUNTS, table=table, counts=counts)
    found = staged.connection.execute(query)
    for wrong, n in zip(wrongs, found.fetchall()[0], strict=True):
        if n:
            detail = fill(wrong.detail, column=wrong.column)
            query = fill(
                _CELL, table=table, column=wrong.column, condition=wrong.sql, detail=detail
            )
            words = dict(wrong.words)
            find(staged, wrong.kind, table, wrong.column, query, wrong.names, words, if_empty=True)


def repeated(staged: Staged, columns: Mapping[str, Sequence[str]]) -> set[str]:
    """The tables of which two rows have the same, or seem to, in the columns given for each.

    One look at all: few tables have any, and who looks at rows in their order takes longer.
    """
    queries = [
        fill(_ALIKE, name=literal(table), table=table, columns=listed(names))
        for table, names in columns.items()
        if staged.rows[table] > 1
    ]
    if not queries:
        return set()
    found = staged.connection.execute(listed(queries, " union all ")).fetchall()
    return {table for (table,) in found}


def find(
    staged: Staged,
    kind: Kind,
    table: str,
    column: str | None,
    query: str,
    names: Callable[[], Names] | None = None,
    words: dict[str, str] | None = None,
    *,
    if_empty: bool = False,
    **params: Any,
) -> None:
    """Report each row of `query`: file, line, value, and whatever else the sentences name.

    A column in which nothing stands is wrong only `if_empty`.
    """
    if not staged.rows[table]:
        return
    if not (if_empty or column is None or column in staged.filled[table]):
        return
    rows = _answer(staged, query, params)
    choices = names() if rows and names else None
    problems = []
    for row in rows:
        named = {name: found for name, found in row.items() if name not in _PLACES}
        if choices is not None:
            named["nearest"] = choices.nearest(row["value"])
        texts = tuple((name, short(found) or "") for name, found in named.items())
        place = (row["file"], row["line"], column, short(row["value"]))
        problems.append(Problem(kind, table, *place, texts + tuple((words or {}).items())))
    if rows:
        staged.problems.add_all(problems, rows[0]["n_found"])


def _answer(staged: Staged, query: str, params: dict[str, Any]) -> list[dict[str, Any]]:
    first = fill(_ANY, query=Sql(query))  # most find none, and this one is planned in half the time
    if not staged.connection.execute(first, params or None).fetchall():
        return []
    capped = fill(_CAPPED, query=Sql(query), cap=Sql(staged.problems.cap))
    result = staged.connection.execute(capped, params or None)
    columns = [column[0] for column in result.description or []]
    return [dict(zip(columns, row, strict=True)) for row in result.fetchall()]
