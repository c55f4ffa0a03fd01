"""Reads the bytes of others, in a process of its own: `python -m dashboard.intake.parsing KIND`.

The bytes come in, sheets go out as JSON: a name, whether it is hidden, rows of a number and cells.
Nothing else is opened, and a limit on memory and time holds whatever the bytes say.
"""

from __future__ import annotations

import csv
import json
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO, StringIO
from typing import Any, TypeVar

from dashboard.intake.delimited import WIDEST, TooMuch, decode, separator_of

MEMORY, SECONDS, _FEWEST = 2**30, 30, 10
_A_LOT = 100 * 2**20  # bytes for which the seconds are enough
ROWS, CELLS = 2_000_000, 20_000_000
_ORGANISATIONS = ("fundingOrganization", "recipientOrganization", "recipientIndividual")
_OF_GRANT = (
    *("id", "title", "description", "currency", "amountAwarded", "amountDisbursed", "awardDate"),
    "regrantType",
)
GRANT = (*_OF_GRANT, *_ORGANISATIONS)  # of 360Giving, what is read of a grant
Row = list[Any]
T = TypeVar("T")
_OFTEN = 2_000  # rows
_HEADINGS = 100  # rows in which they may stand
_NAMED = 40  # at most, of what is not read


def limit() -> None:
    """No more memory and time than a file may take; where the system cannot, its parent watches."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _limit_seconds(seconds_for(_size() or _A_LOT - 1))


def _limit_seconds(seconds: int) -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def seconds_for(size: int) -> int:
    """Of a processor, for so many bytes: what is small is read soon, or was made never to end."""
    return min(SECONDS, _FEWEST + size // 2**20) + SECONDS * (size // _A_LOT)


def _sent() -> bytes:
    """All of the input, which is no longer than it is: then the time it has is known."""
    data = sys.stdin.buffer.read()
    _limit_seconds(seconds_for(len(data)))
    return data


def _size() -> int:
    """Of the file that is the input; 0 of what is sent through a pipe, which is never large."""
    about = os.fstat(sys.stdin.fileno())
    return about.st_size if stat.S_ISREG(about.st_mode) else 0


def workbook(data: bytes) -> list[dict[str, Any]]:
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    from dashboard.intake.untold import Untold, untold

    book, sheets, cells, done = CalamineWorkbook.from_filelike(BytesIO(data)), [], 0, 0
    about_sheets = untold(data)
    for about in book.sheets_metadata:
        sheet = book.get_sheet_by_name(about.name)
        cells += sheet.height * sheet.width
        if sheet.height > ROWS or cells > CELLS:
            raise TooMuch
        values = sheet.to_python(skip_empty_area=False)
        _spread(values, sheet.merged_cell_ranges or [])
        rows = [_row(n, row) for n, row in enumerate(_counted(values, done), 1)]
        done += len(values)
        found = (about_sheets or {}).get(about.name, Untold())
        _put_back(rows, found.lost)
        is_hidden = about.visible != SheetVisibleEnum.Visible
        hidden = _filled(rows, found.rows, found.columns)
        merged = _sideways(sheet)
        more = {"merged": merged, "covered": hidden, "is_of_1904": found.is_of_1904}
        sheets.append(_sheet(about.name, rows, is_hidden, is_dim=about_sheets is None, **more))
    return sheets


def _spread(values: list[Row], merged: list[Any]) -> None:
    """The value of cells merged downwards in each of their rows; a title stays where it is."""
    for (first, column), (last, end) in merged:
        for n in range(first + 1, min(last + 1, len(values))):
            if column == end and column < len(values[n]) and not values[n][column]:
                values[n][column] = values[first][column]


def _sideways(sheet: Any) -> list[tuple[int, int, int]]:
    """Cells merged with those beside them, where headings may stand: row, first, last column."""
    merged = sheet.merged_cell_ranges or []
    return [(n + 1, first, last) for (top, first), (bottom, last) in merged if last > first
            for n in range(top, min(bottom + 1, _HEADINGS))]  # fmt: skip


def _filled(rows: list[Row], hidden: list[int], columns: list[int]) -> list[list[int]]:
    """The hidden rows, as the sender numbers them, and columns, in which something stands."""
    covered, wide = set(hidden), max((len(cells) for _n, cells in rows), default=0)
    columns = [n for n in columns if n < wide]
    among = {n for _row, cells in rows for n in columns if n < len(cells) and cells[n]}
    return [[n for n, cells in rows if n - 1 in covered and any(cells)], sorted(among)]


def _put_back(rows: list[Row], lost: list[Any]) -> None:
    """The text of each cell that has no value, where there is none."""
    for row, column, text in lost:
        cells = rows[row][1] if row < len(rows) else []
        cells += [""] * (column + 1 - len(cells))
        cells[column] = cells[column] or [text, "lost"]


def _counted(rows: Iterable[T], before: int = 0) -> Iterator[T]:
    """Each of them; from time to time a line says how many there were, before all else is said."""
    for n, row in enumerate(rows, before + 1):
        yield row
        if not n % _OFTEN:
            sys.stdout.write(f"{n}\n")
            sys.stdout.flush()


def _sheet(name: str, rows: list[Row], is_hidden: bool = False, **said: Any) -> dict[str, Any]:
    if any(len(cells) > WIDEST for _n, cells in rows):
        raise TooMuch
    return {"name": name, "hidden": is_hidden, "rows": [r for r in rows if any(r[1])], **said}


def _row(n: int, row: list[Any]) -> Row:
    cells = [_cell(value) for value in row]
    while cells and not cells[-1]:
        cells.pop()
    return [n, cells]


def _cell(value: Any) -> Any:
    """A text, or a text and what it was."""
    if isinstance(value, bool):
        return ["true" if value else "false", "yesno"]
    if isinstance(value, int | float):
        return [str(int(value)) if value == int(value) else format(value, ".15g"), "number"]
    if isinstance(value, datetime | date):
        return [value.isoformat()[:10], "date"]
    if isinstance(value, time | timedelta):
        return str(value)
    return str(value).strip()


def text(data: bytes) -> list[dict[str, Any]]:
    decoded, coding = decode(data)
    first, _end, rest = decoded.partition("\n")
    told = first.strip().lower()
    has_word = told.startswith("sep=") and len(told) == 5
    separator = told[4] if has_word else separator_of(decoded)
    rows, widths, cells = [], dict[int, int](), 0
    reader = csv.reader(StringIO(rest if has_word else decoded, newline=""), delimiter=separator)
    number = 2 if has_word else 1
    for found in _counted(reader):
        rows.append(_row(number, [cell.strip() for cell in found]))
        if number <= _HEADINGS or len(found) > min(widths.values()):
            widths[number] = len(found)
        number, cells = number + 1, cells + len(found)
        if number > ROWS or cells > CELLS:
            raise TooMuch
    ragged = widths if len(set(widths.values())) > 1 else {}
    return [_sheet("", rows, coding=coding, separator=separator, widths=[*ragged.items()])]


def grants(data: bytes) -> list[dict[str, Any]]:
    """JSON of 360Giving as one sheet: a row a grant, under the names that are in the file."""
    given = json.loads(decode(data)[0])["grants"]
    if len(given) > ROWS:
        raise TooMuch
    rows: list[Row] = [[0, [*GRANT]]]
    for n, grant in enumerate(given, 1):
        cells = [_cell(grant.get(name, "")) for name in _OF_GRANT]
        rows.append([n, [*cells, *(_named(grant.get(name)) for name in _ORGANISATIONS)]])
    others = sorted({name for grant in given for name in grant if grant[name]} - {*GRANT})
    return [_sheet("grants", rows, others=", ".join(others[:_NAMED]))]


def _named(given: Any) -> str:
    """The name of an organisation, the first of a list, or of a person: the standard has one."""
    first = given[0] if isinstance(given, list) and given else given
    return str(first.get("name") or first.get("id") or "?") if isinstance(first, dict) else ""


def activities(data: bytes) -> list[dict[str, Any]]:
    from dashboard.intake import iati_parsing

    return iati_parsing.sheets(data)


def as_columns(kind: str) -> None:
    """A register, as an Arrow stream; of a file that lies somewhere only a little is in memory."""
    try:
        from dashboard.intake import columns_parsing

        source = sys.stdin.buffer if sys.stdin.seekable() else BytesIO(_sent())
        columns_parsing.write(kind, source, sys.stdout.buffer)
    except TooMuch:
        sys.exit(4)
    except MemoryError:
        sys.exit(5)
    except BaseException:  # noqa: BLE001 (whatever a parser of foreign bytes may raise: panics too)
        sys.exit(3)


def main() -> None:
    limit()
    csv.field_size_limit(1_000_000)
    if sys.argv[1] in ("columns", "parquet"):
        return as_columns(sys.argv[1])
    read = {"workbook": workbook, "text": text, "json": grants, "iati": activities}[sys.argv[1]]
    try:
        sheets = read(_sent())
    except TooMuch:
        sys.exit(4)
    except MemoryError:
        sys.exit(5)
    except SystemExit:
        raise  # the parser says by itself what it is
    except BaseException:  # noqa: BLE001 (whatever a parser of foreign bytes may raise: panics too)
        sys.exit(3)
    return json.dump(sheets, sys.stdout)


if __name__ == "__main__":
    main()
