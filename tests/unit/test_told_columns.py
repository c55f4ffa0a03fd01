"""Columns that programs and files get beside the words of the pages."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from starlette.applications import Starlette

from dashboard.api import routes
from dashboard.exports.paper import records_table
from dashboard.reach.filters import Filters
from dashboard.reach.opening import open_snapshot
from dashboard.reach.proving import why_different
from dashboard.reach.snapshot import Snapshot
from dashboard.reach.sources import sources
from tests import tiny
from tests.asgi import ask
from tests.exported import content as content_of

ALL = Filters()
SEEN = "sex,age_from,age_to,unit,place_is"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """Girls of 5 to 9 and their marks, families, a group with a definition in Romanian alone."""
    content = tiny.write(tmp_path_factory.mktemp("told"))
    path = content.tables / "beneficiaries.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    lines = [f"{header},{SEEN}", *(f"{row},,,,," for row in rows)]
    lines += [
        tiny.figure("girls", people=40, label_en="") + ",female,5,9,person,service",
        tiny.figure("families", people=12, target_group_id="people") + ",,,,household,",
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    tiny.edit(content, "target_groups", "mixed,,", "mixed,,Toți cei ajutați")
    (content.tables / "indicators.csv").write_text(
        "indicator_id,name_en,name_ro,code_list,code\nskill,Skill,,SDG,4.1\n", encoding="utf-8"
    )
    tiny.edit(content, "outcomes", "locator_ro\n", "locator_ro,indicator_id,sex,age_from,age_to\n")
    tiny.edit(content, "outcomes", "report,p5,,,\n", "report,p5,,,,skill,female,5,\n")
    with open_snapshot(content) as snapshot:
        yield snapshot


@pytest.fixture(scope="module")
def api(told: Snapshot) -> Starlette:
    return Starlette(routes=routes(lambda: told))


def rows(api: Starlette, address: str, key: str) -> dict[str, dict[str, Any]]:
    """The rows or records of an answer by an id, the same from JSON and CSV where both have it."""
    found = ask(api, f"/api/{address}").json()
    return {row[key]: row for row in found.get("records", found.get("rows"))}


def test_a_figure_says_sex_ages_and_unit_to_programs(api: Starlette) -> None:
    records = rows(api, "records.json", "figure_id")
    seen = SEEN.replace("unit", "people_unit").split(",")
    told = [[records[name][c] for c in seen] for name in ("girls", "families", "a")]
    assert told == [
        ["female", 5, 9, "person", "service"],
        ["", None, None, "household", "home"],
        ["", None, None, "person", "home"],
    ]


def test_documents_say_of_whom_a_figure_is_under_its_name(told: Snapshot) -> None:
    names = [row[0] for row in records_table(content_of(told, "reach", "year", "en", ALL)).rows]
    assert (
        "x (ro)\nwomen and girls · 5 – 9 years · place of the service, not of the people" in names
    )
    assert "Trained" in names


def test_a_result_says_sex_and_ages_and_its_indicator_s_code(api: Starlette) -> None:
    marks = rows(api, "figures.json?topic=outcomes&lang=ro", "outcome_id")["marks"]
    assert (marks["sex"], marks["age_from"], marks["age_to"]) == ("female", 5, None)
    assert marks["people_label"] == "femei și fete, 5 ani și peste"
    assert (marks["indicator_code"], marks["other_language"]) == ("SDG 4.1", "indicator_name")
    text = ask(api, "/api/figures.csv?topic=outcomes").text
    [line] = csv.DictReader(StringIO(text))
    assert (line["sex"], line["age_from"], line["indicator_code"]) == ("female", "5", "SDG 4.1")


def test_a_group_says_who_belongs_to_it(api: Starlette) -> None:
    groups = rows(api, "figures.json?by=target-group", "row_id")
    assert groups["people"]["definition"] == "Toți cei ajutați (ro)"
    assert groups["children"]["definition"] == ""


def test_programs_are_told_which_texts_are_in_the_other_language(api: Starlette) -> None:
    english = rows(api, "records.json", "figure_id")
    assert english["girls"]["label"] == "x (ro)"
    assert english["girls"]["other_language"] == "label"
    assert english["a"]["other_language"] == ""
    romanian = rows(api, "records.json?lang=ro", "figure_id")
    assert romanian["girls"]["other_language"] == ""


def test_a_declaration_gives_its_note_and_its_place(tmp_path_factory: Any) -> None:
    content = tiny.write(tmp_path_factory.mktemp("apart"))
    tiny.append(content, "beneficiaries", tiny.figure("new", people=50, target_group_id="people"))
    (content.tables / "apart.csv").write_text(
        "one_kind,one_id,other_kind,other_id,source_id,locator,note_en,reading\n"
        "figure,new,figure,d,report,p. 8,All of them came later.,false\n"
        "figure,new,figure,e,,,Nobody teaches there.,true\n",
        encoding="utf-8",
    )
    with open_snapshot(content) as snapshot:
        why = why_different(snapshot, Filters(), "new")
    assert why["d"].endswith("All of them came later. (Annual report 2016, p. 8)")
    assert why["e"].endswith("Nobody teaches there. That is our reading.")


def test_a_document_says_when_it_was_published_and_read(tiny_snapshot: Any) -> None:
    [report] = sources(tiny_snapshot, ALL).to_dict("records")
    assert (report["published_on"], report["retrieved_on"]) == ("2017", "2026-11")
