"""What must not be in a register: values that name a person, or lead straight to one."""

from __future__ import annotations

import re
from collections.abc import Callable

import phonenumbers
from stdnum.exceptions import InvalidChecksum, ValidationError
from stdnum.ro import cnp

from dashboard.i18n import N_
from dashboard.store.register.disguises import in_digits, in_letters, undisguised
from dashboard.store.register.names import (
    ENDINGS,
    GIVEN,
    NAMES,
    NEUTRAL,
    OF_PLACES,
    SHORT_NAMES,
)
from dashboard.words.folding import fold

CNP = N_("a personal numeric code (CNP)")
EMAIL = N_("an e-mail address")
TELEPHONE = N_("a telephone number")
NAME = N_("a person’s name")
BIRTH = N_("a date of birth")
ADDRESS = N_("a home address")

# Thirteen digits with anything between them, or letters around them.
_CODE = re.compile(
    r"(?<![0-9A-Za-z])(?:[A-Za-z]*([0-9]{13})[A-Za-z]*|([0-9](?:[\W_]{0,3}[0-9]){12}))"
    r"(?![0-9A-Za-z])"
)
_TELEPHONE = re.compile(r"(\+40|0040|0)[237]\d{8}|\+\d{8,15}")
_TELEPHONE_WITHIN = re.compile(
    r"(?<![0-9A-Za-z])(\+[\W_]?40|0040|0)[\W_]{0,3}[237]\d\d[\W_]{0,3}"
    r"(\d{3}[\W_]{0,3}\d{3}|\d\d[\W_]{0,3}\d\d[\W_]{0,3}\d\d)(?![0-9A-Za-z])"
)
_HEX = re.compile(r"[0-9a-fA-F-]{8,}")
_LETTER = r"[^\W\d_]"
_FULL_NAME = re.compile(rf"{_LETTER}{{2,}}( +{_LETTER}{{2,}})+")
# Words with the marks of names between them, and a number before or behind: that of a year, too.
_NAMELIKE = re.compile(
    rf"(?P<before>[\d./-]*)[ ._,'’()/-]*"
    rf"(?P<words>{_LETTER}+(?:[ ._,'’()/-]+{_LETTER}+)*)"
    r"[ ._,'’()/-]*(?P<behind>[\d./-]*)[ ._)]*"
)
_BORN = re.compile(r"((19|20)?\d\d)?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|(19|20)\d{6}|\d{4}(19|20)\d\d")
_CASES = re.compile(r"[A-ZĂÂÎȘȚŞŢ]?[a-zăâîșțşţ]+|[A-ZĂÂÎȘȚŞŢ]+(?![a-zăâîșțşţ])")
_LONG = 16  # a token this long and of letters only is more likely drawn than a name
_SHORT_DATE = "[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}"
_D = "[0-9OoIl]"  # a digit, or a letter that is taken for one
_TWINS = {"o": "[o0]", "i": "[i1]", "l": "[l1]"}
_KNOWN = ["".join(_TWINS.get(c, c) for c in name) for name in (NAMES - NEUTRAL) | set(ENDINGS)]
_S = "[^0-9A-Za-z]{0,3}"
# SQL. A value that does not match is none of them: wider than the rules below.
SUSPICIOUS = "|".join(
    (
        rf"@|[^ -~]|^[^0-9]*$|{_D}({_S}{_D}){{12}}|^[+]?[0-9OoIl() ./-]{{9,}}$",
        rf"([0Oo]|[+]{_S}4{_D}){_S}[237]{_D}{_D}{_S}{_D}{_D}{_S}{_D}{_S}{_D}{_S}{_D}{_D}",
        rf"^[^0-9]{{3,}}((19|20)?[0-9][0-9]|[0-9]{{8}}|{_SHORT_DATE})[ ._)]*$",
        rf"^((19|20)?[0-9][0-9]|[0-9]{{8}}|{_SHORT_DATE})[^0-9]{{3,}}$",
        "(?i:" + "|".join(sorted(_KNOWN)) + ")",
    )
)
# SQL. Nothing to trim and none of them, told at once: numbers with a letter or three, long hex.
# Between digits no letter that is taken for one: together they could be a code.
PLAIN = (
    "[A-Za-z]{0,3}-?[0-9]{1,8}|[A-Za-z]{0,3}-?[0-9]{2,8}[A-HJ-NP-Za-km-np-z][0-9]{0,8}"
    "|[0-9a-f]{16,128}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    "|[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}"
)


def looks_like(text: str | None) -> str | None:
    """What kind of personal data a cell looks like, marked for the catalogue; None for none."""
    value = undisguised(text or "")
    return next((kind for kind, holds in _RULES.items() if value and holds(value)), None)


def id_looks_like(text: str | None) -> str | None:
    """The same of an id of a person, which could be a name also in a single word."""
    value = undisguised(text or "")
    is_name = _is_named(value) or any(map(_bears_a_name, in_letters(value)))
    return looks_like(value) or (NAME if is_name else None)


