"""What lies in the folder and is not read is told, and never opened when it has no end."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from dashboard.paths import Content
from dashboard.store import Problem, ProblemsFound, check, look_at, open_store
from tests import tiny

ON_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes with names")


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return tiny.write(tmp_path / "folder")


def told(problems: list[Problem]) -> list[tuple[str, bool]]:
    return [(problem.file, problem.is_error) for problem in problems]


def test_what_was_read_is_counted_without_the_reference_data(content: Content) -> None:
    rows = look_at(content).rows
    assert rows["beneficiaries"] == 6
    assert rows["areas"] == 1
    assert "counties" not in rows


def test_a_folder_without_any_table_is_an_error(content: Content) -> None:
    for path in content.tables.iterdir():
        path.unlink()
    [problem] = check(content)
    assert problem.is_error
    assert "Nothing was read" in problem.problem


def test_a_table_beside_the_folder_tables_is_an_error(content: Content) -> None:
    (content.tables / "outcomes.csv").rename(content.tables.parent / "outcomes.csv")
    [problem] = check(content)
    assert (problem.file, problem.is_error) == ("outcomes.csv", True)
    assert "Move it into tables/" in problem.remedy


def test_a_sheet_beside_the_tables_is_a_warning_and_a_report_is_nothing(content: Content) -> None:
    for name in ("2024.xlsx", "report.pdf", "person.key", "quotes.sqlite", "settings.md"):
        (content.tables.parent / name).write_bytes(b"PK")
    assert told(check(content)) == [("2024.xlsx", False)]


def test_another_case_is_told_with_the_name_that_is_read(content: Content) -> None:
    (content.tables / "outcomes.csv").rename(content.tables / "Outcomes.CSV")
    if (content.tables / "outcomes.csv").exists():
        pytest.skip("this file system takes both for one")
    [problem] = check(content)
    assert not problem.is_error
    assert "Rename it outcomes.csv" in problem.remedy


def test_a_folder_among_the_tables_is_told_when_something_is_in_it(content: Content) -> None:
    (content.tables / "old").mkdir()
    assert check(content) == []
    (content.tables / "old" / "funders.csv").write_text("x")
    assert told(check(content)) == [("tables/old", False)]


@ON_POSIX
def test_a_link_that_leads_nowhere_is_told(content: Content) -> None:
    (content.tables / "outcomes.csv").unlink()
    (content.tables / "outcomes.csv").symlink_to("gone.csv")
    assert told(check(content)) == [("tables/outcomes.csv", False)]


@ON_POSIX
def test_a_pipe_in_the_place_of_a_table_is_never_opened(content: Content) -> None:
    with open_store(content):
        (content.tables / "funders.csv").unlink()
        os.mkfifo(content.tables / "funders.csv")
        assert told(check(content)) == [("tables/funders.csv", True)]
        with open_store(content) as store:
            assert store.is_outdated
    os.mkfifo(content.tables / "participations.csv")
    (content.tables / "more").symlink_to("/dev/zero")
    assert {file for file, _error in told(check(content))} == {
        "tables/funders.csv", "tables/participations.csv", "tables/more",
    }  # fmt: skip


def test_what_is_about_files_is_told_first(content: Content) -> None:
    tiny.edit(content, "areas", "counties", "countis")
    (content.tables / "zebra.csv").write_text("x")
    assert told(check(content))[0] == ("tables/zebra.csv", False)


HEADER = "funder_id,name,kind"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Report 2024,,\nfunder_id,name,kind\na,A,eu\n", "does not hold the names"),
        ("funder_id,name\na,A,eu\nb,B,eu\n", "kind is missing"),
        ("funder_id,kind,name\nx,a,eu,A\ny,b,eu,B\n", "Every row has 4 cells"),
    ],
)
def test_a_header_that_does_not_fit_is_one_message(content: Content, text: str, said: str) -> None:
    tiny.edit(content, "project_funding", tiny.TABLES["project_funding"].splitlines()[1], "")
    (content.tables / "funders.csv").write_text(text)
    [problem] = check(content)
    assert said in problem.problem


def test_rows_of_different_lengths_are_told_one_by_one(content: Content) -> None:
    (content.tables / "funders.csv").write_text(f"{HEADER}\na,A\nb,B,eu,x\n")
    assert [p.line for p in check(content) if p.table == "funders"] == [2, 3]


def test_an_empty_folder_is_not_built(content: Content) -> None:
    for path in content.tables.iterdir():
        path.unlink()
    with pytest.raises(ProblemsFound):
        open_store(content)
