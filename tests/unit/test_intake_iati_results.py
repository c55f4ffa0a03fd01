"""Results of an IATI file: periods, targets, dimensions, and indicators of people."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.paths import DATA, Content
from tests.iati import activity, indicator, offered, period, remarks, rows


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return Content(DATA / "reference", tmp_path / "tables", tmp_path / "cache", True, "own")


def test_results_are_outcomes_by_period_and_the_later_of_nested_periods_stands(
    content: Content,
) -> None:
    inside = indicator(
        period(2017, 2019, '<target value="50"/><actual value="30,6"/>'),
        period(2017, 2021, '<target value="90"/><actual value="80"/>'),
        more='ascending="0" aggregation-status="0"',
        base='<baseline year="2016" value="10"/>',
        title="Days waited",
    )
    found = offered(content, activity(inside))
    columns = ("period", "value", "target", "baseline", "baseline_period", "published_as", "kind")
    assert rows(found, "outcomes", *columns) == [
        ("2017..2021", "80", "90", "10", "2016", "80", "output"),
        ("2017..2019", "30.6", "50", "10", "2016", "30,6", "output"),
    ]
    assert rows(found, "indicators", "name_en", "better", "over_periods") == [
        ("Days waited", "lower", "latest")
    ]
    assert "30,6 → 30.6: read as a number, by how the column is written" in remarks(found)


@pytest.mark.parametrize(
    ("status", "second", "over"),
    [("1", 2018, "sum"), ("1", 2017, "latest"), ("0", 2018, "latest"), ("", 2018, "latest")],
)
def test_periods_are_added_only_where_the_file_allows_it_and_they_lie_apart(
    content: Content, status: str, second: int, over: str
) -> None:
    periods = [
        period(2017, 2017, '<actual value="3"/>'),
        period(second, 2018, '<actual value="4"/>'),
    ]
    found = offered(content, activity(indicator(*periods, more=f'aggregation-status="{status}"')))
    assert rows(found, "indicators", "over_periods") == [(over,)]


def test_of_several_targets_the_one_without_a_dimension_is_the_total(content: Content) -> None:
    inside = (
        '<target value="60"><dimension name="sex" value="female"/></target>'
        '<target value="100"/><actual value="90"/>'
        '<actual value="55"><dimension name="sex" value="female"/></actual>'
    )
    found = offered(content, activity(indicator(period(2023, 2023, inside))))
    columns = ("indicator_en", "target", "value", "sex", "indicator_id")
    assert rows(found, "outcomes", *columns) == [
        ("Children reached", "100", "90", "", "children-reached"),
        ("Children reached – sex: female", "60", "55", "female", ""),
    ]


def test_a_percentage_has_its_unit_and_words_are_told_as_words(content: Content) -> None:
    share = indicator(period(2023, 2023, '<actual value="85%"/>'), title="Passed the exam")
    words = indicator(
        period(2023, 2023, "<actual><comment><narrative>Good</narrative></comment></actual>"),
        title="Quality",
    )
    inside = share.replace('measure="1"', 'measure="2"') + words.replace(
        'measure="1"', 'measure="5"'
    )
    found = offered(content, activity(inside))
    columns = ("indicator_en", "value", "unit_en", "value_text_en")
    assert rows(found, "outcomes", *columns) == [
        ("Passed the exam", "85", "%", ""),
        ("Quality", "", "", "Good"),
    ]


def test_an_indicator_of_people_is_a_result_and_only_when_asked_figures_too(
    content: Content,
) -> None:
    inside = indicator(
        period(2017, 2019, '<actual value="30"/>'), period(2017, 2021, '<actual value="80"/>')
    )
    found = offered(content, activity(inside))
    assert rows(found, "beneficiaries", "people") == []
    assert [(each.key, each.chosen) for each in found.questions if each.kind == "figure"] == [
        (("figure", "Children reached"), "skip")
    ]
    asked = offered(content, activity(inside), **{"Children reached": "new"})
    columns = ("people", "period", "part_of", "label_en", "project_id")
    assert rows(asked, "beneficiaries", *columns) == [
        ("80", "2017..2021", "", "Children reached", "centru-de-zi"),
        ("30", "2017..2019", "children-reached-2017-2021", "Children reached", "centru-de-zi"),
    ]
