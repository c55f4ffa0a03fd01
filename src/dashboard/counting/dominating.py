"""Figures for which a heavier one can always stand in, dropped in one pass by what they say.

A heavier figure stands in where it says at least as much of the people: fewer places, the sex, the
age, a declaration. Whatever is surely different from the lighter one is then different from it too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from itertools import chain, combinations, product

from dashboard.counting.differing import SEXES, Kinds
from dashboard.counting.inheriting import Places

_FEW_PLACES = 4
_FEW = 12
_NOWHERE = Places()
# Kept figures of one kind: for the places of some, the strongest age among them.
Strengths = dict[Places, int]


def undominated(kinds: Kinds, weights: Mapping[int, int]) -> list[int]:
    """Positions of the figures that no heavier one can stand in for, the heaviest first."""
    kept: dict[Hashable, Strengths] = defaultdict(dict)
    found = []
    ordered = sorted(weights, key=lambda n: (-weights[n], n))
    if len(ordered) <= _FEW:
        return ordered  # the search of so few looks at them itself
    for n in ordered:
        places, strength = kinds.table.homes[n], _strength(kinds, n)
        if any(_is_met(kept.get(kind), places, strength) for kind in _asked(kinds, n)):
            continue
        found.append(n)
        for kind in _stood_for(kinds, n):
            known = kept[kind]
            for area in {places, _NOWHERE}:  # not stated conflicts with all: any place stands in
                known[area] = max(known.get(area, strength), strength)
    return found


def _strength(kinds: Kinds, n: int) -> int:
    """The larger, the more figures of the other age are others: late children, early adults."""
    age, month = kinds.table.ages[n]
    return -month if age == "adult" else month


def _is_met(known: Strengths | None, places: Places, strength: int) -> bool:
    if not known:
        return False
    if not places:
        return known[_NOWHERE] >= strength
    if len(places) > _FEW_PLACES:
        return any(area and area <= places and met >= strength for area, met in known.items())
    return any(known.get(area, strength - 1) >= strength for area in _subsets(places))


def _subsets(places: Places) -> Iterator[Places]:
    sizes = range(1, len(places) + 1)
    return map(frozenset, chain.from_iterable(combinations(places, size) for size in sizes))


def _asked(kinds: Kinds, n: int) -> set[Hashable]:
    """The kinds of which a heavier figure stands in for this one: it conflicts with no more."""
    figure, age = kinds.table.figures[n], kinds.table.ages[n][0]
    sex = figure.sex if figure.sex in SEXES else ""
    said = figure.audience, sex, figure.apart, age
    split, tree = kinds.split(n), kinds.tree(n)
    if split is None and tree is None:
        return {(*said, None, None)}
    splits, trees = {split, None}, {tree, None}
    return {(*said, split, tree) for split in splits for tree in trees}


def _stood_for(kinds: Kinds, n: int) -> set[Hashable]:
    """The kinds that this figure stands in for; none where it conflicts with a whole of its own."""
    if n in kinds.alone:
        return set()
    figure, age = kinds.table.figures[n], kinds.table.ages[n][0]
    sexes = {figure.sex if figure.sex in SEXES else "", ""}
    ages = {(age, kinds.split(n), kinds.tree(n)), ("", None, None)}
    sides = {figure.apart, frozenset()}
    hearers = {figure.audience, ""}
    said = product(hearers, sexes, sides)
    return {(*each, *aged) for each in said for aged in ages}
