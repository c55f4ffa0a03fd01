"""Figures and a register in one answer, held against random small worlds with a known truth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.counting import (
    End,
    Figure,
    Range,
    added_rows,
    count_rows,
    with_counted,
)
from dashboard.engine import Count
from dashboard.privacy import EXACT, Policy, told
from tests.asking import scopes
from tests.people import PARENT, Event, Person
from tests.register_worlds import RegisterWorld, register_worlds
from tests.scopes import Scope
from tests.soundness import POLICIES, asked, placed

policies = st.sampled_from(POLICIES)


class Breakdown(NamedTuple):
    of_figure: Callable[[Figure], str]
    of_register: Callable[[str, Event], str]
    covers: Callable[[Figure, str], bool]


BREAKDOWNS = {
    "project": Breakdown(
        lambda figure: str(figure.project_id),
        lambda project_id, event: project_id,
        lambda figure, row: True,
    ),
    "county": Breakdown(
        lambda figure: "+".join(sorted(figure.counties)),
        lambda project_id, event: event.person.county,
        lambda figure, row: len(figure.counties) == 1,
    ),
    "target group": Breakdown(
        lambda figure: figure.target_group_id,
        lambda project_id, event: event.person.group_in(event.month),
        lambda figure, row: row not in PARENT.values(),
    ),
    "sex": Breakdown(
        lambda figure: figure.sex,
        lambda project_id, event: event.person.sex,
        lambda figure, row: bool(figure.sex),
    ),
    "year": Breakdown(
        lambda figure: str(figure.period.single_year() if figure.period else None),
        lambda project_id, event: str(event.month // 12),
        lambda figure, row: row != "None",
    ),
}


def asked_rows(
    world: RegisterWorld, scope: Scope, by: Breakdown, policy: Policy
) -> dict[str, tuple[Range, set[Person]]]:
    """Each row's answer, and the people whom the register counts in it."""
    placements, counted = placed(world, scope), defaultdict[str, set[Person]](set)
    for project_id, event in world.taking_part(scope):
        counted[by.of_register(project_id, event)].add(event.person)
    reported = count_rows(world.figures, placements, lambda f: [by.of_figure(f)], scope.sought)
    added = added_rows(
        world.figures,
        placements,
        lambda f: [by.of_figure(f)],
        world.register,
        by.covers,
        scope.sought,
    )
    nobody = Range(End(0), End(0))
    return {
        row: (
            with_counted(
                reported.get(row, nobody),
                added.get(row, End(0)),
                told(row, Count(len(counted[row]), len(counted[row])), policy),
            ),
            counted[row],
        )
        for row in reported.keys() | counted.keys()
    }


def holds(answer: Range, truth: int) -> bool:
    """An approximate end is the publisher's guess, an open one says that there may be more."""
    lower, upper = answer.surely, answer.at_most
    is_surely = lower.is_approximate or lower.people <= truth
    return is_surely and (upper.is_approximate or upper.is_open or truth <= upper.people)


@given(register_worlds, scopes, policies)
def test_the_truth_lies_between_surely_and_at_most(
    world: RegisterWorld, scope: Scope, policy: Policy
) -> None:
    assert holds(asked(world, scope, policy), world.truth(scope))


@given(register_worlds, scopes, policies)
def test_surely_is_never_above_at_most(world: RegisterWorld, scope: Scope, policy: Policy) -> None:
    answer = asked(world, scope, policy)
    assert answer.surely.people <= answer.at_most.people


@given(register_worlds, scopes)
def test_a_register_never_lowers_surely(world: RegisterWorld, scope: Scope) -> None:
    answer = asked(world, scope, EXACT)
    assert answer.reported is not None
    assert answer.surely.is_approximate or answer.reported[0].people <= answer.surely.people


@pytest.mark.parametrize("name", BREAKDOWNS)
@given(world=register_worlds, scope=scopes, policy=policies)
def test_each_row_holds_the_people_of_its_figures_and_of_the_register(
    name: str, world: RegisterWorld, scope: Scope, policy: Policy
) -> None:
    by = BREAKDOWNS[name]
    for row, (answer, counted) in asked_rows(world, scope, by, policy).items():
        own = [f.figure_id for f in world.figures if by.of_figure(f) == row]
        assert holds(answer, len(world.reported(scope, own) | counted))
