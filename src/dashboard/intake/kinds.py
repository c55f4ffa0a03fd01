"""What a file is, by what it holds and never by its name; and what is never taken in."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

from dashboard.errors import DashboardError
from dashboard.i18n import N_, _
from dashboard.intake.delimited import wide

WORKBOOK, TEXT, PACKED, IATI, JSON = "workbook", "text", "zip", "iati", "json"
PARQUET = "parquet"
LARGEST = 100 * 2**20  # bytes of a file that is sent; the command reads larger ones where they lie
_START = 256 * 1024
_UNPACKED, _RATIO, _ENTRIES = 600 * 2**20, 300, 10_000
_SMALL = 2**20  # what is packed well and stays small harms nobody
_SEND = N_("{name} is {what}; send the sheet with the figures instead.")
_NO_ACTIVITIES = N_("{name} is IATI's file of organisations; send that of the activities instead.")
_PICTURE, _VIDEO = N_("a picture"), N_("a video or a sound recording")
_REPORT, _PAGE = N_("a report, not a sheet"), N_("a web page")
_ARCHIVE, _DATABASE = N_("a packed archive of a kind that is not opened"), N_("a database")
_PROGRAM = N_("a program")
_OTHERS: dict[bytes, str] = {
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF8": _PICTURE,
    b"BM": _PICTURE,
    b"II*\0": _PICTURE,
    b"MM\0*": _PICTURE,
    b"%PDF": _REPORT,
    b"{\\rtf": _REPORT,
    b"\x1a\x45\xdf\xa3": _VIDEO,
    b"ID3": _VIDEO,
    b"OggS": _VIDEO,
    b"Rar!": _ARCHIVE,
    b"7z\xbc\xaf": _ARCHIVE,
    b"\x1f\x8b": _ARCHIVE,
    b"SQLite format 3": _DATABASE,
    b"MZ": _PROGRAM,
    b"\x7fELF": _PROGRAM,
}
_INSIDE = {b"ftyp": _VIDEO, b"WEBP": _PICTURE, b"AVI ": _VIDEO, b"WAVE": _VIDEO}
_LOCKED = N_("{name} opens with a password only; save it without one and send it again.")
_EMPTY = N_("{name} is empty.")
_BROKEN = N_("{name} is damaged and cannot be read; save it again and send that.")
_TOO_LARGE = N_("{name} has {size} MB; up to {limit} MB are read. Send it in parts.")
_SWOLLEN = N_("{name} unpacks to far more than it has; it is not opened.")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file: its name, for sentences only, and its bytes as sent, or the path where it lies.

    What lies somewhere may be larger than memory: `data` is all of it, `start` its first bytes.
    """

    name: str
    given: bytes | Path

    @property
    def data(self) -> bytes:
        return self.given if isinstance(self.given, bytes) else self.given.read_bytes()

    @property
    def start(self) -> bytes:
        with self.opened() as file:
            return file.read(_START)

    @property
    def size(self) -> int:
        return len(self.given) if isinstance(self.given, bytes) else self.given.stat().st_size

    @property
    def checksum(self) -> str:
        """SHA-256, in hexadecimal digits."""
        digest = sha256()
        with self.opened() as file:
            while block := file.read(_START):
                digest.update(block)
        return digest.hexdigest()

    def opened(self) -> BinaryIO:
        return BytesIO(self.given) if isinstance(self.given, bytes) else self.given.open("rb")


def kind_of(file: Upload) -> str:
    """One of the kinds above; DashboardError, in one sentence, for all else."""
    start = file.start
    if not start.strip():
        raise _refusal(_EMPTY, file)
    is_old_office = start.startswith(b"\xd0\xcf\x11\xe0")
    if file.size > LARGEST and (is_old_office or isinstance(file.given, bytes)):
        size, limit = file.size // 2**20, LARGEST // 2**20
        raise DashboardError(_(_TOO_LARGE).format(name=file.name, size=size, limit=limit))
    _refuse_others(file, start)
    if start.startswith(b"PK"):
        return _packed_kind(file)
    if start.startswith(b"PAR1"):
        return PARQUET
    return _old_office_kind(file) if is_old_office else _text_kind(file, start)


def _refusal(sentence: str, file: Upload, what: str = "") -> DashboardError:
    return DashboardError(_(sentence).format(name=file.name, what=_(what) if what else ""))


def _refuse_others(file: Upload, data: bytes) -> None:
    for start, what in _OTHERS.items():
        if data.startswith(start) and not (len(start) < 3 and _is_text(data)):
            raise _refusal(_SEND, file, what)
    for mark, what in _INSIDE.items():
        if mark in (data[4:8], data[8:12]):
            raise _refusal(_SEND, file, what)


def _is_text(data: bytes) -> bool:
    """Whether next to nothing stands in it that no text has; a stray zero is read over."""
    start = data[:512]
    return sum(byte < 9 for byte in start) * 100 <= max(100, len(start))


def _packed_kind(file: Upload) -> str:
    try:
        with file.opened() as data, ZipFile(data) as packed:
            infos = packed.infolist()
    except (BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
        raise _refusal(_BROKEN, file) from error
    size = sum(info.file_size for info in infos)
    swollen = any(i.file_size > max(_SMALL, _RATIO * i.compress_size) for i in infos)
    if size > _UNPACKED or len(infos) > _ENTRIES or swollen:
        raise _refusal(_SWOLLEN, file)
    if any(info.flag_bits & 1 for info in infos):
        raise _refusal(_LOCKED, file)
    names = {info.filename for info in infos}
    if any(name.startswith(("word/", "ppt/")) for name in names):
        raise _refusal(_SEND, file, _REPORT)
    is_workbook = any(name.startswith("xl/") for name in names) or "content.xml" in names
    return WORKBOOK if is_workbook else PACKED


def _old_office_kind(file: Upload) -> str:
    data = file.data
    if _named("EncryptedPackage") in data:
        raise _refusal(_LOCKED, file)
    if _named("WordDocument") in data:
        raise _refusal(_SEND, file, _REPORT)
    return WORKBOOK


def _named(stream: str) -> bytes:
    return stream.encode("utf-16-le")


def _text_kind(file: Upload, data: bytes) -> str:
    start = data.removeprefix(codecs.BOM_UTF8)[:4000].lstrip().lower()
    plain = start.replace(b"\0", b"")  # each other byte is none in UTF-16
    if b"<iati-activities" in plain:
        return IATI
    if b"<iati-organisations" in plain:
        raise _refusal(_NO_ACTIVITIES, file)
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<head", b"<svg", b"<table")):
        raise _refusal(_SEND, file, _PAGE)
    if not wide(data) and not _is_text(data):
        raise _refusal(_BROKEN, file)
    return JSON if start.startswith((b"{", b"[")) else TEXT
