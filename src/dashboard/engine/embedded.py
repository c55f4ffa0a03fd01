"""The register in the store's own file, asked in this process."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import narwhals as nw

from dashboard.engine.question import CLASS_ROWS, CLASSES, Answer, Asked, answer_of, pairs, question
from dashboard.store import Store


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
        with self._store.cursor() as cursor:
            class_rows = cursor.table(CLASS_ROWS)
            rows = None
            if asked.by is not None and asked.rows is not None:
                kinds = dict(zip(class_rows.columns, class_rows.types, strict=True))
                # As codes, like the column they meet: numbers are compared, not texts.
                code = f"try_cast({asked.by} as {kinds[asked.by]}) as {asked.by}"
                rows = nw.from_native(cursor.from_arrow(pairs(asked)).project(f"{code}, row_id"))
            classes = nw.from_native(cursor.table(CLASSES))
            frame = question(classes, nw.from_native(class_rows), asked, rows)
            return answer_of(frame.collect("pyarrow").to_native())
