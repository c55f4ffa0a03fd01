"""Tables that stand side by side on one sheet, each as a sheet of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from dashboard.i18n import N_, _
from dashboard.intake import mapping
from dashboard.intake.beside import at
from dashboard.intake.headings import header_of, headings_of, with_one_heading
from dashboard.intake.known import Known
from dashboard.intake.sheets import EMPTY, Sheet, letter

_TOLD = N_("On the sheet stand tables side by side, each of which is read by itself: {spans}.")
_NAMES = {"label", "target_group_id", "area_id", "owner", "funder_id"}  # what a row is about


class Span(NamedTuple):
    """The first and the last column of a table, counted from 0."""

    first: int
    last: int

    def __str__(self) -> str:
        return f"{letter(self.first)}–{letter(self.last)}"


def tables_of(sheet: Sheet, known: Known) -> list[Sheet]:
    """The tables of a sheet where at least two stand side by side, what lies beside them, too;
    else the sheet as it is."""
    spans = spans_of(sheet)
    parts = [_cut(sheet, span) for span in spans]
    if sum(_is_table(part, known) for part in parts) < 2:
        return [sheet]
    note = _(_TOLD).format(spans=", ".join(map(str, spans)))
    return [replace(part, notes=(*part.notes, note)) for part in parts]


def spans_of(sheet: Sheet) -> list[Span]:
    """What stands between columns in which nothing does, or under headings that come again;
    nothing of a sheet that is one."""
    if not sheet.rows:
        return []
    header = header_of(sheet)
    rows = [cells for _n, cells in sheet.rows[header:]]
    wide = range(max(map(len, rows)))
    is_filled = [any(at(cells, i).text for cells in rows) for i in wide]
    runs = [[*run] for filled, run in groupby(wide, is_filled.__getitem__) if filled]
    spans = [Span(run[0], run[-1]) for run in runs]
    spans = spans if len(spans) > 1 else [*_repeated(headings_of(sheet, header))]
    return spans if len(spans) > 1 else []


def _repeated(headings: Sequence[str]) -> Iterator[Span]:
    """The columns of each table where the same headings, two or more, stand again and again."""
    for many in range(2, len(headings) // 2 + 1):
        times, rest = divmod(len(headings), many)
        if not rest and [*headings[:many]] * times == [*headings]:
            yield from (Span(n * many, n * many + many - 1) for n in range(times))
            return


def named(name: str, span: Span) -> str:
    """What the part of a sheet is called."""
    return f"{name} ({span})" if name else str(span)


def _cut(sheet: Sheet, span: Span) -> Sheet:
    """The sheet with nothing but one of its tables, each cell in its column; a title that stands
    alone above all of them is of each."""
    header = header_of(sheet)
    rows = []
    for n, (row, cells) in enumerate(sheet.rows):
        is_of_all = n < header and sum(bool(cell.text) for cell in cells) == 1
        kept = tuple(cell if is_of_all or span.first <= i <= span.last else EMPTY
                     for i, cell in enumerate(cells))  # fmt: skip
        if any(cell.text for cell in kept):
            rows.append((row, kept))
    return replace(sheet, name=named(sheet.name, span), rows=tuple(rows))


def _is_table(part: Sheet, known: Known) -> bool:
    meaning = mapping.proposed(with_one_heading(part), known)
    return meaning is not None and not _NAMES.isdisjoint(meaning.columns.values())
