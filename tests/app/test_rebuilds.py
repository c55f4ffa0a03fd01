"""A server whose tables change again and again keeps nothing of the builds that are gone."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import psutil
import pytest
from starlette.applications import Starlette

from dashboard.api import routes
from dashboard.paths import content_from_environment
from dashboard.reach.breakdowns import reach_by, reach_total
from dashboard.reach.filters import Filters
from dashboard.reach.opening import Live
from dashboard.ui import data
from tests.app.conftest import Open
from tests.asgi import ask

# Fifty in the long form; the first few fill what the libraries keep.
_REBUILDS, _SETTLED = 50 if os.environ.get("DASHBOARD_FAULTS") == "long" else 12, 4
_IN_IASI = Filters(counties=("RO-IS",))


@pytest.fixture
def change(tables: Path) -> Callable[[int], None]:
    """Make so many people of the 160 of Iași, so that they are built anew."""
    figures = tables / "beneficiaries.csv"
    text = figures.read_text(encoding="utf-8")

    def rewrite(people: int) -> None:
        figures.write_text(text.replace("RO-IS,2016,160,", f"RO-IS,2016,{people},"), "utf-8")

    return rewrite


def held(process: psutil.Process) -> tuple[float, int, int]:
    """Megabytes, threads and open files."""
    gc.collect()
    return process.memory_info().rss / 2**20, process.num_threads(), process.num_fds()


@pytest.mark.timeout(900)
def test_rebuilds_leave_no_memory_thread_or_file_and_readers_of_old_ones_finish(
    change: Callable[[int], None], open_page: Open
) -> None:
    process = psutil.Process()
    api = Starlette(routes=routes(data.reading))
    change(200)
    app = open_page(county="RO-IS")
    first = last = held(process)
    for n in range(_REBUILDS):
        with data.reading() as old:
            before = reach_total(old, _IN_IASI).surely.people
            change(1_000 + n)
            assert not app.run().exception
            told = ask(api, "/api/figures.json?by=county&county=RO-IS").json()
            assert told["total"]["surely"] == 1_000 + n
            # Asked now for the first time: nothing kept could answer it.
            rows = reach_by(old, _IN_IASI, "county").set_index("row_id")
            assert rows.loc["RO-IS", "surely"] == before
        last = held(process)
        first = last if n == _SETTLED else first
    assert last[0] < 1.1 * first[0]
    # Fewer is no leak: what an earlier test began may end meanwhile.
    assert last[1] <= first[1]
    assert last[2] <= first[2]


def test_a_build_is_closed_with_its_last_reader(change: Callable[[int], None]) -> None:
    live = Live(content_from_environment)
    with live.reading() as old, live.reading():
        change(200)
        with live.reading() as new:
            assert new is not old
        assert reach_total(old, _IN_IASI).surely.people == 160
    with pytest.raises(duckdb.ConnectionException):
        old.store.rows("from build")
    assert reach_total(new, _IN_IASI).surely.people == 200
    live.close()
    with pytest.raises(duckdb.ConnectionException):
        new.store.rows("from build")


def test_who_waits_is_told_while_a_build_is_made_and_only_then(
    change: Callable[[int], None],
) -> None:
    told: list[str] = []

    @contextmanager
    def building() -> Iterator[None]:
        told.append("begun")
        yield
        told.append("done")

    live = Live(content_from_environment, building)
    for times in (1, 2):
        change(300 + times)
        for _reader in range(2):
            with live.reading():
                assert told == ["begun", "done"] * times
    live.close()
