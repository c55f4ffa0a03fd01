"""From a file to the rows it offers: what it is, and who understands it."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dashboard.errors import DashboardError
from dashboard.i18n import N_, _
from dashboard.intake import tables_in
from dashboard.intake.kinds import Upload
from dashboard.intake.offer import Came, Offer, Origin, Proposed
from dashboard.intake.reading import sheets_of
from dashboard.intake.sheets import Sheet
from dashboard.store.files import checksum

_UNKNOWN = N_(
    "The headings of {name} are not known: {headings}. "
    "Copy the rows into the workbook of `dashboard template`, or use the columns of a table."
)
_NOT_READ = N_("The sheet {name} is not read: its headings are of no table.")
_SHOWN = 6


def offer_of(files: Sequence[Upload]) -> Offer:
    """The rows that files offer to the tables, together: those of one may name those of another.

    Raises DashboardError, in one sentence, when one cannot be read or nobody knows its headings.
    """
    offers = [_offer(file, is_alone=len(files) == 1) for file in files]
    return Offer(
        name=", ".join(each.name for each in offers),
        kind=offers[0].kind,
        proposed=tuple(row for each in offers for row in each.proposed),
        files=tuple(file for each in offers for file in each.files),
        notes=tuple(note for each in offers for note in each.notes),
        headings=dict(ChainMap(*(dict(each.headings) for each in offers))),
        cells=dict(ChainMap(*(dict(each.cells) for each in offers))),
    )


def _offer(file: Upload, *, is_alone: bool) -> Offer:
    found = sheets_of(file)
    if not is_alone:
        found = [replace(sheet, name=_full_name(file, sheet)) for sheet in found]
    sheets = [sheet for sheet in found if sheet.rows]
    known = [(sheet, tables_in.table_of(sheet)) for sheet in sheets if not sheet.is_hidden]
    notes, proposed = [], list[Proposed]()
    for sheet, each in known:
        if each is None:
            notes.append(_(_NOT_READ).format(name=sheet.name or file.name))
            continue
        rows, told = tables_in.offered(sheet, each)
        proposed += rows
        notes += told
    if not any(each for _sheet, each in known):
        raise _unknown(file, sheets)
    return made(file, tables_in.TABLE, sheets, proposed, notes)


def _full_name(file: Upload, sheet: Sheet) -> str:
    return f"{file.name}, {sheet.name}" if sheet.name else file.name


def _unknown(file: Upload, sheets: list[Sheet]) -> DashboardError:
    texts = [cell.text for cell in sheets[0].rows[0][1] if cell.text]
    headings = ", ".join(texts[:_SHOWN]) + (", …" if len(texts) > _SHOWN else "")
    return DashboardError(_(_UNKNOWN).format(name=file.name, headings=headings))


def made(
    file: Upload, kind: str, sheets: Iterable[Sheet], proposed: list[Proposed], notes: list[str]
) -> Offer:
    """The offer with the file's checksum, and each row as it came."""
    by_name = {sheet.name: sheet for sheet in sheets}
    rows = {
        (s.name, n): tuple(c.text for c in cells) for s in by_name.values() for n, cells in s.rows
    }
    cells: dict[Origin, tuple[str, ...]] = {
        each.origin: rows.get((each.origin.sheet, each.origin.row), ()) for each in proposed
    }
    headings = {s.name: tuple(c.text for c in s.rows[0][1]) for s in by_name.values()}
    return Offer(
        name=file.name,
        kind=kind,
        proposed=tuple(proposed),
        files=(Came(file.name, checksum(file.data), len(file.data), file.data),),
        notes=tuple(dict.fromkeys(notes)),
        headings=headings,
        cells=cells,
    )
