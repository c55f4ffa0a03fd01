"""Inside a filter, touching it, outside; and the rows of a breakdown, added up by hand."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.counting import End, Placement, Range, count_rows
from dashboard.period import Period
from tests.by_hand import BACAU, BOTH, IASI, asked, figure, people, placed
from tests.scopes import Scope, place

CHILDREN = Scope(target_groups=frozenset({"children"}), target_groups_above=frozenset({"people"}))
NAMES = ("organisations", "programmes", "projects", "audiences", "funders")
IN_2016 = Period.parse("2016")


def in_counties(*counties: frozenset[str]) -> Scope:
    return Scope(counties=frozenset().union(*counties))


def asking_for(name: str) -> Scope:
    chosen: dict[str, Any] = {name: IASI}
    return Scope(**chosen)


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
