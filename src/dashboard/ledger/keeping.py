"""The file that quoted figures are kept in: appended to, never changed.

A connection a call, one statement a quote: a process may be killed at any moment, several may
write at once.
"""

from __future__ import annotations

import json
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
    SHORTEST_ID,
    Quote,
    canonical,
    quote_of,
    short_id,
)
from dashboard.paths import Content

_VERSION = 1
_PATIENCE = 20  # seconds to wait for other writers
_PAUSE = 0.02
_FOR_A_WHILE = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
_DAMAGES = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
_JSON_COLUMNS = ("filters", "total", "rows", "records")
# A replacing insert deletes without the trigger on delete; `kept_once` stands before it.
_SCHEMA = """
begin immediate;
create table if not exists quotes (
    quote_id text primary key, digest text not null, made_on text not null,
    build_id text not null, language text not null, topic text not null, "by" text not null,
    filters text not null, filters_text text not null, title text not null,
    sentence text not null, total text not null, rows text not null, records text not null
) strict;
create trigger if not exists kept_once before insert on quotes
when exists (select 1 from quotes where quote_id = new.quote_id)
begin select raise(ignore); end;
create trigger if not exists never_changed before update on quotes
begin select raise(abort, 'a quoted figure is never changed'); end;
create trigger if not exists never_deleted before delete on quotes
begin select raise(abort, 'a quoted figure is never deleted'); end;
pragma user_version = 1;
commit;
"""
_INSERT = """
insert into quotes values (
    :quote_id, :digest, :made_on, :build_id, :language, :topic, :by, :filters, :filters_text,
    :title, :sentence, :total, :rows, :records
)
"""
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
T = TypeVar("T")


class UnknownQuote(DashboardError):  # noqa: N818 (what happened, in the words of the reader)
    """No quoted figure has the id asked for."""


def ledger_path(content: Content) -> Path:
    """Beside an organisation's own tables; for the published figures, beside their builds.

    In the second case all installations that share a cache folder share the ledger, so that it
    outlives an update that moves the code.
    """
    folder = content.tables.parent if content.is_own else content.cache.parent
    return folder / "quotes.sqlite"


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
            _prepare(connection)
            row = _row(quote)
            for length in range(SHORTEST_ID, LONGEST_ID + 1):
                quote_id = short_id(quote.digest, length)
                connection.execute(_INSERT, row | {"quote_id": quote_id})
                kept = connection.execute(
                    "select digest from quotes where quote_id = ?", [quote_id]
                ).fetchone()
                if kept["digest"] == quote.digest:
                    return quote_id
        raise AssertionError("two digests agree in all their letters")

    def _select(self, quote_id: str) -> sqlite3.Row | None:
        if not self.path.exists():
            return None
        with self._opened("rw") as connection:
            if not _version(connection):
                return None
            found: sqlite3.Row | None = connection.execute(
                "select * from quotes where quote_id = ?", [quote_id]
            ).fetchone()
            return found

    def _read(self, row: sqlite3.Row) -> Quote:
        """The quote of a row, when it still is what its id was made from."""
        values: dict[str, Any] = dict(row)
        digest = values.pop("digest")
        try:
            for name in _JSON_COLUMNS:
                values[name] = json.loads(values[name])
            quote = Quote(**values | {"made_on": date.fromisoformat(values["made_on"])})
        except (ValueError, TypeError) as error:
            raise self._damaged(_("a row cannot be read")) from error
        if quote.digest != digest or not short_id(digest, LONGEST_ID).startswith(quote.quote_id):
            raise self._damaged(_("a row was changed by hand"))
        return quote

    @contextmanager
    def _opened(self, mode: str) -> Iterator[sqlite3.Connection]:
        if mode == "rwc":
            self.path.parent.mkdir(parents=True, exist_ok=True)
        address = f"{self.path.absolute().as_uri()}?mode={mode}"
        with closing(
            sqlite3.connect(address, uri=True, timeout=_PATIENCE, isolation_level=None)
        ) as connection:
            connection.row_factory = sqlite3.Row
            connection.execute("pragma synchronous = full")
            if _version(connection) > _VERSION:
                raise DashboardError(_(_NEWER).format(path=self.path))
            yield connection

    def _patiently(self, work: Callable[[], T]) -> T:
        """What `work` returns; while others make or mend the file it is tried again."""
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                return work()
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


def _prepare(connection: sqlite3.Connection) -> None:
    """Make the table where there is none; several processes may do so at once."""
    if _version(connection) == _VERSION:
        return
    connection.execute("pragma journal_mode = wal")
    connection.executescript(_SCHEMA)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("pragma user_version").fetchone()[0])


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
