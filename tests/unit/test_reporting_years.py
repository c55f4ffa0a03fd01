"""Spans of months, and folders whose reporting year begins in another month than January."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.charts import LIGHT, reach_years
from dashboard.exports.answer import answer_of
from dashboard.exports.names import file_name
from dashboard.period import Period, year_name, year_of, years
from dashboard.reach.breakdowns import reach_total
from dashboard.reach.figures import figures_behind
from dashboard.reach.filters import SERVER, Filters
from dashboard.reach.opening import open_snapshot
from dashboard.reach.overview import years_told
from dashboard.reach.register import counted_rows, counted_total
from dashboard.reach.snapshot import Snapshot
from dashboard.reach.years import reach_by_year, year_rows
from tests import registers, tiny
from tests.registers import MADE_ON

SCHOOL_YEAR = "2015-09..2016-08"


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """The worked example is of 2016; 50 pupils more came in the school year, 8 in autumn 2016.

    In the register 20 people came in October 2015, 11 in May 2016 and 7 in November 2016.
    """
    days = {"2015-10-05": range(20), "2016-05-09": range(20, 31), "2016-11-02": range(31, 38)}
    lines = [
        f"p-{n:05d}a,teachers,educators,RO-IS,{day},,"
        for day, people in days.items()
        for n in people
    ]
    content = registers.write(tmp_path_factory.mktemp("school") / "own", lines)
    tiny.append(content, "beneficiaries", tiny.figure("s", people=50, period=SCHOOL_YEAR))
    tiny.append(content, "beneficiaries", tiny.figure("t", people=8, period="2016-09..2016-11"))
    settings = content.tables.parent / "settings.toml"
    settings.write_text("year_begins = 9\n", encoding="utf-8")
    with open_snapshot(content) as opened:
        yield opened


def of(text: str) -> Filters:
    filters, unread = Filters.from_query({"years": text})
    assert not unread
    return filters


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2011-2013", "2011-2013"),
        ("2016", "2016-2016"),
        ("2011..2013", "2011-2013"),
        (SCHOOL_YEAR, SCHOOL_YEAR),
        ("2015-09/2016-08", SCHOOL_YEAR),
        ("2016-05", "2016-05"),
    ],
)
def test_years_are_a_span_of_months_and_written_as_they_were(text: str, written: str) -> None:
    assert of(text).to_query()["years"] == written
    assert of(written) == of(text)


def test_a_reporting_year_has_the_number_of_the_year_it_begins_in() -> None:
    assert years(2015, 2015, 9) == Period.parse(SCHOOL_YEAR)
    assert [year_of(month, 9) for month in (2015 * 12 + 7, 2015 * 12 + 8)] == [2014, 2015]
    assert [year_name(1999, 9), year_name(2023, 9), year_name(2023)] == [
        "1999/00",
        "2023/24",
        "2023",
    ]


def test_what_lies_in_the_months_is_inside_and_what_they_cut_touches(snapshot: Snapshot) -> None:
    found = figures_behind(snapshot, of(SCHOOL_YEAR)).set_index("figure_id")["placement"]
    assert found["s"] == "inside"
    assert found["a"] == "touching"
    assert "t" not in found


def test_the_rows_are_reporting_years(snapshot: Snapshot) -> None:
    answer = reach_by_year(snapshot, Filters())
    of_years = answer.years.set_index("row_id")
    assert of_years["label"].to_dict() == {SCHOOL_YEAR: "2015/16", "2016-09..2017-08": "2016/17"}
    assert of_years["figures"].to_dict() == {SCHOOL_YEAR: 1, "2016-09..2017-08": 1}
    assert answer.lanes["row_id"].tolist() == ["2016"]
    assert answer.lanes["first"].tolist() == [2016 - 8 / 12]
    behind = figures_behind(snapshot, Filters(), "year", SCHOOL_YEAR)
    assert behind["figure_id"].tolist() == ["s"]
    assert years_told(snapshot) == (2014, 2016)


def test_the_axis_names_them(snapshot: Snapshot) -> None:
    answer = reach_by_year(snapshot, Filters())
    assert "2016/17" in str(reach_years(answer.years, answer.lanes, LIGHT, begins=9))
    held = answer_of(snapshot, of(SCHOOL_YEAR), "reach", "year", made_on=MADE_ON)
    assert held.figure is not None
    assert "2015/16" in str(held.figure)
    assert "2015-09-2016-08" in file_name(held, "csv")
    assert "September 2015 – August 2016" in held.filters_text


def test_an_estimate_is_spread_over_reporting_years(snapshot: Snapshot) -> None:
    spread = year_rows(reach_by_year(snapshot, Filters(year_mode="spread-evenly")))
    of_years = dict(zip(spread["label"], spread["at_most"], strict=True))
    # Of 2016 three times 100, 330 and 160: two thirds of its months lie before September.
    assert of_years == {"2015/16": 3 * 67 + 220 + 107 + 50, "2016/17": 3 * 33 + 110 + 53 + 8}


def test_people_of_the_register_are_counted_by_reporting_years(snapshot: Snapshot) -> None:
    def people(text: str) -> tuple[int, int]:
        found = counted_total(snapshot, of(text).but(asker=SERVER))
        assert found is not None
        return found.surely, found.at_most

    assert people(SCHOOL_YEAR) == (31, 31)
    assert people("2016-09..2017-08") == (7, 7)
    assert people("2015-09..2016-12") == (31, 38)  # cuts a year
    assert people("2016") == (0, 38)
    rows = counted_rows(snapshot, Filters(asker=SERVER), "year")
    assert {row: n.surely for row, n in rows.items() if n.surely} == {
        SCHOOL_YEAR: 31, "2016-09..2017-08": 7,
    }  # fmt: skip


def test_a_child_and_an_adult_of_one_reporting_year_are_two_people(tmp_path: Path) -> None:
    content = tiny.write(tmp_path)
    (content.tables / "beneficiaries.csv").write_text(
        tiny.TABLES["beneficiaries"].splitlines()[0] + "\n", encoding="utf-8"
    )
    lines = [
        tiny.figure("children", people=30, period=SCHOOL_YEAR),
        tiny.figure(
            "adults",
            people=20,
            period=SCHOOL_YEAR,
            project_id="parents-too",
            target_group_id="parents",
        ),
    ]
    tiny.append(content, "beneficiaries", *lines)
    with open_snapshot(content) as snapshot:
        assert reach_total(snapshot, of(SCHOOL_YEAR)).surely.people == 50
