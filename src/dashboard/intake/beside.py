"""Columns of numbers side by side whose headings are values: years, months, sexes, ages, groups."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from dashboard.intake.heading_words import WORDS
from dashboard.intake.known import Known
from dashboard.intake.sheets import EMPTY, NUMBER, Cell, trimmed
from dashboard.intake.values import ALSO, convention, month, number
from dashboard.store.numbers_told import qualifier_in
from dashboard.words.folding import fold

UNCLEAR = "?"  # over a column that may be of the heading beside it, or of all of them
JOIN = " · "  # between the texts of headings over several rows
Says = tuple[tuple[str, str], ...]  # of a heading: columns of the form, and what they would hold
Beside = dict[str, Says]  # by the folded heading
_SOME, _MOSTLY, _NEARLY_ALL = 0.3, 0.6, 0.9  # of the cells; of the rows
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
OF_WHOM = re.compile(r"(?i)\s*(?:din(?:tre)? care|of (?:whom|which))\b\s*:?\s*")
# Beside a number, these say no more than that people are counted.
_FILLERS = {"nr", "numar", "de", "total", "number", "of", "the", "an", "anul", "in", "year", "all"}
# Groups that anybody knows, though the tables may have none of that name.
_GROUPS = {
    *("femei", "barbati", "adulti", "varstnici", "batrani", "seniori", "adolescenti", "mame"),
    *("parinti", "elevi", "studenti", "prescolari", "persoane varstnice", "refugiati", "romi"),
    *("persoane cu dizabilitati", "copii cu dizabilitati", "pacienti", "someri", "bunici"),
    *("women", "men", "adults", "elderly", "seniors", "older people", "teenagers", "mothers"),
    *("parents", "pupils", "students", "preschoolers", "refugees", "roma", "patients"),
    *("people with disabilities", "children with disabilities", "the elderly", "kids", "youth"),
}
# What a heading says beside the name of a group.
_ABOUT = re.compile(
    r"(?i)^(?:nr\.?|no\.?|number|num[aă]r(?:ul)?|din(?:tre)? care|of which|of whom)"
    r"(?:\s+(?:de|of)\b)?\s*:?\s*"
    r"|\s+(?:reached|served|helped|supported|beneficiar[iy]|beneficiaries|asista[tț]i|ajuta[tț]i)$"
)


def is_number(cell: Cell) -> bool:
    """Whether it tells how many, as `1.200` and `peste 30` do and `BF-001` does not."""
    is_told = qualifier_in(cell.text) and _TOLD.fullmatch(cell.text)
    return cell.kind == NUMBER or bool(is_told or _NUMERIC.fullmatch(cell.text))


def is_numeric(cells: Sequence[Cell], heading: str = "") -> bool:
    """Whether most of what stands in a column are numbers; of one whose several headings say what
    it counts, whether some are."""
    given = [cell for cell in cells if trimmed(cell.text) not in ("", "-", "–", "—")]
    wanted = _SOME if JOIN in heading else _MOSTLY
    return bool(given) and sum(map(is_number, given)) >= wanted * len(given)


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
    sum of groups, or that counts all people where others are parts of it."""
    numeric = [n for n, text in enumerate(texts) if text and is_numeric(columns[n], text)]
    single = [n for n in numeric if JOIN not in texts[n]]
    found, total = _in_a_row(single, texts, columns, known)
    said: Beside = {fold(texts[n]): (each,) for n, each in found.items()}
    parts = {n: _of_parts(texts[n], said, known) for n in numeric if n not in single}
    twice = Counter(parts.values())
    parts = {n: says for n, says in parts.items() if twice[says] == 1 and says is not None}
    total = next((n for n, says in parts.items() if not says), total)
    wholes = {texts[n].rpartition(JOIN)[0] for n in parts} & {texts[n] for n in single}
    said |= {fold(text): says for text in wholes if (says := said_by(text, known))}
    return said | {fold(texts[n]): says for n, says in parts.items() if says}, total


