"""`dashboard bench`."""

from __future__ import annotations

from pathlib import Path

import click
from platformdirs import user_cache_path

from dashboard.bench.plan import FULL, QUICK
from dashboard.bench.report import record, write_json, write_report
from dashboard.bench.running import run
from dashboard.bench.table import printed

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.option("--quick", is_flag=True, help="A minute, with less data; parts that need more wait.")
@click.option("--out", type=_FILE, help="Also write everything that was found, as JSON.")
@click.option("--report", type=_FILE, help="Only put such a file into docs/performance.md.")
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the made-up data is kept between runs.",
)
def bench(quick: bool, out: Path | None, report: Path | None, data: Path | None) -> None:
    """Measure the dashboard beside what a good user writes, as ratios.

    The exit code is 0 also when a goal is missed.
    """
    if report is not None:
        write_report(report)
        return
    plan = QUICK if quick else FULL
    kept = data or user_cache_path("reach-dashboard-bench", appauthor=False)
    found = run(plan, kept, lambda text: click.echo(text, err=True))
    click.echo(printed(found.rows))
    for reason in found.left_out:
        click.echo(f"Left out: {reason}")
    if out is not None:
        kind = "quick" if quick else "full"
        write_json(out, record(found.rows, found.left_out, found.clock.spent, kind))
