"""Why figures are surely about different people, and what their ties give them, one rule a test."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.counting import ABROAD, End, Figure, Placement, Reason, fits, proof, settled
from tests.by_hand import BACAU, IASI, VASLUI, adult, both_ends, child, figure, together


def why(one: Figure, other: Figure) -> tuple[Reason, ...]:
    inside = {one.figure_id: Placement.INSIDE, other.figure_id: Placement.INSIDE}
    return proof([one, other], inside).why(one.figure_id, other.figure_id)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (figure("a", 1), figure("b", 1, audience="public"), Reason.AUDIENCE),
        (figure("a", 1, counties=IASI), figure("b", 1, counties=BACAU), Reason.PLACE),
        (figure("a", 1, counties=IASI), figure("b", 1, country="MD"), Reason.PLACE),
        (figure("a", 1, country="UA"), figure("b", 1, country="MD"), Reason.PLACE),
        (child("a", 1), adult("b", 1), Reason.AGE),
        (figure("a", 1, sex="female"), figure("b", 1, sex="male"), Reason.SEX),
        (
            figure("a", 1, apart=frozenset({("d", True)})),
            figure("b", 1, apart=frozenset({("d", False)})),
            Reason.APART,
        ),
    ],
)
def test_five_reasons_tell_people_apart(one: Figure, other: Figure, reason: Reason) -> None:
    assert why(one, other) == why(other, one) == (reason,)
    assert both_ends(one, other) == (2, 2)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (figure("a", 1, counties=IASI), figure("b", 1, counties=IASI | BACAU)),
        (figure("a", 1, counties=IASI), figure("b", 1)),
        (figure("a", 1, counties=IASI, place_is="service"), figure("b", 1, counties=BACAU)),
        (figure("a", 1, country="MD"), figure("b", 1, country="MD")),
        (figure("a", 1, country=ABROAD), figure("b", 1, country="MD")),
        (figure("a", 1, sex="female"), figure("b", 1, sex="other")),
        (figure("a", 1, sex="female"), figure("b", 1)),
        (child("a", 1, age_to=9), child("b", 1, age_from=10, age_to=17)),
        (child("a", 1, period=""), adult("b", 1)),
        (child("a", 1), adult("b", 1, period="2014..")),
        (child("a", 1), adult("b", 1, period="2016-01..2017-01")),
        (child("a", 1, age_from=16, age_to=19), adult("b", 1)),
        (child("a", 1), adult("b", 1, part_of="a")),
        (figure("a", 1, counties=IASI), figure("b", 1, counties=BACAU, part_of="a")),
    ],
)
def test_without_a_reason_two_figures_may_be_about_the_same_people(
    one: Figure, other: Figure
) -> None:
    assert why(one, other) == why(other, one) == ()
    assert both_ends(one, other)[0] == 1


def test_a_school_year_is_a_year() -> None:
    """The case `school-year`."""
    year = "2023-09..2024-06"
    assert both_ends(child("c", 100, period=year), adult("p", 80, period=year)) == (180, 180)


def test_a_stated_age_overrules_that_of_the_group() -> None:
    assert both_ends(child("a", 10), child("b", 5, age_from=18)) == (15, 15)


def test_one_group_of_one_project_split_by_age_may_hold_somebody_twice() -> None:
    """A service for people of 16 to 19: somebody comes of age between two visits."""
    young: dict[str, Any] = {"project_id": "p", "group": "young"}
    assert both_ends(child("a", 55, **young), adult("b", 50, **young)) == (55, 105)
    assert why(child("a", 55, **young), adult("b", 50, **young)) == ()
    assert both_ends(child("a", 55, **young), adult("b", 50, project_id="p")) == (105, 105)


@pytest.mark.parametrize("owner", [{"programme_id": "p"}, {"organisations": frozenset({"o"})}])
def test_so_may_one_group_of_a_programme_or_an_organisation(owner: dict[str, Any]) -> None:
    young = {"group": "young"} | owner
    assert both_ends(child("a", 55, **young), adult("b", 50, **young)) == (55, 105)


def test_parts_of_one_whole_split_by_age_may_hold_somebody_twice() -> None:
    """The case `came-of-age`: 100 people, never surely 105."""
    parts = child("kids", 55, part_of="all"), adult("adults", 50, part_of="all")
    assert both_ends(figure("all", 100), *parts) == (100, 100)
    assert both_ends(figure("all", 200), *parts) == (200, 200)
    assert together(figure("all", 200), *parts, all=Placement.TOUCHING).surely == End(55)
    inside = dict.fromkeys(("all", "kids", "adults"), Placement.INSIDE)
    assert proof([figure("all", 200), *parts], inside).why("kids", "adults") == ()


def test_sums_across_years_ages_and_places_are_one_set() -> None:
    """An adult of 2015 is no child of 2016, and both differ from the people of another county."""
    figures = (
        child("a", 10, counties=IASI),
        adult("b", 20, counties=IASI, period="2015"),
        figure("c", 40, counties=BACAU),
    )
    assert both_ends(*figures) == (70, 70)


def test_a_firm_whole_clips_its_parts() -> None:
    """The case `nested-parts`: an equal sub-whole with a part elsewhere; never above 100."""
    nested = [
        figure("all", 100, counties=IASI | BACAU),
        figure("p1", 60, counties=IASI, part_of="all"),
        figure("q", 100, counties=IASI | BACAU, part_of="all"),
        figure("p2", 60, counties=BACAU, part_of="q"),
    ]
    assert both_ends(*nested) == both_ends(*reversed(nested)) == (100, 100)


def test_a_set_is_chosen_by_what_it_comes_to_under_its_wholes() -> None:
    whole = figure("w", 50)
    parts = (
        figure("p", 45, counties=IASI, part_of="w"),
        figure("q", 45, counties=BACAU, part_of="w"),
    )
    other = figure("o", 40, counties=BACAU)
    assert both_ends(whole, *parts, other) == (85, 90)


def test_a_part_of_a_corrected_whole_is_held_only_where_the_correction_fits() -> None:
    """The case `part-of-a-corrected-whole`: 60 of Iași are not among 100 of Bacău."""
    part = figure("old-part", 60, counties=IASI)
    assert not fits(part, figure("new", 100, counties=BACAU))
    assert not fits(part, figure("new", 50, counties=IASI))
    assert not fits(part, figure("new", 100, counties=IASI, period="2017"))
    assert not fits(part, figure("new", 100, counties=IASI, audience="public"))
    assert fits(part, figure("new", 100, counties=IASI | BACAU))
    assert both_ends(part, figure("new", 100, counties=BACAU)) == (160, 160)


def test_so_many_families_are_at_least_so_many_people() -> None:
    """The case `families`."""
    answer = together(figure("fam", 120, unit="household"))
    assert answer[:2] == (End(120), End(120, is_open=True))


def test_a_place_abroad_is_a_place() -> None:
    """The case `place-abroad`: 50 of Iași and 30 of another country."""
    assert both_ends(figure("a", 50, counties=IASI), figure("b", 30, country="MD")) == (80, 80)


def test_a_part_takes_what_its_whole_says_and_it_does_not() -> None:
    sides = frozenset({("d", True)})
    whole = figure("w", 9, counties=IASI, area_id="iasi", sex="female", apart=sides)
    part = settled([whole, Figure("p", 5, part_of="w")])[1]
    assert (part.counties, part.area_id, part.sex, part.apart) == (IASI, "iasi", "female", sides)
    assert part.period == whole.period
    wider = settled([whole, figure("p", 5, counties=IASI | BACAU, area_id="x", part_of="w")])[1]
    assert (wider.counties, wider.area_id) == (IASI, "x")


def test_the_same_people_published_twice_have_the_narrower_words_of_both() -> None:
    wide = figure("a", 100, "between", people_max=200, counties=IASI | BACAU, sex="male")
    narrow = figure("b", 150, "up_to", counties=BACAU | VASLUI, same_as="a", period="")
    one, other = settled([wide, narrow])
    assert one.counties == other.counties == BACAU
    assert one.sex == other.sex == "male"
    assert other.period is None
    assert both_ends(wide, narrow) == (100, 150)


def test_contradictory_ends_of_the_same_people_are_the_range_in_any_order() -> None:
    figures = [
        figure("a", 100, counties=IASI),
        figure("b", 120, counties=BACAU, same_as="a"),
        figure("c", 90, same_as="b"),
    ]
    assert both_ends(*figures) == both_ends(*reversed(figures)) == (90, 120)
    assert all(each.counties == IASI | BACAU for each in settled(figures))


def test_a_figure_of_a_cycle_counts_once_in_any_order() -> None:
    cycle = [figure("a", 10, part_of="b"), figure("b", 20, part_of="a")]
    assert both_ends(*cycle) == both_ends(*reversed(cycle))
    assert both_ends(*cycle)[0] <= both_ends(*cycle)[1]


def test_an_approximate_figure_is_told_beside_a_firm_one() -> None:
    firm, about = figure("a", 590, counties=IASI), figure("b", 200, "about", counties=BACAU)
    answer = together(firm, about)
    assert (answer.surely, answer.about) == (End(590), 200)
    assert together(firm, figure("c", 200, "about", counties=IASI)).about == 0
    alone = together(about)
    assert (alone.surely, alone.about) == (End(200, is_approximate=True), 0)


def test_an_end_published_as_about_does_not_clip_and_is_raised() -> None:
    whole = figure("w", 50, "about", counties=IASI | BACAU)
    parts = [
        figure("p", 40, counties=IASI, part_of="w"),
        figure("q", 30, counties=BACAU, part_of="w"),
    ]
    assert together(whole, *parts)[:2] == (End(70), End(70, is_approximate=True))
