"""The formats a figure leaves in: one registry for the page, the command line and the API."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from zipfile import ZIP_DEFLATED, ZipFile

import pandas as pd

from dashboard.exports.answer import Answer
from dashboard.exports.archives import zip_member
from dashboard.exports.csv_file import csv_file, csv_text
from dashboard.exports.names import file_name
from dashboard.exports.sentence import sentence
from dashboard.i18n import N_, _, language, speaking
from dashboard.reach.catalogue import records_of

_INDEX = (
    "file",
    "format",
    "title",
    "sentence",
    "filters_text",
    "language",
    "made_on",
    "build_id",
    "link",
    "quote_id",
)
Writer = Callable[[Answer], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a Answer. `label` is a message: translate it with `_` where it is shown.

    `needs_figure`: only an answer with a chart can be written so. `needs_beside`: only one of
    `report_answer`, which has the other answers of a report.
    """

    id: str
    extension: str
    mime: str
    label: str
    writer: Writer
    needs_browser: bool = False
    needs_figure: bool = False
    needs_beside: bool = False

    def fits(self, answer: Answer) -> bool:
        has_figure = answer.figure is not None or not self.needs_figure
        return has_figure and bool(answer.beside) >= self.needs_beside


_OFFICE = "application/vnd.openxmlformats-officedocument"


def _sentence(answer: Answer) -> bytes:
    return sentence(answer).encode()


def _csv(answer: Answer) -> bytes:
    return csv_file(answer, "comma")


def _csv_semicolon(answer: Answer) -> bytes:
    return csv_file(answer, "semicolon")


# What writes a format is imported when the first file of it is made, by one thread at a time:
# a server that starts has no need of it.
_IMPORTING = Lock()


def _xlsx(answer: Answer) -> bytes:
    with _IMPORTING:
        from dashboard.exports.xlsx import xlsx
    return xlsx(answer)


def _docx(answer: Answer) -> bytes:
    with _IMPORTING:
        from dashboard.exports.docx_file import docx
    return docx(answer)


def _pptx(answer: Answer) -> bytes:
    with _IMPORTING:
        from dashboard.exports.pptx_file import pptx
    return pptx(answer)


def _pdf(answer: Answer) -> bytes:
    with _IMPORTING:
        from dashboard.exports.pdf import pdf
    return pdf(answer)


def _report(answer: Answer) -> bytes:
    with _IMPORTING:
        from dashboard.exports.report import report
    return report(answer)


def _png(answer: Answer) -> bytes:
    with _IMPORTING:
        from dashboard.exports.pictures import png
    return png(answer)


def _svg(answer: Answer) -> bytes:
    with _IMPORTING:
        from dashboard.exports.pictures import svg
    return svg(answer)


_EVERY = (
    Format("sentence", "txt", "text/plain; charset=utf-8", N_("Sentence and citation"), _sentence),
    Format("xlsx", "xlsx", f"{_OFFICE}.spreadsheetml.sheet", N_("Excel workbook"), _xlsx),
    Format("docx", "docx", f"{_OFFICE}.wordprocessingml.document", N_("Word document"), _docx),
    Format("pptx", "pptx", f"{_OFFICE}.presentationml.presentation", N_("PowerPoint slide"), _pptx),
    Format("pdf", "pdf", "application/pdf", N_("Fact sheet (PDF)"), _pdf),
    Format(
        "report",
        "pdf",
        "application/pdf",
        N_("Board report (PDF)"),
        _report,
        needs_beside=True,
    ),
    Format("csv", "csv", "text/csv; charset=utf-8", N_("CSV"), _csv),
    Format(
        "csv-semicolon",
        "csv",
        "text/csv; charset=utf-8",
        N_("CSV for Romanian Excel"),
        _csv_semicolon,
    ),
    Format("png", "png", "image/png", N_("Picture (PNG)"), _png, True, True),
    Format("svg", "svg", "image/svg+xml", N_("Picture (SVG)"), _svg, True, True),
)
FORMATS: dict[str, Format] = {form.id: form for form in _EVERY}


def pack(
    answers: Iterable[Answer],
    formats: Iterable[Format],
    on_file: Callable[[str], None] | None = None,
) -> bytes:
    """One ZIP with each answer in each format it fits, an index and a README.

    The same answers give the same bytes. `on_file` is told each name before the file is made;
    what it raises ends the packing.
    """
    written, index = BytesIO(), list[dict[str, str]]()
    every = list(formats)
    wanted = [(answer, form) for answer in answers for form in every if form.fits(answer)]
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for answer, form in wanted:
            name = _free_name(answer, form, {row["file"] for row in index})
            if on_file is not None:
                on_file(name)
            archive.writestr(zip_member(name), form.writer(answer))
            index.append(_index_row(name, answer, form))
        frame = pd.DataFrame(index, columns=_INDEX)
        archive.writestr(zip_member("index.csv"), csv_text(frame).encode("utf-8-sig"))
        archive.writestr(zip_member("README.txt"), _readme(wanted, frame).encode("utf-8-sig"))
    return written.getvalue()


def _free_name(answer: Answer, form: Format, taken: set[str]) -> str:
    """The file's name; two answers or formats that share one get the format or a number."""
    name = file_name(answer, form.extension)
    stem = name.removesuffix(f".{form.extension}")
    others = (f"{stem}-{form.id}", *(f"{stem}-{n}" for n in range(2, len(taken) + 3)))
    names = (name, *(f"{other}.{form.extension}" for other in others))
    return next(free for free in names if free not in taken)


def _index_row(name: str, answer: Answer, form: Format) -> dict[str, str]:
    with speaking(answer.language):
        label = _(form.label)
    return {
        "file": name,
        "format": label,
        "title": answer.title,
        "sentence": answer.sentence,
        "filters_text": answer.filters_text,
        "language": answer.language,
        "made_on": answer.made_on.isoformat(),
        "build_id": answer.build_id,
        "link": answer.link,
        "quote_id": answer.quote_id,
    }


def _readme(wanted: Sequence[tuple[Answer, Format]], index: pd.DataFrame) -> str:
    """What is in the pack, in the language of its first answer."""
    with speaking(wanted[0][0].language if wanted else language()):
        files = [
            f"{row['file']}\n    {row['title']}. {row['filters_text']}" for row in records_of(index)
        ]
        definitions = dict.fromkeys(d for answer, _form in wanted for d in answer.definitions)
        parts = [
            _("Figures of people reached. index.csv lists the files."),
            "\n".join(files),
            "\n".join([_("What the words mean"), *definitions]) if definitions else "",
        ]
    return "\n\n".join(filter(None, parts)) + "\n"
