"""How the register falls into the rows of each breakdown."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.engine import Asked
from dashboard.reach.catalogue import NOT_STATED, Catalogue, catalogue
from dashboard.reach.dimensions import BREAKDOWN_TITLES, BREAKDOWNS
from dashboard.reach.register_asked import Shape, exactly, question_id, shape
from dashboard.reach.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows there are, the column they come from, and the rows of each of its values.

    `pairs`: (value, row); None when the values are the rows.
    """

    row_ids: frozenset[str]
    by: str
    pairs: tuple[tuple[str, str], ...] | None = None


def prepare(snapshot: Snapshot) -> list[tuple[str, str | None, int, int]]:
    """Answers for the whole register, to be kept with the build.

    Rows of question_id, row_id, people, services.
    """
    whole = shape(snapshot)
    if whole is None:
        return []
    rows = [rows_of(by, catalogue(snapshot), whole) for by in BREAKDOWN_TITLES]
    asked = {Asked(), *(Asked(by=each.by) for each in rows)}
    asked |= {Asked(by=each.by, rows=each.pairs) for each in rows}
    return [
        (question_id(each), row, people, services)
        for each in sorted(asked, key=repr)
        for row, (people, services) in exactly(snapshot, each).items()
    ]


def rows_of(by: str, known: Catalogue, part: Shape) -> Rows:
    """The rows of a breakdown: a key of BREAKDOWNS, or `year`.

    Rows that are not the column's values have the same pairs for all filters, to be prepared.
    """
    if by == "year":
        first, last = part.years
        return Rows(frozenset(str(year) for year in range(first, last + 1)), "year")
    dimension = BREAKDOWNS[by]
    column, values = dimension.column, part.values[dimension.column]
    if dimension.of is None:
        return Rows(frozenset(NOT_STATED if v is None else v for v in values), column)
    pairs = tuple(
        (value, row)
        for value in sorted(dimension.values(known))
        for row in sorted(dimension.said_of(known, value)) or (NOT_STATED,)
    )
    return Rows(frozenset(row for value, row in pairs if value in values), column, pairs)
