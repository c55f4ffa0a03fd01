"""The words of headings that say what a column means, in Romanian and English."""

from __future__ import annotations

from collections.abc import Mapping

# The words of a heading, without diacritics, by the column that they mean.
_COMMON = {
    "owner": "proiect|program|proiect sau program|titlul proiectului|project|programme"
    "|project title",
    "period": "an|anul|perioada|data|luna|cand|an scolar|year|period|date|when|month",
    "source_id": "sursa|raport|document|source|report",
    "locator": "pagina|page",
    "note": "observatii|obs|nota|mentiuni|comentarii|note|notes|comments|remarks",
}
WORDS: Mapping[str, Mapping[str, str]] = {
    "figure": _COMMON
    | {
        "people": "numar de beneficiari|numar beneficiari|nr beneficiari|nr de beneficiari"
        "|beneficiari|numar de persoane|numar persoane|nr persoane|persoane|participanti|cati"
        "|total beneficiari|asistati|persoane asistate|total|number of beneficiaries"
        "|number of people|beneficiaries|people|people reached|reached|participants|persons"
        "|how many|clients",
        "target_group_id": "grup tinta|grupul tinta|grup|tipul persoanelor"
        "|tipul beneficiarilor|categorie|categoria|categorie de beneficiari"
        "|tip de beneficiari|tip beneficiari|target group|group|category|type of beneficiaries",
        "label": "initiativa|initiative|serviciu|serviciul|servicii|activitate|activitatea"
        "|denumire|descriere|actiune|cine a fost ajutat|cine|service|activity|description|what"
        "|who was helped|who",
        "area_id": "judet|judetul|unde|zona|loc|locul|regiune|county|place|location|region|area",
        "sex": "sex|gen|gender",
        "age": "varsta|grupa de varsta|age|age group",
    },
    "funding": _COMMON
    | {
        "funder_id": "finantator|finantatorul|donator|sponsor|funder|donor|sursa de finantare",
        "amount": "suma|valoare|valoarea|buget|bugetul|finantare|amount|value|budget|sum",
        "currency": "moneda|valuta|currency",
        "stage": "stadiu|stare|status|stage",
    },
    "project": _COMMON
    | {
        "title": "titlu|titlul|proiect|proiectul|denumire|project|title|name",
        "programme_id": "program|programul|domeniu|programme|line of work",
        "summary": "descriere|rezumat|ce face|description|summary",
    },
    "outcome": _COMMON
    | {
        "indicator": "indicator|indicatorul|rezultat|ce masuram|result|outcome|measure",
        "value": "valoare|valoarea|realizat|value|actual|achieved",
        "target": "tinta|planificat|target|planned",
        "unit": "unitate|um|unit",
        "area_id": "judet|judetul|unde|zona|loc|county|place|location|region|area",
    },
}
