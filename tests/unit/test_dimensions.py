"""The table of dimensions: whole, and the only place that says what a filter or breakdown is."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import fields

import pytest

from dashboard.paths import PACKAGE, ROOT
from dashboard.reach.catalogue import NOT_STATED, catalogue
from dashboard.reach.dimensions import BREAKDOWN_TITLES, BREAKDOWNS, BY_KEY, DIMENSIONS, Dimension
from dashboard.reach.filters import QUERY_KEYS, Filters
from dashboard.reach.snapshot import Snapshot


def test_no_two_dimensions_share_a_name() -> None:
    assert len(DIMENSIONS) == len(BY_KEY) == len(BREAKDOWNS) == len(BREAKDOWN_TITLES) - 1
    assert (*BY_KEY, "years", "mode") == QUERY_KEYS


@pytest.mark.parametrize("dimension", DIMENSIONS.values(), ids=lambda each: each.by)
def test_every_dimension_is_whole(dimension: Dimension, tiny_snapshot: Snapshot) -> None:
    known = catalogue(tiny_snapshot)
    assert "{names}" in dimension.chosen
    assert (ROOT / "pages" / f"{dimension.page.replace('-', '_')}.py").exists()
    options = dimension.options(known)
    assert options
    assert set(options) <= set(dimension.ids(known)) <= dimension.row_ids(known)
    assert len(set(options)) == len(options)
    rows = {row for record in known.records.values() for row in dimension.rows_of(known, record)}
    for row in rows:
        assert dimension.row_label(known, row) not in ("", NOT_STATED)
        assert dimension.kind_of_row(known, row) in ("row", "wider", NOT_STATED)


@pytest.mark.parametrize("dimension", DIMENSIONS.values(), ids=lambda each: each.by)
def test_what_is_chosen_is_inside_and_nothing_else_is(
    dimension: Dimension, tiny_snapshot: Snapshot
) -> None:
    known = catalogue(tiny_snapshot)
    for row_id in dimension.ids(known):
        filters = Filters().but(**{dimension.field: (row_id,)})
        assert getattr(filters, dimension.field) == (row_id,)
        chosen = dimension.chosen_of(known, (row_id,))
        below = {i for i in dimension.ids(known) if row_id in dimension.above(known, i)}
        assert chosen.ids == {row_id} | below
        assert not chosen.ids & chosen.wider


def test_a_field_that_is_no_dimension_is_refused() -> None:
    with pytest.raises(TypeError, match="no dimension: countys"):
        Filters(countys=("RO-IS",))
    with pytest.raises(AttributeError, match="no dimension: countys"):
        _ = Filters().countys


@pytest.mark.parametrize("name", ["title", "chosen", "help"])
def test_no_other_file_says_what_the_table_says(name: str) -> None:
    files = {path: path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}
    said = [getattr(each, name) for each in DIMENSIONS.values()]
    places = {path.name for path, text in files.items() for word in said if f'"{word}"' in text}
    assert places == {"dimensions.py"}


def test_the_table_says_of_each_of_its_columns_what_it_is() -> None:
    text = Dimension.__doc__ or ""
    assert [field.name for field in fields(Dimension) if f"`{field.name}`" not in text] == []


def test_one_entry_more_is_found_wherever_the_others_are() -> None:
    """The entry under “Where to add” of docs/architecture.md, in a process that has it."""
    checks = ROOT / "tests" / "eighth" / "checks.py"
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "tests.eighth.entry", str(checks)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert result.returncode == 0, result.stdout[-5000:] + result.stderr[-2000:]
    passed = re.search(r"(\d+) passed", result.stdout)
    assert passed
    assert int(passed[1]) >= 25
