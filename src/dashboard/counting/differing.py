"""When two figures are surely about different people, and the conflicts of all that are not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from enum import Enum
from itertools import islice

from dashboard.counting.figures import ABROAD, FOREIGN
from dashboard.counting.inheriting import NO_WHOLE, Places, common
from dashboard.counting.table import MONTHS_OF_A_YEAR, Table
from dashboard.i18n import N_

_ANCESTORS_COMPARED = 64  # the check allows 50 wholes over each other
SEXES = {"female": "male", "male": "female"}
UNNAMED = FOREIGN + ABROAD


class Reason(Enum):
    """Why two figures are surely about different people; the value is a sentence to translate."""

    AUDIENCE = N_("They are about different audiences.")
    PLACE = N_("Their people live in different places.")
    AGE = N_("One is about adults, the other about children of the same year or later.")
    SEX = N_("One is about women or girls, the other about men or boys.")
    APART = N_("They were declared to have nobody in common.")


def reasons(table: Table, one: int, other: int) -> tuple[Reason, ...]:
    """Why two figures, by their positions, are about different people; empty when nothing says so.

    A figure and its own part never are.
    """
    if one in table.above(other) or other in table.above(one):
        return ()
    return attributes_differ(table, one, other)


def attributes_differ(table: Table, one: int, other: int) -> tuple[Reason, ...]:
    """The reasons that lie in the words of the two figures, parts of each other or not."""
    a, b = table.figures[one], table.figures[other]
    homes = table.homes[one], table.homes[other]
    told = {
        Reason.AUDIENCE: "" not in {a.audience, b.audience} and a.audience != b.audience,
        Reason.PLACE: all(homes) and not share_a_place(*homes),
        Reason.AGE: _ages_differ(table, one, other),
        Reason.SEX: SEXES.get(a.sex) == b.sex,
        Reason.APART: any((name, not side) in b.apart for name, side in a.apart),
    }
    return tuple(reason for reason, holds in told.items() if holds)


def share_a_place(one: Places, other: Places) -> bool:
    return bool(common(one, other))


def _ages_differ(table: Table, one: int, other: int) -> bool:
    """By the ages of children and adults, but for two figures that split one group by age."""
    ages = dict((table.ages[one], table.ages[other]))
    if "child" not in ages or "adult" not in ages:
        return False
    is_split = table.splits[one] is not None and table.splits[one] == table.splits[other]
    is_one_group = is_split or table.tops[one] == table.tops[other]
    return not is_one_group and are_ages_apart(ages["adult"], ages["child"])


def are_ages_apart(adults_last: int, children_first: int) -> bool:
    """An adult of this month is no child of that one; a birthday within a year is the exception."""
    return adults_last - children_first < MONTHS_OF_A_YEAR


def odd_pairs(table: Table, candidates: Sequence[int]) -> list[tuple[int, int]]:
    """Figures and wholes of theirs that their words alone would take for different people."""
    parts = [n for n in candidates if table.wholes[n] != NO_WHOLE]
    if not parts:
        return []
    among = set(candidates)
    return [(n, whole) for n in sorted(parts) for whole in _odd(table, n) if whole in among]


def _odd(table: Table, n: int) -> list[int]:
    """The wholes of a figure that seem to be about others; asked of the words once a table."""
    if table.wholes[n] == NO_WHOLE:
        return []
    if n not in table.odd:
        above = islice(table.above(n), _ANCESTORS_COMPARED)
        table.odd[n] = [whole for whole in above if attributes_differ(table, n, whole)]
    return table.odd[n]


class Kinds:
    """What decides which figures another one conflicts with, over some candidates."""

    def __init__(self, table: Table, candidates: Sequence[int]) -> None:
        self.table = table
        self.odd = odd_pairs(table, candidates)
        self.alone = {n for pair in self.odd for n in pair}
        ages: dict[str, list[int]] = {"": [], "child": [], "adult": []}
        for n in candidates:
            ages[table.ages[n][0]].append(n)
        children, adults = ages["child"], ages["adult"]
        self.has_both_ages = bool(children and adults)
        self._splits = _both_ages(table.splits, children, adults)
        self._trees = _both_ages(table.tops, children, adults)
        self.has_splits = bool(self._splits or self._trees)

    def split(self, n: int) -> Hashable:
        if not self._splits:
            return None
        key = self.table.splits[n] if self.table.ages[n][0] else None
        return key if key in self._splits else None

    def tree(self, n: int) -> int | None:
        if not self._trees:
            return None
        top = self.table.tops[n] if self.table.ages[n][0] else None
        return top if top in self._trees else None


def _both_ages(
    keys: Sequence[Hashable], children: Iterable[int], adults: Iterable[int]
) -> set[Hashable]:
    """The keys under which there are figures of children and of adults."""
    of_children = {keys[n] for n in children}
    return {key for n in adults if (key := keys[n]) in of_children and key is not None}


def conflicts(kinds: Kinds, nodes: Sequence[int], of: Sequence[int] | None = None) -> list[int]:
    """For each of `nodes` those that may be about the same people.

    Bit n of a mask stands for nodes[n]. Made of one mask for each value of an attribute, not pair
    by pair. `of`: those of the nodes that are asked about, all when None.
    """
    table = kinds.table
    asked = nodes if of is None else of
    if len(nodes) == 1:
        return [0] * len(asked)
    position = {n: at for at, n in enumerate(nodes)}
    near, apart = _near(table, nodes), _apart(table, nodes)
    sexes = _masks((table.figures[n].sex, at) for at, n in enumerate(nodes))
    hearers = _masks((table.figures[n].audience, at) for at, n in enumerate(nodes))
    found = {}
    for n, of_ages in zip(asked, _other_ages(kinds, nodes, asked), strict=True):
        figure = table.figures[n]
        mask = near[table.homes[n]] & ~sexes.get(SEXES.get(figure.sex, "-"), 0)
        if len(hearers) > 1 and figure.audience:
            mask &= hearers[figure.audience] | hearers.get("", 0)
        for name, side in figure.apart:
            mask &= ~apart.get((name, not side), 0)
        found[n] = mask & ~of_ages & ~(1 << position[n])
    for pair in kinds.odd:
        for one, other in (pair, pair[::-1]):
            if one in found and other in position:
                found[one] |= 1 << position[other]
    return list(found.values())


def _masks(values: Iterable[tuple[Hashable, int]]) -> dict[Hashable, int]:
    masks: dict[Hashable, int] = defaultdict(int)
    for value, at in values:
        masks[value] |= 1 << at
    return masks


def _apart(table: Table, nodes: Sequence[int]) -> dict[Hashable, int]:
    return _masks((side, at) for at, n in enumerate(nodes) for side in table.figures[n].apart)


def _near(table: Table, nodes: Sequence[int]) -> dict[Places, int]:
    """For each area the figures with a common place, and those that state none."""
    areas = _masks((table.homes[n], at) for at, n in enumerate(nodes))
    of_place: dict[str, int] = defaultdict(int)
    abroad = 0
    for area, mask in areas.items():
        assert isinstance(area, frozenset)
        for place in area:
            of_place[place] |= mask
            abroad |= mask if place.startswith(FOREIGN) else 0
    anywhere = areas.get(Places(), 0)
    near: dict[Places, int] = {Places(): (1 << len(nodes)) - 1}
    for area in areas:
        assert isinstance(area, frozenset)
        if area:
            near[area] = anywhere
            for place in area:
                near[area] |= abroad if place == UNNAMED else of_place[place]
                near[area] |= of_place.get(UNNAMED, 0) if place.startswith(FOREIGN) else 0
    return near


def _other_ages(kinds: Kinds, nodes: Sequence[int], asked: Sequence[int]) -> list[int]:
    """For each figure those of the other age that are surely about different people."""
    ages = kinds.table.ages
    if not (kinds.has_both_ages and {"child", "adult"} <= {ages[n][0] for n in nodes}):
        return [0] * len(asked)
    by_age: dict[str, dict[int, int]] = {"child": defaultdict(int), "adult": defaultdict(int)}
    for at, n in enumerate(nodes):
        age, month = ages[n]
        if age:
            by_age[age][month] |= 1 << at
    other = {age: _apart_by_age(*age, by_age) for age in {ages[n] for n in asked}}
    if not kinds.has_splits:
        return [other[ages[n]] for n in asked]
    splits = _masks((kinds.split(n), at) for at, n in enumerate(nodes))
    trees = _masks((kinds.tree(n), at) for at, n in enumerate(nodes))
    found = []
    for n in asked:
        mask, split, tree = other[ages[n]], kinds.split(n), kinds.tree(n)
        mask &= ~splits[split] if split is not None else -1
        found.append(mask & ~trees[tree] if tree is not None else mask)
    return found


def _apart_by_age(age: str, month: int, by_age: Mapping[str, Mapping[int, int]]) -> int:
    """Which figures of the other age cannot be about the people of this age in this month."""
    mask = 0
    if age == "child":
        for adults_last, those in by_age["adult"].items():
            mask |= those if are_ages_apart(adults_last, month) else 0
    elif age == "adult":
        for children_first, those in by_age["child"].items():
            mask |= those if are_ages_apart(month, children_first) else 0
    return mask
