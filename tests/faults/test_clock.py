"""A clock that is wrong, or goes backwards, decides nothing."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from dashboard.reach.opening import open_store
from tests.faults.world import builds, left_over, tiny_contents

DAY = 24 * 3600


def test_the_newest_build_is_served_and_others_go_when_the_clock_went_backwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = tiny_contents(tmp_path)
    open_store(one).close()
    abandoned = one.cache / "building-abandoned"
    abandoned.mkdir()
    now = time.time()
    for path in [*one.cache.iterdir(), abandoned]:
        os.utime(path, (now + 400 * DAY, now + 400 * DAY))
    monkeypatch.setattr(time, "time", lambda: now - 400 * DAY)
    with open_store(other) as store:
        assert store.rows("select sum(people)::int as n from beneficiaries") == [{"n": 851}]
        assert builds(other) == [store.path.name]
    assert left_over(other) == []


def test_a_table_that_became_older_is_built_again(tmp_path: Path) -> None:
    content, _ = tiny_contents(tmp_path)
    open_store(content).close()
    path = content.tables / "beneficiaries.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("2016,330", "2016,332"), "utf-8")
    os.utime(path, (DAY, DAY))
    with open_store(content) as store:
        assert store.rows("select sum(people)::int as n from beneficiaries") == [{"n": 852}]
