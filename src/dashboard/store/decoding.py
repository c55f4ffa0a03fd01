"""From the bytes of a file to text, or to the reason why it is no CSV file."""

from __future__ import annotations

import codecs

from dashboard.i18n import N_
from dashboard.store.files import TableFile
from dashboard.store.problems import Kind, Problem

EMPTY = Kind(
    N_("The file is empty; not even a header row is there."),
    N_("Put the column names in the first row, or delete the file if there is nothing to say."),
)
SPREADSHEET = Kind(
    N_("This is a spreadsheet (or another packed file) that was only named .csv."),
    N_('Open it in the spreadsheet program and save it as "CSV UTF-8 (comma delimited)".'),
)
HTML = Kind(
    N_("This is a web page, not a CSV file."),
    N_("Download the file itself; often the page asks you to sign in first."),
)
JSON = Kind(
    N_("This is JSON, not a CSV file."),
    N_("Save the table as CSV: comma-separated, with a header row."),
)
BINARY = Kind(
    N_("The file holds bytes that are no text."),
    N_('Save the table as "CSV UTF-8 (comma delimited)".'),
)
NOT_UTF8 = Kind(
    N_("The file is not saved as UTF-8; it looks like {guess}."),
    N_('Save it again as "CSV UTF-8 (comma delimited)", or choose UTF-8 when asked for a coding.'),
)
_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"%PDF")
# Romanian letters as Windows-1250 writes them: ă â î ş ţ, small and capital.
_CP1250 = frozenset("ăâîşţĂÂÎŞŢ".encode("cp1250"))


def decode(data: bytes, file: TableFile) -> str | Problem:
    """The text of a file that may be CSV; line ends are left as they are."""
    kind = _not_csv(data)
    if kind:
        return Problem(kind, file.table, file.label)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _is_utf16(data):
        return _not_utf8(file, 1, "UTF-16")
    if b"\0" in data:
        line = _line(data, data.index(b"\0"))
        return Problem(BINARY, file.table, file.label, line)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _not_utf8(file, _line(data, error.start), _guess(data))


def _not_csv(data: bytes) -> Kind | None:
    start = data.removeprefix(codecs.BOM_UTF8)[:1000].strip().lower()
    if not data.removeprefix(codecs.BOM_UTF8).strip():
        return EMPTY
    if data.startswith(_PACKED):
        return SPREADSHEET
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<head")):
        return HTML
    return JSON if start.startswith((b"{", b"[")) else None


def _is_utf16(data: bytes) -> bool:
    """Every other byte of the beginning is zero, as in UTF-16 without its mark."""
    start = data[:200]
    return len(start) > 3 and (not any(start[::2]) or not any(start[1::2]))


def _not_utf8(file: TableFile, line: int, guess: str) -> Problem:
    return Problem(NOT_UTF8, file.table, file.label, line, names=(("guess", guess),))


def _line(data: bytes, position: int) -> int:
    return data.count(b"\n", 0, position) + 1


def _guess(data: bytes) -> str:
    high = [byte for byte in data if byte > 127]
    romanian = sum(byte in _CP1250 for byte in high)
    return "Windows-1250 (cp1250)" if romanian * 2 >= len(high) else "Windows-1252 (cp1252)"
