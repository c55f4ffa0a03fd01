"""The counting rules held against random small worlds, where the truth is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations
from random import Random
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.counting import (
    End,
    Figure,
    Placement,
    Range,
    count,
    count_rows,
    dominating,
    settled,
    spread_evenly,
    surely,
)
from dashboard.period import Period, years
from tests.asking import make_narrower, scopes
from tests.scopes import Scope, place
from tests.worlds import World, randoms, worlds

COUNTIES = "ABCDEF"
areas = st.frozensets(st.sampled_from(COUNTIES), max_size=4)
area_figures = st.lists(
    st.builds(
        Figure,
        figure_id=st.just("figure"),
        people=st.integers(0, 9),
        qualifier=st.sampled_from(["exact", "at_least", "almost", "up_to"]),
        counties=areas,
    ),
    max_size=8,
)


def placed(figures: Iterable[Figure], scope: Scope) -> dict[str, Placement]:
    return {figure.figure_id: place(figure, scope) for figure in settled(figures)}


def asked(world: World, scope: Scope) -> Range:
    return count(world.figures, placed(world.figures, scope), scope.sought)


def is_guaranteed(end: End) -> bool:
    """`at_most` only: ≈ is the publisher's guess, + says that there may be more."""
    return not end.is_approximate and not end.is_open


def size(end: End) -> tuple[bool, int]:
    """An open upper end promises nothing: none is higher than another."""
    return end.is_open, 0 if end.is_open else end.people


def firmly(end: End) -> int:
    """An ≈ figure is no "at least", so beside a firm one it counts as nobody."""
    return 0 if end.is_approximate else end.people


@given(worlds, scopes)
def test_surely_is_never_above_the_truth(world: World, scope: Scope) -> None:
    lower = asked(world, scope).surely
    assert lower.is_approximate or lower.people <= world.truth(scope)


@given(worlds, scopes)
def test_at_most_is_never_below_the_truth(world: World, scope: Scope) -> None:
    upper = asked(world, scope).at_most
    assert not is_guaranteed(upper) or upper.people >= world.truth(scope)


@given(worlds)
def test_the_answer_to_no_filter_at_all_holds_the_truth(world: World) -> None:
    everyone = asked(world, Scope())
    truth = world.truth(Scope())
    assert everyone.surely.is_approximate or everyone.surely.people <= truth
    assert not is_guaranteed(everyone.at_most) or everyone.at_most.people >= truth


@given(worlds, scopes, randoms)
def test_the_order_of_the_figures_does_not_matter(
    world: World, scope: Scope, random: Random
) -> None:
    figures = world.figures
    random.shuffle(figures)
    assert count(figures, placed(figures, scope), scope.sought) == asked(world, scope)


@given(worlds, scopes)
def test_one_more_figure_never_lowers_an_end(world: World, scope: Scope) -> None:
    """The last one made is nobody's whole; where it is a part it may lower *at most* alone."""
    all_but_one = world.figures[:-1]
    before = count(all_but_one, placed(all_but_one, scope), scope.sought)
    after = asked(world, scope)
    assert firmly(after.surely) >= firmly(before.surely)
    if world.figures[-1].whole_id is None:
        assert size(after.at_most) >= size(before.at_most)


@given(worlds, scopes, randoms)
def test_a_narrower_filter_never_raises_an_end(world: World, scope: Scope, random: Random) -> None:
    narrower = make_narrower(random, scope)
    assert world.truth(narrower) <= world.truth(scope), "the test's own filter is not narrower"
    narrow, wide = asked(world, narrower), asked(world, scope)
    assert size(narrow.at_most) <= size(wide.at_most)
    assert firmly(narrow.surely) <= firmly(wide.surely)


@given(worlds, scopes)
def test_each_row_holds_the_truth_of_its_own_figures(world: World, scope: Scope) -> None:
    figures = world.figures
    rows = count_rows(
        figures, placed(figures, scope), lambda figure: [figure.area_id], scope.sought
    )
    for area_id, row in rows.items():
        own = [figure.figure_id for figure in figures if figure.area_id == area_id]
        truth = world.truth(scope, own)
        assert row.surely.is_approximate or row.surely.people <= truth
        assert not is_guaranteed(row.at_most) or row.at_most.people >= truth


@given(worlds, scopes)
def test_no_row_is_more_than_the_total(world: World, scope: Scope) -> None:
    figures = world.figures
    total = asked(world, scope)
    rows = count_rows(figures, placed(figures, scope), lambda figure: figure.funders, scope.sought)
    assert all(firmly(row.surely) <= firmly(total.surely) for row in rows.values())
    assert all(size(row.at_most) <= size(total.at_most) for row in rows.values())


@given(area_figures)
def test_packing_equals_trying_every_set_of_areas(figures: list[Figure]) -> None:
    assert surely(figures) == best_by_trying(figures)


def best_by_trying(figures: list[Figure]) -> End:
    """The most people of firm figures, with the fewest +; of ≈ figures where there is no firm."""
    firm = [figure for figure in figures if figure.qualifier != "almost" and figure.ends[0].people]
    best = (0, 0)
    for chosen in sets(firm or figures):
        ends = [figure.ends[0] for figure in chosen]
        best = max(best, (sum(end.people for end in ends), -sum(end.is_open for end in ends)))
    return End(best[0], best[0] > 0 and not firm, best[1] < 0)


def sets(figures: list[Figure]) -> Iterator[tuple[Figure, ...]]:
    """Every choice of figures any two of which are apart."""
    for chosen in (set_ for n in range(len(figures) + 1) for set_ in combinations(figures, n)):
        if all(is_apart(one, other) for one, other in combinations(chosen, 2)):
            yield chosen


def is_apart(one: Figure, other: Figure) -> bool:
    """A figure without an area may be about anywhere, so it is apart from none."""
    is_stated = bool(one.counties and other.counties)
    return is_stated and one.counties.isdisjoint(other.counties)


@given(st.integers(0, 10**6), st.integers(24_000, 24_200), st.integers(0, 200))
def test_spreading_by_months_loses_and_invents_nobody(people: int, first: int, more: int) -> None:
    period = Period(first, first + more)
    spread = spread_evenly(people, period)
    months = period.months_by_year()
    assert sum(spread.values()) == people
    assert all(abs(spread[year] * (more + 1) - people * months[year]) <= more for year in months)


ages = st.sampled_from(["child", "adult", "mixed"])
sides = st.sampled_from([frozenset(), frozenset({("d", True)}), frozenset({("d", False)})])
kinds_of_figures = st.builds(
    Figure,
    st.just(""),
    st.integers(1, 9),
    age_class=ages,
    sex=st.sampled_from(["", "female", "male"]),
    counties=areas,
    period=st.sampled_from([None, years(2014, 2014), years(2016, 2016), years(2016, 2017)]),
    project_id=st.sampled_from([None, "p"]),
    target_group_id=st.sampled_from(["g", "h"]),
    part_of=st.sampled_from([None, "f0"]),
    apart=sides,
)


@settings(max_examples=300)
@given(st.lists(kinds_of_figures, min_size=3, max_size=6))
def test_no_figure_is_dropped_that_a_heavier_one_cannot_stand_in_for(made: list[Figure]) -> None:
    figures = [replace(figure, figure_id=f"f{n}") for n, figure in enumerate(made)]
    figures[0] = replace(figures[0], people=50, part_of=None)
    told = surely(figures)
    with patch.object(dominating, "_FEW", 0):
        assert surely(figures) == told
