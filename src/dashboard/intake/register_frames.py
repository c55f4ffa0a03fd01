"""The sheets of a register as frames of text, the number of each row before its cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

import pandas as pd

from dashboard.intake.columns_parsing import ROW
from dashboard.intake.headings import header_of
from dashboard.intake.kinds import PARQUET, TEXT, Upload, kind_of
from dashboard.intake.reading import sheets_of
from dashboard.intake.register_words import columns_of
from dashboard.intake.sheets import Sheet
from dashboard.intake.streaming import batches
from dashboard.words.folding import fold

_INDEX, _PARENT, _PARENTS = "index", "parent index", "parent table name"


class Named(NamedTuple):
    """A sheet of a register: its name, its headings, and its rows, in one frame or many."""

    name: str
    headings: list[str]
    frames: Iterable[pd.DataFrame]


_Frame = tuple[str, list[str], pd.DataFrame]


def large(file: Upload) -> list[Named]:
    """A register that is too long to be read as sheets, or is Parquet; none of any other file.

    Raises DashboardError as `sheets_of` does.
    """
    kind = kind_of(file)
    if kind == PARQUET:
        return _columns(file, "parquet")
    if kind == TEXT and file.size > len(start := file.start):
        head = Upload(file.name, start[: start.rfind(b"\n") + 1])
        if head.given and registers(sheets_of(head)):
            return _columns(file, "columns")
    return []


def _columns(file: Upload, how: str) -> list[Named]:
    stream = batches(file, how)
    first = next(stream)
    headings = (first.schema.metadata or {}).get(b"headings", b"").decode().split("\x1f")
    columns = columns_of(headings)
    if not (columns.is_register or columns.are_forms):
        stream.close()
        return []
    return [Named("", headings, (batch.to_pandas() for batch in chain([first], stream)))]


def registers(sheets: Sequence[Sheet]) -> list[Named]:
    """The sheets with a date and a code; a repeated group with what its parent's row says.

    Where no sheet has a code, those of forms that were sent.
    """
    shown = [_frame(sheet) for sheet in sheets if sheet.rows and not sheet.is_hidden]
    joined = [_with_parent(each, shown) for each in shown]
    meant = [(each, columns_of(each[1])) for each in joined]
    found = [each for each, columns in meant if columns.is_register]
    found = found or [each for each, columns in meant if columns.are_forms]
    return [Named(name, headings, [frame]) for name, headings, frame in found]


def _frame(sheet: Sheet) -> _Frame:
    """Under its first row, or another one that stands above as many texts."""
    first = [cell.text for cell in sheet.rows[0][1]]
    columns = columns_of(first)
    at = 0 if columns.is_register or columns.are_forms else header_of(sheet)
    headings = [cell.text for cell in sheet.rows[at][1]]
    width = len(headings)
    below = sheet.rows[at + 1 :]
    rows = [[n, *[*(c.text for c in cells), *[""] * width][:width]] for n, cells in below]
    names = [ROW, *(f"c{n}" for n in range(width))]
    return sheet.name, headings, pd.DataFrame(rows, columns=names, dtype=object)


def _with_parent(each: _Frame, sheets: Sequence[_Frame]) -> _Frame:
    """The rows of a repeated group, with the columns of the row that they belong to."""
    name, headings, frame = each
    own = [fold(heading) for heading in headings]
    if _PARENT not in own:
        return each
    at = own.index(_PARENT)
    wanted = frame.iloc[0, own.index(_PARENTS) + 1] if _PARENTS in own and len(frame) else ""
    for other, above, rows in sheets:
        folded = [fold(heading) for heading in above]
        if other == name or _INDEX not in folded or (wanted and other != wanted):
            continue
        parent = rows.drop(columns=ROW).add_prefix("p")
        key = f"pc{folded.index(_INDEX)}"
        made = frame.merge(parent, how="left", left_on=f"c{at}", right_on=key).fillna("")
        return name, [*headings, *above], made
    return each
