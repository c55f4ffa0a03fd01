"""What of a number stands without our readings of the documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dashboard.counting import NOBODY, End, Figure, Range, count_rows
from dashboard.reach.catalogue import Catalogue, catalogue_as_published
from dashboard.reach.dimensions import BREAKDOWNS
from dashboard.reach.filters import Filters
from dashboard.reach.scope import placed_in, sought
from dashboard.reach.snapshot import Snapshot, kept

_BY_GROUP = ("target-group", "audience")


def rows_of_figures(known: Catalogue, by: str) -> dict[str, tuple[str, ...]]:
    """The rows of each figure, by figure_id; `by` is a key of BREAKDOWNS."""
    dimension = BREAKDOWNS[by]
    return {
        figure_id: tuple(dimension.rows_of(known, record))
        for figure_id, record in known.records.items()
    }


@kept(most=32)
def figure_rows_as_published(
    snapshot: Snapshot, by: str
) -> Callable[[Figure], Iterable[str]] | None:
    """The rows of a figure without our readings; one whose group is a reading has none by group."""
    published = catalogue_as_published(snapshot)
    if published is None:
        return None
    rows, is_by_group = rows_of_figures(published, by), by in _BY_GROUP
    return lambda f: () if is_by_group and not f.target_group_id else rows[f.figure_id]


def with_what_stands(
    snapshot: Snapshot,
    filters: Filters,
    rows: dict[str, Range],
    rows_of: Callable[[Figure], Iterable[str]],
) -> dict[str, Range]:
    """The rows with `stands`, where our readings raise them."""
    published = catalogue_as_published(snapshot)
    read = {row for row, people in rows.items() if people.readings}
    if published is None or not read:
        return rows
    placed = placed_in(published, filters)
    bare = count_rows(published.figures, placed, rows_of, sought(published, filters))
    stand = {row: bare[row].surely if row in bare else NOBODY for row in read}
    raised = {row for row in read if _is_less(stand[row], rows[row].surely)}
    return rows | {row: rows[row]._replace(stands=stand[row]) for row in raised}


def _is_less(stands: End, surely: End) -> bool:
    return stands.people < surely.people or (stands.is_approximate and not surely.is_approximate)
