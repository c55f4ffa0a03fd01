"""A sheet in headings that nobody has seen: what its columns mean, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]

from dashboard.errors import DashboardError
from dashboard.intake.accepting import accept
from dashboard.intake.kinds import Upload
from dashboard.intake.mapping import kept
from dashboard.intake.offer import Offer
from dashboard.intake.preview import preview
from dashboard.intake.taking_in import FIGURES, MONEY, offer_of
from dashboard.paths import DATA, Content

YEAR: list[list[Any]] = [
    ["Raport de activitate 2024"],
    [],
    ["Nr. crt.", "Serviciul", "Județ", "Nr. beneficiari", "Observații"],
    [1, "Centru de zi pentru copii", "Iași", "1.200", "în sat"],
    [2, "Consiliere", "jud. Bacău", 45, None],
    [3, "Tabără", "Vaslui", "peste 30", None],
    [4, "Excursie", "Vaslui", "-", None],
    ["", "TOTAL", "", 1275, ""],
]


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return Content(DATA / "reference", tmp_path / "tables", tmp_path / "cache", True, "own")


def workbook(rows: Sequence[Sequence[Any]], *merged: str) -> bytes:
    book, written = Workbook(), BytesIO()
    sheet: Any = book.active
    for row in rows:
        sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    book.save(written)
    return written.getvalue()


def offered(content: Content, data: bytes, **given: str) -> Offer:
    return offer_of(content, [Upload("Raport 2024.xlsx", data)], **given)  # type: ignore[arg-type]


def figures(found: Offer, *columns: str) -> list[tuple[str, ...]]:
    rows = [each.values for each in found.proposed if each.table == "beneficiaries"]
    return [tuple(row.get(column, "") for column in columns) for row in rows]


def test_a_years_sheet_with_a_title_a_total_and_two_ways_of_numbers(content: Content) -> None:
    found = offered(content, workbook(YEAR, "A1:E1"))
    assert figures(found, "label_ro", "area_id", "period", "people", "qualifier", "note_ro") == [
        ("Centru de zi pentru copii", "RO-IS", "2024", "1200", "exact", "în sat"),
        ("Consiliere", "RO-BC", "2024", "45", "exact", ""),
        ("Tabără", "RO-VS", "2024", "30", "at_least", ""),
    ]
    assert [(each.origin.row, each.why) for each in found.left_out] == [
        (1, "a title or a note above the headings"),
        (7, "no number stands in it"),
        (8, "a total of rows above it"),
    ]
    assert len(found.origins()) == 6
    assert "Serviciul → Who was helped, with what" in found.notes[0]
    assert "Not read: Nr. crt." in found.notes[0]
    assert found.notes[1] == "For every row: When: 2024."
    assert found.proposed[-1].origin.place("people") == "sheet Sheet, D6 (Nr. beneficiari)"


def test_an_age_of_which_a_spreadsheet_made_a_date_is_refused_in_words(content: Content) -> None:
    rows: list[list[Any]] = [["Serviciu", "Vârsta", "Beneficiari"]]
    rows += [["Jocuri", date(2024, 6, 14), 13]]
    (refused,) = offered(content, workbook(rows)).refused
    assert refused.sentences() == [
        "sheet Sheet, B2 (Vârsta): 2024-06-14 tells no age. Write it like this: 6–14, 18+, up to 5."
    ]


def test_cells_without_a_result_are_refused_and_not_passed_over(content: Content) -> None:
    rows = [["Serviciu", "Județ", "Beneficiari"], ["Masă", "Iași", "=10+5"]]
    rows += [["Jocuri", "Cluj", "#REF!"], ["Teme", "Cluj", "12"]]
    found = offered(content, workbook(rows))
    assert figures(found, "label_ro", "people") == [("Teme", "12")]
    assert [each.sentences()[0].split(" Open")[0] for each in found.refused] == [
        "sheet Sheet, C2 (Beneficiari): =10+5 has no result in the file.",
        "sheet Sheet, C3 (Beneficiari): The cell holds an error, #REF!.",
    ]


ODS = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:calcext="urn:c"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="An">{rows}</table:table></office:spreadsheet></office:body>
</office:document-content>"""
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
)
ROW = "<table:table-row{more}>{cells}</table:table-row>"
TEXT = (
    '<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'
)
ERROR = ' office:string-value="" calcext:value-type="error"'


