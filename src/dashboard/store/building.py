"""From the table files to a finished DuckDB file: stage, check, create, fill."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import duckdb
import pyarrow as pa

from dashboard.i18n import N_
from dashboard.paths import Content
from dashboard.store.checks import check_all
from dashboard.store.files import build_id, tables_id
from dashboard.store.folder import FolderSettings
from dashboard.store.problems import CAP, Kind, Problem, ProblemsFound
from dashboard.store.publishing import Published
from dashboard.store.reader import Store
from dashboard.store.reading import Staged, stage
from dashboard.store.register.building import fill_register, fill_with_nobody
from dashboard.store.register.files import TABLE as REGISTER
from dashboard.store.room import told_when_full
from dashboard.store.schema import ADDED, ADDED_TABLES, LINKS, SQL, Column, Table, tables
from dashboard.store.sql import CONFIG, Sql, fill, listed, literal
from dashboard.store.swapping import settled

# Answers kept with a build: question_id, row_id, people, services, key_a, key_b.
Prepared = list[tuple[str, str | None, int, int, int, int]]
Prepare = Callable[[Store], Prepared]
UNFORESEEN = Kind(
    N_("The rows do not fit the table {table}: {details}."),
    N_("Compare them with the data dictionary, and report this: no check foresaw it."),
)
_MEMORY = "2GB"  # a build of any size leaves room for the readers it works beside
_OWN = Sql("""
    create table build (build_id varchar, tables_id varchar, built_at timestamp);
    create table prepared_answers (
        question_id varchar, row_id varchar, people bigint, services bigint, key_a bigint,
        key_b bigint
    )
""")
_INSERT = "insert into target.{table} by name select {columns} from staged.{table} as row"
# Each column takes a block of 256 kB, however few its rows, where nothing else is said.
_SMALL_BLOCKS = Sql("(block_size 16384)")
# As `period.canonical` writes: 2011/2013 and 2023-10/.. with dots.
_OUR_WRITING = "replace(replace({column}, '/..', '..'), '/', '..')"
_ORDER = " order by file, line"
_ROOTS = " where {parent} is null"
_NEXT = (
    " where {parent} in (select {key} from target.{table})"
    " and {key} not in (select {key} from target.{table})"
)


class Checked(NamedTuple):
    """Everything wrong with the tables, warnings too; and how many rows of each table were read."""

    problems: list[Problem]
    rows: dict[str, int]


def find_problems(content: Content) -> list[Problem]:
    """Everything wrong with the content's tables, warnings too; nothing is built."""
    return look_at(content).problems


def look_at(content: Content, cap: int = CAP) -> Checked:
    """The content's tables, read and checked; nothing is built.

    At most `cap` problems of one kind in one column are told.
    """
    with (
        told_when_full(),
        TemporaryDirectory(prefix="reach-check-") as folder,
        settled(content),
        _desk(Path(folder)) as connection,
    ):
        staged = stage(connection, content, cap)
        problems = check_all(content, staged)
        return Checked(problems, dict(staged.read))


@contextmanager
def read_as(content: Content, edition: int) -> Iterator[Store]:
    """The content's tables as an edition of the schema reads them, in a build of its own.

    Raises ProblemsFound as `build` does.
    """
    with told_when_full(), TemporaryDirectory(prefix="reach-check-") as folder:
        path = Path(folder) / "store.duckdb"
        name = build(content, path, edition)
        with Store(content, Published(path, name)) as store:
            yield store


@contextmanager
def tried(content: Content, cap: int = CAP) -> Iterator[tuple[list[Problem], Store | None]]:
    """Everything wrong with the content's tables, and a build of them that goes again.

    None in its place where a problem is an error. `cap` as in `look_at`.
    """
    with told_when_full(), TemporaryDirectory(prefix="reach-check-") as folder:
        path = Path(folder) / "store.duckdb"
        problems, name = _checked_and_built(content, path, cap=cap)
        if not name:
            yield problems, None
            return
        with Store(content, Published(path, name)) as store:
            yield problems, store


def build(content: Content, path: Path, edition: int = 2) -> str:
    """Build the content's tables into a new file and return the build's id.

    Raises ProblemsFound when any problem is an error; then the file is worth nothing. What the
    database raises when the disk is full is left to the caller.
    """
    problems, name = _checked_and_built(content, path, edition)
    if not name:
        raise ProblemsFound(problems)
    return name


def _checked_and_built(
    content: Content, path: Path, edition: int = 2, cap: int = CAP
) -> tuple[list[Problem], str]:
    """The problems, and the id of what was built; "" where an error left nothing to build."""
    with settled(content), _desk(path.parent) as connection:
        staged = stage(connection, content, cap)
        if edition == 1:
            _forget_later_columns(connection)
        problems = check_all(content, staged)
        if any(problem.is_error for problem in problems):
            return problems, ""
        name = build_id(staged.checksums)
        _write(staged, path, name)
    return problems, name


