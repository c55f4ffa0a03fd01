"""Which questions about people of a register are counted, and how every other one is put together.

Counted are the members of the family: everything, or one value of at most two dimensions, with one
span of whole years. Were unions counted too, a reader could take one from another until single
people are left. What else a filter asks is put together from told answers of members, which adds
nothing to what these tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import combinations, product
from typing import Any, NamedTuple

from dashboard.counting import Counted
from dashboard.engine import COLUMN_OF, Asked

Ids = frozenset[str | None]
Span = tuple[int, int]
COLUMNS = tuple(COLUMN_OF)
_KEPT = 4_000
_EARLIEST, _LATEST = 0, 9999  # of a span that is open at this end


class Plan(NamedTuple):
    """An answer from members of the family.

    Its lower end is the largest lower end of the members in `inside`, 0 without any; its upper
    end the smallest sum of upper ends over the lists of `covers`.
    """

    inside: tuple[Asked, ...]
    covers: tuple[tuple[Asked, ...], ...]
    is_composed: bool = True

    @property
    def members(self) -> Iterator[Asked]:
        yield from self.inside
        for cover in self.covers:
            yield from cover


@dataclass(frozen=True)
class Family:
    """The public catalogue as sets of ids.

    `values`: by field of Asked, what one value of a dimension stands for: a programme for its
    projects, a group for itself and those under it. `every`: all ids there can be.
    `periods`: first and last year of the projects that state both; `years`: of all that the
    catalogue tells of.
    """

    values: Mapping[str, frozenset[Ids]]
    every: Mapping[str, Ids]
    periods: Mapping[str, Span]
    years: Span

    def name(self, member: Asked) -> str:
        """The canonical question: the same for all questions that the catalogue makes the same."""
        projects, years = self._words_of_running(member.project_ids, member.years)
        groups, counties, *others = (
            repr(sorted(map(str, ids)) if ids is not None and ids != self.every[column] else "all")
            for column in COLUMNS[1:]
            for ids in (getattr(member, column),)
        )
        # Sex and age came later: a question without them keeps its words.
        more = others if any(ids != repr("all") for ids in others) else ()
        return f"({', '.join((projects, groups, counties, years, *more))})"

    @cached_property
    def _words_of_running(self) -> Callable[[frozenset[str] | None, Span | None], tuple[str, str]]:
        """Kept, since a catalogue may have thousands of projects."""

        @lru_cache(_KEPT)
        def words(project_ids: frozenset[str] | None, years: Span | None) -> tuple[str, str]:
            projects, span = self._running(Asked(project_ids, years=years))
            return repr(sorted(projects)), repr(span)

        return words

    def _running(self, member: Asked) -> tuple[set[str], Span | None]:
        """The projects that may have had people then, and the years as far as these tell any."""
        chosen = member.project_ids if member.project_ids is not None else self._projects
        if member.years is None:
            return set(chosen), None
        first, last = member.years
        open_end = (_EARLIEST, _LATEST)
        spans = {project: self.periods.get(project, open_end) for project in chosen}
        running = {p: s for p, s in spans.items() if s[0] <= last and first <= s[1]}
        begin = min((s[0] for s in running.values()), default=_EARLIEST)
        end = max((s[1] for s in running.values()), default=_LATEST)
        span = (_EARLIEST if first <= begin else first, _LATEST if last >= end else last)
        return set(running), None if span == open_end else span

    @cached_property
    def _projects(self) -> frozenset[str]:
        return frozenset(name for name in self.every["project_ids"] if name is not None)

    @cached_property
    def _by_id(self) -> dict[str, dict[str | None, list[Ids]]]:
        """By column and id, the values that hold it: a catalogue may have thousands."""
        found: dict[str, dict[str | None, list[Ids]]] = {}
        for column, values in self.values.items():
            held = found[column] = defaultdict(list)
            for value in _sorted(values):
                for each in value:
                    held[each].append(value)
        return found

    def _near(self, column: str, ids: Ids) -> set[Ids]:
        """The values that have an id with these in common."""
        return {value for each in ids for value in self._by_id[column].get(each, ())}

    def plan(self, asked: Asked | None, possible: Asked) -> Plan:
        """How a question is answered; None when nobody surely belongs to it.

        `possible` has those who may belong to it, too.
        """
        around = self._spans(possible.years)[1]
        upper = self._canonical(replace(possible, years=around))
        if asked is None:
            return Plan((), tuple(self._covers(upper)), not self.has(upper))
        lower = self._canonical(replace(asked, years=self._spans(asked.years)[0]))
        is_member = lower.years == upper.years and self.has(lower)
        if is_member and lower == upper:
            return Plan((upper,), ((upper,),), is_composed=False)
        return Plan(tuple(self._inside(lower)), tuple(self._covers(upper)), not is_member)

    def _spans(self, years: Span | None) -> tuple[Span | None, Span | None]:
        """The widest span of the family inside these years, and the narrowest around them.

        Its spans end with the catalogue's, or are open: a span for every year there ever was
        would be as many questions about the same people.
        """
        if years is None:
            return None, None
        first, last = years
        inside = max(first, self.years[0]), min(last, self.years[1])
        begin = _EARLIEST if first < self.years[0] else first
        return inside, (begin, _LATEST if last > self.years[1] else last)

    def _canonical(self, asked: Asked) -> Asked:
        """Without the columns, and the years, in which everything is chosen."""
        whole = {c: None for c in self.every if getattr(asked, c) == self.every[c]}
        years = None if asked.years == (_EARLIEST, _LATEST) else asked.years
        return replace(asked, **whole, years=years)

    def has(self, asked: Asked) -> bool:
        """One value of at most two dimensions, however it was asked for."""
        chosen = _chosen(asked)
        if len(chosen) == 1:
            ((column, ids),) = chosen.items()
            return ids in self.values[column] or self._is_meeting(column, ids)
        return len(chosen) < 3 and all(ids in self.values[c] for c, ids in chosen.items())

    def _is_meeting(self, column: str, ids: Ids) -> bool:
        """Whether the ids are what two values have in common: a programme's, of one funder."""
        around = [value for value in self._near(column, ids) if ids < value]
        return any(one & other == ids for one, other in combinations(around, 2))

    def _inside(self, asked: Asked) -> Iterator[Asked]:
        """Members that lie wholly inside: with three dimensions none does."""
        chosen = _chosen(asked)
        if asked.years and asked.years[0] > asked.years[1]:
            return
        if self.has(asked):
            yield asked
        elif len(chosen) < 3:
            options = [
                _largest(value for value in self._near(column, ids) if value <= ids)
                for column, ids in chosen.items()
            ]
            for picked in product(*options):
                yield _of(asked, dict(zip(chosen, picked, strict=True)))

    def _covers(self, asked: Asked) -> Iterator[tuple[Asked, ...]]:
        """Lists of members that together hold everybody asked for."""
        chosen = _chosen(asked)
        for size in range(min(len(chosen), 2) + 1):
            for columns in combinations(chosen, size):
                part = _of(asked, {column: chosen[column] for column in columns})
                if self.has(part):
                    yield (part,)
                    continue
                options = [self._covers_of(column, chosen[column]) for column in columns]
                for picked in product(*options):
                    together = product(*picked)
                    yield tuple(_of(asked, dict(zip(columns, v, strict=True))) for v in together)

    @cached_property
    def _covers_of(self) -> Callable[[str, Ids], list[list[Ids]]]:
        """Kept, since the rows of an answer have most of them in common."""
        return lru_cache(_KEPT)(self._find_covers)

    def _find_covers(self, column: str, ids: Ids) -> list[list[Ids]]:
        """Values that together cover the ids: one around them, the largest inside, the smallest."""
        values = self._near(column, ids)
        found = [[value] for value in _smallest(v for v in values if ids <= v)]
        inside = _sorted(v for v in values if v <= ids)
        for order in (reversed(inside), inside):
            cover, left = [], set(ids)
            for value in order:
                if left & value:
                    cover.append(value)
                    left -= value
            if not left and _sorted(cover) not in found:
                found.append(_sorted(cover))
        return found


