"""The tables in the file of quoted figures, and how records lie in them.

A record is kept once, however many quotes it stands behind. A quote names its records by the
numbers they are kept under: the first and the last of each run of numbers.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from hashlib import sha256

from dashboard.ledger.quotes import LONGEST_ID, SHORTEST_ID, Row, canonical, short_id

VERSION = 2
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
create table if not exists records (
    record_key integer primary key, digest blob not null unique, body text not null
) strict;
create trigger if not exists record_never_changed before update on records
begin select raise(abort, 'a quoted record is never changed'); end;
create trigger if not exists record_never_deleted before delete on records
begin select raise(abort, 'a quoted record is never deleted'); end;
pragma user_version = 2;
commit;
"""
INSERT = """
insert into quotes values (
    :quote_id, :digest, :made_on, :build_id, :language, :topic, :by, :filters, :filters_text,
    :title, :sentence, :total, :rows, :records
)
"""
_KEEP_RECORD = """
insert into records (digest, body) values (?, ?) on conflict (digest) do nothing
"""
_BODIES = "select body from records where record_key between ? and ?"


def prepare(connection: sqlite3.Connection) -> None:
    """Make the table where there is none; several processes may do so at once."""
    if version(connection) == VERSION:
        return
    connection.execute("pragma journal_mode = wal")
    connection.executescript(_SCHEMA)


def version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("pragma user_version").fetchone()[0])


def id_of(connection: sqlite3.Connection, digest: str) -> tuple[str, bool]:
    """The shortest id that no other quote has, and whether this one is kept under it."""
    for length in range(SHORTEST_ID, LONGEST_ID + 1):
        quote_id = short_id(digest, length)
        kept = connection.execute(
            "select digest from quotes where quote_id = ?", [quote_id]
        ).fetchone()
        if kept is None or kept["digest"] == digest:
            return quote_id, kept is not None
    raise AssertionError("two digests agree in all their letters")


def keep_records(connection: sqlite3.Connection, records: Iterable[Row]) -> list[list[int]]:
    """Keep the records that are not there yet; where all of them lie."""
    bodies = [canonical(record) for record in records]
    digests = [sha256(body.encode()).digest() for body in bodies]
    connection.executemany(_KEEP_RECORD, zip(digests, bodies, strict=True))
    sql = "select record_key from records where digest = ?"
    runs: list[list[int]] = []
    for key in sorted({connection.execute(sql, [each]).fetchone()[0] for each in digests}):
        if runs and key == runs[-1][1] + 1:
            runs[-1][1] = key
        else:
            runs.append([key, key])
    return runs


def bodies_of(connection: sqlite3.Connection, runs: str) -> str:
    """The records that a quote names, as a list in JSON. Raises ValueError for no such names."""
    found = [connection.execute(_BODIES, run).fetchall() for run in json.loads(runs)]
    return f"[{','.join(body for rows in found for (body,) in rows)}]"
