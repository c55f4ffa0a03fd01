"""Which engine answers, as DASHBOARD_ENGINE says."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import Any, Protocol

from dashboard.engine.embedded import Embedded
from dashboard.engine.question import Answer, Asked
from dashboard.store import Store


class Engine(Protocol):
    """Answers what is asked of the register.

    `state` is another one after each time that the engine was lost or is back, so that an answer
    kept from before is not given after. `answer` and `prepared` raise EngineLost when nobody
    answers. `prepared`: rows of question_id, row_id, people, services, made with the tables.
    """

    @property
    def state(self) -> str: ...

    @property
    def is_lost(self) -> bool: ...

    def prepared(self) -> list[dict[str, Any]]: ...

    def __hash__(self) -> int: ...

    def answer(self, asked: Asked) -> Answer: ...


def engine_of(store: Store) -> Engine:
    """The embedded database, unless DASHBOARD_ENGINE names a Spark."""
    address = os.environ.get("DASHBOARD_ENGINE", "").strip()
    return _embedded(store) if address in ("", "duckdb") else _spark(store, address)


@lru_cache(maxsize=4)
def _embedded(store: Store) -> Engine:
    return Embedded(store)


@lru_cache(maxsize=4)
def _spark(store: Store, address: str) -> Engine:
    from dashboard.engine.spark import Spark  # an extra, which few install

    return Spark(store, address)
