"""Rows that are the sum of others are no people of their own, wherever they stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.i18n import speaking
from dashboard.intake.known import Known
from dashboard.intake.mapping import Meaning
from dashboard.intake.sheet_in import offered as offered_by
from dashboard.intake.sheets import NUMBER, Cell, Sheet
from dashboard.intake.writing import NO_ANSWERS, Answers
from dashboard.paths import DATA, Content
from tests.unit.test_intake_mapping import figures, offered

MEANING = Meaning("figure", 0, {"centru": "owner", "serviciu": "label", "persoane": "people"})
KNOWN = Content(DATA / "reference", DATA / "none", DATA / "none", True, "own")


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return Content(DATA / "reference", tmp_path / "tables", tmp_path / "cache", True, "own")


def sums(rows: list[tuple[str, str, int]], answers: Answers = NO_ANSWERS) -> tuple[int, list[int]]:
    """The people of the rows that are taken, and the rows that are left out."""
    head = (1, (Cell("Centru"), Cell("Serviciu"), Cell("Persoane")))
    cells = ((Cell(a), Cell(b), Cell(str(n), NUMBER)) for a, b, n in rows)
    sheet = Sheet("", (head, *enumerate(cells, 2)))
    found = offered_by(sheet, MEANING, Known.of(KNOWN, {}), answers)
    people = [int(p.values["people"]) for p in found.proposed if p.table == "beneficiaries"]
    return sum(people), [each.origin.row for each in found.left_out]


def test_the_heading_row_of_a_group_with_its_total_is_left_out_and_told(content: Content) -> None:
    text = "Centru;Serviciu;Persoane\nIași;;10\nIași;Masă;4\nIași;Joc;6\nCluj;;5\nCluj;Masă;2\n"
    found = offered(content, f"{text}Cluj;Joc;3\n".encode())
    assert figures(found, "people") == [("4",), ("6",), ("2",), ("3",)]
    assert [(each.origin.row, each.why) for each in found.left_out] == [
        (2, "a total of rows below it"),
        (5, "a total of rows below it"),
    ]
    assert not [each for each in found.questions if each.kind == "totals"]


def test_where_nothing_but_the_sum_tells_it_is_asked_and_adds_nothing(content: Content) -> None:
    text = "Serviciu;Persoane\nCentrul A;10\nMasă;4\nJoc;6\nCentrul B;5\nMasă;2\nTeme;3\n"
    found = offered(content, text.encode())
    assert figures(found, "people") == [("4",), ("6",), ("2",), ("3",)]
    (asked,) = (each for each in found.questions if each.kind == "totals")
    assert (asked.sentence, asked.chosen, asked.rows) == (
        *("Rows that are the sum of those beside them: 2, 5", "out", 2),
    )
    rows = [("a", "", 10), ("a", "b", 4), ("a", "c", 6)]
    assert sums(rows) == (10, [2])
    same = [("a", "x", 10), ("a", "b", 4), ("a", "c", 6)]
    assert sums(same) == (10, [2])
    assert sums(same, {("totals", ""): "in"}) == (20, [])


@pytest.mark.parametrize(
    ("numbers", "people", "out"),
    [
        ((10, 5, 3, 2), 10, [2]),  # 5 is the sum of 3 and 2 as well, and is none
        ((3, 1, 2, 6), 6, [5]),  # the last row counts the first: it is no total
        ((9, 5, 3, 2, 7), 26, []),
        ((4, 4), 8, []),  # one row is no sum
        ((0, 0, 0), 0, []),
    ],
)
def test_what_only_looks_like_a_sum_is_none(
    numbers: tuple[int, ...], people: int, out: list[int]
) -> None:
    assert sums([("a", f"s{n}", each) for n, each in enumerate(numbers)])[0] == people
    left_out = sums([("a", f"s{n}", each) for n, each in enumerate(numbers)])[1]
    assert left_out == out


@settings(max_examples=60, deadline=None)
@given(
    groups=st.lists(st.integers(2, 4), min_size=2, max_size=4),
    order=st.randoms(use_true_random=False),
    is_above=st.booleans(),
    is_below=st.booleans(),
    ends=st.tuples(st.booleans(), st.booleans()),
    has_gap=st.booleans(),
)
def test_of_any_groups_as_many_people_are_taken_as_their_parts_have(
    groups: list[int],
    order: object,
    is_above: bool,
    is_below: bool,
    ends: tuple[bool, bool],
    has_gap: bool,
) -> None:
    """Parts are powers of two: none of them is the sum of others."""
    parts = [2**n for n in range(sum(groups))]
    order.shuffle(parts)  # type: ignore[attr-defined]
    every = sum(parts)
    is_grouped = is_above or is_below
    word = "" if has_gap else "la un loc"
    rows = [("toate", word, every)] if ends[0] and is_grouped else []
    for n, many in enumerate(groups):
        taken, parts = parts[:many], parts[many:]
        total = [(f"c{n}", word, sum(taken))]
        rows += total if is_above else []
        rows += [(f"c{n}", f"s{n}-{m}", each) for m, each in enumerate(taken)]
        rows += total if is_below else []
    rows += [("toate", word, every)] if ends[1] else []
    people, left_out = sums(rows)
    assert people == every
    assert len(left_out) == len(rows) - sum(groups)


STACKED = """\
Raport 2023;;
Județul Iași;;
Serviciu;Beneficiari;Note
Masă;10;
Joc;5;
Total;15;
Județul Vaslui, 2022;;
Serviciu;Beneficiari;Note
Masă;7;
"""


def test_of_stacked_tables_each_has_the_county_and_the_year_of_its_title(content: Content) -> None:
    found = offered(content, STACKED.encode())
    assert figures(found, "people", "area_id", "period") == [
        ("10", "RO-IS", "2023"),
        ("5", "RO-IS", "2023"),
        ("7", "RO-VS", "2022"),
    ]
    asked = {each.about: (each.sentence, each.chosen) for each in found.questions
             if each.kind == "title"}  # fmt: skip
    assert asked["area_id Județul Vaslui, 2022"] == (
        *("Where, from the title above: “Județul Vaslui, 2022”", "Vaslui"),
    )
    assert asked["period Județul Vaslui, 2022"][1] == "2022"
    assert len(found.origins()) == 8, "each row but the headings is accounted for"


def test_a_title_is_answered_otherwise(content: Content) -> None:
    answers = {("title", "area_id Județul Vaslui, 2022"): "Bacău"}
    found = offered(content, STACKED.encode(), answers=answers)  # type: ignore[arg-type]
    assert figures(found, "area_id")[-1] == ("RO-BC",)
    with speaking("ro"):
        asked = offered(content, STACKED.encode()).questions
    sentences = [each.sentence for each in asked if each.kind == "title"]
    assert "Unde, din titlul de deasupra: „Județul Vaslui, 2022”" in sentences


def test_the_county_of_the_only_title_holds_for_every_row(content: Content) -> None:
    found = offered(content, "Filiala Iași, 2023;\nServiciu;Beneficiari\nMasă;10\n".encode())
    assert figures(found, "area_id", "period") == [("RO-IS", "2023")]
    chosen = {each.about: each.chosen for each in found.questions if each.kind == "fixed"}
    assert chosen["area_id"] == "Iași"


def test_a_title_with_two_counties_says_none(content: Content) -> None:
    found = offered(content, "Iași și Vaslui, 2023;\nServiciu;Beneficiari\nMasă;10\n".encode())
    assert figures(found, "area_id") == [("not-stated",)]
