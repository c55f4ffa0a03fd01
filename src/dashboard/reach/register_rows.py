"""How the register falls into the rows of each breakdown, as far as the catalogue tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dashboard.engine import Asked
from dashboard.reach.catalogue import Catalogue, catalogue
from dashboard.reach.dimensions import BREAKDOWNS
from dashboard.reach.register_asked import (
    exactly,
    family,
    field_of,
    queries,
    question_id,
    values_of,
)
from dashboard.reach.register_family import Ids, with_ids
from dashboard.reach.snapshot import Snapshot


def asked_by_row(known: Catalogue, asked: Asked, by: str) -> dict[str, Asked]:
    """The question of each row of a breakdown within another question; none that must be empty.

    Not by years, whose rows are no values of a catalogue.
    """
    column, values = _values(known, by)
    chosen: Ids | None = getattr(asked, column)
    met = {row: ids if chosen is None else ids & chosen for row, ids in values.items()}
    return {row: with_ids(asked, column, ids) for row, ids in met.items() if ids}


def asked_by_year(asked: Asked, first: int, last: int) -> dict[str, Asked]:
    """The question of each year from `first` to `last` that is in the years asked."""
    begin, end = asked.years or (first, last)
    years = range(max(first, begin), min(last, end) + 1)
    return {str(year): replace(asked, years=(year, year)) for year in years}


def _values(known: Catalogue, by: str) -> tuple[str, dict[str, Ids]]:
    """The rows hold what is labelled exactly so: of a wider group, who is of none under it."""
    dimension = BREAKDOWNS[by]
    found = values_of(known, dimension)
    if dimension.of is None:
        found |= {value: frozenset({value}) for value in dimension.values(known)}
    return field_of(dimension), found


def prepare(snapshot: Snapshot) -> list[tuple[str, str | None, int, int, int, int]]:
    """Answers for the whole register, to be kept with the build.

    Rows of question_id, row_id, people, services, key_a, key_b.
    """
    if not exactly(snapshot, Asked()):  # nobody: the same answer to every question
        return []
    asked = {query for members in _unfiltered(snapshot) for query in queries(members)}
    return [
        (question_id(each), row, *count)
        for each in sorted(asked, key=repr)
        if each.is_everybody
        for row, count in exactly(snapshot, each).items()
    ]


def _unfiltered(snapshot: Snapshot) -> Iterator[list[Asked]]:
    yield [Asked()]
    yield list(asked_by_year(Asked(), *family(snapshot).years).values())
    for by in BREAKDOWNS:
        yield list(asked_by_row(catalogue(snapshot), Asked(), by).values())
