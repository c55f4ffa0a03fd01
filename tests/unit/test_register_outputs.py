"""Files, the API and the command line say which part was counted and which is reported."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from starlette.applications import Starlette

from dashboard.api import routes
from dashboard.cli import main
from dashboard.exports.answer import Answer, answer_of
from dashboard.exports.formats import FORMATS
from dashboard.exports.sentence import sentence
from dashboard.i18n import set_language, speaking
from dashboard.ledger.changes import compare
from dashboard.ledger.quotes import quote_of
from dashboard.paths import Content
from dashboard.reach.breakdowns import REGISTER_COLUMNS, reach_total
from dashboard.reach.filters import SERVER, Filters
from dashboard.reach.opening import open_snapshot
from dashboard.reach.proving import proof
from dashboard.reach.snapshot import Snapshot
from tests import tiny
from tests.asgi import ask
from tests.exported import MADE_ON, cells, document_tables, pdf_text, slide_chart
from tests.registers import people, write

PUPILS = people("p", 72, 200, "day-centre,children,RO-IS")


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    return write(tmp_path_factory.mktemp("register") / "own", PUPILS)


@pytest.fixture(scope="module")
def snapshot(content: Content) -> Iterator[Snapshot]:
    with open_snapshot(content) as opened:
        yield opened


def held(snapshot: Snapshot, lang: str = "en", by: str = "county") -> Answer:
    with speaking(lang):
        return answer_of(snapshot, Filters(), "reach", by, made_on=MADE_ON)


def test_the_finding_names_both_kinds_of_evidence(snapshot: Snapshot) -> None:
    assert held(snapshot).sentence == (
        "Reached: at least 590 people; at most 869 if nobody is in two reports or in the "
        "register as well; counted once in "
        "the register: 65 – 79 people, 130+ services; reported in documents: 590 – 790."
    )
    assert "numărate o singură dată în registru" in held(snapshot, "ro").sentence


def test_a_register_of_one_audience_stands_beside_the_figures_of_others(tmp_path: Path) -> None:
    pupils = people("p", 500, 600, "day-centre,children,RO-IS")
    teachers = people("p", 10, 10)  # the same ten people, who may be in the figure of educators
    with open_snapshot(write(tmp_path / "pupils", pupils)) as opened:
        assert exactly_and_told(opened) == (500 + 160, True)
        shown = proof(opened, Filters(asker=SERVER)).sentences[0]
        assert shown.startswith("At least 660 people: those counted in the register under one")
    with open_snapshot(write(tmp_path / "both", pupils, teachers)) as opened:
        assert exactly_and_told(opened) == (500 - 10 + 160, True)


def exactly_and_told(snapshot: Snapshot) -> tuple[int, bool]:
    """What the server is told to be sure, and whether everybody else is told a little less."""
    exact = reach_total(snapshot, Filters(asker=SERVER)).surely.people
    told = reach_total(snapshot, Filters()).surely.people
    return exact, exact - 60 < told <= exact


def test_the_words_and_the_threshold_are_defined(snapshot: Snapshot) -> None:
    told = " ".join(held(snapshot).definitions)
    assert "Counted: each person once in the organisation’s own register." in told
    assert "Under 5 people they stand as 0 – 14" in told
    assert sentence(held(snapshot)).startswith(
        "Reached: at least 590 people; at most 869 if nobody is in two reports or in the register "
        "as well; counted once in the register: "
    )


def test_a_workbook_has_the_columns_with_the_rows(snapshot: Snapshot) -> None:
    header, *rows = cells(FORMATS["xlsx"].writer(held(snapshot)))
    at = header.index("Counted in the register")
    assert header[at - 1 : at + 2] == [
        "Reported in documents",
        "Counted in the register",
        "Services",
    ]
    iasi = next(row for row in rows if row[0] == "Iași")
    assert iasi[at - 1 : at + 2] == ["160", "65 – 79", "130+"]


def test_documents_fold_the_rows_that_cannot_be_told(snapshot: Snapshot) -> None:
    table = document_tables(FORMATS["docx"].writer(held(snapshot)))[0]
    assert "Counted in the register" in table[0]
    assert table[-1][0] == "and 2 rows with too few people to tell"
    assert "too few people to tell" in pdf_text(FORMATS["pdf"].writer(held(snapshot)))


def test_the_slide_draws_no_bar_of_nobody_knows_how_many(snapshot: Snapshot) -> None:
    bars = list(slide_chart(FORMATS["pptx"].writer(held(snapshot))))
    assert [name.partition(":")[0] for name, _surely, _rest in bars][-1] == "Iași"


def test_the_csv_has_the_columns_only_where_a_register_speaks(
    snapshot: Snapshot, tiny_snapshot: Snapshot
) -> None:
    for opened, expected in ((snapshot, True), (tiny_snapshot, False)):
        header = FORMATS["csv"].writer(held(opened)).decode().partition("\n")[0].split(",")
        assert (set(REGISTER_COLUMNS) <= set(header)) is expected


def test_without_a_register_nothing_speaks_of_one(tiny_snapshot: Snapshot) -> None:
    content = held(tiny_snapshot)
    assert content.total is not None
    assert "counted_text" not in content.total
    told = " ".join([content.sentence, *content.definitions, sentence(content)])
    assert "register" not in told


def test_the_api_answers_with_the_new_fields_and_describes_them(snapshot: Snapshot) -> None:
    api = Starlette(routes=routes(lambda: snapshot))
    body = ask(api, "/api/figures.json?by=county").json()
    assert body["total"]["counted_text"] == "65 – 79"
    assert body["rows"][-1]["counted_text"] == "0 – 14"
    described = ask(api, "/api/openapi.json").json()["components"]["schemas"]
    assert set(REGISTER_COLUMNS) <= set(described["PeopleRow"]["properties"])
    assert not set(REGISTER_COLUMNS) & set(described["PeopleRow"]["required"])


def test_another_threshold_is_another_answer(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    api = Starlette(routes=routes(lambda: snapshot))
    before = ask(api, "/api/figures.json?by=county")
    monkeypatch.setenv("DASHBOARD_THRESHOLD", "10")
    after = ask(api, "/api/figures.json?by=county", if_none_match=before.headers["etag"])
    assert after.status == 200
    assert after.json()["rows"][-1]["counted_text"] == "0 – 29"


def test_a_quote_says_that_the_counted_people_changed(snapshot: Snapshot, tmp_path: Path) -> None:
    with open_snapshot(write(tmp_path / "own", PUPILS, people("q", 20, 20))) as later:
        then, now = quote_of(held(snapshot)), quote_of(held(later))
    changes = compare(then, now, everywhere=now.records)
    assert not changes.is_unchanged
    assert changes.sentences == [
        "Counted in the register: 65 – 79, 130+ services → 85 – 99, 170+ services."
    ]


def test_a_quote_from_before_the_register_says_so(
    snapshot: Snapshot, tiny_snapshot: Snapshot
) -> None:
    then, now = quote_of(held(tiny_snapshot)), quote_of(held(snapshot))
    told = compare(then, now, everywhere=now.records).sentences
    assert told == ["Counted in the register: nobody → 65 – 79, 130+ services."]
    assert compare(now, now, everywhere=now.records).is_unchanged


def test_a_quote_from_before_the_steps_says_that_the_way_of_counting_changed(
    snapshot: Snapshot,
) -> None:
    now = quote_of(held(snapshot))
    total = {**(now.total or {}), "counted_text": "70 – 74", "services_text": ""}
    then = replace(now, total={name: value for name, value in total.items() if name != "rules"})
    assert compare(then, now, everywhere=now.records).sentences == [
        "Counted in the register: 70 – 74 → 65 – 79, 130+ services.",
        "The way of counting changed since: by the rules of edition 1 then, of edition 2 now.",
    ]


Run = Callable[..., Result]


@pytest.fixture
def run(content: Content, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    monkeypatch.setattr("dashboard.commands.content_from_environment", lambda: content)
    yield lambda *words: CliRunner().invoke(main, ["figures", *words])
    set_language("en")


def test_figures_are_printed_with_both_kinds(run: Run) -> None:
    rows = list(csv.DictReader(StringIO(run("--by", "project").stdout)))
    centre = next(row for row in rows if row["row_id"] == "day-centre")
    assert centre["counted_text"] == "65 – 79"
    assert centre["reported_text"] == "100"


def test_exact_counts_are_printed_with_a_warning_beside_them(run: Run) -> None:
    result = run("--by", "project", "--exact", "--format", "json")
    total = json.loads(result.stdout)["total"]
    assert (total["counted_text"], total["services_text"]) == ("72", "200")
    assert "not for publication" in result.stderr
    assert json.loads(run("--format", "json").stdout)["total"]["counted_text"] == "65 – 79"


@pytest.mark.parametrize("form", ["sentence", "xlsx", "docx", "pptx", "pdf", "csv", "json"])
def test_no_file_has_exact_counts(run: Run, tmp_path: Path, form: str) -> None:
    out = tmp_path / "out"
    result = run("--exact", "--format", form, "-o", str(out))
    assert result.exit_code == 2
    assert "files are made to be handed on" in result.stderr
    assert not out.exists()


def test_a_sentence_to_hand_on_has_no_exact_counts(run: Run) -> None:
    assert run("--exact", "--format", "sentence").exit_code == 2
    assert date.today().isoformat() not in run("--exact", "--format", "sentence").stdout


def test_answer_of_the_tiny_tables_is_as_before(tmp_path: Path) -> None:
    with open_snapshot(tiny.write(tmp_path / "own")) as opened:
        columns = [column.name for column in held(opened).columns]
    assert not set(columns) & set(REGISTER_COLUMNS)
