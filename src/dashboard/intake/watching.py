"""How far a file has been read, for who waits for it and may stop it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from time import monotonic

from dashboard.i18n import N_, _, ngettext

READ, UNDERSTOOD, COMPARED = "read", "understood", "compared"
CHECKING = N_("Building the tables anew to check them …")
COUNTING = N_("Counting what the totals would be …")
Watch = Callable[[int, str], None]  # told how many rows, and what was done with them
_OFTEN = 0.5  # seconds


def said(rows: int, stage: str) -> str:
    """`12,000 rows read`; of what has no rows to count its words."""
    told = {
        READ: ngettext("{n} row read", "{n} rows read", rows),
        UNDERSTOOD: ngettext("{n} row understood", "{n} rows understood", rows),
        COMPARED: ngettext("{n} row compared with the tables",
                           "{n} rows compared with the tables", rows),
    }  # fmt: skip
    return told.get(stage) or _(stage)


@dataclass
class _Watching:
    watch: Watch
    last: float = 0.0


_watching: ContextVar[_Watching | None] = ContextVar("watching", default=None)


@contextmanager
def watched(watch: Watch) -> Iterator[None]:
    """Within it `watch` is told how far what is read has come."""
    token = _watching.set(_Watching(watch))
    try:
        yield
    finally:
        _watching.reset(token)


def tell(rows: int, stage: str) -> None:
    """That so many rows are done, which is said twice a second, or that something else begins."""
    found = _watching.get()
    if found is None:
        return
    now = monotonic()
    if not rows or now - found.last >= _OFTEN:
        found.last = now
        found.watch(rows, stage)
