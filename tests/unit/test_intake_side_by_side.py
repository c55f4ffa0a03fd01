"""Columns of numbers that stand side by side: years, sexes, groups, months and ages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dashboard.i18n import speaking
from dashboard.intake.accepting import accept
from dashboard.intake.beside import years_in
from dashboard.intake.headings import header_of
from dashboard.intake.preview import preview
from dashboard.intake.sheets import Cell, Sheet
from dashboard.paths import DATA, Content
from tests.unit.test_intake_mapping import figures, offered, workbook


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return Content(DATA / "reference", tmp_path / "tables", tmp_path / "cache", True, "own")


def test_years_side_by_side_are_a_figure_each_and_a_sum_without_a_word_is_a_total(
    content: Content,
) -> None:
    text = "Categorie;2022;2023\nCopii;1.000;1.100\nTineri;50;-\nLa un loc;1.050;1.100\n"
    found = offered(content, text.encode())
    assert figures(found, "target_group_id", "period", "people") == [
        ("children", "2022", "1000"),
        ("children", "2023", "1100"),
        ("young-people", "2022", "50"),
    ]
    assert [each.origin.row for each in found.left_out] == [4]


def test_sexes_beside_a_total_are_parts_of_it(content: Content) -> None:
    found = offered(content, b"Activity,Total,Female,Male\nGames,10,6,4\nLunch,21,12,9\n")
    assert figures(found, "figure_id", "people", "sex", "part_of")[:3] == [
        *(("games", "10", "", ""), ("games-2", "6", "female", "games")),
        ("games-3", "4", "male", "games"),
    ]


def test_sexes_without_a_total_stand_alone(content: Content) -> None:
    found = offered(content, "Activitate;Fete;Băieți\nJocuri;6;4\n".encode())
    assert figures(found, "people", "sex", "part_of") == [("6", "female", ""), ("4", "male", "")]


def test_groups_side_by_side_are_parts_of_the_column_that_is_their_sum(content: Content) -> None:
    rows = [["Ref", "Initiative", "Place", "Kids reached", "Elderly reached", "All"]]
    rows += [["BF-1", "School bus 1", "Iasi", "1,200", "-", "1200"]]
    rows += [["BF-2", "Meals", "Cluj", "30", "40", "70"], ["BF-3", "Games", "Cluj", "9", "0", "9"]]
    found = offered(content, workbook(rows))
    assert figures(found, "label_en", "target_group_id", "people", "part_of") == [
        ("School bus 1", "people-supported", "1200", ""),
        ("School bus 1", "kids", "1200", "school-bus-1"),
        ("Meals", "people-supported", "70", ""),
        ("Meals", "kids", "30", "meals"),
        ("Meals", "elderly", "40", "meals"),
        ("Games", "people-supported", "9", ""),
        ("Games", "kids", "9", "games"),
    ]
    asked = {each.about: each.rows for each in found.questions if each.kind == "target-group"}
    assert asked == {"Kids": 3, "Elderly": 1}, "rows of the file, not figures"
    after = preview(content, found)
    assert after.refused == ()
    assert ("People in all", "", "1,270 – 1,279") in after.totals


def test_known_groups_side_by_side_need_no_sum(content: Content) -> None:
    found = offered(content, b"Activitate;Copii;Tineri\nJocuri;6;4\n")
    assert figures(found, "label_ro", "target_group_id", "people", "part_of") == [
        ("Jocuri", "children", "6", ""),
        ("Jocuri", "young-people", "4", ""),
    ]


def test_months_side_by_side_are_of_the_year_of_the_title_and_parts_of_its_total(
    content: Content,
) -> None:
    text = "Cantina, anul 2024 (nr. 7 din 15.01.2025);;;\nCe;Ian.;Februarie;Total\nMasă;20;31;40\n"
    found = offered(content, text.encode())
    assert figures(found, "period", "people", "part_of") == [
        ("2024", "40", ""),
        ("2024-01", "20", "masa-2024"),
        ("2024-02", "31", "masa-2024"),
    ]
    assert preview(content, found).refused == ()
    assert "Side by side: Ian. → January, Februarie → February." in found.notes
    with speaking("ro"):
        notes = offered(content, text.encode()).notes
    assert "Alăturate: Ian. → ianuarie, Februarie → februarie." in notes


def test_ages_side_by_side_are_parts_of_a_total(content: Content) -> None:
    found = offered(content, b"Activitate;0-6 ani;7-14 ani;Total\nJocuri;6;4;10\n")
    assert figures(found, "people", "age_from", "age_to", "part_of") == [
        *(("10", "", "", ""), ("6", "0", "6", "jocuri"), ("4", "7", "14", "jocuri"))
    ]


def test_headings_are_found_under_a_title() -> None:
    rows = [["Centralizator", ""], ["Anul", "Persoane"], ["2023", "12"], ["2024", "1.200"]]
    sheet = Sheet("", tuple((n, tuple(map(Cell, row))) for n, row in enumerate(rows, 1)))
    assert header_of(sheet) == 1


@pytest.mark.parametrize(
    ("text", "period"),
    [("2023", "2023"), ("2023-2024", "2023..2024"), ("an 2023/24", "2023..2024")],
)
def test_a_heading_that_is_a_year_is_a_period(text: str, period: str) -> None:
    assert years_in(text) == [period]


def test_a_heading_of_thousands_is_not_passed_over(content: Content) -> None:
    found = offered(content, "Serviciu;Beneficiari (mii);An\nMasă;12;2023\n".encode())
    assert "The heading “Beneficiari (mii)” speaks of thousands or millions" in found.notes[2]
    assert figures(found, "people") == [("12",)]
    assert not any("thousands" in note for note in offered(content, b"A;Persoane\nx;1\n").notes)


LEVELS: list[list[Any]] = [
    ["Serviciu", 2023, None, None, None, 2024, None],
    [None, "Copii", None, "Tineri", "Total", "Copii", None],
    [None, "Fete", "Băieți", None, None, "Fete", "Băieți"],
    ["Masă", 1, 2, 4, 7, 5, 6],
    ["Joc", 10, 20, 40, 70, 50, "-"],
]
MERGED = ("A1:A3", "B1:E1", "F1:G1", "B2:C2", "D2:D3", "E2:E3", "F2:G2")
READ = [
    ("2023", "people-supported", "", "7", ""),
    ("2023", "young-people", "", "4", "masa-2023"),
    ("2023", "children", "female", "1", "masa-2023"),
    ("2023", "children", "male", "2", "masa-2023"),
    ("2024", "children", "female", "5", ""),
    ("2024", "children", "male", "6", ""),
]


def test_headings_over_three_rows_say_the_year_the_group_and_the_sex(content: Content) -> None:
    found = offered(content, workbook(LEVELS, *MERGED))
    columns = ("period", "target_group_id", "sex", "people", "part_of")
    assert figures(found, *columns)[: len(READ)] == READ
    assert [people for (people,) in figures(found, "people")[len(READ) :]] == [
        *("70", "40", "10", "20", "50")
    ]
    assert (found.refused, found.left_out, len(found.origins())) == ((), (), 2)
    assert (
        "Side by side: 2023 · Copii · Fete → 2023, Copii, women and girls; 2023" in found.notes[-1]
    )


def test_a_number_in_words_is_refused_by_its_cell_under_several_headings(content: Content) -> None:
    rows = [*LEVELS[:4], [*LEVELS[4][:-1], "multe"]]
    (refused,) = offered(content, workbook(rows, *MERGED)).refused
    assert refused.sentences()[0].startswith("sheet Sheet, G5 (2024 · Copii · Băieți): multe tells")


def test_the_same_headings_in_a_text_are_read_as_those_of_merged_cells(content: Content) -> None:
    lines = [";".join("" if cell is None else str(cell) for cell in row) for row in LEVELS]
    text = offered(content, "\n".join([*lines, ""]).encode())
    assert figures(text, "people", "period", "sex", "part_of") == figures(
        offered(content, workbook(LEVELS, *MERGED)), "people", "period", "sex", "part_of"
    )


def test_a_year_above_two_sexes_is_a_year_of_both(content: Content) -> None:
    rows: list[list[Any]] = [["Serviciu", 2023, None, 2024, None]]
    rows += [[None, "Fete", "Băieți", "Fete", "Băieți"]]
    found = offered(content, workbook([*rows, ["Masă", 1, 2, 3, 4]], "A1:A2", "B1:C1", "D1:E1"))
    assert figures(found, "period", "sex", "people") == [
        *(("2023", "female", "1"), ("2023", "male", "2")),
        *(("2024", "female", "3"), ("2024", "male", "4")),
    ]


def test_what_several_headings_do_not_say_clearly_is_asked_and_not_read(content: Content) -> None:
    text = "Serviciu;2023;;2024;;\n;Fete;Băieți;Fete;Băieți;Total\nMasă;1;2;3;4;10\n"
    found = offered(content, text.encode())
    assert [people for (people,) in figures(found, "people")] == ["1", "2", "3", "4"]
    assert any(
        "do not say clearly whom they count: 2024 · ? · Total." in note for note in found.notes
    )
    (asked,) = [each for each in found.questions if each.about == "2024 · ? · Total"]
    assert asked.chosen == "none"
    answers = {("column", "2024 · ? · Total"): "people"}
    answered = offered(content, text.encode(), answers=answers)  # type: ignore[arg-type]
    assert figures(answered, "period", "people")[0] == ("", "10")


def test_what_is_no_people_under_a_year_is_not_read(content: Content) -> None:
    text = "Serviciu;2023;;2024;\n;Ședințe;Persoane;Ședințe;Persoane\nMasă;1;2;3;4\n"
    assert figures(offered(content, text.encode()), "period", "people") == [
        *(("2023", "2"), ("2024", "4"))
    ]


def test_a_mapping_of_several_headings_is_kept_and_used_again(content: Content) -> None:
    found = offered(content, workbook(LEVELS, *MERGED))
    accept(content, preview(content, found), "ana")
    more = [*LEVELS[:3], ["Teme", 9, 8, 7, 24, 6, 5]]
    again = offered(content, workbook(more, *MERGED))
    assert figures(again, "period", "sex", "people")[2] == ("2023", "female", "9")


def test_of_whom_is_a_part_of_the_column_before_it(content: Content) -> None:
    text = "Activitate;Beneficiari;din care fete;Tineri;din care fete;din care noi\nJoc;9;4;3;2;1\n"
    found = offered(content, text.encode())
    assert figures(found, "people", "target_group_id", "sex", "part_of") == [
        ("9", "people-supported", "", ""),
        ("4", "people-supported", "female", "joc"),
        ("3", "young-people", "", "joc"),
        ("2", "young-people", "female", "joc-3"),
    ]
    assert any("Tineri · din care noi." in note for note in found.notes)
    two = offered(content, b"Activity,Children,Of whom girls,Youth,Of whom girls\nGames,5,3,9,2\n")
    assert figures(two, "people", "sex", "part_of") == [
        *(("5", "", ""), ("9", "", "")),
        *(("3", "female", "games"), ("2", "female", "games-2")),
    ]


def test_groups_that_anybody_knows_need_no_total(content: Content) -> None:
    found = offered(content, b"Activity,Children,Women,Elderly\nMeals,5,6,7\n")
    assert figures(found, "target_group_id", "people", "part_of") == [
        *(("children", "5", ""), ("women", "6", ""), ("elderly", "7", ""))
    ]
    assert {each.about for each in found.questions if each.kind == "target-group"} == {
        *("Women", "Elderly")
    }
    beside = offered(content, b"Activity,Children,Women,Men,Total\nMeals,5,6,7,18\n")
    assert [each[0] for each in figures(beside, "people")] == ["18", "5", "6", "7"]


def test_a_refused_number_is_named_by_its_own_cell(content: Content) -> None:
    (refused,) = offered(content, "Activitate;Fete;Băieți\nJocuri;6;1,5\n".encode()).refused
    assert refused.sentences()[0].startswith("C2 (Băieți): 1,5 tells no number of people.")


def test_of_a_total_that_is_missing_nothing_is_a_part(content: Content) -> None:
    found = offered(content, "Activitate;Total;Fete;Băieți\nJocuri;-;6;4\n".encode())
    assert figures(found, "people", "part_of") == [("6", ""), ("4", "")]


def test_texts_under_a_heading_of_several_keep_their_own_and_no_id_is_a_name(
    content: Content,
) -> None:
    rows: list[list[Any]] = [
        ["Date generale", None, 2023, None],
        ["Cod", "Județ", "Fete", "Băieți"],
    ]
    found = offered(content, workbook([*rows, ["A", "Iași", 1, 2]], "A1:B1", "C1:D1"))
    assert figures(found, "label_ro", "area_id", "period", "sex", "people") == [
        ("Persoane sprijinite", "RO-IS", "2023", "female", "1"),
        ("Persoane sprijinite", "RO-IS", "2023", "male", "2"),
    ]
    assert found.notes[0].startswith("Understood: Județ → Where. Not read: Cod.")


def test_a_group_spans_no_column_of_another_year(content: Content) -> None:
    head = "Serviciu;2023;;;2024\n;Copii;;Tineri;\n;Fete;Băieți;Persoane;Persoane\n"
    found = offered(content, f"{head}Masă;1;2;4;9\n".encode())
    assert figures(found, "period", "target_group_id", "people")[0] == (
        *("2024", "people-supported", "9"),
    )


def test_titles_in_two_cells_are_no_headings(content: Content) -> None:
    text = "Filiala Iași;2023;;\nServiciu;Fete;Băieți;Total\nMasă;1;2;3\n"
    found = offered(content, text.encode())
    assert [each.origin.row for each in found.left_out] == [1]
    assert figures(found, "area_id", "period", "people")[0] == ("RO-IS", "2023", "3")


def test_years_are_no_parts_of_a_total(content: Content) -> None:
    found = offered(content, b"Activity,2022,2023,Total\nGames,6,4,10\n")
    assert figures(found, "people", "part_of") == [("10", ""), ("6", ""), ("4", "")]


def test_of_two_columns_that_say_the_same_neither_is_read(content: Content) -> None:
    head = "Serviciu;2023;;;2024;;\n;Total;Persoane;Fete;Total;Persoane;Fete\n"
    found = offered(content, f"{head}Masă;9;8;1;7;6;2\n".encode())
    assert figures(found, "period", "sex", "people") == [
        *(("2023", "female", "1"), ("2024", "female", "2"))
    ]
    assert "2023 · Total, 2023 · Persoane" in found.notes[2]
