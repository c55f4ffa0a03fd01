"""Which statement of a report would narrow a range most: what to ask for next."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import product

from dashboard.counting.differing import reasons
from dashboard.counting.elsewhere import ANYBODY, Sought
from dashboard.counting.figures import Figure, Range
from dashboard.counting.placing import Placement
from dashboard.counting.proving import proof
from dashboard.counting.ranges import Placements, count
from dashboard.counting.table import Table, table_of
from dashboard.i18n import N_

Recount = Callable[[Collection[Figure], Placements, Sought], Range]
MOST_TRIED = 200
_LARGEST = 50
_FIGURES_READ = 400_000  # so many rows in all: of a large table fewer statements are tried


class Says(Enum):
    """What a statement says; the value is a sentence to translate."""

    PART = N_("if a report said that the people of “{one}” are among those of “{other}”")
    APART = N_("if a report said that “{one}” and “{other}” have nobody in common")
    INSIDE_PLACE = N_("if a report said that the people of “{one}” live in the place asked for")
    OUTSIDE_PLACE = N_("if a report said that the people of “{one}” live elsewhere")
    INSIDE_YEAR = N_("if a report said that “{one}” is about the years asked for")
    OUTSIDE_YEAR = N_("if a report said that “{one}” is about other years")
    CLOSED = N_("if a report said that “{one}” were not more, those who left included")


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody could say of one figure, or of two, by their ids; `other` may be empty."""

    says: Says
    one: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A statement and the range it would leave."""

    statement: Statement
    before: Range
    after: Range

    @property
    def gain(self) -> tuple[int, bool]:
        """By how many people the range would be narrower, and whether its end would close."""
        is_closed = self.before.at_most.is_open and not self.after.at_most.is_open
        return width(self.before) - width(self.after), is_closed


def width(people: Range) -> int:
    return people.at_most.people - people.surely.people


def narrowing(
    figures: Iterable[Figure],
    placements: Placements,
    sought: Sought = ANYBODY,
    recount: Recount = count,
) -> list[Narrowing]:
    """The statements that would narrow the range of `count`, the one that would most first.

    Of those tried: about the figures of the proof and the 50 largest at the upper end, at most 200.
    `recount`: what the range shown is made by, where more than figures is counted.
    """
    listed = list(figures)
    before = recount(listed, placements, sought)
    found = []
    for statement in statements(listed, placements, sought):
        told, placed = stated(listed, placements, statement)
        made = Narrowing(statement, before, recount(told, placed, sought))
        if made.gain > (0, False):
            found.append(made)
    order = list(Says)
    return sorted(
        found, key=lambda each: ([-n for n in each.gain], order.index(each.statement.says))
    )


def statements(
    figures: Sequence[Figure], placements: Placements, sought: Sought
) -> list[Statement]:
    """The statements to try, those first that may narrow most."""
    table = table_of(figures)
    proven = proof(figures, placements, sought).people
    counting = [f for f in table.figures if placements.get(f.figure_id, Placement.OUTSIDE) > 0]
    largest = sorted(counting, key=lambda f: (-f.ends[1].people, f.figure_id))[:_LARGEST]
    in_proof = [figure for figure in counting if figure.figure_id in proven]
    named = {figure.figure_id: figure for figure in (*in_proof, *largest)}
    possible = [
        *_about_two(table, in_proof, list(named.values()), placements),
        *_about_one(named.values(), placements, sought),
    ]
    possible.sort(key=lambda item: (-item[0], item[1].says.name, item[1].one, item[1].other))
    most = min(MOST_TRIED, max(8, _FIGURES_READ // (len(figures) + 1)))
    return [statement for _gain, statement in possible[:most]]


def _about_two(
    table: Table, in_proof: Sequence[Figure], named: Sequence[Figure], placements: Placements
) -> Iterator[tuple[int, Statement]]:
    """How much a statement about two figures may narrow, and the statement."""
    for one, other in product(named, in_proof):
        at, beside = table.index[one.figure_id], table.index[other.figure_id]
        if at == beside or one.audience != other.audience or reasons(table, at, beside):
            continue
        if table.tops[at] == table.tops[beside]:
            continue
        if one.whole_id is None and one.ends[0].people <= other.ends[1].people:
            yield one.ends[1].people, Statement(Says.PART, one.figure_id, other.figure_id)
        if placements[one.figure_id] is Placement.INSIDE:
            gain = min(one.ends[0].people, other.ends[0].people)
            yield gain, Statement(Says.APART, one.figure_id, other.figure_id)


def _about_one(
    named: Iterable[Figure], placements: Placements, sought: Sought
) -> Iterator[tuple[int, Statement]]:
    for figure in named:
        people = figure.ends[1].people
        if figure.ends[1].is_open:
            yield 0, Statement(Says.CLOSED, figure.figure_id)
        if placements[figure.figure_id] is not Placement.TOUCHING:
            continue
        if sought.counties and not figure.places:
            yield people, Statement(Says.INSIDE_PLACE, figure.figure_id)
            yield people, Statement(Says.OUTSIDE_PLACE, figure.figure_id)
        if sought.years and figure.period is None:
            yield people, Statement(Says.INSIDE_YEAR, figure.figure_id)
            yield people, Statement(Says.OUTSIDE_YEAR, figure.figure_id)


def stated(
    figures: Sequence[Figure], placements: Placements, statement: Statement
) -> tuple[list[Figure], Placements]:
    """The figures and where they lie, as they would be if somebody had said so."""
    says, placed = statement.says, dict(placements)
    if says in {Says.INSIDE_PLACE, Says.INSIDE_YEAR}:
        placed[statement.one] = Placement.INSIDE
    if says in {Says.OUTSIDE_PLACE, Says.OUTSIDE_YEAR}:
        placed[statement.one] = Placement.OUTSIDE
    return [_told(figure, statement) for figure in figures], placed


def _told(figure: Figure, statement: Statement) -> Figure:
    """One figure as the statement leaves it."""
    says, name = statement.says, figure.figure_id
    if says is Says.PART and name == statement.one:
        return replace(figure, part_of=statement.other, same_as=None)
    if says is Says.APART and name in {statement.one, statement.other}:
        return replace(figure, apart=figure.apart | {("stated", name == statement.one)})
    if says is Says.CLOSED and name == statement.one:
        closed = replace(figure)
        upper = figure.ends[1]._replace(is_open=False)
        object.__setattr__(closed, "ends", (figure.ends[0]._replace(is_open=False), upper))
        return closed
    return figure
