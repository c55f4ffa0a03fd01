"""Files of every kind that is read, ways to damage them, and files that are made to harm."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from collections.abc import Callable
from random import Random

import pandas as pd
from openpyxl import Workbook  # type: ignore[import-untyped]

from tests import tiny

NASTY = ("<script>alert(1)</script>", "=cmd()|'/c calc'!A1", "'; drop table beneficiaries; --")
FIGURES = "Proiect,Grup,An,Persoane\n" + "".join(f"{name},Copii,2016,12\n" for name in NASTY)
REGISTER = "Cod beneficiar,Serviciul,Data\n" + "".join(f"p1,{each},2016-03-01\n" for each in NASTY)
HXL = "Org,Oameni\n#org,#reached\n" + "".join(f"{name},12\n" for name in NASTY)
IATI = (
    '<?xml version="1.0"?><iati-activities version="2.03"><iati-activity><iati-identifier>X-1'
    "</iati-identifier><title><narrative>=cmd()</narrative></title></iati-activity>"
    "</iati-activities>"
)
_CELL = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
_OPEN = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = (
    f'xmlns:office="{_OPEN}office:1.0" xmlns:table="{_OPEN}table:1.0" xmlns:text="{_OPEN}text:1.0"'
)
_TIES = (
    "http://schemas.openxmlformats.org/package/2006/relationships",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet",
)
Rows = list[list[str]]


def rows() -> Rows:
    return [line.split(",") for line in FIGURES.splitlines()]


def xlsx() -> bytes:
    book, made = Workbook(), io.BytesIO()
    for row in rows():
        book.active.append(row)
    book.save(made)
    return made.getvalue()


def packed(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return made.getvalue()


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def ods(start: str = "", cell: str = "Proiect") -> bytes:
    escaped = [[cell.replace("<", "&lt;") for cell in row] for row in rows()]
    escaped[0][0] = cell
    told = "".join(
        f"<table:table-row>{''.join(map(_CELL.format, row))}</table:table-row>" for row in escaped
    )
    content = (
        f'<?xml version="1.0"?>{start}<office:document-content {_SPACES}><office:body>'
        f'<office:spreadsheet><table:table table:name="Foaie">{told}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = f'<manifest:manifest xmlns:manifest="{_OPEN}manifest:1.0"/>'.encode()
    return packed(
        {"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content.encode()}
    )


def record(kind: int, *parts: bytes) -> bytes:
    data = b"".join(parts)
    return struct.pack("<HH", kind, len(data)) + data


def xls(*more: bytes) -> bytes:
    """A workbook of 1997: one sheet of labels and `more`, in the only stream of a compound file."""
    start = [record(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 0, 0, 0)) for kind in (5, 16)]
    end = record(0x0A)
    sheet = start[1] + b"".join(
        record(0x204, struct.pack("<HHHHB", n, at, 0, len(cell), 0), cell.encode("latin-1"))
        for n, row in enumerate(rows())
        for at, cell in enumerate(row)
    ) + b"".join(more) + end  # fmt: skip
    name = record(0x85, struct.pack("<IBBBB", 0, 0, 0, 5, 0), b"Foaie")
    at = struct.pack("<I", len(start[0] + name + end))
    stream = start[0] + name[:4] + at + name[8:] + end + sheet
    stream = stream.ljust(4096, b"\0")  # a shorter one would lie in another place
    sectors = len(stream) // 512
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 2 + sectors), 0xFFFFFFFE]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + struct.pack(
        "<16sHHHHH6sIIIIIIIII", b"", 62, 3, 0xFFFE, 9, 6, b"", 0, 1, 1, 0, 4096,
        0xFFFFFFFE, 0, 0xFFFFFFFE, 0)  # fmt: skip
    head += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    entries = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + _entry(
        "Workbook", 2, 0xFFFFFFFF, 2, len(stream)
    )
    filled = struct.pack("<128I", *table, *[0xFFFFFFFF] * (128 - len(table)))
    return head + filled + entries.ljust(512, b"\0") + stream


def _entry(name: str, kind: int, child: int, sector: int, size: int) -> bytes:
    text = f"{name}\0".encode("utf-16-le")
    ties = struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child)
    start = text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1) + ties
    return start.ljust(116, b"\0") + struct.pack("<III", sector, size, 0)


def _part(kind: int, *parts: bytes) -> bytes:
    """A record of a binary workbook: its kind and its length in groups of seven bits."""
    data = b"".join(parts)
    size, said = len(data), bytes([kind] if kind < 128 else [kind & 127 | 128, kind >> 7])
    while size > 127:
        said, size = said + bytes([size & 127 | 128]), size >> 7
    return said + bytes([size]) + data


def _wide(text: str, length: int | None = None) -> bytes:
    said = len(text) if length is None else length
    return struct.pack("<I", said) + text.encode("utf-16-le")


def xlsb(last: tuple[int, int] = (3, 3), length: int | None = None) -> bytes:
    """A binary workbook of one sheet, which says how far it goes and how long its texts are."""
    entry = struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Foaie")
    book = [_part(0x83), _part(0x8F), _part(0x9C, entry), *map(_part, (0x90, 0x9D, 0x84))]
    cells = [
        _part(0, struct.pack("<I", n if n < 3 else last[0]), bytes(13))
        + b"".join(
            _part(6, struct.pack("<II", at if at < 3 else last[1], 0), _wide(cell, length))
            for at, cell in enumerate(row)
        )
        for n, row in enumerate(rows())
    ]
    spread = struct.pack("<IIII", 0, last[0], 0, last[1])
    sheet = [_part(0x81), _part(0x94, spread), _part(0x91), *cells, _part(0x92), _part(0x82)]
    tie = f'<Relationship Id="rId1" Type="{_TIES[1]}" Target="worksheets/sheet1.bin"/>'
    ties = f'<?xml version="1.0"?><Relationships xmlns="{_TIES[0]}">{tie}</Relationships>'
    return packed(
        {
            "xl/workbook.bin": b"".join(book),
            "xl/_rels/workbook.bin.rels": ties.encode(),
            "xl/worksheets/sheet1.bin": b"".join(sheet),
        }
    )


def parquet() -> bytes:
    made = io.BytesIO()
    pd.read_csv(io.StringIO(REGISTER)).to_parquet(made)
    return made.getvalue()


def grants() -> bytes:
    given = [{"id": f"g{n}", "title": name, "currency": "RON", "amountAwarded": 5,
               "awardDate": "2016-03-01"} for n, name in enumerate(NASTY)]  # fmt: skip
    return json.dumps({"grants": given}).encode()


def macros() -> bytes:
    return packed({**members(xlsx()), "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + bytes(600)})


FILES = {
    "figures.csv": FIGURES.encode(),
    "register.csv": REGISTER.encode(),
    "hxl.csv": HXL.encode("utf-16"),
    "iati.xml": IATI.encode(),
    "grants.json": grants(),
    "book.xlsx": xlsx(),
    "macros.xlsm": macros(),
    "book.ods": ods(),
    "book.xls": xls(),
    "book.xlsb": xlsb(),
    "tables.zip": packed({"beneficiaries.csv": tiny.TABLES["beneficiaries"].encode()}),
    "register.parquet": parquet(),
}


def damaged(data: bytes, chance: Random) -> bytes:
    """Bits turned, an end or a piece gone, a piece twice; in a packed file also inside of it."""
    if data.startswith(b"PK") and chance.random() < 0.5:
        inside = members(data)
        name = chance.choice(sorted(inside))
        return packed(inside | {name: damaged(inside[name] or b"\0", chance)})
    at, to = sorted(chance.randrange(len(data)) for _ in range(2))
    how = chance.randrange(5)
    if how < 2:
        flipped = bytearray(data)
        for _ in range(chance.randrange(1, 9)):
            flipped[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        return bytes(flipped)
    return (data[:to], data[:at] + data[to:], data[:to] + data[at:])[how - 2]


def made_to_harm(canary: str) -> dict[str, Callable[[], bytes]]:
    """`canary` is a file that none of them may have read. Some take long to make."""
    outside = f'<!DOCTYPE x [<!ENTITY a SYSTEM "file://{canary}">]>'
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    sheet = "xl/worksheets/sheet1.xml"
    book = members(xlsx())
    entities = book[sheet].replace(b"<worksheet", outside.encode() + b"<worksheet", 1)
    return {
        "bomb.zip": lambda: packed({"beneficiaries.csv": bytes(50 * 2**20)}),
        "bomb.xlsx": lambda: packed(book | {sheet: book[sheet] + b" " * (80 * 2**20)}),
        "corner.xlsb": lambda: xlsb(last=(2**20 - 1, 2**14 - 1)),
        "endless.xlsb": lambda: xlsb(length=2**32 - 1),
        "many.zip": lambda: packed({f"{n}.csv": b"" for n in range(10_001)}),
        "deep.json": lambda: b'{"grants":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        "entities.xml": lambda: outside.encode() + IATI.encode().replace(b"=cmd()", b"&a;"),
        "laughs.xml": lambda: (
            f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>'.encode()
            + IATI.encode().replace(b"=cmd()", b"&l9;")
        ),
        "entities.xlsx": lambda: packed(book | {sheet: entities.replace(b"Proiect", b"&a;")}),
        "entities.ods": lambda: ods(outside, "&a;"),
        "empty.zip": lambda: packed({}),
        "up.zip": lambda: packed({"../../beneficiaries.csv": b"\x89PNG"}),
    }
