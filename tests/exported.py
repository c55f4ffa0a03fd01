"""Contents for the tests of the exports, and what is read back from their files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any, NamedTuple

import openpyxl  # type: ignore[import-untyped]
import pandas as pd
from docx import Document
from pptx import Presentation
from pypdf import PdfReader

from dashboard.exports.answer import Answer, answer_of
from dashboard.i18n import speaking
from dashboard.reach.dimensions import BREAKDOWN_TITLES
from dashboard.reach.filters import Filters
from dashboard.reach.snapshot import Snapshot

MADE_ON = date(2026, 11, 22)
LINK = "https://reach.example.org/export?quote=k3f9&lang=ro"
QUESTIONS = [("reach", by) for by in BREAKDOWN_TITLES] + [("outcomes", ""), ("funding", "")]
STATES = [
    Filters(),
    Filters.from_query({"county": "RO-IS,RO-BC", "years": "2016"})[0],
    Filters.from_query({"group": "refugees-from-ukraine", "mode": "spread-evenly"})[0],
]
# What a careless or unfriendly hand may have typed into a name.
HOSTILE = [
    '=HYPERLINK("http://x.example","click")',
    "+40 722 000 000",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    "a;=1+1,=1+1",
    "first\nsecond\r\n=third",
    "nul\x00 bell\x07 escape\x1b \ufffe end",
    "right\u202eto left\u202c \u200fmark",
    "very long " + "name" * 400,
    "\"quoted\" and 'single'",
    "<b>bold</b> & <script>alert(1)</script> &amp;",
    "_x0041_ {=1} {{x}} #strong[y] $x$ \\n %s [[1]]",
    "Iași, București – ≈ 1.000+",
    "日本語 مرحبا 😀",
    "",
]


def content(snapshot: Snapshot, topic: str, by: str, lang: str, filters: Filters) -> Answer:
    with speaking(lang):
        return answer_of(
            snapshot, filters, topic, by or "year", made_on=MADE_ON, link=LINK, quote_id="k3f9"
        )


def hostile(snapshot: Snapshot) -> Answer:
    """A content whose every text is one of HOSTILE."""
    calm = content(snapshot, "reach", "project", "en", Filters())
    texts = len(HOSTILE)
    rows = pd.concat([calm.rows.head(1)] * texts, ignore_index=True)
    rows = rows.assign(row_id=[f"row-{n}" for n in range(texts)], label=HOSTILE)
    records = pd.concat([calm.records.head(1)] * texts, ignore_index=True)
    named = ("label", "note", "published_as", "source_title", "source_document", "locator")
    records = records.assign(**dict.fromkeys(named, HOSTILE))
    odd = " ".join(HOSTILE)
    return replace(
        calm, rows=rows, records=records, title=HOSTILE[0], sentence=odd, filters_text=odd
    )


def cells(written: bytes, sheet: int = 0) -> list[list[Any]]:
    """The values of a workbook's sheet."""
    book = openpyxl.load_workbook(BytesIO(written))
    try:
        return [list(row) for row in book.worksheets[sheet].iter_rows(values_only=True)]
    finally:
        book.close()


def document_tables(written: bytes) -> list[list[list[str]]]:
    """The tables of a Word document, read row by row from its XML (cell by cell takes seconds)."""
    tables = Document(BytesIO(written)).tables
    return [[[text_of(tc) for tc in row._tr.tc_lst] for row in t.rows] for t in tables]


def text_of(cell: Any) -> str:
    return "\n".join(paragraph.text for paragraph in cell.p_lst)


def slide_chart(written: bytes) -> Iterator[tuple[str, float, float]]:
    """Name and surely of each bar of the slide's chart, and how far its line goes on."""
    certain, beyond = slide_series(written)
    for at, (name, surely) in enumerate(zip(certain.names, certain.bars, strict=True)):
        yield name, surely, certain.lines.get(at, 0) + beyond.lines.get(at, 0)


class Series(NamedTuple):
    """A series of bars; `lines`, by the number of the bar, are its error bars."""

    names: list[str]
    bars: list[float]
    lines: dict[int, float]
    xml: str


def slide_series(written: bytes) -> list[Series]:
    slide = Presentation(BytesIO(written)).slides[0]
    plot = next(shape.chart for shape in slide.shapes if shape.has_chart).plots[0]
    return [
        Series(list(plot.categories), list(series.values), _lines(series._element), series_xml)
        for series in plot.series
        if (series_xml := series._element.xml)
    ]


def _lines(series: Any) -> dict[int, float]:
    points = series.findall(".//c:errBars/c:plus//c:pt", series.nsmap)
    return {int(point.get("idx")): float(point[0].text) for point in points}


def pdf_text(written: bytes) -> str:
    pages = PdfReader(BytesIO(written)).pages
    return "\n".join(page.extract_text() for page in pages)
