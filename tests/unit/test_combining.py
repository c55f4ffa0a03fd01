"""Published figures and a register in one answer, on numbers that can be added up by hand."""

from __future__ import annotations

from typing import Any

from dashboard.counting import (
    Counted,
    End,
    Figure,
    Placement,
    Range,
    Sought,
    added_rows,
    at_most_beside_register,
    count,
    with_counted,
)

IASI, BACAU = frozenset({"Iași"}), frozenset({"Bacău"})
REPORTED = Range(End(40), End(60), figures=2)


def figure(figure_id: str, people: int, **rest: Any) -> Figure:
    named: dict[str, Any] = {"project_id": "school", "from_register": True}
    return Figure(figure_id, people, **named | rest)


def everything(*figures: Figure) -> dict[str, Placement]:
    return {each.figure_id: Placement.INSIDE for each in figures}


def beside(*figures: Figure) -> End:
    return at_most_beside_register(figures, everything(*figures), {"school"})


def people(answer: Range) -> tuple[int, int]:
    return answer.surely.people, answer.at_most.people


def test_the_larger_number_is_sure_and_both_together_are_the_most() -> None:
    assert people(with_counted(REPORTED, End(60), Counted(50, 55))) == (50, 115)
    assert people(with_counted(REPORTED, End(60), Counted(20, 25))) == (40, 85)


def test_figures_counted_from_the_register_are_not_added_to_it() -> None:
    assert people(with_counted(REPORTED, End(10), Counted(50, 55))) == (50, 65)


def test_a_hidden_count_still_adds_its_upper_end() -> None:
    answer = with_counted(REPORTED, End(60), Counted(0, 4, is_hidden=True))
    assert people(answer) == (40, 64)


def test_the_reported_and_the_counted_part_stay_to_be_told() -> None:
    answer = with_counted(REPORTED, End(60), Counted(50, 55, services=120))
    assert answer.reported == (End(40), End(60))
    assert answer.counted == Counted(50, 55, services=120)
    assert (answer.figures, REPORTED.reported, REPORTED.counted) == (2, None, None)


def test_of_two_equal_lower_ends_the_firm_one_is_told() -> None:
    about_50 = Range(End(50, is_approximate=True), End(50, is_approximate=True))
    assert with_counted(about_50, End(0), Counted(50, 55)).surely == End(50)
    over_50 = Range(End(50, is_open=True), End(50, is_open=True))
    assert with_counted(over_50, End(0), Counted(50, 55)).surely == End(50)


def test_an_approximate_lower_end_gives_way_to_the_register() -> None:
    almost_90 = Range(End(90, is_approximate=True), End(90))
    assert people(with_counted(almost_90, End(0), Counted(80, 85))) == (85, 85)


def test_a_register_smaller_than_what_was_counted_from_it_bounds_nothing() -> None:
    answer = with_counted(Range(End(90), End(90)), End(0), Counted(80, 85))
    assert people(answer) == (90, 90)
    over_90 = Range(End(90, is_open=True), End(90, is_open=True))
    assert with_counted(over_90, End(0), Counted(80, 85)).at_most == End(90, is_open=True)


def test_only_a_flagged_figure_of_a_registered_project_is_left_out() -> None:
    flagged, told = figure("f", 30), figure("t", 7, from_register=False)
    elsewhere = figure("e", 5, project_id="clinic")
    assert beside(flagged, told, elsewhere) == End(12)


def test_the_total_of_a_registered_organisation_or_programme_is_left_out_as_well() -> None:
    total = figure("total", 300, project_id=None, organisations=frozenset({"one"}))
    course = figure("course", 40, project_id=None, programme_id="courses")
    placed = everything(total, course)
    assert at_most_beside_register([total, course], placed, {"one", "courses"}) == End(0)
    assert at_most_beside_register([total, course], placed, {"two"}) == End(340)


def test_a_part_that_was_not_counted_from_the_register_still_adds() -> None:
    whole, part = figure("whole", 30), figure("part", 8, part_of="whole", from_register=False)
    assert beside(whole, part) == End(8)


def test_a_whole_that_was_not_counted_from_the_register_counts_in_full() -> None:
    whole, part = figure("whole", 30, from_register=False), figure("part", 8, part_of="whole")
    assert beside(whole, part) == End(30)


def test_a_row_leaves_out_the_figures_whose_people_the_register_counts_in_it() -> None:
    figures = figure("iasi", 30, counties=IASI), figure("both", 8, counties=IASI | BACAU)
    added = added_rows(
        figures,
        everything(*figures),
        lambda each: [each.counties],
        {"school"},
        lambda each, row: len(row) == 1,
    )
    assert added == {IASI: End(0), IASI | BACAU: End(8)}


def test_a_range_is_empty_when_there_is_neither_a_figure_nor_anybody_counted() -> None:
    nothing = count([], {})
    assert nothing.is_empty
    assert not nothing._replace(figures_touching=1).is_empty
    assert with_counted(nothing, End(0), Counted(0, 0)).is_empty
    assert not with_counted(nothing, End(0), Counted(0, 4, is_hidden=True)).is_empty


def test_people_met_at_a_service_may_live_elsewhere_than_the_register_is_asked_for() -> None:
    met = figure("a", 60, place_is="service")
    in_iasi = Sought(counties=frozenset({"Iași"}))
    assert at_most_beside_register([met], everything(met), {"school"}, in_iasi) == End(60)
    assert at_most_beside_register([met], everything(met), {"school"}) == End(0)
