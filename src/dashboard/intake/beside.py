"""Columns of numbers side by side whose headings are values: years, months, sexes, ages, groups."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from dashboard.intake.known import Known
from dashboard.intake.sheets import EMPTY, NUMBER, Cell, trimmed
from dashboard.intake.values import ALSO, convention, month, number
from dashboard.store.numbers_told import qualifier_in
from dashboard.words.folding import fold

Beside = dict[str, tuple[str, str]]  # by the folded heading: the column of the form, the value
_MOSTLY, _NEARLY_ALL = 0.6, 0.9  # of the cells; of the rows
_ROWS, _COLUMNS = 200, 40  # in which a sum is looked for
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\s*[-/–]\s*((?:19|20)?\d\d))?(?!\d)")
_NUMERIC = re.compile(r"\W{0,3}\d[\d .,–\u00a0\u202f-]*\+?(\D{0,25})")
_TOLD = re.compile(r"\D{2,20}\d[\d .,–\u00a0\u202f-]*(\D{1,4}\d[\d .,\u00a0\u202f]*)?(\D{0,25})")
MONTHS = tuple(f"-{n:02}" for n in range(1, 13))  # of a year that is said elsewhere
_AGES = re.compile(
    r"(?:varsta |varste |age |ages |copii |persoane |children |people )?"
    r"(?:\d{1,2} \d{1,3}|(?:peste|sub|over|under) \d{1,3}|\d{1,3})(?: de)? (?:ani|years)(?: old)?"
)
_BARE_AGES = re.compile(r"\s*\d{1,2}\s*[-–]\s*\d{1,3}\s*|\s*\d{1,3}\s*\+\s*")
# What a heading says beside the name of a group.
_ABOUT = re.compile(
    r"(?i)^(?:nr\.?|no\.?|number|num[aă]r(?:ul)?|din care|of which|of whom)(?:\s+(?:de|of)\b)?"
    r"\s*:?\s*"
    r"|\s+(?:reached|served|helped|supported|beneficiar[iy]|beneficiaries|asista[tț]i|ajuta[tț]i)$"
)


def is_number(cell: Cell) -> bool:
    """Whether it tells how many, as `1.200` and `peste 30` do and `BF-001` does not."""
    is_told = qualifier_in(cell.text) and _TOLD.fullmatch(cell.text)
    return cell.kind == NUMBER or bool(is_told or _NUMERIC.fullmatch(cell.text))


def is_numeric(cells: Sequence[Cell]) -> bool:
    """Whether most of what stands in a column are numbers."""
    given = [cell for cell in cells if trimmed(cell.text) not in ("", "-", "–", "—")]
    return bool(given) and sum(map(is_number, given)) >= _MOSTLY * len(given)


def is_year(text: str) -> bool:
    return bool(_YEAR.fullmatch(text))


def years_in(heading: str) -> list[str]:
    """The years, or spans of years, that a heading names."""
    return [period_of(found) for found in _YEAR.finditer(heading)]


def period_of(year: re.Match[str]) -> str:
    """2023, or 2023..2024 of 2023-2024 and of 2023-24."""
    if not year[2]:
        return year[1]
    return f"{year[1]}..{year[2] if len(year[2]) == 4 else year[1][:2] + year[2]}"


def side_by_side(
    texts: Sequence[str], columns: Mapping[int, list[Cell]], known: Known
) -> tuple[Beside, int | None]:
    """What each heading over numbers says, where several say one thing; and the column that is the
    sum of groups."""
    numeric = [n for n, text in enumerate(texts) if text and is_numeric(columns[n])]
    if years := _several({n: ("period", *years_in(texts[n])[:1]) for n in numeric}):
        return _by_heading(texts, years), None
    if months := _several({n: ("period", *_month(texts[n])) for n in numeric}):
        return _by_heading(texts, months), None
    sexes = _several({n: ("sex", *_sex(texts[n])) for n in numeric})
    ages = _several({n: ("age", *_age(texts[n])) for n in numeric})
    free = [n for n in numeric if n not in sexes and n not in ages]
    total, parts = _sum_of(free, columns) or (None, _named(free, texts, known))
    groups = _several({n: ("target_group_id", group_of(texts[n])) for n in parts})
    return _by_heading(texts, sexes | ages | groups), total if groups else None


def group_of(heading: str) -> str:
    """`Kids` of `Kids reached`."""
    return _ABOUT.sub("", trimmed(heading)) or trimmed(heading)


def _several(found: Mapping[int, tuple[str, ...]]) -> dict[int, tuple[str, str]]:
    """Those that say a value, where they say more than one."""
    said = {n: (each[0], each[1]) for n, each in found.items() if len(each) > 1}
    return said if len(set(said.values())) > 1 else {}


def _by_heading(texts: Sequence[str], found: Mapping[int, tuple[str, str]]) -> Beside:
    return {fold(texts[n]): value for n, value in found.items()}


def _month(heading: str) -> Iterator[str]:
    """`-03` of `Martie`, `2024-03` of `martie 2024`."""
    words = fold(heading).split()
    if words and len(words) <= 2 and (n := month(words[0])):
        yield (years_in(heading) or [""])[0] + MONTHS[n - 1]


def _sex(heading: str) -> Iterator[str]:
    words = fold(heading)
    for code in ("female", "male"):
        if {words, *words.split()[-1:]} & set(ALSO[code].split()):
            yield code


def _age(heading: str) -> Iterator[str]:
    if _BARE_AGES.fullmatch(heading) or _AGES.fullmatch(fold(heading)):
        yield trimmed(heading)


def _named(free: Sequence[int], texts: Sequence[str], known: Known) -> list[int]:
    """Columns under the names of groups that are known."""
    return [n for n in free if known.find("target-group", group_of(texts[n]))]


def _sum_of(
    free: Sequence[int], columns: Mapping[int, list[Cell]]
) -> tuple[int, Sequence[int]] | None:
    """The column that is, row by row, the sum of at least two others that stand beside it."""
    free = free[:_COLUMNS]
    values = {n: _values(columns[n][:_ROWS]) for n in free}
    for at, total in enumerate(free):
        for first in range(len(free)):
            before, after = free[first:at], free[at + 1 : at + 1 + first]
            for parts in (before, after):
                if len(parts) > 1 and _adds_up(values[total], [values[n] for n in parts]):
                    return total, parts
    return None


def _values(cells: Sequence[Cell]) -> list[int]:
    mark = convention(cells)
    read = (number(cell, mark, is_whole=True) if is_number(cell) else "" for cell in cells)
    return [int(float(text)) if text else 0 for text in read]


def _adds_up(total: Sequence[int], parts: Sequence[Sequence[int]]) -> bool:
    """Whether it does in nearly all rows, and no part is all of it in most."""
    rows = [(whole, each) for whole, each in zip(total, zip(*parts, strict=True), strict=True)
            if whole]  # fmt: skip
    fits = sum(sum(each) == whole for whole, each in rows)
    alone = sum(max(each) == whole for whole, each in rows)
    return len(rows) > 1 and fits >= _NEARLY_ALL * len(rows) and alone < _NEARLY_ALL * len(rows)


def completed(value: str, base: Cell) -> Cell:
    """The period of a month whose year another cell says; unread where none does."""
    years = years_in(base.text)
    return Cell(f"{years[0]}{value}") if len(years) == 1 and value in MONTHS else Cell(value)


def at(cells: Sequence[Cell], n: int) -> Cell:
    """The cell of a column; an empty one where the row ends before it."""
    return cells[n] if n < len(cells) else EMPTY
