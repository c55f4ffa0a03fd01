"""A copy of a sheet is kept only where nothing in it could name a person."""

from __future__ import annotations

import pytest

from dashboard.intake.copies import names_somebody
from dashboard.intake.sheets import NUMBER, Cell, Sheet

NOBODY = """
    Centrul Social|Copii din Iași|Fundația X|CENTRUL DE ZI PENTRU COPII|Consiliere juridică
    Tabără de vară|Raport anual 2023|Masă caldă la școală|Servicii Sociale|Sprijin pentru părinți
    Județul Iași|Bistrița-Năsăud|peste 1.200 de copii|01.09.2023|Trim. II 2024|Day Centre
    School meals|Summer camp|Persoane cu dizabilități|Grup țintă|Nr. beneficiari|Total|2023
    Asociația Y|Adăpost|Cantină socială|Nr. crt.|Observații|15.000,00 lei|Women and children
"""
SOMEBODY = """
    Maria Ionescu|popescu ion|IONESCU MARIA|Ionuț|Consiliere pentru Maria P.|Kerekes Zsombor
    kerekes zsombor|KEREKES ZSOMBOR|Familia Kerekes|Copilul Zsombor, 7 ani|Nguyen Van Anh
    Meditații Kerekes Zsombor|M. Kerekes|Dna Kerekes|John Smith|Smith, John|Popa-Kerekes Ana
    Masă (Zsombor Kerekes)|0722 123 456|ana@exemplu.ro|2980101223344|Nume și prenume|Adresa
    Data nașterii|CNP|Telefon|E-mail|Beneficiar|Responsabil|Persoana de contact|Vasile
    Doamna Kiss|fam. Kiss|Bărbulescu|Prof. Kiss|Mr Smith|Centrul Sfânta Maria|First name
    Ma\u200bria Ionescu
"""


def each(table: str) -> list[str]:
    return [text.strip() for line in table.strip().splitlines() for text in line.split("|")]


def sheet(*texts: str) -> Sheet:
    head = (1, (Cell("Serviciu"), Cell("Beneficiari")))
    rows = ((n, (Cell(text), Cell("12", NUMBER))) for n, text in enumerate(texts, 2))
    return Sheet("", (head, *rows))


@pytest.mark.parametrize("text", each(NOBODY))
def test_what_names_nobody_is_kept(text: str) -> None:
    assert not names_somebody(sheet(text))


@pytest.mark.parametrize("text", each(SOMEBODY))
def test_what_may_name_somebody_is_not(text: str) -> None:
    assert names_somebody(sheet("Consiliere", text))


def test_a_list_of_strange_words_is_not_kept_unless_they_are_towns() -> None:
    surnames = ("Kerekes", "Zsolnay", "Hruby")
    assert names_somebody(sheet(*surnames))
    assert not names_somebody(sheet(*surnames[:2])), "two may be the names of services"
    assert not names_somebody(sheet("Ianuarie", "Februarie", "Martie"))
    towns = Sheet("", tuple((n, (Cell(t),)) for n, t in enumerate(("Localitate", *surnames), 1)))
    assert not names_somebody(towns)


def test_a_code_that_a_spreadsheet_made_a_number_of_is_seen() -> None:
    assert names_somebody(Sheet("", ((1, (Cell("2980101223344", NUMBER),)),)))


def test_what_is_in_doubt_is_not_kept() -> None:
    assert names_somebody(sheet("Poiana Stelelor"))
