"""Who asks the API everything, and puts all answers together, still cannot tell a small count.

`JUDGE=long`, as `make test-long` has it, plays larger registers and more of them; docs/privacy.md
has figures.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import combinations
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from dashboard import privacy
from dashboard.engine import Asked
from dashboard.privacy import Policy
from dashboard.reach.opening import open_snapshot
from dashboard.reach.register_family import COLUMNS, Family
from tests import old_scheme
from tests.judge import Judge, Person, Sizes, Where, count, meaning
from tests.playing import (
    AUDIENCES,
    COUNTIES,
    PROJECTS,
    STRANDS,
    Reader,
    everything,
    judged,
    told_otherwise,
    write,
    wrong,
)

# Goals: of so many counts it stays possible that they are nobody's. Where two parts and their sum
# are told, intervals alone exclude it now and then.
OF_TWO, OF_OTHERS = 0.9, 0.99
IS_LONG = os.environ.get("JUDGE") == "long"
PLACES = ("RO-IS", "RO-BC", None)
BOTH = ("female", "male")
EIGHT = Sizes(counties=COUNTIES)


class Game(NamedTuple):
    """A register, and how it is asked: the rows of every filter, in spans of years."""

    sizes: Sizes
    people: int
    seed: int
    threshold: int
    rows: tuple[str, ...]
    spans: tuple[str, ...] = ("", "2015", "2016")
    has_services: bool = False
    tried: int = 20  # small counts


OF_TWO_STRANDS = Sizes(PLACES, STRANDS, (2015, 2016), sexes=BOTH)
OF_ALL_AGES = Sizes(PLACES, STRANDS, (2015, 2016), sexes=BOTH, ages=("10-13", "35-49"), many=1)
LARGE = Sizes((*COUNTIES[:4], None), STRANDS, (2015, 2016, 2017), sexes=BOTH, many=1)
ALL_ROWS = (
    *("county", "target-group", "sex", "age", "year", "project", "programme", "funder"),
    *("organisation", "audience"),
)
QUICK_GAMES = [
    Game(OF_TWO_STRANDS, 30, 1, 5, ("county",)),
    Game(OF_ALL_AGES, 40, 2, 10, ("age",), ("", "2015"), has_services=True),
]
LONG_SPANS = ("", "2015", "2016", "2017", "2015-2016", "2016-2017")
LONG_GAMES = [
    Game(sizes, people, seed, threshold, ALL_ROWS, spans, sizes is OF_ALL_AGES, 60)
    for sizes, spans in (
        (OF_TWO_STRANDS, ("", "2015", "2016")),
        (OF_ALL_AGES, ("", "2015", "2016")),
        (LARGE, LONG_SPANS),
    )
    for people, seed, threshold in ((30, 1, 5), (60, 2, 5), (60, 3, 10))
]
GAMES = LONG_GAMES if IS_LONG else QUICK_GAMES


@contextmanager
def reading(folder: Path, sizes: Sizes, people: list[Person]) -> Iterator[Reader]:
    with open_snapshot(write(folder, sizes, people)) as snapshot:
        yield Reader(snapshot, sizes)


def unions(most: int) -> list[tuple[str, ...]]:
    """Up to so many of the eight counties together."""
    return [each for size in range(1, most + 1) for each in combinations(COUNTIES, size)]


def of(counties: tuple[str, ...]) -> Where:
    return Where(counties=frozenset(counties))


def small_ones(people: list[Person], most: int = 1) -> list[Where]:
    """The counties, or choices of them, with somebody in them and fewer than five."""
    return [of(each) for each in unions(most) if 0 < count(people, of(each)).people < 5]


def test_the_first_editions_steps_told_every_small_county_exactly() -> None:
    people = EIGHT.register(30, seed=4)
    judge, asked = Judge(EIGHT), unions(most=2)
    for each in asked:
        ends = old_scheme.protect(count(people, of(each)).people, 5)
        judge.hears(of(each), of(each), *ends)
    small = small_ones(people)
    assert len(asked) == 36
    assert len(small) == 6
    assert [judge.possible(q, upto=4) for q in small] == [[count(people, q).people] for q in small]


def of_unions(folder: Path) -> list[list[int]]:
    """What is possible of each small county, after the 36 requests that broke the first edition."""
    people = EIGHT.register(30, seed=4)
    with reading(folder, EIGHT, people) as reader:
        for each in unions(most=2):
            reader.ask({"county": ",".join(each)}, "county")
        assert wrong(reader, people) == []
        judge = judged(reader, meaning(Policy()))
    return [judge.possible(each, upto=9) for each in small_ones(people)]


def test_the_same_requests_tell_nothing_now(tmp_path: Path) -> None:
    assert of_unions(tmp_path) == [[0, 1, 2]] * 6


def test_the_judge_sees_unions_that_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def has(_self: Family, asked: Asked) -> bool:
        return sum(getattr(asked, column) is not None for column in COLUMNS) < 3

    monkeypatch.setattr(Family, "has", has)
    assert max(values[0] for values in of_unions(tmp_path)) == 1


def play(folder: Path, game: Game) -> tuple[Reader, list[Person]]:
    """All that can be asked: rows of every filter, and what is put together from them."""
    people = game.sizes.register(game.people, game.seed)
    with reading(folder, game.sizes, people) as reader:
        for by in game.rows:
            for query in everything(game.sizes, game.spans):
                reader.ask(query, by)
        reader.ask({"county": "RO-IS,RO-BC", "group": "children"}, "year")
        reader.ask({"county": "RO-IS", "group": "parents", "sex": "female"}, "project")
        reader.ask({"group": "babies,parents", "funder": "both"}, "county")
        reader.ask({"years": "2015-06..2016-12", "sex": "female"}, "county")
        reader.ask({"years": "2015-06..2016-03"}, "county")
    return reader, people


def possible(reader: Reader, people: list[Person], game: Game) -> dict[Where, list[int]]:
    """The numbers that remain for some of the small counts."""
    judge = judged(reader, meaning(Policy(game.threshold)), game.has_services)
    asked = {one for inside, one in reader.heard if inside == one}
    small = [q for q in asked if 0 < count(people, q).people < game.threshold]
    tried = Random(game.seed).sample(in_order(small), min(game.tried, len(small)))
    return {q: judge.possible(q, upto=2 * game.threshold) for q in tried}


def in_order(asked: Iterable[Where]) -> list[Where]:
    """The same order in every run."""
    return sorted(asked, key=lambda one: [sorted(map(str, ids or ())) for ids in one])


def is_of_two(where: Where) -> bool:
    """Whether it is one part of what has two, and both are told with their sum."""
    halves: list[frozenset[str] | None] = [
        half for key in ("programme", "funder", "organisation") for half in PROJECTS[key].values()
    ]
    is_half = where.projects in halves or where.groups in AUDIENCES.values()
    return is_half or any((where.sexes, where.ages, where.years))


@pytest.mark.timeout(0 if IS_LONG else 300)
def test_no_small_count_is_determined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Shares are of the counts of all games together: of one they are few."""
    nobody: dict[bool, list[bool]] = {True: [], False: []}  # by whether the count is one of two
    for n, game in enumerate(GAMES):
        monkeypatch.setenv("DASHBOARD_THRESHOLD", str(game.threshold))
        reader, people = play(tmp_path / str(n), game)
        assert wrong(reader, people) == []
        assert told_otherwise(reader) == []
        found = possible(reader, people, game)
        assert [q for q, values in found.items() if len(values) < 3] == []
        for asked, values in found.items():
            nobody[is_of_two(asked)].append(values[0] == 0)
        print(game, {of_two: (len(each), sum(each)) for of_two, each in nobody.items()}, flush=True)
    for of_two, goal in ((True, OF_TWO), (False, OF_OTHERS)):
        assert sum(nobody[of_two]) >= goal * len(nobody[of_two])
    assert len(nobody[True]) > 30


