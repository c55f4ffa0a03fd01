"""The register as published Parquet, asked of Apache Spark."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.engine.lost import LOST, NOT_PUBLISHED, PUBLISH_AGAIN, EngineLost
from dashboard.engine.question import CLASS_ROWS, CLASSES, Answer, Asked, answer_of, pairs, question
from dashboard.engine.spark_connection import Connection
from dashboard.i18n import _
from dashboard.store import Store

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, Row, SparkSession

_SCHEMAS = {
    CLASSES: "class bigint, people bigint, key_a bigint, key_b bigint",
    CLASS_ROWS: (
        "class bigint, project_id string, target_group_id string, county_code string, "
        "sex string, age_band string, services bigint, year int"
    ),
}


class Spark:
    """Spark at an address, over the tables published in a folder that all its workers see.

    `tables_id`: of the published tables; "" when there are none.
    """

    def __init__(self, store: Store, address: str, tables: Path, tables_id: str) -> None:
        self._store = store
        self._tables = tables
        self._tables_id = tables_id
        self._connection = connection(address)
        self._read: tuple[SparkSession, dict[str, DataFrame]] | None = None

    @property
    def state(self) -> str:
        return f"{self._tables.name} {self._tables_id} {self._connection.state}"

    @property
    def is_lost(self) -> bool:
        return bool(self.lost_because)

    @property
    def lost_because(self) -> str:
        if not self._tables_id:
            return NOT_PUBLISHED
        # Rows are named by the tables here: older ones there would be counted under wrong names.
        if self._tables_id != self._store.tables_id:
            return PUBLISH_AGAIN
        return self._connection.lost_because

    def prepared(self) -> list[dict[str, Any]]:
        """Needs the published files alone, no Spark."""
        self._require()
        try:
            table = pq.read_table(self._tables / "prepared_answers.parquet")
        except (OSError, pa.ArrowException) as error:
            raise EngineLost(_(LOST)) from error
        rows: list[dict[str, Any]] = table.to_pylist()
        return rows

    def answer(self, asked: Asked) -> Answer:
        self._require()
        return self._connection.run(lambda session: answer_of(self._asked(session, asked)))

    def _require(self) -> None:
        if self.is_lost:
            raise EngineLost(_(self.lost_because))

    def _asked(self, session: SparkSession, asked: Asked) -> list[Row]:
        text, values = question(asked)
        frames = dict(self._frames(session))
        if asked.by is not None and asked.rows is not None:
            found = pa.table(list(map(_texts, pairs(asked))), names=["id", "row_id"])
            frames["pairs"] = session.createDataFrame(found).hint("broadcast")
        return session.sql(text, values or None, **frames).collect()

    def _frames(self, session: SparkSession) -> dict[str, DataFrame]:
        """The tables of _SCHEMAS, whose files are listed once a session."""
        if self._read is None or self._read[0] is not session:
            self._read = session, {name: self._frame(session, name) for name in _SCHEMAS}
        return self._read[1]

    def _frame(self, session: SparkSession, name: str) -> DataFrame:
        path = self._tables / name
        found = path if path.is_dir() else path.with_suffix(".parquet")
        return session.read.schema(_SCHEMAS[name]).parquet(found.as_uri())


def _texts(column: list[str]) -> pa.Array:
    return pa.array(column, pa.string())


@lru_cache(maxsize=4)
def connection(address: str) -> Connection:
    """The one connection of this process to an address, for every build of the tables."""
    return Connection(address)
