"""Our workbook: filled in by a person, taken in without an id typed, and round again."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped]

from dashboard.i18n import speaking
from dashboard.intake.accepting import accept
from dashboard.intake.asking import COLUMN
from dashboard.intake.folder import held
from dashboard.intake.kinds import Upload
from dashboard.intake.offer import Offer
from dashboard.intake.preview import Preview, preview
from dashboard.intake.taking_in import offer_of
from dashboard.intake.telling import sections
from dashboard.intake.template import template
from dashboard.paths import DATA, Content


@pytest.fixture
def content(tmp_path: Path) -> Content:
    """An own folder that is not there yet."""
    return Content(DATA / "reference", tmp_path / "tables", tmp_path / "cache", True, "own")


class Filled:
    """The template, as somebody fills it in: rows by the headings of a sheet."""

    def __init__(self, content: Content, language: str = "ro", *, with_data: bool = False) -> None:
        with speaking(language):
            made = template(content, held(content), with_data=with_data)
        self.book: Any = load_workbook(BytesIO(made))

    def start(self, *values: object) -> None:
        for n, value in enumerate(values, 1):
            self.book.worksheets[0].cell(n, 2, value)

    def put(self, sheet: str, row: int, **cells: object) -> None:
        headings = {cell.value: cell.column for cell in self.book[sheet][1]}
        for heading, value in cells.items():
            self.book[sheet].cell(row, headings[heading.replace("_", " ")], value)

    def data(self) -> bytes:
        written = BytesIO()
        self.book.save(written)
        return written.getvalue()

    def offer(self, content: Content, **answers: str) -> Offer:
        by_kind = {
            (key.partition("__")[0], key.partition("__")[2]): v for key, v in answers.items()
        }
        return offer_of(content, [Upload("raport.xlsx", self.data())], by_kind)


@pytest.fixture
def filled(content: Content) -> Filled:
    book = Filled(content)
    book.start("Asociația Casa Deschisă", "județul Cluj", "RON", 2025)
    book.put(
        "Cifre",
        3,
        **{
            "Cine a fost ajutat, cu ce": "Copii la centrul de zi",
            "Grup țintă": "copii",
            "Unde": "jud. Iaşi",
            "Câți": "peste 1.000 de copii",
            "Vârstă": "6–14",
            "Proiect sau program": "Centrul de zi",
            "Raport": "Raport anual 2025",
            "Pagina": 4,
        },
    )
    return book


def added(found: Preview, table: str) -> list[dict[str, str]]:
    """The rows that are added to a table, what they do not state left out."""
    rows = (s.after or {} for s in found.steps if (s.proposed.table, s.action) == (table, "add"))
    return [{name: value for name, value in row.items() if value} for row in rows]


def test_a_row_of_seven_cells_becomes_a_figure_with_all_that_it_needs(
    content: Content, filled: Filled
) -> None:
    found = preview(content, filled.offer(content))
    assert added(found, "beneficiaries") == [
        {
            "figure_id": "copii-la-centrul-de-zi-2025",
            "programme_id": "centrul-de-zi",
            "label_ro": "Copii la centrul de zi",
            "target_group_id": "children",
            "area_id": "RO-IS",
            "period": "2025",
            "people": "1000",
            "qualifier": "at_least",
            "published_as": "peste 1.000 de copii",
            "basis": "unique",
            "from_register": "false",
            "source_id": "raport-anual-2025",
            "locator": "Pagina 4",
            "age_from": "6",
            "age_to": "14",
            "reading": "basis",
        }
    ]
    (organisation,) = added(found, "organisations")
    assert organisation["county_code"] == "RO-CJ"
    (programme,) = added(found, "programmes")
    assert programme["reading"] == "true"  # no document names it
    assert found.totals[0][1:] == ("", "1,000+")


def test_the_same_workbook_again_has_nothing_new_and_another_number_corrects(
    content: Content, filled: Filled
) -> None:
    accept(content, preview(content, filled.offer(content)), "ana")
    again = preview(content, filled.offer(content))
    assert [again.is_nothing, len(again.here)] == [True, 1]
    filled.put("Cifre", 3, Câți="peste 1.100 de copii")
    found = preview(content, filled.offer(content))
    (new,) = added(found, "beneficiaries")
    assert new["supersedes"] == "copii-la-centrul-de-zi-2025"
    assert found.totals[0][1:] == ("1,000+", "1,100+")


def test_names_of_the_file_itself_are_known_to_its_other_rows(
    content: Content, filled: Filled
) -> None:
    filled.put("Proiecte", 3, Titlu="Centrul de zi", **{"Linie de activitate": "Copii și familii"})
    filled.put(
        "Cifre",
        4,
        **{
            "Cine a fost ajutat, cu ce": "Ajutați la teme",
            "Grup țintă": "Copii",
            "Câți": 50,
            "Cuvântul": "circa",
            "Sex": "fete",
            "Parte din": "Copii la centrul de zi",
        },
    )
    found = preview(content, filled.offer(content))
    assert found.refused == ()
    whole, part = added(found, "beneficiaries")
    assert whole["project_id"] == "centrul-de-zi"
    names = ("part_of", "area_id", "period", "qualifier", "published_as", "sex", "people")
    assert [part[name] for name in names] == [
        *(whole["figure_id"], "RO-IS", "2025", "about", "circa 50", "female", "50")
    ]


def test_what_is_nearly_a_name_is_asked_and_the_answer_is_kept(
    content: Content, filled: Filled
) -> None:
    filled.put("Cifre", 3, **{"Grup țintă": "Copiii"})
    (refused,) = filled.offer(content).refused
    with speaking("ro"):
        (sentence,) = refused.sentences()
    assert sentence.startswith("foaia Cifre, C3 (Grup țintă): Copiii nu este cunoscut, iar Copii ")
    found = preview(content, filled.offer(content, **{"target-group__Copiii": "children"}))
    assert added(found, "aliases") == [{"kind": "target-group", "text": "Copiii", "id": "children"}]
    accept(content, found, "ana")
    assert filled.offer(content).refused == ()  # learnt
    new = filled.offer(content, **{"target-group__Copiii": "new"})
    assert new.refused == ()


def test_a_new_group_adds_nothing_that_is_sure(content: Content, filled: Filled) -> None:
    filled.put("Cifre", 3, **{"Grup țintă": "Bunici din sat", "Unde": "Iași + Bacău"})
    found = preview(content, filled.offer(content))
    (group,) = added(found, "target_groups")
    assert [group["parent_id"], group["audience"], group["age_class"]] == [
        *("people-supported", "supported", "mixed")
    ]
    assert [row["county_code"] for row in added(found, "area_counties")] == ["RO-IS", "RO-BC"]


def test_what_no_cell_can_tell_is_refused_with_its_cell(content: Content, filled: Filled) -> None:
    filled.put("Cifre", 3, **{"Unde": "Marte", "Câți": "multe", "Vârstă": "mici"})
    (refused,) = filled.offer(content).refused
    assert [s.partition(":")[0] for s in refused.sentences()] == [
        "sheet Cifre, D3 (Unde)",
        "sheet Cifre, F3 (Câți)",
        "sheet Cifre, K3 (Vârstă)",
    ]


def test_who_writes_over_the_example_is_not_passed_over(content: Content, filled: Filled) -> None:
    assert len(filled.offer(content).origins()) == 1
    filled.put("Cifre", 2, **{"Câți": "12"})
    assert len(filled.offer(content).origins()) == 2


@pytest.fixture
def own(content: Content) -> Content:
    """The published figures as an organisation's own."""
    shutil.copytree(DATA / "published", content.tables, ignore=shutil.ignore_patterns("*.md"))
    return content


