"""The disk is full during a build: one sentence, the old build still served, nothing left."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dashboard.paths import ROOT
from dashboard.synth.making import make

IN_A_SMALL_TMPFS = 'mount -t tmpfs -o size="$1"m tmpfs "$2" && shift 2 && exec "$@"'
NO_ROOM = "no room to build them: the disk or memory is full. Make room, then run"
SMALL, LARGE = 300, 40_000  # people; the store of the first has 8 MB, that of the second 17


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The data of two states, a small and a large one."""
    root = tmp_path_factory.mktemp("data")
    for people in (SMALL, LARGE):
        make(root / str(people), people, 1, "csv")
    return [root / str(SMALL), root / str(LARGE)]


def in_small_tmpfs(megabytes: int, cache: Path, command: list[str]) -> list[str]:
    """The command, in a name space of its own in which the folder is a small disk."""
    if sys.platform != "linux" or not shutil.which("unshare"):
        pytest.skip("a disk is made small with Linux's unshare, which is not there")
    allowed = subprocess.run(
        ["unshare", "-rm", "sh", "-c", IN_A_SMALL_TMPFS, "-", "1", str(cache), "true"],
        capture_output=True,
        check=False,
    )
    if allowed.returncode:
        pytest.skip("this user may mount no tmpfs, not even in a name space of its own")
    size = str(megabytes)
    return ["unshare", "-rm", "sh", "-c", IN_A_SMALL_TMPFS, "-", size, str(cache), *command]


def built(how: str, megabytes: int, cache: Path, folders: list[Path]) -> list[dict[str, Any]]:
    """What each build in turn told; `how` is tmpfs or limit."""
    cache.mkdir()
    script = [sys.executable, "-m", "tests.faults.on_a_small_disk"]
    command = [*script, how, str(megabytes), str(cache), *map(str, folders)]
    if how == "tmpfs":
        command = in_small_tmpfs(megabytes, cache, command)
    elif sys.platform == "win32":
        pytest.skip("Windows limits no file's size")
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return [json.loads(line) for line in ended.stdout.splitlines()]


@pytest.mark.parametrize(("how", "megabytes"), [("tmpfs", 24), ("limit", 6)])
def test_a_build_without_room_is_said_in_a_sentence_and_the_old_one_serves(
    tmp_path: Path, folders: list[Path], how: str, megabytes: int
) -> None:
    old, new, again = built(how, megabytes, tmp_path / "cache", [*folders, folders[0]])
    assert old["problems"] == again["problems"] == []
    (sentence,) = new["problems"]
    assert NO_ROOM in sentence
    assert [new["build"], new["figures"]] == [old["build"], old["figures"]]
    assert [told["builds"] for told in (old, new, again)] == [[old["build"]]] * 3
    assert [told["left"] for told in (old, new, again)] == [[], [], []]


@pytest.mark.parametrize("how", ["tmpfs", "limit"])
def test_a_first_build_without_room_is_said_in_a_sentence(
    tmp_path: Path, folders: list[Path], how: str
) -> None:
    (told,) = built(how, 3, tmp_path / "cache", folders[1:])
    assert told["sentence"].startswith("There is no room: the disk of the cache folder")
    assert [told["builds"], told["left"]] == [[], []]
