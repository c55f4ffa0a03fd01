"""The builder is killed at random moments, under readers.

`make test-long` does it with ten million participations.
"""

from __future__ import annotations

import sys
import time
from contextlib import ExitStack
from pathlib import Path
from random import Random

import pytest

from dashboard.reach.opening import open_store
from dashboard.store import publishing
from tests.faults.world import (
    IS_LONG,
    STATES,
    Answers,
    Worker,
    World,
    answers,
    builder,
    counted_from_files,
    left_over,
    make_world,
    reader,
    size,
)

PEOPLE, KILLS, BETWEEN = (3_050_000, 20, 5) if IS_LONG else (6_000, 6, 3)
pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL"),
    pytest.mark.timeout(3600 if IS_LONG else 600),
]


@pytest.fixture
def world(tmp_path: Path) -> World:
    return make_world(tmp_path, PEOPLE)


def built(world: World) -> dict[str, Answers]:
    """The answers of each state by its build, held against the files; the last one is served."""
    truth = {}
    for state in STATES:
        world.show(state)
        with open_store(world.content) as store:
            truth[store.build_id] = answers(store)
            assert truth[store.build_id][:2] == counted_from_files(world.content.tables)
    return truth


def show_another(world: World, truth: dict[str, Answers]) -> None:
    """The tables of the state that is not served."""
    live = publishing.current(world.content.cache)
    assert live is not None
    world.show(STATES[1 - list(truth).index(live.build_id)])


def build_until(world: World, seconds: float) -> float:
    """Build, and be killed after some time; seconds it took to the end, when it got there."""
    begun = time.monotonic()
    with builder(world.content) as killed:
        killed.told.poll(seconds)
    return time.monotonic() - begun


def have_asked(readers: list[Worker], truth: dict[str, Answers]) -> None:
    """Wait until each has had right answers of one more build."""
    for each in readers:
        assert each.told.recv() in truth


def kill_often(
    world: World, truth: dict[str, Answers], readers: list[Worker], seed: int
) -> list[int]:
    """Bytes in the cache after each build that was let to its end."""
    moments, sizes = Random(seed), []
    have_asked(readers, truth)
    show_another(world, truth)
    whole = build_until(world, 600)
    have_asked(readers, truth)
    for n in range(KILLS):
        show_another(world, truth)
        moment = moments.uniform(0, whole)
        build_until(world, moment)
        assert len([name for name in left_over(world.content) if "building" in name]) <= 1
        print(f"kill {n} after {moment:.2f} of {whole:.2f} s: {size(world.content):,} bytes left")
        if n % BETWEEN == BETWEEN - 1:
            show_another(world, truth)
            build_until(world, 600)
            assert left_over(world.content) == []
            sizes.append(size(world.content))
    return sizes


def test_readers_of_a_builder_killed_at_random_moments_get_right_answers(world: World) -> None:
    seed = Random().getrandbits(32) if IS_LONG else 4
    print(f"seed {seed}, {KILLS} kills, {PEOPLE:,} people")
    truth = built(world)
    with ExitStack() as stack:
        readers = [stack.enter_context(reader(world.content, truth)) for _ in range(2)]
        sizes = kill_often(world, truth, readers, seed)
        for each in readers:
            each.told.send("enough")
        told = [each.result() for each in readers]
    print(f"right answers by build: {told}; bytes after whole builds: {sizes}")
    for seen in told:
        assert isinstance(seen, dict)
        assert seen["wrong"] == 0
        assert all(seen[build_id] > 0 for build_id in truth)
    assert max(sizes) < 1.1 * min(sizes)
