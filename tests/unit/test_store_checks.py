"""Every kind of problem is found in its place, with a remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.i18n import speaking
from dashboard.paths import Content
from dashboard.store import Problem, check
from tests import tiny
from tests.tiny import figure

Place = tuple[str, int | None, str | None, str | None]
# what: table, the text there, the text that replaces it, and where the problem must be found
# fmt: off
EDITS: dict[str, tuple[str, str, str, Place, str]] = {
    "a required value is empty": (
        "funders", "Rich Fund", "", ("funders", 2, "name", None), "is empty"),
    "blanks alone are empty": (
        "funders", "Rich Fund", " \u00a0", ("funders", 2, "name", None), "is empty"),
    "a text in neither language": (
        "beneficiaries", "Assisted,Asistați", ",",
        ("beneficiaries", 2, "label_en", None), "label_ro are both empty"),
    "letters in a number": (
        "beneficiaries", "2016,100", "2016,12a", ("beneficiaries", 2, "people", "12a"), "no whole"),
    "thousands with a comma": (
        "beneficiaries", "2016,100", '2016,"1,000"',
        ("beneficiaries", 2, "people", "1,000"), "no whole"),
    "people in halves": (
        "beneficiaries", "2016,100", "2016,100.5",
        ("beneficiaries", 2, "people", "100.5"), "no whole"),
    "a number too long for the store": (
        "beneficiaries", "2016,100", "2016,99999999999999999999",
        ("beneficiaries", 2, "people", "99999999999999999999"), "no whole"),
    "negative people": (
        "beneficiaries", "2016,330", "2016,-330",
        ("beneficiaries", 5, "people", "-330"), "less than nothing"),
    "an amount in Romanian writing": (
        "project_funding", "1000.50", '"1.234,56"',
        ("project_funding", 2, "amount", "1.234,56"), "no amount"),
    "a negative amount": (
        "project_funding", "1000.50", "-3",
        ("project_funding", 2, "amount", "-3"), "less than nothing"),
    "words instead of a value": (
        "outcomes", "42.5,", "many,", ("outcomes", 2, "value", "many"), "no number"),
    "yes instead of true": (
        "beneficiaries", "false,report,p5", "yes,report,p5",
        ("beneficiaries", 6, "from_register", "yes"), "neither true nor false"),
    "a value that is not allowed": (
        "beneficiaries", "attendance", "atendance",
        ("beneficiaries", 7, "basis", "atendance"), "mean attendance?"),
    "a currency that is no code": (
        "project_funding", "EUR", "euro",
        ("project_funding", 2, "currency", "euro"), "no currency"),
    "an unknown project": (
        "beneficiaries", "e,teachers", "e,teacher",
        ("beneficiaries", 6, "project_id", "teacher"), "mean teachers?"),
    "a name instead of an id, without its diacritics": (
        "beneficiaries", "RO-IS", "iasi", ("beneficiaries", 6, "area_id", "iasi"), "mean RO-IS?"),
    "a part of an unknown figure": (
        "beneficiaries", "unique,a,", "unique,zzz,",
        ("beneficiaries", 3, "part_of", "zzz"), "not among the ids"),
    "an id with blanks and capitals": (
        "funders", "rich-fund", "Rich Fund", ("funders", 2, "funder_id", "Rich Fund"), "be an id"),
    "a month that does not exist": (
        "beneficiaries", "not-stated,2016", "not-stated,2016-13",
        ("beneficiaries", 5, "period", "2016-13"), "between 01 and 12"),
    "a reversed period": (
        "projects", "2015..2016", "2016..2015",
        ("projects", 4, "period", "2016..2015"), "ends before it begins"),
    "a date of publication in Romanian writing": (
        "sources", "2017,", "01.02.2017,",
        ("sources", 2, "published_on", "01.02.2017"), "no period"),
    "a figure of nobody": (
        "beneficiaries", "d,,,alternative", "d,,,",
        ("beneficiaries", 5, "project_id", None), "belongs to nothing"),
    "a figure with two owners": (
        "beneficiaries", "d,,,alternative", "d,,school,alternative",
        ("beneficiaries", 5, "project_id", "programme_id school, organisation_id alternative"),
        "more than one"),
    "money for nobody": (
        "project_funding", "day-centre", "",
        ("project_funding", 2, "project_id", None), "belongs to nothing"),
    "an outcome of nobody": (
        "outcomes", "teachers", "", ("outcomes", 2, "project_id", None), "belongs to nothing"),
    "a context fact that belongs to a project": (
        "outcomes", "RO-IS,outcome", "RO-IS,context",
        ("outcomes", 2, "project_id", "project_id teachers"), "belongs to nobody"),
    "between without its higher number": (
        "beneficiaries", "330,,exact", "330,,between",
        ("beneficiaries", 5, "people_max", None), "higher number is missing"),
    "a higher number without between": (
        "beneficiaries", "330,,exact", "330,400,exact",
        ("beneficiaries", 5, "people_max", "400"), "not between"),
    "a higher number below the lower": (
        "beneficiaries", "330,,exact", "330,300,between",
        ("beneficiaries", 5, "people_max", "300"), "below the lower one, 330"),
    "an amount without its currency": (
        "project_funding", "EUR", "", ("project_funding", 2, "currency", None), "currency"),
    "an amount that does not say what it is": (
        "project_funding", "EUR,grant", "EUR,",
        ("project_funding", 2, "amount_kind", None), "not what it is"),
    "a part larger than its whole": (
        "beneficiaries", "2016,60", "2016,101",
        ("beneficiaries", 3, "people", "101"), "more than the 100 of its whole a"),
    "more people than in the figure of the same, where none is a part": (
        "beneficiaries", "2016,60,,exact,60,unique,a,,", "2016,101,,exact,101,unique,,a,",
        ("beneficiaries", 3, "people", "101"), "more than the 100 of its whole a"),
    "a part of another audience": (
        "beneficiaries", "Sprijin,children", "Sprijin,educators",
        ("beneficiaries", 3, "part_of", "a"), "audience is professionals"),
    "a part outside its whole's period": (
        "beneficiaries", "2016,60", "2015..2016,60",
        ("beneficiaries", 3, "period", "2015..2016"), "not lie within 2016"),
    "a part that still runs in a whole that ended": (
        "beneficiaries", "2016,60", "2016..,60",
        ("beneficiaries", 3, "period", "2016.."), "not lie within 2016"),
    "a part outside its whole's area": (
        "beneficiaries", "iasi-bacau,2016,60", "RO-CJ,2016,60",
        ("beneficiaries", 3, "area_id", "RO-CJ"), "not lie within iasi-bacau"),
    "a figure that is part of itself": (
        "beneficiaries", "unique,a,", "unique,b,",
        ("beneficiaries", 3, "part_of", "b"), "b → b"),
    "a figure that corrects itself": (
        "beneficiaries", "100,unique,,,,false", "100,unique,,,a,false",
        ("beneficiaries", 2, "supersedes", "a"), "corrects itself"),
    "both part of and same as": (
        "beneficiaries", "unique,a,,", "unique,a,d,",
        ("beneficiaries", 3, "same_as", "d"), "Both part_of and same_as"),
    "a group under another audience": (
        "target_groups", "children,people,Children,Copii,supported",
        "children,people,Children,Copii,public",
        ("target_groups", 2, "audience", "public"), "its parent people is supported"),
    "groups that lie under each other": (
        "target_groups", "people,,People", "people,children,People",
        ("target_groups", 2, "parent_id", "people"), "children → people → children"),
    "a set of counties with a single county": (
        "area_counties", "iasi-bacau,RO-BC\n", "",
        ("areas", 2, "kind", "counties"), "has 1 counties"),
    "a county of one's own with a county's area": (
        "areas", "iasi-bacau,", "iasi,", ("area_counties", 2, "area_id", "iasi-bacau"), "mean"),
    "a reference area defined again": (
        "areas", "iasi-bacau", "RO-IS", ("areas", 2, "area_id", "RO-IS"), "reference data"),
    "a county added to a reference area": (
        "area_counties", "iasi-bacau,RO-IS", "RO-CJ,RO-IS",
        ("area_counties", 2, "area_id", "RO-CJ"), "reference data"),
    "an invisible character in a name": (
        "funders", "Rich Fund", "Rich\u202eFund",
        ("funders", 2, "name", "Rich\ufffdFund"), "U+202E"),
    "a line break in a name": (
        "funders", "Rich Fund", '"Rich\nFund"', ("funders", 2, "name", "Rich\ufffdFund"), "U+000A"),
}
ADDED: dict[str, tuple[str, tuple[str, ...], Place, str]] = {
    "an id given twice": (
        "beneficiaries", (figure("a"),), ("beneficiaries", 8, "figure_id", "a"), "in line 2"),
    "a pair of ids given twice": (
        "area_counties", ("iasi-bacau,RO-IS",),
        ("area_counties", 4, "area_id", "iasi-bacau, RO-IS"), "in line 2"),
    "figures that are parts of each other": (
        "beneficiaries", (figure("x", part_of="y"), figure("y", same_as="x")),
        ("beneficiaries", 8, "part_of", "y"), "x → y → x"),
    "figures that correct each other": (
        "beneficiaries", (figure("x", supersedes="y"), figure("y", supersedes="x")),
        ("beneficiaries", 8, "supersedes", "y"), "x → y → x"),
    "a figure corrected twice": (
        "beneficiaries", (figure("x", supersedes="f"), figure("y", supersedes="f")),
        ("beneficiaries", 9, "supersedes", "f"), "corrected in line 8"),
    "parts of different counties that exceed their whole": (
        "beneficiaries",
        (figure("x", area_id="RO-IS", people=60, part_of="a"),
         figure("y", area_id="RO-BC", people=41, part_of="a")),
        ("beneficiaries", 2, "people", "100"), "add up to 101"),
    "a part that overlaps those which exceed their whole is not named": (
        "beneficiaries",
        (figure("x", area_id="RO-IS", people=60, part_of="a"),
         figure("z", area_id="iasi-bacau", people=70, part_of="a"),
         figure("y", area_id="RO-BC", people=41, part_of="a")),
        ("beneficiaries", 2, "people", "100"), "areas of the parts: x, y."),
    "the same people with a larger number": (
        "beneficiaries", (figure("x", people=101, same_as="a"),),
        ("beneficiaries", 8, "people", "101"), "more than the 100"),
    "a county's area under another id": (
        "areas", ("jassy,Jassy,Iași,county",), ("areas", 3, "kind", "county"), "has 0 counties"),
}
# fmt: on


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return tiny.write(tmp_path)


def assert_found(problems: list[Problem], place: Place, said: str) -> None:
    found = [p for p in problems if (p.table, p.line, p.column, p.value) == place]
    assert any(said in f"{p.problem} {p.remedy}" for p in found), [str(p) for p in problems]
    assert all(p.is_error and p.remedy for p in found)


def test_the_tiny_content_has_no_problem(content: Content) -> None:
    assert check(content) == []


@pytest.mark.parametrize("what", EDITS)
def test_an_edit_is_found(content: Content, what: str) -> None:
    table, old, new, place, said = EDITS[what]
    tiny.edit(content, table, old, new)
    assert_found(check(content), place, said)


@pytest.mark.parametrize("what", ADDED)
def test_an_added_row_is_found(content: Content, what: str) -> None:
    table, lines, place, said = ADDED[what]
    tiny.append(content, table, *lines)
    assert_found(check(content), place, said)


def test_a_county_under_an_id_of_its_own_is_led_to_the_county(content: Content) -> None:
    tiny.append(content, "areas", "jassy,Jassy,Iași,county")
    tiny.append(content, "area_counties", "jassy,RO-IS")
    assert_found(check(content), ("areas", 3, "area_id", "jassy"), "Write RO-IS instead")


@pytest.mark.parametrize(
    "rows",
    {
        "attendance may exceed its whole": [
            figure("x", people=999, basis="attendance", part_of="a")],
        "an open whole has no upper end": [
            figure("w", qualifier="at_least"), figure("x", people=999, part_of="w")],
        "up to a number may be none": [figure("x", people=999, qualifier="up_to", part_of="a")],
        "a corrected figure is asked nothing": [
            figure("x", people=999, part_of="a"), figure("y", supersedes="x")],
        "a whole without an area holds any": [figure("x", area_id="RO-CJ", part_of="d")],
        "a whole without a period holds any": [
            figure("w", period=""), figure("x", period="2011", part_of="w")],
        "parts that share a county may overlap": [
            figure("x", people=60, part_of="a"),
            figure("y", area_id="RO-IS", people=60, part_of="a")],
        "between may end where it begins": [figure("x", qualifier="between", people_max=10)],
        "false may be written large": [figure("x", from_register="FALSE")],
    }.items(),
    ids=lambda item: item[0],
)  # fmt: skip
def test_what_is_right_is_left_alone(content: Content, rows: tuple[str, list[str]]) -> None:
    tiny.append(content, "beneficiaries", *rows[1])
    assert [str(problem) for problem in check(content)] == []


def test_a_part_follows_a_correction_that_it_fits(content: Content) -> None:
    tiny.append(content, "beneficiaries", figure("x", people=110, supersedes="a"))
    assert check(content) == []


def test_a_chain_of_parts_without_end_is_told_where_it_becomes_too_long(content: Content) -> None:
    chain = [figure(f"x{n}", part_of=f"x{n - 1}" if n else "") for n in range(60)]
    tiny.append(content, "beneficiaries", *chain)
    (problem,) = check(content)
    assert (problem.line, problem.column, problem.value) == (8 + 51, "part_of", "x50")
    assert "More than 50" in problem.problem


def test_all_problems_are_told_at_once(content: Content) -> None:
    tiny.edit(content, "beneficiaries", "2016,100", "2016,12a")
    tiny.edit(content, "funders", "foundation", "fundation")
    tiny.edit(content, "sources", "2017,", "yesterday,")
    assert {p.table for p in check(content)} == {"beneficiaries", "funders", "sources"}


def test_many_problems_of_one_kind_are_cut_short(content: Content) -> None:
    tiny.append(content, "beneficiaries", *(figure(f"x{n}", people="?") for n in range(50)))
    problems = [problem for problem in check(content) if problem.column == "people"]
    assert len(problems) == 21
    assert "30 more" in problems[-1].problem


def test_a_long_value_is_shown_short(content: Content) -> None:
    tiny.edit(content, "beneficiaries", "2016,100", f"2016,{'x' * 500}")
    (problem,) = [p for p in check(content) if p.column == "people"]
    assert problem.value is not None
    assert len(problem.value) == 80


def test_a_problem_speaks_the_language_of_its_reader(content: Content) -> None:
    tiny.edit(content, "beneficiaries", "not-stated,2016", "not-stated,2016-13")
    (problem,) = check(content)
    with speaking("ro"):
        assert "2016-13" in problem.problem