def ods(*rows: str) -> bytes:
    written = BytesIO()
    with ZipFile(written, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", MANIFEST)
        packed.writestr("content.xml", ODS.format(rows="".join(rows)))
    return written.getvalue()


def test_an_error_in_an_ods_is_refused_by_its_cell_behind_rows_and_cells_that_repeat(
    content: Content,
) -> None:
    cells = [TEXT.format(text=text, more="") for text in ("Serviciu", "Oraș", "Beneficiari")]
    empty = '<table:table-cell table:number-columns-repeated="2"/>'
    gap = ROW.format(more=' table:number-rows-repeated="3"', cells="<table:table-cell/>")
    lost = [empty, TEXT.format(text="#REF!", more=ERROR)]
    good = [cells[0], cells[1], TEXT.format(text="12", more="")]
    rows = [ROW.format(more="", cells="".join(each)) for each in (cells, lost, good)]
    found = offered(content, ods(rows[0], gap, rows[1], rows[2]))
    (refused,) = found.refused
    assert refused.sentences()[0].startswith(
        "sheet An, C5 (Beneficiari): The cell holds an error, #REF!."
    )


def test_of_tables_one_below_another_those_under_other_headings_are_refused(
    content: Content,
) -> None:
    first = [["Tabel 1"], ["Serviciu", "Beneficiari"], ["Masă", "12"], ["Total", "12"]]
    again = [["Tabel 2"], ["Serviciu", "Beneficiari"], ["Jocuri", "9"]]
    other = [["Tabel 3"], ["Zona", "Nr. persoane"], ["Sat", "7"]]
    found = offered(content, workbook([*first, *again, *other]))
    assert figures(found, "label_ro", "people") == [("Masă", "12"), ("Jocuri", "9")]
    assert [each.origin.row for each in found.refused] == [9, 10]
    assert (
        found.refused[0]
        .sentences()[0]
        .startswith(
            "sheet Sheet, row 9: Row 9 begins another table, under other headings than the first."
        )
    )


def test_headings_over_two_rows_are_one(content: Content) -> None:
    head = "Activitate;Județ;Beneficiari;;\n;;Copii;Tineri;Total\n"
    found = offered(content, f"{head}Masă;Iași;10;5;15\nJocuri;Cluj;20;;20\n".encode())
    assert figures(found, "label_ro", "area_id", "target_group_id", "people") == [
        ("Masă", "RO-IS", "people-supported", "15"),
        ("Masă", "RO-IS", "children", "10"),
        ("Masă", "RO-IS", "young-people", "5"),
        ("Jocuri", "RO-CJ", "people-supported", "20"),
        ("Jocuri", "RO-CJ", "children", "20"),
    ]
    assert (found.refused, found.left_out) == ((), ())


def test_a_first_row_without_a_number_is_no_second_row_of_headings(content: Content) -> None:
    text = "Activitate;Județ;An;Beneficiari;\nMasă;Iași;;-;în sat\nJocuri;Cluj;2024;12;\n"
    found = offered(content, text.encode())
    assert [(each.origin.row, each.why) for each in found.left_out] == [
        (2, "no number stands in it")
    ]


def test_a_pivot_table_is_told_to_be_one(content: Content) -> None:
    text = "Etichete de rând;Total general\nIași;90\nMasă;90\nTotal general;90\n"
    (told,) = [n for n in offered(content, text.encode()).notes if n.startswith("This is a pivot")]
    assert told.endswith("Send the list that it was made from.")


def test_rows_of_one_file_stand_beside_one_another_and_correct_none(content: Content) -> None:
    text = "Activitate;Județ;Beneficiari\nJocuri;Iași;30\nJocuri;Iași;31\nJocuri;Iași;30\n"
    found = preview(content, offered(content, text.encode()))
    assert found.refused == ()
    assert (len(found.accepted), len(found.here)) == (2, 1)
    assert ("People in all", "", "31 – 61") in found.totals
    accept(content, found, "ana")
    again = "Activitate;Județ;Beneficiari\nTabără;Iași;9\nJocuri;Iași;31\nJocuri;Iași;30\n"
    moved = preview(content, offered(content, again.encode()))
    assert [step.action for step in moved.steps if step.proposed.table == "beneficiaries"] == [
        *("add", "here", "here")
    ]


def test_amounts_are_money_by_their_headings(content: Content) -> None:
    text = "Finanțator;Proiect;Suma;Moneda;An\nFundația X;Centru de zi;15.000,00;RON;2024\n"
    found = offered(content, text.encode())
    (row,) = [each.values for each in found.proposed if each.table == "project_funding"]
    assert [row[c] for c in ("amount", "currency", "period", "project_id", "funder_id")] == [
        *("15000.00", "RON", "2024", "centru-de-zi", "fundatia-x")
    ]
    assert preview(content, found).refused == ()


def test_what_a_sheet_is_can_be_said(content: Content) -> None:
    text = b"Finantator,Suma,Beneficiari\nX,100,20\n"
    assert [f.kind for f in (offered(content, text),)] == ["sheet"]
    assert figures(offered(content, text, kind=FIGURES), "people") == [("20",)]
    assert figures(offered(content, text, kind=MONEY), "people") == []


def test_a_mapping_is_kept_used_again_and_may_be_changed_by_hand(content: Content) -> None:
    text = "Ce am făcut;Localnici;Câți am ajutat\nMasă caldă;Iași;12\n"
    found = offered(content, text.encode())
    assert figures(found, "label_ro", "people") == [("Masă caldă", "12")]
    accept(content, preview(content, found), "ana")
    path = content.tables.parent / "imports" / "mappings" / "raport-2024.toml"
    assert "area_id" in path.read_text(encoding="utf-8")
    changed = path.read_text(encoding="utf-8").replace('= "area_id"', '= "note"')
    path.write_text(changed, encoding="utf-8")
    again = offered(content, text.replace("12", "13").encode())
    assert figures(again, "people", "note_ro") == [("13", "Iași")]
    path.write_text(
        'kind = "figure"\n[columns]\n"x" = "secret"\n[side_by_side]\n[fixed]\n', "utf-8"
    )
    with pytest.raises(DashboardError, match=r"The mapping raport-2024\.toml cannot be read"):
        kept(content)


@pytest.mark.parametrize(
    "row", ["Ion,0722 123 456,2", "Ion,ion@example.org,2", "Ion,1960229400015,2"]
)
def test_a_list_of_people_is_not_taken(content: Content, row: str) -> None:
    with pytest.raises(DashboardError, match=r"names people: .* stands in row 2") as told:
        offered(content, f"Nume,Contact,Beneficiari\n{row}\n".encode())
    assert row.split(",")[1] not in str(told.value)


def test_cells_merged_downwards_hold_for_each_of_their_rows(content: Content) -> None:
    head: list[list[Any]] = [["Județ", "Serviciu", "Beneficiari"]]
    rows = [*head, ["Iași", "Masă", 12], [None, "Jocuri", 14]]
    found = offered(content, workbook([*rows, ["Cluj", "Masă", 15]], "A2:A3"))
    assert figures(found, "area_id", "people") == [
        ("RO-IS", "12"),
        ("RO-IS", "14"),
        ("RO-CJ", "15"),
    ]


def test_no_copy_is_kept_of_a_sheet_that_may_name_somebody(content: Content) -> None:
    plain = offered(content, b"Activity,County,People\nGames,Cluj,10\n")
    named = offered(content, b"Activity,County,People,Notes\nGames,Cluj,10,Maria Popescu led\n")
    assert [found.files[0].data is None for found in (plain, named)] == [False, True]
    assert named.files[0].sha256


def test_a_row_that_happens_to_be_the_sum_of_those_above_is_no_total(content: Content) -> None:
    text = "Activity,County,People\nGames,Cluj,1\nMeals,Cluj,2\nCamp,Cluj,3\nTrip,Cluj,9\n,,15\n"
    found = offered(content, text.encode())
    assert [people for (people,) in figures(found, "people")] == ["1", "2", "3", "9"]
    assert [each.origin.row for each in found.left_out] == [6]
