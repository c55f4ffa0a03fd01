"""A heavier figure does not stand in for a lighter one that says more of its people.

In each case 80 and 50 are surely about different people, and the 100 may be about either.
"""

from __future__ import annotations

from unittest.mock import patch

import pytest

from dashboard.counting import Figure, dominating, surely
from tests.by_hand import BACAU, BOTH, IASI, adult, child, figure

MANY = frozenset("ABCDE")
SIDES = frozenset({("d", True)}), frozenset({("d", False)})


@pytest.mark.parametrize(
    "figures",
    [
        (figure("a", 100, counties=BOTH), figure("b", 80, counties=IASI)),
        (figure("a", 100), figure("b", 80, counties=IASI)),
        (figure("a", 100, counties=BACAU | {"E"}), figure("b", 80, counties=MANY)),
    ],
    ids=["two places", "no place", "many places"],
)
def test_for_one_with_other_places(figures: tuple[Figure, ...]) -> None:
    told_by(*figures, figure("c", 50, counties=BACAU))


def test_for_one_of_a_sex() -> None:
    told_by(figure("a", 100), figure("b", 80, sex="female"), figure("c", 50, sex="male"))


def test_for_one_declared_apart() -> None:
    told_by(figure("a", 100), figure("b", 80, apart=SIDES[0]), figure("c", 50, apart=SIDES[1]))


def test_for_one_of_a_known_audience() -> None:
    told_by(figure("a", 100, audience=""), figure("b", 80), figure("c", 50, audience="public"))


def test_for_adults_of_earlier_years() -> None:
    children = child("c", 50, period="2016")
    told_by(adult("a", 100, period="2020"), adult("b", 80, period="2014"), children)


def test_for_children_of_later_years() -> None:
    adults = adult("c", 50, period="2015")
    told_by(child("a", 100, period="2010"), child("b", 80, period="2018"), adults)


def test_for_one_of_another_project_whose_ages_do_not_split_a_group() -> None:
    told_by(
        adult("a", 100, group="people", project_id="p"),
        adult("b", 80, group="people", project_id="q"),
        child("c", 50, group="people", project_id="p"),
    )


def test_for_one_of_another_whole_whose_ages_do_not_split_it() -> None:
    told_by(
        figure("w", 1, "at_least"),
        adult("a", 100, part_of="w"),
        adult("b", 80),
        child("c", 50, part_of="w"),
    )


def told_by(*figures: Figure) -> None:
    assert surely(figures).people == 130
    with patch.object(dominating, "_FEW", 0):
        assert surely(figures).people == 130