def _forget_later_columns(connection: duckdb.DuckDBPyConnection) -> None:
    """Leave what the first edition of the schema would have read."""
    for table, columns in ADDED.items():
        for column in sorted(columns):
            connection.execute(
                fill("update staged.{table} set {column} = null", table=table, column=column)
            )
    for table in ADDED_TABLES:
        connection.execute(fill("delete from staged.{table}", table=table))
    connection.execute("update staged.areas set kind = 'not-stated' where kind = 'abroad'")


@contextmanager
def _desk(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to build with: what does not fit into its memory goes to `folder`."""
    config = CONFIG | {"memory_limit": _MEMORY, "temp_directory": str(folder / "spilled")}
    with duckdb.connect(config=config) as connection:
        connection.execute(fill("attach {path} as work", path=literal(folder / "work.duckdb")))
        yield connection


def _write(staged: Staged, path: Path, name: str) -> None:
    connection = staged.connection
    path.write_bytes(_empty(staged.has_register))
    connection.execute(fill("attach {path} as target", path=literal(path)))
    now = datetime.now(UTC).replace(tzinfo=None)
    about = {"name": name, "tables": tables_id(staged.checksums), "now": now}
    connection.execute("insert into target.build values ($name, $tables, $now)", about)
    connection.execute("begin")  # one write to the disk, not one a table
    for table in tables():
        if table.name == REGISTER or not staged.rows[table.name]:
            continue
        try:
            _insert(connection, table)
        except (duckdb.ConstraintException, duckdb.ConversionException) as error:
            raise ProblemsFound([_unforeseen(table, error)]) from error
    connection.execute("commit")
    if staged.has_register:
        fill_register(connection, staged.settings.year_begins)
    _keep_settings(connection, staged.settings)
    connection.execute("detach target")


@cache
def _empty(gets_register: bool) -> bytes:
    """A store without a row: its comments take longer than the rows of most folders.

    One that gets no register has the tables of nobody's.
    """
    with TemporaryDirectory(prefix="reach-empty-") as folder:
        path = Path(folder) / "store.duckdb"
        with duckdb.connect(config=CONFIG) as connection:
            blocks = Sql() if gets_register else _SMALL_BLOCKS
            attach = "attach {path} as target {blocks}; use target"
            connection.execute(fill(attach, path=literal(path), blocks=blocks))
            # One write to the disk, not three hundred.
            connection.execute(fill("begin; {schema}; {own}; commit", schema=Sql(SQL), own=_OWN))
            if not gets_register:
                fill_with_nobody(connection)
        return path.read_bytes()


def _keep_settings(connection: duckdb.DuckDBPyConnection, settings: FolderSettings) -> None:
    values = asdict(settings)
    columns = {key: pa.array([value]) for key, value in values.items()}
    connection.register("incoming", pa.table(columns))
    connection.execute("create table target.folder_settings as from incoming")
    connection.unregister("incoming")


def nothing_prepared(_store: Store) -> Prepared:
    return []


def keep_prepared(path: Path, prepared: Prepared) -> None:
    """Write answers into a build that is not yet published."""
    if not prepared:
        return
    names = ("question_id", "row_id", "people", "services", "key_a", "key_b")
    columns = zip(*prepared, strict=True)
    kinds = (pa.string(), pa.string(), *[pa.int64()] * 4)
    answers = pa.table({n: pa.array(c, k) for n, c, k in zip(names, columns, kinds, strict=True)})
    with duckdb.connect(path, config=CONFIG) as connection:
        connection.register("answers", answers)
        connection.execute("insert into prepared_answers by name from answers")


def _insert(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    columns = (fill("{value} as {name}", value=_value(c), name=c.name) for c in table.columns)
    insert = fill(_INSERT, columns=listed(columns))
    parent = _own_parent(table)
    if parent is None or table.id_column is None:
        connection.execute(fill(insert + _ORDER, table=table.name))
        return
    names = {"table": table.name, "parent": parent, "key": table.id_column}
    # A foreign key to the same table wants the parents there before the statement begins.
    added = connection.execute(fill(insert + _ROOTS + _ORDER, **names)).fetchall()[0][0]
    while added:
        added = connection.execute(fill(insert + _NEXT + _ORDER, **names)).fetchall()[0][0]


def _value(column: Column) -> Sql:
    """A staged cell as the store keeps it: periods in one writing, an empty cell as it is meant."""
    text = fill(_OUR_WRITING if column.is_period else "{column}", column=column.name)
    value = fill("{cell}::{type}", cell=text, type=Sql(column.type))
    if not column.default:
        return value
    return fill("coalesce({value}, {default})", value=value, default=literal(column.default))


def _own_parent(table: Table) -> str | None:
    """The column that refers to the table itself by a foreign key, if there is one."""
    for column in table.columns:
        is_own = column.references == (table.name, table.id_column)
        if is_own and (table.name, column.name) not in LINKS:
            return column.name
    return None


def _unforeseen(table: Table, error: duckdb.Error) -> Problem:
    names = (("details", _first_line(error)),)
    return Problem(UNFORESEEN, table.name, f"{table.name}.csv", names=names)


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0].rstrip(".")
