"""As `untold`, of an .xls: a stream of records (BIFF8) in a compound file of sectors."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from dashboard.intake.untold import Untold

_SECTOR, _ENTRY = 512, 128  # bytes
_SMALL = 4096  # a shorter stream lies elsewhere; no program writes one
_END = 0xFFFFFFFA  # and above: no sector
_SHEET, _ROW, _COLUMNS, _FORMULA, _ERROR, _DAYS, _LAST = (
    *(0x85, 0x208, 0x7D, 0x06, 0x205, 0x22, 0x0A),
)
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!"}
_NO_VALUE = "#N/A"
Record = tuple[int, bytes]


def untold_of(data: bytes) -> dict[str, Untold] | None:
    """By the names of the sheets; None where it has no stream of this kind."""
    try:
        stream = _stream(data)
        return dict(_sheets(stream)) if stream else None
    except (struct.error, IndexError, UnicodeDecodeError):  # the reader of workbooks judges it
        return None


def _stream(data: bytes) -> bytes:
    """The workbook of a compound file; b"" where there is none."""
    (shift,) = struct.unpack_from("<H", data, 30)
    count, first = struct.unpack_from("<II", data, 44)
    if 1 << shift != _SECTOR:
        return b""
    listed = [n for n in struct.unpack_from("<109I", data, 76) if n < _END]
    (following,) = struct.unpack_from("<I", data, 68)
    while following < _END and len(listed) < count:
        *more, following = struct.unpack("<128I", _sector(data, following))
        listed += [n for n in more if n < _END]
    table = [n for each in listed for n in struct.unpack("<128I", _sector(data, each))]
    entries = _chain(data, table, first)
    for at in range(0, len(entries), _ENTRY):
        name = entries[at : at + struct.unpack_from("<H", entries, at + 64)[0]]
        start, size = struct.unpack_from("<II", entries, at + 116)
        if name.decode("utf-16-le").rstrip("\0") == "Workbook" and size >= _SMALL:
            return _chain(data, table, start)[:size]
    return b""


def _sector(data: bytes, n: int) -> bytes:
    return data[(n + 1) * _SECTOR : (n + 2) * _SECTOR]


def _chain(data: bytes, table: list[int], n: int) -> bytes:
    """The sectors one after another, no more than there are."""
    found: list[bytes] = []
    while n < _END and len(found) <= len(table):
        found.append(_sector(data, n))
        n = table[n]
    return b"".join(found)


def _records(stream: bytes, at: int) -> Iterator[Record]:
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == _LAST:
            return
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _sheets(stream: bytes) -> Iterator[tuple[str, Untold]]:
    book = list(_records(stream, 0))
    is_of_1904 = any(kind == _DAYS and data[:1] == b"\1" for kind, data in book)
    for kind, data in book:
        if kind == _SHEET:
            wide = data[7] & 1
            name = data[8 : 8 + data[6] * (1 + wide)].decode("utf-16-le" if wide else "latin-1")
            found = Untold(is_of_1904=is_of_1904)
            for record in _records(stream, struct.unpack_from("<I", data)[0]):
                _note(*record, found)
            yield name, found


def _note(kind: int, data: bytes, found: Untold) -> None:
    """What a record of a sheet says of a cell without a value, or of what is hidden."""
    if kind == _ROW and data[12] & 0x20:
        found.rows += struct.unpack_from("<H", data)
    elif kind == _COLUMNS and data[8] & 1:
        first, last = struct.unpack_from("<HH", data)
        found.columns += range(first, min(last, 255) + 1)
    elif (code := _code(kind, data)) is not None:
        row, column = struct.unpack_from("<HH", data)
        found.lost.append((row, column, _ERRORS.get(code, _NO_VALUE)))


def _code(kind: int, data: bytes) -> int | None:
    """That of the error in a cell, which may be the result of a formula; None of any other."""
    if kind == _ERROR and data[7]:
        return data[6]
    is_error = kind == _FORMULA and data[6] == 2 and data[12:14] == b"\xff\xff"
    return data[8] if is_error else None
