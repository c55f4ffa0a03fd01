"""A row of a breakdown: who is certain, who may belong to it, and what of it is our reading."""

from __future__ import annotations

from datetime import date

import pandas as pd

from dashboard.exports.answer import answer_of
from dashboard.exports.csv_file import printed_csv
from dashboard.exports.formats import FORMATS
from dashboard.i18n import speaking
from dashboard.reach.breakdowns import reach_by
from dashboard.reach.filters import Filters
from dashboard.reach.snapshot import Snapshot
from tests.exported import cells, document_tables

EVERYTHING = Filters()
IASI = Filters(counties=("RO-IS",))


def rows_of_groups(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    return reach_by(snapshot, filters, "target-group").set_index("row_id")


def test_a_row_says_apart_what_only_touches_the_filter(tiny_snapshot: Snapshot) -> None:
    rows = rows_of_groups(tiny_snapshot, IASI)
    educators, children = rows.loc["educators"], rows.loc["children"]
    assert (educators["inside_text"], educators["may_also_clause"]) == ("160", "")
    assert (children["inside_text"], children["people_text"]) == ("no one certain", "≤ 430")
    assert children["may_also_clause"] == "and up to 430 people who may or may not belong here"
    assert (children["at_most_inside"], children["may_also"]) == (0, 430)
    with speaking("ro"):
        told = rows_of_groups(tiny_snapshot, IASI).loc["children"]
    assert told["inside_text"] == "nicio persoană sigură"
    assert told["may_also_clause"] == (
        "și cel mult 430 de persoane, despre care nu se știe dacă se încadrează aici"
    )


def test_the_most_certain_rows_stand_first(tiny_snapshot: Snapshot) -> None:
    rows = reach_by(tiny_snapshot, IASI, "target-group")
    assert rows["row_id"].iloc[0] == "educators"  # 160 surely, before 430 who may be of Iași
    assert list(rows["surely"]) == sorted(rows["surely"], reverse=True)


def test_a_row_with_something_of_our_reading_is_marked(published: Snapshot) -> None:
    rows = rows_of_groups(published, EVERYTHING)
    assert rows.loc["refugees-from-ukraine", "reading_mark"] == "†"
    assert "how people were counted" in str(rows.loc["refugees-from-ukraine", "reading_text"])
    assert rows.loc["children", "reading_mark"] == ""


def test_a_row_is_marked_only_where_its_certain_number_hangs_on_the_reading(
    published: Snapshot,
) -> None:
    """More than 30,000 pupils: the report says so. That they are of Moldova is our reading."""
    assert rows_of_groups(published, EVERYTHING).loc["rural-secondary-pupils", "reading_mark"] == ""
    places = reach_by(published, EVERYTHING, "county").set_index("row_id")
    assert places.loc["historic-moldova", "surely_text"] == "30,000+"
    assert places.loc["historic-moldova", "reading_mark"] == "†"
    assert places.loc["RO-B", "reading_mark"] == ""  # 3,300 stand; of 40 others the time is ours


def test_the_printed_rows_carry_the_clause_of_their_total(tiny_snapshot: Snapshot) -> None:
    header, *rows = (
        printed_csv(answer_of(tiny_snapshot, IASI, made_on=date(2026, 11, 26)))
        .decode()
        .splitlines()
    )
    assert header.endswith(",caveat,rules")
    assert rows
    assert all("160 people are certain. Reports about wider areas name" in row for row in rows)


def test_files_say_the_same_beside_the_people_of_a_row(published: Snapshot) -> None:
    answer = answer_of(published, IASI, by="target-group", made_on=date(2026, 11, 26))
    of_rows = document_tables(FORMATS["docx"].writer(answer))[0]
    people = {row[0]: row[1] for row in of_rows}
    assert people["Educators in residential care"] == "160 †"
    assert people["Children"] == (
        "no one certain, and up to 330 people who may or may not belong here"
    )
    header, *rows = cells(FORMATS["xlsx"].writer(answer))
    told = {row[0]: dict(zip(header, row, strict=True)) for row in rows if row[0] in people}
    educators, children = told["Educators in residential care"], told["Children"]
    assert educators["Our reading"] == "our reading: period, place"
    assert children["Within the filters"] == "no one certain"
    assert children["At most"] == 330  # an older column keeps its meaning
