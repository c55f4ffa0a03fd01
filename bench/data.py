"""The same made-up data for every app: made once by size and seed, and kept between runs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from bench import ROOT
from dashboard.errors import DashboardError

SEED = 1
ALL = "All"
# About so many participations a person has in what `synth` makes, in small networks and large.
_ROWS_OF_A_PERSON, _OF_A_LARGE_ONE, _LARGE = 3.5, 3.0, 5_000_000
_PROJECTS = """
    create table projects as
    select project_id, organisation_id, coalesce(o.short_name, o.name) as organisation
    from read_csv($projects) p join read_csv($programmes) g using (programme_id)
    join read_csv($organisations) o using (organisation_id)
"""
_FUNDERS = """
    create table project_funders as
    select distinct project_id, name as funder
    from read_csv($project_funding) p join read_csv($funders) f using (funder_id)
    where project_id is not null
"""
_LARGEST = """
    select organisation_id, organisation
    from participations join projects using (project_id)
    where project_id in (select project_id from project_funders)
    group by all having count(distinct target_group_id) > 1
    order by count(*) desc, organisation_id limit $most
"""
_PEOPLE = """
    select {key}, count(distinct person_id) as people
    from participations join projects using (project_id) {join}
    where $organisation is null or organisation = $organisation
    group by all order by people desc, 1 limit 12
"""
_CHARTS = {
    "By year": ("year(date)", ""),
    "By target group": ("target_group_id", ""),
    "By county": ("county_code", ""),
    "By funder": ("funder", "join project_funders using (project_id)"),
}


@dataclass(frozen=True, slots=True)
class Made:
    """A folder of made-up data, ready for the dashboard and for the reference apps.

    `organisations`: id and name of the organisations with the most participations.
    """

    folder: Path
    rows: int
    organisations: tuple[tuple[str, str], ...]

    def environment(self) -> dict[str, str]:
        """What tells each app where its data is."""
        return {
            "DASHBOARD_DATA": str(self.folder),
            "DASHBOARD_CACHE": str(self.folder / "cache"),
            "BENCH_DATA": str(self.folder / "reference"),
        }


def made(rows: int, kept: Path) -> Made:
    """Made-up data of about so many participations, under the folder `kept`.

    Raises DashboardError when it cannot be made.
    """
    folder = kept / f"rows-{rows}-seed-{SEED}"
    if not (folder / "tables").exists():
        _synthesise(folder, rows)
    if not (folder / "reference" / "about.json").exists():
        _prepare(folder)
    about = json.loads((folder / "reference" / "about.json").read_text(encoding="utf-8"))
    organisations = tuple((p[0], p[1]) for p in about["organisations"])
    return Made(folder, about["rows"], organisations)


def ready_for_pages(made: Made) -> None:
    """The Parquet files and ready-made figures of the reference apps."""
    reference = made.folder / "reference"
    if (reference / "floor.json").exists():
        return
    with duckdb.connect(str(reference / "reference.duckdb"), read_only=True) as connection:
        for table in ("participations", "projects", "project_funders"):
            connection.table(table).to_parquet(str(reference / f"{table}.parquet"))
        _write_floor(connection, reference / "floor.json")


def participations(folder: Path) -> str:
    """The participations of a folder, as a table function of DuckDB's with one parameter."""
    form = "parquet" if any((folder / "tables" / "participations").glob("*.parquet")) else "csv"
    return f"read_{form}($files)"


def files(folder: Path) -> list[str]:
    """The files of participations in a folder of made-up data."""
    found = sorted((folder / "tables" / "participations").glob("part-*"))
    return [str(path) for path in found]


def _synthesise(folder: Path, rows: int) -> None:
    half_made = folder.with_suffix(".half")
    shutil.rmtree(half_made, ignore_errors=True)
    of_a_person = _ROWS_OF_A_PERSON if rows < _LARGE else _OF_A_LARGE_ONE
    people = str(max(1, round(rows / of_a_person)))
    options = ["--people", people, "--seed", str(SEED), "--out", str(half_made)]
    run(["-m", "dashboard.cli", "synth", *options], {})
    half_made.rename(folder)


def run(arguments: list[str], environment: Mapping[str, str]) -> str:
    """What a Python process prints. Raises DashboardError with its last line when it fails."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,  # where `-m` finds the bench
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        details = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
        message = "A step of the measurement failed: {details}"
        raise DashboardError(message.format(details=" ".join(details)))
    return done.stdout


def _prepare(folder: Path) -> None:
    """The rows in a database of DuckDB's own, and what there is to choose."""
    reference = folder / "reference"
    shutil.rmtree(reference, ignore_errors=True)
    reference.mkdir()
    with duckdb.connect(str(reference / "reference.duckdb")) as connection:
        _read(connection, folder)
        largest = connection.execute(_LARGEST, {"most": 20}).fetchall()
        rows = connection.table("participations").shape[0]
    about = {"rows": rows, "organisations": largest}
    (reference / "about.json").write_text(json.dumps(about), encoding="utf-8")


def read_seconds(made: Made) -> float:
    """What DuckDB needs to read the participations into a table of a file of its own."""
    with TemporaryDirectory(dir=made.folder) as scratch:
        begun = time.perf_counter()
        with duckdb.connect(str(Path(scratch) / "read.duckdb")) as connection:
            _read_participations(connection, made.folder)
        return time.perf_counter() - begun


def _read(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    _read_participations(connection, folder)
    for query, tables in (
        (_PROJECTS, ("projects", "programmes", "organisations")),
        (_FUNDERS, ("project_funding", "funders")),
    ):
        named = {name: str(folder / "tables" / f"{name}.csv") for name in tables}
        connection.execute(query, named)


def _read_participations(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    table = participations(folder)
    connection.execute(
        f"create table participations as from {table}",
        {"files": files(folder)},
    )


def _write_floor(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    query = "select distinct organisation from projects order by 1"
    names = [name for (name,) in connection.execute(query).fetchall()]
    figures = {
        name: [_figure(connection, title, None if name == ALL else name) for title in _CHARTS]
        for name in [ALL, *names]
    }
    path.write_text(json.dumps(figures), encoding="utf-8")


def _figure(
    connection: duckdb.DuckDBPyConnection, title: str, organisation: str | None
) -> dict[str, Any]:
    key, join = _CHARTS[title]
    query = _PEOPLE.format(key=key, join=join)
    rows = connection.execute(query, {"organisation": organisation}).fetchall()
    layout = {"title": {"text": title}, "height": 300, "xaxis": {"type": "category"}}
    bars = {"type": "bar", "x": [str(row[0]) for row in rows], "y": [row[1] for row in rows]}
    return {"data": [bars], "layout": layout}
