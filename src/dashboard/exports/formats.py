"""The formats a figure leaves in: one registry for the page, the command line and the API."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.exports.content import Content
from dashboard.exports.csv_file import csv_file
from dashboard.exports.docx_file import docx
from dashboard.exports.sentence import sentence
from dashboard.exports.xlsx import xlsx
from dashboard.i18n import N_

Writer = Callable[[Content], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a Content. `label` is a message: translate it with `_` where it is shown.

    `needs_figure`: only a content with a chart can be written so.
    """

    id: str
    extension: str
    mime: str
    label: str
    writer: Writer
    needs_browser: bool = False
    needs_figure: bool = False

    def fits(self, content: Content) -> bool:
        return content.figure is not None or not self.needs_figure


_OFFICE = "application/vnd.openxmlformats-officedocument"


def _sentence(content: Content) -> bytes:
    return sentence(content).encode()


def _csv(content: Content) -> bytes:
    return csv_file(content, "comma")


def _csv_semicolon(content: Content) -> bytes:
    return csv_file(content, "semicolon")


_EVERY = (
    Format("sentence", "txt", "text/plain; charset=utf-8", N_("Sentence and citation"), _sentence),
    Format("xlsx", "xlsx", f"{_OFFICE}.spreadsheetml.sheet", N_("Excel workbook"), xlsx),
    Format("docx", "docx", f"{_OFFICE}.wordprocessingml.document", N_("Word document"), docx),
    Format("csv", "csv", "text/csv; charset=utf-8", N_("CSV"), _csv),
    Format(
        "csv-semicolon",
        "csv",
        "text/csv; charset=utf-8",
        N_("CSV for Romanian Excel"),
        _csv_semicolon,
    ),
)
FORMATS: dict[str, Format] = {form.id: form for form in _EVERY}
