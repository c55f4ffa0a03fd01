"""The number and the qualifying word in a quoted piece of text: "peste 1.000", "over 330"."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"\d+(?:[.,  ' ]\d{3})+(?!\d)|\d+")
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
_PLUS = re.compile(r"\d\s?\+")


def numbers_in(text: str) -> list[str]:
    """Every whole number written in digits in a text, in order, without marks between thousands."""
    return [str(int(re.sub(r"\D", "", found))) for found in _NUMBER.findall(text)]


def qualifier_in(text: str) -> tuple[str, ...]:
    """The qualifiers that say what the words before a number say; none without such words."""
    found = _BEFORE.search(text)
    if found:
        return next(q for n, (_words, q) in enumerate(_WORDS) if found[f"w{n}"])
    return ("at_least",) if _PLUS.search(text) else ()
