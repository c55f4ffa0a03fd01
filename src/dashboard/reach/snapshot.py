"""One build, and everything that is kept for it: it lives and is let go of with the build.

@kept()
def catalogue(snapshot: Snapshot) -> Catalogue: ...  # worked out once a build
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial, wraps
from threading import Lock
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

from dashboard.engine import Choice, Engine, begin, chosen
from dashboard.store import Store

_P = ParamSpec("_P")
_T = TypeVar("_T")
Kept = Callable[Concatenate["Snapshot", _P], _T]


class Snapshot:
    """An opened build; may be shared by threads. Owns its store.

    It is closed when the last reader lets go: whoever wants it to stay between readers is one too.
    `with snapshot:` takes it and lets go.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._answers: dict[object, Callable[..., Any]] = {}
        self._readers = 0
        self._lock = Lock()

    @property
    def engine(self) -> Engine:
        """Who answers about the register now."""
        return _engine(self, chosen())

    def memory_of(self, question: Callable[..., _T], most: int) -> Callable[..., _T]:
        """`question` to this build, from memory where it is among the `most` asked last."""
        answers = self._answers.get(question)
        if answers is None:
            fresh = lru_cache(maxsize=most)(partial(question, self))
            answers = self._answers.setdefault(question, fresh)
        return answers

    def forget(self) -> None:
        """Keep no answer any longer."""
        # What is kept refers back here: cleared, none of it waits for the garbage collector.
        self._answers.clear()

    def close(self) -> None:
        """Let go of the file and of everything kept, whoever reads."""
        self.forget()
        self.store.close()

    def take(self) -> Self:
        """Become a reader."""
        with self._lock:
            self._readers += 1
        return self

    def let_go(self) -> None:
        """Cease to be a reader."""
        with self._lock:
            self._readers -= 1
            is_last = not self._readers
        if is_last:
            self.close()

    def __enter__(self) -> Self:
        return self.take()

    def __exit__(self, *_: object) -> None:
        self.let_go()


def kept(most: int = 4) -> Callable[[Kept[_P, _T]], Kept[_P, _T]]:
    """For a question whose answers stay with the build; of many details, the `most` asked last."""

    def decorate(question: Kept[_P, _T]) -> Kept[_P, _T]:
        @wraps(question)
        def answer(snapshot: Snapshot, *details: _P.args, **named: _P.kwargs) -> _T:
            return snapshot.memory_of(question, most)(*details, **named)

        return answer  # type: ignore[return-value]  # the names of what it takes are the question's

    return decorate


@kept()
def _engine(snapshot: Snapshot, choice: Choice) -> Engine:
    return begin(choice, snapshot.store)
