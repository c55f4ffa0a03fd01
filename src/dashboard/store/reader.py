"""The open store: questions to the published build."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any, Self

import duckdb
import pandas as pd

from dashboard.errors import DashboardError
from dashboard.i18n import N_, _
from dashboard.paths import Content
from dashboard.store.folder import FolderSettings
from dashboard.store.problems import Problem
from dashboard.store.publishing import Published, is_live
from dashboard.store.room import NoRoom, is_full
from dashboard.store.sql import CONFIG, attach_published

_CONFIG = CONFIG | {
    "memory_limit": "4GB"
}  # an answer about any number of people fits beside others
_DAMAGED = N_(
    "The build {name} can no longer be read. Load the page again: it is made anew from the tables; "
    "`dashboard build` does so at once."
)
# What DuckDB raises when bytes of an attached file are gone or are not what was written.
_UNREADABLE = (
    duckdb.IOException,
    duckdb.InternalException,
    duckdb.FatalException,
    duckdb.SerializationException,
)


class Damaged(DashboardError):  # noqa: N818 (what happened, in the words of the reader)
    """The file of a build is gone or no longer what was published."""


class Store:
    """A published build, opened to be read; may be shared by threads.

    `problems`: why the tables as they are now could not be loaded, when an older build is served.
    """

    def __init__(
        self,
        content: Content,
        published: Published,
        problems: tuple[Problem, ...] = (),
        threads: int = 1,
    ) -> None:
        self.content = content
        self.build_id = published.build_id
        self.path = published.path
        self.problems = problems
        self.is_damaged = False
        # One thread a query: many readers at once are served sooner than with each query split.
        own = {"threads": threads} if threads else {}
        self._connection = duckdb.connect(config=_CONFIG | own)
        # Attached, not opened: DuckDB would share one handle of a path within the process.
        with self._whole():
            self._connection.execute(attach_published(published.path))
        self._connection.execute("set enable_external_access = false")
        self._connection.execute("set lock_configuration = true")

    @property
    def is_outdated(self) -> bool:
        return bool(self.problems)

    @cached_property
    def tables_id(self) -> str:
        """Names the state of all tables but the participations."""
        return str(self.rows("select tables_id from build")[0]["tables_id"])

    @cached_property
    def settings(self) -> FolderSettings:
        """What the organisation says of itself in `settings.toml`."""
        return FolderSettings(**self.rows("from folder_settings")[0])

    @property
    def is_spent(self) -> bool:
        """Whether another is to be opened: this one was damaged, or stood in for one that is made.

        Whoever made that one was another process, which had room, or `dashboard build`.
        """
        return self.is_damaged or (self.is_outdated and not is_live(self.path))

    def frame(self, sql: str, **params: Any) -> pd.DataFrame:
        """The answer to a query with named parameters ($name), each of which must be used."""
        with self.cursor() as cursor:
            return cursor.execute(sql, params or None).df()

    def rows(self, sql: str, **params: Any) -> list[dict[str, Any]]:
        with self.cursor() as cursor:
            result = cursor.execute(sql, params or None)
            names = [column[0] for column in result.description or []]
            return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """For one query, to be closed after it: a connection shared by threads counts wrong."""
        with self._whole(), self._connection.cursor() as cursor:
            cursor.execute("use published")
            yield cursor

    @contextmanager
    def _whole(self) -> Iterator[None]:
        try:
            yield
        except duckdb.Error as error:
            if is_full(error):
                raise NoRoom from error
            # A wrong checksum has no class of its own.
            if not isinstance(error, _UNREADABLE) and type(error) is not duckdb.Error:
                raise
            self.is_damaged = True
            raise Damaged(_(_DAMAGED).format(name=self.path.name)) from error
