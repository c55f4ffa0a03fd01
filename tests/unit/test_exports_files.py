"""What a file says about itself: name, title, language, structure; and the pack."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import datetime, tzinfo
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import openpyxl  # type: ignore[import-untyped]
import pytest
from choreographer.browsers.chromium import Chromium
from docx import Document
from docx.oxml.ns import qn
from pptx import Presentation
from pypdf import PdfReader

from dashboard.charts import LIGHT
from dashboard.errors import DashboardError
from dashboard.exports.answer import Answer
from dashboard.exports.docx_file import docx
from dashboard.exports.formats import FORMATS, pack
from dashboard.exports.names import LONGEST, file_name, safe_name
from dashboard.exports.pdf import pdf
from dashboard.exports.pictures import has_browser, png, stop_browser, svg
from dashboard.exports.pptx_file import pptx
from dashboard.exports.sentence import sentence
from dashboard.exports.xlsx import xlsx
from dashboard.reach.catalogue import records_of
from dashboard.reach.filters import Filters
from dashboard.reach.snapshot import Snapshot
from dashboard.reach.support import ranked
from tests.browser.chromium import MISSING
from tests.exported import LINK, cells, content, slide_series

STEADY = ["sentence", "csv", "csv-semicolon", "xlsx", "docx", "pptx", "pdf"]
IASI = Filters.from_query({"county": "RO-IS", "years": "2011-2023"})[0]


@pytest.fixture(scope="module")
def held(published: Snapshot) -> Answer:
    return content(published, "reach", "county", "ro", IASI)


@pytest.fixture(scope="module")
def groups(published: Snapshot) -> Answer:
    """With ranges that end and ranges that do not."""
    answer = content(published, "reach", "target-group", "en", Filters())
    ranges = answer.rows[answer.rows["at_most_inside"] > answer.rows["surely"]].head(10)
    assert set(ranges["at_most_inside_is_open"]) == {True, False}
    return answer


def test_the_name_says_what_is_inside(published: Snapshot) -> None:
    english = content(published, "reach", "county", "en", IASI)
    assert file_name(english, "xlsx") == "reach-by-county-2011-2023-iasi-2026-11-22.xlsx"


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ({}, "reach-by-year-ro-2026-11-22.csv"),
        ({"county": "RO-IS,RO-BC,RO-B"}, "reach-by-year-3-county-ro-2026-11-22.csv"),
        ({"mode": "ending-in"}, "reach-by-year-ending-in-ro-2026-11-22.csv"),
        ({"years": "2016"}, "reach-by-year-2016-ro-2026-11-22.csv"),
    ],
)
def test_names_of_filters(published: Snapshot, query: dict[str, str], name: str) -> None:
    filters = Filters.from_query(query)[0]
    assert file_name(content(published, "reach", "year", "ro", filters), "csv") == name


def test_a_name_is_safe_however_long_or_odd_what_is_inside(held: Answer) -> None:
    names: dict[str, tuple[str, ...]] = {
        "projects": ("x" * 300 + ' ș/\\:*?"<>|\n',),
        "programmes": ("CON ../..",),
    }
    name = file_name(replace(held, filter_names=names), "docx")
    assert len(name) <= LONGEST
    assert name.isascii()
    assert not set(name) & set('/\\:*?"<>|\n ')
    assert name.endswith("-2026-11-22.docx")


@pytest.mark.parametrize("name", ["con.txt", "NUL.csv", "com1.pdf", ".csv", "lpt9"])
def test_names_windows_keeps_for_itself_are_not_used(name: str) -> None:
    assert safe_name(name) == f"reach-{name}"


@pytest.mark.parametrize("form", STEADY)
def test_the_same_content_gives_the_same_bytes(held: Answer, form: str) -> None:
    assert FORMATS[form].writer(held) == FORMATS[form].writer(held)


class AnyDatetime(type):
    def __instancecheck__(cls, given: object) -> bool:
        return isinstance(given, datetime)


class Later(metaclass=AnyDatetime):
    @staticmethod
    def now(zone: tzinfo) -> datetime:
        return datetime(2030, 1, 2, 3, 4, 5, tzinfo=zone)


def test_no_file_says_at_which_second_it_was_written(
    held: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = [FORMATS[form].writer(held) for form in STEADY]
    monkeypatch.setattr("xlsxwriter.core.datetime", Later)
    assert [FORMATS[form].writer(held) for form in STEADY] == before


def test_the_sentence_reads_well(tiny_snapshot: Snapshot) -> None:
    county = Filters.from_query({"county": "RO-IS", "years": "2016"})[0]
    text = sentence(content(tiny_snapshot, "reach", "year", "en", county))
    figure, source, again = text.splitlines()
    assert figure.startswith(
        "160 people are certain. Reports about wider areas name up to 630 people"
    )
    assert figure.endswith("– filtered by county: Iași; years: 2016.")
    assert source == "Source: Annual report 2016 (p1; p5; p3; p4)."
    assert again == f"As counted on 22 November 2026. Quote k3f9. {LINK}"


def test_the_sentence_repeats_the_words_of_each_document_where_few_are_behind(
    published: Snapshot,
) -> None:
    held = content(published, "reach", "year", "en", Filters())
    three = replace(held, records=held.records.head(3))
    said = sentence(three)
    assert said.count("published as “") == 3
    assert all(f"“{words}”" in said for words in three.records["published_as"])
    assert "published as" not in sentence(replace(held, records=held.records.head(4)))


def test_the_sentence_explains_only_the_words_it_says(published: Snapshot) -> None:
    said = sentence(content(published, "reach", "year", "en", Filters())).splitlines()[0]
    assert said == (
        "Reached: at least 30,160 people, 190,838 more if each was counted once; 413,919 or "
        "more if nobody is in two reports (at least: different people, none counted twice) "
        "– all years, all organisations."
    )


def test_a_workbook_has_a_frozen_header_a_filter_and_a_chart(held: Answer) -> None:
    book = openpyxl.load_workbook(BytesIO(xlsx(held)))
    rows, notes = book.worksheets
    assert (rows.freeze_panes, bool(rows.auto_filter.ref)) == ("B2", True)
    assert (rows.title, notes.title) == (held.title, "Note și surse")
    assert {(s.page_setup.orientation, s.page_setup.paperSize) for s in (rows, notes)} == {
        ("landscape", 9)
    }
    with ZipFile(BytesIO(xlsx(held))) as archive:
        chart = archive.read("xl/charts/chart1.xml").decode()
    certain, beyond = chart.split("<c:ser>")[1:]
    assert certain.count('<c:errBarType val="plus"/>') == beyond.count("<c:errBarType") == 1
    assert ("noEndCap" in certain, "tailEnd" in certain) == (False, False)
    assert ('<c:noEndCap val="1"/>' in beyond, '<a:tailEnd type="triangle"/>' in beyond) == (
        True,
        True,
    )
    assert "<a:noFill/>" in beyond.partition("<c:errBars>")[0]
    assert LIGHT.supported.tint[1:] not in chart


def test_the_lines_of_a_workbook_begin_at_the_certain_end_and_have_the_missing_people(
    groups: Answer,
) -> None:
    _header, *rows = cells(xlsx(groups))
    for cell, row in zip(rows, records_of(ranked(groups.rows)), strict=False):
        rest, is_open = row["at_most_inside"] - row["surely"], row["at_most_inside_is_open"]
        assert cell[-2:] == [
            rest or None if not is_open else None,
            rest or None if is_open else None,
        ]


def test_a_slide_draws_the_range_as_a_thin_line_with_a_cap_or_an_arrow(groups: Answer) -> None:
    certain, beyond = slide_series(pptx(groups))
    for at, row in enumerate(records_of(ranked(groups.rows).head(10))):
        drawn = beyond if row["at_most_inside_is_open"] else certain
        assert drawn.lines.get(at, 0) == row["at_most_inside"] - row["surely"]
    assert ("tailEnd" in certain.xml, "tailEnd" in beyond.xml) == (False, True)
    assert ('noEndCap val="0"' in certain.xml, 'noEndCap val="1"' in beyond.xml) == (True, True)
    assert "<a:noFill/>" in beyond.xml


def test_a_word_document_speaks_its_language_and_repeats_the_header(held: Answer) -> None:
    document = Document(BytesIO(docx(held)))
    languages = {e.get(qn("w:val")) for e in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"ro-RO"}
    assert document.core_properties.language == "ro-RO"
    headings = [p.text for p in document.paragraphs if p._p.style in ("Heading1", "Heading2")]
    assert headings[0] == held.title
    assert "Surse" in headings
    assert all("tblHeader" in t.rows[0]._tr.xml for t in document.tables)


def test_a_slide_has_a_title_notes_and_a_described_chart(held: Answer) -> None:
    slide = Presentation(BytesIO(pptx(held))).slides[0]
    assert slide.shapes.title is not None
    assert slide.shapes.title.text_frame.text == held.sentence
    assert slide.notes_slide.notes_text_frame is not None
    assert held.definitions[0] in slide.notes_slide.notes_text_frame.text
    chart = next(shape for shape in slide.shapes if shape.has_chart)
    assert held.rows["label"][0] in chart._element.nvGraphicFramePr.cNvPr.get("descr", "")
    assert all(run.get("lang") == "ro-RO" for run in slide._element.iter("{*}rPr"))


def test_a_fact_sheet_is_tagged_and_has_title_and_language(held: Answer) -> None:
    root = PdfReader(BytesIO(pdf(held)))
    catalogue: Any = root.trailer["/Root"].get_object()
    assert catalogue["/MarkInfo"]["/Marked"].value is True
    assert catalogue["/Lang"] == "ro-RO"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert root.metadata is not None
    assert root.metadata.title == held.title
    assert b"pdfuaid" in catalogue["/Metadata"].get_data()
    assert all("/FontFile3" in str(font) or "/FontFile2" in str(font) for font in embedded(root))


def test_no_match_still_makes_every_file(published: Snapshot) -> None:
    nobody = Filters.from_query({"county": "RO-TL", "years": "1999"})[0]
    for topic in ("reach", "outcomes", "funding"):
        empty = content(published, topic, "county", "ro", nobody)
        empty = replace(empty, rows=empty.rows.head(0), records=empty.records.head(0))
        assert all(FORMATS[form].writer(empty) for form in STEADY)
        assert not FORMATS["png"].fits(empty)
    with pytest.raises(DashboardError, match="no chart"):
        png(replace(empty, language="en"))


def test_without_a_browser_only_pictures_are_missing(
    held: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Chromium, "find_browser", lambda **_options: None)
    assert not has_browser()
    for form in FORMATS.values():
        if form.needs_browser:
            with pytest.raises(DashboardError, match="apt-get install chromium"):
                form.writer(held)
        elif form.fits(held):
            assert form.writer(held)


def test_pictures_have_print_resolution_and_their_words(held: Answer) -> None:
    if not has_browser():
        pytest.skip(MISSING)
    try:
        drawn, told = png(held), svg(held).decode()
    finally:
        stop_browser()
    assert drawn[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(drawn[16:20], "big") == 2280
    for words in (held.title, "Iași", held.rows["people_text"][0], "k3f9"):
        assert words in told
    assert "http://" not in told.replace("http://www.w3.org", "")


def test_a_pack_holds_every_file_once_with_an_index(published: Snapshot) -> None:
    contents = [content(published, "reach", by, "ro", IASI) for by in ("county", "year")]
    contents.append(contents[0])  # the same figure twice must not hide a file
    forms = [FORMATS[form] for form in ("csv", "csv-semicolon", "sentence")]
    seen: list[str] = []
    packed = pack(contents, forms, seen.append)
    assert packed == pack(contents, forms)
    with ZipFile(BytesIO(packed)) as archive:
        names = archive.namelist()
        index = list(csv.DictReader(StringIO(archive.read("index.csv").decode("utf-8-sig"))))
        assert archive.read(names[0]) == FORMATS["csv"].writer(contents[0])
        assert "Beneficiari pe județe" in archive.read("README.txt").decode("utf-8-sig")
    assert len(set(names)) == len(names) == 11
    assert [row["file"] for row in index] == names[:-2] == seen
    assert {row["quote_id"] for row in index} == {"k3f9"}


def test_a_pack_leaves_out_what_a_figure_cannot_be(published: Snapshot) -> None:
    packed = pack([content(published, "funding", "", "en", IASI)], [FORMATS["png"]])
    with ZipFile(BytesIO(packed)) as archive:
        assert archive.namelist() == ["index.csv", "README.txt"]


def embedded(reader: PdfReader) -> list[object]:
    """The descriptor of every font of the first page."""
    fonts = reader.pages[0]["/Resources"]["/Font"].values()  # type: ignore[index]
    below = [font.get_object()["/DescendantFonts"][0].get_object() for font in fonts]
    return [font["/FontDescriptor"].get_object() for font in below]
