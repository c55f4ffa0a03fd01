"""The rules of docs/counting.md, on figures that can be added up by hand."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.counting import End, Range, ends
from tests.by_hand import BACAU, BOTH, IASI, asked, figure, people
from tests.scopes import Scope


def test_the_worked_example_is_590_to_790() -> None:
    children: dict[str, Any] = {"audience": "supported", "age_class": "child", "group": "children"}
    parents: dict[str, Any] = {"age_class": "adult", "group": "parents", "counties": BOTH}
    educators: dict[str, Any] = {"audience": "professionals", "counties": IASI}
    answer = asked(
        [
            figure("A", 100, counties=BOTH, **children),
            figure("B", 60, counties=BOTH, part_of="A", **children),
            figure("C", 100, **parents),
            figure("D", 330, **children),
            figure("E", 160, age_class="adult", **educators),
            figure("F", 100, basis="attendance", **parents),
        ]
    )
    assert answer == Range(End(590), End(790), figures=6, figures_touching=0)


@pytest.mark.parametrize(
    ("qualifier", "lower", "upper"),
    [
        ("exact", End(50), End(50)),
        ("at_least", End(50, is_open=True), End(50, is_open=True)),
        ("almost", End(50, is_approximate=True), End(50)),
        ("about", End(50, is_approximate=True), End(50, is_approximate=True)),
        ("up_to", End(0), End(50)),
        ("between", End(50), End(80)),
    ],
)
def test_a_figure_keeps_its_words(qualifier: str, lower: End, upper: End) -> None:
    answer = asked([figure("A", 50, qualifier, people_max=80)])
    assert (answer.surely, answer.at_most) == (lower, upper)


@pytest.mark.parametrize("qualifier", ["roughly", "between", ""])
def test_words_without_a_rule_are_refused(qualifier: str) -> None:
    with pytest.raises(ValueError, match="no rule for the qualifier"):
        ends(qualifier, 50)


def test_a_firm_figure_as_large_as_an_approximate_or_open_one_decides() -> None:
    firm, guess, more = (
        figure("A", 50),
        figure("B", 50, "about"),
        figure("C", 50, "at_least"),
    )
    assert asked([guess, more, firm]).surely == End(50)
    assert asked([guess, more]).surely == End(50, is_open=True)


def test_a_smaller_open_figure_leaves_surely_closed_and_opens_at_most() -> None:
    answer = asked([figure("A", 100), figure("B", 20, "at_least")])
    assert answer[:2] == (End(100), End(120, is_open=True))


def test_one_number_is_shown_when_both_ends_are_equal() -> None:
    assert asked([]) == Range(End(0), End(0))
    assert asked([figure("A", 100)]).is_single
    assert not asked([figure("A", 100), figure("B", 1)]).is_single


def test_attendance_counts_only_at_the_upper_end() -> None:
    assert people(asked([figure("A", 100, basis="attendance")])) == (0, 100)


def test_a_stock_is_of_one_day_and_more_may_have_been_reached() -> None:
    answer = asked([figure("A", 100, basis="register")])
    assert answer[:2] == (End(100), End(100, is_open=True))


def test_the_people_of_a_part_are_already_in_its_whole() -> None:
    parts = [figure("B", 60, part_of="A"), figure("C", 50, part_of="A")]
    assert people(asked([figure("A", 100), *parts])) == (100, 100)


def test_a_part_whose_whole_is_unknown_counts_itself() -> None:
    assert people(asked([figure("B", 60, part_of="A")])) == (60, 60)


def test_the_same_people_published_twice_count_once() -> None:
    annual, sheet = figure("A", 100, counties=IASI), figure("B", 100, part_of="A")
    assert people(asked([annual, sheet])) == (100, 100)


def test_two_counties_add_up_when_together_they_are_more_than_both_unsplit() -> None:
    together = figure("A", 100, counties=BOTH)
    apart = [figure("B", 60, counties=IASI), figure("C", 70, counties=BACAU)]
    assert people(asked([together, *apart])) == (130, 230)
    assert people(asked([figure("A", 140, counties=BOTH), *apart])) == (140, 270)


def test_within_a_county_only_the_largest_figure_is_sure() -> None:
    assert people(asked([figure("A", 60, counties=IASI), figure("B", 50, counties=IASI)])) == (
        60,
        110,
    )


def test_people_of_an_area_not_stated_may_live_in_any_county() -> None:
    in_iasi = figure("B", 60, counties=IASI)
    assert people(asked([figure("A", 50), in_iasi])) == (60, 110)
    assert people(asked([figure("A", 90), in_iasi])) == (90, 150)


@pytest.mark.parametrize(
    ("period", "sure"),
    [
        ("2016", 130),
        ("2014", 130),
        ("2015-03..2016-12", 130),
        ("2016-01..2017-01", 100),
        ("2017", 100),
        ("2016..", 100),
        ("", 100),
    ],
)
def test_an_adult_is_no_child_of_the_same_year_or_later(period: str, sure: int) -> None:
    children = figure("A", 100, age_class="child")
    adults = figure("B", 30, age_class="adult", period=period)
    assert people(asked([children, adults])) == (sure, 130)


def test_children_of_a_year_not_stated_may_be_the_adults_of_another() -> None:
    children = figure("A", 100, age_class="child", period="")
    assert people(asked([children, figure("B", 30, age_class="adult")])) == (100, 130)


def test_children_and_adults_of_several_years_do_not_add_up() -> None:
    children = figure("A", 100, age_class="child", period="2015..2016")
    adults = figure("B", 30, age_class="adult", period="2015..2016")
    assert people(asked([children, adults])) == (100, 130)


def test_a_group_of_mixed_age_adds_to_neither_children_nor_adults() -> None:
    ages = {"child": 30, "adult": 30, "mixed": 50}
    figures = [figure(age, n, age_class=age) for age, n in ages.items()]
    assert people(asked(figures)) == (60, 110)


def test_people_of_different_audiences_are_different_people() -> None:
    assert people(asked([figure("A", 100), figure("B", 30, audience="public")])) == (130, 130)


def test_surely_is_never_above_at_most_when_a_part_outgrows_its_open_whole() -> None:
    answer = asked([figure("A", 100, "at_least"), figure("B", 120, part_of="A")])
    assert answer.surely.people <= answer.at_most.people


def test_one_more_part_never_lowers_the_number_of_an_open_end() -> None:
    sheet = Scope(projects=frozenset({"sheet"}))
    whole = figure("A", 100, "at_least")
    parts = [
        figure("B", 120, part_of="A", project_id="sheet"),
        figure("C", 1, "at_least", part_of="A", project_id="sheet"),
    ]
    before = asked([whole, parts[0]], sheet).at_most.people
    assert asked([whole, *parts], sheet).at_most.people >= before


def test_an_approximate_whole_gives_way_to_its_firm_part() -> None:
    answer = asked([figure("A", 50, "about"), figure("B", 60, part_of="A")])
    assert answer.surely == End(60)
    assert answer.at_most == End(60, is_approximate=True)
