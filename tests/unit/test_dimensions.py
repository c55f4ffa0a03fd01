"""The table of dimensions: whole, and the only place that says what a filter or breakdown is."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from dashboard.counting import Chosen, Placement, place_period
from dashboard.paths import PACKAGE, ROOT
from dashboard.period import Period, years
from dashboard.reach.catalogue import NOT_STATED, catalogue
from dashboard.reach.dimension import Dimension
from dashboard.reach.dimensions import BREAKDOWN_TITLES, BREAKDOWNS, BY_KEY, DIMENSIONS
from dashboard.reach.figures import figures_behind
from dashboard.reach.filters import QUERY_KEYS, Filters
from dashboard.reach.funding import funding
from dashboard.reach.opening import open_snapshot
from dashboard.reach.outcomes import outcomes
from dashboard.reach.projects import projects, projects_unplaced
from dashboard.reach.snapshot import Snapshot
from tests import tiny


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


@pytest.mark.timeout(300)
def test_one_entry_more_is_found_wherever_the_others_are() -> None:
    """The entry under “Where to add” of docs/architecture.md, in a process that has it."""
    checks = ROOT / "tests" / "eighth" / "checks.py"
    without = ("-p", "no:cacheprovider", "-p", "no:schemathesis", "-p", "no:playwright")
    alone = ("-o", "addopts=--import-mode=importlib", *without)
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *alone, "-p", "tests.eighth.entry", str(checks)],
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


def test_what_is_shown_whole_is_inside_as_soon_as_it_overlaps() -> None:
    inside, touching, outside = Placement.INSIDE, Placement.TOUCHING, Placement.OUTSIDE
    county = Chosen(frozenset({"RO-IS"}), is_split=True)
    both = frozenset({"RO-IS", "RO-BC"})
    assert [county.place(both, is_whole=whole) for whole in (False, True)] == [touching, inside]
    children = Chosen(frozenset({"children"}), frozenset({"people"}))
    wide = frozenset({"people"})
    assert [children.place(wide, is_whole=whole) for whole in (False, True)] == [touching, outside]
    long, year = Period.parse("2015..2016"), years(2016, 2016)
    periods = [place_period(long, year, is_whole=whole) for whole in (False, True)]
    assert periods == [touching, inside]


# The day centre has figures of children in Iași and Bacău, the parents' project of parents there;
# the teachers' project ran from 2015 to 2016 and has a figure of Iași, with a result.
@pytest.mark.parametrize(
    ("query", "listed", "unplaced"),
    [
        ({"county": "RO-IS"}, ["day-centre", "parents-too", "teachers"], 0),
        ({"county": "RO-BC"}, ["day-centre", "parents-too"], 0),
        ({"county": "RO-CJ"}, [], 0),
        ({"group": "people"}, ["day-centre", "parents-too"], 0),
        ({"group": "children"}, ["day-centre"], 0),
        ({"audience": "professionals"}, ["teachers"], 0),
        ({"years": "2015"}, ["teachers"], 0),
        ({"funder": "rich-fund"}, ["day-centre"], 0),
        ({"organisation": "network"}, [], 0),
    ],
)
def test_a_project_is_listed_where_it_or_its_figures_say_so(
    tiny_snapshot: Snapshot, query: dict[str, str], listed: list[str], unplaced: int
) -> None:
    filters, _unread = Filters.from_query(query)
    assert sorted(projects(tiny_snapshot, filters)["project_id"]) == listed
    assert projects_unplaced(tiny_snapshot, filters) == unplaced


def test_a_grant_is_found_by_its_own_givers_and_a_result_by_its_own_place(tmp_path: Path) -> None:
    content = tiny.write(tmp_path)
    tiny.append(content, "funders", "second,Second Fund,public,")
    grant = "grant-2,day-centre,,second,,funder,,,,2016,,,report,p. 9,"
    columns = tiny.TABLES["project_funding"].splitlines()[0].count(",") - grant.count(",")
    tiny.append(content, "project_funding", grant + "," * columns)
    tiny.edit(content, "outcomes", "marks,teachers,,,RO-IS", "marks,teachers,,,RO-CJ")
    with open_snapshot(content) as snapshot:
        of_one = funding(snapshot, Filters(funders=("second",)))
        in_cluj = outcomes(snapshot, Filters(counties=("RO-CJ",)))
        in_iasi = outcomes(snapshot, Filters(counties=("RO-IS",)))
    assert of_one["funding_id"].tolist() == ["grant-2"]
    assert in_cluj["outcome_id"].tolist() == ["marks"]
    assert in_iasi.empty


def test_a_figure_of_no_project_is_of_its_own_organisation_and_programme(tmp_path: Path) -> None:
    content = tiny.write(tmp_path)
    tiny.append(content, "beneficiaries", tiny.figure("g", project_id="", programme_id="school"))
    with open_snapshot(content) as snapshot:
        of_school = figures_behind(snapshot, Filters(programmes=("school",)))
        of_all = figures_behind(snapshot, Filters(organisations=("alternative",)))
        alone = figures_behind(snapshot, Filters(), "project", NOT_STATED)
    assert sorted(of_school["figure_id"]) == ["e", "g"]
    assert sorted(of_all["figure_id"]) == ["a", "b", "c", "d", "e", "f", "g"]
    assert sorted(alone["figure_id"]) == ["d", "g"]
