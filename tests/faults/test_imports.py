"""An import is killed at each step of its writing, finds no room, or meets another one."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from dashboard.errors import DashboardError
from dashboard.intake.accepting import accept
from dashboard.intake.folder import held
from dashboard.intake.preview import Preview, preview
from dashboard.intake.receipts import receipts
from dashboard.intake.taking_back import take_back
from dashboard.paths import Content
from dashboard.store import look_at
from tests import tiny
from tests.imports import offer, row, tables

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
KILLED = 9
_WRITES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate"}
_PROCESSES = get_context("forkserver")
_PROCESSES.set_forkserver_preload(["dashboard.intake.accepting", "tests.imports"])


def _die_at(step: int, folder: Path) -> None:
    """End this process, as a kill does, before the step that would change the folder."""
    left = [step]

    def watch(event: str, given: tuple[Any, ...]) -> None:
        is_write = event in _WRITES or (event == "open" and (given[2] or 0) & os.O_ACCMODE)
        if is_write and str(folder) in str(given[0]):
            left[0] -= 1
            if left[0] < 0:
                os._exit(KILLED)

    sys.addaudithook(watch)


def _accept(content: Content, found: Preview, step: int | None, room: int | None) -> None:
    if step is not None:
        _die_at(step, content.tables.parent)
    if room is not None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    try:
        accept(content, found, "ana")
    except DashboardError as error:
        sys.exit(1 if "disk is full" in str(error) else 2)


@contextmanager
def accepting(
    content: Content, found: Preview, step: int | None = None, room: int | None = None
) -> Iterator[Any]:
    process = _PROCESSES.Process(target=_accept, args=(content, found, step, room))
    process.start()
    try:
        yield process
    finally:
        process.join()


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """A content with one import in it."""
    content = tiny.write(tmp_path_factory.mktemp("imports"))
    first = offer(row("g"), {"figure_id": "d", "people": "400", "published_as": "400"})
    accept(content, preview(content, first), "ana")
    return content


def fresh(start: Content, folder: Path) -> Content:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(start.tables.parent, folder)
    return Content(folder / "reference", folder / "tables", folder / "cache", True, "copy")


def previewed(start: Content, what: str) -> Preview:
    if what == "take-back":
        return take_back(start, receipts(start)[0].id)
    note = {"programme_id": "school", "name_en": "The school"}
    given = offer(row("h", people=5), {"figure_id": "b", "note_en": "Seen."})
    other = type(given.proposed[0])("programmes", note, given.proposed[0].origin)
    return preview(start, type(given)("f.csv", "table", (*given.proposed, other)))


@pytest.mark.parametrize("what", ["accept", "take-back"])
def test_a_kill_at_any_moment_leaves_the_old_state_or_the_whole_new_one(
    start: Content, tmp_path: Path, what: str
) -> None:
    found, old = previewed(start, what), tables(start)
    told, codes = [], []
    for step in range(200):
        content = fresh(start, tmp_path / "copy")
        with accepting(content, found, step) as process:
            pass
        codes.append(process.exitcode)
        held(content)  # whoever reads next finishes what was begun
        assert not list((content.tables.parent / "imports").glob("next-*"))
        assert not (content.tables.parent / "imports" / "journal.json").exists()
        is_new = len(receipts(content)) == 2
        changed = {f"{name}.csv": data for name, data in found.files.items()}
        assert tables(content) == (old | changed if is_new else old)
        told.append(is_new)
        if process.exitcode == 0:
            break
    assert codes == [KILLED] * (len(codes) - 1) + [0]
    assert len(codes) >= 15
    assert told == sorted(told)  # once it holds, it holds
    assert told[-2], "the journal was written before the last step"
    assert not told[0]
    assert [p for p in look_at(content).problems if p.is_error] == []


def test_without_room_nothing_changes_and_a_sentence_says_so(
    start: Content, tmp_path: Path
) -> None:
    content, found = fresh(start, tmp_path / "copy"), previewed(start, "accept")
    before = tables(content)
    with accepting(content, found, room=300) as process:
        pass
    assert process.exitcode == 1
    assert tables(content) == before
    assert len(receipts(content)) == 1
    assert not list((content.tables.parent / "imports").glob("next-*"))


def test_two_who_write_at_the_same_time_are_both_taken(start: Content, tmp_path: Path) -> None:
    content = fresh(start, tmp_path / "copy")
    one, other = (preview(content, offer(row(name))) for name in ("x", "y"))
    with accepting(content, one) as first, accepting(content, other) as second:
        pass
    assert [first.exitcode, second.exitcode] == [0, 0]
    text = (content.tables / "beneficiaries.csv").read_text(encoding="utf-8")
    assert {line.split(",")[0] for line in text.splitlines()} >= {"g", "x", "y"}
    assert len(receipts(content)) == 3
