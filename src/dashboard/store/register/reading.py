"""From the files of participations to a staging table: ids as codes, persons as keyed hashes."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from io import StringIO, TextIOWrapper

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.errors import DashboardError
from dashboard.i18n import N_, _
from dashboard.paths import Content
from dashboard.store.decoding import decode
from dashboard.store.files import TableFile
from dashboard.store.headers import separator_problem, wrong_columns
from dashboard.store.nearest import nearest
from dashboard.store.problems import Kind, Problem
from dashboard.store.reading import (
    BLANK,
    UNREADABLE,
    Staged,
    rows_of,
    whole_rows,
)
from dashboard.store.register.files import TABLE, Part, parts
from dashboard.store.register.headings import column_holds, column_looks_like
from dashboard.store.register.key import salt
from dashboard.store.register.rules import (
    CODES,
    COLUMNS,
    make_codes,
    maybe_wrong,
    person_id,
    value,
)
from dashboard.store.room import NoRoom, is_full
from dashboard.store.sql import Sql, fill, listed

PERSONAL_COLUMN = Kind(
    N_("Column {n} seems to hold {reason}, which does not belong among participations."),
    N_("Take the column out before the file comes here; an opaque person_id is enough."),
)
STRANGE_COLUMN = Kind(
    N_("Column {n} is none of the columns of {table}."),
    N_("Rename or remove it; the data dictionary lists the columns."),
)
NAMES = [column.name for column in COLUMNS]
_HEAD = 64 * 1024
_FIRST = "select {name}::varchar from {rows} limit 500"
_LINE = re.compile(r"CSV Error on Line: (\d+)")
_TRIMMED = "nullif(trim({name}::varchar, $blank), '') as {name}"
_NUMBERED = ", row_number() over () + 1 as line"
_STAGE = """
    create table work.stage (
        person uuid, project_id project_ids, target_group_id target_group_ids,
        county_code county_codes, date date, sex sexes, age_band age_bands, is_wrong boolean
    )
"""
# The hash is made while a row is read: the id itself is written nowhere.
_TAKE = """
    insert into work.stage by name
    select sha256($key || {id})[:32]::uuid as person, {values}, {wrong} as is_wrong
    from ({cells}) as raw
"""


def stage_register(staged: Staged, content: Content) -> list[Part]:
    """Fill `work.stage` from every part that can be read; returns these.

    What is wrong with the others is among the problems. Raises DashboardError when a part changes
    meanwhile.
    """
    make_codes(staged)
    staged.connection.execute(_STAGE)
    found = parts(content)
    key = salt(content) if found else ""
    return [part for part in found if _stage_part(staged, part, key)]


def table_file(part: Part) -> TableFile:
    return TableFile(TABLE, part.path, is_reference=False)


def _stage_part(staged: Staged, part: Part, key: str) -> bool:
    state = staged.checksums[table_file(part)] = part.state
    header = header_of(staged, part)
    if not header:
        return False
    values = (fill("{value} as {name}", value=value(n), name=n) for n in (*CODES, "date"))
    read = {"id": person_id(), "wrong": maybe_wrong(), "cells": _raw(part, header)}
    take = fill(_TAKE, values=listed(values), **read)
    try:
        staged.connection.execute(take, {"key": key, "blank": BLANK})
    except duckdb.Error as error:  # its message may quote a row: it goes no further than here
        if is_full(error):
            raise NoRoom from None
        _say_what_is_broken(staged, part, error)
        return False
    if part.state != state:
        sentence = _("{file} changed while it was read. Wait until it is whole, then try again.")
        raise DashboardError(sentence.format(file=part.label))
    return True


def cells(part: Part, header: list[str]) -> Sql:
    """SQL for the raw rows of a part and their lines: cells as trimmed text, empty ones as null."""
    return _select(_TRIMMED, _NUMBERED, part, header)


def _raw(part: Part, header: list[str]) -> Sql:
    return _select("{name}::varchar as {name}", "", part, header)


def _select(cell: str, more: str, part: Part, header: list[str]) -> Sql:
    columns = listed(fill(cell, name=name) for name in NAMES)
    query = "select {columns} {more} from {rows}"
    return fill(query, columns=columns, more=Sql(more), rows=part.rows(header))


def header_of(staged: Staged, part: Part) -> list[str]:
    """The names of a part's columns in their order; empty when its rows cannot be read so."""
    try:
        str(part.path).encode()  # the database knows files by names of UTF-8 only
        header = _parquet_header(part) if part.is_parquet else _csv_header(staged, part)
    except (OSError, EOFError, zlib.error, pa.ArrowException, UnicodeEncodeError) as error:
        _report(staged, part, _unreadable(part, error))
        return []
    problems = [
        *_strange_columns(part, header),
        *wrong_columns(table_file(part), header, NAMES, NAMES),
    ]
    for problem in problems if header else []:
        _report(staged, part, problem)
    return [] if problems else header


