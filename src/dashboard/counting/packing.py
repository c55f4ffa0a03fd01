"""The heaviest set of areas without a common county."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, reduce

# People, then minus the approximate and minus the open figures among them: of two ways to reach
# the same number the firmer one wins, whatever the order of the figures.
Weight = tuple[int, int, int]
NOTHING: Weight = (0, 0, 0)


def heaviest_packing(weights: Mapping[frozenset[str], Weight]) -> Weight:
    """The largest sum over areas that share no county, exactly.

    Areas are bits, and a state is the areas still possible. Taking or leaving the area with most
    rivals soon splits the rest into groups that do not touch, which are answered apart.
    """
    areas = list(weights)
    if sum(map(len, areas)) == len(frozenset[str]().union(*areas)):
        return reduce(add, weights.values(), NOTHING)  # no two share a county
    rivals = [
        sum(1 << m for m, other in enumerate(areas) if m != n and not area.isdisjoint(other))
        for n, area in enumerate(areas)
    ]

    @cache
    def best(left: int) -> Weight:
        if not left:
            return NOTHING
        busiest = max(_bits(left), key=lambda n: (rivals[n] & left).bit_count())
        group = _connected(busiest, left, rivals)
        if group != left:
            return add(best(group), best(left ^ group))
        rest = left ^ (1 << busiest)
        taken = add(weights[areas[busiest]], best(rest & ~rivals[busiest]))
        return max(taken, best(rest))

    return best((1 << len(areas)) - 1)


def add(one: Weight, other: Weight) -> Weight:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def _bits(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def _connected(start: int, left: int, rivals: Sequence[int]) -> int:
    """The areas of `left` that hang together with `start`, directly or through others."""
    group, new = 0, 1 << start
    while new:
        group |= new
        reached = 0
        for n in _bits(new):
            reached |= rivals[n]
        new = reached & left & ~group
    return group