def holds_a_name(text: str) -> bool:
    """Whether one of the words of a text is a name that people bear."""
    plain = undisguised(text)
    return any(_is_borne(w) for way in (plain, *in_letters(plain)) for w in fold(way).split())


def names_somebody(text: str) -> bool:
    """Whether a cell is a person's name, and no place, house or service that is called after one.

    One word has to be a name alone; of several one may be a name that is a word, too.
    """
    found = _NAMELIKE.fullmatch(undisguised(text))
    words = [_folded(piece) for piece in _pieces(found["words"])] if found else []
    if not 0 < len(words) < 5 or OF_PLACES.intersection(words):
        return False
    return any(map(_is_borne, words)) or (len(words) > 1 and any(w in GIVEN for w in words))


def _is_cnp(value: str) -> bool:
    found = _CODE.finditer(in_digits(value))
    return any(_is_one_cnp(re.sub("[^0-9]", "", code[1] or code[2])) for code in found)


def _is_one_cnp(value: str) -> bool:
    """A mistyped one, whose check digit is wrong, still tells a birthday and a county."""
    try:
        cnp.validate(value)
    except InvalidChecksum:
        return True
    except ValidationError:
        return False
    return True


def _is_telephone(value: str) -> bool:
    value = in_digits(value)
    whole = _TELEPHONE.fullmatch(re.sub(r"[ ()./-]", "", value))
    return bool(whole or _TELEPHONE_WITHIN.search(value)) or _is_dialled_abroad(value)


def _is_dialled_abroad(value: str) -> bool:
    """A number with 00 and the code of a country, if that country has such numbers."""
    digits = re.sub(r"[ ()./-]", "", value)
    if not digits.startswith("00") or not digits.isdecimal() or len(digits) > 15:
        return False
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(digits, "RO"))
    except phonenumbers.NumberParseException:
        return False


def _is_named(value: str) -> bool:
    found = None if _HEX.fullmatch(value) else _NAMELIKE.fullmatch(value)
    if not found:
        return False
    number = found["before"] + found["behind"]
    pieces = _pieces(found["words"])
    if not pieces:  # letters of both cases without order: drawn, not borne
        return False
    words = [word for word in map(_folded, pieces) if word not in NEUTRAL]
    if any(map(_is_borne, words)) or (len(pieces) > 1 and SHORT_NAMES.intersection(words)):
        return True
    if not number:
        return _could_stand_on_a_door(pieces)
    return bool(_BORN.fullmatch(number)) and _could_be_born(words, pieces)


def _bears_a_name(value: str) -> bool:
    """Whether words alone, or with a number beside them, have a name among them that is known."""
    found = _NAMELIKE.fullmatch(value)
    return found is not None and any(_is_borne(_folded(word)) for word in _pieces(found["words"]))


def _pieces(words: str) -> list[str]:
    """Words apart, also where only capitals part them; none when these stand anyhow."""
    pieces = []
    for word in re.split(r"[\W_]+", words):
        parts = _CASES.findall(word) if word.isascii() else [word]
        if "".join(parts) != word or not _are_words(parts):
            return []
        pieces += [part for part in parts if part]
    return pieces


def _are_words(parts: list[str]) -> bool:
    """Whether what lies between capitals is long enough for names, or one is an initial."""
    shortest, *others = sorted(map(len, parts))
    if len(others) == 1 and shortest == 1:
        return others[0] > 3
    return not others or (shortest > 2 and len(others) < 4)


def _could_stand_on_a_door(pieces: list[str]) -> bool:
    letters = sum(map(len, pieces))
    cases = {(piece[:1].isupper(), piece[1:].isupper()) for piece in pieces if piece[1:]}
    if len(cases) > 1 and letters >= _LONG:
        return False
    if len(pieces) == 1 and letters >= _LONG:
        return any(len(name) > 4 and name in _folded(pieces[0]) for name in NAMES)
    return letters > 1


def _could_be_born(words: list[str], pieces: list[str]) -> bool:
    """Two words and a year of birth, or one that is written as names are."""
    longest = max(map(len, words), default=0)
    if longest < 4:
        return False
    return len(words) > 1 or any(p[:1].isupper() and p[1:].islower() for p in pieces)


def _is_borne(word: str) -> bool:
    known = word in NAMES or (len(word) > 5 and word.endswith(ENDINGS))
    return known and word not in NEUTRAL


def _folded(word: str) -> str:
    return fold(word).replace(" ", "")


_RULES: dict[str, Callable[[str], bool]] = {
    CNP: _is_cnp,
    EMAIL: lambda value: bool(re.search(r"[^@\s]@[^@\s]", value)),
    TELEPHONE: _is_telephone,
    NAME: lambda value: bool(_FULL_NAME.fullmatch(value)),
}
