"""What the reader of workbooks does not tell of an .xlsx or .ods.

These are hidden rows and columns; and errors, and formulas whose result is not kept, which it gives
as empty cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from io import BytesIO
from zipfile import ZipFile

_SHEET = re.compile(rb'<sheet\b[^>]*?\bname="([^"]*)"[^>]*?\br:id="([^"]*)"')
_TARGET = re.compile(rb"<Relationship\b[^>]*>")
_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"([^>]*[^/>]|)>(.*?)</c>', re.DOTALL)
_FORMULA = re.compile(rb"<f[^>]*>([^<]*)</f>")
_VALUE = re.compile(rb"<v>([^<]+)</v>")
_ODS = "urn:oasis:names:tc:opendocument:xmlns"
_LONGEST = 60
_ROW, _COLUMN = re.compile(rb"<row\b[^>]*>"), re.compile(rb"<col\b[^>]*>")
_NUMBERS = re.compile(rb'\b(r|min|max)="(\d{1,7})"')
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_OF_1904 = re.compile(rb'\bdate1904="(?:1|true)"')
_TALLEST = 2**20  # rows, of a table with as many columns as it likes
Lost = tuple[int, int, str]  # the row and the column, counted from 0, and what stands there


@dataclass
class Untold:
    """Of a sheet: cells without a value, and the hidden rows and columns, counted from 0;
    and whether its workbook counts days from 1904."""

    lost: list[Lost] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    is_of_1904: bool = False


def untold(data: bytes) -> dict[str, Untold] | None:
    """By the names of the sheets; None of other kinds of workbooks, of which nobody can tell it."""
    if not data.startswith(b"PK"):
        from dashboard.intake.untold_xls import untold_of

        return untold_of(data)
    with ZipFile(BytesIO(data)) as packed:
        names = set(packed.namelist())
        if "content.xml" in names:
            return _of_ods(packed.read("content.xml"))
        if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
            return None
        targets = dict(_targets(packed.read("xl/_rels/workbook.xml.rels")))
        book = packed.read("xl/workbook.xml")
        sheets, is_of_1904 = _SHEET.findall(book), bool(_OF_1904.search(book))
        found = {}
        for name, key in sheets:
            path = targets.get(key, "")
            if path in names:
                found[unescape(name.decode("utf-8"))] = _of_xml(packed.read(path), is_of_1904)
    return found


def _of_xml(sheet: bytes, is_of_1904: bool) -> Untold:
    found = Untold([*_lost(sheet)], is_of_1904=is_of_1904)
    if b"hidden=" in sheet:
        for each in filter(_HIDDEN.search, _ROW.findall(sheet)):
            found.rows += [int(n) - 1 for name, n in _NUMBERS.findall(each) if name == b"r"]
        for each in filter(_HIDDEN.search, _COLUMN.findall(sheet)):
            ends = {name: int(n) for name, n in _NUMBERS.findall(each)}
            last = min(ends.get(b"max", 0), _TALLEST)
            found.columns += range(ends.get(b"min", 1) - 1, last)
    return found


def _of_ods(content: bytes) -> dict[str, Untold]:
    """The errors of each table, and what is hidden; one row, column or cell may stand for many."""
    if b'"error"' not in content and b":visibility=" not in content:
        return {}
    from lxml import etree  # type: ignore[import-untyped]

    found: dict[str, Untold] = {}
    row = column = 0
    table = f"{{{_ODS}:table:1.0}}"
    names = ("table", "table-row", "table-column", "table-cell", "covered-table-cell")
    options = {"resolve_entities": False, "no_network": True, "load_dtd": False}
    tags = [f"{table}{name}" for name in names]
    for event, each in etree.iterparse(BytesIO(content), ("start", "end"), tag=tags, **options):
        name, is_end = each.tag.removeprefix(table), event == "end"
        if name == "table" and not is_end:
            of = found.setdefault(each.get(f"{table}name", ""), Untold())
            row = column = 0
        elif name in ("table-row", "table-column") and is_end:
            many = int(each.get(f"{table}number-{name[6:]}s-repeated", 1))
            is_hidden = each.get(f"{table}visibility", "visible") != "visible"
            kept, first = (of.rows, row) if name == "table-row" else (of.columns, column)
            kept += range(first, min(first + many, _TALLEST)) if is_hidden else ()
            row, column = (row + many, 0) if name == "table-row" else (row, column + many)
            each.clear()
        elif name == "table-row":
            column = 0
        elif is_end:
            if "error" in (v for k, v in each.attrib.items() if k.endswith("}value-type")):
                of.lost.append((row, column, "".join(each.itertext()).strip()[:_LONGEST]))
            column += int(each.get(f"{table}number-columns-repeated", 1))
    return found


def _targets(relations: bytes) -> Iterator[tuple[bytes, str]]:
    for each in _TARGET.findall(relations):
        key, target = (re.search(rb'\b%b="([^"]*)"' % name, each) for name in (b"Id", b"Target"))
        if key and target:
            path = target[1].decode("utf-8")
            yield key[1], path[1:] if path.startswith("/") else f"xl/{path}"


def _lost(sheet: bytes) -> Iterator[Lost]:
    if b't="e"' not in sheet and b"<f" not in sheet:
        return
    for found in _CELL.finditer(sheet):  # one at a time: there may be millions
        letters, row, about, body = found.groups()
        value, formula = _VALUE.search(body), _FORMULA.search(body)
        is_error, is_text = b't="e"' in about, b't="str"' in about
        if is_error or (b"<f" in body and not value and not is_text):
            told = value[1] if value else b"=" + (formula[1] if formula else b"")
            yield int(row) - 1, _place(letters), unescape(told.decode("utf-8"))[:_LONGEST]


def _place(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1
