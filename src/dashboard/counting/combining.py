"""Published figures and people counted from the register, in one answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from dashboard.counting.bounding import lower_of, upper_alone
from dashboard.counting.elsewhere import ANYBODY, Sought
from dashboard.counting.figures import NOBODY, Counted, End, Figure, Range
from dashboard.counting.placing import Placement
from dashboard.counting.ranges import (
    Placements,
    Row,
    at_most,
    in_order,
    question,
)


def with_counted(reported: Range, added: End, counted: Counted, beside: End = NOBODY) -> Range:
    """One answer of the figures and the register.

    `added`: the upper end of the figures that were not counted from the register. The published
    and the counted people may be the same, or all different. `beside`: who is surely different
    all the same, by `surely_beside`.
    """
    lower = max(reported.surely, End(counted.surely), beside, key=_firmness)
    upper = added.plus(End(counted.at_most))
    lower, upper = in_order(lower, upper)
    upper = _not_below(lower, upper)
    inside = max(lower.people, upper.people - reported.may_also.people)
    return reported._replace(
        surely=lower,
        at_most=upper,
        upper_inside=upper._replace(people=inside) if reported.upper_inside else None,
        reported=(reported.surely, reported.at_most),
        counted=counted,
    )


def surely_beside(
    figures: Collection[Figure],
    placements: Placements,
    counted_in: Mapping[frozenset[str], int],
    sought: Sought = ANYBODY,
) -> End:
    """People counted in some audiences and figures of the others, who are surely different.

    `counted_in`: for a set of audiences the people counted in it who stand in the whole register
    under no audience outside of it. The set that comes to most is taken.
    """
    best = NOBODY
    if not counted_in:
        return best
    asked = question(figures, placements, sought)
    for audiences, people in counted_in.items():
        others = {
            n: placement
            for n, placement in asked.placed.items()
            if placement is Placement.INSIDE
            and asked.table.figures[n].audience not in {*audiences, ""}
        }
        of_figures = lower_of(asked.bounds(others)).end
        firm = NOBODY if of_figures.is_approximate else of_figures
        best = max(best, firm.plus(End(people)), key=_firmness)
    return best


def alone_in(
    inside: Mapping[str, Counted], everywhere: Mapping[str, Counted]
) -> dict[frozenset[str], int]:
    """`counted_in` of `surely_beside` for single audiences, from what is told of each.

    Those surely counted in it under the filters (`inside`), less all who may stand under another
    one anywhere (`everywhere`): nothing is told that these counts do not tell.
    """
    anybody = sum(people.at_most for people in everywhere.values())
    alone = {
        frozenset({audience}): inside[audience].surely - (anybody - people.at_most)
        for audience, people in everywhere.items()
        if audience in inside
    }
    return {audiences: people for audiences, people in alone.items() if people > 0}


def _firmness(end: End) -> tuple[int, bool, bool]:
    return end.people, not end.is_approximate, not end.is_open


def _not_below(lower: End, upper: End) -> End:
    """A register with fewer people than a firm figure counted from it lacks some of them."""
    if lower.people <= upper.people:
        return upper
    return upper._replace(people=lower.people, is_open=upper.is_open or lower.is_open)


def at_most_beside_register(
    figures: Iterable[Figure],
    placements: Placements,
    registered: Collection[str],
    sought: Sought = ANYBODY,
) -> End:
    """The upper end without the figures whose people the register already holds.

    These are treated as outside, so parts of them that were not counted from it still add.
    `registered`: ids of the projects, programmes and organisations with participations.
    """
    listed = list(figures)
    left_out = {f.figure_id for f in listed if _is_registered(f, registered, sought)}
    kept = {name: placed for name, placed in placements.items() if name not in left_out}
    return at_most(listed, kept, sought)


def added_rows(
    figures: Collection[Figure],
    placements: Placements,
    rows_of: Callable[[Figure], Iterable[Row]],
    registered: Collection[str],
    covers: Callable[[Figure, Row], bool],
    sought: Sought = ANYBODY,
) -> dict[Row, End]:
    """For each row of `count_rows`, what its figures add to the people counted in the row.

    `covers`: whether the register's count of a row holds everybody of a figure counted from the
    register. For projects and organisations it always does. It does not for a wider label than the
    register's own ("Iași + Bacău", "2014..2016", a group with groups under it): the register
    counts these people in other rows, so here the figure must speak for them.
    """
    asked = question(figures, placements, sought)
    named = asked.table.figures
    held = {n for n in asked.placed if _is_registered(named[n], registered, sought)}
    added: dict[Row, End] = {}
    for row, own in asked.rows(rows_of).items():
        left_out = {n for n in held.intersection(own) if covers(named[n], row)}
        kept = {n: placement for n, placement in own.items() if n not in left_out}
        added[row] = upper_alone(asked.bounds(kept))
    return added


def _is_registered(figure: Figure, registered: Collection[str], sought: Sought) -> bool:
    """Whether a figure was counted from participations that are there: those of its owner.

    Where counties are chosen and its place is that of the service, the register, which may know the
    people by their homes, need not count all of them.
    """
    if sought.counties and figure.place_is != "home":
        return False
    owner = figure.project_id or figure.programme_id
    owners = {owner} if owner else figure.organisations
    return figure.from_register and owners.issubset(registered)
