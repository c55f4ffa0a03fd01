"""In which letters a text was written, and what stands between its cells."""

from __future__ import annotations

import codecs
import csv
from io import StringIO

_SEPARATORS = ",;\t|"
_CODINGS = ("cp1250", "iso8859_2", "iso8859_16", "cp1252")
WIDEST = 16_384  # columns, as many as a spreadsheet has
_ROMANIAN = "ăâîșțşţĂÂÎȘȚŞŢ"


class TooMuch(Exception):  # noqa: N818 (told by its name)
    """More rows, columns or cells than are read."""


def decode(data: bytes) -> tuple[str, str]:
    """The text and its coding, "" where there was nothing to choose."""
    if coding := wide(data):
        return data.decode(coding, errors="replace"), "UTF-16"
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        coding = _coding(data)
        return data.decode(coding, errors="replace"), coding


def wide(data: bytes) -> str:
    """The coding of a text of two bytes a letter; "" for all else."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    for coding, others in (("utf-16-le", data[1:400:2]), ("utf-16-be", data[:400:2])):
        if others.count(0) * 10 > len(others) * 7:  # as every other byte of mostly Latin letters
            return coding
    return ""


def _coding(data: bytes) -> str:
    """The coding in which most of what is no ASCII is Romanian, else the likeliest of them."""
    high = bytes(byte for byte in data if byte > 127)
    shares = {c: sum(x in _ROMANIAN for x in high.decode(c, errors="replace")) for c in _CODINGS}
    best = max(_CODINGS, key=lambda coding: shares[coding])
    if shares[best] * 3 >= len(high):
        return best
    from charset_normalizer import from_bytes

    found = from_bytes(data[:200_000], cp_isolation=list(_CODINGS)).best()
    return found.encoding if found else best


def separator_of(decoded: str) -> str:
    """What gives the first rows the same number of cells, and more than one."""
    start = decoded[:20_000]
    if len(start) < len(decoded):
        start = start.rpartition("\n")[0] or start
    best, most = ",", 0.0
    for separator in _SEPARATORS:
        widths = [len(row) for row in csv.reader(StringIO(start, newline=""), delimiter=separator)]
        wide = [width for width in widths if width > 1]
        if wide:
            usual = max(set(wide), key=wide.count)
            weight = wide.count(usual) / len(widths) + usual / 1000
            best, most = (separator, weight) if weight > most else (best, most)
    return best
