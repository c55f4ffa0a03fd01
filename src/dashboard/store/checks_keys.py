"""Ids: each given once, and each that is referred to exists."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from dashboard.i18n import N_
from dashboard.paths import Content
from dashboard.store.checks_columns import id_pattern
from dashboard.store.files import EXTENSIBLE
from dashboard.store.finding import Wrong, find, find_cells, repeated
from dashboard.store.nearest import Names
from dashboard.store.problems import Kind
from dashboard.store.reading import Staged
from dashboard.store.schema import Column, Table, table, tables
from dashboard.store.sql import fill, listed

DUPLICATE = Kind(
    N_("{value} stands in line {first_line} already."),
    N_("Keep one of the two rows, or give this one an id of its own."),
)
REDEFINED = Kind(
    N_("{value} belongs to the reference data and cannot be defined again."),
    N_("Take the row out, or give it an id of its own."),
)
UNKNOWN = Kind(
    N_("{value} is not among the ids of {other}."),
    N_("Write an id of {other}, or add a row for it there."),
)
_TWICE = (
    "select file, line, concat_ws(', ', {keys}) as value, first_line from (select *, "
    "min(line) over (partition by file, {keys}) as first_line from staged.{table} "
    "where {given}) where line > first_line"
)
_AGAIN = (
    "select file, line, {key} as value from staged.{table} where file <> $reference "
    "and {key} in (select {key} from staged.{owner} where file = $owner_reference)"
)
_ABSENT = (
    "{column} is not null and "
    "{column} not in (select {key} from staged.{other} where {key} is not null)"
)
_CALLED = (
    "select {column}, {key} from staged.{table} where {column} is not null and {key} is not null"
)
_IS_ID = " and regexp_full_match({key}, $id)"
_NAMES = ("name", "short_name", "name_en", "name_ro", "title", "title_en", "title_ro")


def check_keys(content: Content, staged: Staged) -> None:
    twice = repeated(staged, {each.name: ("file", *each.primary_key) for each in tables()})
    for each in tables():
        if each.primary_key and each.name in twice:
            _check_duplicates(staged, each)
        unknown = [wrong for column in each.columns for wrong in _unknown(staged, column)]
        find_cells(staged, each.name, unknown)
    for name in EXTENSIBLE:
        _check_redefined(content, staged, name)


def _check_duplicates(staged: Staged, each: Table) -> None:
    keys = each.primary_key
    given = listed((fill("{key} is not null", key=key) for key in keys), " and ")
    query = fill(_TWICE, table=each.name, keys=listed(keys), given=given)
    find(staged, DUPLICATE, each.name, keys[0], query)


def _check_redefined(content: Content, staged: Staged, name: str) -> None:
    """Rows of one's own for an id of the reference data, also the counties of its areas."""
    key = table(name).primary_key[0]
    owner = (table(name).column(key).references or (name, key))[0]
    query = fill(_AGAIN, table=name, key=key, owner=owner)
    reference = f"{content.reference.name}/{name}.csv"
    owner_reference = f"{content.reference.name}/{owner}.csv"
    find(staged, REDEFINED, name, key, query, reference=reference, owner_reference=owner_reference)


def _unknown(staged: Staged, column: Column) -> Iterator[Wrong]:
    if column.references and column.references[0] not in staged.broken:
        other, key = column.references
        condition = fill(_ABSENT, key=key, other=other)
        names = partial(names_of, staged, table(other), key)
        yield Wrong(UNKNOWN, column.name, condition, names, (("other", other),))


def names_of(staged: Staged, other: Table, key: str) -> Names:
    """What the rows of a table are called, in any language, and their ids but those refused."""
    found: dict[str, str] = {}
    for column in (*_NAMES, key):
        if any(column == each.name for each in other.columns):
            query = fill(_CALLED + _IS_ID, table=other.name, column=column, key=key)
            found |= dict(staged.connection.execute(query, {"id": id_pattern(key)}).fetchall())
    return Names(found)
