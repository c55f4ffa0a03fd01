"""The register in the store's own file, asked in this process."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from dashboard.engine.question import CLASS_ROWS, CLASSES, Answer, Asked, answer_of, pairs, question
from dashboard.store import Store
from dashboard.store.sql import Sql, fill

# As codes, like the column they meet: numbers are compared, not texts.
_PAIRS = "(select try_cast(unnest(?) as {kind}) as id, unnest(?) as row_id)"


class Embedded:
    """DuckDB: always there."""

    state = ""
    is_lost = False
    lost_because = ""

    def __init__(self, store: Store) -> None:
        self._store = store

    def prepared(self) -> list[dict[str, Any]]:
        return self._store.rows("from prepared_answers")

    def answer(self, asked: Asked) -> Answer:
        # Most folders hold no register, and to plan a question costs a page more than its figures.
        return {} if self._is_empty else self._answer(asked)

    @cached_property
    def _is_empty(self) -> bool:
        return not self._store.rows("select class from classes limit 1")

    def _answer(self, asked: Asked) -> Answer:
        text, values = question(asked)
        if asked.by is not None and asked.rows is not None:
            text = fill(text, pairs=fill(_PAIRS, kind=Sql(self._kinds[asked.by])))
            values = [*pairs(asked), *values]
        with self._store.cursor() as cursor:
            text = fill(text, class_rows=CLASS_ROWS, classes=CLASSES)
            return answer_of(cursor.execute(text, values).fetchall())

    @cached_property
    def _kinds(self) -> dict[str, str]:
        """The type of each column of the rows."""
        described = self._store.rows(fill("describe {class_rows}", class_rows=CLASS_ROWS))
        return {each["column_name"]: each["column_type"] for each in described}
