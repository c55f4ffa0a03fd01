"""The tables as Parquet in a folder, for an engine on other machines.

`building-*/`   tables being written; whoever dies leaves them behind for the next publisher
`build-*/`      finished tables, never changed: the last two of them
`current.json`  names the one that is asked, and says what it was made from
`lock`          held by the one process that publishes

Everything a reader sees changes in one `os.replace`.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from secrets import token_hex
from typing import Any

import duckdb

from dashboard import __version__
from dashboard.errors import DashboardError
from dashboard.i18n import N_, _
from dashboard.store import publishing
from dashboard.store.reader import Store
from dashboard.store.sql import CONFIG, Sql, attach_published, fill, listed, literal

POINTER = "current.json"
_OURS = f"build-{'[0-9a-f]' * 16}-{'[0-9a-f]' * 8}"
_MEMORY = "2GB"
_FAILED = N_(
    "The tables cannot be published to {folder}: {details}. See that it can be written and has "
    "room, then retry."
)
_NO_LOCKS = N_(
    "The folder {folder} lies where files cannot be locked: {details}. Publish to another, and "
    "copy that one there."
)
# By year: a filter by years, the most frequent one, reads no more than those years.
_BY_YEAR = {"participations": "year(date)::integer", "class_rows": "year::integer"}
_WRITE = (
    "copy (select {columns} from {table}) to {path} (format parquet, compression zstd{partitioned})"
)


@dataclass(frozen=True, slots=True)
class Publication:
    """What `current.json` says. `folder` is beside it; `rows` of each table.

    `tables_id` names the state of all tables but the participations: who answers from these files
    must have built the same.
    """

    build_id: str
    tables_id: str
    folder: str
    version: str
    day: str
    rows: dict[str, int]


def publish_tables(store: Store, out: Path) -> Publication:
    """Write every table of the store below `out`, then name them the current ones.

    Raises DashboardError when that folder cannot be written.
    """
    try:
        with publishing.workshop(out, _NO_LOCKS) as work:
            rows = _write(store, work)
            kept = {_current_folder(out)}
            made = _publication(store, rows)
            (work / "tables").rename(out / made.folder)
            _point(work / POINTER, out, made)
            _tidy(out, kept | {made.folder})
    except (OSError, duckdb.Error) as error:
        details = str(error).splitlines()[0].rstrip(".")
        raise DashboardError(_(_FAILED).format(folder=out, details=details)) from error
    return made


def published_tables(folder: Path) -> Publication:
    """What is published in `folder`. Raises OSError or ValueError when that cannot be read."""
    found: dict[str, Any] = json.loads((folder / POINTER).read_text(encoding="utf-8"))
    try:
        return Publication(**found)
    except TypeError as error:
        raise ValueError(POINTER) from error


def _publication(store: Store, rows: dict[str, int]) -> Publication:
    # Of its own each time: who still reads an older one of the same tables finishes undisturbed.
    folder = f"build-{store.build_id}-{token_hex(4)}"
    day = date.today().isoformat()
    return Publication(store.build_id, store.tables_id, folder, __version__, day, rows)


def _write(store: Store, work: Path) -> dict[str, int]:
    """Fill `work`/tables; the rows of each table. What does not fit into memory goes to `work`."""
    folder = work / "tables"
    folder.mkdir()  # with the rights that others get to files of this user, unlike `work`
    config = CONFIG | {
        "memory_limit": _MEMORY,
        "temp_directory": str(work / "spilled"),
        "preserve_insertion_order": False,
    }
    with duckdb.connect(config=config) as connection:
        connection.execute(attach_published(store.path))
        connection.execute("use published")
        names = [name for (name,) in connection.execute("show tables").fetchall()]
        rows = {name: _write_table(connection, name, folder) for name in names}
    for path in folder.rglob("*.parquet"):
        with path.open("rb+") as file:
            os.fsync(file.fileno())
    return rows


def _write_table(connection: duckdb.DuckDBPyConnection, name: str, folder: Path) -> int:
    """As one file, or as a folder of years; the rows written."""
    described = connection.execute(fill("describe {table}", table=name)).fetchall()
    columns = {column: _plain(column, kind) for column, kind, *_rest in described}
    path = folder / f"{name}.parquet"
    if name in _BY_YEAR:
        path = folder / name
        path.mkdir()
        columns["year"] = fill("{year} as year", year=Sql(_BY_YEAR[name]))
    partitioned = Sql(", partition_by (year)" if name in _BY_YEAR else "")
    write = fill(
        _WRITE,
        columns=listed(columns.values()),
        table=name,
        path=literal(path),
        partitioned=partitioned,
    )
    return int(connection.execute(write).fetchall()[0][0])


def _plain(column: str, kind: str) -> Sql:
    """The column in a type that every reader of Parquet has."""
    if kind.startswith("ENUM"):
        return fill("{name}::varchar as {name}", name=column)
    return fill("{name}::bigint as {name}" if kind.startswith("U") else "{name}", name=column)


def _current_folder(out: Path) -> str:
    try:
        return published_tables(out).folder
    except (OSError, ValueError):
        return ""


def _point(pointer: Path, out: Path, made: Publication) -> None:
    with pointer.open("w", encoding="utf-8") as text:
        json.dump(asdict(made), text, indent=2)
        text.write("\n")
        text.flush()
        os.fsync(text.fileno())
    publishing.replace(pointer, out / POINTER)
    publishing.sync_folder(out)


def _tidy(out: Path, kept: set[str]) -> None:
    for path in out.glob(_OURS):
        if path.name not in kept:
            shutil.rmtree(path, ignore_errors=True)
