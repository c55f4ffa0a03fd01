"""A sheet that is one of our tables: its headings are the table's columns."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.i18n import N_, _
from dashboard.intake.offer import Offered, Origin, Proposed, Refused
from dashboard.intake.sheets import EMPTY, Cell, Sheet, letter, trimmed
from dashboard.intake.unread import torn
from dashboard.intake.values import convention, value
from dashboard.store.files import own_names
from dashboard.store.schema import Column, Table, tables
from dashboard.words.folding import fold

TABLE = "table"
_SHARE = 0.6
_UNKNOWN = N_("The column {heading} is not one of the table {table}; it is not read.")


def table_of(sheet: Sheet) -> Table | None:
    """The table that at least 60 % of the headings are columns of; None for any other sheet."""
    headings = [_plain(cell) for cell in sheet.rows[0][1] if cell.text] if sheet.rows else []
    shares = {each.name: _shared(each, headings) for each in tables()}
    best = max(tables(), key=lambda each: shares[each.name])
    is_one = len(headings) > 1 and shares[best.name] >= _SHARE * len(headings)
    return best if is_one and f"{best.name}.csv" in own_names() else None


def _shared(each: Table, headings: list[str]) -> float:
    """How many headings it has, and a little for those of its columns that must be there."""
    known = {column.name for column in each.columns}
    needed = [column.name for column in each.columns if column.is_required]
    given = sum(name in needed for name in headings) / (len(needed) or 1)
    return sum(name in known for name in headings) + given / 2


def _plain(cell: Cell) -> str:
    return fold(cell.text).replace(" ", "_")


def offered(sheet: Sheet, each: Table) -> Offered:
    """The rows of a sheet for its table, with what is to be told of its columns."""
    headings = [trimmed(cell.text) for cell in sheet.rows[0][1]]
    known = {column.name: column for column in each.columns}
    placed = {n: known[name] for n, name in _names(sheet) if name in known}
    strays = [h for n, h in enumerate(headings) if h and n not in placed]
    notes = [_(_UNKNOWN).format(heading=stray, table=each.name) for stray in strays]
    found = Offered(notes=[*sheet.notes, *notes])
    for row in _rows(sheet, each, placed, headings):
        if isinstance(row, Refused):
            found.refused.append(row)
        else:
            found.proposed.append(row)
    return found


def _names(sheet: Sheet) -> Iterator[tuple[int, str]]:
    """Each heading by its column, the first of two that are the same."""
    seen = set()
    for n, cell in enumerate(sheet.rows[0][1]):
        name = _plain(cell)
        if name not in seen:
            seen.add(name)
            yield n, name


def _rows(
    sheet: Sheet, each: Table, placed: dict[int, Column], headings: list[str]
) -> Iterator[Proposed | Refused]:
    columns = tuple((c.name, letter(n), headings[n]) for n, c in placed.items())
    rows = sheet.rows[1:]
    marks = {n: convention(_at(cells, n) for _n, cells in rows) for n in placed}
    for number, cells in rows:
        origin = Origin(sheet.name, number, columns)
        if problem := torn(sheet, 0, number, cells):
            yield Refused(origin, (problem,))
            continue
        values, remarks = {}, []
        for n, column in placed.items():
            values[column.name], remark = value(each.name, column, _at(cells, n), marks[n])
            remarks += [remark] if remark else []
        yield Proposed(each.name, values, origin, tuple(remarks))


def _at(cells: tuple[Cell, ...], n: int) -> Cell:
    return cells[n] if n < len(cells) else EMPTY
