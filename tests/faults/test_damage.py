"""The file of a build is damaged, before it is opened and while it is open."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from click.testing import CliRunner

from dashboard.cli import main
from dashboard.paths import Content, content_from_environment
from dashboard.reach.opening import open_store
from dashboard.store import Damaged
from dashboard.synth.making import make
from dashboard.ui import data
from tests.faults.world import answers, builds, left_over

_HEADER = 3 * 4096  # what DuckDB has read when it has opened a file
DAMAGES = ["cut", "emptied", "noise"]


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Content:
    make(tmp_path / "data", 1_000, 1, "csv")
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DASHBOARD_CACHE", str(tmp_path / "cache"))
    data.forget()
    return content_from_environment()


def damage(path: Path, how: str) -> None:
    """In place: who has the file open sees it."""
    with path.open("rb+") as file:
        if how == "noise":
            rest = file.read()[_HEADER:]
            file.seek(_HEADER)
            file.write(bytes(byte ^ 0x5A for byte in rest))
        else:
            file.truncate(_HEADER if how == "cut" else 0)


@pytest.mark.parametrize("how", DAMAGES)
def test_a_damaged_build_is_named_in_a_sentence_and_made_anew(
    content: Content, how: str, caplog: pytest.LogCaptureFixture
) -> None:
    with open_store(content) as store:
        right = answers(store)
    damage(store.path, how)
    with caplog.at_level(logging.WARNING), open_store(content) as anew:
        assert answers(anew) == right
    (told,) = caplog.messages
    assert told == f"The build in {content.cache} was damaged; it is made anew from the tables."


def test_the_command_that_builds_mends_a_damaged_build(content: Content) -> None:
    open_store(content).close()
    (damaged,) = content.cache.glob("build-*")
    damage(damaged, "cut")
    told = CliRunner().invoke(main, ["build"])
    assert (told.exit_code, len(builds(content)), left_over(content)) == (0, 1, [])
    assert builds(content)[0] in told.output


@pytest.mark.parametrize("how", DAMAGES)
def test_a_build_damaged_while_it_is_open_gives_a_sentence_and_then_a_good_one(
    content: Content, how: str
) -> None:
    with data.reading() as snapshot:
        right = answers(snapshot.store)
    data.forget()
    with data.reading() as snapshot:
        broken = snapshot.store
        damage(broken.path, how)
        with pytest.raises(Damaged, match=f"The build {broken.path.name} can no longer be read"):
            answers(broken)
    with data.reading() as snapshot:
        assert answers(snapshot.store) == right
        assert builds(content) == [snapshot.store.path.name]
    data.forget()
