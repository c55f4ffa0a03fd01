"""Figures of an honest world, some of them misread: what is false in them is marked as a reading.

What stands without the readings must still be true.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from dashboard.counting import Figure, Placement, as_published, settled
from dashboard.period import Period
from tests.people import AUDIENCES, COUNTIES, MONTHS
from tests.scopes import Scope, place

_AGES = ("child", "adult", "mixed")


def misread(random: Random, figures: Sequence[Figure]) -> list[Figure]:
    """The figures in the same order, each with none to two readings of it, mostly false ones."""
    found: list[Figure] = []
    for figure in figures:
        for reading in random.sample(sorted(_WRONG), random.choice((0, 0, 1, 1, 2))):
            if random.randrange(4):
                figure = _WRONG[reading](random, figure, found)
            figure = replace(figure, readings=figure.readings | {reading})
        found.append(figure)
    return found


def stands_in(figures: Sequence[Figure], scope: Scope) -> tuple[list[Figure], dict[str, Placement]]:
    """The figures without what was read into them, and where these lie in a filter."""
    told = list(settled(as_published(figures)))
    by_group = scope.audiences or scope.target_groups or scope.ages
    most = {f.figure_id: Placement.INSIDE for f in told}
    if by_group:
        most |= {f.figure_id: Placement.TOUCHING for f in told if not f.audience}
    return told, {f.figure_id: min(place(f, scope), most[f.figure_id]) for f in told}


def _more(random: Random, figure: Figure, _found: Sequence[Figure]) -> Figure:
    return replace(figure, people=figure.people + random.randrange(9), qualifier="exact")


def _other_time(random: Random, figure: Figure, _found: Sequence[Figure]) -> Figure:
    return replace(figure, period=Period(*sorted(random.choices(MONTHS, k=2))))


def _other_place(random: Random, figure: Figure, _found: Sequence[Figure]) -> Figure:
    return replace(figure, counties=frozenset([random.choice(COUNTIES)]), country=None)


def _other_group(random: Random, figure: Figure, _found: Sequence[Figure]) -> Figure:
    return replace(figure, audience=random.choice(AUDIENCES), age_class=random.choice(_AGES))


def _other_whole(random: Random, figure: Figure, found: Sequence[Figure]) -> Figure:
    if figure.whole_id or not found:
        return figure
    tie = random.choice(("part_of", "same_as"))
    return replace(figure, **{tie: random.choice(found).figure_id})  # type: ignore[arg-type]


_WRONG: dict[str, Callable[[Random, Figure, Sequence[Figure]], Figure]] = {
    "basis": _more,
    "number": _more,
    "period": _other_time,
    "area": _other_place,
    "group": _other_group,
    "tie": _other_whole,
}
