"""Tables that stand side by side on one sheet are all read, each by itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dashboard.intake.accepting import accept
from dashboard.intake.preview import preview
from dashboard.intake.waiting import mended, waiting
from dashboard.paths import DATA, Content
from tests.unit.test_intake_mapping import figures, offered, workbook

HEAD = ["Serviciu", "Județ", "Beneficiari"]
TWO: list[list[Any]] = [
    ["Raport 2024"],
    [*HEAD, None, *HEAD],
    ["Masă", "Iași", 5, None, "Joc", "Cluj", 7],
    ["Teme", "Iași", 6, None, "Film", "Cluj", "multe"],
    ["Tabără", "Iași", 8],
]


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return Content(DATA / "reference", tmp_path / "tables", tmp_path / "cache", True, "own")


def test_the_people_of_both_tables_are_taken_and_each_row_is_accounted_for(
    content: Content,
) -> None:
    found = offered(content, workbook(TWO, "A1:G1"))
    assert figures(found, "label_ro", "area_id", "period", "people") == [
        ("Masă", "RO-IS", "2024", "5"),
        ("Teme", "RO-IS", "2024", "6"),
        ("Tabără", "RO-IS", "2024", "8"),
        ("Joc", "RO-CJ", "2024", "7"),
    ]
    (refused,) = found.refused
    assert refused.sentences()[0].startswith("sheet Sheet (E–G), G4 (Beneficiari): multe tells no")
    assert len(found.origins()) == 5 + 2, "five rows of numbers, and the title of either"
    assert found.notes[0] == (
        "On the sheet stand tables side by side, each of which is read by itself: A–C, E–G."
    )


def test_tables_without_a_column_between_them_are_told_by_their_headings(content: Content) -> None:
    text = "Județ;Persoane;Județ;Persoane\nIași;5;Cluj;7\nBacău;6;Vaslui;8\n"
    assert figures(offered(content, text.encode()), "area_id", "people") == [
        *(("RO-IS", "5"), ("RO-BC", "6"), ("RO-CJ", "7"), ("RO-VS", "8"))
    ]


def test_an_empty_column_within_one_table_divides_nothing(content: Content) -> None:
    text = "Serviciu;Județ;;Beneficiari;Note\nMasă;Iași;;5;a\nJoc;Cluj;;7;b\n"
    assert figures(offered(content, text.encode()), "area_id", "people") == [
        *(("RO-IS", "5"), ("RO-CJ", "7"))
    ]


def test_a_refused_row_of_the_right_table_is_mended_in_its_place(content: Content) -> None:
    accept(content, preview(content, offered(content, workbook(TWO))), "ana")
    (waits,) = waiting(content, {})
    (row,) = waits.rows
    cells = [*waits.cells[row.origin]]
    assert cells == ["", "", "", "", "Film", "Cluj", "multe"]
    made = mended(content, waits, {row.origin: [*cells[:-1], "9"]})
    assert figures(made, "label_ro", "area_id", "people") == [("Film", "RO-CJ", "9")]


def test_a_list_of_codes_beside_the_only_table_makes_no_second_one(content: Content) -> None:
    text = "Serviciu;Județ;Beneficiari;;Cod;Denumire\nMasă;Iași;5;;A;Alfa\nJoc;Cluj;7;;B;Beta\n"
    found = offered(content, text.encode())
    assert [origin.sheet for origin in found.origins()] == ["", ""]
    assert found.notes[1].endswith("Not read: Cod, Denumire.")


def test_to_mend_one_table_changes_nothing_of_the_row_beside_it(content: Content) -> None:
    rows = [*TWO[:3], ["Teme", "Iași", "multe", None, "Film", "Cluj", "multe"]]
    accept(content, preview(content, offered(content, workbook(rows))), "ana")
    (waits,) = waiting(content, {})
    left, right = (each.origin for each in waits.rows)
    assert list(Path(content.tables.parent).glob("imports/*/files/*")), "the file is read again"
    made = mended(content, waits, {right: [*waits.cells[right][:-1], "9"]})
    assert [each.origin for each in made.refused] == [left]
    assert figures(made, "people") == [("9",)]
