"""A heavy set without a conflict, for groups too large to search to the end."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import numpy as np

KICKS = 200
_SEED = 20
_MOST_FREED = 100
_TWO = 2
Numbers = np.ndarray[tuple[int, ...], np.dtype[np.int64]]


def improve(
    weights: Sequence[int],
    conflicts: Sequence[int],
    starts: Sequence[Sequence[int]] = (),
    kicks: int = KICKS,
) -> list[int]:
    """Positions of a heavy set without a conflict, never lighter than a start or the greedy one.

    Greedy starts, then swaps that gain, then so many figures forced in, each followed by swaps;
    what does not get lighter is kept. The seed is fixed: the same figures give the same set.
    """
    near = _square(conflicts)
    own = np.array(weights, dtype=np.int64)
    states = [_State(own, near, order) for order in _orders(own, near, starts)]
    best = max(states, key=lambda state: state.value)
    random = Random(_SEED)
    for _kick in range(kicks):
        outside = np.flatnonzero(~best.chosen)
        if not len(outside):
            break
        tried = best.copy()
        tried.add(int(outside[random.randrange(len(outside))]))
        tried.climb()
        if tried.value >= best.value:
            best = tried
    return [int(n) for n in np.flatnonzero(best.chosen)]


def _orders(own: Numbers, near: np.ndarray, starts: Sequence[Sequence[int]]) -> list[list[int]]:
    """In which order the greedy starts take figures: as given, by weight, by weight a conflict."""
    by_weight = list(range(len(own)))  # the caller's order
    lightness = -own / near.sum(axis=1)
    by_share = [int(n) for n in np.argsort(lightness, kind="stable")]
    return [*([*start, *by_weight] for start in starts), by_weight, by_share]


def _square(conflicts: Sequence[int]) -> np.ndarray:
    """The masks as a square of booleans; every figure conflicts with itself."""
    square = unpacked(conflicts, len(conflicts))
    np.fill_diagonal(square, 1)
    return square.astype(bool)


def unpacked(masks: Sequence[int], width: int) -> np.ndarray:
    """A row for each mask, a column for each of its first `width` bits."""
    size = (width + 7) // 8
    joined = b"".join(mask.to_bytes(size, "little") for mask in masks)
    rows = np.frombuffer(joined, dtype=np.uint8).reshape(len(masks), size)
    return np.unpackbits(rows, axis=1, bitorder="little", count=width)


def packed(rows: np.ndarray) -> list[int]:
    """The masks of such rows."""
    taken = np.packbits(rows, axis=1, bitorder="little")
    return [int.from_bytes(row.tobytes(), "little") for row in taken]


class _State:
    """A set without a conflict; what the chosen ones have against each figure, themselves included.

    `loss`: their weight, `against`: how many they are, `who`: the sum of their positions, which is
    a position where there is one.
    """

    def __init__(self, own: Numbers, near: np.ndarray, order: Sequence[int]) -> None:
        self.own, self.near, self.value = own, near, 0
        self.chosen = np.zeros(len(own), dtype=bool)
        self.loss = np.zeros(len(own), dtype=np.int64)
        self.against = np.zeros(len(own), dtype=np.int64)
        self.who = np.zeros(len(own), dtype=np.int64)
        is_free = np.ones(len(own), dtype=bool)
        for n in order:
            if is_free[n]:
                self._put(n)
                is_free &= ~near[n]
        self.climb()

    def copy(self) -> _State:
        other = object.__new__(_State)
        other.own, other.near, other.value = self.own, self.near, self.value
        other.chosen, other.loss = self.chosen.copy(), self.loss.copy()
        other.against, other.who = self.against.copy(), self.who.copy()
        return other

    def add(self, n: int) -> None:
        """Takes a figure in, and out what stands against it."""
        for m in (self.near[n] & self.chosen).nonzero()[0]:
            self._drop(int(m))
        self._put(n)

    def climb(self) -> None:
        """Swaps while they gain: one in for all against it, or two in for one."""
        while True:
            gain = self.own - self.loss
            n = int(gain.argmax())
            if gain[n] > 0:
                self.add(n)
            elif not self._two_for_one():
                return

    def _two_for_one(self) -> bool:
        """Puts two figures in the place of one that alone stands against both, if that gains."""
        freed = ((self.against == 1) & ~self.chosen).nonzero()[0]
        if len(freed) < _TWO:
            return False
        stands = self.who[freed]
        best = np.zeros(len(self.own), dtype=np.int64)
        np.maximum.at(best, stands, self.own[freed])
        hopeful = self.own[freed] + best[stands] > self.own[stands]
        freed, stands = freed[hopeful][:_MOST_FREED], stands[hopeful][:_MOST_FREED]
        both = self.own[freed][:, None] + self.own[freed]
        gains = (both > self.own[stands]) & (stands[:, None] == stands)
        pairs = gains & ~self.near[np.ix_(freed, freed)]
        if not pairs.any():
            return False
        one, other = divmod(int(pairs.argmax()), len(freed))
        self._drop(int(stands[one]))
        self._put(int(freed[one]))
        self._put(int(freed[other]))
        return True

    def _put(self, n: int) -> None:
        self._count(n, 1)
        self.chosen[n] = True

    def _drop(self, n: int) -> None:
        self._count(n, -1)
        self.chosen[n] = False

    def _count(self, n: int, sign: int) -> None:
        near = self.near[n]
        self.loss[near] += sign * self.own[n]
        self.against[near] += sign
        self.who[near] += sign * n
        self.value += sign * int(self.own[n])
