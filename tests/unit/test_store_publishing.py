"""Builds are swapped in whole, whatever happens to those who make them."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dashboard.paths import ROOT, Content
from dashboard.store import open_store, publishing
from tests import tiny

PEOPLE = "select sum(people)::bigint as people from beneficiaries"
BUILDER = """
import sys, time
from pathlib import Path
from dashboard.paths import Content
from dashboard.store import open_store
root = Path(sys.argv[1])
content = Content(root / "reference", root / "tables", root / "cache", True, "tiny")
print("ready", flush=True)
sys.stdin.readline()
print(open_store(content).build_id)
"""


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return tiny.write(tmp_path)


def start_builder(content: Content) -> subprocess.Popen[str]:
    """A process that has imported everything and builds when it is sent a line."""
    process = subprocess.Popen(
        [sys.executable, "-c", BUILDER, str(content.cache.parent)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def builds(content: Content) -> list[Path]:
    return sorted(content.cache.glob("build-*.duckdb"))


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("seed", range(5))
def test_a_builder_killed_at_any_moment_leaves_a_good_build(content: Content, seed: int) -> None:
    open_store(content).close()
    tiny.edit(content, "beneficiaries", "2016,330", "2016,331")
    with start_builder(content) as builder:
        go(builder)
        time.sleep(random.Random(seed).uniform(0, 0.8))
        builder.send_signal(signal.SIGKILL)
        builder.communicate()
    live = publishing.current(content.cache)
    assert live is not None
    with open_store(content) as store:
        assert store.rows(PEOPLE) == [{"people": 851}]


def test_two_builders_at_once_both_serve(content: Content) -> None:
    with start_builder(content) as one, start_builder(content) as other:
        go(one)
        go(other)
        answers = {one.communicate()[0], other.communicate()[0]}
    with open_store(content) as store:
        assert answers == {f"{store.build_id}\n"}
    assert not list(content.cache.glob("building-*"))


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
