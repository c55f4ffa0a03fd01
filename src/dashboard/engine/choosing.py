"""Which engine answers, as DASHBOARD_ENGINE says."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from dashboard.engine.embedded import Embedded
from dashboard.engine.question import Answer, Asked
from dashboard.settings import settings_of
from dashboard.store import Store, published_tables

_is_only_embedded: ContextVar[bool] = ContextVar("only_embedded", default=False)


class Engine(Protocol):
    """Answers what is asked of the register.

    `state` is another one after each time that the engine was lost or is back, so that an answer
    kept from before is not given after. `lost_because`: the sentence for readers, not yet
    translated; empty while the engine answers. `answer` and `prepared` raise EngineLost when
    nobody answers. `prepared`: rows of question_id, row_id, people, services, made with the tables.
    """

    @property
    def state(self) -> str: ...

    @property
    def is_lost(self) -> bool: ...

    @property
    def lost_because(self) -> str: ...

    def prepared(self) -> list[dict[str, Any]]: ...

    def answer(self, asked: Asked) -> Answer: ...


class Choice(NamedTuple):
    """A Spark at an address, over the tables in a folder; no address is the embedded database."""

    address: str = ""
    tables: Path = Path()
    tables_id: str = ""


def chosen() -> Choice:
    """The embedded database, unless DASHBOARD_ENGINE names a Spark."""
    settings = settings_of()
    address = settings.engine
    if address in ("", "duckdb") or _is_only_embedded.get():
        return Choice()
    return Choice(address, *_published(settings.published, int(time.monotonic())))


def begin(choice: Choice, store: Store) -> Engine:
    """The engine for one build; whoever has the build keeps it."""
    if not choice.address:
        return Embedded(store)
    from dashboard.engine.spark import Spark  # an extra, which few install

    return Spark(store, *choice)


@contextmanager
def only_embedded() -> Iterator[None]:
    """The embedded database answers, whatever DASHBOARD_ENGINE says: to make what is published."""
    token = _is_only_embedded.set(True)
    try:
        yield
    finally:
        _is_only_embedded.reset(token)


@lru_cache(maxsize=4)
def _published(root: str, _second: int) -> tuple[Path, str]:
    """The folder of the tables and their tables_id, looked up once a second; "" without any."""
    folder = Path(root).expanduser().absolute()
    try:
        found = published_tables(folder)
    except (OSError, ValueError):
        return folder, ""
    return folder / found.folder, found.tables_id
