"""The heaviest set of figures of which any two are surely about different people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

from dashboard.counting.differing import Kinds, conflicts
from dashboard.counting.dominating import undominated
from dashboard.counting.searching import MOST_EXACT, Budget, Search, bits, heaviest
from dashboard.counting.table import Table

Total = Callable[[Mapping[int, int]], int]
# People, and among equal sets the one with fewer open ends.
_SCALE = 1 << 20
_MOST_SEARCHED = 1_000


def heaviest_set(
    table: Table, own: Mapping[int, int], opened: Collection[int], total: Total, budget: Budget
) -> list[int]:
    """Positions of the chosen figures, in order. Any such set is a true lower end.

    `own`: people by figure, all above zero; `opened`: those with an open lower end; `total`: what a
    set comes to under the firm upper ends of wholes, which matter in contradictory tables alone.
    """
    if len(own) <= 1:
        return list(own)
    weights = {n: people * _SCALE - (n in opened) for n, people in own.items()}
    kinds = Kinds(table, list(own))
    chosen = []
    for nodes in _by_audience(table, undominated(kinds, weights)).values():
        kept = nodes[:_MOST_SEARCHED]
        budget.is_spent |= len(kept) < len(nodes)
        rows = partial(_rows, table, kept)
        found = heaviest([weights[n] for n in kept], conflicts(kinds, kept), budget, rows)
        chosen += [kept[at] for at in found]
    if total({n: own[n] for n in chosen}) < sum(own[n] for n in chosen):
        chosen = _under_wholes(kinds, own, chosen, total, budget)
    return sorted(chosen)


def differing_from(table: Table, nodes: list[int], chosen: list[int]) -> list[int]:
    """Those of `nodes` that are surely about others than each of the chosen figures."""
    both = [*nodes, *chosen]
    kinds, found = Kinds(table, both), set[int]()
    taken = set(chosen)
    for members in _by_audience(table, both).values():
        near = 0
        for mask in conflicts(kinds, members, [n for n in members if n in taken]):
            near |= mask
        found.update(n for at, n in enumerate(members) if not near >> at & 1)
    return [n for n in nodes if n in found]


def _rows(table: Table, nodes: Sequence[int]) -> list[int]:
    """The figures of one label each, as masks: what is chosen comes to no less than a row does."""
    rows: dict[int, int] = defaultdict(int)
    for at, n in enumerate(nodes):
        for label in table.labels_of(n):
            rows[label] |= 1 << at
    return list(rows.values())


def _by_audience(table: Table, nodes: list[int]) -> dict[str, list[int]]:
    """Groups without a conflict between them; all in one where some audience is not known."""
    found: dict[str, list[int]] = defaultdict(list)
    for n in nodes:
        found[table.figures[n].audience].append(n)
    return {"": nodes} if "" in found else found


def _under_wholes(
    kinds: Kinds, own: Mapping[int, int], chosen: list[int], total: Total, budget: Budget
) -> list[int]:
    """A set that comes to most under contradictory wholes; `chosen` where there are too many."""
    nodes = sorted(own, key=lambda n: (-own[n], n))
    if len(nodes) > MOST_EXACT:
        budget.is_spent = True
        return chosen
    masks = conflicts(kinds, nodes)
    search = Search([own[n] for n in nodes], masks, budget)
    best, most = chosen, total({n: own[n] for n in chosen})
    waiting: list[tuple[int, list[int]]] = [((1 << len(nodes)) - 1, [])]
    while waiting:
        left, taken = waiting.pop()
        people = total({n: own[n] for n in taken})
        if people > most:
            best, most = taken, people
        if not left or people + search.bound(left) <= most:
            continue
        if not budget.spend(left.bit_count()):
            break
        first = next(bits(left))
        rest = left ^ (1 << first)
        waiting += [(rest, taken), (rest & ~masks[first], [*taken, nodes[first]])]
    return best
