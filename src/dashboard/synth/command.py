"""`dashboard synth`: made-up data to try the dashboard with, and to measure it."""

from __future__ import annotations

from pathlib import Path

import click

from dashboard.i18n import _, ngettext

# How participations can be written: the writers of `participations`, which take long to load.
FORMS = ("csv", "csv.gz", "parquet")
_MOST_PEOPLE = 1_000_000_000
_MOST_SEED = 2**63 - 1


@click.command()
@click.option("--people", type=click.IntRange(1, _MOST_PEOPLE), required=True)
@click.option("--seed", type=click.IntRange(0, _MOST_SEED), default=1, show_default=True)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="A new or empty folder, for DASHBOARD_DATA.",
)
@click.option(
    "--participations",
    "form",
    type=click.Choice(FORMS),
    default="csv",
    show_default=True,
    help="How the participations are written.",
)
def synth(people: int, seed: int, out: Path, form: str) -> None:
    """Make up a network of organisations, its people and its figures.

    The same people and seed give the same bytes.
    """
    from dashboard.synth.making import make  # no other command needs it, and it is slow to load

    rows = make(out, people, seed, form)
    click.echo(_("The made-up data is in {folder}.").format(folder=out))
    click.echo(ngettext("{n} participation.", "{n} participations.", rows))
