"""Names that people in Romania bear: an id with one of them in it is hardly opaque.

The given ones are in `data/reference/given_names.csv`, with their source in the README beside it.
The others are without diacritics; left out are those that are also words, such as Roman.
"""

from __future__ import annotations

import csv

from dashboard.paths import DATA
from dashboard.words.folding import fold

_FILE = DATA / "reference" / "given_names.csv"
_FAMILY = """
    andrei barbu botezatu chiriac ciobanu cojocaru constantin costache cozma craciun cristea
    damian diaconu dobre dragomir enache florea gavrila gheorghe grigoras grosu iacob ichim
    iftimie lazar lungu lupu manea manole marin matei mihai mihaila mocanu moldovan morar
    moraru muntean munteanu muresan neagu nagy nedelcu negru nica nistor olaru oltean oprea
    pavel petcu popa puiu rotaru rusu sandu serban soare stan stanciu stoian stoica suciu
    szabo szekely tanase toma tudose turcu ungur ursu vaduva varga voicu zamfir
"""
# Too short to tell anything among digits: they count beside another word only.
_SHORT = "ana ada dan doru eva gigi ilie ion ioan iancu pop popa rus radu sara stan vali dinu ene"
# Words that ids are made of: what stands before a year or a number of two digits.
_NEUTRAL = """
    adult ben benef beneficiar beneficiary benefic casa case caz center centre centru child
    client cod code copil copii copiii dosar dosarul elev eleva familie family fisa fiche file
    form formular group grup grupa id ident index inscriere made member membru numar number nr
    pacient parinte patient pers persoana person persoane proiect project reg register
    registru row school scoala serie series student tanar unit user utilizator volunteer
    voluntar up uat alba arad arges bacau bihor bistrita nasaud botosani brasov braila
    bucuresti bucharest buzau calarasi caras severin cluj constanta covasna dambovita dolj
    galati giurgiu gorj harghita hunedoara ialomita iasi ilfov maramures mehedinti mures neamt
    olt prahova satu mare salaj sibiu suceava teleorman timis tulcea valcea vaslui vrancea
    oras sat sector comuna judet sud nord est vest jan feb mar apr mai may iun jun iul jul aug
    sep sept oct noi nov dec
"""

# What places, houses and services are called beside the name of a saint or a hero.
_PLACES = """
    asociatia azil azilul biserica bloc bulevardul camin caminul cantina casa cabinet cabinetul
    cel centre centrul cea circuit clinica clubul colegiu colegiul complex complexul comunitatea
    cooperativa de din dispensar echipa facultatea fundatia gradinita hub institutul la lacul liceu
    liceul manastirea mare mediul parc parcul parohia piata primaria program programul punct punctul
    sala satul scoala sediul serviciul sf sfanta sfantu sfantul si soarelui sos soseaua spital
    spitalul st saint str strada street tabara teatrul turnu universitatea valea
"""


def _given() -> dict[str, bool]:
    """Each given name, and whether it tells a person standing alone; the others are words, too."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return {fold(row["name"]): row["is_alone"] == "true" for row in csv.DictReader(file)}


GIVEN = _given()
FAMILY = frozenset(_FAMILY.split())
NAMES = FAMILY | {name for name, is_alone in GIVEN.items() if is_alone}
SHORT_NAMES = frozenset(_SHORT.split())
ENDINGS = ("escu", "eanu", "oiu")
NEUTRAL = frozenset(_NEUTRAL.split())
OF_PLACES = NEUTRAL | frozenset(_PLACES.split())
