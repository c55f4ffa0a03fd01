"""A heavy set without a conflict, for groups too large to search to the end."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import numpy as np

KICKS = 200
_SEED = 20
_MOST_FREED = 12
_TWO = 2
Numbers = np.ndarray[tuple[int, ...], np.dtype[np.int64]]


def improve(weights: Sequence[int], conflicts: Sequence[int], start: Sequence[int]) -> list[int]:
    """Positions of a heavy set without a conflict, never lighter than `start` or the greedy one.

    Greedy starts, then swaps that gain, then `KICKS` figures forced in, each followed by swaps;
    what does not get lighter is kept. The seed is fixed: the same figures give the same set.
    """
    near = _unpacked(conflicts)
    own = np.array(weights, dtype=np.int64)
    best = max((_State(own, near, order) for order in _orders(own, near, start)), key=_State.value)
    random = Random(_SEED)
    for _kick in range(KICKS):
        tried = best.copy()
        outside = np.flatnonzero(~tried.chosen)
        if not len(outside):
            break
        tried.add(int(outside[random.randrange(len(outside))]))
        tried.climb()
        if tried.value() >= best.value():
            best = tried
    return [int(n) for n in np.flatnonzero(best.chosen)]


def _orders(own: Numbers, near: np.ndarray, start: Sequence[int]) -> list[list[int]]:
    """In which order the greedy starts take figures: as given, by weight, by weight a conflict."""
    by_weight = list(range(len(own)))  # the caller's order
    lightness = -own / (1.0 + near.sum(axis=1))
    by_share = [int(n) for n in np.argsort(lightness, kind="stable")]
    return [order for order in ([*start, *by_weight], by_weight, by_share) if order]


def _unpacked(conflicts: Sequence[int]) -> np.ndarray:
    """The masks as a square of booleans."""
    size = (len(conflicts) + 7) // 8
    rows = [np.frombuffer(mask.to_bytes(size, "little"), dtype=np.uint8) for mask in conflicts]
    square = np.unpackbits(np.array(rows), axis=1, bitorder="little", count=len(conflicts))
    return square.astype(bool)


class _State:
    """A set without a conflict; `loss` and `against`: the chosen ones against each figure.

    Their weight, and how many they are.
    """

    def __init__(self, own: Numbers, near: np.ndarray, order: Sequence[int]) -> None:
        self.own, self.near = own, near
        self.chosen = np.zeros(len(own), dtype=bool)
        self.loss = np.zeros(len(own), dtype=np.int64)
        self.against = np.zeros(len(own), dtype=np.int64)
        for n in order:
            if not self.loss[n] and not self.chosen[n]:
                self._put(n)
        self.climb()

    def copy(self) -> _State:
        other = object.__new__(_State)
        other.own, other.near = self.own, self.near
        other.chosen, other.loss = self.chosen.copy(), self.loss.copy()
        other.against = self.against.copy()
        return other

    def value(self) -> int:
        return int(self.own[self.chosen].sum())

    def add(self, n: int) -> None:
        """Takes a figure in, and out what stands against it."""
        for m in np.flatnonzero(self.near[n] & self.chosen):
            self._drop(int(m))
        self._put(n)

    def climb(self) -> None:
        """Swaps while they gain: one in for all against it, or two in for one."""
        while True:
            gain = np.where(self.chosen, 0, self.own - self.loss)
            n = int(gain.argmax())
            if gain[n] > 0:
                self.add(n)
            elif not self._two_for_one():
                return

    def _two_for_one(self) -> bool:
        """Puts two figures in the place of one that alone stands against both, if that gains."""
        inside = np.flatnonzero(self.chosen)
        freed = np.flatnonzero((self.against == 1) & ~self.chosen)
        if len(freed) < _TWO:
            return False
        blocker = inside[self.near[np.ix_(freed, inside)].argmax(axis=1)]
        for n in inside:
            own = freed[blocker == n][:_MOST_FREED]
            if len(own) >= _TWO and self._swap(int(n), own):
                return True
        return False

    def _swap(self, n: int, freed: Numbers) -> bool:
        for at, one in enumerate(freed):
            pairs = freed[at + 1 :][~self.near[one][freed[at + 1 :]]]
            better = pairs[self.own[pairs] + self.own[one] > self.own[n]]
            if len(better):
                self._drop(n)
                self._put(int(one))
                self._put(int(better[0]))
                return True
        return False

    def _put(self, n: int) -> None:
        self.chosen[n] = True
        self.loss += self.near[n] * self.own[n]
        self.against += self.near[n]

    def _drop(self, n: int) -> None:
        self.chosen[n] = False
        self.loss -= self.near[n] * self.own[n]
        self.against -= self.near[n]
