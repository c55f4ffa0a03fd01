"""What a column holds about people, by its heading and by its cells."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dashboard.store.register.disguises import undisguised
from dashboard.store.register.personal import (
    ADDRESS,
    BIRTH,
    CNP,
    EMAIL,
    NAME,
    TELEPHONE,
    holds_a_name,
    looks_like,
    names_somebody,
)
from dashboard.words.folding import fold

# What a heading says that announces such values, its words together.
_COLUMNS = {
    CNP: {"cnp", "codnumericpersonal", "nationalid", "personalnumericcode", "seriebuletin", "ci"},
    EMAIL: {"email", "mail", "emailaddress", "adresaemail", "adresadeemail"},
    TELEPHONE: {"telefon", "phone", "telephone", "mobil", "mobile", "nrtelefon", "tel"},
    NAME: {
        *("nume", "prenume", "name", "firstname", "lastname", "surname", "fullname"),
        *("numeprenume", "numesiprenume", "personname", "numele", "prenumele", "numelesiprenumele"),
        *("numelemic", "numelefamilie", "numefamilie", "numedefamilie", "givenname", "familyname"),
    },
    BIRTH: {
        *("birthdate", "dateofbirth", "birthday", "dob", "datanasterii", "datanastere", "nascut"),
        *("nascutla", "nascutala", "born", "bornon"),
    },
    ADDRESS: {"address", "adresa", "homeaddress", "domiciliu", "domiciliul", "strada", "street"},
}
# Who is meant: with one of these beside it, a heading says no other thing.
_PEOPLE = """
    asistat asistatului benef beneficiar beneficiara beneficiarei beneficiarul beneficiarului
    beneficiary child client clienta clientei clientul clientului copil copilul copilului elev
    eleva elevei elevul elevului father guardian insotitor mama mamei mother pacient pacienta
    pacientului parent parinte parintele parintelui participant participantului patient persoana
    persoanei person pupil student studentului tata tatal tatalui tutore tutorelui
"""
# Many of them alone are a number.
_BESIDE = "of the al a ale s pt pentru for children copii copiilor parents parinti parintilor elevi"


def column_looks_like(name: str) -> str | None:
    """What a column of this name would hold, when that is personal data.

    Judged by what it is: "Client" and "Numele copilului" are names of people, "Client ID" and
    "Nume proiect" are not. Two words are a name only where one is borne: a first row of people, and
    no "Delivery Date".
    """
    words, people = fold(undisguised(_apart(name))).split(), _PEOPLE.split()
    others = [word for word in words if word not in (*people, *_BESIDE.split())]
    for plain in ("".join(words), "".join(others)):
        for kind, names in _COLUMNS.items():
            if plain in names:
                return kind
    if len(words) == 1 and words[0] in people:
        return NAME
    value = looks_like(name)
    return None if value == NAME and not holds_a_name(name) else value


def column_holds(cells: Iterable[str]) -> str | None:
    """What the cells of a column are about, whatever its heading says, when that is personal data.

    A code, an address or a number is enough; of names, half of what stands there.
    """
    values = {cell.strip() for cell in cells} - {""}
    for kind in (CNP, EMAIL, TELEPHONE):
        if any(looks_like(value) == kind for value in values):
            return kind
    named = sum(map(names_somebody, values))
    return NAME if named > 1 and 2 * named >= len(values) else None


def _apart(name: str) -> str:
    """With blanks where only capitals part the words: firstName."""
    return re.sub(r"(?<=[a-zăâîșț])(?=[A-ZĂÂÎȘȚ])", " ", name)
