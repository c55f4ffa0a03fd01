"""A workbook: real numbers under a frozen header, a chart to edit, and the notes and sources."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any, Final

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from dashboard.charts import LIGHT
from dashboard.exports.answer import Answer
from dashboard.exports.archives import same_each_time
from dashboard.exports.columns import ShownColumn
from dashboard.exports.notes import cited, notes, proof_lines
from dashboard.exports.text import is_missing, one_line, shortened, writable
from dashboard.exports.xlsx_chart import chart, with_arrows, write_chart_columns
from dashboard.i18n import _, speaking
from dashboard.reach.catalogue import records_of
from dashboard.reach.support import ranked

# Text is never read as a formula, an address or a number: it arrives as it is.
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_LONGEST_TEXT, _LONGEST_LINK = 32767, 2000  # what a cell holds
_WIDEST, _NARROWEST = 40, 9  # characters
_LINE = 15.5  # points
# Of the notes; texts go over the columns up to _MERGED.
_RECORD_WIDTHS = (34, 16, 20, 22, 18, 22, 22, 20, 26, 22, 22, 30, 30, 18, 30)
_MERGED = 5
_NUMBER_FORMATS = {"people": "#,##0", "number": "#,##0.##", "money": "#,##0.00"}
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def xlsx(answer: Answer) -> bytes:
    """The rows and their chart on the first sheet, the notes and sources on the second."""
    with speaking(answer.language):
        return _written(answer)


def sheet_name(text: str, taken: str = "") -> str:
    """`text` as Excel allows it: 31 characters, none of []:*?/\\, no apostrophe at an end."""
    name = " ".join(_NO_SHEET_NAME.sub(" ", writable(text)).split())
    name = name[:31].strip("' ") or _("Figures")
    return f"{name[:28]} 2" if name.lower() in (taken.lower(), "history") else name


def _written(answer: Answer) -> bytes:
    written = BytesIO()
    with Workbook(written, dict(_OPTIONS)) as book:
        book.set_properties(_properties(answer))
        notes_name = sheet_name(_("Notes and sources"))
        rows = book.add_worksheet(sheet_name(answer.title, taken=notes_name))
        _write_rows(book, rows, answer)
        _write_notes(_Notes(book, book.add_worksheet(notes_name)), answer)
    return same_each_time(written.getvalue(), with_arrows)


def _properties(answer: Answer) -> dict[str, Any]:
    made = datetime.combine(answer.made_on, time(12), UTC).replace(tzinfo=None)
    return {
        "title": writable(answer.title),
        "subject": writable(answer.filters_text),
        "comments": writable(answer.sentence),
        "author": one_line(answer.publisher)[:255],
        "company": one_line(answer.publisher)[:255],
        "created": made,
    }


def _write_rows(book: Workbook, sheet: Worksheet, answer: Answer) -> None:
    header, columns = _header(book), list(answer.columns)
    has_chart = answer.topic == "reach" and len(ranked(answer.rows)) > 0
    for at, column in enumerate(columns):
        sheet.write_string(0, at, _fitting(column.heading), header)
        _write_column(book, sheet, at, column, list(answer.rows[column.name]))
    last = len(columns) - 1
    sheet.set_row(0, 48)
    _set_heights(sheet, answer)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, len(answer.rows)), last)
    # A year is a name here, and so is a figure "as published": no warning triangles.
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    if has_chart:
        write_chart_columns(book, sheet, answer, last + 1, _header(book))
        sheet.insert_chart(len(answer.rows) + 3, 0, chart(book, sheet, answer, last + 1))
    if answer.caveat:  # it never leaves the numbers, not even for the other sheet
        muted = book.add_format({"font_color": LIGHT.muted, "italic": True})
        sheet.write_string(len(answer.rows) + 2, 0, _fitting(answer.caveat), muted)
    sheet.repeat_rows(0)
    _for_paper(sheet)


def _write_column(
    book: Workbook, sheet: Worksheet, at: int, column: ShownColumn, values: list[Any]
) -> None:
    shown = book.add_format(
        {"valign": "top", "text_wrap": column.kind == "text"}
        | ({"align": "center"} if column.kind == "flag" else {})
        | ({"num_format": form} if (form := _NUMBER_FORMATS.get(column.kind)) else {})
    )
    for row, value in enumerate(values, start=1):
        _write(sheet, row, at, column.kind, value, shown)
    sheet.set_column(at, at, _width(column, values))


def _set_heights(sheet: Worksheet, answer: Answer) -> None:
    """Room for texts that are longer than their cell: not every program finds it by itself."""
    texts = {c.name: _width(c, answer.rows[c.name]) for c in answer.columns if c.kind == "text"}
    for at, row in enumerate(records_of(answer.rows), start=1):
        needed = max(_lines([writable(row[name])], width) for name, width in texts.items())
        if needed > 1:
            sheet.set_row(at, _LINE * needed)


def _write(sheet: Worksheet, row: int, at: int, kind: str, value: Any, shown: Format) -> None:
    if is_missing(value):
        sheet.write_blank(row, at, None, shown)
    elif kind == "flag":
        sheet.write_string(row, at, _("yes") if value else _("no"), shown)
    elif kind == "link" and 0 < len(str(value)) <= _LONGEST_LINK:
        sheet.write_url(row, at, str(value), shown, _fitting(value))
    elif kind in _NUMBER_FORMATS:
        sheet.write_number(row, at, float(value), shown)
    else:
        sheet.write_string(row, at, _fitting(value), shown)


def _for_paper(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&R&P / &N")


class _Notes:
    """The second sheet, written line by line: a heading, and a text over several columns."""

    def __init__(self, book: Workbook, sheet: Worksheet) -> None:
        self.sheet = sheet
        self.row = 0
        self.text = book.add_format({"valign": "top", "text_wrap": True})
        self.heading = book.add_format({"bold": True, "valign": "top"})
        self.title = book.add_format({"bold": True, "font_size": 16, "font_color": LIGHT.ink})
        self.header = _header(book)

    def line(self, heading: str, text: str = "", form: Format | None = None) -> None:
        self.sheet.write_string(self.row, 0, _fitting(heading), form or self.heading)
        if text:
            self.sheet.merge_range(self.row, 1, self.row, _MERGED, "", self.text)
            self.sheet.write_string(self.row, 1, _fitting(text), self.text)
            self.sheet.set_row(
                self.row, _LINE * _lines([text], sum(_RECORD_WIDTHS[1 : _MERGED + 1]))
            )
        self.row += 1

    def cells(self, texts: list[str], form: Format) -> None:
        for at, text in enumerate(texts):
            self.sheet.write_string(self.row, at, _fitting(text), form)
        needed = [_lines([text], width) for text, width in zip(texts, _RECORD_WIDTHS, strict=False)]
        self.sheet.set_row(self.row, _LINE * max(needed, default=1))
        self.row += 1


def _lines(texts: list[str], width: float) -> int:
    """Lines that a text takes in a cell of this width, with a little room."""
    lines = [line for text in texts for line in text.split("\n")]
    return min(20, sum(1 + int(len(line) / width) for line in lines))


def _write_notes(out: _Notes, answer: Answer) -> None:
    for at, width in enumerate(_RECORD_WIDTHS):
        out.sheet.set_column(at, at, width)
    out.line(answer.title, form=out.title)
    out.line(_("Finding"), answer.sentence)
    for heading, text in notes(answer):
        out.line(heading, text)
    for at, text in enumerate(proof_lines(answer)):
        out.line("" if at else _("Why surely so many"), text)
    for at, definition in enumerate(answer.definitions):
        out.line("" if at else _("What the words mean"), definition)
    for at, source in enumerate(cited(answer)):
        told = filter(None, (source.title, source.document, source.address))
        out.line("" if at else _("Sources"), f"[{source.number}] {', '.join(told)}")
    if answer.topic == "reach":  # else the first sheet has each figure with its source
        _write_records(out, answer)
    out.sheet.hide_gridlines(2)
    _for_paper(out.sheet)


def _write_records(out: _Notes, answer: Answer) -> None:
    """Every figure behind, with its source and the place in it."""
    out.row += 1
    out.line(_("The figures behind"))
    out.cells([writable(column.heading) for column in answer.record_columns], out.header)
    for record in records_of(answer.records):
        out.cells([writable(record[column.name]) for column in answer.record_columns], out.text)


def _header(book: Workbook) -> Format:
    return book.add_format(
        {
            "bold": True,
            "font_color": "#FFFFFF",
            "bg_color": LIGHT.supported.solid,
            "text_wrap": True,
            "valign": "top",
        }
    )


def _fitting(value: Any) -> str:
    return shortened(writable(value), _LONGEST_TEXT)


def _width(column: ShownColumn, values: Iterable[Any]) -> float:
    words = [f"{word}    " for word in column.heading.split()]  # and the filter's arrow
    lines = [line for text in [*words, *map(writable, values)] for line in text.split("\n")]
    return min(_WIDEST, max(_NARROWEST, max(map(len, lines)) + 2))
