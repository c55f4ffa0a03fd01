"""A folder of the first edition, kept as it was: it loads, and counts, without being edited."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from dashboard.cli import main
from dashboard.paths import Content, content_named
from dashboard.settings import Settings
from dashboard.store import check, open_store, schema

FIRST = Path(__file__).parents[1] / "schema1"


@pytest.fixture
def first(tmp_path: Path) -> Content:
    shutil.copytree(FIRST, tmp_path / "first")
    return content_named(Settings(data=str(tmp_path / "first"), cache=str(tmp_path / "cache")))


def test_it_has_none_of_the_newer_columns(first: Content) -> None:
    for name, added in schema.ADDED.items():
        header = (first.tables / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0]
        assert not added & set(header.split(","))


def test_what_was_added_is_among_the_tables() -> None:
    for name, added in schema.ADDED.items():
        assert added <= {column.name for column in schema.table(name).columns}
    assert set(schema.ADDED_TABLES) <= {table.name for table in schema.tables()}


def test_it_loads_without_being_edited(first: Content) -> None:
    assert not any(problem.is_error for problem in check(first))
    with open_store(first) as store:
        [people] = store.rows(
            "select count(*) as figures, sum(people)::bigint as n from beneficiaries"
        )
        assert people == {"figures": 22, "n": 414_339}
        assert store.rows("select distinct unit, place_is from beneficiaries") == [
            {"unit": "person", "place_is": "home"}
        ]
        assert store.settings.year_begins == 1


def test_each_total_is_told_before_and_after(first: Content) -> None:
    folder = str(first.tables.parent)
    told = CliRunner().invoke(main, ["check", folder, "--since", "1"]).stdout.splitlines()
    totals = [line for line in told if " → " in line]
    assert totals[0].startswith("People in all: ")
    assert any(line.startswith("Alternative Sociale: ") for line in totals)
    assert "total value of the project, not a grant, EUR: 165,868.22" in "\n".join(totals)
    assert all(line.endswith("(unchanged)") for line in totals)


def test_a_total_that_the_newer_columns_change_is_told(first: Content) -> None:
    path = first.tables / "beneficiaries.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    units = ("household" if row.startswith("children-assisted-2016,") else "" for row in rows)
    lines = [f"{row},{unit}" for row, unit in zip(rows, units, strict=True)]
    path.write_text("\n".join([f"{header},unit", *lines]), encoding="utf-8")
    folder = str(first.tables.parent)
    told = CliRunner().invoke(main, ["check", folder, "--since", "1"]).stdout.splitlines()
    [total] = [line for line in told if line.startswith("People in all: ")]
    before, _arrow, after = total.removeprefix("People in all: ").partition(" → ")
    assert before != after
