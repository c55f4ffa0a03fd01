"""What can be loaded and is probably a slip: a warning, and none where nothing is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.paths import Content
from dashboard.store import check
from dashboard.store.numbers_told import numbers_in, qualifier_in
from tests import tiny
from tests.tiny import figure


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return tiny.write(tmp_path)


def warned(content: Content) -> list[tuple[str, int | None, str | None]]:
    problems = check(content)
    assert not any(problem.is_error for problem in problems), [str(p) for p in problems]
    return [(problem.table, problem.line, problem.column) for problem in problems]


@pytest.mark.parametrize(
    ("table", "old", "new", "line", "column"),
    [
        ("funders", "Rich Fund", "FundaÈ›ia", 2, "name"),
        ("organisations", "Rețeaua", "ReÅ£eaua", 3, "name"),
        ("organisations", "Rețeaua", "Re?eaua", 3, "name"),
        ("organisations", "Rețeaua", "Reþeaua", 3, "name"),
        ("funders", "Rich Fund", "#VALUE!", 2, "name"),
        ("funders", "Rich Fund", "#N/A", 2, "name"),
        ("funders", "Rich Fund", "Rich\u00adFund", 2, "name"),
        ("sources", "2017,", "2199,", 2, "published_on"),
        ("beneficiaries", "not-stated,2016,330", "not-stated,2016..2199,330", 5, "period"),
        ("outcomes", "42.5,,,,exact,42.5%", "0.425,,,,exact,42.5%", 2, "value"),
        ("beneficiaries", "330,,exact,330", "330,,exact,303", 5, "people"),
        ("beneficiaries", "330,,exact,330", "330,,exact,peste 330", 5, "qualifier"),
        ("beneficiaries", "330,,exact,330", "330,,exact,330 de familii", 5, "unit"),
    ],
)
def test_a_slip_is_warned_of(
    content: Content, table: str, old: str, new: str, line: int, column: str
) -> None:
    if table == "outcomes":
        tiny.edit(content, table, ",,50,42.5", ",,,42.5")
    tiny.edit(content, table, old, new)
    found = warned(content)
    # Nothing else is in the row.
    assert found == [(table, line, column)]


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("funders", "Rich Fund", "São Paulo & Þór, ce? unde?"),
        ("outcomes", "42.5,,,,exact,42.5%", "0.5,,,,exact,0.5%"),
        ("projects", "2015..2016", "2015..2199"),
        ("beneficiaries", "330,,exact,330", "330,,exact,three hundred and thirty"),
        ("beneficiaries", "330,,exact,330", "330,400,between,330-400"),
        ("beneficiaries", "330,,exact,330", "330,,at_least,peste 330 de copii în 2016"),
    ],
)  # fmt: skip
def test_what_may_well_be_so_is_left_alone(
    content: Content, table: str, old: str, new: str
) -> None:
    tiny.edit(content, table, old, f'"{new}"' if ", " in new else new)
    assert warned(content) == []


def test_the_same_row_under_another_id_is_warned_of(content: Content) -> None:
    tiny.append(content, "beneficiaries", figure("x"), figure("y"), figure("z", people=11))
    [problem] = [p for p in check(content) if p.column == "figure_id"]
    assert (problem.line, problem.value) == (9, "y")
    assert "line 8 under the id x" in problem.problem


def test_a_running_total_without_a_tie_is_warned_of(content: Content) -> None:
    first = figure("x", period="2014", label_en="sum", label_ro="sum", people=5, published_as=5)
    both = figure("y", period="2014..2015", label_en="sum", label_ro="sum")
    tiny.append(content, "beneficiaries", first, both)
    assert warned(content) == [("beneficiaries", 9, "period")]
    tied = figure("x", period="2014", label_en="sum", label_ro="sum", part_of="y", people=5)
    tiny.edit(content, "beneficiaries", first, tied.replace(",exact,10,", ",exact,5,"))
    assert warned(content) == []


@pytest.mark.parametrize(
    ("text", "numbers", "qualifiers"),
    [
        ("peste 1.000 de copii", {"1000"}, ("at_least",)),
        ("circa 40", {"40"}, ("about", "almost")),
        ("500-1000", {"500", "1000"}, ()),
        ("1 200 persoane", {"1200"}, ()),
        ("1,000+", {"1000"}, ("at_least",)),
        ("până la 40", {"40"}, ("up_to", "between")),
        ("One hundred and sixty", set(), ()),
        ("overall 30", {"30"}, ()),
    ],
)
def test_numbers_and_words_are_read_from_a_quote(
    text: str, numbers: set[str], qualifiers: tuple[str, ...]
) -> None:
    assert set(numbers_in(text)) == numbers
    assert qualifier_in(text) == qualifiers


def test_what_only_follows_from_a_refused_cell_is_held_back(content: Content) -> None:
    tiny.edit(content, "beneficiaries", "2016,330,,exact", "2016,330,400,betwen")
    assert [p.column for p in check(content)] == ["qualifier"]
    tiny.edit(content, "beneficiaries", "330,400,betwen", "330,400,between")
    tiny.edit(content, "target_groups", "People supported,Persoane sprijinite,supported",
              "People supported,Persoane sprijinite,suported")  # fmt: skip
    assert [p.column for p in check(content)] == ["audience"]


def test_no_suggestion_names_an_id_that_is_refused_itself(content: Content) -> None:
    tiny.edit(content, "funders", "rich-fund", "Rich Fund")
    told = {p.column: str(p) for p in check(content) if p.table == "project_funding"}
    assert "Did you mean" not in told["funder_id"]
