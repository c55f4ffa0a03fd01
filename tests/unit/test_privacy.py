"""What is told of one count from the register."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.counting import Counted
from dashboard.engine import Count
from dashboard.errors import DashboardError
from dashboard.privacy import EXACT, Policy, policy_from_environment, told

FIVE, TEN = Policy(), Policy(10)
FEW, FEW_OF_TEN = Counted(0, 14, is_hidden=True), Counted(0, 29, is_hidden=True)
policies = st.sampled_from([FIVE, TEN, Policy(15)])
keys = st.integers(0, 2**62)


def heard(n: int, policy: Policy = FIVE, times: int = 1_000) -> Counter[tuple[int, int]]:
    """What is told of n people under so many different keys."""
    answers = (told("everybody", Count(n, n, key * 7919, key), policy) for key in range(times))
    return Counter((answer.surely, answer.at_most) for answer in answers)


def test_nobody_and_four_people_are_told_alike() -> None:
    assert {told("all", Count(n, 9 * n, 1, n), FIVE) for n in range(5)} == {FEW}
    assert {told("all", Count(n, 9 * n, 1, n), TEN) for n in range(10)} == {FEW_OF_TEN}


@pytest.mark.parametrize(
    ("policy", "n", "starts"),
    [
        (FIVE, 7, {0: 5, 5: 1}),
        (FIVE, 12, {0: 1, 5: 4, 10: 1}),
        (FIVE, 33, {20: 1, 25: 4, 30: 1}),
        (TEN, 12, {0: 5, 10: 1}),
        (TEN, 33, {10: 1, 20: 4, 30: 1}),
    ],
)
def test_an_answer_is_three_steps_and_the_true_one_is_mostly_the_middle(
    policy: Policy, n: int, starts: dict[int, int]
) -> None:
    found = heard(n, policy, times=1_200)
    assert {ends: round(times / 200) for ends, times in found.items()} == {
        (start, start + 3 * policy.threshold - 1): sixths for start, sixths in starts.items()
    }


@given(st.integers(0, 40), keys, policies)
def test_numbers_of_one_step_are_told_alike(step: int, key: int, policy: Policy) -> None:
    """What is drawn knows nothing of the number: no answers, however many, tell them apart."""
    first = step * policy.threshold
    told_of = {
        told("all", Count(n, 400, key, 1), policy) for n in range(first, first + policy.threshold)
    }
    assert len(told_of) == 1


@given(st.integers(0, 200), st.integers(0, 300), keys, policies)
def test_the_truth_is_inside_what_is_told(n: int, more: int, key: int, policy: Policy) -> None:
    answer = told("all", Count(n, n + more if n else 0, key, key // 3), policy)
    assert answer.surely <= n <= answer.at_most
    assert answer.at_most - answer.surely == 3 * policy.threshold - 1
    assert answer.services <= n + more


@given(st.integers(0, 60), keys)
def test_the_same_question_about_the_same_people_has_the_same_answer(n: int, key: int) -> None:
    assert told("a", Count(n, n, key, 1), FIVE) == told("a", Count(n, n, key, 1), FIVE)


def test_other_people_and_other_questions_draw_anew() -> None:
    """Were equal sets always told alike, different words for a county and its women would prove
    a man there."""
    of_people = {told("a", Count(33, 33, key, 1), FIVE) for key in range(20)}
    of_questions = {told(f"{n}", Count(33, 33, 5, 1), FIVE) for n in range(20)}
    assert len(of_people) == len(of_questions) == 3


@pytest.mark.parametrize(("services", "shown"), [(33, 1), (101, 2), (102, 3), (400, 10)])
def test_services_follow_from_the_told_people_and_a_coarse_average(
    services: int, shown: int
) -> None:
    answer = told("a", Count(33, services, 5, 1), FIVE)
    assert answer.services == shown * answer.surely


def test_the_servers_own_command_line_sees_the_exact_count() -> None:
    assert told("a", Count(3, 4), EXACT) == Counted(3, 3, services=4)
    assert EXACT != FIVE


@pytest.mark.parametrize("threshold", [0, 4, 7, -5])
def test_a_threshold_is_a_multiple_of_five(threshold: int) -> None:
    with pytest.raises(ValueError, match="no multiple of 5"):
        Policy(threshold)


def test_the_threshold_is_read_from_the_environment() -> None:
    assert policy_from_environment({}) == FIVE
    assert policy_from_environment({"DASHBOARD_THRESHOLD": " "}) == FIVE
    assert policy_from_environment({"DASHBOARD_THRESHOLD": "10"}) == TEN


@pytest.mark.parametrize("value", ["3", "0", "five", "12"])
def test_a_threshold_that_protects_too_little_stops_the_dashboard(value: str) -> None:
    with pytest.raises(DashboardError, match=f"DASHBOARD_THRESHOLD is {value}, "):
        policy_from_environment({"DASHBOARD_THRESHOLD": value})
