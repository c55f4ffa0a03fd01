"""Whatever somebody typed into a name arrives as text, in files that open without a repair."""

from __future__ import annotations

import csv
import re
import unicodedata
from io import BytesIO, StringIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pandas as pd
import pytest
from docx import Document
from pptx import Presentation

from dashboard.exports.answer import Answer
from dashboard.exports.csv_file import DIALECTS, csv_file, csv_text
from dashboard.exports.docx_file import docx
from dashboard.exports.pdf import pdf
from dashboard.exports.pictures import picture
from dashboard.exports.pptx_file import pptx
from dashboard.exports.sentence import sentence
from dashboard.exports.text import one_line, writable
from dashboard.exports.xlsx import sheet_name, xlsx
from dashboard.reach.snapshot import Snapshot
from tests.exported import HOSTILE, cells, document_tables, hostile, pdf_text, slide_chart

FORMULA = re.compile(r"\s*[=+\-@]")


@pytest.fixture(scope="module")
def odd(published: Snapshot) -> Answer:
    return hostile(published)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_no_cell_of_a_csv_is_a_formula_and_no_letter_is_lost(odd: Answer, dialect: str) -> None:
    form = DIALECTS[dialect]
    text = csv_file(odd, dialect).decode(form.encoding)
    rows = list(csv.DictReader(StringIO(text, newline=""), delimiter=form.separator))
    labels = [row["label"] for row in rows]
    assert [label for label in labels if FORMULA.match(label)] == []
    assert [bare(label) for label in labels] == [bare(writable(name)) for name in HOSTILE]


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_opened_with_other_settings_has_no_formula_either(
    odd: Answer, dialect: str, separator: str
) -> None:
    text = csv_file(odd, dialect).decode(DIALECTS[dialect].encoding)
    read = csv.reader(StringIO(text, newline=""), delimiter=separator)
    assert [cell for row in read for cell in row if FORMULA.match(cell)] == []


@pytest.mark.parametrize(("dialect", "wanted"), [("comma", "12.5"), ("semicolon", "12,5")])
def test_a_fraction_has_the_decimal_sign_of_its_csv(dialect: str, wanted: str) -> None:
    rows = pd.DataFrame({"value": [12.5, 12.0, None]}, dtype=object)
    form = DIALECTS[dialect]
    read = csv.DictReader(StringIO(csv_text(rows, dialect)), delimiter=form.separator)
    assert [row["value"] for row in read] == [wanted, "12", ""]


@pytest.mark.parametrize("people", ["1,000+", "590 – 946", "≈ 200", "≤ 40", "2.000+ – 3.000"])
def test_words_of_ranges_stay_as_they_are_in_a_csv(odd: Answer, people: str) -> None:
    odd.rows.loc[0, "people_text"] = people
    text = csv_file(odd).decode()
    assert next(csv.DictReader(StringIO(text, newline="")))["people_text"] == people


def test_every_text_of_a_workbook_is_a_text(odd: Answer) -> None:
    written = xlsx(odd)
    labels = [row[0] for row in cells(written)[1:]]
    assert [label or "" for label in labels] == [writable(name) for name in HOSTILE]
    with ZipFile(BytesIO(written)) as archive:
        sheets = [name for name in archive.namelist() if "worksheets/sheet" in name]
        xml = b"".join(archive.read(name) for name in sheets)
    assert (b"<f>" in xml, b"hyperlink" in xml) == (False, False)


def test_a_word_document_shows_every_name(odd: Answer) -> None:
    rows, records = document_tables(docx(odd))
    assert [row[0] for row in rows[1:]] == [writable(name) for name in HOSTILE]
    assert [row[0] for row in records[1:]] == [writable(name) for name in HOSTILE]


def test_a_slide_shows_every_name(odd: Answer) -> None:
    names = [name for name, _surely, _rest in slide_chart(pptx(odd))]
    wanted = [one_line(name)[:59] for name in HOSTILE[:10]]
    assert all(name.startswith(begin) for name, begin in zip(names, wanted, strict=True))


def test_a_fact_sheet_shows_every_name(odd: Answer) -> None:
    told = bare(pdf_text(pdf(odd)))
    names = [name for name in HOSTILE if "\u202e" not in name and "日" not in name]
    assert [name for name in names if bare(writable(name)) not in told] == []


def test_the_sentence_stays_on_its_three_lines(odd: Answer) -> None:
    assert len(sentence(odd).splitlines()) == 3


def test_a_picture_draws_names_as_they_stand(odd: Answer) -> None:
    notes = [note["text"] for note in picture(odd)["layout"]["annotations"]]
    assert not any("<b>" in note or "<script>" in note for note in notes)


@pytest.mark.parametrize("writer", [xlsx, docx, pptx])
def test_every_part_of_an_office_file_is_well_formed(odd: Answer, writer: object) -> None:
    assert callable(writer)
    with ZipFile(BytesIO(writer(odd))) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(name))


def test_office_files_open(odd: Answer) -> None:
    assert Document(BytesIO(docx(odd))).paragraphs[0].text == one_line(odd.title)
    assert len(Presentation(BytesIO(pptx(odd))).slides) == 1


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("People reached by county", "People reached by county"),
        ("a/b:c*d?[e]\\f", "a b c d e f"),
        ("'quoted'", "quoted"),
        ("x" * 40, "x" * 31),
        ("History", "History 2"),
        ("///", "Figures"),
    ],
)
def test_sheet_names_are_such_as_excel_allows(title: str, name: str) -> None:
    assert sheet_name(title) == name


def bare(text: str) -> str:
    """Without spaces, apostrophes and marks that have no width."""
    return "".join(
        letter
        for letter in unicodedata.normalize("NFC", text)
        if not letter.isspace() and letter != "'" and unicodedata.category(letter) != "Cf"
    )
