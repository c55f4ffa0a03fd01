"""What stands without our readings: each kind of them by hand, and all in random worlds."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given

from dashboard.counting import Figure, Placement, as_published, count, settled
from dashboard.i18n import speaking
from dashboard.period import Period
from dashboard.reach.breakdowns import reach_total
from dashboard.reach.filters import Filters
from dashboard.reach.snapshot import Snapshot
from dashboard.words.ranges import range_sentence
from tests.asking import scopes
from tests.misread import misread, stands_in
from tests.scopes import Scope
from tests.worlds import World, randoms, worlds

IASI, BACAU = frozenset({"RO-IS"}), frozenset({"RO-BC"})


def figure(figure_id: str, people: int, *readings: str, **rest: Any) -> Figure:
    return Figure(figure_id, people, readings=frozenset(readings), **rest)


def surely(*figures: Figure) -> int:
    placed = {figure.figure_id: Placement.INSIDE for figure in figures}
    return count(figures, placed).surely.people


def stands(*figures: Figure) -> int:
    return surely(*settled(as_published(figures)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (figure("a", 50, "number"), figure("b", 80)),
        (figure("a", 50, "basis", audience="public"), figure("b", 80)),
        (figure("a", 50, "area", counties=IASI), figure("b", 80, counties=BACAU)),
        (
            figure("a", 50, "period", age_class="child", period=Period(24192, 24203)),
            figure("b", 80, age_class="adult", period=Period(24192, 24203)),
        ),
        (figure("a", 50, "group", audience="public"), figure("b", 80)),
        (
            figure("a", 50, "group", apart=frozenset({("d", True)})),
            figure("b", 80, apart=frozenset({("d", False)})),
        ),
    ],
    ids=["number", "basis", "area", "period", "group", "declared of a group"],
)
def test_a_reading_makes_nobody_certain_by_itself(one: Figure, other: Figure) -> None:
    plain = replace(one, readings=frozenset())
    assert stands(plain, other) == surely(plain, other)
    assert stands(one, other) == 80


def test_a_part_by_our_reading_takes_nothing_from_its_whole() -> None:
    whole = figure("whole", 100, counties=IASI)
    part = figure("part", 60, "tie", part_of="whole")
    elsewhere = figure("b", 70, counties=BACAU)
    assert stands(part, whole) == 100
    assert surely(part, elsewhere, replace(whole, people=50)) == 120
    assert stands(part, elsewhere, replace(whole, people=50)) == 120  # 50 + 70, not 60 + 70
    assert stands(replace(part, readings=frozenset()), elsewhere) == 70


def test_the_same_people_by_our_reading_keep_each_their_own_number() -> None:
    larger = figure("a", 100, "tie", same_as="b", counties=IASI | BACAU)
    smaller = figure("b", 60, qualifier="at_least", counties=IASI)
    beside = figure("c", 80, counties=BACAU)
    assert surely(larger, smaller, beside) == 180
    assert stands(larger, smaller, beside) == 140


def test_ages_of_one_whole_do_not_add_up_though_the_whole_is_our_reading() -> None:
    time = Period(24192, 24203)
    whole = figure("whole", 100, period=time)
    young = figure("young", 55, "tie", part_of="whole", age_to=17, period=time)
    grown = figure("grown", 50, part_of="whole", age_from=18, period=time)
    assert stands(whole, young, grown) == 100
    assert stands(young, grown) == 55


@given(worlds, scopes, randoms)
def test_what_stands_is_true_whatever_was_misread(
    world: World, scope: Scope, random: Random
) -> None:
    figures, placed = stands_in(misread(random, world.figures), scope)
    lower = count(figures, placed, scope.sought).surely
    assert lower.is_approximate or lower.people <= world.truth(scope)


def test_under_a_filter_by_place_only_stated_places_stand(published: Snapshot) -> None:
    people = reach_total(published, Filters(counties=("RO-IS",)))
    assert (people.surely.people, people.stands and people.stands.people) == (160, 0)
    told = "at least 160 people if we read the reports right, nobody for certain without that"
    assert range_sentence(people.inside) == told
    with speaking("ro"):
        assert "altfel nicio persoană sigură" in range_sentence(people.inside)


def test_a_declaration_of_ours_adds_nobody_to_what_stands(published: Snapshot) -> None:
    people = reach_total(published, Filters())
    # 30,000 pupils and 160 educators; the refugees of 2022 are others by our reading alone
    assert people.stands is not None
    assert people.stands.people == 30_160
