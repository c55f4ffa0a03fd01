"""Places of two kinds: where the people live, and where they were helped."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd

from dashboard.counting import Figure, Placement, count_rows
from dashboard.reach.breakdowns import combined, figure_rows, frame_of
from dashboard.reach.catalogue import NOT_STATED, catalogue
from dashboard.reach.dimensions import BREAKDOWNS
from dashboard.reach.filters import Filters
from dashboard.reach.register import counted_rows
from dashboard.reach.scope import placements, sought
from dashboard.reach.snapshot import Snapshot
from dashboard.reach.standing import figure_rows_as_published, with_what_stands

_BY = "county"
RowsOf = Callable[[Figure], Iterable[str]]


def kinds_of_places(snapshot: Snapshot, filters: Filters) -> set[str]:
    """Which kinds of places, `home` or `service`, what the filters show is told of; a register
    knows homes."""
    placed = placements(snapshot, filters)
    found = {
        figure.place_is
        for figure in catalogue(snapshot).figures
        if placed[figure.figure_id] is not Placement.OUTSIDE and figure.area_id != NOT_STATED
    }
    return found | ({"home"} if counted_rows(snapshot, filters, _BY) else set())


def reach_by_place(snapshot: Snapshot, filters: Filters, place_is: str) -> pd.DataFrame:
    """`reach_by` county of the figures whose place is of one kind, and of homes the register's."""
    known, published = catalogue(snapshot), figure_rows_as_published(snapshot, _BY)
    rows_of = _of_kind(figure_rows(snapshot, _BY), place_is)
    as_published = _of_kind(published, place_is) if published else None
    if place_is == "home":
        covers = BREAKDOWNS[_BY].covers
        ranges = combined(snapshot, filters, _BY, rows_of, covers, as_published)
    else:
        placed, asked = placements(snapshot, filters), sought(known, filters)
        ranges = count_rows(known.figures, placed, rows_of, asked)
        ranges = with_what_stands(snapshot, filters, ranges, as_published or rows_of)
    return frame_of(snapshot, _BY, ranges)


def _of_kind(rows_of: RowsOf, place_is: str) -> RowsOf:
    return lambda figure: rows_of(figure) if figure.place_is == place_is else ()
