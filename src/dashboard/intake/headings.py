"""Which row of a sheet is its headings; and headings over several rows as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dashboard.intake.beside import (
    JOIN,
    OF_WHOM,
    UNCLEAR,
    age_in,
    at,
    is_neutral,
    is_number,
    is_numeric,
    is_year,
)
from dashboard.intake.sheets import Cell, Sheet, trimmed
from dashboard.words.folding import fold

_LOOKED_AT = 25  # rows
_DEEPEST = 3
Texts = list[list[str]]  # by row, then by column


def header_of(sheet: Sheet) -> int:
    """The place, among the sheet's rows, of the row with the most texts above the first numbers."""
    best, most = 0, 0
    for n, (_number, cells) in enumerate(sheet.rows[:_LOOKED_AT]):
        texts = {c.text for c in cells if c.text and not _counts(c)}
        if len(texts) > most:
            best, most = n, len(texts)
        if any(map(_counts, cells)) and most > 1:
            break
    return best


def headings_of(sheet: Sheet, header: int) -> list[str]:
    return [fold(cell.text) for cell in sheet.rows[header][1]]


def with_one_heading(sheet: Sheet) -> Sheet:
    """Headings over two or three rows as one row, and “of whom” behind what it is a part of.

    The lowest text of a column stands alone where it says all; else all of them, from the top.
    """
    n = header_of(sheet)
    for depth in range(_DEEPEST, 1, -1):
        for first in range(max(0, n - depth + 1), n + 1):
            if first + depth < len(sheet.rows):
                levels = _Levels.of(sheet, first, depth)
                if levels.are_headings:
                    return _headed(sheet, first, depth, levels.headings())
    texts = [trimmed(cell.text) for cell in sheet.rows[n][1]]
    told = [*_behind_their_wholes(texts)]
    return sheet if told == texts else _headed(sheet, n, 1, told)


def _headed(sheet: Sheet, first: int, depth: int, texts: Sequence[str]) -> Sheet:
    number = sheet.rows[first + depth - 1][0]
    row = (number, tuple(Cell(text) for text in _behind_their_wholes(texts)))
    return replace(sheet, rows=(*sheet.rows[:first], row, *sheet.rows[first + depth :]))


def _behind_their_wholes(texts: Sequence[str]) -> Iterator[str]:
    """`Copii · din care fete` behind `Copii`."""
    whole = ""
    for text in texts:
        is_part = bool(OF_WHOM.match(text)) and JOIN not in text
        yield f"{whole}{JOIN}{text}" if is_part and whole else text
        whole = whole if is_part or not text else text


@dataclass(frozen=True)
class _Levels:
    """Rows that may be headings: the texts that begin in each, and those with what they span."""

    own: Texts
    spread: Texts
    numeric: frozenset[int]
    is_plain: bool
    is_merged: bool

    @classmethod
    def of(cls, sheet: Sheet, first: int, depth: int) -> _Levels:
        rows = sheet.rows[first : first + depth]
        wide = range(max(len(cells) for _n, cells in rows))
        below = [cells for _n, cells in sheet.rows[first + depth :][:_LOOKED_AT]]
        numeric = frozenset(i for i in wide if is_numeric([at(cells, i) for cells in below]))
        texts = [[trimmed(at(cells, i).text) for i in wide] for _n, cells in rows]
        own = [[_own(texts, r, i) for i in wide] for r in range(depth)]
        spans = [sheet.merged.get(n, {}) for n, _cells in rows]
        is_plain = all(_is_heading(cell) for _n, cells in rows for cell in cells)
        is_merged = any(spans[:-1])
        made = cls(own, own, numeric, is_plain, is_merged)
        return replace(made, spread=[made._spread(r, spans[r]) for r in range(depth)])

    def _spread(self, r: int, merged: Mapping[int, int]) -> list[str]:
        """The texts of a row over each column that they span, where a text stands below."""
        found = list(self.own[r])
        for i in range(1, len(found)):
            is_free = not found[i] and any(row[i] for row in self.own[r + 1 :])
            is_under_another = any(row[i] for row in self.own[:r])
            both = {i - 1, i} <= self.numeric
            spans = merged.get(i, -1) == merged.get(i - 1) if self.is_merged else both
            if is_free and not is_under_another and spans:
                found[i] = found[i - 1]
        return found

    @property
    def are_headings(self) -> bool:
        """Whether they stand above numbers, and each row but the last heads columns of the next."""
        heads = [i for i in self.numeric if _is_word(self.own[-1][i])]
        upper = list(zip(self.own[:-1], self.spread[:-1], strict=True))
        are_over = all(sum(map(bool, own)) > 1 and own != spread for own, spread in upper)
        return self.is_plain and len(heads) > 1 and (
            (are_over and not self._has_titles()) or self._complete_another())  # fmt: skip

    def _has_titles(self) -> bool:
        """Whether a text without numbers below it stands above another, and spans no second."""
        alone = (i for i in range(len(self.own[0])) if i not in self.numeric
                 and sum(bool(row[i]) for row in self.own) > 1)  # fmt: skip
        return any(not self._spans(i) for i in alone)

    def _spans(self, i: int) -> bool:
        """Whether the uppermost text of a column stands over one beside it, too."""
        row = next(row for row in self.spread if row[i])
        return self.is_merged and row[i] in (*row[:i][-1:], *row[i + 1 : i + 2])

    def _complete_another(self) -> bool:
        """Of two rows: whether each has a text where the other has none."""
        pairs = [(bool(one), bool(other)) for one, other in zip(*self.own[:2], strict=True)]
        return len(self.own) == 2 and (True, False) in pairs and (False, True) in pairs

    def headings(self) -> list[str]:
        """One for each column: its lowest text where no other has it and, of a column of numbers,
        those above say nothing more; else all of its texts."""
        paths = [self._path(i) for i in range(len(self.own[0]))]
        lowest = Counter(path[-1] for path in paths)
        says_more = {i for i in self.numeric if not all(map(is_neutral, paths[i][:-1]))}
        return [JOIN.join(path) if lowest[path[-1]] > 1 or i in says_more else path[-1]
                for i, path in enumerate(paths)]  # fmt: skip

    def _path(self, i: int) -> list[str]:
        texts = [row[i] for row in self.spread if row[i]]
        return [*texts[:-1], *([UNCLEAR] if self._is_unclear(i) else []), *texts[-1:]] or [""]

    def _is_unclear(self, i: int) -> bool:
        """Whether nothing tells that a column is of the heading to its left: the last one spans
        more columns than any before, and nobody merged them."""
        row = self.spread[0]
        begins = [n for n in sorted(self.numeric) if self.own[0][n]]
        if self.is_merged or len(begins) < 2 or i < begins[-1] or not row[i]:
            return False
        longest = max(end - first for first, end in pairwise(begins))
        return not self.own[0][i] and i - begins[-1] >= longest


def _own(texts: Texts, r: int, i: int) -> str:
    """A text that is not the one above it, merged downwards."""
    return "" if r and texts[r][i] == texts[r - 1][i] else texts[r][i]


def _counts(cell: Cell) -> bool:
    return is_number(cell) and not is_year(cell.text) and JOIN not in cell.text


def _is_heading(cell: Cell) -> bool:
    return not _counts(cell) or bool(age_in(cell.text))


def _is_word(text: str) -> bool:
    return any(map(str.isalpha, text)) or is_year(text) or bool(age_in(text))
