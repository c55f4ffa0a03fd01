"""A text in one language is shown in the other with its mark, whatever column it stands in.

Every column in two languages has one language alone, and a word that is nowhere else; each place
where a reader or a program finds the word must have the mark behind it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest
from starlette.applications import Starlette

from dashboard.api import routes
from dashboard.exports.formats import FORMATS
from dashboard.i18n import speaking
from dashboard.paths import Content
from dashboard.reach.dimensions import BREAKDOWN_NAMES
from dashboard.reach.filters import Filters
from dashboard.reach.opening import open_snapshot
from dashboard.reach.projects import project_record, projects
from dashboard.reach.snapshot import Snapshot
from dashboard.reach.ties import ties
from dashboard.store.schema import tables
from tests import tiny
from tests.asgi import ask
from tests.exported import content as answer_in
from tests.exported import pdf_text

# In two languages by a pair of columns. A single `_ro`, as of a locator, is empty where it reads
# the same, so what stands in its place is no other language.
PAIRS = [
    (table.name, column.name.removesuffix("_en"))
    for table in tables()
    for column in table.columns
    if column.name.endswith("_en")
]
TEXT_FORMS = ("sentence", "csv", "csv-semicolon", "xlsx", "docx", "pptx", "pdf")


def word(table: str, column: str) -> str:
    """A word of its own, short enough to be cut nowhere."""
    return f"Qz{PAIRS.index((table, column)):02d}"


def in_one_language(folder: Path, language: str) -> Content:
    """The tiny content with rows of every table that has texts, each text in `language` alone."""
    content = tiny.write(folder)
    tiny.append(content, "organisations", "friends,Friends,,,,")
    extra = {
        "apart": "one_kind,one_id,other_kind,other_id,reading,note_en,note_ro\n"
        "figure,d,figure,c,true,x,x\n",
        "indicators": "indicator_id,name_en,name_ro,unit_en,unit_ro\nskill,x,x,x,x\n",
    }
    for name, text in extra.items():
        (content.tables / f"{name}.csv").write_text(text, encoding="utf-8")
    tiny.edit(content, "outcomes", "locator_ro\n", "locator_ro,indicator_id\n")
    tiny.edit(content, "outcomes", "report,p5,,,\n", "report,p5,,,,skill\n")
    words = "words,teachers,,,RO-IS,outcome,x,x,,,,,,,x,x,,,2016,report,p5,,,,skill"
    number = "number,teachers,,,RO-IS,outcome,x,x,,,,,3,,,,exact,3,2016,report,p5,,,,skill"
    tiny.append(content, "outcomes", words, number)
    for path in [*content.reference.glob("*.csv"), *content.tables.glob("*.csv")]:
        _empty(path, language)
    return content


def _empty(path: Path, language: str) -> None:
    other = "ro" if language == "en" else "en"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for table, column in PAIRS:
        if table != path.stem or not rows or f"{column}_en" not in rows[0]:
            continue
        for row in rows:
            # One result says in words what others say in numbers, one has its indicator's unit.
            wanted = {"value_text": {"words"}, "unit": {"marks"}}.get(column)
            is_wanted = path.stem != "outcomes" or not wanted or row["outcome_id"] in wanted
            row[f"{column}_{language}"] = word(table, column) if is_wanted else ""
            row[f"{column}_{other}"] = ""
    if rows:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def shown(snapshot: Snapshot, lang: str) -> Iterator[tuple[str, str]]:
    """All that readers and programs get, by the name of the door."""
    api = Starlette(routes=routes(lambda: snapshot))
    questions = [("reach", by) for by in BREAKDOWN_NAMES] + [("outcomes", ""), ("funding", "")]
    for topic, by in questions:
        asked = f"by={by}" if by else f"topic={topic}"
        yield f"api {topic} {by}", ask(api, f"/api/figures.json?{asked}&lang={lang}").text
        answer = answer_in(snapshot, topic, by, lang, Filters())
        for form in TEXT_FORMS if by in ("", "project", "target-group") else ("csv",):
            yield f"{form} {topic} {by}", _text(FORMATS[form].writer(answer))
    yield "records", ask(api, f"/api/records.json?lang={lang}").text
    with speaking(lang):
        yield "projects", projects(snapshot, Filters()).to_json(force_ascii=False)
        record = project_record(snapshot, "day-centre") or {}
        yield "project", repr({k: v for k, v in record.items() if k[-3:] not in ("_en", "_ro")})
        yield "ties", ties(snapshot, Filters()).to_json(force_ascii=False)


def _text(written: bytes) -> str:
    if written.startswith(b"%PDF"):
        return pdf_text(written)
    if not is_zipfile(BytesIO(written)):
        return written.decode("utf-8-sig")
    with ZipFile(BytesIO(written)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    return "\n".join(_text(part) for name, part in parts if name.endswith((".xml", ".xlsx")))


@pytest.fixture(scope="module", params=["ro", "en"])
def doors(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, dict[str, str]]:
    """The language of the texts, and everything that is shown in the other."""
    language: str = request.param
    content = in_one_language(tmp_path_factory.mktemp("one") / language, language)
    with open_snapshot(content) as snapshot:
        return language, dict(shown(snapshot, "en" if language == "ro" else "ro"))


@pytest.mark.parametrize(("table", "column"), PAIRS, ids=lambda each: each)
def test_a_text_of_the_other_language_has_its_mark(
    doors: tuple[str, dict[str, str]], table: str, column: str
) -> None:
    language, texts = doors
    sought = word(table, column)
    found = {door for door, text in texts.items() if sought in text}
    assert found, "the column is shown nowhere"
    bare = re.compile(rf"{sought}(?! \({language}\)|\s*\({language}\))")
    assert {door for door in found if bare.search(texts[door])} == set()
