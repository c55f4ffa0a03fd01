"""The file that quoted figures are kept in: appended to, never changed.

A connection a call, one transaction a quote: a process may be killed at any moment, several may
write at once. In files of version 1 each quote holds its records itself; they are read as before.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from dashboard.errors import DashboardError
from dashboard.exports.answer import Answer
from dashboard.i18n import N_, _
from dashboard.ledger.quotes import (
    ALPHABET,
    LONGEST_ID,
    RECORD_IDS,
    SHORTEST_ID,
    Quote,
    canonical,
    quote_of,
    short_id,
)
from dashboard.ledger.tables import (
    INSERT,
    VERSION,
    bodies_of,
    id_of,
    keep_records,
    prepare,
    version,
)
from dashboard.paths import Content
from dashboard.settings import VARIABLES, settings_of

_PATIENCE = 20  # seconds to wait for other writers
_PAUSE = 0.02
_FOR_A_WHILE = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
_DAMAGES = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
_JSON_COLUMNS = ("filters", "total", "rows", "records")
_UNKNOWN = N_(
    "No quoted figure has the id {quote_id}. "
    "Compare it with the file it is printed in, and see that this is the dashboard it came from."
)
_DAMAGED = N_(
    "The ledger of quoted figures {path} is damaged: {details}. Put back a copy of it, "
    "or move it away to begin a new one; the figures themselves are not in it."
)
_UNUSABLE = N_(
    "The ledger of quoted figures {path} cannot be used: {details}. "
    "See that its folder can be written and has room, then retry."
)
_NEWER = N_(
    "The ledger of quoted figures {path} was made by a newer version of the dashboard. "
    "Use that version."
)
_QUOTA = N_(
    "The ledger of quoted figures {path} has reached its {n} MB: no more figures are quoted. "
    "Set a larger DASHBOARD_QUOTES_MB, or move the ledger away and keep it."
)
_NO_ROOM = N_(
    "No figure is quoted in the ledger {path}: the disk has less than {n} MB left. Make room, or "
    "set a smaller DASHBOARD_FREE_MB."
)
_NO_NUMBER = N_("{name}={value} is no number of megabytes: write one such as {default}.")
_MB = 1_000_000
_T = TypeVar("_T")


class UnknownQuote(DashboardError):  # noqa: N818 (what happened, in the words of the reader)
    """No quoted figure has the id asked for."""


def ledger_path(content: Content) -> Path:
    """Beside an organisation's own tables; for the published figures, beside their builds.

    In the second case all installations that share a cache folder share the ledger, so that it
    outlives an update that moves the code.
    """
    folder = content.tables.parent if content.is_own else content.cache.parent
    return folder / "quotes.sqlite"


def unquoted(trouble: str) -> str:
    """What the trouble of a ledger means for whoever wants a file."""
    return _("Files are made without an id to find the figure by. {trouble}").format(
        trouble=trouble
    )


@dataclass(frozen=True, slots=True)
class Ledger:
    """The quoted figures in the file `path`; made when the first one is kept."""

    path: Path

    def quote(self, content: Answer) -> str:
        """Keep what is exported and return its id; the same export again has the same id.

        Raises DashboardError when it cannot be kept; then there is no such id.
        """
        quote = quote_of(content)
        return self._patiently(lambda: self._insert(quote))

    def trouble(self) -> str:
        """Why no figure can be quoted now, in a sentence; empty while one can be."""
        try:
            self._patiently(self._try)
        except DashboardError as error:
            return str(error)
        return ""

    def find(self, quote_id: str) -> Quote:
        """The figure as it was quoted; raises UnknownQuote for an id that is not kept."""
        wanted = quote_id.strip().lower()
        is_possible = SHORTEST_ID <= len(wanted) <= LONGEST_ID and set(wanted) <= set(ALPHABET)
        row = self._patiently(lambda: self._select(wanted)) if is_possible else None
        if row is None:
            raise UnknownQuote(_(_UNKNOWN).format(quote_id=_short(quote_id)))
        return self._read(row)

    def _insert(self, quote: Quote) -> str:
        with self._opened("rwc") as connection:
            prepare(connection)
            connection.execute("begin immediate")
            quote_id, is_kept = id_of(connection, quote.digest)
            if not is_kept:
                self._require_room()
                runs = keep_records(connection, quote.records.values())
                row = _row(quote) | {
                    "quote_id": quote_id,
                    "records": canonical(runs),
                }
                connection.execute(INSERT, row)
            connection.execute("commit")
            return quote_id

    def _try(self) -> None:
        self._require_room()
        if not self.path.exists():
            folder = self._folder()
            if not (folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)):
                raise self._unusable(_("its folder cannot be written"))
            return
        with self._opened("rw") as connection:
            connection.execute("begin immediate")  # refused where nothing can be written
            if version(connection):
                connection.execute("select * from quotes order by quote_id limit 1").fetchone()
            connection.execute("rollback")

    def _require_room(self) -> None:
        """Raises DashboardError at the quota, and where the disk is nearly full."""
        most, floor = _megabytes("quotes_mb"), _megabytes("free_mb")
        files = (self.path, self.path.with_name(f"{self.path.name}-wal"))
        if sum(file.stat().st_size for file in files if file.exists()) >= most * _MB:
            raise DashboardError(_(_QUOTA).format(path=self.path, n=most))
        if shutil.disk_usage(self._folder()).free < floor * _MB:
            raise DashboardError(_(_NO_ROOM).format(path=self.path, n=floor))

    def _folder(self) -> Path:
        """The folder of the file, or the nearest above it that is there."""
        return next(folder for folder in self.path.absolute().parents if folder.exists())

    def _select(self, quote_id: str) -> dict[str, Any] | None:
        if not self.path.exists():
            return None
        with self._opened("rw") as connection:
            if not version(connection):
                return None
            found = connection.execute(
                "select * from quotes where quote_id = ?", [quote_id]
            ).fetchone()
            if found is None:
                return None
            row = dict(found)
            if row["records"].startswith("["):  # since version 2
                row["records"] = bodies_of(connection, row["records"])
            return row

    def _read(self, row: dict[str, Any]) -> Quote:
        """The quote of a row, when it still is what its id was made from."""
        digest = row.pop("digest")
        try:
            values = row | {name: json.loads(row[name]) for name in _JSON_COLUMNS}
            if isinstance(values["records"], list):
                key = RECORD_IDS[values["topic"]]
                values["records"] = {record[key]: record for record in values["records"]}
            quote = Quote(**values | {"made_on": date.fromisoformat(values["made_on"])})
        except (ValueError, TypeError, KeyError) as error:
            raise self._damaged(_("a row cannot be read")) from error
        if quote.digest != digest or not short_id(digest, LONGEST_ID).startswith(quote.quote_id):
            raise self._damaged(_("a row was changed by hand"))
        return quote

    @contextmanager
    def _opened(self, mode: str) -> Iterator[sqlite3.Connection]:
        if mode == "rwc":
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.path.touch(mode=0o600)  # SQLite gives its other files the same rights
        address = f"{self.path.absolute().as_uri()}?mode={mode}"
        with closing(
            sqlite3.connect(address, uri=True, timeout=_PATIENCE, isolation_level=None)
        ) as connection:
            connection.row_factory = sqlite3.Row
            connection.execute("pragma synchronous = full")
            if version(connection) > VERSION:
                raise DashboardError(_(_NEWER).format(path=self.path))
            yield connection

    def _patiently(self, work: Callable[[], _T]) -> _T:
        """What `work` returns; while others make or mend the file it is tried again."""
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                return work()
            except ValueError as error:
                raise self._damaged(_("a row cannot be read")) from error
            except sqlite3.Error as error:
                if not _is_for_a_while(error) or time.monotonic() > deadline:
                    raise self._failed(error) from error
            except OSError as error:
                raise self._unusable(error.strerror or str(error)) from error
            time.sleep(_PAUSE)

    def _failed(self, error: sqlite3.Error) -> DashboardError:
        is_damage = _code(error) in _DAMAGES or not isinstance(error, sqlite3.OperationalError)
        return self._damaged(str(error)) if is_damage else self._unusable(str(error))

    def _damaged(self, details: str) -> DashboardError:
        return DashboardError(_(_DAMAGED).format(path=self.path, details=details))

    def _unusable(self, details: str) -> DashboardError:
        return DashboardError(_(_UNUSABLE).format(path=self.path, details=details))


def _megabytes(setting: str) -> int:
    """What a setting says, or its default. Raises DashboardError for what is no number."""
    value, variable = getattr(settings_of(), setting), VARIABLES[setting]
    if value and not value.isdecimal():
        names = {"name": variable.name, "value": value, "default": variable.default}
        raise DashboardError(_(_NO_NUMBER).format(**names))
    return int(value or variable.default)


def _row(quote: Quote) -> dict[str, Any]:
    row = asdict(quote)
    kept = {name: canonical(row[name]) for name in _JSON_COLUMNS}
    return row | kept | {"digest": quote.digest, "made_on": quote.made_on.isoformat()}


def _is_for_a_while(error: sqlite3.Error) -> bool:
    return _code(error) in _FOR_A_WHILE


def _code(error: sqlite3.Error) -> int:
    """The primary code of an error; the rest of it tells the circumstances."""
    return int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF


def _short(quote_id: str) -> str:
    return "".join(c for c in quote_id.strip()[:LONGEST_ID] if c.isprintable())
