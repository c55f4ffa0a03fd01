"""What is told of a count from the register, and what a reader who knows the rule can find out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.counting import Counted
from dashboard.errors import DashboardError
from dashboard.privacy import EXACT, Count, Policy, policy_from_environment, protect, protect_rows

FIVE, TEN = Policy(), Policy(10)
FEW, FEW_OF_TEN = Counted(0, 4, is_hidden=True), Counted(0, 9, is_hidden=True)
# A table as a reader sees it: the total, then the rows.
Table = tuple[Counted, ...]
policies = st.sampled_from([FIVE, TEN, Policy(15)])
people = st.integers(0, 60)


def table(world: Iterable[Count], policy: Policy = FIVE) -> Table:
    """The rows hold every person once: the worst case, since a sum then says the most."""
    rows = dict(enumerate(world))
    total = Count(sum(row.people for row in rows.values()), sum(r.services for r in rows.values()))
    shown = protect_rows(rows, total, policy)
    return protect(total, policy), *(shown[row] for row in rows)


def once(*numbers: int) -> list[Count]:
    """Each person came once."""
    return [Count(number, number) for number in numbers]


def test_a_count_under_the_threshold_is_nobody_to_four() -> None:
    assert {protect(Count(n, 9 * n), FIVE) for n in range(5)} == {FEW}
    assert {protect(Count(n, 9 * n), TEN) for n in range(10)} == {FEW_OF_TEN}


def test_any_other_count_is_told_in_steps_of_the_threshold() -> None:
    assert protect(Count(12, 38), FIVE) == Counted(10, 15, services=35)
    assert protect(Count(12, 38), TEN) == Counted(10, 20, services=30)


def test_a_whole_number_of_steps_looks_like_the_numbers_above_it() -> None:
    assert {protect(Count(n, 20), FIVE) for n in range(10, 15)} == {Counted(10, 15, services=20)}


def test_the_servers_own_command_line_sees_the_exact_count() -> None:
    assert protect(Count(3, 4), EXACT) == Counted(3, 3, services=4)
    assert table(once(3, 9), EXACT)[1:] == (Counted(3, 3, 3), Counted(9, 9, 9))
    assert EXACT != FIVE


def test_beside_one_hidden_row_the_smallest_other_is_hidden_as_well() -> None:
    total, *rows = table(once(20, 2, 60, 40))
    vague = Counted(0, total.at_most, is_hidden=True)
    assert rows == [vague, FEW, Counted(60, 65, 60), Counted(40, 45, 40)]


def test_two_hidden_rows_hide_each_other() -> None:
    assert table(once(1, 40, 3, 60))[2] == Counted(40, 45, 40)


def test_of_two_rows_neither_is_told_when_one_is_small() -> None:
    vague = Counted(0, 30, is_hidden=True)
    assert table(once(2, 25)) == (Counted(25, 30, 25), vague, vague)


def test_rows_that_only_together_reach_the_threshold_are_not_told_from_others() -> None:
    """All three being 4 would otherwise show: 0 - 4 each, and at least 10 together."""
    vague = Counted(0, 15, is_hidden=True)
    assert table(once(4, 4, 4))[1:] == (vague, vague, vague)
    assert table(once(0, 4, 9))[1:] == (vague, vague, vague)


def test_under_a_hidden_total_every_row_is_hidden() -> None:
    assert table(once(1, 0, 3)) == (FEW, FEW, FEW, FEW)


def test_rows_without_a_small_one_are_told() -> None:
    assert table(once(12, 5)) == (Counted(15, 20, 15), Counted(10, 15, 10), Counted(5, 10, 5))


@given(people, st.integers(0, 9), policies)
def test_the_truth_is_inside_what_is_told(n: int, more: int, policy: Policy) -> None:
    told = protect(Count(n, n + more), policy)
    assert told.surely <= n <= told.at_most
    assert told.services <= n + more


@given(people, policies)
def test_one_person_more_shows_only_at_a_step(n: int, policy: Policy) -> None:
    same = protect(Count(n, 90), policy) == protect(Count(n + 1, 90), policy)
    assert same == bool((n + 1) % policy.threshold)


@given(st.lists(people, max_size=8), policies)
def test_every_row_holds_its_truth_within_the_total(numbers: list[int], policy: Policy) -> None:
    total, *rows = table(once(*numbers), policy)
    assert all(row.surely <= n <= row.at_most for n, row in zip(numbers, rows, strict=True))
    assert all(row.at_most <= total.at_most for row in rows)


@given(st.lists(people, max_size=6))
def test_the_order_of_the_rows_does_not_matter(numbers: list[int]) -> None:
    rows = dict(enumerate(once(*numbers)))
    backwards = dict(reversed(rows.items()))
    total = Count(sum(numbers), sum(numbers))
    assert protect_rows(rows, total, FIVE) == protect_rows(backwards, total, FIVE)


@given(st.lists(people, min_size=1, max_size=8), policies)
def test_a_hidden_row_is_never_alone(numbers: list[int], policy: Policy) -> None:
    total, *rows = table(once(*numbers), policy)
    assert total.is_hidden or sum(row.is_hidden for row in rows) != 1


@cache
def worlds_behind(size: int, most: int, policy: Policy) -> dict[Table, list[tuple[int, ...]]]:
    behind = defaultdict(list)
    for numbers in product(range(most + 1), repeat=size):
        behind[table(once(*numbers), policy)].append(numbers)
    return behind


def narrowed(behind: dict[Table, list[tuple[int, ...]]], policy: Policy, most: int) -> list[Table]:
    """Tables with a hidden row that may be under the threshold, but not any number there.

    Larger totals than `most` are left out: not all the worlds behind them were tried.
    """
    under = set(range(policy.threshold))
    found = []
    for shown, worlds in behind.items():
        hidden = [
            n for n, row in enumerate(shown[1:]) if row.is_hidden and shown[0].at_most <= most
        ]
        possible = [{numbers[n] for numbers in worlds} for n in hidden]
        found += [shown for values in possible if values & under and not under <= values]
    return found


@pytest.mark.parametrize(
    ("policy", "size", "most"), [(FIVE, 2, 60), (FIVE, 3, 25), (FIVE, 4, 13), (TEN, 3, 32)]
)
def test_a_hidden_row_may_be_any_number_under_the_threshold(
    policy: Policy, size: int, most: int
) -> None:
    """The reader knows the rule and sees the total and all rows, which hold everybody once."""
    behind = worlds_behind(size, most, policy)
    assert any(row.is_hidden for shown in behind for row in shown[1:] if not shown[0].is_hidden)
    assert narrowed(behind, policy, most) == []


def test_services_do_not_tell_whether_a_hidden_row_is_zero() -> None:
    cells = [Count(n, s) for n in range(13) for s in range(n, 16 if n else 1)]
    behind = defaultdict(set)
    for one, other in product(cells, repeat=2):
        behind[table([one, other])].add(one.people)
    hidden = [shown for shown in behind if shown[1].is_hidden and shown[0].services <= 10]
    assert hidden
    assert all(set(range(5)) <= behind[shown] for shown in hidden)


@pytest.mark.parametrize("size", [2, 3])
def test_two_states_one_person_apart_that_look_alike_tell_nothing(size: int) -> None:
    """Where they do not, a number crossed a step: docs/counting.md says what that tells."""
    alike = defaultdict(list)
    for shown, worlds in worlds_behind(size, 20, FIVE).items():
        for numbers, leaver in product(worlds, range(size)):
            fewer = [n - (row == leaver) for row, n in enumerate(numbers)]
            if min(fewer) >= 0 and table(once(*fewer)) == shown:
                alike[shown].append(numbers)
    assert narrowed(alike, FIVE, 20) == []


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
