"""Columns of numbers that stand side by side: years, sexes, groups, months and ages."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.i18n import speaking
from dashboard.intake.beside import years_in
from dashboard.intake.mapping import header_of
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
