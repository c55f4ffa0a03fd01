"""Documents that open where they are named, and texts that a spreadsheet leaves as they are."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl  # type: ignore[import-untyped]
import pandas as pd
import pytest

from dashboard.exports.answer import Answer, answer_of
from dashboard.exports.csv_file import DIALECTS, csv_file, csv_text
from dashboard.exports.formats import FORMATS
from dashboard.exports.notes import cited
from dashboard.paths import content_named
from dashboard.reach.figures import figures_behind
from dashboard.reach.filters import Filters
from dashboard.reach.funding import funding
from dashboard.reach.opening import open_snapshot
from dashboard.reach.outcomes import outcomes
from dashboard.reach.projects import project_record
from dashboard.reach.snapshot import Snapshot
from dashboard.reach.sources import sources
from dashboard.reach.ties import ties
from dashboard.settings import Settings
from dashboard.store import check
from dashboard.ui.text import linked, source_line
from dashboard.words.addresses import web_address
from tests import tiny

CASE = Path(__file__).parents[1] / "cases" / "spreadsheet-shaped-names"
ALL = Filters()
REPORT = "https://example.org/report.pdf"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """The tiny example, whose report can be opened."""
    content = tiny.write(tmp_path_factory.mktemp("opened"))
    tiny.edit(content, "sources", "title_ro\n", "title_ro,address\n")
    tiny.edit(content, "sources", "report.pdf,\n", f"report.pdf,,{REPORT}\n")
    with open_snapshot(content) as snapshot:
        yield snapshot


@pytest.mark.parametrize(
    ("address", "locator", "link"),
    [
        (REPORT, "p. 12", f"{REPORT}#page=12"),
        (REPORT, "Pagina 3, al doilea paragraf", f"{REPORT}#page=3"),
        (REPORT, "Pages 4-5", f"{REPORT}#page=4"),
        (REPORT, "Section 4", REPORT),
        (REPORT, "step 4", REPORT),
        (f"{REPORT}#results", "p. 12", f"{REPORT}#results"),
        ("javascript:alert(1)", "p. 1", ""),
        (" javascript:alert(1)", "p. 1", ""),
        ("java\nscript:alert(1)", "p. 1", ""),
        ("data:text/html,<b>", "", ""),
        ("https://example.org/a b", "", ""),
        ('https://example.org/"onclick="x', "", ""),
        ("file:///etc/passwd", "", ""),
        (None, "p. 1", ""),
    ],
)
def test_only_an_address_of_the_web_is_a_link(address: str | None, locator: str, link: str) -> None:
    assert web_address(address, locator) == link


def test_the_check_refuses_what_is_no_address_and_nothing_links_to_it(tmp_path: Path) -> None:
    content = tiny.write(tmp_path)
    tiny.edit(content, "sources", "title_ro\n", "title_ro,address\n")
    tiny.edit(content, "sources", "report.pdf,\n", "report.pdf,,javascript:alert(1)\n")
    [problem] = check(content)
    assert (problem.column, problem.is_error) == ("address", True)


def test_every_record_opens_its_document_at_its_page(opened: Snapshot) -> None:
    behind = figures_behind(opened, ALL).set_index("figure_id")["source_address"]
    assert behind["a"] == f"{REPORT}#page=3"
    for rows in (outcomes(opened, ALL), funding(opened, ALL), ties(opened, ALL)):
        assert rows["source_address"].str.startswith(f"{REPORT}#page=").all()
    record = project_record(opened, "teachers")
    assert record is not None
    assert f"]({REPORT}#page=5)" in source_line(record)
    assert sources(opened, ALL)["address"].tolist() == [REPORT]


def test_a_link_on_a_page_cannot_leave_its_brackets() -> None:
    assert linked("a](b)", "https://e.org/x)(y") == r"[a\]\(b\)](https://e.org/x%29%28y)"
    assert linked("a", "") == "a"


@pytest.fixture(scope="module")
def answer(opened: Snapshot) -> Answer:
    return answer_of(opened, ALL, "reach", "target-group", made_on=date(2026, 11, 26))


def test_files_open_the_documents_too(answer: Answer) -> None:
    [source] = cited(answer)
    assert source.address == REPORT
    assert dict(zip(source.locators, source.links, strict=True))["p3"] == f"{REPORT}#page=3"
    with ZipFile(BytesIO(FORMATS["docx"].writer(answer))) as book:
        linked_to = book.read("word/_rels/document.xml.rels").decode()
    assert f'Target="{REPORT}#page=3"' in linked_to
    named = f"{REPORT}#page=3".encode()
    assert named.hex().upper().encode() in _pdf(answer) or named in _pdf(answer)


def _pdf(answer: Answer) -> bytes:
    return FORMATS["pdf"].writer(answer)


def test_a_workbook_opens_the_document_of_a_result(opened: Snapshot) -> None:
    results = answer_of(opened, ALL, "outcomes", made_on=date(2026, 11, 26))
    with ZipFile(BytesIO(FORMATS["xlsx"].writer(results))) as book:
        links = book.read("xl/worksheets/_rels/sheet1.xml.rels").decode()
    assert f'Target="{REPORT}"' in links


def test_the_wider_group_is_a_column_of_flat_files(answer: Answer) -> None:
    rows = csv.DictReader(StringIO(csv_file(answer).decode(), newline=""))
    assert {row["row_id"]: row["parent_label"] for row in rows} == {
        "children": "People supported",
        "parents": "People supported",
        "educators": "",
    }
    assert answer.records["target_group_parent_label"].tolist()[0] == "People supported"


@pytest.mark.parametrize("dialect", DIALECTS)
def test_what_a_spreadsheet_would_change_reaches_it_as_text(tmp_path: Path, dialect: str) -> None:
    shutil.copytree(CASE, tmp_path / "own")
    content = content_named(Settings(data=str(tmp_path / "own"), cache=str(tmp_path / "cache")))
    form = DIALECTS[dialect]
    with open_snapshot(content) as snapshot:
        answer = answer_of(snapshot, ALL, "reach", "organisation", made_on=date(2026, 11, 26))
        behind = figures_behind(snapshot, ALL)
    text = csv_file(answer, dialect).decode(form.encoding)
    rows = list(csv.DictReader(StringIO(text, newline=""), delimiter=form.separator))
    assert {row["row_id"]: row["label"] for row in rows} == {
        "'1-2": "'=1+1",
        "'2023-05": "'3-4",
        "'007": "'00712345",
        "'1e5": "'1234567890123456789",
    }
    assert {row["surely"] for row in rows} == {"10", "20", "30", "40"}
    only = csv_file(replace(answer, rows=behind), dialect).decode(form.encoding)
    found = list(csv.DictReader(StringIO(only, newline=""), delimiter=form.separator))
    assert {row["figure_id"] for row in found} == {"'10-12", "b", "c", "'1e3"}
    assert {row["published_as"] for row in found} == {"'1-2", "'+20", "'=30", "'@40"}
    assert {row["made_on"] for row in found} == {"2026-11-26"}


@pytest.mark.parametrize(
    ("text", "is_changed"),
    [
        *((text, True) for text in ("April 2016", "apr-16", "5 mai", "mai 2016", "1 mai 2016")),
        *((text, True) for text in ("Sept. 2016", "ianuarie 2020", "noi 16", "May 5, 2016")),
        *((text, True) for text in ("1-2", "1/2", "10:30", "1 1/2", "3 martie", "MARTIE 3")),
        *((text, False) for text in ("May", "mai", "Martie și aprilie", "1 April 2016 – 3 May")),
        *((text, False) for text in ("2015 – 2016", "Marea 3", "mai 20 de copii", "590 – 790")),
        *((text, False) for text in ("1,000+", "1.000", "12 copii", "≤ 40", "since April 2016")),
    ],
)
@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_month_and_a_number_are_a_day_to_a_spreadsheet(
    dialect: str, text: str, is_changed: bool
) -> None:
    form = DIALECTS[dialect]
    written = csv_text(pd.DataFrame({"label": [text]}), dialect)
    [_heading, [cell]] = csv.reader(StringIO(written, newline=""), delimiter=form.separator)
    assert cell == (f"'{text}" if is_changed else text)


def test_a_workbook_holds_as_text_what_a_spreadsheet_would_change(tmp_path: Path) -> None:
    shutil.copytree(CASE, tmp_path / "own")
    content = content_named(Settings(data=str(tmp_path / "own"), cache=str(tmp_path / "cache")))
    with open_snapshot(content) as snapshot:
        answer = answer_of(snapshot, ALL, "reach", "organisation", made_on=date(2026, 11, 26))
    book = openpyxl.load_workbook(BytesIO(FORMATS["xlsx"].writer(answer)))
    cells = [cell for sheet in book for row in sheet.rows for cell in row]
    for told in ("=1+1", "3-4", "00712345", "1234567890123456789", "1-2", "+20", "=30", "@40"):
        found = [cell for cell in cells if cell.value == told]
        assert found, told
        assert {cell.data_type for cell in found} == {"s"}
