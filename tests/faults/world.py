"""Two states of a register with known answers, and processes that build and read them."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import NoReturn
from unittest.mock import patch

import duckdb
import psutil

from dashboard.errors import DashboardError
from dashboard.paths import DATA, Content
from dashboard.reach.opening import open_store
from dashboard.store import Damaged, Store, building, publishing
from dashboard.synth.making import make
from tests import tiny

IS_LONG = os.environ.get("DASHBOARD_FAULTS") == "long"
STATES = ("old", "new")
Answers = tuple[object, ...]
PROCESSES = get_context("forkserver")
# One server forks them all, whoever asks: what it has not loaded, each process loads for itself.
PROCESSES.set_forkserver_preload([__name__, "tests.faults.test_imports"])
_COUNTS = """
    select project_id, {year} as year, {services}::bigint, count(distinct {person})
    from {rows} group by all order by all
"""


@dataclass(frozen=True)
class World:
    """`tables` of the content is a link to those of the state that is shown."""

    content: Content

    def show(self, state: str) -> None:
        link = self.content.tables.with_name("next")
        link.symlink_to(state + "/tables")
        link.replace(self.content.tables)


def make_world(root: Path, people: int) -> World:
    """Made-up people, another set in each state."""
    for seed, state in enumerate(STATES):
        make(root / state, people, seed, "csv")
    world = World(Content(DATA / "reference", root / "tables", root / "cache", True, "made up"))
    world.show("old")
    return world


def answers(store: Store) -> Answers:
    """What every reader asks; no two states give the same."""
    counts = _COUNTS.format(
        year="year(date)", services="count(*)", person="person", rows="participations"
    )
    kept = store.rows("select count(*) as n, sum(people)::bigint as people from prepared_answers")
    return (
        [tuple(row.values()) for row in store.rows(counts)],
        [tuple(row.values()) for row in store.rows("select count(*) as n from beneficiaries")],
        [tuple(row.values()) for row in kept],
    )


def counted_from_files(tables: Path) -> Answers:
    """The first two answers, without any code of the store."""
    rows = f"read_csv('{tables}/participations/*.csv')"
    counts = _COUNTS.format(year="year(date)", services="count(*)", person="person_id", rows=rows)
    figures = f"select count(*) from read_csv('{tables}/beneficiaries.csv', all_varchar=true)"
    with duckdb.connect() as connection:
        return tuple(connection.execute(sql).fetchall() for sql in (counts, figures))


@dataclass
class Worker:
    """A process, and what it sends at its end."""

    process: ForkServerProcess
    told: Connection

    def result(self) -> object:
        found = self.told.recv()
        self.process.join()
        return found


@contextmanager
def builder(content: Content) -> Iterator[Worker]:
    """A process that builds the content and tells the file it serves, or the sentence."""
    with _started(_build, content) as worker:
        yield worker


@contextmanager
def stopped_builder(content: Content) -> Iterator[Worker]:
    """A builder that stopped itself in the middle of a build, with the lock in its hands."""
    with _started(_build_half, content) as worker:
        process = psutil.Process(worker.process.pid)
        while process.status() != psutil.STATUS_STOPPED:
            time.sleep(0.01)
        yield worker


@contextmanager
def reader(content: Content, truth: dict[str, Answers]) -> Iterator[Worker]:
    """A process that asks until it is sent anything; then tells how often which build was right.

    It tells a build, too, when it has the first right answer of it.
    """
    with _started(_read, content, truth) as worker:
        assert worker.told.recv() == "reading"
        yield worker


@contextmanager
def _started(work: object, *given: object) -> Iterator[Worker]:
    ours, theirs = PROCESSES.Pipe()
    process = PROCESSES.Process(target=work, args=(theirs, *given))  # type: ignore[arg-type]
    process.start()
    theirs.close()
    try:
        yield Worker(process, ours)
    finally:
        process.kill()
        process.join()
        ours.close()


def _build(told: Connection, content: Content) -> None:
    try:
        with open_store(content) as store:
            told.send(store.path.name)
    except DashboardError as error:
        told.send(str(error))


def _build_half(told: Connection, content: Content) -> None:
    def stop(*_given: object) -> NoReturn:
        os.kill(os.getpid(), signal.SIGSTOP)
        raise AssertionError("it was to be killed")

    with patch.object(building, "_keep_settings", stop):
        _build(told, content)


def _read(told: Connection, content: Content, truth: dict[str, Answers]) -> None:
    seen = {"wrong": 0} | dict.fromkeys(truth, 0)
    with _opened(content) as held:
        told.send("reading")
        while not told.poll():
            with _opened(content) as store:
                is_right = answers(store) == truth[store.build_id]
                name = store.build_id if is_right else "wrong"
            seen[name] += 1
            if seen[name] == 1:
                told.send(name)
        # Its file was removed long ago.
        seen["wrong"] += answers(held) != truth[held.build_id]
    told.send(seen)


def _opened(content: Content) -> Store:
    """As open_store does when it has nothing to build; another look when the build was replaced."""
    while True:
        live = publishing.current(content.cache)
        if live:
            try:
                return Store(content, live)
            except Damaged:
                continue


def builds(content: Content) -> list[str]:
    return sorted(path.name for path in content.cache.glob("build-*"))


def left_over(content: Content) -> list[str]:
    """What lies in the cache beside what belongs there."""
    live = publishing.current(content.cache)
    belongs = {"current", "lock", live.path.name if live else ""}
    return sorted({path.name for path in content.cache.iterdir()} - belongs)


def size(content: Content) -> int:
    return sum(path.stat().st_size for path in content.cache.rglob("*") if path.is_file())


def tiny_contents(root: Path) -> tuple[Content, Content]:
    """Two contents of one cache; the second has one person more."""
    for name in STATES:
        (root / name).mkdir()
    one, other = tiny.write(root / "old"), tiny.write(root / "new")
    tiny.edit(other, "beneficiaries", "2016,330", "2016,331")
    return one, replace(other, cache=one.cache)
