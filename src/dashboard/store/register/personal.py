"""What must not be in a register: values that name a person, or lead straight to one."""

from __future__ import annotations

import re
from collections.abc import Callable

from stdnum.exceptions import InvalidChecksum, ValidationError
from stdnum.ro import cnp

from dashboard.i18n import N_

CNP = N_("a personal numeric code (CNP)")
EMAIL = N_("an e-mail address")
TELEPHONE = N_("a telephone number")
NAME = N_("a person’s name")
BIRTH = N_("a date of birth")
ADDRESS = N_("a home address")

# Names of columns, without marks between their words, that announce such values.
_COLUMNS = {
    CNP: {"cnp", "codnumericpersonal", "nationalid", "personalnumericcode", "seriebuletin", "ci"},
    EMAIL: {"email", "mail", "emailaddress", "adresaemail", "adresadeemail"},
    TELEPHONE: {"telefon", "phone", "telephone", "mobil", "mobile", "nrtelefon", "tel"},
    NAME: {
        *("nume", "prenume", "name", "firstname", "lastname", "surname", "fullname"),
        *("numeprenume", "numesiprenume", "personname", "beneficiar", "child", "copil"),
    },
    BIRTH: {"birthdate", "dateofbirth", "dob", "datanasterii", "datanașterii", "nascut"},
    ADDRESS: {"address", "adresa", "homeaddress", "domiciliu", "strada", "street"},
}
_TELEPHONE = re.compile(r"(\+40|0040|0)[237]\d{8}|\+\d{8,15}")
_LONG_HEX = re.compile(r"[0-9a-fA-F-]{16,}")
_WORD = r"[^\W\d_]"
_FULL_NAME = re.compile(rf"{_WORD}{{2,}}( +{_WORD}{{2,}})+")
# Two words, perhaps with a year of birth behind them, or one that could stand on a door.
_A_NAME = re.compile(
    rf"{_WORD}{{3,}}([ ._,-]+{_WORD}{{2,}})+[ ._-]?((19|20)?\d\d)?"
    rf"|{_WORD}{{2,15}}|({_WORD}[^\W\d_A-Z]{{2,}}){{2,4}}"
)
# A value that does not match this is none of them: SQL, wider than the rules below.
SUSPICIOUS = r"@|^[^0-9]*$|^\+?[0-9() ./-]{9,}$|^[\p{L}]{3,}[ ._,-]+[\p{L}]{2,}"


def looks_like(text: str | None) -> str | None:
    """What kind of personal data a cell looks like, marked for the catalogue; None for none."""
    value = (text or "").strip()
    return next((kind for kind, holds in _RULES.items() if value and holds(value)), None)


def id_looks_like(text: str | None) -> str | None:
    """The same of an id of a person, which could be a name also in a single word."""
    value = (text or "").strip()
    if _LONG_HEX.fullmatch(value):
        return looks_like(value)
    return looks_like(value) or (NAME if _A_NAME.fullmatch(value) else None)


def column_looks_like(name: str) -> str | None:
    """What a column of this name would hold, when that is personal data."""
    plain = re.sub(r"[\W_]", "", name.lower())
    return next((kind for kind, names in _COLUMNS.items() if plain in names), looks_like(name))


def _is_cnp(value: str) -> bool:
    """A mistyped one, whose check digit is wrong, still tells a birthday and a county."""
    try:
        cnp.validate(value)
    except InvalidChecksum:
        return True
    except ValidationError:
        return False
    return True


def _is_telephone(value: str) -> bool:
    return bool(_TELEPHONE.fullmatch(re.sub(r"[ ()./-]", "", value)))


_RULES: dict[str, Callable[[str], bool]] = {
    CNP: _is_cnp,
    EMAIL: lambda value: bool(re.search(r"[^@\s]@[^@\s]", value)),
    TELEPHONE: _is_telephone,
    NAME: lambda value: bool(_FULL_NAME.fullmatch(value)),
}
