"""Cells of an .xlsx or .ods without a value: errors, and formulas whose result is not kept.

The reader of workbooks gives them as empty, and an empty cell is passed over without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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
Lost = tuple[int, int, str]  # the row and the column, counted from 0, and what stands there


def lost_cells(data: bytes) -> dict[str, list[Lost]]:
    """By the names of the sheets; nothing of other kinds of workbooks."""
    if not data.startswith(b"PK"):
        return {}
    with ZipFile(BytesIO(data)) as packed:
        names = set(packed.namelist())
        if "content.xml" in names:
            return _of_ods(packed.read("content.xml"))
        if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
            return {}
        targets = dict(_targets(packed.read("xl/_rels/workbook.xml.rels")))
        sheets = _SHEET.findall(packed.read("xl/workbook.xml"))
        found = {}
        for name, key in sheets:
            path = targets.get(key, "")
            if path in names and (lost := list(_lost(packed.read(path)))):
                found[unescape(name.decode("utf-8"))] = lost
    return found


def _of_ods(content: bytes) -> dict[str, list[Lost]]:
    """The errors of each table; a row or cell may stand for several like it."""
    if b'"error"' not in content:
        return {}
    from lxml import etree  # type: ignore[import-untyped]

    found: dict[str, list[Lost]] = {}
    row = column = 0
    table = f"{{{_ODS}:table:1.0}}"
    tags = [f"{table}{name}" for name in ("table", "table-row", "table-cell", "covered-table-cell")]
    options = {"resolve_entities": False, "no_network": True, "load_dtd": False}
    for event, each in etree.iterparse(BytesIO(content), ("start", "end"), tag=tags, **options):
        name, is_end = each.tag.removeprefix(table), event == "end"
        if name == "table" and not is_end:
            lost = found.setdefault(each.get(f"{table}name", ""), [])
            row = 0
        elif name == "table-row":
            column = 0
            row += int(each.get(f"{table}number-rows-repeated", 1)) if is_end else 0
            if is_end:
                each.clear()
        elif is_end:
            if "error" in (v for k, v in each.attrib.items() if k.endswith("}value-type")):
                lost.append((row, column, "".join(each.itertext()).strip()[:_LONGEST]))
            column += int(each.get(f"{table}number-columns-repeated", 1))
    return {name: lost for name, lost in found.items() if lost}


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
