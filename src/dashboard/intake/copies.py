"""Whether a copy of somebody's sheet may be kept: only where nothing in it could name a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise, zip_longest

from dashboard.intake.heading_words import WORDS
from dashboard.intake.sheets import Sheet
from dashboard.store.register.disguises import undisguised
from dashboard.store.register.headings import column_looks_like
from dashboard.store.register.names import FAMILY, GIVEN, OF_PLACES
from dashboard.store.register.personal import NAME, holds_a_name, looks_like
from dashboard.words.folding import fold

_WORD = re.compile(r"[^\W\d_]+")
_APART = re.compile(r"[\d;:/()„”\"|+&–—]|\s-\s")  # between two of them no name goes on
_HEADINGS = {
    *("responsabil", "coordonator", "psiholog", "asistent", "educator", "voluntar", "contact"),
    *("semnatura", "intocmit", "persoana de contact", "reprezentant", "staff", "worker", "manager"),
    *("contact person", "signature", "initiale", "initials", "serie ci", "varsta exacta"),
}
_OF_TOWNS = {
    *("localitate", "localitatea", "localitati", "oras", "orasul", "comuna", "sat", "satul"),
    *("municipiu", "town", "village", "city", "judet", "judetul", "county", "loc", "place", "zona"),
}
_MANY = 3
_OF_ONE = {
    *("copilul", "copila", "elevul", "eleva", "mama", "tata", "bunica", "bunicul", "domnul"),
    *("doamna", "domnisoara", "dl", "dna", "dra", "fam", "familia", "sora", "fratele", "dr"),
    *("prof", "pacientul", "pacienta", "beneficiarul", "beneficiara", "numitul", "numita", "mr"),
    *("mrs", "ms", "miss", "sir", "family", "asistatul", "asistata", "minorul", "minora"),
}
# What services, groups and reports are called: nobody bears these.
_ORDINARY = """
    activitate activitati activitatea activitatile activity activities adapost adapostul adulti
    adults after aid aids ajutor ajutoare alimentar alimentara alimente an ani annual anual anuala
    anul art arta asistenta asistat asistati asociatia asociatie assistance atelier ateliere
    autism awareness banca bani batrani beneficiari beneficiaries birou buget burse camp campanie
    campania camps care cantina cantine cazare center centers centrul centre centru centrului
    centrelor charity child childhood children classes club cluburi comunitar comunitara
    comunitate comunitati community concediu consiliere consilieri consultatii consultanta
    copiilor copii copiii counselling county cresa cresterea cultura culturala curs
    cursul cursuri day dezvoltare digital digitala distributie distribuire donatii drepturi
    dupa economic educatia educatie educational educationala education elevi elevii elderly
    emergency ii iii iv crt semestrul trim evenimente event events excursie excursii familial
    familiala familiale familie familii
    families fata femei fete food formare foundation free fundatia fundatie fundatiei games
    general generala gradinita gradinite grant group groups grup grupa grupe grupul health help
    home homework hrana hub ingrijire ingrijiri informare integrare interventie inclusion
    incluziune initiativa joc jocuri juridic juridica kids kindergarten legal lectii limba
    literacy locuinta locuire locuri lucru lunch mame masa mese meals medical medicala mediation
    mediere mobil mobila mobile mothers muzica national nationala nevoi nursery ore organizatie
    parenting parinti parintilor parents people persoane persons pentru pilot plasament posta
    prevenire prevention primar primara prim program programe programme programul proiect
    proiectul proiecte project projects protectie psihologic psihologica psihologie psychological
    public publica public publicul raport raportul recuperare refugiati refugees report
    reabilitare rezidential rezidentiala sanatate school scoala scolar scolara scolare scoli seniors
    servicii serviciu serviciul serviciului service services shelter sesiuni sezonier social
    sociala sociale socio social sport sportiv sportive sprijin sprijinul spital street strada
    student students studenti summer suport support tabara tabere teachers teme temele terapie
    terapii therapy tineri tinerii tinerilor total total training traininguri transport trimestrul
    unit unitate urgenta urgente vacanta vara varstnici varstnicilor violenta violence visits vizite
    vocational voluntari voluntariat volunteers vulnerabile women workshop workshops year years
    young youth zi zile ziua
    ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie
    decembrie
    january february march april may june july september october november december
"""


def _ordinary() -> frozenset[str]:
    headings = " ".join(word for words in WORDS.values() for word in words.values())
    words = {*_ORDINARY.split(), *re.split(r"[ |]", headings), *OF_PLACES}
    return frozenset(words - GIVEN.keys() - FAMILY - _OF_ONE)


_KNOWN = _ordinary()


def names_somebody(sheet: Sheet) -> bool:
    """Whether a cell may hold a person's name, or anything that leads to one; in doubt it may."""
    rows = [[undisguised(cell.text) for cell in cells] for _n, cells in sheet.rows]
    texts = {text for row in rows for text in row if text}
    columns = ({fold(text) for text in column} for column in zip_longest(*rows, fillvalue=""))
    return any(map(may_name, texts)) or any(map(_is_a_list_of_names, columns))


def _is_a_list_of_names(column: set[str]) -> bool:
    """Whether several words stand alone in it that are none of ours, and it is none of towns."""
    strange = {text for text in column if _WORD.fullmatch(text)} - _KNOWN
    return len(strange) >= _MANY and not column & _OF_TOWNS


def may_name(text: str) -> bool:
    """Whether a text holds a name that is borne, a number or address of a person, is a heading of
    such, or has words side by side that nobody would call a service."""
    if looks_like(text) not in (None, NAME) or holds_a_name(text):
        return True
    if column_looks_like(text) or fold(text) in _HEADINGS:
        return True
    return any(_could_be_a_name(piece) for piece in _APART.split(text))


def _could_be_a_name(piece: str) -> bool:
    """Two words beside one another that are written as names are and are none of ours; or nothing
    but two to four of them in any case."""
    words = _WORD.findall(piece)
    strange = [fold(word) not in _KNOWN for word in words]
    if 1 < len(words) < 5 and all(strange) and not _OF_ONE.issuperset(map(fold, words)):
        return True
    return any(_are_borne(*pair) for pair in pairwise(_marked(words)))


def _marked(words: Iterable[str]) -> Iterator[tuple[str, bool, bool]]:
    """Each word, whether it is written as a name is, and whether it says that one is meant."""
    for word in words:
        plain = fold(word)
        yield word, word[:1].isupper() and plain not in _KNOWN, plain in _OF_ONE


def _are_borne(one: tuple[str, bool, bool], other: tuple[str, bool, bool]) -> bool:
    return other[1] and (one[1] or one[2])