def _in_a_row(
    numeric: Sequence[int], texts: Sequence[str], columns: Mapping[int, list[Cell]], known: Known
) -> tuple[dict[int, tuple[str, str]], int | None]:
    """As above, of headings in one row: what each says is a single thing."""
    if years := _several({n: ("period", *years_in(texts[n])[:1]) for n in numeric}):
        return years, None
    if months := _several({n: ("period", *_month(texts[n])) for n in numeric}):
        return months, None
    sexes = _several({n: ("sex", *_sex(texts[n])) for n in numeric})
    ages = _several({n: ("age", *age_in(texts[n])) for n in numeric})
    free = [n for n in numeric if n not in sexes and n not in ages]
    total, parts = _sum_of(free, columns) or (None, [])
    parts = parts or [n for n in free if _is_group(group_of(texts[n]), known)]
    groups = {n: ("target_group_id", group_of(texts[n])) for n in parts}
    return _several(sexes | ages | groups), total if groups else None


def _of_parts(text: str, said: Mapping[str, Says], known: Known) -> Says | None:
    """What the texts of a heading say together, nothing of people without a word; None where one
    of them is not understood, or two say the same."""
    found: dict[str, str] = {}
    for part in text.split(JOIN):
        says = said.get(fold(part)) or said_by(part, known)
        if says is None:
            return None
        for column, value in says:
            if value in MONTHS and is_year(found.get(column, "")):
                value = found.pop(column) + value
            if column in found:
                return None
            found[column] = value
    return tuple(found.items())


def said_by(part: str, known: Known) -> Says | None:
    """What one text of a heading says and nothing else; () of people, None of anything else."""
    if years := years_in(part):
        rest = fold(_YEAR.sub("", part))
        return (("period", years[0]),) if len(years) == 1 and is_neutral(rest) else None
    name = group_of(part)
    months = () if OF_WHOM.match(part) else _month(name)  # of whom new ones: “din care noi”
    for column, values in (("period", months), ("sex", _sex(name)), ("age", age_in(name))):
        if value := next(iter(values), ""):
            is_whole = column != "sex" or fold(name) in ALSO[value].split()
            return ((column, value),) if is_whole else None
    if _is_group(name, known):
        return (("target_group_id", name),)
    return () if is_neutral(part) else None


def is_neutral(text: str) -> bool:
    """Whether a heading says no more than that people are counted, as `Nr. total persoane`."""
    words = fold(OF_WHOM.sub("", text))
    people = WORDS["figure"]["people"].split("|")
    is_said = words in people or {*words.split()} <= _FILLERS | {*" ".join(people).split()}
    return is_said and text != UNCLEAR


def group_of(heading: str) -> str:
    """`Kids` of `Kids reached`."""
    return _ABOUT.sub("", trimmed(heading)) or trimmed(heading)


def _several(found: Mapping[int, tuple[str, ...]]) -> dict[int, tuple[str, str]]:
    """Those that say a value, where they say more than one."""
    said = {n: (each[0], each[1]) for n, each in found.items() if len(each) > 1}
    return said if len(set(said.values())) > 1 else {}


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


def age_in(heading: str) -> list[str]:
    """The ages that a heading is, such as `0-6 ani`; nothing of any other."""
    is_age = _BARE_AGES.fullmatch(heading) or _AGES.fullmatch(fold(heading))
    return [trimmed(heading)] if is_age else []


def _is_group(name: str, known: Known) -> bool:
    return bool(known.find("target-group", name)) or fold(name) in _GROUPS


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


def whole_of(says: Says, counted: Mapping[Says, str]) -> str:
    """The figure of the row whose people those of a part are among: the narrowest that holds all
    of them; "" for none. A year is no part of a total, of which nobody knows the years."""
    years = {each for each in says if each[0] == "period" and each[1] not in MONTHS}
    wholes = [each for each in counted if set(each) < set(says) and years <= set(each)]
    narrowest = max(wholes, key=lambda each: (len(each), says[: len(each)] == each), default=None)
    return "" if narrowest is None else counted[narrowest]


def at(cells: Sequence[Cell], n: int) -> Cell:
    """The cell of a column; an empty one where the row ends before it."""
    return cells[n] if n < len(cells) else EMPTY
