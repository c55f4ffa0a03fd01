"""The made-up network's vocabulary, in English and Romanian; every name says that it is made up."""

from __future__ import annotations

from dataclasses import dataclass

Text = tuple[str, str]  # English, Romanian


def made_up(text: Text) -> Text:
    """A name that says in each language that nothing real bears it.

    The Romanian word stands in brackets after the name, where it need not agree in gender.
    """
    english, romanian = text
    return f"Made-up {english[:1].lower()}{english[1:]}", f"{romanian} (inventat)"


def made_up_name(name: str) -> Text:
    """The same for a proper name, whose first letter stays as it is."""
    return f"Made-up {name}", f"{name} (inventat)"


@dataclass(frozen=True, slots=True)
class Theme:
    """A line of work: `groups` are (target group, share), `widest` the group above
    them all, `women` per 256 people."""

    slug: str
    name: Text
    groups: tuple[tuple[str, int], ...]
    widest: str
    women: int
    works: tuple[Text, ...]


SUPPORTED = "people-supported"
THEMES = (
    Theme(
        "after-school",
        ("Help with school", "Sprijin la școală"),
        (("children", 6), ("home-alone-children", 3), ("vulnerable-pupils", 2)),
        SUPPORTED,
        132,
        (
            ("After-school club", "Club după ore"),
            ("Reading afternoons", "După-amiezi de lectură"),
            ("Summer school", "Școală de vară"),
        ),
    ),
    Theme(
        "migration",
        ("Families apart", "Familii despărțite"),
        (("home-alone-children", 6), ("remigrant-children", 2), ("parents-and-carers", 3)),
        SUPPORTED,
        140,
        (
            ("Counselling for families apart", "Consiliere pentru familii despărțite"),
            ("Back in the village", "Înapoi în sat"),
            ("Letters home", "Scrisori acasă"),
        ),
    ),
    Theme(
        "youth",
        ("First steps at work", "Primii pași în muncă"),
        (
            ("young-people", 5),
            ("pupils-in-technical-education", 3),
            ("rural-secondary-pupils", 3),
            ("young-people-leaving-care", 1),
        ),
        SUPPORTED,
        120,
        (
            ("Career orientation", "Orientare în carieră"),
            ("Youth workshop", "Atelier pentru tineri"),
            ("A year of apprenticeship", "Un an de ucenicie"),
        ),
    ),
    Theme(
        "family",
        ("Family support", "Sprijin pentru familii"),
        (("vulnerable-families", 5), ("parents-and-carers", 4), ("children", 2)),
        SUPPORTED,
        170,
        (
            ("Day centre for families", "Centru de zi pentru familii"),
            ("Parents’ school", "Școala părinților"),
            ("Warm meals", "Mese calde"),
        ),
    ),
    Theme(
        "refuge",
        ("Refuge", "Refugiu"),
        (("refugees", 3), ("refugees-from-ukraine", 6), ("refugee-adolescents-from-ukraine", 2)),
        SUPPORTED,
        165,
        (
            ("Welcome centre", "Centru de primire"),
            ("Language course", "Curs de limba română"),
            ("Shelter for a first month", "Adăpost pentru prima lună"),
        ),
    ),
    Theme(
        "protection",
        ("Protection of children", "Protecția copilului"),
        (
            ("children-at-risk-of-separation", 5),
            ("child-victims-of-abuse", 2),
            ("children-in-residential-care", 3),
        ),
        SUPPORTED,
        135,
        (
            ("Safe house", "Casă sigură"),
            ("A grown-up to trust", "Un adult de încredere"),
            ("Play therapy", "Terapie prin joc"),
        ),
    ),
    Theme(
        "ageing",
        ("Growing old at home", "Bătrânețe acasă"),
        (("older-people-at-risk", 8), ("people-with-autoimmune-disorders", 1)),
        SUPPORTED,
        175,
        (
            ("Care at home", "Îngrijire la domiciliu"),
            ("Seniors’ club", "Clubul seniorilor"),
            ("Telephone of friendship", "Telefonul prieteniei"),
        ),
    ),
    Theme(
        "work",
        ("Back to work", "Înapoi la muncă"),
        (
            ("people-outside-the-labour-market", 6),
            ("former-convicts", 1),
            ("third-country-nationals", 2),
        ),
        SUPPORTED,
        115,
        (
            ("Job counselling", "Consiliere pentru un loc de muncă"),
            ("Social workshop", "Atelier social"),
            ("Second chance", "A doua șansă"),
        ),
    ),
    Theme(
        "training",
        ("Training of professionals", "Formarea specialiștilor"),
        (
            ("teachers", 5),
            ("social-workers", 4),
            ("psychologists", 2),
            ("school-medical-staff", 1),
        ),
        "professionals",
        195,
        (
            ("Training for school staff", "Formare pentru personalul școlilor"),
            ("Case workshops", "Ateliere de caz"),
            ("Winter course", "Curs de iarnă"),
        ),
    ),
    Theme(
        "awareness",
        ("Word in public", "Cuvânt în public"),
        (("wider-public", 1),),
        "wider-public",
        134,
        (
            ("Open day", "Ziua porților deschise"),
            ("Neighbourhood fair", "Târgul cartierului"),
            ("Walk for rights", "Marș pentru drepturi"),
        ),
    ),
)
# Youngest and oldest age of those who may belong to a group.
AGES = {
    "children": (3, 17),
    "home-alone-children": (3, 17),
    "remigrant-children": (4, 17),
    "vulnerable-pupils": (7, 19),
    "parents-and-carers": (19, 70),
    "young-people": (14, 26),
    "pupils-in-technical-education": (14, 20),
    "rural-secondary-pupils": (11, 19),
    "young-people-leaving-care": (16, 26),
    "vulnerable-families": (0, 64),
    "refugees": (0, 75),
    "refugees-from-ukraine": (0, 80),
    "refugee-adolescents-from-ukraine": (10, 17),
    "children-at-risk-of-separation": (0, 17),
    "child-victims-of-abuse": (3, 17),
    "children-in-residential-care": (0, 17),
    "older-people-at-risk": (60, 95),
    "people-with-autoimmune-disorders": (12, 85),
    "people-outside-the-labour-market": (18, 64),
    "former-convicts": (19, 66),
    "third-country-nationals": (18, 60),
    "teachers": (23, 64),
    "social-workers": (23, 64),
    "psychologists": (25, 64),
    "school-medical-staff": (24, 64),
    "wider-public": (5, 90),
}
ASSOCIATIONS = (
    *("Lumina", "Speranța Nouă", "Podul de Piatră", "Salcia", "Înțelegerea", "Țărmul Liniștit"),
    *("Șoim de Seară", "Căsuța Verde", "Zâmbetul", "Răsăritul", "Împreună pe Drum", "Stejarul"),
)
FUNDERS: tuple[tuple[str, str, Text], ...] = (
    ("european-fund", "eu", ("European fund for people", "Fond european pentru oameni")),
    ("northern-grants", "eea-norway", ("Northern grants", "Granturi din Nord")),
    ("national-programme", "public", ("National programme", "Program național")),
    ("county-council", "public", ("County council", "Consiliu județean")),
    ("bank", "corporate", ("Bank of the river", "Banca Râului")),
    ("foundation", "foundation", ("Family foundation", "Fundația familiei")),
    ("good-neighbours", "private", ("Good neighbours", "Vecini buni")),
    ("own-means", "own", ("Own means", "Mijloace proprii")),
    ("grant-office", "foundation", ("Grant office", "Biroul de granturi")),
)
INTERMEDIARY = "grant-office"
QUALIFIERS = {
    "exact": "{n}",
    "at_least": "over {n}",
    "almost": "almost {n}",
    "about": "around {n}",
    "up_to": "up to {n}",
    "between": "{n} to {most}",
}
