"""From the bytes of a file to neutral sheets, parsed in a process of its own."""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import islice
from lzma import LZMAError
from subprocess import DEVNULL, PIPE, Popen
from threading import Thread, Timer
from typing import Any, BinaryIO, TypeVar
from zipfile import BadZipFile, ZipFile, ZipInfo

from dashboard.errors import DashboardError
from dashboard.i18n import LANGUAGES, N_, _, ngettext, speaking
from dashboard.intake.fields import ID_HEADING
from dashboard.intake.kinds import LARGEST, PACKED, PARQUET, TEXT, Upload, kind_of
from dashboard.intake.parsing import seconds_for
from dashboard.intake.register_words import UNREAD
from dashboard.intake.sheets import Cell, Sheet, letter
from dashboard.intake.watching import READ, tell

T = TypeVar("T")
SECONDS = 40  # at most; the process ends itself earlier, where the system can count its time
_DAMAGED = N_("{name} is damaged and cannot be read; save it again and send that.")
_TOO_MUCH = N_("{name} has more rows, columns or cells than are read at once; send it in parts.")
_TOO_LONG = N_("Reading {name} took too much time or memory, and was ended. Send it in parts.")
_WITH_DOCTYPE = N_(
    "{name} begins with a DOCTYPE, which may make words stand for others, so it is not opened. "
    "Save it without one and send it again."
)
_OF_OLD = N_(
    "{name} follows version 1 of IATI, which calls most things otherwise; ask its publisher for "
    "version 2."
)
_NO_TABLES = N_("{name} holds no sheet that can be read.")
_CODING = N_("Read as {coding}: “{sample}”.")
_SEPARATED = N_("The columns are separated by {mark}.")
_MARKS = {";": N_("a semicolon"), "\t": N_("a tab"), "|": N_("an upright bar")}
_DIM = N_(
    "Of a workbook of this kind (.xlsb, or an .xls of before 1997) it cannot be told which rows "
    "are hidden, and cells with an error are read as empty. If it may have such cells, save it as "
    ".xlsx and send that."
)
_SHOWN = 6
_UNPACKING = (BadZipFile, EOFError, ValueError, RuntimeError, OSError, zlib.error, LZMAError)
TOO_MUCH = 4
# By the process's exit code.
_SENTENCES = {3: _DAMAGED, TOO_MUCH: _TOO_MUCH, 6: _WITH_DOCTYPE, 7: _OF_OLD}


def sheets_of(file: Upload) -> list[Sheet]:
    """Every sheet of the file, of a zip those of all its files.

    Raises DashboardError, in one sentence, for what cannot be read.
    """
    kind = kind_of(file)
    found = list(_unpacked(file)) if kind == PACKED else _parsed(file, kind)
    if not any(sheet.rows for sheet in found):
        raise DashboardError(_(_NO_TABLES).format(name=file.name))
    return found


def _unpacked(file: Upload) -> Iterator[Sheet]:
    try:
        with file.opened() as data, ZipFile(data) as packed:
            for info in packed.infolist():
                if _is_told(info):
                    yield from _inner(Upload(info.filename, packed.read(info)))
    except _UNPACKING as error:
        raise DashboardError(_(_DAMAGED).format(name=file.name)) from error


def _is_told(info: ZipInfo) -> bool:
    """Not what systems put beside the files."""
    hidden = info.filename.startswith("__MACOSX") or "/." in f"/{info.filename}"
    return not (info.is_dir() or hidden) and info.file_size > 0


def _inner(file: Upload) -> Iterator[Sheet]:
    kind = kind_of(file)
    if kind != TEXT:
        raise DashboardError(_(_NO_TABLES).format(name=file.name))
    for sheet in _parsed(file, kind):
        yield replace(sheet, name=file.name)


def _parsed(file: Upload, kind: str) -> list[Sheet]:
    if kind == PARQUET:
        raise DashboardError(_(_NO_TABLES).format(name=file.name))
    return [_sheet(given) for given in json.loads(parsed(file, kind))]


