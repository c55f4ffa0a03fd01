"""The rules in very many random worlds: `python -m tests.soundness 100000` prints the breaches.

In each the total of a random filter is held against the truth, the rows of one breakdown against
that of their own figures, and what stands without our readings, some of them false, as well.

The quick form of the same runs with every test, in `test_counting_properties.py` and
`test_combining_properties.py`.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from random import Random

from dashboard.counting import (
    Counted,
    Figure,
    Placement,
    Range,
    alone_in,
    at_most_beside_register,
    count,
    count_rows,
    settled,
    surely_beside,
    with_counted,
)
from dashboard.engine import Asked
from dashboard.privacy import EXACT, Policy, told
from dashboard.reach.register_family import Plan, put_together
from tests.asking import make_scope
from tests.misread import misread, stands_in
from tests.people import AUDIENCES
from tests.register_worlds import RegisterWorld, make_register_world
from tests.scopes import Scope, place
from tests.worlds import World, make_world

POLICIES = (EXACT, Policy(), Policy(10))


ROWS: dict[str, Callable[[Figure], Iterable[Hashable]]] = {
    "area": lambda figure: [figure.area_id],
    "group": lambda figure: [figure.target_group_id],
    "year": lambda figure: [figure.period],
    "project": lambda figure: [figure.project_id],
    "organisation": lambda figure: figure.organisations,
    "funder": lambda figure: figure.funders,
}


def try_world(seed: int) -> Iterator[str]:
    """Which firm end is wrong of each answer in a random world: lower, upper, crossed or none.

    Every other world has a register, whose people are told exactly or in steps.
    """
    random = Random(seed)
    scope = make_scope(random)
    if seed % 2:
        registered = make_register_world(random)
        answer = asked(registered, scope, random.choice(POLICIES))
        yield f"register: {breach(answer, registered.truth(scope))}"
        return
    world = make_world(random)
    answer = count(world.figures, placed(world, scope), scope.sought)
    yield f"total: {breach(answer, world.truth(scope))}"
    yield from (f"row: {breach(*each)}" for each in rows_and_truths(world, scope, random))
    told, lie = stands_in(misread(random, world.figures), scope)
    lower = count(told, lie, scope.sought).surely
    is_wrong = lower.people > world.truth(scope) and not lower.is_approximate
    yield f"without readings: {'lower' if is_wrong else 'none'}"


def rows_and_truths(world: World, scope: Scope, random: Random) -> Iterator[tuple[Range, int]]:
    """The rows of a random breakdown, each with how many people its figures are really about."""
    rows_of = ROWS[random.choice(list(ROWS))]
    rows = count_rows(world.figures, placed(world, scope), rows_of, scope.sought)
    settled_figures = settled(world.figures)
    for row, answer in rows.items():
        own = [figure.figure_id for figure in settled_figures if row in set(rows_of(figure))]
        yield answer, world.truth(scope, own)


def placed(world: World | RegisterWorld, scope: Scope) -> dict[str, Placement]:
    return {figure.figure_id: place(figure, scope) for figure in settled(world.figures)}


def asked(world: RegisterWorld, scope: Scope, policy: Policy) -> Range:
    """The answer of figures and register, as a page makes it."""
    placements = placed(world, scope)
    added = at_most_beside_register(world.figures, placements, world.register, scope.sought)
    counted = _told(world, scope, policy)
    alone = alone_in(_by_audience(world, scope, policy), _by_audience(world, Scope(), policy))
    beside = surely_beside(world.figures, placements, alone, scope.sought)
    return with_counted(count(world.figures, placements, scope.sought), added, counted, beside)


def _by_audience(world: RegisterWorld, scope: Scope, policy: Policy) -> Mapping[str, Counted]:
    return {name: _told(world, scope, policy, name) for name in AUDIENCES}


def _told(world: RegisterWorld, scope: Scope, policy: Policy, audience: str = "") -> Counted:
    """Put together as the product does: who may be meant besides counts at the upper end alone."""
    sure, besides = Asked(sexes=frozenset({"asked"})), Asked(sexes=frozenset({None}))
    counts = dict(zip((sure, besides), world.counted(scope, audience), strict=True))
    answers = {each: told(f"{each} {audience}", n, policy) for each, n in counts.items()}
    cover = (sure, besides) if scope.sexes else (sure,)
    return put_together(Plan((sure,), (cover,), is_composed=bool(scope.sexes)), answers)


def breach(answer: Range, truth: int) -> str:
    lower, upper = answer.surely, answer.at_most
    if lower.people > truth and not lower.is_approximate:
        return "lower"
    if upper.people < truth and not (upper.is_approximate or upper.is_open):
        return "upper"
    return "crossed" if lower.people > upper.people else "none"


if __name__ == "__main__":
    first, last = (0, *map(int, sys.argv[1:]))[-2:]
    found = Counter(breach for seed in range(first, last) for breach in try_world(seed))
    print(f"{last - first} worlds:", dict(sorted(found.items())))
