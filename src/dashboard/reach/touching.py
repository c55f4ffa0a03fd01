"""What only touches the filters, said apart from what is inside."""

from __future__ import annotations

from dashboard.counting import Placement, Range, place_period
from dashboard.i18n import words, years_text
from dashboard.reach.breakdowns import reach_total
from dashboard.reach.catalogue import catalogue
from dashboard.reach.filters import Filters
from dashboard.reach.scope import Scope, name_of, placements
from dashboard.reach.snapshot import Snapshot, kept
from dashboard.words.caveats import caveat, touching_sentence, wider_clause

_MOST_NAMED = 3


def total_caveat(snapshot: Snapshot, filters: Filters, people: Range | None = None) -> str:
    """The clause that never leaves the total (or `people`, a part of it); "" if none is needed."""
    if filters.is_everything:
        return ""
    total = reach_total(snapshot, filters) if people is None else people
    return caveat(total, _wider(snapshot, filters), _names(snapshot, filters))


def wider_than_asked(snapshot: Snapshot, filters: Filters) -> str:
    """The half of it about wider reports, for under a headline; "" if none is needed."""
    if filters.is_everything:
        return ""
    people = reach_total(snapshot, filters)
    return wider_clause(people, _wider(snapshot, filters), _names(snapshot, filters))


def figures_touching(snapshot: Snapshot, filters: Filters) -> str:
    """How many of the figures only touch the filters, in a sentence; "" where none does."""
    people = reach_total(snapshot, filters)
    return touching_sentence(people, _wider(snapshot, filters), _names(snapshot, filters))


@kept(most=64)
def _wider(snapshot: Snapshot, filters: Filters) -> frozenset[str]:
    """In which fields figures touch the filters: they are wider there, or say nothing."""
    known = catalogue(snapshot)
    scope, placed = Scope.of(known, filters), placements(snapshot, filters)
    found = set()
    for figure in known.figures:
        if placed[figure.figure_id] is Placement.TOUCHING:
            record = known.records[figure.figure_id]
            found |= {
                each.field
                for each, chosen in scope.chosen
                if chosen.place(each.said_by(known, record)) is Placement.TOUCHING
            }
            if place_period(figure.period, filters.years) is Placement.TOUCHING:
                found.add("years")
    return frozenset(found)


def _names(snapshot: Snapshot, filters: Filters) -> dict[str, str]:
    known = catalogue(snapshot)
    told = {
        field: words(name_of(known, field, row_id) for row_id in ids)
        for field, ids in filters.chosen
        if len(ids) <= _MOST_NAMED
    }
    return told | ({"years": years_text(filters.years)} if filters.years else {})
