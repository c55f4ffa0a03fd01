"""Who asks everything, and puts all answers together, still cannot tell a small count.

`JUDGE=long make test` plays larger registers and more of them; docs/privacy.md has its figures.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import combinations

import pytest

from dashboard.privacy import Policy
from tests import old_scheme
from tests.judge import Judge, Person, Question, Sizes, answers, count, register

IS_LONG = os.environ.get("JUDGE") == "long"
SMALL = Sizes(counties=4, groups=3, years=2)
LARGE = Sizes(counties=8, groups=5, years=3)
QUICK_GAMES = [(SMALL, 30, 1, 5), (SMALL, 40, 2, 10)]
LONG_GAMES = [(LARGE, people, seed, t) for people in (30, 60) for seed in (1, 2) for t in (5, 10)]
GAMES = LONG_GAMES if IS_LONG else QUICK_GAMES


def unions(counties: int, most: int) -> list[Question]:
    """Everybody in up to so many counties together."""
    return [
        Question(frozenset(chosen))
        for size in range(1, most + 1)
        for chosen in combinations(range(counties), size)
    ]


def small_ones(people: list[Person], sizes: Sizes, under: int) -> list[Question]:
    """The questions of the family that somebody is in, and fewer than the threshold."""
    return [q for q in sizes.family if 0 < count(people, q).people < under]


def told(people: list[Person], sizes: Sizes, threshold: int) -> Judge:
    judge = Judge(sizes)
    for answer in answers(people, sizes.family, Policy(threshold)):
        judge.hears(*answer)
    return judge


def told_in_steps(people: list[Person], sizes: Sizes, questions: Iterable[Question]) -> Judge:
    judge = Judge(sizes)
    for question in questions:
        judge.hears(question, *old_scheme.protect(count(people, question).people, 5))
    return judge


def test_the_first_editions_steps_told_every_small_county_exactly() -> None:
    sizes = Sizes(counties=8, groups=1, years=1, sexes=1)
    people = register(sizes, 30, seed=4)
    asked = unions(8, most=3)
    judge = told_in_steps(people, sizes, asked)
    small = [q for q in unions(8, most=1) if count(people, q).people < 5]
    assert len(asked) == 92
    assert len(small) == 6
    assert [judge.possible(q, upto=4) for q in small] == [[count(people, q).people] for q in small]


def test_the_same_unions_put_together_from_told_counts_tell_nothing_of_them() -> None:
    sizes = Sizes(counties=8, groups=1, years=1, sexes=1)
    people = register(sizes, 30, seed=4)
    judge = told(people, sizes, 5)
    small = [q for q in unions(8, most=1) if count(people, q).people < 5]
    assert [judge.possible(q, upto=9) for q in small] == [[0, 1, 2]] * len(small)


@pytest.mark.timeout(0 if IS_LONG else 300)
@pytest.mark.parametrize(("sizes", "people", "seed", "threshold"), GAMES)
def test_no_small_count_is_determined(sizes: Sizes, people: int, seed: int, threshold: int) -> None:
    found = register(sizes, people, seed)
    judge = told(found, sizes, threshold)
    small = small_ones(found, sizes, threshold)
    possible = {q: judge.possible(q, upto=2 * threshold) for q in small}
    assert len(small) > 10
    assert [q for q, values in possible.items() if len(values) < 3] == []
    # Of two values, where both and their sum are told, intervals alone exclude nobody now and then.
    of_two = [q for q in small if q.sex is not None or q.years is not None]
    others = [q for q in small if q not in of_two]
    for listed, share in ((of_two, 0.9), (others, 0.99)):
        assert sum(possible[q][0] == 0 for q in listed) >= share * len(listed)


def test_two_builds_one_known_person_apart_tell_no_small_count() -> None:
    """All that the second build says otherwise is that this person is in it."""
    found = register(SMALL, 30, seed=3)
    policy, judge = Policy(5), Judge(SMALL)
    before = {q: ends for q, *ends in answers(found[:-1], SMALL.family, policy)}
    for question, *after in answers(found, SMALL.family, policy):
        judge.hears(question, *before[question])
        judge.hears_again(question, before[question], after)
    judge.knows(judge.row(None, Question()), 1, 1)
    small = [q for q in small_ones(found[:-1], SMALL, 5) if q.sex is None][:12]
    assert [q for q in small if len(judge.possible(q, upto=9)) < 3] == []