@pytest.mark.parametrize("language", ["en", "ro"])
def test_a_template_with_data_that_nobody_changed_is_nothing_to_do(
    own: Content, language: str
) -> None:
    book = Filled(own, language, with_data=True)  # saved once more by another program
    found = preview(own, book.offer(own))
    assert found.is_nothing
    assert found.refused == ()
    assert len(found.here) == found.rows > 150


def test_one_cell_that_changed_changes_one_cell(own: Content) -> None:
    book = Filled(own, "en", with_data=True)
    book.put("Money", 2, Note="Seen in the contract.")
    found = preview(own, book.offer(own))
    (step,) = [step for step in found.steps if step.action != "here"]
    assert [(name, now) for name, _was, now in step.edits] == [("note_en", "Seen in the contract.")]


def test_headings_that_are_nearly_ours_are_asked_about_and_none_is_passed_over(
    content: Content,
) -> None:
    text = (
        "Who was helped;Target group;Where;When;How many;Project\nMeals;Children;Iași;2024;30;Club"
    )
    found = offer_of(content, [Upload("own.csv", text.encode())])
    read = {each.about: each.chosen for each in found.questions if each.kind == COLUMN}
    assert read == {
        "Who was helped": "label",
        "Target group": "target_group_id",
        "Where": "area_id",
        "When": "period",
        "How many": "people",
        "Project": "owner",
    }
    (figure,) = added(preview(content, found), "beneficiaries")
    assert [figure["label_en"], figure["programme_id"]] == ["Meals", "club"]


def test_a_column_that_was_renamed_is_named_once_for_all_its_rows(
    content: Content, filled: Filled
) -> None:
    filled.put("Cifre", 4, Câți="30", **{"Grup țintă": "Copii"})
    headings = {cell.value: cell for cell in filled.book["Cifre"][1]}
    headings["Cine a fost ajutat, cu ce"].value = "Cine a fost ajutat"
    filled.book.create_sheet("Idei").append(["de întrebat la anul"])
    found = preview(content, filled.offer(content))
    assert found.offer.notes == (
        "The sheet Idei is not read: it is none of our workbook.",
        "The column “Cine a fost ajutat” is not read. "
        "If it is “Cine a fost ajutat, cu ce”, call it that.",
    )
    assert dict(sections(found))["Refused:"] == [
        "sheet Cifre, row 3 and 1 more row: The sheet has no column “Cine a fost ajutat, cu ce”. "
        "If it is “Cine a fost ajutat”, call it “Cine a fost ajutat, cu ce”."
    ]
    assert [found.counts()["refused"], found.rows] == [2, 2]
