"""Both ends of one answer, from the wholes down.

`held` is what the chosen figures come to when every firm upper end above them is kept, and what a
figure contributes at the upper end is never less: *surely* is at most *at most*, whatever the
tables say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dashboard.counting.choosing import differing_from, heaviest_set
from dashboard.counting.figures import NOBODY, End
from dashboard.counting.inheriting import NO_WHOLE
from dashboard.counting.placing import Placement
from dashboard.counting.searching import Budget
from dashboard.counting.table import Table

Placed = Mapping[int, Placement]


@dataclass(slots=True)
class Bounds:
    """One answer: figures inside and touching by their position, and all wholes of theirs.

    `taken_off`: what of a whole surely lies elsewhere, so that the filter cannot have it.
    `firm` and `soft`: what each figure inside adds to *surely* alone, by a firm or an ≈ lower end.
    """

    table: Table
    placed: Placed
    taken_off: Mapping[int, int]
    budget: Budget = field(default_factory=Budget)
    order: list[int] = field(init=False)
    caps: dict[int, int] = field(init=False)
    firm: dict[int, int] = field(init=False)
    soft: dict[int, int] = field(init=False)

    def __post_init__(self) -> None:
        table = self.table
        nodes, wholes = set(self.placed), table.wholes
        for n in self.placed:
            whole = wholes[n]
            while whole != NO_WHOLE and whole not in nodes:
                nodes.add(whole)
                whole = wholes[whole]
        self.order = sorted(nodes, key=table.ranks.__getitem__)
        self.caps = {
            n: max(0, cap - self.taken_off.get(n, 0))
            for n in self.order
            if (cap := table.caps[n]) is not None
        }
        self.firm, self.soft = {}, {}
        limits: dict[int, int] = {}
        for n in reversed(self.order):  # wholes before their parts
            lower, limit = table.lowers[n], self.caps.get(n)
            above = limits.get(table.wholes[n])
            if above is not None:
                limit = above if limit is None else min(above, limit)
            if limit is not None:
                limits[n] = limit
            people = lower.people if limit is None else min(lower.people, limit)
            if people and self.placed.get(n) is Placement.INSIDE:
                (self.soft if lower.is_approximate else self.firm)[n] = people

    def held(self, own: Mapping[int, int]) -> dict[int, int]:
        """What chosen figures come to, by figure and whole; a whole's cap binds all below it."""
        return held(self.table, self.caps, own)

    def total(self, own: Mapping[int, int]) -> int:
        """What chosen figures come to together."""
        return _at_top(self.table, self.held(own))

    def choose(self, own: Mapping[int, int]) -> list[int]:
        """The figures whose people, surely all different, come to most."""
        opened = {n for n in own if self.table.ends[n][0].is_open}
        return heaviest_set(self.table, own, opened, self.total, self.budget)


def held(table: Table, caps: Mapping[int, int], own: Mapping[int, int]) -> dict[int, int]:
    if all(table.wholes[n] == NO_WHOLE for n in own):
        return {n: min(people, caps.get(n, people)) for n, people in own.items()}
    nodes = set(own)
    for n in own:
        nodes.update(table.above(n))
    below: dict[int, int] = defaultdict(int)
    found: dict[int, int] = {}
    for n in sorted(nodes, key=table.ranks.__getitem__):
        people = max(own.get(n, 0), below[n])
        found[n] = min(people, caps.get(n, people))
        below[table.wholes[n]] += found[n]
    return found


def _at_top(table: Table, amounts: Mapping[int, int]) -> int:
    return sum(people for n, people in amounts.items() if table.wholes[n] == NO_WHOLE)


def most_of(table: Table, nodes: Iterable[int]) -> int:
    """How many people surely different figures among `nodes` hold: of firm lower ends alone."""
    own, caps = {}, {}
    for n in nodes:
        lower, cap = table.lowers[n], table.caps[n]
        people = lower.people if cap is None else min(lower.people, cap)
        if people and not lower.is_approximate:
            own[n] = people
            if cap is not None:
                caps[n] = cap

    def total(chosen: Mapping[int, int]) -> int:
        return _at_top(table, held(table, caps, chosen))

    chosen = heaviest_set(table, own, (), total, Budget())
    return total({n: own[n] for n in chosen})


