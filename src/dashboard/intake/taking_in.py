"""From a file to the rows it offers: what it is, and who understands it."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dashboard.errors import DashboardError
from dashboard.i18n import N_, _
from dashboard.intake import tables_in, workbook_in
from dashboard.intake.folder import held
from dashboard.intake.kinds import Upload
from dashboard.intake.known import Known
from dashboard.intake.offer import Came, Offer, Offered
from dashboard.intake.reading import sheets_of
from dashboard.intake.sheets import Sheet
from dashboard.intake.writing import NO_ANSWERS, Answers
from dashboard.paths import Content
from dashboard.store.files import checksum

_UNKNOWN = N_(
    "The headings of {name} are not known: {headings}. "
    "Copy the rows into the workbook of `dashboard template`, or use the columns of a table."
)
_NOT_READ = N_("The sheet {name} is not read: its headings are of no table.")
_SHOWN = 6


def offer_of(content: Content, files: Sequence[Upload], answers: Answers = NO_ANSWERS) -> Offer:
    """The rows that files offer to the content's tables, together: one may name those of another.

    `answers`: by (kind, name as written) the id that is meant, or "new".
    Raises DashboardError, in one sentence, when one cannot be read or nobody knows its headings.
    """
    known = Known.of(content, held(content))
    offers = [_offer(file, known, answers, is_alone=len(files) == 1) for file in files]
    return Offer(
        name=", ".join(each.name for each in offers),
        kind=offers[0].kind,
        proposed=tuple(row for each in offers for row in each.proposed),
        refused=tuple(row for each in offers for row in each.refused),
        left_out=tuple(row for each in offers for row in each.left_out),
        files=tuple(file for each in offers for file in each.files),
        notes=tuple(note for each in offers for note in each.notes),
        headings=dict(ChainMap(*(dict(each.headings) for each in offers))),
        cells=dict(ChainMap(*(dict(each.cells) for each in offers))),
    )


def _offer(file: Upload, known: Known, answers: Answers, *, is_alone: bool) -> Offer:
    found = sheets_of(file)
    if not is_alone:
        found = [replace(sheet, name=_full_name(file, sheet)) for sheet in found]
    sheets = [sheet for sheet in found if sheet.rows]
    if workbook_in.is_ours(sheets):
        return _made(file, sheets, workbook_in.offered(sheets, known, answers))
    return _tables(file, sheets)


def _tables(file: Upload, sheets: list[Sheet]) -> Offer:
    known = [(sheet, tables_in.table_of(sheet)) for sheet in sheets if not sheet.is_hidden]
    offered = Offered()
    for sheet, each in known:
        if each is None:
            offered.notes.append(_(_NOT_READ).format(name=sheet.name or file.name))
            continue
        rows, told = tables_in.offered(sheet, each)
        offered.proposed += rows
        offered.notes += told
    if not any(each for _sheet, each in known):
        raise _unknown(file, sheets)
    return _made(file, sheets, offered)


def _full_name(file: Upload, sheet: Sheet) -> str:
    return f"{file.name}, {sheet.name}" if sheet.name else file.name


def _unknown(file: Upload, sheets: list[Sheet]) -> DashboardError:
    texts = [cell.text for cell in sheets[0].rows[0][1] if cell.text]
    headings = ", ".join(texts[:_SHOWN]) + (", …" if len(texts) > _SHOWN else "")
    return DashboardError(_(_UNKNOWN).format(name=file.name, headings=headings))


def _made(file: Upload, sheets: Iterable[Sheet], offered: Offered) -> Offer:
    """The offer with the file's checksum, and each row as it came."""
    by_name = {sheet.name: sheet for sheet in sheets}
    rows = {
        (sheet.name, n): tuple(cell.text for cell in cells)
        for sheet in by_name.values()
        for n, cells in sheet.rows
    }
    origins = [each.origin for each in offered.proposed]
    origins += [each.origin for each in offered.refused]
    return Offer(
        name=file.name,
        kind=offered.kind,
        proposed=tuple(offered.proposed),
        refused=tuple(offered.refused),
        left_out=tuple(offered.left_out),
        files=(Came(file.name, checksum(file.data), len(file.data), file.data),),
        notes=tuple(dict.fromkeys(offered.notes)),
        headings={s.name: tuple(c.text for c in s.rows[0][1]) for s in by_name.values()},
        cells={origin: rows.get((origin.sheet, origin.row), ()) for origin in origins},
    )
