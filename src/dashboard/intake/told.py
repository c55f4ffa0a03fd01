"""Numbers of people as they are told: "peste 1.000", "almost 200", "1.000–1.200", "~50"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dashboard.i18n import _
from dashboard.intake.sheets import NUMBER, Cell, trimmed
from dashboard.intake.values import coded
from dashboard.store.numbers_told import in_digits, numbers_in, qualifier_in
from dashboard.store.schema import table
from dashboard.words.labels import QUALIFIERS

_AND = re.compile(r"\d\s*(?:[-–—]|și|si|and|to|până la|pana la)\s*\d")
_NO_DECIMALS = re.compile(r"(?<=\d)[.,]00?(?!\d)")  # of a column that shows two: 45,00
_DECIMAL = re.compile(r"\d[.,]\d{1,2}(?!\d)")
_UNCLEAR = re.compile(r"(?i)\d\s*mil\b")  # short for thousands as well as for millions
_FAMILIES = re.compile(r"(?i)\d\s*(?:de\s+)?(?:famili|gospod[aă]ri|families|households)")


@dataclass(frozen=True, slots=True)
class Told:
    """A number of people as the tables have it; texts, `people` "" when none could be read."""

    people: str
    people_max: str
    qualifier: str
    published_as: str


def told(how_many: Cell, word: str = "", to: str = "") -> Told:
    """What the cell says, with the word beside it; what it says itself goes before that."""
    text = trimmed(how_many.text)
    written = _in_digits(how_many)
    upper = _in_digits(Cell(trimmed(to))) if to else []
    if len(written) == 2 and (_AND.search(text) or qualifier_in(text)[:1] == ("between",)):
        return Told(written[0], written[1], "between", text)
    if len(written) != 1 or len(upper) > 1:
        return Told("", "", "", text)
    qualifier = (qualifier_in(text) or (_qualifier(word),))[0]
    if upper:
        return Told(written[0], upper[0], "between", f"{text}–{trimmed(to)}")
    has_own_word = bool(qualifier_in(text))
    said = text if has_own_word or qualifier == "exact" else f"{trimmed(word)} {text}"
    return Told(written[0], "", qualifier, said)


def _in_digits(cell: Cell) -> list[str]:
    """The whole numbers of a cell in the order they stand; none where one has decimals."""
    text = trimmed(cell.text)
    if cell.kind == NUMBER:
        return [text] if text.isdigit() else []
    text = _NO_DECIMALS.sub("", in_digits(text))
    if _DECIMAL.search(text) or _UNCLEAR.search(text):
        return []
    return numbers_in(text)


def is_families(text: str) -> bool:
    """Whether families were counted, by the words of their number: "40 de familii"."""
    return bool(_FAMILIES.search(in_digits(text)))


def _qualifier(word: str) -> str:
    """The qualifier that a word says, in either language; exact without a word."""
    if not word:
        return "exact"
    column = table("beneficiaries").column("qualifier")
    code = coded("beneficiaries", column, word)
    if code in QUALIFIERS:
        return code
    return (qualifier_in(f"{word} 1") or (word,))[0]


def words() -> list[str]:
    """The words that a list offers, in the language that is spoken."""
    return [_(word) for word in QUALIFIERS.values()]
