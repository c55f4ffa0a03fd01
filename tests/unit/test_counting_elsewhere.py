"""What parts of a whole surely have where a filter does not reach."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dashboard.counting import End, Placement, Sought, count
from dashboard.period import Period
from tests.by_hand import BACAU, IASI, figure


def test_what_parts_surely_have_elsewhere_is_taken_off_a_whole_that_touches() -> None:
    whole = figure("w", 100, counties=IASI | BACAU)
    elsewhere = figure("p", 60, counties=BACAU, part_of="w")
    placed = {"w": Placement.TOUCHING}
    in_iasi = Sought(counties=IASI)
    assert count([whole, elsewhere], placed, in_iasi).at_most == End(40)
    assert count([whole, elsewhere], placed).at_most == End(100)
    soft = figure("p", 60, "about", counties=BACAU, part_of="w")
    assert count([whole, soft], placed, in_iasi).at_most == End(100)
    more = figure("w", 100, "at_least", counties=IASI | BACAU)
    assert count([more, elsewhere], placed, in_iasi).at_most == End(100, is_open=True)
    service = figure("p", 60, counties=BACAU, part_of="w", place_is="service")
    assert count([whole, service], placed, in_iasi).at_most == End(100)
    other = figure("s", 10, counties=BACAU, part_of="w", place_is="service")
    assert count([whole, elsewhere, other], placed, in_iasi).at_most == End(100)
    of_service = replace(whole, place_is="service")
    assert count([of_service, elsewhere], placed, in_iasi).at_most == End(100)


def test_what_lies_elsewhere_also_narrows_a_whole_outside() -> None:
    figures = [
        figure("w", 100, counties=IASI | BACAU),
        figure("p", 60, counties=BACAU, part_of="w"),
        figure("q", 70, "up_to", counties=IASI, part_of="w", project_id="sheet"),
    ]
    answer = count(figures, {"q": Placement.INSIDE}, Sought(counties=IASI))
    assert answer.at_most == End(40)


@pytest.mark.parametrize(
    ("part", "sought", "left"),
    [
        ({"sex": "male"}, Sought(sexes=frozenset({"female"})), 40),
        ({"audience": "public"}, Sought(audiences=frozenset({"supported"})), 40),
        (
            {"apart": frozenset({("d", True)})},
            Sought(apart=(frozenset({("d", False)}),)),
            40,
        ),
        (
            {"apart": frozenset({("d", True)})},
            Sought(apart=(frozenset({("d", False)}), frozenset())),
            100,
        ),
        (
            {"age_class": "adult", "period": "2014"},
            Sought(ages=frozenset({"child"}), years=Period.parse("2016")),
            40,
        ),
        (
            {"age_class": "adult", "period": "2016"},
            Sought(ages=frozenset({"child"}), years=Period.parse("2016")),
            100,
        ),
        ({"period": "2015"}, Sought(years=Period.parse("2016")), 100),
    ],
)
def test_elsewhere_is_what_holds_of_a_person_for_good(
    part: dict[str, Any], sought: Sought, left: int
) -> None:
    figures = [figure("w", 100, period="2014..2016"), figure("p", 60, part_of="w", **part)]
    assert count(figures, {"w": Placement.TOUCHING}, sought).at_most.people == left
