"""The heaviest set of figures without a conflict, exactly where a budget allows.

A figure is a bit, a state the figures still possible. Bounds come from covering what is left by
groups of which any two conflict: of each group one figure can stand. The budget counts states times
figures left and never the clock, so that every machine gives the same answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from dashboard.counting.swapping import KICKS, improve, packed, unpacked

MOST_EXACT = 150
_SMALL = 30
BUDGET = 400_000
LEAST_BUDGET = 20_000
LEAST_KICKS = 4
_ROWS = 3


class Budget:
    """What a search may still spend; `is_spent` once it had to stop.

    `among`: how many answers are asked for at once and share what one may cost. `kicks`: how often
    a set too large to search to the end is tried again.
    """

    def __init__(self, among: int = 1) -> None:
        self.left = max(BUDGET // among, LEAST_BUDGET)
        self.kicks = max(KICKS // among, LEAST_KICKS)
        self.is_spent = False

    def spend(self, cost: int) -> bool:
        """Whether there was still enough."""
        self.left -= cost
        self.is_spent |= self.left < 0
        return self.left >= 0


def heaviest(
    weights: Sequence[int],
    conflicts: Sequence[int],
    budget: Budget,
    rows: Callable[[], Iterable[int]] = tuple,
) -> list[int]:
    """Positions of a heaviest set without a conflict; all weights are above zero.

    Groups that have no conflict with each other are solved one by one. `rows`: sets of positions
    to start from as well, asked for where a group is too large to search to the end.
    """
    chosen: list[int] = []
    for group in groups((1 << len(weights)) - 1, conflicts):
        members = sorted(bits(group), key=lambda n: (-weights[n], n))
        chosen += _of_group(members, weights, conflicts, budget, rows)
    return sorted(chosen)


def _of_group(
    members: list[int],
    weights: Sequence[int],
    conflicts: Sequence[int],
    budget: Budget,
    rows: Callable[[], Iterable[int]],
) -> list[int]:
    """The same of one group, the heaviest first."""
    if len(members) == 1:
        return members
    own = [weights[n] for n in members]
    is_all = members == list(range(len(weights)))
    masks = list(conflicts) if is_all else _renumbered(members, conflicts)
    starts: list[list[int]] = []
    if len(members) <= MOST_EXACT:
        search = Search(own, masks, budget)
        starts = [search.best()]
        if search.is_complete:
            return [members[n] for n in starts[0]]
    budget.is_spent = True
    inside = sum(1 << n for n in members)
    ordered = rows() if is_all else _as_numbered(members, [row & inside for row in rows()])
    starts += _best_rows(ordered, own, masks)
    return [members[n] for n in improve(own, masks, starts, budget.kicks)]


def _best_rows(
    rows: Iterable[int], weights: Sequence[int], conflicts: Sequence[int]
) -> list[list[int]]:
    """Of the sets that rows come to, their heaviest figures first, the best few.

    `weights` fall. No set of a row weighs more than so many times its heaviest figure, so most rows
    need not be looked at.
    """
    limits = ((row.bit_count() * weights[next(bits(row))], row) for row in set(rows) if row)
    best: list[tuple[int, list[int]]] = []
    for limit, row in sorted(limits, reverse=True):
        if len(best) == _ROWS and limit < -best[-1][0]:
            break
        found = greedy(row, conflicts)
        best.append((-sum(weights[n] for n in found), found))
        best = sorted(best)[:_ROWS]
    return [found for _weight, found in best]


def greedy(left: int, conflicts: Sequence[int]) -> list[int]:
    """The first of `left`, then the next without a conflict, and so on."""
    chosen = []
    while left:
        n = (left & -left).bit_length() - 1
        chosen.append(n)
        left &= ~(conflicts[n] | 1 << n)
    return chosen


def _renumbered(members: Sequence[int], conflicts: Sequence[int]) -> list[int]:
    """The conflicts among `members`, bit n standing for members[n]."""
    inside = sum(1 << n for n in members)
    return _as_numbered(members, [conflicts[n] & inside for n in members])


def _as_numbered(members: Sequence[int], masks: Sequence[int]) -> list[int]:
    if len(masks) > _SMALL:
        return packed(unpacked(masks, max(members) + 1)[:, list(members)])
    at = {n: 1 << position for position, n in enumerate(members)}
    return [sum(at[m] for m in bits(mask)) for mask in masks]


class Search:
    """Branch and bound over one group of figures."""

    def __init__(self, weights: Sequence[int], conflicts: Sequence[int], budget: Budget) -> None:
        self.weights, self.conflicts, self.budget = weights, conflicts, budget
        self.known: dict[int, tuple[int, int]] = {}  # state: the heaviest set and its weight
        self.limits: dict[int, int] = {}  # state: no set in it weighs more
        self.is_complete = True

    def best(self) -> list[int]:
        everybody = (1 << len(self.weights)) - 1
        kept = without_dominated(everybody, self.weights, self.conflicts)
        start = self._start(kept)
        better = self.above(kept, self._weight(start))
        return list(bits(better if better is not None else start))

    def above(self, left: int, need: int) -> int | None:
        """A heaviest set of `left` if it weighs more than `need`; None if there is none."""
        if not left:
            return 0 if need < 0 else None
        if left in self.known:
            weight, heavy = self.known[left]
            return heavy if weight > need else None
        limit = self.limits.get(left)
        if limit is None:
            if not self.budget.spend(left.bit_count()):
                self.is_complete = False
                return None
            limit = self.limits[left] = self.bound(left)
        if limit <= need:
            return None
        found = self._branch(left, need)
        if self.is_complete:
            if found is None:
                self.limits[left] = min(limit, need)
            else:
                self.known[left] = self._weight(found), found
        return found

    def _branch(self, left: int, need: int) -> int | None:
        busiest = max(bits(left), key=lambda n: self._heat(n, left))
        group = connected(busiest, left, self.conflicts)
        if group != left:
            return self._apart(group, left ^ group, need)
        own, rest = self.weights[busiest], left ^ (1 << busiest)
        with_it = self.above(rest & ~self.conflicts[busiest], need - own)
        found = None
        if with_it is not None:
            found = with_it | 1 << busiest
            need = self._weight(found)
        without = self.above(rest, need)
        return found if without is None else without

    def _heat(self, n: int, left: int) -> int:
        return (self.conflicts[n] & left).bit_count() * self.weights[n]

    def _apart(self, group: int, rest: int, need: int) -> int | None:
        """Two groups without a conflict: each may fall short of what the other can give at most."""
        ceiling = self._limit(rest)
        one = self.above(group, need - ceiling)
        if one is None:
            return None
        other = self.above(rest, need - self._weight(one))
        return None if other is None else one | other

    def _limit(self, left: int) -> int:
        if left not in self.limits:
            self.limits[left] = self.bound(left)
        return self.limits[left]

    def bound(self, left: int) -> int:
        """No set in `left` weighs more: covered by groups of which only one figure can stand.

        A group takes from each of its figures what the lightest of them has left.
        """
        rest = {n: self.weights[n] for n in bits(left)}
        total = 0
        while rest:
            lightest = min(rest, key=rest.__getitem__)
            group, near = [lightest], self.conflicts[lightest] & left
            while near:
                n = (near & -near).bit_length() - 1
                group.append(n)
                near &= self.conflicts[n]
            share = rest[lightest]
            total += share
            for n in group:
                rest[n] -= share
                if not rest[n]:
                    del rest[n]
                    left ^= 1 << n
        return total

    def _start(self, left: int) -> int:
        """What to do better than; the more figures, the more a good start saves."""
        if left.bit_count() > _SMALL:
            found = improve(self.weights, self.conflicts, kicks=self.budget.kicks)
            return sum(1 << n for n in found)
        return sum(1 << n for n in greedy(left, self.conflicts))  # the heaviest first

    def _weight(self, chosen: int) -> int:
        return sum(self.weights[n] for n in bits(chosen))


def without_dominated(left: int, weights: Sequence[int], conflicts: Sequence[int]) -> int:
    """The figures without those for which a heavier one can always stand in.

    It can when it conflicts with the lighter one and with nothing that this does not.
    """
    for n in sorted(bits(left), key=lambda n: (weights[n], -n)):
        own = conflicts[n] & left
        for m in bits(own):
            is_heavier = (weights[m], -m) > (weights[n], -n)
            if is_heavier and not conflicts[m] & left & ~own & ~(1 << n):
                left ^= 1 << n
                break
    return left


def groups(left: int, conflicts: Sequence[int]) -> Iterator[int]:
    """The parts of `left` between which there is no conflict."""
    while left:
        group = connected((left & -left).bit_length() - 1, left, conflicts)
        yield group
        left ^= group


def connected(start: int, left: int, conflicts: Sequence[int]) -> int:
    """The figures of `left` that hang together with `start`, directly or through others."""
    group, new = 0, 1 << start
    while new:
        group |= new
        reached = 0
        for n in bits(new):
            reached |= conflicts[n]
        new = reached & left & ~group
    return group


def bits(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
