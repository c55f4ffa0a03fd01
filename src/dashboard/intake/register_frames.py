"""The sheets of a register as frames of text, the number of each row before its cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import pyarrow as pa

from dashboard.intake.columns_parsing import ROW
from dashboard.intake.kinds import PARQUET, TEXT, Upload, kind_of
from dashboard.intake.mapping import header_of
from dashboard.intake.reading import parsed, sheets_of
from dashboard.intake.register_words import columns_of
from dashboard.intake.sheets import Sheet
from dashboard.words.folding import fold

_HEAD = 256 * 1024
Named = tuple[str, list[str], pd.DataFrame]  # the sheet's name, its headings, its rows
_INDEX, _PARENT, _PARENTS = "index", "parent index", "parent table name"


def large(file: Upload) -> list[Named]:
    """A register that is too long to be read as sheets, or is Parquet; none of any other file.

    Raises DashboardError as `sheets_of` does.
    """
    kind = kind_of(file)
    if kind == PARQUET:
        return [each for each in [_columns(file, "parquet")] if columns_of(each[1]).is_register]
    if kind == TEXT and len(file.data) > _HEAD:
        head = Upload(file.name, file.data[: file.data.rfind(b"\n", 0, _HEAD) + 1])
        if head.data and registers(sheets_of(head)):
            return [_columns(file, "columns")]
    return []


def _columns(file: Upload, how: str) -> Named:
    table: Any = pa.ipc.open_stream(parsed(file, how)).read_all()
    frame = table.to_pandas()
    metadata = table.schema.metadata or {}
    headings = metadata.get(b"headings", b"").decode().split("\x1f")
    return "", headings, frame


def registers(sheets: Sequence[Sheet]) -> list[Named]:
    """The sheets with a date and a code; a repeated group with what its parent's row says."""
    shown = [_frame(sheet) for sheet in sheets if sheet.rows and not sheet.is_hidden]
    joined = [_with_parent(each, shown) for each in shown]
    return [each for each in joined if columns_of(each[1]).is_register]


def _frame(sheet: Sheet) -> Named:
    """Under its first row, or another one that stands above as many texts."""
    first = [cell.text for cell in sheet.rows[0][1]]
    at = 0 if columns_of(first).is_register else header_of(sheet)
    headings = [cell.text for cell in sheet.rows[at][1]]
    width = len(headings)
    below = sheet.rows[at + 1 :]
    rows = [[n, *[*(c.text for c in cells), *[""] * width][:width]] for n, cells in below]
    names = [ROW, *(f"c{n}" for n in range(width))]
    return sheet.name, headings, pd.DataFrame(rows, columns=names, dtype=object)


def _with_parent(each: Named, sheets: Sequence[Named]) -> Named:
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
