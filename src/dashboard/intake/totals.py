"""Rows of a sheet whose numbers are the sums of others: below their parts, or above them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby, product

from dashboard.i18n import N_, _
from dashboard.intake.offer import Question
from dashboard.intake.sheets import Cell
from dashboard.words.folding import fold

TOTALS, OUT, IN = "totals", "out", "in"
BELOW = N_("a total of rows above it")
ABOVE = N_("a total of rows below it")
_SENTENCE = N_("Rows that are the sum of those beside them: {rows}")
_SAID = ((OUT, N_("They are totals: leave them out")), (IN, N_("They are rows of their own")))
_SHOWN = 6
Numbers = tuple[Decimal, ...]
Span = tuple[int, int]  # the places of the first part of a group, and of the row behind its last


@dataclass(frozen=True, slots=True)
class Counted:
    """A row with numbers: where it stands, what it counts, and its columns that are filled.

    `is_said`: that its words call it a total.
    """

    row: int
    numbers: Numbers
    filled: frozenset[int]
    is_said: bool


@dataclass
class Totals:
    """Each row that is a total, with the sentence that says so; `perhaps` those that are asked."""

    found: dict[int, str] = field(default_factory=dict)
    perhaps: dict[int, str] = field(default_factory=dict)

    def add(self, rows: Sequence[Counted]) -> None:
        """What of the rows of one table are totals."""
        first = 0
        for n, is_counted in list(_below(rows)):
            self.found[rows[n].row] = BELOW
            if not is_counted:
                self._above(rows[first:n], rows[n])
            first = n + 1
        self._above(rows[first:])
        self._first(rows)

    def _first(self, rows: Sequence[Counted]) -> None:
        """A sum of all parts may stand above groups that have their sums below them."""
        out = self.found | self.perhaps
        groups = [row for row in rows if out.get(row.row) == BELOW]
        parts = [row for row in rows[1:] if row.row not in out]
        if len(groups) > 1 and rows[0].row not in out and _is_sum(rows[0], parts):
            is_certain = not _usual(rows) <= rows[0].filled
            (self.found if is_certain else self.perhaps)[rows[0].row] = ABOVE

    def _above(self, rows: Sequence[Counted], total: Counted | None = None) -> None:
        """Of the rows above a total that are not all counted in it, or of those behind the last."""
        certain = list(_headings(rows))
        self.found |= dict.fromkeys(certain, ABOVE)
        if certain or not (perhaps := _perhaps(rows)):
            return
        parts = [row for row in rows if row.row not in perhaps]
        is_proved = total is not None and total.numbers == _sum(parts)
        (self.found if is_proved else self.perhaps).update(perhaps)

    def question(self, sheet: str, chosen: str) -> Iterator[Question]:
        if self.perhaps:
            rows = [str(row) for row in sorted(self.perhaps)]
            told = ", ".join(rows[:_SHOWN]) + (", …" if len(rows) > _SHOWN else "")
            said = tuple((answer, _(words)) for answer, words in _SAID)
            sentence = _(_SENTENCE).format(rows=told)
            yield Question(TOTALS, sheet, sentence, said, chosen, rows=len(rows))


def is_said(cells: Iterable[Cell]) -> bool:
    """Whether a row begins with a word for a total."""
    first = next((fold(cell.text) for cell in cells if cell.text), "")
    return first.split(" ")[0] in ("total", "totaluri", "subtotal", "totals", "suma")


def _below(rows: Sequence[Counted]) -> Iterator[tuple[int, bool]]:
    """The place of each total below its parts, and whether every row above is counted in it: said
    by its words, or the last row, or one with a gap, that is the sum of those above."""
    usual = _usual(rows)
    every: list[Numbers] = []  # the sums of all rows since the last total, of those without a gap,
    parts: list[Numbers] = []  # and of the totals themselves, each with its addends before it
    totals: list[Numbers] = []
    for n, row in enumerate(rows):
        has_gap = not usual <= row.filled
        is_sum = _adds_up(row, every) or (not every and _adds_up(row, totals))
        is_of_parts = len(every) > len(parts) and _adds_up(row, parts)
        could_be = has_gap or n == len(rows) - 1
        if row.is_said or (could_be and (is_sum or is_of_parts)):
            yield n, is_sum
            totals = [] if not every and is_sum else _with(totals, row)
            every, parts = [], []
            continue
        every = _with(every, row)
        parts = parts if has_gap else _with(parts, row)


def _with(sums: list[Numbers], row: Counted) -> list[Numbers]:
    """Running sums, with one more row."""
    sums.append(_plus(sums[-1], row.numbers) if sums else row.numbers)
    return sums


def _adds_up(row: Counted, sums: Sequence[Numbers]) -> bool:
    """Whether it is the sum of at least two rows."""
    return len(sums) > 1 and row.numbers == sums[-1]


def _headings(rows: Sequence[Counted]) -> Iterator[int]:
    """The rows with a gap where all below, up to the next such row, are filled: and their sum."""
    usual = _usual(rows)
    groups: list[tuple[Counted, list[Counted]]] = []
    for has_gap, run in groupby(rows, lambda row: not usual <= row.filled):
        if has_gap:
            groups += [(row, []) for row in run]
        elif groups:
            groups[-1][1].extend(run)
    of_groups: list[Counted] = []
    for row, parts in reversed(groups):
        if _is_sum(row, parts):
            of_groups.append(row)
            yield row.row
        elif not parts and _is_sum(row, of_groups):
            of_groups = [row]
            yield row.row


def _usual(rows: Sequence[Counted]) -> frozenset[int]:
    """The columns that most rows fill."""
    every = {column for row in rows for column in row.filled}
    return frozenset(c for c in every if 2 * sum(c in row.filled for row in rows) > len(rows))


def _is_sum(row: Counted, parts: Sequence[Counted]) -> bool:
    return len(parts) > 1 and row.numbers == _sum(parts)


def _sum(rows: Iterable[Counted]) -> Numbers:
    return tuple(sum(each, Decimal()) for each in zip(*(row.numbers for row in rows), strict=True))


def _plus(one: Numbers, other: Numbers) -> Numbers:
    return tuple(a + b for a, b in zip(one, other, strict=True))


def _perhaps(rows: Sequence[Counted]) -> dict[int, str]:
    """The rows that divide all of them into groups, each with its sum above it, below it or both;
    a sum of all may stand at either end."""
    for top, bottom in product((0, 1), (0, 1)):
        inner = rows[top : len(rows) - bottom]
        for has_head, has_tail in ((True, False), (False, True), (True, True)):
            spans = _groups(inner, has_head=has_head, has_tail=has_tail)
            if not spans or (len(spans) == 1 and not has_head and bottom == top == 0):
                continue
            heads = [inner[first - 1] for first, _end in spans] if has_head else []
            tails = [inner[end] for _first, end in spans] if has_tail else []
            ends = [*rows[:top], *rows[len(rows) - bottom :]]
            if all(each.numbers == _sum(heads or tails) for each in ends):
                above = dict.fromkeys((each.row for each in [*rows[:top], *heads]), ABOVE)
                below = (each.row for each in [*tails, *rows[len(rows) - bottom :]])
                return above | dict.fromkeys(below, BELOW)
    return {}


def _groups(rows: Sequence[Counted], *, has_head: bool, has_tail: bool) -> list[Span]:
    """The parts of each group, where the rows are nothing but groups; else none."""
    if not has_head:
        turned = _groups(rows[::-1], has_head=True, has_tail=False)
        return [(len(rows) - end, len(rows) - first) for first, end in reversed(turned)]
    found: list[Span] = []
    n = 0
    while n < len(rows):
        end = _end(rows, n)
        if not end or (has_tail and (end >= len(rows) or rows[end].numbers != rows[n].numbers)):
            return []
        found.append((n + 1, end))
        n = end + has_tail
    return found


def _end(rows: Sequence[Counted], head: int) -> int:
    """The place behind the rows below one that are its sum, at least two; 0 where none are."""
    wanted, n = rows[head].numbers, head + 1
    found = tuple(Decimal() for _each in wanted)
    while n < len(rows) and (found != wanted or n < head + 3 or not any(rows[n].numbers)):
        found = _plus(found, rows[n].numbers)
        n += 1
        if any(each > most for each, most in zip(found, wanted, strict=True)):
            return 0
    return n if found == wanted and n > head + 2 and any(wanted) else 0
