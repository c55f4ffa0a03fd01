"""Reading a CSV file into a staging table of texts, each row with the line it begins on."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from io import StringIO
from itertools import islice

import duckdb
import pyarrow as pa

from dashboard.i18n import N_
from dashboard.paths import Content
from dashboard.store import schema
from dashboard.store.decoding import decode
from dashboard.store.files import (
    NotOrdinary,
    TableFile,
    checksum,
    read_ordinary,
    settings_states,
    table_files,
)
from dashboard.store.folder import FolderSettings, settings_of
from dashboard.store.headers import header_problems, hides_rows, separator_problem
from dashboard.store.problems import CAP, Collected, Kind, Problem, short
from dashboard.store.sql import Sql, fill, listed

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
NAMELESS_COLUMN = Kind(
    N_("Column {n} has no name in the header row."),
    N_("Give it the name of a column of {table}, or remove it."),
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
BLANK = " \t\r\n\v\f\u00a0\ufeff"
_CHUNK = 20_000
_TEXT = "{name} varchar"
_STAGE = "create table staged.{table} (line bigint, file varchar, {columns})"
# The reference and the own file of a table stage into one table, each row with its file.
_TAKE = "insert into staged.{table} by name select line, $file as file, {columns} from incoming"


@dataclass
class Staged:
    """The staging area: schema `staged` of a connection, and what happened while filling it.

    `broken`: tables not read whole, so that their missing rows are no reason to complain.
    `older`: tables written as in the first edition, without any column that came later.
    `rows` are staged; of these, `read` stood in the folder of figures. `filled`: by table, the
    columns in which anything stands. `has_register`: participations were staged, maybe none.
    """

    connection: duckdb.DuckDBPyConnection
    problems: Collected = field(default_factory=Collected)
    broken: set[str] = field(default_factory=set)
    older: set[str] = field(default_factory=set)
    checksums: dict[TableFile, str] = field(default_factory=dict)
    settings: FolderSettings = field(default_factory=FolderSettings)
    rows: Counter[str] = field(default_factory=Counter)
    read: Counter[str] = field(default_factory=Counter)
    filled: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    has_register: bool = False


def stage(connection: duckdb.DuckDBPyConnection, content: Content, cap: int = CAP) -> Staged:
    """Every table as texts, in schema `staged`; a missing file is an empty table.

    Of problems of one kind in one column at most `cap` are kept.
    """
    staged = Staged(connection, Collected(cap))
    connection.execute(_empty_tables())
    # A disk that is not connected must not look like an organisation without figures.
    if not content.tables.is_dir():
        staged.problems.add(Problem(MISSING_FOLDER, "", content.tables.name))
    _stage_settings(staged, content)
    for file in table_files(content):
        if file.path.exists():
            _stage_file(staged, file)
        elif file.is_reference:
            _broken(staged, Problem(MISSING_REFERENCE, file.table, file.label))
    return staged


@cache
def _empty_tables() -> Sql:
    created = []
    for table in schema.tables():
        columns = listed(fill(_TEXT, name=column.name) for column in table.columns)
        created.append(fill(_STAGE, table=table.name, columns=columns))
    return fill("begin; create schema staged; {created}; commit", created=listed(created, "; "))


def _stage_settings(staged: Staged, content: Content) -> None:
    staged.settings, problems = settings_of(content)
    for problem in problems:
        staged.problems.add(problem)
    staged.checksums |= settings_states(content)


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
            _take(staged, file, header, chunk)
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
    if not schema.ADDED.get(file.table, set()) & set(header):
        staged.older.add(file.table)
    found = header_problems(file, header)
    for problem in found:
        staged.problems.add(problem)
    if any(map(hides_rows, found)):
        staged.broken.add(file.table)
        return False
    return bool(header)


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
    staged: Staged, file: TableFile, header: list[str], rows: list[tuple[int, list[str]]]
) -> None:
    known = {column.name for column in schema.table(file.table).columns}
    cells = zip(*(cells for _, cells in rows), strict=True)
    incoming = {
        name: pa.array([cell.strip(BLANK) or None for cell in values], pa.string())
        for name, values in zip(header, cells, strict=True)
        if name in known
    }
    staged.filled[file.table] |= {
        name for name, column in incoming.items() if column.null_count < len(column)
    }
    lines = {"line": pa.array([line for line, _ in rows], pa.int64())}
    staged.connection.register("incoming", pa.table(lines | incoming))
    take = fill(_TAKE, table=file.table, columns=listed(incoming))
    staged.connection.execute(take, {"file": file.label})
    staged.connection.unregister("incoming")