def _parquet_header(part: Part) -> list[str]:
    return list(pq.read_schema(part.path).names)


def _csv_header(staged: Staged, part: Part) -> list[str]:
    with part.open() as file:
        head = file.read(_HEAD)
    text = decode(head[: head.rfind(b"\n") + 1] or head, table_file(part))
    if isinstance(text, Problem):
        _report(staged, part, text)
        return []
    _line, header = next(rows_of(staged, table_file(part), StringIO(text, newline="")), (0, []))
    problem = separator_problem(table_file(part), header)
    if problem:
        _report(staged, part, problem)
    return [] if problem else [name.strip(BLANK) for name in header]


def _strange_columns(part: Part, header: list[str]) -> Iterator[Problem]:
    """A header is not repeated in words: without one, the first row about a person stands there."""
    free = [name for name in NAMES if name not in header]
    for n, name in enumerate(header, start=1):
        if name in NAMES:
            continue
        what = column_looks_like(name) or column_holds(_first_cells(part, header, n))
        names = (("n", str(n)), ("reason", what)) if what else (("n", str(n)),)
        near = () if what else (("nearest", nearest(name, free)),)
        kind = PERSONAL_COLUMN if what else STRANGE_COLUMN
        yield Problem(kind, TABLE, part.label, 1, names=names + near)


def _first_cells(part: Part, header: list[str], n: int) -> list[str]:
    """What stands first in a column; nothing where the file cannot be read so."""
    names = [f"column{number}" for number in range(1, len(header) + 1)]
    name = header[n - 1] if part.is_parquet else names[n - 1]
    rows = part.rows(header if part.is_parquet else names)
    query = fill(_FIRST, name=name, rows=rows)
    with suppress(duckdb.Error), duckdb.connect() as connection:
        return [cell for (cell,) in connection.execute(query).fetchall() if cell]
    return []


def _say_what_is_broken(staged: Staged, part: Part, error: duckdb.Error) -> None:
    """Read the file again, row by row, to name the lines that the database stumbled over."""
    before = staged.problems.count
    if not part.is_parquet:
        with part.open() as file, TextIOWrapper(file, "utf-8-sig", newline="") as text:
            _read_rows(staged, part, text)
    if staged.problems.count == before:
        _report(staged, part, _unreadable(part, error))


def _read_rows(staged: Staged, part: Part, text: TextIOWrapper) -> None:
    file = table_file(part)
    rows = rows_of(staged, file, text)
    try:
        _line, header = next(rows, (0, []))
        for _row in whole_rows(staged, file, rows, len(header)):
            pass
    except (UnicodeDecodeError, EOFError, zlib.error, OSError):
        return  # the database said where


def _unreadable(part: Part, error: Exception) -> Problem:
    """Why a file cannot be read, without the piece of it that the library's message quotes."""
    line = _LINE.search(str(error))
    if isinstance(error, OSError) and error.strerror:
        details = error.strerror
    elif isinstance(error, UnicodeEncodeError):
        details = _("its name is not written in UTF-8")
    elif "unicode" in str(error):
        details = _("it is not saved as UTF-8")
    else:
        details = _("it is damaged or not whole")
    number = int(line[1]) if line else None
    return Problem(UNREADABLE, TABLE, part.label, number, names=(("details", details),))


def _report(staged: Staged, part: Part, problem: Problem) -> None:
    staged.problems.add(problem)
    staged.broken.add(TABLE)
