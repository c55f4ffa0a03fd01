"""A process that asks the dashboard's questions and the bare ones in turns, and prints times.

`python -m bench.questions REFERENCE.duckdb N` with DASHBOARD_DATA set; JSON of seconds.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from typing import Any, NamedTuple

import duckdb

from bench.servers import peak_memory
from dashboard.paths import content_from_environment
from dashboard.period import years
from dashboard.reach.breakdowns import reach_by
from dashboard.reach.catalogue import catalogue
from dashboard.reach.filters import Filters
from dashboard.reach.opening import open_snapshot
from dashboard.reach.overview import headline
from dashboard.reach.register import counted_rows, counted_total, registered_projects
from dashboard.reach.register_asked import queries, within
from dashboard.reach.register_rows import asked_by_row
from dashboard.reach.snapshot import Snapshot
from dashboard.reach.years import reach_by_year

_BARE = (
    "select target_group_id, count(distinct person_id), count(*) from participations "
    "where county_code = $value group by all",
    "select county_code, count(distinct person_id), count(*) from participations "
    "where year(date) = $value group by all",
)
_YEARS = range(2014, 2024)
_TURNS = 3
_WARM = 4  # questions asked before any is measured


class Spent(NamedTuple):
    """Seconds that went by, and those of the processors, which other work lengthens less."""

    clock: float
    processor: float


class Asked(NamedTuple):
    """One question: ours as it is told, the bare one, ours again, and ours with all else.

    `untold` is the bare count on our own classes: what is left of an answer without protection.
    """

    ours: Spent
    bare: Spent
    again: Spent
    untold: Spent
    whole: Spent


def main(database: str, count: int) -> dict[str, Any]:
    """Seconds of each question, ours and bare, and the megabytes the process came to.

    `ours` is the register's answer, protected, as the bare one is about the register alone; `whole`
    has the published figures and all words as well.
    """
    with open_snapshot(content_from_environment()) as snapshot:
        catalogue(snapshot)
        registered_projects(snapshot)
        unfiltered = [_spent(lambda: _counted(snapshot)).clock for _turn in range(_TURNS)]
        first_screen = [_spent(lambda: _first_screen(snapshot)).clock for _turn in range(_TURNS)]
        with duckdb.connect(database, read_only=True) as bare:
            every = [_asked(snapshot, bare, n) for n in range(-_WARM, count)]
    asked = every[_WARM:]
    return {
        "ours": [each.ours.clock for each in asked],
        "bare": [each.bare.clock for each in asked],
        "again": [each.again.clock for each in asked],
        "whole": [each.ours.clock + each.whole.clock for each in asked],
        "ours_processor": [each.ours.processor for each in asked],
        "bare_processor": [each.bare.processor for each in asked],
        "untold_processor": [each.untold.processor for each in asked],
        "unfiltered": unfiltered,
        "first_screen": first_screen,
        "memory": peak_memory(os.getpid()),
    }


def _counted(snapshot: Snapshot) -> None:
    """The headline breakdowns of the register without a filter."""
    counted_total(snapshot, Filters())
    for by in ("year", "target-group", "county", "funder"):
        counted_rows(snapshot, Filters(), by)


def _first_screen(snapshot: Snapshot) -> None:
    """The first screen without a filter, published figures and all."""
    headline(snapshot, Filters())
    reach_by_year(snapshot, Filters())
    for by in ("target-group", "county", "funder"):
        reach_by(snapshot, Filters(), by)


def _asked(snapshot: Snapshot, bare: duckdb.DuckDBPyConnection, n: int) -> Asked:
    """Groups in a county or counties in a year."""
    if n % 2:
        value: object = _YEARS[n // 2 % len(_YEARS)]
        filters, by = Filters(years=years(int(str(value)), int(str(value)))), "county"
    else:
        counties = sorted(catalogue(snapshot).names["counties"])
        value = counties[n // 2 % len(counties)]
        filters, by = Filters(counties=(str(value),)), "target-group"
    return Asked(
        _spent(lambda: counted_rows(snapshot, filters, by)),
        _spent(lambda: bare.execute(_BARE[n % 2], {"value": value}).fetchall()),
        _spent(lambda: counted_rows(snapshot, filters, by)),
        _spent(lambda: _untold(snapshot, filters, by)),
        _spent(lambda: reach_by(snapshot, filters, by)),
    )


def _untold(snapshot: Snapshot, filters: Filters, by: str) -> None:
    """The same rows counted, and nothing kept or told."""
    asked = within(snapshot, filters)
    assert asked is not None
    for query in queries(asked_by_row(catalogue(snapshot), asked.inside, by).values()):
        snapshot.engine.answer(query)


def _spent(work: Callable[[], object]) -> Spent:
    begun = time.perf_counter(), time.process_time()
    work()
    return Spent(time.perf_counter() - begun[0], time.process_time() - begun[1])


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1], int(sys.argv[2]))))
