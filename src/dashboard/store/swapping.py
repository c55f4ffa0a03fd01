"""Several files of an organisation's folder replaced as one, whoever dies meanwhile.

`imports/lock`          held by whoever reads or replaces the tables
`imports/next-*/`       new files being written; who dies before the journal leaves them behind
`imports/journal.json`  which of them goes where, and what is removed

A folder cannot be swapped in one step, so the journal decides: without one the old files are whole;
with one the new state holds, and the next who takes the lock finishes what it says.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

from dashboard.errors import DashboardError
from dashboard.i18n import N_, _
from dashboard.paths import Content
from dashboard.store.publishing import locked, replace, sync_folder
from dashboard.store.room import why

IMPORTS = "imports"
_NO_LOCKS = N_(
    "The data folder {folder} lies where files cannot be locked: {details}. "
    "Put it on a disk of this machine."
)
_UNFINISHED = N_(
    "An import into {folder} was interrupted and cannot be finished: {details}. "
    "Let the dashboard write there, then try again."
)


@contextmanager
def settled(content: Content) -> Iterator[None]:
    """Nobody replaces tables meanwhile; what an interrupted import began is finished before.

    Raises DashboardError where it cannot be finished.
    """
    folder = content.tables.parent / IMPORTS
    if not content.is_own or not folder.is_dir():
        yield
        return
    if not os.access(folder, os.W_OK):  # nobody replaces anything there, nor can this one
        _require_finished(folder)
        yield
        return
    with locked(folder, _NO_LOCKS):
        _finish(content.tables.parent)
        yield


@contextmanager
def changing(content: Content) -> Iterator[Path]:
    """A folder to write the new files into, for `swap`; nobody else reads or replaces meanwhile.

    Raises OSError when the content's folder cannot be written, DashboardError when not locked.
    """
    folder = content.tables.parent / IMPORTS
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder, _NO_LOCKS):
        _finish(content.tables.parent)
        try:
            yield Path(mkdtemp(prefix="next-", dir=folder))
        finally:
            if not (folder / "journal.json").exists():
                _tidy(folder)


def swap(content: Content, fresh: Path, targets: Mapping[str, str], removed: list[str]) -> None:
    """Put each file or folder of `fresh` where `targets` says, and remove files, as one step.

    All paths are texts from the content's folder, those of `targets` led to by names in `fresh`.
    """
    root = content.tables.parent
    content.tables.mkdir(exist_ok=True)
    for target in targets.values():
        (root / target).parent.mkdir(exist_ok=True)
    for path in fresh.rglob("*"):
        _sync(path)
    sync_folder(fresh)
    moves = [[f"{IMPORTS}/{fresh.name}/{name}", target] for name, target in targets.items()]
    written = fresh / "journal.json"
    written.write_text(json.dumps({"moves": moves, "removed": removed}), encoding="utf-8")
    _sync(written)
    replace(written, root / IMPORTS / "journal.json")
    sync_folder(root / IMPORTS)
    _finish(root)


def _sync(path: Path) -> None:
    if path.is_dir():
        sync_folder(path)
    else:
        with path.open("rb+") as file:
            os.fsync(file.fileno())


def _finish(root: Path) -> None:
    """Do what is left of the journal, if there is one; only for the holder of the lock."""
    journal = root / IMPORTS / "journal.json"
    if journal.exists():
        try:
            _follow(root, json.loads(journal.read_text(encoding="utf-8")))
            journal.unlink()
        except OSError as error:
            sentence = _(_UNFINISHED).format(folder=root.name, details=why(error))
            raise DashboardError(sentence) from error
        sync_folder(journal.parent)
    _tidy(root / IMPORTS)


def _follow(root: Path, plan: dict[str, list[list[str]]]) -> None:
    for source, target in plan["moves"]:
        if (root / source).exists():  # else it was moved before
            replace(root / source, root / target)
    for path in map(str, plan["removed"]):
        (root / path).unlink(missing_ok=True)
        if (root / path).parent != root / "tables":
            with suppress(OSError):  # one that is not empty stays
                (root / path).parent.rmdir()
    for folder in (root / "tables", root / IMPORTS):
        sync_folder(folder)


def _tidy(folder: Path) -> None:
    for left in folder.glob("next-*"):
        shutil.rmtree(left, ignore_errors=True)


def _require_finished(folder: Path) -> None:
    if (folder / "journal.json").exists():
        details = why(PermissionError(errno.EACCES, ""))
        raise DashboardError(_(_UNFINISHED).format(folder=folder.parent.name, details=details))
