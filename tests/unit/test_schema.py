"""The schema is read from one file, and what is made from it is not stale."""

from __future__ import annotations

import re

from dashboard.paths import DOCS, PACKAGE
from dashboard.store import schema


def test_the_data_dictionary_in_the_docs_is_not_stale() -> None:
    text = (DOCS / "data-dictionary.md").read_text(encoding="utf-8")
    assert text == schema.data_dictionary(), "run: make docs"


def test_tables_stand_after_those_they_refer_to() -> None:
    seen: set[str] = set()
    for table in schema.tables():
        seen.add(table.name)
        assert {c.references[0] for c in table.columns if c.references} <= seen


def test_a_column_is_told_somewhere_or_the_dictionary_says_why_not() -> None:
    """By its name: `tests/unit/test_one_language.py` follows each text to where it is shown."""
    asking = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("reach", "store/register", "ui")
        for path in (PACKAGE / folder).rglob("*.py")
    )
    untold = {
        (table.name, column.name)
        for table in schema.tables()
        for column in table.columns
        if not re.search(rf"\b{re.sub('_(en|ro)$', '', column.name)}(_en|_ro)?\b", asking)
    }
    assert untold <= schema.UNTOLD.keys()
    named = {(t.name, c.name) for t in schema.tables() for c in t.columns}
    assert schema.UNTOLD.keys() <= named


def test_every_table_and_column_has_a_comment() -> None:
    for table in schema.tables():
        assert table.comment, table.name
        assert all(column.comment for column in table.columns), table.name


def test_a_column_knows_its_rules() -> None:
    figures = schema.table("beneficiaries")
    assert figures.primary_key == ("figure_id",)
    assert figures.column("people").is_required
    assert figures.column("basis").allowed == ("unique", "register", "attendance")
    assert figures.column("area_id").references == ("areas", "area_id")
    assert figures.column("part_of").references == ("beneficiaries", "figure_id")
    assert figures.column("period").is_period


def test_a_column_says_what_an_empty_cell_means() -> None:
    unit = schema.table("beneficiaries").column("unit")
    assert (unit.default, unit.is_required, unit.allowed) == (
        "person", False, ("person", "household"),
    )  # fmt: skip
    assert schema.table("beneficiaries").column("sex").default == ""


def test_of_two_languages_one_must_be_given() -> None:
    figures = schema.table("beneficiaries")
    assert figures.column("label_en").or_else == "label_ro"
    assert figures.column("label_ro").or_else == "label_en"
    assert not figures.column("label_en").is_required
    assert figures.column("note_en").or_else == ""


def test_a_table_of_pairs_has_no_single_id() -> None:
    assert schema.table("area_counties").id_column is None
    assert schema.table("areas").id_column == "area_id"


def test_the_dictionary_names_every_column() -> None:
    text = schema.data_dictionary()
    for table in schema.tables():
        assert f"## {table.name}\n" in text
        assert all(f"| `{column.name}` |" in text for column in table.columns)
