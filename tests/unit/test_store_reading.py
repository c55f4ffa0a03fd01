"""Files that are no clean CSV are told apart, in words that say how to mend them."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from dashboard.paths import Content
from dashboard.store import Problem, check, open_store
from dashboard.store.nearest import Names
from dashboard.store.problems import CAP
from tests import tiny

HEADER = "name_ro,funder_id,name,kind\n"
# bytes of funders.csv, the line told, and words of the problem
FILES: dict[str, tuple[bytes, int | None, str]] = {
    "nothing at all": (b"", None, "empty"),
    "a mark and blanks": (codecs.BOM_UTF8 + b" \n\n", None, "empty"),
    "a spreadsheet": (b"PK\x03\x04\x14\x00\x06\x00", None, "spreadsheet"),
    "an old spreadsheet": (b"\xd0\xcf\x11\xe0\xa1\xb1", None, "spreadsheet"),
    "a web page": (b"\n<!DOCTYPE html><html></html>", None, "web page"),
    "json": (b'[{"funder_id": "a"}]', None, "JSON"),
    "zero bytes": (HEADER.encode() + b"a,A\0,eu\n", 2, "no text"),
    "Windows-1250": (f"{HEADER}a,Bacău,eu\nb,Iaşi,eu\n".encode("cp1250"), 2, "cp1250"),
    "Windows-1252": (f"{HEADER}a,A,eu\nb,Düsseldörf Straße,eu\n".encode("cp1252"), 3, "cp1252"),
    "UTF-16": (f"{HEADER}a,Iași,eu\n".encode("utf-16"), 1, "UTF-16"),
    "UTF-16 without its mark": (f"{HEADER}a,A,eu\n".encode("utf-16-le"), 1, "UTF-16"),
    "semicolons": (b"funder_id;name;kind\na;A;eu\n", 1, "semicolon"),
    "tabs": (b"funder_id\tname\tkind\na\tA\teu\n", 1, "a tab"),
    "a missing column": (b"funder_id,name\na,A\n", 1, "kind is missing"),
    "a column twice": (b"funder_id,name,name,kind\na,A,A,eu\n", 1, "twice"),
    "a column without a name": (b"funder_id,name,kind,\na,A,eu,x\n", 1, "Column 4 has no name"),
    "a column nobody knows": (b"funder_id,name,kind,colour\na,A,eu,red\n", 1, "no column colour"),
    "a misspelt column": (b"funder_id,nam,kind\na,A,eu\n", 1, "mean name?"),
    "too few cells": (HEADER.encode() + b",a,A,eu\nb,B\n", 3, "has 2 cells, the header has 4"),
    "too many cells": (HEADER.encode() + b",a,A, B,eu\n", 2, "has 5 cells, the header has 4"),
    "an open quote": (HEADER.encode() + b',a,A,eu\n,b,"B,eu\n,c,C,eu\n', 3, "do not match"),
    "a quote too many": (HEADER.encode() + b',a,"A" B,eu\n', 2, "do not match"),
    "a cell without end": (HEADER.encode() + b",a," + b"x" * 200_000 + b",eu\n", 2, "longer than"),
}  # fmt: skip


@pytest.fixture
def content(tmp_path: Path) -> Content:
    content = tiny.write(tmp_path)
    tiny.edit(content, "project_funding", tiny.TABLES["project_funding"].splitlines()[1], "")
    return content


def funders(content: Content, data: bytes) -> list[Problem]:
    (content.tables / "funders.csv").write_bytes(data)
    return check(content)


@pytest.mark.parametrize("what", FILES)
def test_a_file_that_is_no_clean_csv_is_told_by_its_line(content: Content, what: str) -> None:
    data, line, said = FILES[what]
    problems = [p for p in funders(content, data) if said in f"{p.problem} {p.remedy}"]
    assert [(p.file, p.line, p.is_error) for p in problems] == [("tables/funders.csv", line, True)]
    assert all(p.remedy for p in problems)


def test_an_unreadable_table_is_no_reason_to_doubt_those_that_refer_to_it(content: Content) -> None:
    (content.tables / "projects.csv").write_bytes(b"")
    assert [problem.table for problem in check(content)] == ["projects"]


def test_a_missing_table_is_an_empty_one(content: Content) -> None:
    (content.tables / "funders.csv").unlink()
    assert check(content) == []


def test_columns_that_need_not_be_given_may_be_left_out(content: Content) -> None:
    assert funders(content, b"funder_id,name,kind\na,A,eu\n") == []


def test_one_language_is_enough_in_the_header_too(content: Content) -> None:
    rows = "programme_id,organisation_id,{}\nchildren-left,alternative,x\nschool,alternative,y\n"
    path = content.tables / "programmes.csv"
    for name in ("name_en", "name_ro"):
        path.write_text(rows.format(name))
        assert check(content) == []
    path.write_text(rows.format("kind"))
    assert {(p.column, p.line) for p in check(content)} == {("name_en", 1), ("kind", 1)}


def test_a_missing_reference_table_is_a_problem(content: Content) -> None:
    (content.reference / "counties.csv").unlink()
    assert "missing" in check(content)[0].problem


def test_a_misspelt_file_is_a_warning_with_the_nearest_table(content: Content) -> None:
    (content.tables / "funder.csv").write_text(HEADER)
    (content.tables / "notes.txt").write_text("not a table")
    (problem,) = check(content)
    assert not problem.is_error
    assert "mean funders.csv?" in problem.remedy


def test_the_counties_are_not_ones_own(content: Content) -> None:
    (content.tables / "counties.csv").write_text(HEADER)
    assert [(p.table, p.is_error) for p in check(content)] == [("counties", False)]


def test_a_mark_at_the_beginning_blanks_and_blank_rows_are_no_problem(content: Content) -> None:
    data = codecs.BOM_UTF8 + b" kind , name,funder_id,name_ro\r\n eu , A B ,\ta,\r\n,,,\r\n\r\n"
    assert funders(content, data) == []
    with open_store(content) as store:
        assert store.rows("select * exclude (continues) from funders") == [
            {"funder_id": "a", "name": "A B", "kind": "eu", "name_ro": None}
        ]


def test_lines_are_counted_as_an_editor_does_after_a_break_inside_quotes(content: Content) -> None:
    row = ',day-centre,,alternative,,funder,1,EUR,grant,2016,"{}",,report,p. 9,'
    broken = "grant-2" + row.format("one\r\ntwo\n\nthree")
    tiny.append(content, "project_funding", broken, "grant 3" + row.format("one"))
    places = {(p.line, p.value) for p in check(content) if p.table == "project_funding"}
    assert places == {(3, "alternative"), (7, "alternative"), (7, "grant 3")}


@pytest.mark.parametrize("value", ["'; drop table funders; --", "<script>x</script>", "=cmd()|'x'"])
def test_a_hostile_value_is_only_text(content: Content, value: str) -> None:
    assert funders(content, f'{HEADER},a,"{value}",eu\n'.encode()) == []
    with open_store(content) as store:
        assert store.rows("select name from funders where name = $name", name=value) == [
            {"name": value}
        ]


def test_a_hostile_value_is_quoted_in_its_problem(content: Content) -> None:
    problems = funders(content, f"{HEADER},a,A,'; drop table funders; --\n,{{}},B,{{x}}\n".encode())
    assert [p.value for p in problems] == ["'; drop table funders; --", "{}", "{x}"]
    assert all(p.value and p.value in p.problem for p in problems)


def test_a_long_bad_file_gives_a_short_list_and_looks_for_few_names(
    content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is soon told: what costs most, the search for a name that is meant, is done for a few."""
    searched = []
    nearest = Names.nearest

    def search(names: Names, value: str | None) -> str:
        searched.append(value)
        return nearest(names, value)

    monkeypatch.setattr(Names, "nearest", search)
    problems = funders(content, (HEADER + ",A a,,nobody\n" * 200_000).encode())
    assert len(problems) == 4 * 21
    assert searched.count("nobody") == CAP
