"""Whose figures a file holds: the organisation, its logo and licence, as the folder says them."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest
from docx import Document
from PIL import Image
from pptx import Presentation
from pypdf import PdfReader

from dashboard.exports.answer import Answer
from dashboard.exports.csv_file import csv_file
from dashboard.exports.docx_file import docx
from dashboard.exports.json_form import json_of
from dashboard.exports.pdf import pdf
from dashboard.exports.pptx_file import pptx
from dashboard.exports.xlsx import xlsx
from dashboard.reach.filters import Filters
from dashboard.reach.opening import open_snapshot
from tests import tiny
from tests.exported import content

NAME = "Casa =Verde & <b>Prietenii</b>"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Answer:
    """An answer of a folder that says who it is; the logo is four times as wide as it is high."""
    folder = tmp_path_factory.mktemp("own")
    tables = tiny.write(folder)
    logo = BytesIO()
    Image.new("RGB", (1600, 400), "teal").save(logo, "JPEG")
    (folder / "logo.jpg").write_bytes(logo.getvalue())
    told = f'name = "{NAME}"\nlogo = "logo.jpg"\nlicence = "CC BY 4.0"\n'
    (folder / "settings.toml").write_text(told, encoding="utf-8")
    with open_snapshot(tables) as snapshot:
        return content(snapshot, "reach", "county", "ro", Filters())


def test_a_word_document_has_the_logo_above_its_pages_and_names_its_author(own: Answer) -> None:
    document = Document(BytesIO(docx(own)))
    core = document.core_properties
    assert (core.author, core.comments) == (NAME, "CC BY 4.0")
    assert f"Publicat de: {NAME}" in [line.text for line in document.paragraphs]
    [drawn] = document.sections[0].header._element.iter("{*}docPr")
    assert drawn.get("descr") == NAME
    [box] = document.sections[0].header._element.iter("{*}extent")
    assert int(box.get("cx")) == pytest.approx(4 * int(box.get("cy")), rel=0.01)


def test_a_slide_has_the_logo_beside_the_sources(own: Answer) -> None:
    show = Presentation(BytesIO(pptx(own)))
    assert show.core_properties.author == NAME
    [logo] = [shape for shape in show.slides[0].shapes if hasattr(shape, "image")]
    sources = list(show.slides[0].shapes)[-1]
    assert logo._element.nvPicPr.cNvPr.get("descr") == NAME
    assert logo.width == pytest.approx(800 / 200 * logo.height, rel=0.01)
    assert sources.left + sources.width <= logo.left
    assert logo.top + logo.height <= show.slide_height


def test_a_fact_sheet_has_the_logo_on_its_first_page(own: Answer) -> None:
    sheet = PdfReader(BytesIO(pdf(own)))
    assert sheet.metadata is not None
    assert sheet.metadata.author == NAME
    assert [len(page.images) for page in sheet.pages] == [1, *[0] * (len(sheet.pages) - 1)]


def test_a_workbook_names_the_organisation_in_its_properties_and_notes(own: Answer) -> None:
    book = openpyxl.load_workbook(BytesIO(xlsx(own)))
    assert book.properties.creator == NAME
    cells = [cell.value for row in book.worksheets[1].rows for cell in row]
    assert cells[cells.index("Publicat de") + 1] == NAME


def test_rows_for_programs_say_whose_they_are(own: Answer) -> None:
    first = next(csv.DictReader(StringIO(csv_file(own).decode())))
    assert (first["publisher"], first["licence"]) == (NAME, "CC BY 4.0")
    assert json_of(own)["publisher"] == NAME


def test_a_folder_that_says_nothing_leaves_no_trace(tmp_path: Path) -> None:
    with open_snapshot(tiny.write(tmp_path)) as snapshot:
        answer = content(snapshot, "reach", "county", "en", Filters())
    assert "publisher" not in json_of(answer)
    assert "publisher" not in csv_file(answer).decode()
    document = Document(BytesIO(docx(answer)))
    assert document.core_properties.author == ""
    assert not list(document.sections[0].header._element.iter("{*}docPr"))
