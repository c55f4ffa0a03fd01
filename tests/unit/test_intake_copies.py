"""A copy of a sheet is kept only where nothing in it could name a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.intake.accepting import accept
from dashboard.intake.copies import names_somebody
from dashboard.intake.kinds import Upload
from dashboard.intake.known import Known
from dashboard.intake.offer import Offer
from dashboard.intake.preview import preview
from dashboard.intake.sheets import NUMBER, Cell, Sheet
from dashboard.intake.taking_in import offer_of
from dashboard.intake.waiting import mended, waiting
from dashboard.paths import DATA, Content

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
    assert not names_somebody(sheet(text), Known())


@pytest.mark.parametrize("text", each(SOMEBODY))
def test_what_may_name_somebody_is_not(text: str) -> None:
    assert names_somebody(sheet("Consiliere", text), Known())


def test_a_single_word_that_nobody_knows_may_be_a_surname() -> None:
    assert names_somebody(sheet("Kerekes"), Known())
    assert names_somebody(sheet("Masă", "Consiliere Kerekes"), Known())
    assert not names_somebody(sheet("Ianuarie", "Februarie"), Known())


def test_what_the_tables_call_something_is_no_person() -> None:
    known = Known.of(Content(DATA / "reference", DATA / "none", DATA / "none", True, "own"), {})
    assert names_somebody(sheet("Resortisanți ai țărilor terțe"), Known())
    assert not names_somebody(sheet("Resortisanți ai țărilor terțe"), known)
    assert names_somebody(sheet("Resortisanți Kerekes"), known)


def test_a_code_that_a_spreadsheet_made_a_number_of_is_seen() -> None:
    assert names_somebody(Sheet("", ((1, (Cell("2980101223344", NUMBER),)),)), Known())


def test_what_is_in_doubt_is_not_kept() -> None:
    assert names_somebody(sheet("Poiana Stelelor"), Known())


def hxl(folder: Path, tag: str, cell: str) -> tuple[Content, Offer]:
    """A row whose number cannot be read, and one that fits."""
    content = Content(DATA / "reference", folder / "tables", folder / "cache", True, "own")
    text = f"Whose,People,Where\n{tag},#reached,#adm1\n{cell},multe,Cluj\n,8,Cluj\n"
    return content, offer_of(content, [Upload("x.csv", text.encode())])


@pytest.mark.parametrize(
    ("tag", "cell", "is_kept"),
    [("#org", "Kerekes", True), ("#contact+name", "Kerekes", False), ("#org", "a@b.ro", False)],
)
def test_of_an_hxl_file_with_contacts_no_copy_is_kept(
    tmp_path: Path, tag: str, cell: str, is_kept: bool
) -> None:
    _content, found = hxl(tmp_path, tag, cell)
    assert (found.files[0].data is not None) == is_kept


def test_a_row_of_an_hxl_file_that_is_not_kept_waits_under_its_tags(tmp_path: Path) -> None:
    content, found = hxl(tmp_path, "#contact+name", "Kerekes")
    accept(content, preview(content, found), "ana")
    (waits,) = waiting(content, {})
    ((origin, cells),) = waits.cells.items()
    assert cells == ["", "multe", "Cluj"]
    made = mended(content, waits, {origin: ["", "12", "Cluj"]})
    (figure,) = (each.values for each in made.proposed if each.table == "beneficiaries")
    assert (figure["people"], figure["area_id"]) == ("12", "RO-CJ")
