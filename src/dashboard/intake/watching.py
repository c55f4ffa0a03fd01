"""How far a file has been read, for who waits for it and may stop it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from dashboard.i18n import N_

CHECKING = N_("Comparing with the tables, and building them anew to check …")
Watch = Callable[[int], None]  # told how many rows are read; 0 where they are compared and built
_OFTEN = 500  # rows


def nobody(_rows: int) -> None:
    """Watches nothing."""


_watch: ContextVar[Watch] = ContextVar("watch", default=nobody)


@contextmanager
def watched(watch: Watch) -> Iterator[None]:
    """Within it each writer of rows tells `watch` of them."""
    token = _watch.set(watch)
    try:
        yield
    finally:
        _watch.reset(token)


def tell(rows: int) -> None:
    """That so many rows are read, which is said from time to time."""
    if not rows % _OFTEN:
        _watch.get()(rows)
