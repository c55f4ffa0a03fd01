"""All figures of a build with what the rules ask of each: ends, wholes, places and ages."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from functools import cached_property
from typing import Any

from dashboard.counting.figures import NOBODY, End, Figure
from dashboard.counting.inheriting import (
    NO_WHOLE,
    Places,
    depths,
    from_the_top,
    links,
    narrowed,
    same_people,
    settled,
    shared_ends,
)

MONTHS_OF_A_YEAR = 12


class Table:
    """Figures by their position, settled, and sorted so that the order of the rows is nothing.

    `wholes`: the position of a figure's whole, or NO_WHOLE; `tops`: that of its outermost one.
    `homes`: where its people live, empty when not stated. `ages`: ("child", first month) or
    ("adult", last month) where that can set it apart from the other, else ("", 0). `splits`: the
    same for figures of one owner and target group, None without owner. `ranks`: parts before
    their wholes. `lowers`: nobody of attendance. `caps`: firm upper ends, None where there is none.
    """

    def __init__(self, figures: Iterable[Figure]) -> None:
        self.figures = tuple(sorted(settled(figures), key=lambda f: (-f.people, f.figure_id)))
        self.index = {figure.figure_id: n for n, figure in enumerate(self.figures)}
        self.wholes = links(self.figures)
        self.depths = depths(self.wholes)
        self.tops = list(range(len(self.figures)))
        self.homes = [f.places if f.place_is == "home" else Places() for f in self.figures]
        self.ends: list[tuple[End, End]] = [figure.ends for figure in self.figures]
        self.ages = [_age(figure) for figure in self.figures]
        for group in same_people(self.figures, self.wholes):
            told = shared_ends([self.figures[n] for n in group])
            for n in group:
                self.ends[n] = told
        for n in from_the_top(self.wholes):
            whole = self.wholes[n]
            if whole != NO_WHOLE:
                self.tops[n] = self.tops[whole]
                self.homes[n] = narrowed(self.homes[n], self.homes[whole])
        self.splits = [_split(figure) for figure in self.figures]
        self.ranks = [0] * len(self.figures)
        for rank, n in enumerate(sorted(self.index.values(), key=lambda n: (-self.depths[n], n))):
            self.ranks[n] = rank
        pairs = zip(self.figures, self.ends, strict=True)
        self.lowers = [NOBODY if f.basis == "attendance" else ends[0] for f, ends in pairs]
        self.caps = [upper.people if is_firm(upper) else None for _, upper in self.ends]
        self.odd: dict[int, list[int]] = {}  # kept by `differing.odd_pairs`
        self.readings = {n: f.readings for n, f in enumerate(self.figures) if f.readings}
        self._labels: dict[tuple[str, Hashable], int] = {}
        self._labels_of: list[tuple[int, ...] | None] = [None] * len(self.figures)
        self.said: list[Any] = [None] * len(self.figures)  # kept by `dominating`
        self.parts: dict[int, list[int]] = {}
        for n, whole in enumerate(self.wholes):
            if whole != NO_WHOLE:
                self.parts.setdefault(whole, []).append(n)

    def labels_of(self, n: int) -> tuple[int, ...]:
        """The rows of the common breakdowns that a figure is in, by numbers of the table."""
        if self._labels_of[n] is None:
            figure = self.figures[n]
            labels: list[tuple[str, Hashable]] = [
                ("area", figure.area_id),
                ("group", figure.target_group_id),
                ("period", figure.period),
                ("project", figure.project_id),
                ("programme", figure.programme_id),
                *(("by", name) for name in figure.organisations),
                *(("funder", name) for name in figure.funders),
            ]
            known = self._labels
            self._labels_of[n] = tuple(known.setdefault(label, len(known)) for label in labels)
        return self._labels_of[n] or ()

    def above(self, n: int) -> Iterator[int]:
        """The wholes that a figure is in, from the nearest out."""
        n = self.wholes[n]
        while n != NO_WHOLE:
            yield n
            n = self.wholes[n]

    def below(self, n: int) -> Iterator[int]:
        """All parts of a figure, and theirs."""
        waiting = list(self.parts.get(n, ()))
        while waiting:
            part = waiting.pop()
            yield part
            waiting += self.parts.get(part, ())


class Figures(tuple[Figure, ...]):
    """The figures of a build, of which many questions are asked: their table lives with them."""

    @cached_property
    def table(self) -> Table:
        return Table(self)


def table_of(figures: Iterable[Figure]) -> Table:
    """The table of some figures; that of a build's own is made once."""
    return figures.table if isinstance(figures, Figures) else Table(figures)


def is_firm(end: End) -> bool:
    """Whether it is neither open nor approximate."""
    return not end.is_open and not end.is_approximate


def _split(figure: Figure) -> tuple[Hashable, str] | None:
    owner = figure.project_id or figure.programme_id or figure.organisations
    return (owner, figure.target_group_id) if owner else None


def _age(figure: Figure) -> tuple[str, int]:
    """Without a period, and for adults without its end, nobody's age sets figures apart."""
    if figure.period is None or figure.age not in {"child", "adult"}:
        return "", 0
    if figure.age == "child":
        return "child", figure.period.first
    return ("", 0) if figure.period.last is None else ("adult", figure.period.last)
