"""Only a family of questions is counted; every other is put together, truly, from told answers."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from random import Random
from typing import NamedTuple, TypeVar

import pytest

from dashboard.counting import Counted
from dashboard.engine import Asked, Count
from dashboard.privacy import Policy, told
from dashboard.reach.register_family import Family, Ids, Plan, put_together

T = TypeVar("T")
PROJECTS, COUNTIES = ("p1", "p2", "p3", "p4"), ("IS", "BC", "CJ", None)
GROUPS = ("children", "pupils", "infants", "parents")


def ids(*names: str | None) -> Ids:
    return frozenset(names)


# Programme A has p1 and p2, B has p3 alone; a funder gives to p2 and p3. Pupils and infants are
# children. p3 ran in 2016 alone, p4 does not say when.
FAMILY = Family(
    values={
        "project_ids": frozenset(
            {*map(ids, PROJECTS), ids("p1", "p2"), ids("p2", "p3"), ids("p1", "p2", "p4")}
        ),
        "target_group_ids": frozenset({*map(ids, GROUPS), ids("children", "pupils", "infants")}),
        "county_codes": frozenset(map(ids, COUNTIES)),
    },
    every={
        "project_ids": ids(*PROJECTS),
        "target_group_ids": ids(*GROUPS),
        "county_codes": ids(*COUNTIES),
    },
    periods={"p1": (2014, 2016), "p2": (2014, 2016), "p3": (2016, 2016)},
    years=(2014, 2016),
)


class Row(NamedTuple):
    person: int
    project: str
    group: str
    county: str | None
    year: int


def asked(
    projects: Iterable[str] = (),
    groups: Iterable[str] = (),
    counties: Iterable[str | None] = (),
    years: tuple[int, int] | None = None,
) -> Asked:
    return Asked(
        frozenset(projects) or None, frozenset(groups) or None, frozenset(counties) or None, years
    )


def plan(question: Asked) -> Plan:
    return FAMILY.plan(question, question)


@pytest.mark.parametrize(
    "question",
    [
        asked(),
        asked(counties=["IS"]),
        asked(groups=["children", "pupils", "infants"], years=(2015, 2016)),
        asked(["p1", "p2"], counties=[None]),
        asked(["p2"], ["pupils"]),
        asked(["p2"], years=(2015, 2015)),
    ],
)
def test_one_value_of_two_dimensions_in_a_span_of_years_is_counted(question: Asked) -> None:
    assert plan(question) == Plan((question,), ((question,),), is_composed=False)


@pytest.mark.parametrize(
    "question",
    [
        asked(counties=["IS", "BC"]),
        asked(counties=["IS", None]),
        asked(groups=["pupils", "parents"]),
        asked(["p1", "p3"]),
        asked(["p1"], ["pupils"], ["IS"]),
        asked(counties=["IS"], years=(2010, 2015)),
    ],
)
def test_unions_a_third_dimension_and_other_years_are_not(question: Asked) -> None:
    found = plan(question)
    assert found.is_composed
    assert question not in set(found.members)


def test_everybody_chosen_one_by_one_is_everybody() -> None:
    assert set(plan(asked(PROJECTS, GROUPS, COUNTIES)).members) == {asked()}


def test_a_union_is_at_least_its_largest_part_and_at_most_their_sum() -> None:
    found = plan(asked(counties=["IS", "BC"]))
    assert set(found.inside) == {asked(counties=["IS"]), asked(counties=["BC"])}
    assert set(found.covers) == {(asked(),), (asked(counties=["BC"]), asked(counties=["IS"]))}
    answers = {
        asked(): Counted(36, 44),
        asked(counties=["IS"]): Counted(21, 29),
        asked(counties=["BC"]): Counted(0, 9, is_hidden=True),
    }
    assert put_together(found, answers)[:2] == (21, 38)


def test_three_dimensions_hold_nobody_surely() -> None:
    found = plan(asked(["p1"], ["pupils"], ["IS"]))
    assert found.inside == ()
    assert (asked(["p1"], ["pupils"]),) in found.covers


def test_the_same_question_has_one_name_however_it_is_asked() -> None:
    name = FAMILY.name
    assert name(asked(["p3"])) == name(asked(["p3"], years=(2014, 2016)))
    assert name(asked(["p1", "p3"], years=(2014, 2015))) == name(asked(["p1"], years=(2014, 2015)))
    assert name(asked(["p1", "p2"], years=(2014, 2016))) == name(asked(["p1", "p2"]))
    assert name(asked(["p3"])) != name(asked(["p4"]))
    assert name(asked(counties=["IS"])) != name(asked(groups=["pupils"]))
    # Of p4 nobody knows when it ran: these years may leave somebody out.
    assert name(asked(["p4"], years=(2014, 2016))) != name(asked(["p4"]))


def rows(random: Random, people: int) -> list[Row]:
    found = []
    for person in range(people):
        for _ in range(random.choice((1, 1, 2))):
            project = random.choice(PROJECTS)
            first, last = FAMILY.periods.get(project, (2012, 2018))
            year = random.randint(first, last)
            place = random.choice(GROUPS), random.choice(COUNTIES)
            found.append(Row(person, project, *place, year))
    return found


def people(listed: list[Row], question: Asked) -> set[int]:
    return {
        row.person
        for row in listed
        if (question.project_ids is None or row.project in question.project_ids)
        and (question.target_group_ids is None or row.group in question.target_group_ids)
        and (question.county_codes is None or row.county in question.county_codes)
        and (question.years is None or question.years[0] <= row.year <= question.years[1])
    }


def any_question(random: Random) -> Asked:
    def some(values: tuple[T, ...]) -> list[T]:
        return random.sample(values, random.randint(1, 3) * random.randrange(2))

    first = random.randint(2011, 2018)
    years = (first, random.randint(first, 2019)) if random.randrange(2) else None
    return asked(some(PROJECTS), some(GROUPS), some(COUNTIES), years)


@pytest.mark.parametrize("seed", range(40))
def test_what_is_put_together_is_true_and_counts_members_alone(seed: int) -> None:
    random = Random(seed)
    listed = rows(random, random.choice((8, 40, 120)))
    for _ in range(40):
        question = any_question(random)
        found, answers = plan(question), {}
        for member in found.members:
            assert FAMILY.has(member)
            inside = people(listed, member)
            count = Count(len(inside), len(inside), sum(7919**p % 2**31 for p in inside))
            answers[member] = told(FAMILY.name(member), count, Policy())
        answer = put_together(found, answers)
        assert answer.surely <= len(people(listed, question)) <= answer.at_most


def test_somebody_who_may_belong_counts_at_the_upper_end_alone() -> None:
    iasi, unstated = asked(counties=["IS"]), asked(counties=[None])
    found = FAMILY.plan(iasi, asked(counties=["IS", None]))
    assert found.inside == (iasi,)
    assert not found.is_composed
    assert {iasi, unstated} in [set(cover) for cover in found.covers]


def test_no_two_members_are_ever_joined_in_one_question() -> None:
    for one, other in combinations(COUNTIES, 2):
        for member in plan(asked(counties=[one, other])).members:
            assert member.county_codes is None or len(member.county_codes) == 1
