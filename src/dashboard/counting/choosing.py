"""The heaviest set of figures of which any two are surely about different people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Mapping

from dashboard.counting.differing import Kinds, conflicts
from dashboard.counting.inheriting import Places
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
    if not own:
        return []
    weights = {n: people * _SCALE - (n in opened) for n, people in own.items()}
    kinds = Kinds(table, list(own))
    chosen = []
    for nodes in _by_audience(table, _without_dominated(kinds, weights)).values():
        kept = nodes[:_MOST_SEARCHED]
        budget.is_spent |= len(kept) < len(nodes)
        found = heaviest([weights[n] for n in kept], conflicts(kinds, kept), budget)
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
        stands = sum(1 << at for at, n in enumerate(members) if n in taken)
        masks = conflicts(kinds, members)
        found.update(n for n, mask in zip(members, masks, strict=True) if not mask & stands)
    return [n for n in nodes if n in found]


def _by_audience(table: Table, nodes: list[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for n in nodes:
        found[table.figures[n].audience].append(n)
    return found


def _without_dominated(kinds: Kinds, weights: Mapping[int, int]) -> list[int]:
    """The figures without those for which a heavier one of the same kind and places stands.

    Fewer places conflict with fewer figures; not stated conflicts with all.
    """
    homes = kinds.table.homes
    kept: dict[Hashable, list[Places]] = defaultdict(list)
    found = []
    for n in sorted(weights, key=lambda n: (-weights[n], n)):
        before = kept[kinds.apart_from_place(n)]
        if not any(_stands_for(places, homes[n]) for places in before):
            before.append(homes[n])
            found.append(n)
    return found


def _stands_for(heavier: Places, places: Places) -> bool:
    return not places or (bool(heavier) and heavier <= places)


def _under_wholes(
    kinds: Kinds, own: Mapping[int, int], chosen: list[int], total: Total, budget: Budget
) -> list[int]:
    """A set that comes to most under contradictory wholes; `chosen` where there are too many."""
    nodes = sorted(own, key=lambda n: (-own[n], n))
    if len(nodes) > MOST_EXACT:
        budget.is_spent = True
        return chosen
    masks = _between_audiences(kinds, nodes)
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


def _between_audiences(kinds: Kinds, nodes: list[int]) -> list[int]:
    """The conflicts of figures of several audiences, which have none between them."""
    at = {n: position for position, n in enumerate(nodes)}
    masks = [0] * len(nodes)
    for members in _by_audience(kinds.table, nodes).values():
        for n, mask in zip(members, conflicts(kinds, members), strict=True):
            masks[at[n]] = sum(1 << at[members[m]] for m in bits(mask))
    for one, other in kinds.odd:
        masks[at[one]] |= 1 << at[other]
        masks[at[other]] |= 1 << at[one]
    return masks
