"""Builds opened to be read, with the answers about the whole register kept in each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from threading import Lock

from dashboard import store
from dashboard.engine import only_embedded
from dashboard.paths import Content
from dashboard.reach.register_rows import prepare
from dashboard.reach.snapshot import Snapshot
from dashboard.store import fingerprint
from dashboard.store.building import Prepared


def open_store(content: Content) -> store.Store:
    """The store of the content as it is now; as `dashboard.store.open_store` otherwise."""
    with only_embedded():  # Spark answers from what is published, which comes after
        return store.open_store(content, _prepared)


def open_snapshot(content: Content) -> Snapshot:
    """The snapshot of the content as it is now; see `open_store`."""
    return Snapshot(open_store(content))


def _prepared(made: store.Store) -> Prepared:
    with Snapshot(made) as snapshot:
        return prepare(snapshot)


class Live:
    """The snapshot of the content as it is now, for the readers of a process.

    Another takes its place once the tables changed; who reads the old one finishes with it.
    `language`: the pages' own, as the folder that was last opened asks for; "" where it does not.
    `building`: entered while one is built, to tell who waits.
    """

    def __init__(
        self,
        content: Callable[[], Content],
        building: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        self._content, self._building = content, building
        self._lock = Lock()  # who comes while another builds waits for what is built
        self._held: Snapshot | None = None
        self._fingerprint = ""
        self.language = ""

    @contextmanager
    def reading(self) -> Iterator[Snapshot]:
        """Raises DashboardError when there is none to serve."""
        with ExitStack() as reader:
            with self._lock:  # taken before another can stand in its place
                snapshot = reader.enter_context(self._current())
            yield snapshot

    def close(self) -> None:
        """Hold none, and know of none; the next reader has one opened."""
        with self._lock:
            self._hold(None)
            self.language = ""

    def _current(self) -> Snapshot:
        content = self._content()
        now = fingerprint(content)
        if self._held is None or self._held.store.is_spent or self._fingerprint != now:
            with self._building():
                opened = open_snapshot(content)
            self._hold(opened)
            self.language = opened.store.settings.language
            self._fingerprint = now
        assert self._held is not None
        return self._held

    def _hold(self, snapshot: Snapshot | None) -> None:
        held, self._held = self._held, snapshot.take() if snapshot else None
        if held is not None:
            held.let_go()