def put_together(plan: Plan, answers: Mapping[Asked, Counted]) -> Counted:
    """The answer of a plan, from what is told of its members."""
    inside = [answers[member] for member in plan.inside]
    lower = max(inside, default=Counted(0, 0, is_hidden=True), key=lambda told: told.surely)
    upper = min(sum(answers[member].at_most for member in cover) for cover in plan.covers)
    return lower._replace(at_most=upper, is_composed=plan.is_composed)


def _chosen(asked: Asked) -> dict[str, Ids]:
    columns = {column: getattr(asked, column) for column in COLUMNS}
    return {column: ids for column, ids in columns.items() if ids is not None}


def with_ids(asked: Asked, column: str, ids: Ids) -> Asked:
    """The same question, with these ids alone in one column."""
    changed: dict[str, Any] = {column: ids}
    return replace(asked, **changed)


def _of(asked: Asked, chosen: Mapping[str, Ids]) -> Asked:
    """The same years, and of the columns these ids alone."""
    ids: dict[str, Any] = dict(chosen)
    return Asked(years=asked.years, **ids)


def _sorted(values: Iterable[Ids]) -> list[Ids]:
    return sorted(set(values), key=lambda ids: (len(ids), sorted(map(str, ids))))


def _largest(values: Iterable[Ids]) -> list[Ids]:
    found = _sorted(values)
    return [value for value in found if not any(value < other for other in found)]


def _smallest(values: Iterable[Ids]) -> list[Ids]:
    found = _sorted(values)
    return [value for value in found if not any(other < value for other in found)]
