"""A whole folder of made-up data: participations first, then the tables that speak of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dashboard.errors import DashboardError
from dashboard.i18n import N_, _
from dashboard.synth.counts import Counts, count, no_counts
from dashboard.synth.figures import add_figures
from dashboard.synth.network import made_up_network
from dashboard.synth.participations import WRITERS, Lists, PersonIds, rows
from dashboard.synth.people import BLOCK, block
from dashboard.synth.plan import Plan
from dashboard.synth.records import add_records
from dashboard.synth.tables import Tables

# The tables get their own name when all of them are there: a folder cut short holds no data.
_UNFINISHED = "tables.unfinished"
_NOT_EMPTY = N_(
    "The folder {folder} is not empty. Name a new one, "
    "or delete it first if it is left from a run that was cut short."
)
_NOT_WRITTEN = N_("The made-up data cannot be written to {folder}: {details}.")


def make(folder: Path, people: int, seed: int, form: str) -> int:
    """Write the folder, new or empty, and say how many participations it holds.

    `form` is a key of WRITERS. Raises DashboardError when the folder is not empty or cannot be
    written; then, and when interrupted, nothing of it stays.
    """
    plan = Plan(made_up_network(people, seed))
    with _all_or_nothing(folder) as tables:
        counts = _participations(plan, tables / "participations", form)
        held = Tables()
        add_records(held, plan.network)
        add_figures(held, plan, counts)
        held.write(tables)
    return counts.rows


def _participations(plan: Plan, folder: Path, form: str) -> Counts:
    folder.mkdir()
    lists, ids, counts = Lists(plan), PersonIds(plan.network.seed), no_counts(plan)
    for number in range(-(-plan.network.people // BLOCK)):
        made = block(plan, number)
        counts.add(count(plan, made))
        table = rows(lists, ids, made, dates_as_text=form != "parquet")
        WRITERS[form](folder / f"part-{number + 1:05}.{form}", table)
    return counts


@contextmanager
def _all_or_nothing(folder: Path) -> Iterator[Path]:
    """Where to write the tables of the folder; they are its tables when nothing fails."""
    is_new = not folder.exists()
    unfinished = folder / _UNFINISHED
    try:
        if not is_new and (not folder.is_dir() or any(folder.iterdir())):
            raise DashboardError(_(_NOT_EMPTY).format(folder=folder))
        unfinished.mkdir(parents=True)
    except OSError as error:
        raise _not_written(folder, error) from error
    try:
        yield unfinished
        unfinished.rename(folder / "tables")
    except BaseException as error:
        shutil.rmtree(folder if is_new else unfinished, ignore_errors=True)
        if isinstance(error, OSError):
            raise _not_written(folder, error) from error
        raise


def _not_written(folder: Path, error: OSError) -> DashboardError:
    details = error.strerror or str(error)
    return DashboardError(_(_NOT_WRITTEN).format(folder=folder, details=details))
