"""The rules beside the exact optimum of small worlds, and tables that contradict themselves."""

from __future__ import annotations

from itertools import combinations
from random import Random

from hypothesis import given

from dashboard.counting import Figure, Placement, count
from dashboard.counting.differing import Kinds, conflicts, reasons
from dashboard.counting.table import Table
from dashboard.period import years
from tests.people import COUNTIES
from tests.tightness import measure, misses_closed
from tests.worlds import randoms


def test_nine_tenths_of_the_first_editions_misses_are_closed() -> None:
    told = measure(60)
    assert told["breaches"] == 0
    assert misses_closed(told) >= 0.9


def contradictory(random: Random) -> list[Figure]:
    """Figures tied at random: cycles, parts larger than their wholes, of other places and ages."""
    names = [f"f{n}" for n in range(random.randint(1, 7))]
    return [
        Figure(
            name,
            random.randrange(9),
            random.choice(("exact", "exact", "up_to", "at_least", "about", "almost")),
            basis=random.choice(("unique", "unique", "register", "attendance")),
            unit=random.choice(("person", "person", "household")),
            audience=random.choice(("supported", "supported", "public")),
            age_class=random.choice(("child", "adult", "mixed")),
            counties=frozenset(random.sample(COUNTIES, random.randrange(3))),
            sex=random.choice(("", "", "female", "male")),
            period=random.choice((None, years(2014, 2014), years(2015, 2016))),
            **{random.choice(("part_of", "same_as")): random.choice((None, *names))},  # type: ignore[arg-type]
        )
        for name in names
    ]


@given(randoms)
def test_surely_is_never_above_at_most_whatever_the_tables_say(random: Random) -> None:
    figures = contradictory(random)
    placed = {figure.figure_id: random.choice(list(Placement)) for figure in figures}
    answer = count(figures, placed)
    assert answer.surely.people + answer.about <= answer.at_most.people
    assert answer.surely.people <= answer.at_most_inside.people <= answer.at_most.people
    random.shuffle(figures)
    assert count(figures, placed) == answer


@given(randoms)
def test_conflicts_from_masks_are_those_of_the_reasons(random: Random) -> None:
    table = Table(contradictory(random))
    nodes = [n for n, f in enumerate(table.figures) if f.audience == "supported"]
    masks = conflicts(Kinds(table, nodes), nodes)
    for (at, one), (beside, other) in combinations(enumerate(nodes), 2):
        assert bool(masks[at] >> beside & 1) is (reasons(table, one, other) == ())
