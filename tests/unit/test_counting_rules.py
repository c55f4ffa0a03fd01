"""The rules of docs/counting.md, on figures that can be added up by hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from dashboard.counting import (
    End,
    Figure,
    Placement,
    Range,
    count,
    count_rows,
    ends,
)
from dashboard.period import Period
from tests.scopes import Scope, place

IASI, BACAU = frozenset({"Iași"}), frozenset({"Bacău"})
BOTH = IASI | BACAU
CHILDREN = Scope(target_groups=frozenset({"children"}), target_groups_above=frozenset({"people"}))
NAMES = ("organisations", "programmes", "projects", "audiences", "funders")
IN_2016 = Period.parse("2016")


def figure(figure_id: str, people: int, qualifier: str = "exact", **rest: Any) -> Figure:
    """Without a county, an age class or a part; `period` and `group` as they are written."""
    period = Period.parse(str(rest.pop("period", "2016")))
    group = str(rest.pop("group", "people"))
    return Figure(
        figure_id,
        people,
        qualifier,
        period=period,
        target_group_id=group,
        **rest,
    )


def asked(figures: Iterable[Figure], scope: Scope | None = None) -> Range:
    listed = list(figures)
    return count(listed, placed(listed, scope))


def placed(figures: Iterable[Figure], scope: Scope | None = None) -> dict[str, Placement]:
    return {each.figure_id: place(each, scope or Scope()) for each in figures}


def people(answer: Range) -> tuple[int, int]:
    return answer.surely.people, answer.at_most.people


def in_counties(*counties: frozenset[str]) -> Scope:
    return Scope(counties=frozenset().union(*counties))


def asking_for(name: str) -> Scope:
    chosen: dict[str, Any] = {name: IASI}
    return Scope(**chosen)


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


@pytest.mark.parametrize(("parts", "at_most"), [((60, 30), 90), ((60, 70), 100)])
def test_a_whole_outside_the_filter_bounds_its_parts_inside(
    parts: tuple[int, int], at_most: int
) -> None:
    figures = [figure("A", 100)]
    figures += [figure(f"B{n}", n, part_of="A", project_id="sheet") for n in parts]
    assert asked(figures, Scope(projects=frozenset({"sheet"}))).at_most == End(at_most)


def test_a_part_outside_between_two_bounds_again() -> None:
    figures = [
        figure("A", 100),
        figure("B", 40, part_of="A"),
        figure("C", 70, "up_to", part_of="B", project_id="sheet"),
    ]
    assert people(asked(figures, Scope(projects=frozenset({"sheet"})))) == (0, 40)


def test_parts_close_the_end_of_an_open_whole_outside_the_filter() -> None:
    whole = figure("A", 10, "at_least")
    part = figure("B", 60, part_of="A", project_id="sheet")
    assert asked([whole, part], Scope(projects=frozenset({"sheet"}))).at_most == End(60)


def test_the_row_of_a_county_holds_what_is_labelled_so_and_its_filter_also_what_touches() -> None:
    figures = [
        figure("A", 60, counties=IASI, area_id="iasi"),
        figure("B", 100, counties=BOTH, area_id="iasi+bacau"),
        figure("C", 30),
    ]
    rows = count_rows(figures, placed(figures), lambda each: [each.area_id])
    assert {row: people(answer) for row, answer in rows.items()} == {
        "iasi": (60, 60),
        "iasi+bacau": (100, 100),
        "not-stated": (30, 30),
    }
    assert asked(figures, in_counties(IASI))[:4] == (End(60), End(190), 1, 2)


def test_a_figure_of_two_funders_counts_in_full_for_each() -> None:
    figures = [figure("A", 60, funders=frozenset({"x", "y"})), figure("B", 5)]
    rows = count_rows(figures, placed(figures), lambda each: each.funders)
    assert rows == {"x": Range(End(60), End(60), 1), "y": Range(End(60), End(60), 1)}


def test_a_row_has_no_figures_from_outside_the_filter() -> None:
    figures = [figure("A", 60, counties=IASI), figure("B", 70, counties=BACAU)]
    rows = count_rows(figures, placed(figures, in_counties(IASI)), lambda each: each.counties)
    assert list(rows) == ["Iași"]


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


@pytest.mark.parametrize(
    ("one", "scope", "placement"),
    [
        ({"period": "2016-05"}, Scope(years=IN_2016), Placement.INSIDE),
        ({"period": "2015..2016"}, Scope(years=IN_2016), Placement.TOUCHING),
        ({"period": "2015.."}, Scope(years=IN_2016), Placement.TOUCHING),
        ({"period": ""}, Scope(years=IN_2016), Placement.TOUCHING),
        ({"period": "2017.."}, Scope(years=IN_2016), Placement.OUTSIDE),
        ({"counties": IASI}, in_counties(IASI, BACAU), Placement.INSIDE),
        ({"counties": BOTH}, in_counties(IASI), Placement.TOUCHING),
        ({}, in_counties(IASI, BACAU), Placement.TOUCHING),
        ({"counties": BACAU}, in_counties(IASI), Placement.OUTSIDE),
        ({"group": "children"}, CHILDREN, Placement.INSIDE),
        ({"group": "people"}, CHILDREN, Placement.TOUCHING),
        ({"group": "parents"}, CHILDREN, Placement.OUTSIDE),
        *(({}, asking_for(name), Placement.OUTSIDE) for name in NAMES),
        ({"programme_id": "p"}, Scope(programmes=frozenset({"p", "q"})), Placement.INSIDE),
        ({"funders": IASI}, Scope(funders=BOTH), Placement.INSIDE),
        ({"period": "", "counties": BACAU}, in_counties(IASI), Placement.OUTSIDE),
    ],
)
def test_a_figure_lies_inside_a_filter_touches_it_or_is_outside(
    one: dict[str, Any], scope: Scope, placement: Placement
) -> None:
    assert place(figure("A", 1, **one), scope) is placement


def test_what_touches_adds_nothing_to_surely_and_its_number_to_at_most() -> None:
    long, short = figure("A", 100, period="2015..2016"), figure("B", 30)
    answer = asked([long, short], Scope(years=IN_2016))
    assert answer[:4] == (End(30), End(130), 1, 1)
    assert (answer.at_most_inside, answer.may_also) == (End(30), End(100))


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
