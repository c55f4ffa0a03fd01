"""Published figures and people counted, on a register that can be added by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.reach.breakdowns import reach_by, reach_total
from dashboard.reach.dimensions import BREAKDOWNS
from dashboard.reach.figures import figures_behind
from dashboard.reach.filters import SERVER, Filters
from dashboard.reach.funding import funding
from dashboard.reach.opening import open_snapshot
from dashboard.reach.overview import headline
from dashboard.reach.register import counted_of_row, policy
from dashboard.reach.snapshot import Snapshot
from dashboard.reach.years import reach_by_year
from dashboard.words.ranges import evidence, range_text
from tests.registers import people, write

EXACTLY = Filters(asker=SERVER)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """72 pupils of the day centre, of Iași, came 200 times; 21 teachers of Cluj came once."""
    lines = (
        people("p", 72, 200, "day-centre,children,RO-IS"),
        people("t", 21, 21, "teachers,educators,RO-CJ", 2015),
    )
    with open_snapshot(write(tmp_path_factory.mktemp("register") / "own", *lines)) as opened:
        yield opened


def of(**query: str) -> Filters:
    return Filters.from_query(query)[0]


def test_the_figures_say_590_to_790_and_85_to_99_were_counted(snapshot: Snapshot) -> None:
    people = reach_total(snapshot, Filters())
    assert range_text(people) == "590 – 889"
    assert evidence(people) == (
        "counted once in the register: 85 – 99 people, 170+ services; "
        "reported in documents: 590 – 790"
    )


def test_people_counted_alone_are_a_range_too(snapshot: Snapshot) -> None:
    people = reach_total(snapshot, of(county="RO-CJ", project="teachers"))
    assert people.counted is not None
    assert people.figures == 0
    assert range_text(people) == "15 – 29"
    assert evidence(people).endswith("reported in documents: nobody")


def test_exact_counts_are_those_of_the_table(snapshot: Snapshot) -> None:
    people = reach_total(snapshot, EXACTLY)
    rows = reach_by(snapshot, EXACTLY, "project").set_index("row_id")
    assert evidence(people).startswith("counted once in the register: 93 people, 221 services")
    assert rows.loc["day-centre", "counted_text"] == "72"
    assert rows.loc["day-centre", "at_most"] == 100 + 72
    assert reach_total(snapshot, Filters()).counted != people.counted


@pytest.mark.parametrize("by", BREAKDOWNS)
def test_every_breakdown_has_all_that_were_counted(snapshot: Snapshot, by: str) -> None:
    rows = reach_by(snapshot, EXACTLY, by)
    counted = [int(text) for text in rows["counted_text"] if text]
    assert max(counted) >= 72
    if by in ("project", "county", "target-group", "audience"):
        assert sum(counted) == 93


def test_rows_that_cannot_be_told_stand_last(snapshot: Snapshot) -> None:
    rows = reach_by(snapshot, Filters(), "county")
    assert rows["row_id"].tolist()[-1] == "RO-BC"
    assert rows["counted_text"].tolist()[-1] == "0 – 14"
    assert rows["row_id"].tolist()[-2] == "RO-CJ"


def test_a_year_has_its_own_people_and_the_estimate_none(snapshot: Snapshot) -> None:
    bars = reach_by_year(snapshot, Filters()).years.set_index("row_id")
    assert bars.loc["2016", "counted_text"] == "65 – 79"
    assert bars.loc["2015", "counted_text"] == "15 – 29"
    assert bars.loc["2015", "reported_text"] == ""
    spread = reach_by_year(snapshot, of(mode="spread-evenly")).years
    assert set(spread["counted_text"]) == {""}


def test_the_years_of_the_first_screen_are_those_of_the_register_too(snapshot: Snapshot) -> None:
    assert headline(snapshot, Filters()).years == (2015, 2016)
    assert headline(snapshot, of(county="RO-CJ")).people.figures_touching > 0


def test_what_stands_behind_a_row_is_counted_and_published(snapshot: Snapshot) -> None:
    behind = counted_of_row(snapshot, Filters(), "project", "day-centre")
    assert behind is not None
    assert (behind.surely, behind.at_most, behind.services) == (65, 79, 130)
    assert len(figures_behind(snapshot, Filters(), "project", "day-centre")) == 2
    assert counted_of_row(snapshot, of(mode="spread-evenly"), "year", "2016") is None
    assert counted_of_row(snapshot, Filters(), "figure", "a") is None


def test_cost_per_person_follows_the_protected_range(snapshot: Snapshot) -> None:
    told = funding(snapshot, Filters())["cost_text"].iloc[0]
    assert told.replace("\u00a0", " ") == "5.59 EUR – 10 EUR"


def test_a_project_that_was_cut_by_a_filter_has_no_cost_per_person(snapshot: Snapshot) -> None:
    told = funding(snapshot, of(years="2016"))["cost_text"].iloc[0]
    assert told.startswith("not given")


@pytest.mark.parametrize(
    ("of_folder", "of_server", "is_told"), [(5, 5, True), (15, 5, False), (5, 15, False)]
)
def test_of_the_folders_threshold_and_the_servers_the_larger_holds(
    of_folder: int,
    of_server: int,
    is_told: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = write(tmp_path / "own", people("p", 12, 12, "day-centre,children,RO-IS"))
    settings = content.tables.parent / "settings.toml"
    settings.write_text(f"threshold = {of_folder}", encoding="utf-8")
    monkeypatch.setenv("DASHBOARD_THRESHOLD", str(of_server))
    with open_snapshot(content) as opened:
        assert policy(opened).threshold == max(of_folder, of_server)
        assert (reach_total(opened, Filters()).counted is not None) == is_told  # 12 people
