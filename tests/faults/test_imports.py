"""An import is killed at each step of its writing, finds no room, or meets another one."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from dashboard.errors import DashboardError
from dashboard.intake.accepting import accept
from dashboard.intake.folder import held
from dashboard.intake.offer import Offer
from dashboard.intake.preview import Preview, preview
from dashboard.intake.receipts import receipts
from dashboard.intake.taking_back import take_back
from dashboard.paths import Content
from dashboard.store import look_at
from tests import tiny
from tests.faults.world import PROCESSES
from tests.imports import offer, row, tables
from tests.other_registers import offered

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
KILLED, INTERRUPTED = 9, 130
_WRITES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate"}


def _stop_at(step: int, folder: Path, stop: Callable[[], None]) -> None:
    """Stop this process, once, before the step that would change the folder."""
    left = [step]

    def watch(event: str, given: tuple[Any, ...]) -> None:
        is_write = event in _WRITES or (event == "open" and (given[2] or 0) & os.O_ACCMODE)
        if is_write and str(folder) in str(given[0]):
            left[0] -= 1
            if left[0] == -1:
                stop()

    sys.addaudithook(watch)


def _die() -> None:
    """As a kill does."""
    os._exit(KILLED)


def _interrupt() -> None:
    """As Ctrl-C does."""
    # Started in the background, a process ignores Ctrl-C, and so do its children.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.raise_signal(signal.SIGINT)


def _accept(
    content: Content, found: Preview, step: int | None, room: int | None, stop: Callable[[], None]
) -> None:
    if step is not None:
        _stop_at(step, content.tables.parent, stop)
    if room is not None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    try:
        accept(content, found, "ana")
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except DashboardError as error:
        sys.exit(1 if "disk is full" in str(error) else 2)


@contextmanager
def accepting(
    content: Content,
    found: Preview,
    step: int | None = None,
    room: int | None = None,
    stop: Callable[[], None] = _die,
) -> Iterator[Any]:
    process = PROCESSES.Process(target=_accept, args=(content, found, step, room, stop))
    process.start()
    try:
        yield process
    finally:
        process.join()


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """A content with an import in it, then a register."""
    content = tiny.write(tmp_path_factory.mktemp("imports"))
    (content.tables.parent / "person.key").write_text("4f" * 32, encoding="ascii")
    first = offer(row("g"), {"figure_id": "d", "people": "400", "published_as": "400"})
    accept(content, preview(content, first), "ana")
    accept(content, preview(content, registered(content, "February", "2016-02-02")), "ana")
    return content


def registered(content: Content, project: str, day: str) -> Offer:
    """Thirty people of a project of their own."""
    lines = [f"p-{n},{day},{project}" for n in range(30)]
    return offered(content, "person_id,date,proiect", *lines, name=f"{project}.csv")


def fresh(start: Content, folder: Path) -> Content:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(start.tables.parent, folder)
    return Content(folder / "reference", folder / "tables", folder / "cache", True, "copy")


def previewed(start: Content, what: str) -> Preview:
    if what.startswith("take-back"):
        is_register = what.endswith("register")
        return take_back(start, receipts(start)[is_register].id)
    if what == "register":
        return preview(start, registered(start, "March", "2016-03-03"))
    note = {"programme_id": "school", "name_en": "The school"}
    given = offer(row("h", people=5), {"figure_id": "b", "note_en": "Seen."})
    other = type(given.proposed[0])("programmes", note, given.proposed[0].origin)
    return preview(start, type(given)("f.csv", "table", (*given.proposed, other)))


def expected(content: Content, found: Preview, old: dict[str, bytes]) -> dict[str, bytes]:
    """The tables as they are when the whole of it is written."""
    place = f"participations/{receipts(content)[-1].id}.csv"
    changed = {f"{name}.csv": data for name, data in found.files.items()}
    changed |= {place if "new.csv" in path else path.removeprefix("tables/"): data
                for path, data in found.register.items()}  # fmt: skip
    return {name: data for name, data in (old | changed).items() if data}


WHATS = ("accept", "take-back", "register", "take-back of a register")


@pytest.mark.parametrize("what", WHATS)
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
        is_new = len(receipts(content)) == 3
        assert tables(content) == (expected(content, found, old) if is_new else old)
        told.append(is_new)
        if process.exitcode == 0:
            break
    assert codes == [KILLED] * (len(codes) - 1) + [0]
    assert len(codes) >= 15
    assert told == sorted(told)  # once it holds, it holds
    assert told[-2], "the journal was written before the last step"
    assert not told[0]
    assert [p for p in look_at(content).problems if p.is_error] == []


@pytest.mark.parametrize("what", ["register", "take-back of a register"])
def test_ctrl_c_leaves_the_folder_as_it_was_until_the_whole_of_it_holds(
    start: Content, tmp_path: Path, what: str
) -> None:
    found, old, told = previewed(start, what), everything(start), []
    for step in range(200):
        content = fresh(start, tmp_path / "copy")
        with accepting(content, found, step, stop=_interrupt) as process:
            pass
        if process.exitcode == 0:
            break
        assert process.exitcode == INTERRUPTED
        has_journal = (content.tables.parent / "imports" / "journal.json").exists()
        if not has_journal and len(receipts(content)) == 2:
            assert everything(content) == old
        held(content)
        told.append(len(receipts(content)) == 3)
        assert tables(content) == (
            expected(content, found, tables(start)) if told[-1] else tables(start)
        )
    assert told == sorted(told)
    assert (told[0], told[-1]) == (False, True)


def everything(content: Content) -> dict[str, bytes]:
    """The bytes of each file of the folder, but the lock's and what was built."""
    root = content.tables.parent
    files = [path for path in root.rglob("*") if path.is_file() and path.name != "lock"]
    told = {path.relative_to(root).as_posix(): path.read_bytes() for path in files}
    return {name: data for name, data in told.items() if not name.startswith("cache/")}