@dataclass(frozen=True, slots=True)
class Lower:
    """The lower end: the figures chosen, what each gives, and what ≈ figures add in words."""

    end: End
    about: int
    chosen: Mapping[int, int]
    amounts: Mapping[int, int]


def lower_of(bounds: Bounds) -> Lower:
    """*Surely*; of ≈ figures only where there is no other, else they are told beside it."""
    firm = bounds.firm
    chosen: Mapping[int, int] = {n: firm[n] for n in bounds.choose(firm)}
    surely = bounds.total(chosen)
    soft = bounds.soft
    if surely:
        soft = {n: soft[n] for n in differing_from(bounds.table, list(soft), list(chosen))}
    both = (dict(chosen) if surely else {}) | {n: soft[n] for n in bounds.choose(soft)}
    amounts = bounds.held(both)
    told = _at_top(bounds.table, amounts)
    if not surely:
        return Lower(End(told, is_approximate=told > 0), 0, both, amounts)
    is_open = any(bounds.table.ends[n][0].is_open for n in chosen)
    return Lower(End(surely, is_open=is_open), told - surely, chosen, amounts)


def upper_alone(bounds: Bounds) -> End:
    """*At most* where nobody asks for *surely*: that bears only on ≈ and open ends with parts."""
    has_soft = any(n not in bounds.caps and n in bounds.table.parts for n in bounds.order)
    return upper_of(bounds, lower_of(bounds).amounts if has_soft else {}, bounds.placed)


def upper_of(bounds: Bounds, amounts: Mapping[int, int], counted: Placed) -> End:
    """*At most*: what the wholes contribute; `counted` are the figures that count, no others."""
    below: dict[int, End] = {}
    caps, ends, wholes = bounds.caps, bounds.table.ends, bounds.table.wholes
    people, is_approximate, is_open = 0, False, False
    for n in bounds.order:
        of_parts = below.pop(n, NOBODY) if below else NOBODY
        if n in counted and n in caps:
            end = (caps[n], False, False)
        elif n in counted and of_parts is NOBODY and n not in amounts:
            end = ends[n][1]
        else:
            end = _contribution(bounds, n, of_parts, amounts, counted)
        whole = wholes[n]
        if whole == NO_WHOLE:  # most are: added up without an End for each
            people, is_approximate, is_open = (
                people + end[0],
                is_approximate or end[1],
                is_open or end[2],
            )
        else:
            below[whole] = below.get(whole, NOBODY).plus(End(*end))
    return End(people, is_approximate, is_open)


def _contribution(
    bounds: Bounds, n: int, of_parts: End, amounts: Mapping[int, int], counted: Placed
) -> End:
    """What a figure adds at the upper end; an open or ≈ one is raised to what its parts hold."""
    upper = bounds.table.ends[n][1]
    if n in bounds.caps:
        upper = upper._replace(people=bounds.caps[n])
    elif not upper.is_open and of_parts.people:
        upper = upper._replace(people=max(upper.people, _of_parts(bounds, n, amounts)))
    upper = _at_least(upper, amounts.get(n, 0)) if n not in bounds.caps else upper
    if n not in counted:
        return of_parts if upper.is_open else min(upper, of_parts, key=_looseness)
    return _at_least(upper, of_parts.people) if upper.is_open else upper


def _of_parts(bounds: Bounds, n: int, amounts: Mapping[int, int]) -> int:
    """What the parts of a figure surely hold inside the filter."""
    inside = bounds.firm
    own = {part: inside[part] for part in bounds.table.below(n) if part in inside}
    best = bounds.held({part: own[part] for part in bounds.choose(own)}).get(n, 0)
    return max(best, amounts.get(n, 0))


def _at_least(end: End, people: int) -> End:
    return end._replace(people=max(end.people, people))


def _looseness(end: End) -> tuple[bool, int, bool]:
    return end.is_open, end.people, end.is_approximate
