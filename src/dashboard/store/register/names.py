"""Names that people in Romania bear: an id with one of them in it is hardly opaque.

Without diacritics; left out are those that are also words, such as Roman and Crin.
"""

from __future__ import annotations

_GIVEN = """
    adela adelina adina adrian adriana alexandra alexandru alexandrina alina alin amalia
    anamaria anastasia anca andra andreea andrei angela antonia antonio aurel aurelia aurica
    beatrice bianca bogdan camelia carmen catalin catalina cezar ciprian claudia claudiu
    constanta constantin corina cornel cornelia cosmin costel costin cristi cristian cristina
    daciana daniel daniela darius david delia denisa denis diana dorel dorina doru dragos
    dumitra dumitru eduard elena elisabeta emanuel emil emilia eugen eugenia fabian felicia
    filip flavius florentina florian florica florin florina gabriel gabriela george georgeta
    georgiana gheorghe ghita grigore horatiu iacob ilie ileana ilinca ioana ionel ionela
    ionica ionut irina iulia iulian iuliana iustin izabela larisa laura laurentiu lavinia
    lenuta leonard letitia lidia liliana liviu loredana luca lucia lucian luciana lucica
    ludovic luminita madalina magda magdalena marcel marcela maria mariana marian maricica
    marilena marin marina marinela marioara marius matei mihaela mihai mihail mircea mirela
    monica nadia natalia nelu nicoleta nicolae nicu nicusor octavian oana ofelia olga olimpia
    ovidiu paula paul petre petru petrica rahela raluca ramona rares razvan rebeca robert
    rodica roxana sabina samuel sanda sebastian septimiu sergiu silvia silviu simona sofia
    sorin sorina stefan stefania stelian steliana teodor teodora theodor tiberiu tudor
    valentin valentina valeria valeriu vasile vasilica veronica victor victoria viorel viorica
    violeta vlad vladimir zoltan
"""
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

NAMES = frozenset(f"{_GIVEN} {_FAMILY}".split())
SHORT_NAMES = frozenset(_SHORT.split())
ENDINGS = ("escu", "eanu", "oiu")
NEUTRAL = frozenset(_NEUTRAL.split())
