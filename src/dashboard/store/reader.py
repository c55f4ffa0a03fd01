"""The open store: questions to the published build."""

from __future__ import annotations

from typing import Any, Self

import duckdb
import pandas as pd

from dashboard.paths import Content
from dashboard.store.problems import Problem
from dashboard.store.publishing import Published
from dashboard.store.sql import CONFIG, literal

# One thread a query: many readers at once are served sooner than with each query split.
_CONFIG = CONFIG | {"threads": 1}


class Store:
    """A published build, opened to be read; may be shared by threads.

    `problems`: why the tables as they are now could not be loaded, when an older build is served.
    """

    def __init__(
        self, content: Content, published: Published, problems: tuple[Problem, ...] = ()
    ) -> None:
        self.content = content
        self.build_id = published.build_id
        self.path = published.path
        self.problems = problems
        self._connection = duckdb.connect(config=_CONFIG)
        # Attached, not opened: DuckDB would share one handle of a path within the process.
        self._connection.execute(f"attach {literal(published.path)} as published (read_only)")
        self._connection.execute("set enable_external_access = false")
        self._connection.execute("set lock_configuration = true")

    @property
    def is_outdated(self) -> bool:
        return bool(self.problems)

    def frame(self, sql: str, **params: Any) -> pd.DataFrame:
        """The answer to a query with named parameters ($name), each of which must be used."""
        with self._cursor() as cursor:
            return cursor.execute(sql, params or None).df()

    def rows(self, sql: str, **params: Any) -> list[dict[str, Any]]:
        with self._cursor() as cursor:
            result = cursor.execute(sql, params or None)
            names = [column[0] for column in result.description or []]
            return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        """A connection shared by threads gives wrong numbers: one cursor a query."""
        cursor = self._connection.cursor()
        cursor.execute("use published")
        return cursor
