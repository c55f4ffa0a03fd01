"""What is asked of a file, what stands unless it is answered, and what an answer does."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from dashboard.cli import main
from dashboard.intake.accepting import accept
from dashboard.intake.kinds import Upload
from dashboard.intake.offer import Offer
from dashboard.intake.preview import preview
from dashboard.intake.taking_in import offer_of
from dashboard.intake.writing import Answers
from dashboard.paths import DATA, Content


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return Content(DATA / "reference", tmp_path / "tables", tmp_path / "cache", True, "own")


def offered(content: Content, text: str, answers: Answers | None = None) -> Offer:
    return offer_of(content, [Upload("an.csv", text.encode())], answers or {})


def asked(found: Offer) -> dict[tuple[str, str], str]:
    return {each.key: each.chosen for each in found.questions}


def rows(found: Offer, table: str, *columns: str) -> list[tuple[str, ...]]:
    given = [each.values for each in found.proposed if each.table == table]
    return [tuple(row.get(column, "") for column in columns) for row in given]


def figures(found: Offer, *columns: str) -> list[tuple[str, ...]]:
    return rows(found, "beneficiaries", *columns)


QUARTERS = """Serviciul;Perioada;Beneficiari
Cantina;2024-01..2024-03;30
Cantina;2024-01..2024-06;70
Cantina;2024;100
Sport;2023;10
Sport;2024;20
"""


def test_a_running_total_keeps_the_last_and_its_earlier_figures_are_parts_of_it(
    content: Content,
) -> None:
    found = offered(content, QUARTERS)
    ids = [id_ for (id_,) in figures(found, "figure_id")]
    assert figures(found, "people", "part_of", "reading") == [
        ("30", ids[1], "basis|tie"),
        ("70", ids[2], "basis|tie"),
        *(("100", "", "basis"), ("10", "", "basis"), ("20", "", "basis")),
    ]
    assert asked(found)["series", ""] == "running"
    assert (
        dict((n, after) for n, _b, after in preview(content, found).totals)["2024"] == "100 – 120"
    )


def test_an_answer_lets_each_figure_of_a_series_count_by_itself(content: Content) -> None:
    found = offered(content, QUARTERS, {("series", ""): "apart"})
    assert [part for (part,) in figures(found, "part_of") if part] == []


ONE = "Serviciul;An;Beneficiari\nCantina;2024;{n}\n"


def test_the_same_people_with_another_number_correct_stand_beside_or_are_left(
    content: Content,
) -> None:
    accept(content, preview(content, offered(content, ONE.format(n=50))), "ana")
    found = offered(content, ONE.format(n=60))
    assert asked(found)["same-people", ""] == "corrects"
    assert figures(found, "people", "supersedes") == [("60", "cantina-2024")]
    found = offered(content, ONE.format(n=60), {("same-people", ""): "beside"})
    assert figures(found, "figure_id", "supersedes") == [("cantina-2024-2", "")]
    found = offered(content, ONE.format(n=60), {("same-people", ""): "skip"})
    assert preview(content, found).is_nothing


def test_the_same_figure_again_is_left_out_unless_they_are_other_people(content: Content) -> None:
    accept(content, preview(content, offered(content, ONE.format(n=50))), "ana")
    found = offered(content, ONE.format(n=50) + "\n")
    assert asked(found)["same-figure", ""] == "skip"
    assert preview(content, found).is_nothing
    found = offered(content, ONE.format(n=50), {("same-figure", ""): "beside"})
    assert figures(found, "figure_id") == [("cantina-2024-2",)]


MONEY = "Finanțator;Suma;An\nUNICEF;1.200;2024\nUNICEF;3.500;2023\n"


def test_the_decimals_of_a_column_that_does_not_tell_are_asked_with_two_examples(
    content: Content,
) -> None:
    found = offered(content, MONEY)
    (question,) = [each for each in found.questions if each.kind == "decimals"]
    assert dict(question.choices) == {
        ",": "1.200 is 1,200; 3.500 is 3,500",
        ".": "1.200 is 1.2; 3.500 is 3.5",
    }
    fixed = {("fixed", "currency"): "RON"}
    found = offered(content, MONEY, {**fixed, ("decimals", "Suma"): ","})
    assert rows(found, "project_funding", "amount") == [("1200",), ("3500",)]
    found = offered(content, MONEY, {**fixed, ("decimals", "Suma"): "."})
    assert [float(n) for (n,) in rows(found, "project_funding", "amount")] == [1.2, 3.5]


def test_a_cell_that_shows_its_own_decimals_is_read_by_them(content: Content) -> None:
    text = 'Finanțator,Suma\nA,"1.200,50"\nB,"1,200.50"\nC,12.5\n'
    found = offered(content, text, {("fixed", "currency"): "RON"})
    assert rows(found, "project_funding", "amount") == [("1200.50",), ("1200.50",), ("12.5",)]


def test_a_currency_that_nobody_says_is_asked_and_has_no_default(content: Content) -> None:
    found = offered(content, MONEY)
    assert asked(found)["fixed", "currency"] == ""
    assert len(preview(content, found).refused) == 2
    found = offered(content, MONEY, {("fixed", "currency"): "EUR"})
    assert rows(found, "project_funding", "currency") == [("EUR",), ("EUR",)]
    assert preview(content, found).refused == ()


def test_a_heading_that_names_the_currency_says_it(content: Content) -> None:
    found = offered(content, MONEY.replace("Suma", "Suma (lei)"))
    assert asked(found)["fixed", "currency"] == "RON"


def test_a_new_group_is_helped_and_of_any_age_unless_it_is_said(content: Content) -> None:
    text = "Categorie;Beneficiari\nPompieri;12\n"
    found = offered(content, text)
    assert asked(found)["target-group", "Pompieri"] == "new"
    assert rows(found, "target_groups", "audience", "age_class") == [("supported", "mixed")]
    said = {("audience", "Pompieri"): "professionals", ("age-class", "Pompieri"): "adult"}
    found = offered(content, text, said)
    assert rows(found, "target_groups", "parent_id", "audience", "age_class") == [
        ("professionals", "professionals", "adult")
    ]


def test_a_word_of_the_file_is_asked_once_and_its_answer_is_kept(content: Content) -> None:
    text = "Categorie;Beneficiari\nPici;12\nPici;13\n"
    (question,) = [q for q in offered(content, text).questions if q.kind == "target-group"]
    assert question.rows == 2
    found = offered(content, text, {("target-group", "Pici"): "children"})
    accept(content, preview(content, found), "ana")
    assert ("target-group", "Pici") not in asked(offered(content, text.replace("12", "14")))


def test_a_column_is_what_is_answered_and_gives_up_what_it_was(content: Content) -> None:
    text = "Ce;Veniți;Total\nMasă;12;99\n"
    found = offered(content, text, {("column", "Veniți"): "people"})
    assert figures(found, "people") == [("12",)]
    assert asked(found)["column", "Total"] == "none"
    found = offered(content, text, {("column", "Veniți"): "sex:female"})
    assert figures(found, "people", "sex") == [("99", ""), ("12", "female")]


def test_the_row_of_the_headings_can_be_said(content: Content) -> None:
    text = "Serviciul;Beneficiari;An\nServiciul;Beneficiari;An\nCantina;5;2024\n"
    found = offered(content, text, {("header", ""): "2"})
    assert [each.origin.row for each in found.left_out] == [1]
    assert figures(found, "people") == [("5",)]


def test_what_a_kept_mapping_said_of_the_year_gives_way_to_the_title(content: Content) -> None:
    text = "Raport 2024\nServiciul;Beneficiari\nCantina;5\n"
    accept(content, preview(content, offered(content, text)), "ana")
    found = offered(content, text.replace("2024", "2025"))
    assert figures(found, "period") == [("2025",)]


def test_the_command_tells_what_is_asked_and_takes_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "own"))
    (tmp_path / "an.csv").write_text("Ce;Câți\nMasă;12\n", encoding="utf-8")
    command = ["import", str(tmp_path / "an.csv"), "--dry-run"]
    told = CliRunner().invoke(main, command)
    assert '--answer "fixed:period="' in told.output
    assert "When, for every row" in told.output
    told = CliRunner().invoke(main, [*command, "--answer", "row:=none"])
    assert (told.exit_code, "0 of" in told.output) == (1, True)
    told = CliRunner().invoke(main, [*command, "--answer", "shoes:x=y"])
    assert told.exit_code == 2
