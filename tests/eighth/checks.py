"""One entry more in the table of dimensions, looked for wherever the others are.

Run by `tests/unit/test_dimensions.py` in a process of its own, with `tests.eighth.entry`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from html import escape
from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.applications import Starlette

from dashboard.api import routes
from dashboard.cli import main
from dashboard.exports.answer import answer_of
from dashboard.exports.formats import FORMATS
from dashboard.exports.names import file_name
from dashboard.i18n import speaking
from dashboard.ledger.changes import compare
from dashboard.ledger.quotes import quote_of
from dashboard.paths import content_from_environment
from dashboard.reach.breakdowns import reach_by, reach_total
from dashboard.reach.catalogue import catalogue
from dashboard.reach.figures import figures_behind
from dashboard.reach.filters import SERVER, Filters
from dashboard.reach.funding import funding
from dashboard.reach.opening import open_snapshot
from dashboard.reach.options import kind_name, options
from dashboard.reach.outcomes import outcomes
from dashboard.reach.projects import projects
from dashboard.reach.register import counted_rows, counted_total, is_cut
from dashboard.reach.scope import name_of
from dashboard.reach.snapshot import Snapshot
from dashboard.ui import data
from tests import registers, tiny
from tests.app import box
from tests.app.conftest import Open, _fresh_process, open_page
from tests.asgi import ask
from tests.registers import people

__all__ = ["_fresh_process", "open_page"]  # fixtures
SERVICES = Filters(kinds=("service",))
WORDS = {
    "en": ("People reached by kind of project", "year-round service", "kind of project"),
    "ro": ("Persoane ajutate, după felul proiectului", "serviciu permanent", "felul proiectului"),
}


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """The worked example; 72 pupils came to the day centre, a service, and 21 teachers to a
    project."""
    lines = (
        people("p", 72, 200, "day-centre,children,RO-IS"),
        people("t", 21, 21, "teachers,educators,RO-CJ", 2015),
    )
    content = registers.write(tmp_path_factory.mktemp("register") / "own", *lines)
    with open_snapshot(content) as opened:
        yield opened


@pytest.fixture(scope="session")
def figures_alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    with open_snapshot(tiny.write(tmp_path_factory.mktemp("tiny"))) as opened:
        yield opened


def run(*arguments: str) -> bytes:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    return result.stdout_bytes


# The day centre is a service with 100 children of whom 60 are a part; the two projects have 100
# parents (counted twice, one time by attendance) and 160 teachers; 330 are of no project.
def test_a_row_is_its_own_answer(figures_alone: Snapshot) -> None:
    rows = reach_by(figures_alone, Filters(), "kind").set_index("row_id")
    assert rows["people_text"].to_dict() == {
        "not-stated": "330",
        "project": "260 – 360",
        "service": "100",
    }
    assert rows["row_kind"].to_dict()["not-stated"] == "not-stated"


def test_a_filter_leaves_out_who_is_of_no_project_of_the_kind(figures_alone: Snapshot) -> None:
    found = reach_total(figures_alone, SERVICES)
    assert (found.surely.people, found.at_most.people, found.figures_touching) == (100, 100, 0)
    behind = figures_behind(figures_alone, Filters(), "kind", "service")
    assert sorted(behind["figure_id"]) == ["a", "b"]
    assert sorted(figures_behind(figures_alone, SERVICES)["figure_id"]) == ["a", "b"]


def test_projects_results_and_grants_are_filtered(figures_alone: Snapshot) -> None:
    def found(kind: str) -> tuple[list[str], list[str], list[str]]:
        filters = Filters(kinds=(kind,))
        frames = (f(figures_alone, filters) for f in (projects, outcomes, funding))
        columns = ("project_id", "outcome_id", "funding_id")
        one, two, three = (sorted(frame[name]) for frame, name in zip(frames, columns, strict=True))
        return one, two, three

    assert found("service") == (["day-centre"], [], ["grant-1"])
    assert found("project") == (["parents-too", "teachers"], ["marks"], [])
    assert found("study") == ([], [], [])


def test_people_of_the_register_are_filtered_and_fall_into_rows(snapshot: Snapshot) -> None:
    total = counted_total(snapshot, SERVICES.but(asker=SERVER))
    rows = counted_rows(snapshot, Filters(asker=SERVER), "kind")
    assert total is not None
    assert (total.surely, total.at_most) == (72, 72)
    assert {row: people.surely for row, people in rows.items()} == {"service": 72, "project": 21}
    assert not is_cut(SERVICES)


@pytest.mark.parametrize("lang", WORDS)
def test_titles_rows_and_the_sentence_of_the_filters_speak(
    figures_alone: Snapshot, lang: str
) -> None:
    title, row, word = WORDS[lang]
    with speaking(lang):
        held = answer_of(figures_alone, SERVICES, "reach", "kind", made_on=date(2026, 1, 1))
        known = catalogue(figures_alone)
        told = SERVICES.sentence(lambda field, row_id: name_of(known, field, row_id))
    assert held.title == title
    assert held.rows["label"].tolist() == [row]
    assert f"{word}: {row}" in told == held.filters_text
    assert "reach-by-kind" in file_name(held, "csv")


def test_an_address_read_back_gives_the_same_filter() -> None:
    assert SERVICES.to_query()["kind"] == "service"
    assert Filters.from_query(SERVICES.to_query()) == (SERVICES, [])


@pytest.mark.parametrize("form", ["json", *FORMATS])
def test_the_command_writes_every_format(form: str, tmp_path: Path) -> None:
    if form in FORMATS and FORMATS[form].needs_browser:
        pytest.skip("a picture is the chart of the other formats, drawn by a browser")
    path = tmp_path / "file"
    run("figures", "--by", "kind", "--kind", "event,service", "--format", form, "-o", str(path))
    assert "year-round service" in registers._text(path.read_bytes())


def test_the_command_names_what_it_does_not_know() -> None:
    result = CliRunner().invoke(main, ["figures", "--kind", "festival"])
    assert result.exit_code == 2
    assert "kind=festival" in result.output


@pytest.fixture
def api(snapshot: Snapshot) -> Starlette:
    return Starlette(routes=routes(lambda: snapshot))


def test_the_api_answers_by_it_and_filters_by_it(api: Starlette) -> None:
    answer = ask(api, "/api/figures.json?by=kind&kind=service").json()
    assert [row["row_id"] for row in answer["rows"]] == ["service"]
    assert answer["filters"]["kind"] == "service"
    assert "/export?" in answer["link"]
    records = ask(api, "/api/records.json?by=kind&row=service").json()["records"]
    assert sorted(record["figure_id"] for record in records) == ["a", "b"]


@pytest.mark.parametrize(
    ("query", "parameter", "nearest"),
    [("kind=servce", "kind", "service"), ("by=kinds", "by", "kind")],
)
def test_the_api_refuses_what_it_does_not_know(
    api: Starlette, query: str, parameter: str, nearest: str
) -> None:
    [problem] = ask(api, f"/api/figures.json?{query}").json()["problems"]
    assert (problem["parameter"], problem["nearest"][0]) == (parameter, nearest)


def test_a_row_of_it_that_does_not_exist_is_refused(api: Starlette) -> None:
    [problem] = ask(api, "/api/records.json?by=kind&row=festival").json()["problems"]
    assert problem["parameter"] == "row"
    assert "service" in problem["allowed"]


@pytest.mark.parametrize(
    ("lang", "told"),
    [("en", "Kinds of project, by their ids."), ("ro", "Feluri de proiecte, după id-uri.")],
)
def test_the_description_of_the_api_lists_it(api: Starlette, lang: str, told: str) -> None:
    described = ask(api, f"/api/openapi.json?lang={lang}").json()
    parameters = described["components"]["parameters"]
    assert parameters["kind"]["description"] == told
    offered = parameters["kind"]["schema"]["items"]["enum"]
    assert offered == ["all", "campaign", "event", "project", "service", "study"]
    assert "kind" in parameters["by"]["schema"]["enum"]
    listed = described["paths"]["/figures.csv"]["get"]["parameters"]
    assert {"$ref": "#/components/parameters/kind"} in listed


def test_a_quoted_figure_of_it_is_compared(figures_alone: Snapshot) -> None:
    held = answer_of(figures_alone, SERVICES, "reach", "kind", made_on=date(2026, 1, 1))
    quote = quote_of(held)
    assert quote.filters["kind"] == "service"
    assert compare(quote, quote).is_unchanged
    assert json.dumps(quote.rows)


@pytest.mark.parametrize("lang", WORDS)
def test_the_pages_offer_the_filter_and_the_breakdown(open_page: Open, lang: str) -> None:
    title, row, word = WORDS[lang]
    app = open_page("export", kind="service", by="kind", lang=lang)
    assert box.told(app)["chosen"] == [["kind=service", row, ""]]
    with speaking(lang), data.reading() as read:
        [option] = [each for each in options(read, None) if each.option_id == "kind=service"]
        assert kind_name(option.kind) == word
    assert any(f"{word}: {row}" in code.value for code in app.code)
    app.selectbox(key="export_by").select("kind").run()
    assert not app.exception
    assert title in [header.value for header in app.header]
    drawn = "".join(element.proto.body for element in app.get("html"))
    assert f">{escape(row)}<" in drawn
    assert title in app.multiselect(key="pack_figures").options


def test_the_published_rows_are_those_of_their_projects(tmp_path: Path) -> None:
    with open_snapshot(content_from_environment({"DASHBOARD_CACHE": str(tmp_path)})) as published:
        known = catalogue(published)
        named = tuple(p for p, record in known.projects.items() if record["kind"] == "service")
        by_kind = reach_total(published, SERVICES)
        assert named
        assert by_kind == reach_total(published, Filters(projects=named))
