"""A workbook: real numbers under a frozen header, a chart to edit, and the notes and sources."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any, Final

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from dashboard.charts import LIGHT
from dashboard.exports.content import Column, Content
from dashboard.exports.parts import is_missing, notes, plain, records_of, sources
from dashboard.i18n import _, speaking

# Text is never read as a formula, an address or a number: it arrives as it is.
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_LONGEST_TEXT = 32767  # what a cell holds
_WIDEST, _NARROWEST = 48, 9  # characters
_CHARTED = 40  # rows
_NUMBER_FORMATS = {"people": "#,##0", "number": "#,##0.##", "money": "#,##0.00"}
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def xlsx(content: Content) -> bytes:
    """The rows and their chart on the first sheet, the notes and sources on the second."""
    with speaking(content.language):
        return _written(content)


def sheet_name(text: str, taken: str = "") -> str:
    """`text` as Excel allows it: 31 characters, none of []:*?/\\, no apostrophe at an end."""
    name = " ".join(_NO_SHEET_NAME.sub(" ", plain(text)).split())
    name = name[:31].strip("' ") or _("Figures")
    return f"{name[:28]} 2" if name.lower() in (taken.lower(), "history") else name


def _written(content: Content) -> bytes:
    written = BytesIO()
    with Workbook(written, dict(_OPTIONS)) as book:
        book.set_properties(_properties(content))
        notes_name = sheet_name(_("Notes and sources"))
        rows = book.add_worksheet(sheet_name(content.title, taken=notes_name))
        _write_rows(book, rows, content)
        _write_notes(_Notes(book, book.add_worksheet(notes_name)), content)
    return written.getvalue()


def _properties(content: Content) -> dict[str, Any]:
    made = datetime.combine(content.made_on, time(12), UTC).replace(tzinfo=None)
    return {
        "title": plain(content.title),
        "subject": plain(content.filters_text),
        "comments": plain(content.sentence),
        "created": made,
    }


def _write_rows(book: Workbook, sheet: Worksheet, content: Content) -> None:
    header, columns = _header(book), list(content.columns)
    has_chart = content.topic == "reach" and len(content.rows) > 0
    for at, column in enumerate(columns):
        sheet.write_string(0, at, _fitting(column.heading), header)
        _write_column(book, sheet, at, column, list(content.rows[column.name]))
    last = len(columns) - 1
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, len(content.rows)), last)
    # A year is a name here, and so is a figure "as published": no warning triangles.
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    if has_chart:
        _write_rest(book, sheet, content, last + 1)
        sheet.insert_chart(len(content.rows) + 2, 0, _chart(book, sheet, content, last + 1))
    _for_paper(sheet, content)


def _write_column(
    book: Workbook, sheet: Worksheet, at: int, column: Column, values: list[Any]
) -> None:
    shown = book.add_format(
        {"valign": "top", "text_wrap": column.kind == "text"}
        | ({"num_format": form} if (form := _NUMBER_FORMATS.get(column.kind)) else {})
    )
    for row, value in enumerate(values, start=1):
        _write(sheet, row, at, column.kind, value, shown)
    texts = [column.heading.partition(" ")[0] + "  ", *map(plain, values)]
    sheet.set_column(at, at, _width(texts))


def _write(sheet: Worksheet, row: int, at: int, kind: str, value: Any, shown: Format) -> None:
    if is_missing(value):
        sheet.write_blank(row, at, None, shown)
    elif kind == "flag":
        sheet.write_string(row, at, _("yes") if value else _("no"), shown)
    elif kind in _NUMBER_FORMATS:
        sheet.write_number(row, at, float(value), shown)
    else:
        sheet.write_string(row, at, _fitting(value), shown)


def _write_rest(book: Workbook, sheet: Worksheet, content: Content, at: int) -> None:
    """What the chart stacks on `surely`: the way up to `at_most`."""
    muted = book.add_format({"font_color": LIGHT.muted, "num_format": "#,##0", "valign": "top"})
    sheet.write_string(0, at, _("For the chart: from surely to at most"), _header(book))
    for row, record in enumerate(records_of(content.rows), start=1):
        sheet.write_number(row, at, record["at_most"] - record["surely"], muted)
    sheet.set_column(at, at, 20)


def _chart(book: Workbook, sheet: Worksheet, content: Content, rest: int) -> Any:
    count = min(len(content.rows), _CHARTED)
    names = [column.name for column in content.columns]
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    labels = [sheet.name, 1, names.index("label"), count, names.index("label")]

    def add(at: int, name: str, fill: dict[str, Any], **more: Any) -> None:
        values = [sheet.name, 1, at, count, at]
        series = {"name": name, "categories": labels, "values": values, "gap": 45, "fill": fill}
        chart.add_series(series | more)

    add(names.index("surely"), _("surely"), {"color": LIGHT.supported.solid})
    add(rest, _("up to at most"), {"color": LIGHT.supported.tint})
    quiet = {"color": LIGHT.muted}
    axis = {"num_font": quiet, "major_tick_mark": "none"}
    chart.set_title({"name": plain(content.title), "name_font": {"size": 14, "color": LIGHT.ink}})
    chart.set_y_axis({"reverse": True, **axis, "line": quiet})
    grid = {"visible": True, "line": {"color": LIGHT.rule}}
    chart.set_x_axis(
        {"num_format": "#,##0", "major_gridlines": grid, "line": {"none": True}, **axis}
    )
    chart.set_legend({"position": "bottom", "font": quiet})
    chart.set_size({"width": 760, "height": 130 + 34 * count})
    return chart


def _for_paper(sheet: Worksheet, content: Content) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&L&A&R&P / &N")


class _Notes:
    """The second sheet, written line by line."""

    def __init__(self, book: Workbook, sheet: Worksheet) -> None:
        self.sheet = sheet
        self.row = 0
        top = {"valign": "top", "text_wrap": True}
        self.text = book.add_format(top)
        self.heading = book.add_format({"bold": True, "valign": "top"})
        self.title = book.add_format({"bold": True, "font_size": 16, "font_color": LIGHT.ink})
        self.header = _header(book)
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, 1, 70)

    def line(self, *cells: str, form: Format | None = None) -> None:
        for at, cell in enumerate(cells):
            shown = form or (self.heading if at == 0 and len(cells) == 2 else self.text)
            self.sheet.write_string(self.row, at, _fitting(cell), shown)
        self.row += 1


def _write_notes(out: _Notes, content: Content) -> None:
    out.line(content.title, form=out.title)
    out.line(_("Finding"), content.sentence)
    for heading, text in notes(content):
        out.line(heading, text)
    for at, definition in enumerate(content.definitions):
        out.line("" if at else _("What the words mean"), definition)
    for at, source in enumerate(sources(content)):
        out.line("" if at else _("Sources"), f"[{source.number}] {source.title}, {source.document}")
    _write_records(out, content)
    out.sheet.hide_gridlines(2)
    out.sheet.set_landscape()
    out.sheet.set_paper(9)
    out.sheet.fit_to_pages(1, 0)


def _write_records(out: _Notes, content: Content) -> None:
    """Every figure behind, with its source and the place in it."""
    if content.topic != "reach":
        return
    out.row += 1
    out.line(_("The figures behind"), form=out.heading)
    out.line(*(column.heading for column in content.record_columns), form=out.header)
    for record in records_of(content.records):
        cells = [plain(record[column.name]) for column in content.record_columns]
        out.line(*cells, form=out.text)
    for at, column in enumerate(content.record_columns[2:], start=2):
        out.sheet.set_column(
            at, at, _width([column.heading, *map(plain, content.records[column.name])])
        )


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
    text = plain(value)
    return text if len(text) <= _LONGEST_TEXT else f"{text[: _LONGEST_TEXT - 1]}…"


def _width(texts: list[str]) -> float:
    longest = max(len(line) for text in texts for line in (text.split("\n") or [""]))
    return min(_WIDEST, max(_NARROWEST, longest + 2))
