"""Numbers in a file, read back by a reader that did not write it, are those of the page.

Each question under all filters, in turns of language: every two of question, filters and language
meet. The long profile has all three together.
"""

from __future__ import annotations

import csv
import os
from io import BytesIO, StringIO

import pytest
from pptx import Presentation

from dashboard.exports.answer import Answer
from dashboard.exports.columns import ShownColumn
from dashboard.exports.csv_file import DIALECTS, NEWER, csv_file
from dashboard.exports.docx_file import docx
from dashboard.exports.pdf import pdf
from dashboard.exports.pptx_file import pptx
from dashboard.exports.sentence import sentence
from dashboard.exports.text import one_line
from dashboard.exports.xlsx import xlsx
from dashboard.i18n import money, number, speaking
from dashboard.reach.filters import Filters
from dashboard.reach.snapshot import Snapshot
from dashboard.reach.support import ranked
from tests.exported import (
    LINK,
    QUESTIONS,
    STATES,
    cells,
    content,
    document_tables,
    pdf_text,
    slide_chart,
)

IS_LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
LANGUAGES = ("en", "ro")


@pytest.fixture(
    scope="module",
    params=[
        (*question, lang, n)
        for at, question in enumerate(QUESTIONS)
        for n in range(len(STATES))
        for lang in (LANGUAGES if IS_LONG else LANGUAGES[(at + n) % 2 :][:1])
    ],
    ids=lambda p: "-".join(map(str, filter(None, p))),
)
def held(request: pytest.FixtureRequest, published: Snapshot) -> Answer:
    topic, by, lang, state = request.param
    return content(published, topic, by, lang, STATES[state])


@pytest.mark.parametrize("dialect", DIALECTS)
def test_csv_has_the_numbers_of_the_page(held: Answer, dialect: str) -> None:
    form = DIALECTS[dialect]
    text = csv_file(held, dialect).decode(form.encoding)
    rows = list(csv.DictReader(StringIO(text, newline=""), delimiter=form.separator))
    older = [name for name in held.rows.columns if name not in NEWER]
    assert all(list(row)[: len(older)] == older for row in rows)
    assert all(set(held.rows.columns) <= set(row) for row in rows)
    for name in held.rows.select_dtypes("number"):
        read = [float(r[name].replace(form.decimal, ".")) if r[name] else None for r in rows]
        assert read == [None if value != value else value for value in held.rows[name]]
    assert {row["filters_text"] for row in rows} <= {held.filters_text}


def test_the_workbook_has_the_numbers_of_the_page(held: Answer) -> None:
    written = xlsx(held)
    header, *rows = cells(written)
    rows = rows[: len(held.rows)]
    for at, column in enumerate(held.columns):
        assert header[at] == column.heading
        if column.kind in ("people", "money"):
            wanted = [None if v is None or v != v else float(v) for v in held.rows[column.name]]
            assert [row[at] for row in rows] == wanted
    told = {cell for row in cells(written, sheet=1) for cell in row}
    assert {held.sentence, held.filters_text, LINK, "k3f9", held.build_id} <= told
    assert set(held.records["label"] if held.topic == "reach" else ()) <= told


def test_the_word_table_has_the_numbers_of_the_page(held: Answer) -> None:
    tables = document_tables(docx(held))
    if held.rows.empty:
        return
    header, *rows = tables[0]
    assert len(rows) == len(held.rows)
    assert wanted_texts(held) == [
        [row[header.index(column.heading)] for column in numeric(held)] for row in rows
    ]


def test_the_slide_has_the_numbers_of_the_page(held: Answer) -> None:
    written = pptx(held)
    if held.topic != "reach" or held.rows.empty:
        return
    shown = ranked(held.rows).head(10)  # givers of goods are not compared
    bars = list(slide_chart(written))
    assert [surely for _name, surely, _rest in bars] == list(shown["surely"])
    assert [surely + rest for _name, surely, rest in bars] == list(shown["at_most_inside"])
    said = [f"{row.inside_text} {row.reading_mark}".strip() for row in shown.itertuples()]
    endings = zip(bars, said, strict=True)
    assert all(name.endswith(f": {people}") for (name, *_), people in endings)


def test_the_fact_sheet_has_the_numbers_of_the_page(held: Answer) -> None:
    if held.filters not in STATES[1:]:  # a long PDF takes a second to read; one is read below
        return
    told = squeezed(pdf_text(pdf(held)))
    wanted = [text for row in wanted_texts(held) for text in row]
    assert [text for text in wanted if squeezed(text) not in told] == []
    assert squeezed(held.sentence) in told


@pytest.mark.parametrize("lang", ["en", "ro"])
def test_the_fact_sheet_of_everything_has_every_figure(published: Snapshot, lang: str) -> None:
    held = content(published, "reach", "target-group", lang, STATES[0])
    told = squeezed(pdf_text(pdf(held)))
    words = [*held.rows["label"], *held.rows["people_text"], *held.records["label"]]
    assert [word for word in words if squeezed(word) not in told] == []


def test_the_sentence_has_its_figure_filters_source_and_link(held: Answer) -> None:
    text = sentence(held)
    assert held.sentence.removesuffix(".") in text
    assert held.filters_text.removesuffix(".")[1:] in text
    assert LINK in text
    assert "k3f9" in text
    assert all(title in text for title in held.records["source_title"])


def numeric(held: Answer) -> list[ShownColumn]:
    names = ("surely", "at_most", "figures", "amount")
    return [column for column in held.columns if column.name in names and not held.rows.empty]


def wanted_texts(held: Answer) -> list[list[str]]:
    """The numbers of each row in words, as on the page."""
    with speaking(held.language):
        if held.topic == "reach":
            return [
                [row["surely_text"], row["at_most_inside_text"], number(row["figures"])]
                for row in held.rows.to_dict("records")
            ]
        if held.topic == "funding":
            return [
                [money(row["amount"], row["currency"]) if row["amount"] == row["amount"] else ""]
                for row in held.rows.fillna({"amount": float("nan")}).to_dict("records")
            ]
        return [[] for _row in range(len(held.rows))]


def squeezed(text: str) -> str:
    """Without spaces: a line may break anywhere."""
    return "".join(text.split())


def test_the_clause_of_a_filter_stands_under_the_rows_of_the_workbook(published: Snapshot) -> None:
    held = content(published, "reach", "county", "en", Filters(counties=("RO-IS",)))
    assert held.caveat
    column = [row[0] for row in cells(xlsx(held))]
    assert held.caveat in column


def test_the_notes_of_the_slide_say_why_surely_so_many(published: Snapshot) -> None:
    held = content(published, "reach", "county", "en", Filters())
    slide = Presentation(BytesIO(pptx(held))).slides[0]
    told = slide.notes_slide.notes_text_frame.text
    assert held.proof is not None
    assert all(one_line(sentence) in told for sentence in held.proof.sentences)


def test_a_row_of_csv_names_the_documents_and_the_filters(published: Snapshot) -> None:
    held = content(published, "reach", "county", "en", Filters(counties=("RO-IS",)))
    header, *rows = csv.reader(StringIO(csv_file(held).decode()))
    told = dict(zip(header, rows[0], strict=True))
    assert "Bucharest partner visits" in told["sources"]
    assert "Iași" in told["filters_text"]
    results = content(published, "outcomes", "", "en", Filters())
    assert "sources" not in csv_file(results).decode().partition("\n")[0].split(",")
