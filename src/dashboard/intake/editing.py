"""A table's file, edited row by row: what is not touched keeps its bytes."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import StringIO

from dashboard.store.reading import BLANK
from dashboard.store.schema import Table, table

Row = dict[str, str]


def key_of(name: str, row: Mapping[str, str]) -> tuple[str, ...]:
    """What names a row of a table: its primary key, or all of it where there is none."""
    columns = table(name).primary_key or tuple(c.name for c in table(name).columns)
    return tuple(row.get(column, "").strip(BLANK) for column in columns)


def called(name: str, row: Mapping[str, str]) -> str:
    """The same, as it is written in receipts and sentences."""
    return ", ".join(filter(None, key_of(name, row)))


@dataclass
class _Record:
    """The text of a row, None once it was changed, and its cells."""

    text: str | None
    cells: list[str]


@dataclass
class TableText:
    """The rows of one table as its file has them, in the columns and line ends of the file.

    `data` None is a table without a file. The file must have passed the checks of the store.
    """

    name: str
    data: bytes | None
    header: list[str] = field(default_factory=list)
    _records: list[_Record] = field(default_factory=list)
    _at: dict[tuple[str, ...], _Record] = field(default_factory=dict)
    _end: str = "\n"

    def __post_init__(self) -> None:
        text = (self.data or b"").decode("utf-8-sig")
        if self.data is None:
            self.header = [column.name for column in self.table.columns]
            self._records = [_Record(None, self.header)]
            return
        self._end = "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"
        self._read(text)
        self.header = [name.strip(BLANK) for name in self._records[0].cells]
        for record in self._records[1:]:
            if any(cell.strip(BLANK) for cell in record.cells):
                self._at[self.key(self._row(record))] = record

    @property
    def table(self) -> Table:
        return table(self.name)

    def key(self, row: Mapping[str, str]) -> tuple[str, ...]:
        return key_of(self.name, row)

    def find(self, key: tuple[str, ...]) -> Row | None:
        record = self._at.get(key)
        return self._row(record) if record else None

    def rows(self) -> list[Row]:
        """Every row, texts by column, trimmed."""
        return [self._row(record) for record in self._at.values()]

    def put(self, row: Mapping[str, str]) -> None:
        """Add the row, or write it in the place of the one with its key."""
        self._widen(row)
        cells = [row.get(name, "") for name in self.header]
        key = self.key(row)
        if key in self._at:
            self._at[key].text, self._at[key].cells = None, cells
        else:
            self._at[key] = _Record(None, cells)
            self._records.append(self._at[key])

    def remove(self, key: tuple[str, ...]) -> None:
        gone = self._at.pop(key)
        self._records = [record for record in self._records if record is not gone]

    def lines(self) -> dict[int, tuple[str, ...]]:
        """The key of the row that begins on a line."""
        keys = {id(record): key for key, record in self._at.items()}
        found, line = {}, 1
        for record in self._records:
            if id(record) in keys:
                found[line] = keys[id(record)]
            line += len(_lines(self._text(record)))
        return found

    def bytes(self) -> bytes:
        text = "".join(map(self._text, self._records))
        mark = codecs.BOM_UTF8 if (self.data or b"").startswith(codecs.BOM_UTF8) else b""
        return mark + text.encode()

    def _read(self, text: str) -> None:
        lines = _lines(text)
        if lines and not lines[-1].endswith(("\n", "\r")):
            lines[-1] += self._end
        reader, begun = csv.reader(lines, strict=True), 0
        for cells in reader:
            self._records.append(_Record("".join(lines[begun : reader.line_num]), cells))
            begun = reader.line_num

    def _row(self, record: _Record) -> Row:
        cells = (cell.strip(BLANK) for cell in record.cells)
        return {name: cell for name, cell in zip(self.header, cells, strict=False) if name}

    def _widen(self, row: Mapping[str, str]) -> None:
        """Columns that the file has not yet, where the row states something in them."""
        fresh = [
            column.name
            for column in self.table.columns
            if row.get(column.name, "") and column.name not in self.header
        ]
        if not fresh:
            return
        self.header += fresh
        for n, record in enumerate(self._records):
            if record.cells and record.text is not None:
                added = fresh if n == 0 else [""] * len(fresh)
                bare = record.text.rstrip("\r\n")
                record.text = ",".join([bare, *added]) + record.text[len(bare) :]
            if record.cells is not self.header and record.cells:
                record.cells = record.cells + (fresh if n == 0 else [""] * len(fresh))

    def _text(self, record: _Record) -> str:
        if record.text is None:
            written = StringIO()
            csv.writer(written, lineterminator=self._end).writerow(record.cells)
            return written.getvalue()
        return record.text


def _lines(text: str) -> list[str]:
    """With their ends, told apart as the store does."""
    return StringIO(text, newline="").readlines()
