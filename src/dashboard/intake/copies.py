"""Whether a sheet lists people, and whether a copy of it may be kept: where each word names nobody.

Nothing needs the copy: what waits has its rows, and taking back has the tables as they were. A word
that nobody knows may be a surname, wherever it stands.
"""

from __future__ import annotations

import re

from dashboard.errors import DashboardError
from dashboard.i18n import N_, _
from dashboard.intake.heading_words import WORDS
from dashboard.intake.known import Known
from dashboard.intake.sheets import Sheet
from dashboard.store.register.disguises import undisguised
from dashboard.store.register.headings import column_looks_like
from dashboard.store.register.names import FAMILY, GIVEN, OF_PLACES
from dashboard.store.register.personal import NAME, holds_a_name, looks_like
from dashboard.words.folding import fold

_PERSONAL = N_(
    "{name} names people: {what} stands in row {n}. A list of people is not taken in. Count them; "
    "or give each person a code, and each row the day and the service: that is a register, of "
    "which names are dropped."
)
_NAMELESS = ("a person’s name",)
_WORD = re.compile(r"[^\W\d_]{2,}")  # a letter alone is told by the words beside it
_HEADINGS = {
    *("responsabil", "coordonator", "psiholog", "asistent", "educator", "voluntar", "contact"),
    *("semnatura", "intocmit", "persoana de contact", "reprezentant", "staff", "worker", "manager"),
    *("contact person", "signature", "initiale", "initials", "serie ci", "varsta exacta"),
}
# What anybody may know by name: a text that is called so, as a whole, is no person's.
_KINDS = ("target-group", "area", "project", "programme", "organisation", "funder")
# What services, groups and reports are called: nobody bears these.
_ORDINARY = """
    about activitate activitatea activitati activitatile activities activity adapost adapostul
    adulti adults afectati after aid aids ajutoare ajutor al ale alimentar alimentara alimente
    all almost an and angajare ani annual anual anuala anul april aprilie aproape art arta
    asistat asistate asistati asistenta asociatia asociatie assistance at atelier ateliere
    august autism autobuz awareness banca bani baschet batrani beneficiari beneficiaries
    biblioteca birou boxes buget burse bus by calculator cald calda calde camp campania campanie
    camps cantina cantine care cateva cativa cazare cel center centers centre centrelor centru
    centrul centrului charity chess child childhood children circa citit classes club cluburi
    colete community comunitar comunitara comunitate comunitati concediu consiliere consilieri
    consultanta consultatii cooking copii copiii copiilor counselling county cresa cresterea
    croitoria croitorie crt cu cultura culturala curs cursul cursuri daily dance dancing dans
    dansuri day de december decembrie desen dezvoltare digital digitala din distribuire
    distributie dizabilitati donatii drawing drepturi dupa dus dusuri economic educatia educatie
    education educational educationala elderly elevi elevii emergency engleza eur euro evaluare
    evaluari evenimente event events excursie excursii excursion familial familiala familiale
    familie families familii fara fata februarie february femei fete few film filme food
    football for formare fotbal foundation franceza free from fundatia fundatie fundatiei games
    gatit general generala germana gimnastica gradinita gradinite grant group groups grup grupa
    grupe grupul handbal health help home homework hot hrana hub hygiene ianuarie igiena ii iii
    in inclusion incluziune individual individuala individuale informare informatica ingrijire
    ingrijiri initiativa inot integrare interventie intre iulie iunie iv january joburi joc
    jocuri july june juridic juridica kids kindergarten la laundry least lectii lectura legal
    lei library limba literacy locuinta locuire locuri lucru ludoteca luna lunar lunch luni mai
    mame many march martie masa matematica maths may meals mediation medical medicala mediere
    meditatii mediu mediul mentorat mentoring mese microbuz mii mil milioane mobil mobila mobile
    monthly most mothers mult multe multi music muzica national nationala nevoi new niciunul
    nimeni nobody noi noiembrie none nou noua november nursery october octombrie of olarit on or
    ora ore orele organizatie orientare over pachet pachete packages painting parenting parents
    parinti parintilor participanti participari pentru people per persoane persons peste pictura
    pilot plasament posta prevenire prevention prim primar primara prin program programe
    programme programul proiect proiecte proiectul project projects protectie psihologic
    psihologica psihologie psychological public publica publicul putin raport raportul
    reabilitare reading rece rechizite reci recuperare refugees refugiati report rezidential
    rezidentiala robotica robotics romana ron rural rurala rurale sah sanatate saptamana
    saptamanal saptamani sapte sau school scoala scolar scolara scolare scoli screening sem
    semestrul seniors september septembrie service services servicii serviciu serviciul
    serviciului sesiuni several sewing sezonier sf sfanta sfantul shelter showers si social
    sociala sociale socio spalatorie spital sport sportiv sportive sprijin sprijinul strada
    street student studenti students sub summer suport support swimming tabara tabere targ
    targuri teachers teatru teme temele terapie terapii the theatre therapy tineri tinerii
    tinerilor to toate total toti tour training traininguri transport triaj tricotat trim
    trimestrul trip trips tutoring under unit unitate up urban urbana urbane urgenta urgente usd
    vacanta vaccinare vara varstnici varstnicilor violence violenta visits vizite vocational
    voluntari voluntariat volunteers vulnerabile warm weekly with women workshop workshops year
    years yoga young youth zi zile zilnic ziua
"""


def _ordinary() -> frozenset[str]:
    headings = " ".join(word for words in WORDS.values() for word in words.values())
    words = {*_ORDINARY.split(), *re.split(r"[ |]", headings), *OF_PLACES}
    return frozenset(words - GIVEN.keys() - FAMILY)


_KNOWN = _ordinary()


def refuse_people(sheet: Sheet) -> None:
    """Raises DashboardError when it names people, and lists them."""
    for n, cells in sheet.rows:
        for cell in cells:
            what = looks_like(cell.text) if len(cell.text) > 6 else None
            if what and what not in _NAMELESS:
                names = {"name": sheet.name or _("the file"), "what": _(what), "n": n}
                told = _(_PERSONAL).format(**names)
                raise DashboardError(told[:1].upper() + told[1:])


def names_somebody(sheet: Sheet, known: Known) -> bool:
    """Whether a cell may hold a person's name, or anything that leads to one; in doubt it may."""
    texts = {undisguised(cell.text) for _n, cells in sheet.rows for cell in cells if cell.text}
    return any(_may_name(text, known) for text in texts)


def _may_name(text: str, known: Known) -> bool:
    """Whether a text holds a name that is borne, a number or address of a person, is a heading of
    such, or has a word that is none of ours and is not what the tables call something."""
    if looks_like(text) not in (None, NAME) or holds_a_name(text):
        return True
    if column_looks_like(text) or fold(text) in _HEADINGS:
        return True
    is_strange = any(fold(word) not in _KNOWN for word in _WORD.findall(text))
    return is_strange and not any(known.find(kind, text) for kind in _KINDS)
