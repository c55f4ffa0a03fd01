"""Our workbook: empty, or with the folder's own rows, to be filled in and imported."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from dashboard.exports.text import writable
from dashboard.i18n import N_, _, language
from dashboard.intake.cells import OWNERS, shown
from dashboard.intake.fields import (
    CODE,
    FORMS,
    ID_HEADING,
    NAME,
    NUMBER,
    OWNER,
    PEOPLE,
    UPPER,
    WORD,
    Field,
    Form,
)
from dashboard.intake.folder import Files
from dashboard.intake.known import Known
from dashboard.intake.sheets import letter
from dashboard.intake.told import words
from dashboard.intake.workbook_in import ASKED, EXAMPLE_ID, MARK, START
from dashboard.paths import Content
from dashboard.store.checks_links import KINDS
from dashboard.words.labels import LABELS

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_LINES = (
    N_("Write one figure a row into the sheet Figures. The columns in bold are enough."),
    N_("Write numbers as the report prints them: over 1,000, almost 200, 1,000–1,200."),
    N_("Names that are there already are in the lists; a new name is welcome."),
    N_("Save the workbook and import it. Every row is taken or refused with its reason, and every "
       "import can be taken back."),
)  # fmt: skip
_LIST_ROWS = 2000  # to which the lists reach
_WIDE, _NARROW = 34, 16


def template(content: Content, files: Files, *, with_data: bool) -> bytes:
    """The workbook in the language that is spoken; `with_data` with the rows of `files`."""
    known = Known.of(content, files)
    written = BytesIO()
    with Workbook(written, _OPTIONS) as book:
        _start(book, known)
        sheets = [(form, book.add_worksheet(_(form.title))) for form in FORMS]
        lists = _Lists(book, known)
        for form, sheet in sheets:
            _sheet(book, sheet, form, lists)
            rows = known.own_rows(form.kind, files) if with_data else []
            for n, row in enumerate(rows, 1):
                _row(sheet, n, form, row, known)
            if not rows:
                _example(book, sheet, form)
        lists.finish()
    return written.getvalue()


def _start(book: Workbook, known: Known) -> None:
    sheet, bold = book.add_worksheet(_(START)), book.add_format({"bold": True})
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 1, 44)
    said = {"organisation_name": known.own_organisation(), "currency": "RON"}
    for n, (name, asked) in enumerate(ASKED.items()):
        sheet.write_string(n, 0, _(asked), bold)
        sheet.write_string(n, 1, writable(said.get(name, "")))
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for n, line in enumerate(_LINES, len(ASKED) + 1):
        sheet.merge_range(n, 0, n, 1, _(line), wrapped)
        sheet.set_row(n, 32)


def _sheet(book: Workbook, sheet: Worksheet, form: Form, lists: _Lists) -> None:
    plain = book.add_format({"text_wrap": True, "valign": "top", "bottom": 1})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    sheet.write_string(0, 0, _(ID_HEADING), plain)
    sheet.set_column(0, 0, None, None, {"hidden": True})
    sheet.freeze_panes(1, 2)
    for n, field in enumerate(form.fields, 1):
        sheet.write_string(0, n, _(field.heading), bold if field.is_main else plain)
        sheet.set_column(n, n, _WIDE if field.how in ("text", NAME, OWNER) else _NARROW)
        lists.offer(sheet, n, form, field)


def _row(sheet: Worksheet, n: int, form: Form, row: dict[str, str], known: Known) -> None:
    sheet.write_string(n, 0, row[KINDS[form.kind][1]])
    for column, field in enumerate(form.fields, 1):
        text = shown(form, field, row, known)
        if field.how in (NUMBER, PEOPLE, UPPER) and _is_number(text):
            sheet.write_number(n, column, float(text))
        elif text:
            sheet.write_string(n, column, writable(text))


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit() and len(text) <= 15


def _example(book: Workbook, sheet: Worksheet, form: Form) -> None:
    grey = book.add_format({"italic": True, "font_color": "#777777"})
    sheet.write_string(1, 0, EXAMPLE_ID)
    for column, field in enumerate(form.fields, 1):
        text = _(field.example) if field.example else ""
        sheet.write_string(1, column, text, grey)


class _Lists:
    """The hidden sheet of names and words that the cells offer; others may be written."""

    def __init__(self, book: Workbook, known: Known) -> None:
        self._known = known
        self._sheet = book.add_worksheet("lists")
        self._columns: dict[tuple[str, ...], str] = {}

    def offer(self, sheet: Worksheet, column: int, form: Form, field: Field) -> None:
        choices = list(dict.fromkeys(self._choices(form, field)))
        if not choices:
            return
        place = self._column(tuple(choices))
        told: dict[str, Any] = {"validate": "list", "source": place, "error_type": "warning"}
        told |= {
            "error_title": _("A new name"),
            "error_message": _("It is not in the list. A new name is welcome where one is meant."),
        }
        sheet.data_validation(1, column, _LIST_ROWS, column, told)

    def _choices(self, form: Form, field: Field) -> Iterator[str]:
        if field.how == CODE:
            yield from (_(word) for word in LABELS[form.table, field.column].values())
        elif field.how == WORD:
            yield from words()
        elif field.how == NAME and field.kind not in ("figure", "funding", "outcome"):
            yield from self._known.choices(field.kind)
        elif field.how == OWNER:
            for kind in OWNERS:
                yield from self._known.choices(kind)

    def _column(self, choices: tuple[str, ...]) -> str:
        if choices not in self._columns:
            n = len(self._columns)
            for row, choice in enumerate(choices, 1):
                self._sheet.write_string(row, n, writable(choice))
            name = letter(n)
            self._columns[choices] = f"=lists!${name}$2:${name}${len(choices) + 1}"
        return self._columns[choices]

    def finish(self) -> None:
        self._sheet.write_string(0, 0, MARK)
        self._sheet.write_string(0, 1, language())
        self._sheet.hide()
