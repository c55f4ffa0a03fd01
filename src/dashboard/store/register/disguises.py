"""One way to write what can be written in many: before a text is judged to be about a person.

A code between non-breaking hyphens, in another script's digits or with a soft hyphen in it is the
same code to who reads it; so it must be to the rules.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters of other scripts that look like a Latin one, each under its twin.
_LATIN = "ABCEHIJKMOPSTXYacehijkopsuvxy" + "ABEHIKMNOPTXYZacikopuvxy" + "hnou"
_OTHER = "АВСЕНІЈКМОРЅТХУасеһіјкорѕиѵху" + "ΑΒΕΗΙΚΜΝΟΡΤΧΥΖαςικορυνχγ" + "հոօս"
_TWINS = (
    dict(zip(_OTHER, _LATIN, strict=True))
    | dict.fromkeys("ӏӀ", "l")
    | {"ϲ": "c", "ϳ": "j", "ɑ": "a"}
)
_LATIN_NAME = re.compile(
    r"(?:.* )?LATIN (?:CAPITAL|SMALL|LETTER SMALL CAPITAL)(?: LETTER)? (?:DOTLESS |SCRIPT )?([A-Z])"
    r"(?: WITH .*)?"
)
_DASHES = "\u2212\u2043\u02d7\u30fc\u2500\u2501"  # that Unicode does not count among the dashes
_BLANKS = "\u115f\u1160\u3164\uffa0\u2800"  # letters and signs without a mark: nothing to see
_NUMERAL = re.compile(r"(?<![0-9A-Za-z])[0-9OoIl]*[0-9][0-9OoIl]*(?![0-9A-Za-z])")
_AS_DIGITS = str.maketrans("OoIl", "0011")
_INNER = re.compile(r"(?<=[A-Za-z])[01](?=[A-Za-z])")


def undisguised(text: str) -> str:
    """The text in Latin letters without diacritics, 0-9, "-" and " ", without invisible marks.

    Letters that no Latin one looks like stay as they are.
    """
    return "".join(map(_as_seen, unicodedata.normalize("NFKD", text))).strip()


def in_digits(text: str) -> str:
    """With 0 and 1 for the letters O, I and l where nothing but digits stands beside them."""
    return _NUMERAL.sub(lambda found: found[0].translate(_AS_DIGITS), text)


def in_letters(text: str) -> tuple[str, ...]:
    """The ways to read a 0 or 1 between letters as a letter; none where there is none."""
    if not _INNER.search(text):
        return ()
    with_o = _INNER.sub(lambda found: "o" if found[0] == "0" else found[0], text)
    return tuple(_INNER.sub(one, with_o) for one in "il")


@lru_cache(4096)
def _as_seen(char: str) -> str:
    if " " <= char <= "~":
        return char
    category = unicodedata.category(char)
    if char.isspace() or category[0] == "Z":
        return " "
    # Marks on letters, formats, controls, and what has no agreed look.
    if category[0] in "MC" or char in _BLANKS:
        return ""
    if category == "Pd" or char in _DASHES:
        return "-"
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    return _TWINS.get(char) or _latin(char)


def _latin(char: str) -> str:
    """The letter of which this one is a form: with a stroke, a hook, as a small capital."""
    found = _LATIN_NAME.fullmatch(unicodedata.name(char, ""))
    if not found:
        return char
    return found[1] if char.isupper() else found[1].lower()
