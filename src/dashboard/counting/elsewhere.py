"""What the parts of a whole surely have where a filter does not reach.

Elsewhere is only what holds of a person for good: home, sex, a group apart, the audience, an age
that no birthday can mend. Another year, programme, project or funder never is: of 100 people in
2014..2016, of whom 60 in 2015, all may have come in 2016.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from dashboard.counting.differing import SEXES, share_a_place
from dashboard.counting.figures import Side
from dashboard.counting.inheriting import NO_WHOLE
from dashboard.counting.table import Table
from dashboard.period import Period


@dataclass(frozen=True, slots=True)
class Sought:
    """What a filter asks of the people themselves; an empty set or None asks nothing.

    `sexes`: female, male; `ages`: child, adult; `years` bears on ages alone. `apart`: for each
    chosen target group what its people were declared to share nobody with, as of figures.
    """

    audiences: frozenset[str] = field(default_factory=frozenset)
    counties: frozenset[str] = field(default_factory=frozenset)
    sexes: frozenset[str] = field(default_factory=frozenset)
    ages: frozenset[str] = field(default_factory=frozenset)
    years: Period | None = None
    apart: tuple[frozenset[Side], ...] = ()


ANYBODY = Sought()


def elsewhere_below(table: Table, sought: Sought, outside: Iterable[int]) -> dict[int, list[int]]:
    """For each whole the parts in it, at any depth, of which nobody can lie in the filter.

    `outside`: the figures that lie outside the filter.
    """
    found: dict[int, list[int]] = defaultdict(list)
    if sought == ANYBODY:
        return found
    services = {table.tops[n] for n, f in enumerate(table.figures) if f.place_is != "home"}
    for part in outside:
        if table.wholes[part] != NO_WHOLE and _is_elsewhere(table, part, sought, services):
            for whole in table.above(part):
                found[whole].append(part)
    return found


def _is_elsewhere(table: Table, n: int, sought: Sought, services: Collection[int]) -> bool:
    figure = table.figures[n]
    return (
        bool(sought.audiences and figure.audience not in {*sought.audiences, ""})
        or bool(SEXES.get(figure.sex) and sought.sexes == {SEXES[figure.sex]})
        or (table.tops[n] not in services and _lives_elsewhere(table, n, sought))
        or _is_apart_from_all(table, n, sought)
        or _is_of_the_other_age(table, n, sought)
    )


def _lives_elsewhere(table: Table, n: int, sought: Sought) -> bool:
    """Not where a figure of the tree tells of services: people travel to them."""
    homes = table.homes[n]
    return bool(sought.counties and homes and not share_a_place(homes, sought.counties))


def _is_apart_from_all(table: Table, n: int, sought: Sought) -> bool:
    opposite = {(name, not side) for name, side in table.figures[n].apart}
    return bool(sought.apart) and all(sides & opposite for sides in sought.apart)


def _is_of_the_other_age(table: Table, n: int, sought: Sought) -> bool:
    """Adults before the years asked for are no children in them, nor children after them adults.

    The year of a birthday is not used: a whole that its parts split by age holds people of both.
    """
    age, month = table.ages[n]
    if sought.years is None or not age:
        return False
    if age == "adult":
        return sought.ages == {"child"} and month < sought.years.first
    last = sought.years.last
    return sought.ages == {"adult"} and last is not None and last < month
