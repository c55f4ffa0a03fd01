"""One builder at a time in a cache folder; who waits takes what the other has built."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from dashboard.errors import DashboardError
from dashboard.reach.opening import open_store
from dashboard.store import publishing
from tests import tiny
from tests.faults.world import builder, builds, left_over, stopped_builder, tiny_contents


def test_two_builders_of_the_same_tables_serve_one_build(tmp_path: Path) -> None:
    content = tiny.write(tmp_path)
    with builder(content) as one, builder(content) as other:
        told = [one.result(), other.result()]
    assert told == builds(content) * 2
    assert left_over(content) == []


def test_two_builders_of_different_tables_each_get_theirs_and_one_stays(tmp_path: Path) -> None:
    contents = tiny_contents(tmp_path)
    with builder(contents[0]) as one, builder(contents[1]) as other:
        told = [str(one.result()), str(other.result())]
    assert len(set(told)) == 2
    assert builds(contents[0]) in ([told[0]], [told[1]])
    assert left_over(contents[0]) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGSTOP")
def test_who_waits_for_a_builder_goes_on_when_that_one_is_killed(tmp_path: Path) -> None:
    content = tiny.write(tmp_path)
    with stopped_builder(content) as holder:
        held = list(content.cache.glob("building-*"))
        with builder(content) as waiting:
            assert not waiting.told.poll(1)
            assert list(content.cache.glob("building-*")) == held
            holder.process.kill()
            assert [waiting.result()] == builds(content)
    assert left_over(content) == []


@pytest.mark.skipif(sys.platform == "win32", reason="locks are not made by flock")
@pytest.mark.parametrize("code", [errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP])
def test_a_cache_that_cannot_be_locked_is_named_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refuse(_file: int, _how: int) -> None:
        raise OSError(code, os.strerror(code))

    content = tiny.write(tmp_path)
    monkeypatch.setattr("fcntl.flock", refuse)
    with pytest.raises(DashboardError, match="lies where files cannot be locked") as caught:
        open_store(content)
    assert str(content.cache) in str(caught.value)
    assert publishing.current(content.cache) is None
