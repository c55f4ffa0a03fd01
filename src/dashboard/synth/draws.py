"""Chance that is the same on every machine: raw bits of PCG64, and whole numbers only.

numpy may change how it shapes its distributions, and processors differ in the last bit of a
logarithm. The raw bits of a seeded PCG64 and whole-number tables do neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isqrt
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[Any]
_T = TypeVar("_T")
_FINE = 1_000_000


class Draws:
    """A stream of its own for each place in the network, named by whole numbers."""

    def __init__(self, *names: int) -> None:
        self._bits = np.random.PCG64(np.random.SeedSequence(names))

    def raw(self, n: int) -> NDArray[np.uint64]:
        """`n` numbers of 64 even bits."""
        return self._bits.random_raw(n)

    def below(self, n: int) -> int:
        """A whole number from 0 to n - 1."""
        return int(self._bits.random_raw()) % n

    def between(self, least: int, most: int) -> int:
        return least + self.below(most - least + 1)

    def one_of(self, choices: Sequence[_T]) -> _T:
        return choices[self.below(len(choices))]

    def shuffled(self, choices: Sequence[_T]) -> list[_T]:
        left = list(choices)
        return [left.pop(self.below(len(left))) for _ in choices]


def bits(raw: NDArray[np.uint64], first: int, width: int) -> NDArray[np.intp]:
    """`width` bits of each number, from bit `first` on: even over 0 .. 2**width - 1."""
    return ((raw >> np.uint64(first)) & np.uint64((1 << width) - 1)).astype(np.intp)


def falling(ranks: int, quarters: int) -> list[int]:
    """Weights that fall with the rank as rank ** -(quarters / 4), as whole numbers."""
    return [_FINE**2 // isqrt(isqrt(rank**quarters * _FINE**4)) for rank in range(1, ranks + 1)]


def shares(weights: Sequence[int], slots: int) -> list[int]:
    """`slots` handed out in proportion to the weights, the largest remainders first."""
    total = sum(weights)
    given = [weight * slots // total for weight in weights]
    by_rest = sorted(range(len(weights)), key=lambda n: (-(weights[n] * slots % total), n))
    for n in by_rest[: slots - sum(given)]:
        given[n] += 1
    return given


def lookup(weights: Sequence[int], slots: int, values: Sequence[int] | None = None) -> Ints:
    """A table of `slots` places to look an even number up in: each value by its weight."""
    chosen = np.arange(len(weights)) if values is None else np.asarray(values)
    return np.repeat(chosen, shares(weights, slots))


def distinct(keys: Ints) -> Ints:
    """Each key once, in order; numpy's own goes through a hash table, ten times as long."""
    ordered = np.sort(keys)
    is_first = np.ones(len(ordered), dtype=bool)
    is_first[1:] = ordered[1:] != ordered[:-1]
    return ordered[is_first]
