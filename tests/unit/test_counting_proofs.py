"""The set that proves an answer, what would narrow it, and who is counted beside it."""

from __future__ import annotations

from dashboard.counting import (
    Counted,
    End,
    Placement,
    Reason,
    Says,
    Sought,
    alone_in,
    narrowing,
    proof,
    surely_beside,
)
from tests.by_hand import BACAU, IASI, adult, child, figure


def test_the_proof_of_the_worked_example_is_three_figures_and_why() -> None:
    both = IASI | BACAU
    figures = [
        child("A", 100, counties=both),
        child("B", 60, counties=both, part_of="A"),
        adult("C", 100, counties=both),
        child("D", 330),
        adult("E", 160, audience="professionals", counties=IASI),
        adult("F", 100, counties=both, basis="attendance"),
    ]
    shown = proof(figures, {each.figure_id: Placement.INSIDE for each in figures})
    assert (shown.surely, shown.is_searched_to_end) == (End(590), True)
    assert shown.people == {"D": 330, "E": 160, "C": 100}
    assert shown.pairs() == {
        ("D", "E"): (Reason.AUDIENCE, Reason.AGE),
        ("D", "C"): (Reason.AGE,),
        ("E", "C"): (Reason.AUDIENCE,),
    }


def test_the_statement_that_narrows_most_comes_first() -> None:
    figures = [
        figure("2022", 190, basis="register", period="2022"),
        figure("2023", 185, basis="register", period="2023"),
        figure("small", 10, "at_least"),
    ]
    found = narrowing(figures, {each.figure_id: Placement.INSIDE for each in figures})
    first = found[0]
    assert (first.statement.says, first.statement.one) == (Says.PART, "2023")
    assert (first.before.at_most.people, first.after.at_most.people) == (385, 200)
    assert [each.gain for each in found] == sorted((each.gain for each in found), reverse=True)


def test_a_place_or_a_year_that_somebody_states_narrows_a_filter() -> None:
    figures = [figure("a", 50, counties=IASI), figure("b", 30)]
    placed = {"a": Placement.INSIDE, "b": Placement.TOUCHING}
    says = {each.statement.says for each in narrowing(figures, placed, Sought(counties=IASI))}
    assert {Says.OUTSIDE_PLACE, Says.PART} <= says


def test_people_counted_in_one_audience_are_others_than_the_figures_of_the_rest() -> None:
    figures = [figure("a", 40), figure("b", 160, audience="professionals")]
    placed = {each.figure_id: Placement.INSIDE for each in figures}
    counted = {
        frozenset({"supported"}): 70,
        frozenset({"professionals"}): 5,
        frozenset({"supported", "professionals"}): 72,
    }
    assert surely_beside(figures, placed, counted) == End(70 + 160)


def test_who_surely_stands_under_one_audience_alone_is_told_by_counts_alone() -> None:
    inside = {"supported": Counted(50, 60), "professionals": Counted(5, 9)}
    everywhere = {"supported": Counted(80, 90), "professionals": Counted(5, 9)}
    everywhere["public"] = Counted(0, 4)
    # of the 50, up to 9 professionals and 4 of the public may be the same people
    assert alone_in(inside, everywhere) == {frozenset({"supported"}): 50 - 9 - 4}


def test_figures_of_about_so_many_or_of_no_known_audience_add_nobody_to_the_register() -> None:
    figures = [
        figure("a", 160, "about", audience="professionals"),
        figure("b", 90, audience=""),
    ]
    placed = {each.figure_id: Placement.INSIDE for each in figures}
    assert surely_beside(figures, placed, {frozenset({"supported"}): 70}) == End(70)
