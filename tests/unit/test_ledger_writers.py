"""Quotes written by several processes at once, and by some that are killed."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dashboard.ledger import Ledger
from dashboard.paths import ROOT
from dashboard.reach.opening import open_snapshot
from tests import tiny

# Writers that share their imports: each quotes the answer of build NAME-0, NAME-1, ... and notes
# in a file of its name each id that it was told.
WRITERS = """
import os, sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from dashboard.exports.answer import answer_of
from dashboard.reach.filters import Filters
from dashboard.ledger import Ledger, keeping
from dashboard.reach.opening import open_snapshot
from tests import tiny
keeping._PATIENCE = 250  # eight who write for nothing but to write, on a machine with other work
folder, count, names = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
at = tiny.Content(folder / "reference", folder / "tables", folder / "cache", True, "tiny")
with open_snapshot(at) as snapshot:
    content = answer_of(snapshot, Filters(), made_on=date(2026, 3, 1))

def write(name, ledger=Ledger(folder / "quotes.sqlite")):
    with (folder / name).open("w", buffering=1) as told:
        for n in range(count):
            print(ledger.quote(replace(content, build_id=f"{name[0]}-{n}")), file=told)

def fork(name):
    pid = os.fork()
    if not pid:
        write(name)
        os._exit(0)
    return pid

pids = [fork(name) for name in names]
print(*pids, flush=True)
for pid in pids:
    os.waitpid(pid, 0)
"""
forks = pytest.mark.skipif(os.name != "posix", reason="writers are forked and killed")


@contextmanager
def writers(folder: Path, count: int, *names: str) -> Iterator[list[int]]:
    """Writers at work in `folder`, by their process ids; they are awaited at the end."""
    open_snapshot(tiny.write(folder)).close()
    command = [sys.executable, "-c", WRITERS, str(folder), str(count), *names]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield [int(pid) for pid in process.stdout.readline().split()]
    assert process.returncode == 0


def told(folder: Path, name: str) -> list[str]:
    """The ids a writer was told, without one it was killed in the middle of noting."""
    noted = folder / name
    lines = noted.read_text(encoding="ascii").splitlines(keepends=True) if noted.exists() else []
    return [line.strip() for line in lines if line.endswith("\n")]


@forks
def test_writers_killed_at_any_moment_lose_nothing_they_told(tmp_path: Path) -> None:
    names = "pqrstvwx"
    with writers(tmp_path, 1_000_000, *names) as pids:
        for pid, name in zip(pids, names, strict=True):
            while len(told(tmp_path, name)) < 2:
                time.sleep(0.01)
            os.kill(pid, signal.SIGKILL)
    ids = {quote_id for name in names for quote_id in told(tmp_path, name)}
    assert len(ids) > len(names)
    ledger = Ledger(tmp_path / "quotes.sqlite")
    assert {ledger.find(quote_id).quote_id for quote_id in ids} == ids


@forks
def test_four_processes_write_at_once(tmp_path: Path) -> None:
    names = ["one", "one-again", "two", "three"]  # named by their first letters: o, o, t, t
    with writers(tmp_path, 25, *names):
        pass
    ids = [told(tmp_path, name) for name in names]
    assert [len(each) for each in ids] == [25] * 4
    assert ids[0] == ids[1]
    connection = sqlite3.connect(tmp_path / "quotes.sqlite")
    assert connection.execute("select count(*) from quotes").fetchone() == (50,)
    assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
    connection.close()