@pytest.mark.parametrize("what", ["accept", "register"])
def test_without_room_nothing_changes_and_a_sentence_says_so(
    start: Content, tmp_path: Path, what: str
) -> None:
    content, found = fresh(start, tmp_path / "copy"), previewed(start, what)
    before = everything(content)
    with accepting(content, found, room=300) as process:
        pass
    assert process.exitcode == 1
    assert everything(content) == before
    assert len(receipts(content)) == 2


def test_two_who_write_at_the_same_time_are_both_taken(start: Content, tmp_path: Path) -> None:
    content = fresh(start, tmp_path / "copy")
    one, other = (preview(content, offer(row(name))) for name in ("x", "y"))
    with accepting(content, one) as first, accepting(content, other) as second:
        pass
    assert [first.exitcode, second.exitcode] == [0, 0]
    text = (content.tables / "beneficiaries.csv").read_text(encoding="utf-8")
    assert {line.split(",")[0] for line in text.splitlines()} >= {"g", "x", "y"}
    assert len(receipts(content)) == 4


def test_of_two_registers_at_the_same_time_both_are_taken_and_no_row_twice(
    start: Content, tmp_path: Path
) -> None:
    content = fresh(start, tmp_path / "copy")
    days = ("2016-03-03", "2016-04-04")
    one, other = (preview(content, registered(content, "February", day)) for day in days)
    with accepting(content, one) as first, accepting(content, other) as second:
        pass
    assert [first.exitcode, second.exitcode] == [0, 0]
    third, again = (preview(content, registered(content, "February", "2016-05-05"))
                    for _ in range(2))  # fmt: skip
    with accepting(content, third) as first, accepting(content, again) as second:
        pass
    assert sorted([first.exitcode, second.exitcode]) == [0, 2]
    assert len(list((content.tables / "participations").iterdir())) == 4
    assert [p for p in look_at(content).problems if p.is_error] == []
