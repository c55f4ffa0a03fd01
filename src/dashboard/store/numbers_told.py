"""The number and the qualifying word in a quoted piece of text: "peste 1.000", "over 330"."""

from __future__ import annotations

import re
from decimal import Decimal

_NUMBER = re.compile(r"\d{1,3}(?:[.,  ' ]\d{3})+(?!\d)|\d+")
# What the words say, and which qualifiers say it; the first is the usual one.
_WORDS = (
    (r"peste|over|more than|mai mult de|mai multe? de|at least|cel pu[tțţ]in|minim(?:um)?",
     ("at_least",)),
    (r"aproape|almost|nearly|close to", ("almost", "about")),
    (r"circa|cca|aproximativ|aprox|about|around|approximately|roughly|some|≈|~|în jur de",
     ("about", "almost")),
    (r"p[aâ]n[aă] la|up to|at most|cel mult|maxim(?:um)?|no more than", ("up_to", "between")),
    (r"between|[iî]ntre", ("between",)),
)  # fmt: skip
_BEFORE = re.compile(
    r"(?i)^\W*(?:" + "|".join(f"(?P<w{n}>{words})" for n, (words, _q) in enumerate(_WORDS)) + r")"
    r"(?![a-zăâîșț])"
)
# "15 mii", "20 de mii", "1,5 milioane", "15k"; of "10–15 mii" both ends are thousands.
_TIMES = {"sut": 100, "hun": 100, "mii": 1_000, "mie": 1_000, "tho": 1_000, "k": 1_000,
          "mil": 1_000_000}  # fmt: skip
_COUNT = r"(?<![\d.,])(\d{1,3}(?:[.,]\d{3})+|\d+(?:[.,]\d{1,2})?)"
_IN_WORDS = re.compile(
    rf"(?i){_COUNT}(?:(\s*(?:[-–—]|[șşs]i|and|to|p[aâ]n[aă] la)\s*)(\d+(?:[.,]\d{{1,2}})?))?"
    r"\s*(?:de\s+)?(sut[eăa]|hundreds?|mii|mie|thousands?|k|milioane|milion|millions?)\b"
)
_PLUS = re.compile(r"\d\s?\+")


def numbers_in(text: str) -> list[str]:
    """Every whole number told in digits in a text, in order, without marks between thousands."""
    return [str(int(re.sub(r"\D", "", found))) for found in _NUMBER.findall(in_digits(text))]


def in_digits(text: str) -> str:
    """The text with its thousands and millions in digits: "peste 15 mii" is "peste 15000"."""
    return _IN_WORDS.sub(_multiplied, text)


def _multiplied(found: re.Match[str]) -> str:
    first, link, second, word = found.groups()
    times = next(n for start, n in _TIMES.items() if word.casefold().startswith(start))
    if not second:
        return _times(first, times)
    is_span = _decimal(first) < _decimal(second)
    return (_times(first, times) if is_span else first) + link + _times(second, times)


def _times(count: str, times: int) -> str:
    return f"{_decimal(count) * times:.0f}"


def _decimal(count: str) -> Decimal:
    is_grouped = re.fullmatch(r"\d{1,3}([.,]\d{3})+", count)
    return Decimal(re.sub("[.,]", "", count) if is_grouped else count.replace(",", "."))


def qualifier_in(text: str) -> tuple[str, ...]:
    """The qualifiers that say what the words before a number say; none without such words."""
    found = _BEFORE.search(text)
    if found:
        return next(q for n, (_words, q) in enumerate(_WORDS) if found[f"w{n}"])
    return ("at_least",) if _PLUS.search(text) else ()
