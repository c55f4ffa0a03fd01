"""Reading a CSV file into a staging table of texts, each row with the line it begins on."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import StringIO
from itertools import islice

import duckdb
import pyarrow as pa

from dashboard import schema
from dashboard.i18n import N_
from dashboard.paths import Content
from dashboard.store.decoding import decode
from dashboard.store.files import (
    NotOrdinary,
    TableFile,
    checksum,
    read_ordinary,
    table_files,
)
from dashboard.store.nearest import nearest
from dashboard.store.problems import Collected, Kind, Problem, short
from dashboard.store.sql import fill, listed

NOT_ORDINARY = Kind(
    N_("This is no ordinary file, and is not opened."),
    N_("Put an ordinary CSV file there."),
)
UNREADABLE = Kind(
    N_("The file cannot be read: {details}."),
    N_("See that the file is not open elsewhere and may be read, then try again."),
)
MISSING_FOLDER = Kind(
    N_("The folder {file} is not there."),
    N_("See that its disk is connected, or name another folder in DASHBOARD_DATA."),
)
MISSING_REFERENCE = Kind(
    N_("The reference table {table} is missing."),
    N_("It comes with the dashboard: install the dashboard again."),
)
SEPARATOR = Kind(
    N_("The columns are separated by {reason}, not by a comma."),
    N_("Save it again as comma-separated CSV (UTF-8)."),
)
UNKNOWN_COLUMN = Kind(
    N_("There is no column {value} in the table {table}."),
    N_("Rename or remove it; the data dictionary lists the columns."),
)
NAMELESS_COLUMN = Kind(
    N_("Column {n} has no name in the header row."),
    N_("Give it the name of a column of {table}, or remove it."),
)
MISSING_COLUMN = Kind(
    N_("The column {column} is missing."),
    N_("Add it to the header row; its cells may be empty where nothing is stated."),
)
MISSING_EITHER = Kind(
    N_("The columns {column} and {other} are both missing."),
    N_("Add one of the two to the header row: one language is enough."),
)
DUPLICATE_COLUMN = Kind(
    N_("The column {column} stands twice in the header row."),
    N_("Keep one of the two."),
)
NO_HEADER = Kind(
    N_("The first row does not hold the names of the columns of {table}: {value}."),
    N_("Put the header row first, and leave out what stands above it."),
)
SHIFTED = Kind(
    N_("Every row has {cells} cells, and the header has {columns}."),
    N_("Give the header a name for each column, in the order of the cells."),
)
TOO_FEW_CELLS = Kind(
    N_("The row has {cells} cells, the header has {columns}."),
    N_("Add the missing commas; an empty cell still needs its comma."),
)
TOO_MANY_CELLS = Kind(
    N_("The row has {cells} cells, the header has {columns}."),
    N_('Put text that has a comma in it between quotes: "Iași, Bacău".'),
)
BAD_QUOTES = Kind(
    N_("The quotes in the row that begins here do not match."),
    N_('Close each opened quote, and write a quote inside quoted text twice: "".'),
)
LONG_CELL = Kind(
    N_("A cell in the row that begins here is longer than {limit} characters."),
    N_("Shorten it, or close the quote that was left open."),
)
_HEADERLESS = (MISSING_COLUMN, MISSING_EITHER, DUPLICATE_COLUMN)
_SEPARATORS = {";": N_("a semicolon"), "\t": N_("a tab"), "|": N_("an upright bar")}
BLANK = " \t\r\n\v\f\u00a0\ufeff"
_CHUNK = 20_000
_STAGE = "create table staged.{table} (line bigint, file varchar, {columns})"
# The reference and the own file of a table stage into one table, each row with its file.
_TAKE = "insert into staged.{table} by name select line, $file as file, {columns} from incoming"
_CELL = "nullif(trim({column}, $blank), '') as {column}"


@dataclass
class Staged:
    """The staging area: schema `staged` of a connection, and what happened while filling it.

    `broken`: tables not read whole, so that their missing rows are no reason to complain.
    `rows` are staged; of these, `read` stood in the folder of figures.
    """

    connection: duckdb.DuckDBPyConnection
    problems: Collected = field(default_factory=Collected)
    broken: set[str] = field(default_factory=set)
    checksums: dict[TableFile, str] = field(default_factory=dict)
    rows: Counter[str] = field(default_factory=Counter)
    read: Counter[str] = field(default_factory=Counter)


def stage(connection: duckdb.DuckDBPyConnection, content: Content) -> Staged:
    """Every table as texts, in schema `staged`; a missing file is an empty table."""
    staged = Staged(connection)
    connection.execute("create schema staged")
    for table in schema.tables():
        columns = listed(fill("{name} varchar", name=column.name) for column in table.columns)
        connection.execute(fill(_STAGE, table=table.name, columns=columns))
    # A disk that is not connected must not look like an organisation without figures.
    if not content.tables.is_dir():
        staged.problems.add(Problem(MISSING_FOLDER, "", content.tables.name))
    for file in table_files(content):
        if file.path.exists():
            _stage_file(staged, file)
        elif file.is_reference:
            _broken(staged, Problem(MISSING_REFERENCE, file.table, file.label))
    return staged


def _stage_file(staged: Staged, file: TableFile) -> None:
    try:
        data = read_ordinary(file.path)
    except NotOrdinary:
        return _broken(staged, Problem(NOT_ORDINARY, file.table, file.label))
    except OSError as error:
        names = (("details", error.strerror or ""),)
        return _broken(staged, Problem(UNREADABLE, file.table, file.label, names=names))
    staged.checksums[file] = checksum(data)
    text = decode(data, file)
    if isinstance(text, Problem):
        return _broken(staged, text)
    rows = rows_of(staged, file, StringIO(text, newline=""))
    _, header = next(rows, (0, []))
    if check_header(staged, file, header):
        whole = _named(staged, file, header, whole_rows(staged, file, rows, len(header)))
        while chunk := list(islice(whole, _CHUNK)):
            _take(staged.connection, file, header, chunk)
            staged.rows[file.table] += len(chunk)
            if not file.is_reference:
                staged.read[file.table] += len(chunk)
    return None


def _named(
    staged: Staged, file: TableFile, header: list[str], rows: Iterator[tuple[int, list[str]]]
) -> Iterator[tuple[int, list[str]]]:
    """The rows; a column without a name is a problem once one of its cells is not empty."""
    nameless = {n for n, name in enumerate(header) if not name}
    for line, cells in rows:
        for n in [n for n in nameless if cells[n].strip(BLANK)]:
            names = (("n", str(n + 1)),)
            staged.problems.add(Problem(NAMELESS_COLUMN, file.table, file.label, 1, names=names))
            nameless.discard(n)
        yield line, cells


def _broken(staged: Staged, problem: Problem) -> None:
    staged.problems.add(problem)
    staged.broken.add(problem.table)


def rows_of(
    staged: Staged, file: TableFile, text: Iterable[str]
) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not blank, with the line it begins on."""
    reader = csv.reader(text, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        kind = LONG_CELL if "field limit" in str(error) else BAD_QUOTES
        names = (("limit", str(csv.field_size_limit())),)
        _broken(staged, Problem(kind, file.table, file.label, line, names=names))


def check_header(staged: Staged, file: TableFile, header: list[str]) -> bool:
    """Whether the rows can be read under this header; puts the names in it in order."""
    problem = separator_problem(file, header)
    if problem:
        _broken(staged, problem)
        return False
    header[:] = [name.strip(BLANK) for name in header]
    columns = schema.table(file.table).columns
    known = [column.name for column in columns]
    needed = [column.name for column in columns if column.is_required]
    if sum(name in known for name in header) * 2 < sum(map(bool, header)):
        value = short(",".join(header).strip(","))
        _broken(staged, Problem(NO_HEADER, file.table, file.label, 1, value=value))
        return False
    found = [
        *_unknown_columns(file, header, known),
        *wrong_columns(file, header, needed, known),
        *_missing_in_both(file, header, columns),
    ]
    for problem in found:
        staged.problems.add(problem)
    # What a missing column would say is not known, so nothing else can be said of the table.
    if any(problem.kind in _HEADERLESS for problem in found):
        staged.broken.add(file.table)
        return False
    return bool(header)


def separator_problem(file: TableFile, header: list[str]) -> Problem | None:
    """A header that is one cell because something else than a comma separates its names."""
    separators = [mark for mark in _SEPARATORS if len(header) == 1 and mark in header[0]]
    if not separators:
        return None
    names = (("reason", _SEPARATORS[separators[0]]),)
    return Problem(SEPARATOR, file.table, file.label, 1, names=names)


def _unknown_columns(file: TableFile, header: list[str], known: list[str]) -> Iterator[Problem]:
    free = [name for name in known if name not in header]
    for name in header:
        if name and name not in known:
            names = (("nearest", nearest(name, free)),)
            yield Problem(
                UNKNOWN_COLUMN, file.table, file.label, 1, short(name), short(name), names
            )


def wrong_columns(
    file: TableFile, header: list[str], needed: list[str], known: list[str]
) -> Iterator[Problem]:
    """The needed columns that are not there, and the known ones that stand there twice."""
    for name in known:
        if header.count(name) > 1:
            yield Problem(DUPLICATE_COLUMN, file.table, file.label, 1, name)
        elif name in needed and name not in header:
            yield Problem(MISSING_COLUMN, file.table, file.label, 1, name)


def _missing_in_both(
    file: TableFile, header: list[str], columns: Iterable[schema.Column]
) -> Iterator[Problem]:
    for column in columns:
        pair = (column.name, column.or_else)
        if column.or_else > column.name and not set(pair) & set(header):
            names = (("other", column.or_else),)
            yield Problem(MISSING_EITHER, file.table, file.label, 1, column.name, names=names)


def whole_rows(
    staged: Staged, file: TableFile, rows: Iterator[tuple[int, list[str]]], columns: int
) -> Iterator[tuple[int, list[str]]]:
    """The rows with as many cells as the header; when none has, that is one problem, not many."""
    others: Counter[int] = Counter()
    found, is_any_whole = Collected(), False
    try:
        for line, cells in rows:
            if len(cells) == columns:
                is_any_whole = True
                yield line, cells
                continue
            others[len(cells)] += 1
            kind = TOO_FEW_CELLS if len(cells) < columns else TOO_MANY_CELLS
            names = (("cells", str(len(cells))), ("columns", str(columns)))
            value = short(",".join(cells))
            found.add(Problem(kind, file.table, file.label, line, None, value, names))
            staged.broken.add(file.table)
    finally:
        if others.total() > 1 and len(others) == 1 and not is_any_whole:
            names = (("cells", str(next(iter(others)))), ("columns", str(columns)))
            staged.problems.add(Problem(SHIFTED, file.table, file.label, 1, names=names))
        else:
            staged.problems.take(found)


def _take(
    connection: duckdb.DuckDBPyConnection,
    file: TableFile,
    header: list[str],
    rows: list[tuple[int, list[str]]],
) -> None:
    known = {column.name for column in schema.table(file.table).columns}
    cells = zip(*(cells for _, cells in rows), strict=True)
    incoming = {
        name: pa.array(values, pa.string())
        for name, values in zip(header, cells, strict=True)
        if name in known
    }
    columns = listed(fill(_CELL, column=name) for name in incoming)
    lines = {"line": pa.array([line for line, _ in rows], pa.int64())}
    connection.register("incoming", pa.table(lines | incoming))
    take = fill(_TAKE, table=file.table, columns=columns)
    connection.execute(take, {"file": file.label, "blank": BLANK})
    connection.unregister("incoming")
