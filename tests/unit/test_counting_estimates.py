"""What is derived from counts: years as an estimate, and cost per person."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dashboard.counting import (
    End,
    Figure,
    Placement,
    Range,
    cost_per_person,
    spread_evenly,
    spread_over_years,
)
from dashboard.period import Period


def figure(figure_id: str, people: int, period: str, part_of: str | None = None) -> Figure:
    return Figure(figure_id, people, period=Period.parse(period), part_of=part_of)


def inside(*figure_ids: str) -> dict[str, Placement]:
    return dict.fromkeys(figure_ids, Placement.INSIDE)


def months(text: str) -> Period:
    period = Period.parse(text)
    assert period is not None
    return period


def test_a_number_is_spread_by_the_months_in_each_year() -> None:
    assert spread_evenly(90, months("2015-07..2017-03")) == {2015: 26, 2016: 51, 2017: 13}


def test_the_largest_remainders_round_up_and_the_earlier_year_first() -> None:
    assert spread_evenly(100, months("2015-07..2017-03")) == {2015: 29, 2016: 57, 2017: 14}
    assert spread_evenly(2, months("2014..2016")) == {2014: 1, 2015: 1, 2016: 0}


def test_a_part_is_spread_only_while_nothing_it_is_a_part_of_is_in_sight() -> None:
    figures = [
        figure("A", 60, "2015..2016"),
        figure("B", 20, "2015", part_of="A"),
        figure("C", 10, "2015", part_of="B"),
    ]
    assert spread_over_years(figures, inside("A", "B", "C")) == {2015: 30, 2016: 30}
    assert spread_over_years(figures, inside("A", "C")) == {2015: 30, 2016: 30}
    assert spread_over_years(figures, inside("B", "C")) == {2015: 20}
    assert spread_over_years(figures, inside("C")) == {2015: 10}


@pytest.mark.parametrize("period", ["", "2016.."])
def test_a_figure_without_a_beginning_and_an_end_is_not_spread(period: str) -> None:
    assert spread_over_years([figure("A", 60, period)], inside("A")) == {}


def test_what_touches_is_spread_over_its_own_years() -> None:
    touching = {"A": Placement.TOUCHING}
    assert spread_over_years([figure("A", 60, "2015..2016")], touching) == {2015: 30, 2016: 30}


@pytest.mark.parametrize(
    ("answer", "is_whole", "reason"),
    [
        (Range(End(10), End(20)), False, "not-all-inside"),
        (Range(End(10), End(20), 1, 1), True, "not-all-inside"),
        (Range(End(0), End(20)), True, "no-surely"),
        (Range(End(10), End(20, is_open=True)), True, "open-end"),
    ],
)
def test_a_cost_per_person_that_cannot_be_defended_has_a_reason(
    answer: Range, is_whole: bool, reason: str
) -> None:
    cost = cost_per_person(Decimal(100), answer, is_whole=is_whole)
    assert cost == (None, None, reason)


def test_a_cost_per_person_runs_from_at_most_to_surely() -> None:
    cost = cost_per_person(Decimal(100), Range(End(10), End(20)), is_whole=True)
    assert cost == (Decimal(5), Decimal(10), "")
