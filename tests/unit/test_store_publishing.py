"""Builds are swapped in whole; tests/faults has what happens to those who make them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from dashboard.paths import Content
from dashboard.store import open_store, publishing
from tests import tiny

PEOPLE = "select sum(people)::bigint as people from beneficiaries"


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return tiny.write(tmp_path)


def builds(content: Content) -> list[Path]:
    return sorted(content.cache.glob("build-*.duckdb"))


def test_old_builds_are_removed_and_their_readers_finish(content: Content) -> None:
    with open_store(content) as reader:
        tiny.edit(content, "beneficiaries", "2016,330", "2016,331")
        open_store(content).close()
        assert len(builds(content)) == (2 if sys.platform == "win32" else 1)
        assert reader.rows(PEOPLE) == [{"people": 850}]


def test_what_a_dead_builder_left_is_removed_at_once(content: Content) -> None:
    dead, orphan = content.cache / "building-dead", content.cache / "build-orphan-1.duckdb"
    open_store(content).close()
    dead.mkdir()
    (dead / "store.duckdb").write_bytes(b"half")
    orphan.write_bytes(b"never named current")
    tiny.edit(content, "beneficiaries", "2016,330", "2016,331")
    open_store(content).close()
    assert [dead.exists(), orphan.exists(), len(builds(content))] == [False, False, 1]


@pytest.mark.parametrize("damage", ["cut", "emptied", "changed inside", "removed"])
def test_a_damaged_build_is_built_again(content: Content, damage: str) -> None:
    open_store(content).close()
    (path,) = builds(content)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    if damage == "removed":
        path.unlink()
    else:
        left = {"cut": data[:5000], "emptied": bytearray(), "changed inside": data}[damage]
        path.write_bytes(left)
    with open_store(content) as store:
        assert store.rows(PEOPLE) == [{"people": 850}]


@pytest.mark.parametrize("text", ["", "nonsense", "build-1-2.duckdb x y", "../../a 1 2", "\0 1 2"])
def test_a_damaged_pointer_is_made_again(content: Content, text: str) -> None:
    open_store(content).close()
    (content.cache / "current").write_text(text)
    with open_store(content) as store:
        assert store.rows(PEOPLE) == [{"people": 850}]


def test_a_build_removed_before_it_could_be_opened_is_looked_for_again(
    content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_store(content).close()
    honest = publishing.current
    (path,) = builds(content)
    gone = publishing.Published(path.with_name("build-gone-1.duckdb"), path.name.split("-")[1])
    found = iter([gone])
    monkeypatch.setattr(publishing, "current", lambda cache: next(found, None) or honest(cache))
    with open_store(content) as store:
        assert store.rows(PEOPLE) == [{"people": 850}]
    assert builds(content) == [path]


def refuse(content: Content) -> None:
    """Make a build impossible, for every user: the lock is a folder."""
    lock = content.cache / "lock"
    lock.unlink()
    lock.mkdir()


def test_where_no_build_can_be_written_the_last_good_one_is_served_with_a_sentence(
    content: Content,
) -> None:
    open_store(content).close()
    refuse(content)
    tiny.edit(content, "beneficiaries", "2016,330", "2016,331")
    with open_store(content) as store:
        assert store.rows(PEOPLE) == [{"people": 850}]
        assert store.is_outdated
        (problem,) = store.problems
    assert str(content.cache) in problem.problem
    assert "cannot be written" in problem.problem
    assert "DASHBOARD_CACHE" in problem.remedy
    (content.cache / "lock").rmdir()
    with open_store(content) as store:
        assert store.rows(PEOPLE) == [{"people": 851}]
        assert not store.is_outdated


@pytest.mark.skipif(os.name != "posix", reason="rights of files as POSIX has them")
def test_a_build_is_for_its_user_alone(content: Content) -> None:
    content.cache.mkdir(mode=0o755)
    open_store(content).close()
    kept = [*builds(content), content.cache / "current"]
    assert {path.stat().st_mode & 0o777 for path in kept} == {0o600}
    assert content.cache.stat().st_mode & 0o777 == 0o700
