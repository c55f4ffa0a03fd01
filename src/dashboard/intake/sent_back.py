"""The refused rows as a workbook in the sender's own columns, and what of it was mended there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from dashboard.exports.text import writable
from dashboard.exports.xlsx import sheet_name
from dashboard.i18n import N_, _
from dashboard.intake.kinds import WORKBOOK, Upload, kind_of
from dashboard.intake.offer import Came, LeftOut, Offer, Origin, Refused
from dashboard.intake.preview import Preview
from dashboard.intake.reading import sheets_of
from dashboard.intake.receipts import batch_of
from dashboard.intake.sheets import Cell, Sheet
from dashboard.intake.taking_in import offer_of
from dashboard.intake.waiting import Waiting, mended, waiting
from dashboard.intake.writing import NO_ANSWERS, Answers
from dashboard.paths import Content

MARK = "reach-refused"  # first cell of the hidden sheet; its second names what the rows came with
_NOT_WAITING = N_("No such row waits any more; a row that is new goes into a file of its own.")
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def refused_workbook(preview: Preview) -> bytes:
    """The refused rows sheet by sheet, with the reason beside each; a hidden sheet says of what."""
    written = BytesIO()
    by_sheet: dict[str, list[Refused]] = {}
    for each in preview.refused:
        by_sheet.setdefault(each.origin.sheet, []).append(each)
    with Workbook(written, _OPTIONS) as book:
        told: list[tuple[Any, ...]] = [(MARK, _batch(preview.offer))]
        for n, (name, rows) in enumerate(by_sheet.items(), 1):
            title = sheet_name(name or preview.offer.name)
            title = title if len(by_sheet) == 1 else f"{title[:27]} {n}"
            width = _write_refused(book, book.add_worksheet(title), preview, name, rows)
            told.append((title, name, width))
        hidden = book.add_worksheet(MARK)
        hidden.hide()
        for n, row in enumerate(told):
            hidden.write_row(n, 0, row)
    return written.getvalue()


def _batch(offer: Offer) -> str:
    """Of rows that were mended and are refused again, what they came with at first."""
    first = next(iter(offer.settles.values()), None)
    return first[0] if first else batch_of([came.sha256 for came in offer.files])


def _write_refused(
    book: Workbook, sheet: Worksheet, preview: Preview, name: str, rows: list[Refused]
) -> int:
    """How many columns are the sender's; the next is the number of the row."""
    width = max((len(preview.offer.cells.get(each.origin, ())) for each in rows), default=0)
    headings = list(preview.offer.headings.get(name, ()))
    headings += [""] * (width - len(headings))
    last = len(headings)
    bold = book.add_format({"bold": True})
    sheet.write_row(0, 0, [*map(writable, headings), _("Row"), _("Why it was refused")], bold)
    sheet.freeze_panes(1, 0)
    sheet.set_column(last + 1, last + 1, 80, book.add_format({"text_wrap": True}))
    for n, each in enumerate(rows, 1):
        for column, text in enumerate(preview.offer.cells.get(each.origin, ())):
            sheet.write_string(n, column, writable(text))
        sheet.write_number(n, last, each.origin.row)
        sheet.write_string(n, last + 1, writable(" ".join(each.sentences())))
    return last


def taken_in(
    content: Content,
    files: Sequence[Upload],
    answers: Answers = NO_ANSWERS,
    *,
    unwritten: Mapping[str, str],
    read: Callable[[Upload], list[Sheet]] = sheets_of,
    **said: Any,
) -> Offer:
    """What files offer, as `offer_of` says; of refused rows that come back what waits of them.

    `unwritten`: as `waiting` takes it.
    """
    if len(files) == 1 and kind_of(files[0]) == WORKBOOK:
        back = _Back.of(read(files[0]))
        waits = (each for each in waiting(content, unwritten) if back and each.batch == back.batch)
        found = next(waits, None)
        if back and found:
            return back.offer(content, found, files[0], answers)
    return offer_of(content, files, answers, read=read, **said)


@dataclass
class _Back:
    """Refused rows that came back: `rows` by the sheet and number they once had."""

    batch: str
    rows: dict[tuple[str, int], tuple[Origin, list[str]]] = field(default_factory=dict)
    strange: list[Origin] = field(default_factory=list)

    @classmethod
    def of(cls, sheets: list[Sheet]) -> _Back | None:
        """None where the workbook is another one."""
        marked = next((each for each in sheets if _is_marked(each)), None)
        if marked is None:
            return None
        (_n, first), *others = marked.rows
        made = cls(first[1].text)
        by_name = {sheet.name: sheet for sheet in sheets}
        for title, name, width in ((c[0].text, c[1].text, c[2].text) for _n, c in others):
            for n, cells in by_name[title].rows[1:] if title in by_name else ():
                made._add(Origin(title, n), name, int(width), cells)
        return made

    def _add(self, origin: Origin, name: str, width: int, cells: tuple[Cell, ...]) -> None:
        texts = [*(cell.text for cell in cells), *[""] * (width + 1)]
        if texts[width].isdecimal() and (name, int(texts[width])) not in self.rows:
            self.rows[name, int(texts[width])] = (origin, texts[:width])
        else:
            self.strange.append(origin)

    def offer(self, content: Content, waits: Waiting, file: Upload, answers: Answers) -> Offer:
        """Those that wait, as they were mended; all others are left out."""
        there = {(each.origin.sheet, each.origin.row): each for each in waits.rows}
        edits = {there[at].origin: texts for at, (_o, texts) in self.rows.items() if at in there}
        gone = [origin for at, (origin, _texts) in self.rows.items() if at not in there]
        rows = tuple(each for each in waits.rows if each.origin in edits)
        offer = mended(content, replace(waits, rows=rows), edits, answers)
        left = (LeftOut(origin, _(_NOT_WAITING)) for origin in (*gone, *self.strange))
        came = Came(file.name, file.checksum, file.size, None)
        return replace(offer, files=(came,), left_out=(*offer.left_out, *left))


def _is_marked(sheet: Sheet) -> bool:
    first = sheet.rows[0][1] if sheet.rows else ()
    return sheet.is_hidden and len(first) > 1 and first[0].text == MARK
