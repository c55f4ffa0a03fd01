"""The `dashboard` command: the same numbers as the pages, and clear exit codes."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from csv import DictReader
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from starlette.applications import Starlette

from dashboard.api import routes
from dashboard.cli import main
from dashboard.i18n import set_language
from dashboard.reach.breakdowns import reach_by
from dashboard.reach.dimensions import BREAKDOWN_NAMES
from dashboard.reach.filters import Filters
from dashboard.reach.snapshot import Snapshot
from tests import tiny
from tests.asgi import ask

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    monkeypatch.setenv("DASHBOARD_CACHE", str(tmp_path_factory.getbasetemp() / "cli-builds"))
    monkeypatch.delenv("DASHBOARD_DATA", raising=False)

    def run_it(*words: str) -> Result:
        return CliRunner().invoke(main, list(words))

    yield run_it
    set_language("en")


@pytest.mark.parametrize("by", BREAKDOWN_NAMES)
def test_figures_are_printed_by_every_breakdown(run: Run, by: str) -> None:
    result = run("figures", "--by", by)
    assert result.exit_code == 0
    rows = list(csv.DictReader(StringIO(result.stdout)))
    assert {"label", "surely", "at_most", "at_most_is_open", "people_text"} <= set(rows[0])


def test_the_rows_are_those_of_the_page(run: Run, published: Snapshot) -> None:
    printed = list(csv.DictReader(StringIO(run("figures", "--by", "county").stdout)))
    page = reach_by(published, Filters(), "county")
    assert [row["people_text"] for row in printed] == page["people_text"].tolist()
    assert [row["label"] for row in printed] == page["label"].tolist()


def test_json_carries_the_filters_and_the_total_as_its_own_answer(run: Run) -> None:
    result = run("figures", "--by", "funder", "--years", "2016", "--format", "json")
    answer = json.loads(result.stdout)
    assert answer["filters_text"] == "Filtered by years: 2016."
    assert answer["total"]["people_text"].startswith("590")
    assert sum(row["surely"] for row in answer["rows"]) != answer["total"]["surely"]


@pytest.mark.usefixtures("one_moment")
@pytest.mark.parametrize("asked", [("by", "county"), ("topic", "funding")], ids="=".join)
def test_json_is_what_the_api_answers(
    run: Run, published: Snapshot, asked: tuple[str, str]
) -> None:
    name, value = asked
    printed = json.loads(run("figures", f"--{name}", value, "--format", "json").stdout)
    api = Starlette(routes=routes(lambda: published))
    answered = ask(api, f"/api/figures.json?{name}={value}").json()
    assert list(printed) == list(answered)
    assert printed | {"link": ""} == answered | {"link": ""}


def test_labels_speak_the_language_asked_for(run: Run) -> None:
    assert "Refugiați din Ucraina" in run("--lang", "ro", "figures", "--by", "target-group").stdout


def test_a_file_of_the_command_has_the_link_of_the_address_given(run: Run) -> None:
    asked = ("figures", "--county", "RO-IS", "--format", "sentence", "--address")
    told = run(*asked, "https://figures.example.org/").stdout
    assert "https://figures.example.org/export?lang=en&county=RO-IS&topic=reach&by=year" in told
    assert run(*asked, "figures").exit_code == 2
    assert "http" not in run(*asked[:-1]).stdout.rpartition("As counted on")[2]


def test_an_unknown_id_is_wrong_use(run: Run) -> None:
    result = run("figures", "--county", "RO-XX")
    assert result.exit_code == 2
    assert "county=RO-XX" in result.output


def test_good_tables_can_be_loaded(run: Run) -> None:
    result = run("check")
    read, said = result.stdout.splitlines()
    assert (result.exit_code, said) == (0, "The tables can be loaded.")
    assert read.startswith("Read: areas ")
    assert "beneficiaries" in read


def test_bad_tables_are_listed_with_place_and_remedy(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    broken = tiny.TABLES["funders"].replace("foundation", "fundation")
    (tmp_path / "tables" / "funders.csv").write_text(broken, encoding="utf-8")
    result = run("check", str(tmp_path))
    assert result.exit_code == 1
    assert "funders.csv, line 2, column kind" in result.output
    assert "foundation" in result.output


def test_a_build_can_be_copied_out(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "reach.duckdb"
    assert run("build", "--out", str(out)).exit_code == 0
    assert out.stat().st_size > 0


def test_a_data_folder_that_is_missing_is_one_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", "no/such/folder")
    result = run("figures")
    assert result.exit_code == 1
    assert "does not exist" in result.output


def test_check_says_when_no_figure_can_be_quoted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("DASHBOARD_QUOTES_MB", "0")
    told = CliRunner().invoke(main, ["check"])
    assert told.exit_code == 0
    assert "Files are made without an id" in told.stderr
    assert "has reached its 0 MB" in told.stderr
    monkeypatch.delenv("DASHBOARD_QUOTES_MB")
    assert "without an id" not in CliRunner().invoke(main, ["check"]).stderr


def test_what_would_narrow_a_total_is_printed_most_narrowing_first(run: Run) -> None:
    rows = list(DictReader(StringIO(run("figures", "--narrow").output)))
    assert [int(row["narrower_by"]) for row in rows] == sorted(
        (int(row["narrower_by"]) for row in rows), reverse=True
    )
    told = json.loads(run("figures", "--narrow", "--format", "json").output)
    assert [each["statement"] for each in told["statements"]] == [r["statement"] for r in rows]
    assert run("figures", "--narrow", "--format", "pdf").exit_code == 2