def test_the_judge_sees_rounding_without_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(privacy, "_drawn", lambda _question, _people: 0)
    game = QUICK_GAMES[0]._replace(spans=("2015",), tried=8)
    reader, people = play(tmp_path, game)
    assert wrong(reader, people) == []
    found = possible(reader, people, game)
    assert sum(values[0] == 0 for values in found.values()) < OF_TWO * len(found)


def test_the_judge_sees_answers_that_are_drawn_at_each_request(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = Random(1)
    monkeypatch.setattr(privacy, "_drawn", lambda *_asked: random.randrange(3))
    with reading(tmp_path, EIGHT, EIGHT.register(60, seed=4)) as reader:
        for _time in range(5):
            reader.ask({}, "county")
            reader.snapshot.forget()
    assert told_otherwise(reader)


@pytest.mark.parametrize("threshold", [5, 10, 15])
def test_an_answer_can_mean_every_number_in_it(threshold: int) -> None:
    rule = meaning(Policy(threshold))
    told = [(n * threshold, (n + 3) * threshold - 1) for n in (0, 1, 2, 6)]
    assert [rule(each) for each in told] == told


def test_two_builds_one_known_person_apart_tell_no_small_count(tmp_path: Path) -> None:
    """All that the second build says otherwise is that this person is in it."""
    sizes = Sizes(PLACES, STRANDS, (2015, 2016), many=1)
    people = sizes.register(30, seed=3)
    heard = []
    for name, there in (("before", people[:-1]), ("after", people)):
        with reading(tmp_path / name, sizes, there) as reader:
            for query in everything(sizes, [""]):
                reader.ask(query, "county")
        heard.append(
            {one: answers for (inside, one), answers in reader.heard.items() if inside == one}
        )
    judge, before, after = Judge(sizes), *heard
    for where, answers in before.items():
        (was,), (now,) = answers, after[where]
        if was.is_family:
            judge.hears(where, where, *was.ends)
            judge.hears_again(where, was.ends, now.ends)
    judge.knows(judge.row(None, Where()), 1, 1)
    small = [q for q in before if 0 < count(people[:-1], q).people < 5]
    tried = Random(1).sample(in_order(small), 6)
    assert [q for q in tried if len(judge.possible(q, upto=9)) < 3] == []
