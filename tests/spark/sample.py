"""A sample of questions about the register: every breakdown, under filters of every kind."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, islice
from random import Random

from dashboard.engine import Asked
from dashboard.period import years
from dashboard.reach.catalogue import catalogue
from dashboard.reach.dimensions import BREAKDOWN_TITLES, DIMENSIONS
from dashboard.reach.filters import Filters
from dashboard.reach.register_asked import counts_of, queries, within
from dashboard.reach.register_rows import asked_by_row, asked_by_year
from dashboard.reach.scope import known_ids
from dashboard.reach.snapshot import Snapshot

BREAKDOWNS = (None, *BREAKDOWN_TITLES)  # None: everybody as one
_A_FILTER = 2  # breakdowns; they take turns


def some_filters(snapshot: Snapshot, count: int, seed: int) -> list[Filters]:
    """Of one to three dimensions, half of them of some years too, that let somebody through."""
    return list(islice(_filters(snapshot, Random(seed)), count))


def _filters(snapshot: Snapshot, random: Random) -> Iterator[Filters]:
    ids = known_ids(catalogue(snapshot))
    while True:
        names = random.sample(sorted(DIMENSIONS), random.randint(1, 3))
        chosen = {name: tuple(random.sample(sorted(ids[name]), 2)) for name in names}
        filters = Filters(**chosen)  # type: ignore[arg-type]
        if random.randrange(2):
            first = random.randint(2015, 2025)
            filters = filters.but(years=years(first, random.randint(first, 2025)))
        asked = within(snapshot, filters)
        if asked and counts_of(snapshot, [asked.possible])[asked.possible].people:
            yield filters


def questions(snapshot: Snapshot, sample: list[Filters]) -> list[tuple[str | None, Asked]]:
    """Every breakdown of everybody, and some of them under each filter, by their names."""
    turns = cycle(BREAKDOWNS)
    everybody = [asked for by in BREAKDOWNS for asked in _asked(snapshot, Filters(), by)]
    return everybody + [
        asked
        for filters in sample
        for by in islice(turns, _A_FILTER)
        for asked in _asked(snapshot, filters, by)
    ]


def _asked(
    snapshot: Snapshot, filters: Filters, by: str | None
) -> Iterator[tuple[str | None, Asked]]:
    """What an engine is asked for the rows of a breakdown under the filters."""
    part = within(snapshot, filters)
    assert part is not None
    rows = {"total": part.possible}
    if by == "year":
        rows = asked_by_year(part.possible, 2015, 2025)
    elif by is not None:
        rows = asked_by_row(catalogue(snapshot), part.possible, by)
    yield from ((by, asked) for asked in queries(rows.values()))
