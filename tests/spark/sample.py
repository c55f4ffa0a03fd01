"""A sample of questions about the register: every breakdown, under filters of every kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice
from random import Random

from dashboard.engine import Asked
from dashboard.period import years
from dashboard.reach.catalogue import catalogue
from dashboard.reach.dimensions import BREAKDOWN_TITLES, DIMENSIONS
from dashboard.reach.filters import Filters
from dashboard.reach.register_asked import exactly, shape, within
from dashboard.reach.register_rows import rows_of
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
        if (
            within(snapshot, filters)
            and exactly(snapshot, _asked(snapshot, filters, None))["total"][0]
        ):
            yield filters


def questions(snapshot: Snapshot, sample: list[Filters]) -> list[tuple[str | None, Asked]]:
    """Every breakdown of everybody, and some of them under each filter, by their names."""
    turns = cycle(BREAKDOWNS)
    everybody = [(by, _asked(snapshot, Filters(), by)) for by in BREAKDOWNS]
    return everybody + [
        (by, _asked(snapshot, filters, by)) for filters in sample for by in islice(turns, _A_FILTER)
    ]


def _asked(snapshot: Snapshot, filters: Filters, by: str | None) -> Asked:
    whole, part = shape(snapshot), within(snapshot, filters)
    assert whole is not None
    assert part is not None
    asked = part.possible.asked_of(whole)
    if by is None:
        return asked
    rows = rows_of(by, catalogue(snapshot), part.possible)
    return replace(asked, by=rows.by, rows=rows.pairs)
