"""`python -m bench`, which is `make measure`."""

from __future__ import annotations

import math
import os
from pathlib import Path
from typing import Any

import click
from platformdirs import user_cache_path

from bench.growth import OF_ROWS, OF_SESSIONS, measure, table
from bench.plan import FULL, QUICK, Clock, Plan
from bench.report import record, rows_found, write_json, write_report
from bench.running import run
from bench.table import printed
from dashboard.errors import DashboardError

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.option("--quick", is_flag=True, help="A minute, with less data; parts that need more wait.")
@click.option("--growth", is_flag=True, help="Hours: the cost at many sizes, up to 100 million.")
@click.option("--out", type=_FILE, help="Also write everything that was found, as JSON.")
@click.option("--report", type=_FILE, help="Only put such a file into docs/performance.md.")
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the made-up data is kept between runs.",
)
def bench(
    quick: bool, growth: bool, out: Path | None, report: Path | None, data: Path | None
) -> None:
    """Measure the dashboard beside what a good user writes, as ratios.

    The exit code is 0 also when a goal is missed.
    """
    kept = data or user_cache_path("reach-dashboard-bench", appauthor=False)
    try:
        if report is not None:
            write_report(report)
        elif growth:
            _growth(kept, out)
        else:
            _once(QUICK if quick else FULL, kept, out)
    except DashboardError as error:
        raise click.ClickException(str(error)) from error


def _once(plan: Plan, kept: Path, out: Path | None) -> None:
    load = os.getloadavg()[0]
    found = run(plan, kept, _say)
    click.echo(printed(found.rows))
    for reason in found.left_out:
        click.echo(f"Left out: {reason}")
    if out is not None:
        kind = "quick" if plan.is_quick else "full"
        rows = rows_found(found.rows, found.left_out)
        write_json(out, record(kind, found.clock.spent, load, rows))


def _growth(kept: Path, out: Path | None) -> None:
    clock, load = Clock(math.inf), os.getloadavg()[0]
    found: dict[str, Any] = {}
    for found in measure(kept, _say):
        if out is not None:  # after each size: the next may take an hour
            write_json(out, record("long", clock.spent, load, found))
    click.echo(table(OF_ROWS, found["sizes"]))
    click.echo(table(OF_SESSIONS, found["crowds"]))


def _say(text: str) -> None:
    click.echo(text, err=True)


if __name__ == "__main__":
    bench(prog_name="python -m bench")