def parsed(file: Upload, kind: str) -> bytes:
    """What the process says that reads the file; DashboardError when it could not."""
    seconds = patience(file) * (1 + file.size // LARGEST)
    with process_of(file, kind) as process:
        told = in_time(seconds, process, _heard, process.stdout)
        code = in_time(seconds, process, process.wait)
    if code:
        raise refusal(code, file)
    return told


def _heard(out: BinaryIO) -> bytes:
    """All that is said behind the lines of how many rows are read, which are told."""
    line = out.readline()
    while line.strip().isdigit():
        tell(int(line), READ)
        line = out.readline()
    return line + out.read()


@contextmanager
def process_of(file: Upload, how: str) -> Iterator[Popen[bytes]]:
    """A process that reads the file, with its output to be read; it ends with who waits for it."""
    is_sent = isinstance(file.given, bytes)
    given = PIPE if is_sent else None
    with (
        file.opened() as data,
        Popen(command(how), stdin=given or data, stdout=PIPE, stderr=DEVNULL) as process,
    ):
        feeder = Thread(target=_feed, args=(process, file.given))
        if is_sent:
            feeder.start()
        try:
            yield process
        finally:
            process.kill()
            if is_sent:
                feeder.join()


def _feed(process: Popen[bytes], data: bytes) -> None:
    with suppress(OSError), process.stdin as pipe:  # type: ignore[union-attr]
        pipe.write(data)


def in_time(seconds: float, process: Popen[bytes], read: Callable[..., T], *given: object) -> T:
    """What `read` gives; the process is ended when that takes longer by the clock."""
    watch = Timer(seconds, process.kill)
    watch.start()
    try:
        return read(*given)
    finally:
        watch.cancel()


def patience(file: Upload) -> int:
    """Seconds by the clock for a piece of a file, whatever else the machine does."""
    return min(SECONDS, 2 * seconds_for(file.size))


def command(kind: str) -> list[str]:
    """What reads the bytes of others from its input."""
    return [sys.executable, "-m", "dashboard.intake.parsing", kind]


def refusal(code: int, file: Upload) -> DashboardError:
    """The sentence for the exit code of the process; a negative one was ended."""
    return DashboardError(_(_SENTENCES.get(code, _TOO_LONG)).format(name=file.name))


def _sheet(given: dict[str, Any]) -> Sheet:
    rows = tuple((n, tuple(map(_cell, cells))) for n, cells in given["rows"])
    merged: dict[int, dict[int, int]] = {}
    for n, first, last in given.get("merged", ()):
        merged.setdefault(n, {}).update(dict.fromkeys(range(first, last + 1), first))
    notes, is_of_1904 = tuple(_notes(given, rows)), given.get("is_of_1904", False)
    widths = dict(given.get("widths", ()))
    return Sheet(given["name"], rows, given["hidden"], notes, merged, is_of_1904, widths)


def _cell(given: str | list[str]) -> Cell:
    return Cell(given) if isinstance(given, str) else Cell(*given)


def _hidden(
    rows: Sequence[tuple[int, tuple[Cell, ...]]], covered: Sequence[int], columns: Sequence[int]
) -> Iterator[str]:
    """A sentence on the hidden rows, and one on the hidden columns but for that of our ids."""
    if covered:
        n = len(covered)
        told = ngettext("{n} hidden row is read as well", "{n} hidden rows are read as well", n)
        yield f"{told}: {_some(map(str, covered))}."
    ours = {*_our_ids()}
    seen = [n for n in columns if not ours & {c[n].text for _n, c in rows[:1] if n < len(c)}]
    if seen:
        n = len(seen)
        told = ngettext(
            "{n} hidden column is read as well", "{n} hidden columns are read as well", n
        )
        yield f"{told}: {_some(map(letter, seen))}."


def _our_ids() -> Iterator[str]:
    for code in LANGUAGES:
        with speaking(code):
            yield _(ID_HEADING)


def _some(names: Iterable[str]) -> str:
    shown = [*islice(names, _SHOWN + 1)]
    return ", ".join([*shown[:_SHOWN], *(["…"] if len(shown) > _SHOWN else [])])


def _notes(given: dict[str, Any], rows: tuple[tuple[int, tuple[Cell, ...]], ...]) -> Iterator[str]:
    if given.get("coding"):
        texts = (cell.text for _n, cells in rows for cell in cells)
        sample = next((text for text in texts if not text.isascii()), "")
        yield _(_CODING).format(coding=given["coding"], sample=sample[:60])
    yield from _hidden(rows, *given.get("covered", ((), ())))
    if given.get("is_dim"):
        yield _(_DIM)
    if given.get("others"):
        yield _(UNREAD).format(names=given["others"])
    mark = _MARKS.get(given.get("separator", ","))
    if mark:
        yield _(_SEPARATED).format(mark=_(mark))
