"""No exact count of the register leaves the server, and nobody looks like four people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from dashboard.cli import main
from dashboard.reach.breakdowns import reach_by, reach_total
from dashboard.reach.dimensions import BREAKDOWNS
from dashboard.reach.filters import Filters
from dashboard.reach.opening import open_snapshot
from dashboard.reach.snapshot import Snapshot
from tests import registers
from tests.asgi import ask
from tests.registers import people, told, write

# 1,231 teachers of Iași and 3 parents of Bacău in 2016, 3 teachers in 2015.
TELL_TALES = {"1231", "1234", "1237", "7907", "7913", "7919"}
PARENTS = "day-centre,parents,RO-BC"
EARLY = "teachers,parents,RO-BC"


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return told(
        write(
            tmp_path_factory.mktemp("telling") / "own",
            people("t", 1231, 7907),
            people("p", 3, 6, PARENTS),
            people("e", 3, 6, year=2015),
        )
    )


def test_the_counts_are_there_in_steps(doors: dict[str, str]) -> None:
    total = next(text for name, text in doors.items() if name.startswith("json county {}"))
    assert '"counted_text": "1,235 – 1,240"' in total
    assert '"services_text": "7,915+"' in total


def test_no_exact_count_leaves_by_any_door(doors: dict[str, str]) -> None:
    assert len(doors) > 140
    telling = {name: registers.numbers(text) & TELL_TALES for name, text in doors.items()}
    assert {name: found for name, found in telling.items() if found} == {}


def test_the_tell_tales_would_be_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = write(tmp_path / "own", people("t", 1231, 7907))
    monkeypatch.setattr("dashboard.commands.content_from_environment", lambda: content)
    printed = CliRunner().invoke(main, ["figures", "--by", "year", "--exact"])
    assert printed.exit_code == 0, printed.output
    assert {"1231", "7907"} <= registers.numbers(printed.stdout)


# Each adds so many people, with one service each, where otherwise nobody is.
HIDDEN = {
    "county and group": (EARLY, 2016),
    "year of a county": (EARLY, 2015),
    "group of a county": ("teachers,children,RO-CJ", 2016),
}


def _with_few(folder: Path, few: int, of: str, year: int) -> dict[str, str]:
    early = people("e", 10, 20, year=2015)
    return told(
        write(folder, people("t", 1230, 7910), early, people("few", few, few, of, year=year))
    )


@pytest.fixture(scope="module")
def nobody(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return _with_few(tmp_path_factory.mktemp("nobody") / "own", 0, EARLY, 2016)


@pytest.mark.parametrize("cell", HIDDEN)
def test_nobody_and_four_people_look_the_same_at_every_door(
    tmp_path: Path, nobody: dict[str, str], cell: str
) -> None:
    of, year = HIDDEN[cell]
    four = _with_few(tmp_path / "four", 4, of, year)
    assert nobody.keys() == four.keys()
    assert [name for name in nobody if nobody[name] != four[name]] == []


def test_two_filters_that_differ_in_one_person_answer_alike(tmp_path: Path) -> None:
    lines = people("t", 61, 61), people("e", 1, 1, year=2015)
    with open_snapshot(write(tmp_path / "own", *lines)) as snapshot:
        both = reach_total(snapshot, Filters()).counted
        later = reach_total(snapshot, Filters.from_query({"years": "2016"})[0]).counted
    assert both == later
    assert both is not None
    assert (both.surely, both.at_most, both.services) == (60, 65, 60)


@pytest.fixture(scope="module")
def one_small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    folder = tmp_path_factory.mktemp("small") / "own"
    lines = (
        people("a", 61, 61),
        people("b", 40, 40, "teachers,educators,RO-CJ"),
        people("c", 3, 3, "teachers,educators,RO-BC"),
    )
    with open_snapshot(write(folder, *lines)) as opened:
        yield opened


@pytest.mark.parametrize("by", BREAKDOWNS)
def test_a_total_less_its_rows_never_gives_one_hidden_row(one_small: Snapshot, by: str) -> None:
    rows = reach_by(one_small, Filters(), by)
    counted = rows[rows["counted_text"] != ""]
    hidden = counted[counted["services_text"] == ""]
    assert not counted.empty
    assert len(hidden) != 1


def test_the_one_small_county_is_hidden_with_a_second_one(one_small: Snapshot) -> None:
    rows = reach_by(one_small, Filters(), "county").set_index("row_id")
    assert rows["services_text"].to_dict()["RO-BC"] == ""
    assert rows["services_text"].to_dict()["RO-CJ"] == ""
    assert rows.loc["RO-IS", "counted_text"] == "60 – 65"


def test_no_address_of_the_api_turns_the_protection_off(one_small: Snapshot) -> None:
    from starlette.applications import Starlette

    from dashboard.api import routes

    api = Starlette(routes=routes(lambda: one_small))
    for asked in ("exact=1", "exact", "threshold=1", "policy=exact"):
        answer = ask(api, f"/api/figures.json?by=county&{asked}")
        assert answer.status == 400
        assert "104" not in registers.numbers(answer.text)


@pytest.mark.parametrize("value", ["0", "1", "exact", "-5", "4"])
def test_no_variable_turns_the_protection_off(
    one_small: Snapshot, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    from dashboard.errors import DashboardError

    for name in ("DASHBOARD_EXACT", "EXACT", "DASHBOARD_POLICY"):
        monkeypatch.setenv(name, "1")
    before = reach_total(one_small, Filters()).counted
    assert before is not None
    assert before.surely == 100
    monkeypatch.setenv("DASHBOARD_THRESHOLD", value)
    with pytest.raises(DashboardError, match="DASHBOARD_THRESHOLD"):
        reach_total(one_small, Filters())
