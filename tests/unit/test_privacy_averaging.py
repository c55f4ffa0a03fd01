"""Who knows that many questions are about the same people, and puts their answers together.

The reader knows that the people of one school were all women of 35 to 49 of Iași, in 2016, and
nobody else in the register was any of these: each answer is one more drawing about one number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from math import prod
from pathlib import Path
from random import Random

import pytest

from dashboard.counting import Counted
from dashboard.engine import Count
from dashboard.privacy import Policy, told
from dashboard.reach.opening import open_snapshot
from tests import old_scheme
from tests.judge import Ends, Kind, Person, Sizes
from tests.playing import Query, Reader, write

SIZES = Sizes(("RO-IS", "RO-BC"), years=(2014, 2015, 2016))
SPANS = ("", "2016", "2015-2016")
QUERIES: list[Query] = [
    {},
    *({key: one} for key, one in (("county", "RO-IS"), ("sex", "female"), ("age", "adult"))),
    *({key: one} for key, one in (("project", "school"), ("funder", "both"))),
    *({key: one} for key, one in (("group", "teachers"), ("audience", "professionals"))),
]
ALIKE = Kind("RO-IS", "female", "35-49", frozenset({("school", "teachers")}), frozenset({2016}))
OTHERS = Kind("RO-BC", "male", "10-13", frozenset({("day", "teens")}), frozenset({2015}))
UP_TO = 100
Rule = Callable[[int], Mapping[Ends, int]]


def drawings(folder: Path, people: int) -> Counter[Ends]:
    """What the API tells of them, once for each question that is counted."""
    random = Random(people)
    kinds = [ALIKE] * people + [OTHERS] * 40
    there = [Person(kind, random.getrandbits(62), 1) for kind in kinds]
    with open_snapshot(write(folder, SIZES, there)) as snapshot:
        reader = Reader(snapshot, SIZES)
        for by in ("county", "sex"):
            for query in QUERIES:
                for span in SPANS:
                    reader.ask({**query, "years": span} if span else query, by)
    answers = [
        {each.ends for each in heard if each.is_family}
        for (_inside, possible), heard in reader.heard.items()
        if possible.rows(ALIKE) and not possible.rows(OTHERS)
    ]
    assert max(map(len, answers)) == 1  # the same in every form
    return Counter(ends for heard in answers for ends in heard)


def ours(threshold: int) -> Rule:
    """How often a number of people is told in which words, over many keys."""

    def rule(n: int) -> Mapping[Ends, int]:
        keys = [Count(n, n, key * 7919, key) for key in range(120)]
        answers = (told("any", count, Policy(threshold)) for count in keys)
        return Counter((each.surely, each.at_most) for each in answers)

    return rule


def rounding(threshold: int) -> Rule:
    return lambda n: Counter(old_scheme.rounded(n, threshold, drawn)[:2] for drawn in range(10))


def believed(heard: Mapping[Ends, int], rule: Rule) -> dict[int, float]:
    """How probable each number is after all answers, when all were equally so before."""
    odds = {n: rule(n) for n in range(UP_TO)}
    likely = {
        n: prod((each.get(ends, 0) / sum(each.values())) ** times for ends, times in heard.items())
        for n, each in odds.items()
    }
    return {n: each / sum(likely.values()) for n, each in likely.items() if each}


@pytest.mark.parametrize(("people", "threshold"), [(3, 5), (33, 5), (33, 10)])
def test_however_many_answers_tell_a_step_and_nothing_in_it(
    people: int, threshold: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_THRESHOLD", str(threshold))
    heard = drawings(tmp_path, people)
    assert heard.total() > 20
    found = believed(heard, ours(threshold))
    first = people // threshold * threshold
    step = range(first, first + threshold)
    assert found.keys() >= set(step)
    assert len({found[n] for n in step}) == 1
    assert max(found.values()) == found[people]


def test_the_mean_of_answers_that_are_rounded_tells_the_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rule before this one, through the same door."""

    def told_then(question: str, people: Count, policy: Policy) -> Counted:
        drawn = Random(f"{question} {people.key_a}").randrange(10)
        return Counted(*old_scheme.rounded(people.people, policy.threshold, drawn))

    monkeypatch.setattr("dashboard.reach.register.told", told_then)
    found = believed(drawings(tmp_path, 33), rounding(5))
    assert max(found, key=lambda n: found[n]) == 33
    assert 30 not in found
