"""Figures for which a heavier one can always stand in, dropped in one pass by what they say.

A heavier figure stands in where it says at least as much of the people: fewer places, the sex, the
age, a declaration. Whatever is surely different from the lighter one is then different from it too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from functools import lru_cache
from itertools import chain, combinations, product

from dashboard.counting.differing import SEXES, Kinds
from dashboard.counting.inheriting import Places
from dashboard.counting.table import Table

_FEW_PLACES = 4
_FEW = 12
_NOWHERE = Places()
# Kept figures of one kind: for the places of some, the strongest age among them.
Strengths = dict[Places, int]


def undominated(kinds: Kinds, weights: Mapping[int, int]) -> list[int]:
    """Positions of the figures that no heavier one can stand in for, the heaviest first."""
    kept: dict[Hashable, Strengths] = defaultdict(dict)
    found = []
    ordered = sorted(sorted(weights), key=weights.__getitem__, reverse=True)  # of equals, by n
    if len(ordered) <= _FEW:
        return ordered  # the search of so few looks at them itself
    homes = kinds.table.homes
    for n in ordered:
        places, (kind, stood_for, strength) = homes[n], _said(kinds.table, n)
        split, tree = (kinds.split(n), kinds.tree(n)) if kinds.has_splits else (None, None)
        is_plain = split is None and tree is None
        asked = [kind] if is_plain else _asked(kind, split, tree)
        if any(_is_met(kept[each], places, strength) for each in asked if each in kept):
            continue
        found.append(n)
        if n in kinds.alone:
            continue  # it conflicts with a whole of its own: it stands in for nobody
        own, ageless = stood_for
        for each in (*(own if is_plain else [(k, split, tree) for k in own]), *ageless):
            known = kept[each]
            for area in {places, _NOWHERE}:  # not stated conflicts with all: any place stands in
                known[area] = max(known.get(area, strength), strength)
    return found


# A figure's kind, the kinds of its age and of no age it stands in for, and how strong its age is.
Said = tuple[Hashable, tuple[tuple[Hashable, ...], tuple[Hashable, ...]], int]


def _said(table: Table, n: int) -> Said:
    """What a figure says of its people but for places, once a table."""
    found: Said | None = table.said[n]
    if found is None:
        figure, (age, month) = table.figures[n], table.ages[n]
        sex = figure.sex if figure.sex in SEXES else ""
        # The larger, the more of the other age are others: late children, early adults.
        strength = -month if age == "adult" else month
        own, ageless = _stood_for(figure.audience, sex, figure.apart, age)
        found = table.said[n] = own[0], (own, ageless), strength
    return found


@lru_cache(maxsize=4096)
def _stood_for(
    audience: str, sex: str, apart: frozenset[Hashable], age: str
) -> tuple[tuple[Hashable, ...], tuple[Hashable, ...]]:
    """The kinds that a figure stands in for, of its age (its own kind first) and of none."""
    pairs = (audience, ""), (sex, ""), (apart, _NO_SIDE)
    said = product(*(dict.fromkeys(pair) for pair in pairs))
    listed = list(said)
    own = tuple((*each, age) for each in listed)
    return own, tuple((*each, "") for each in listed) if age else ()


_NO_SIDE: frozenset[Hashable] = frozenset()


def _asked(kind: Hashable, split: Hashable, tree: int | None) -> list[Hashable]:
    """The kinds of which a heavier figure stands in for one that splits a group or whole by age."""
    pairs = product(dict.fromkeys((split, None)), dict.fromkeys((tree, None)))
    return [kind if pair == (None, None) else (kind, *pair) for pair in pairs]


def _is_met(known: Strengths, places: Places, strength: int) -> bool:
    if not places:
        return known[_NOWHERE] >= strength
    if len(places) > _FEW_PLACES:
        return any(area and area <= places and met >= strength for area, met in known.items())
    return any(known.get(area, strength - 1) >= strength for area in _subsets(places))


@lru_cache(maxsize=4096)
def _subsets(places: Places) -> tuple[Places, ...]:
    sizes = range(1, len(places) + 1)
    return tuple(map(frozenset, chain.from_iterable(combinations(places, n) for n in sizes)))
