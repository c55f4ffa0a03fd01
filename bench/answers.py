"""Questions and builds without a browser: ours beside DuckDB's own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from statistics import median

from bench.data import Made, read_seconds, run
from bench.plan import Plan
from bench.table import Row
from dashboard.errors import DashboardError

DUCKDB = "bare DuckDB"
_NEW_GOAL, _AGAIN_GOAL, _HEADLINE_GOAL = 1.3, 10.0, 20.0
_BUILD_GOAL, _MEMORY_GOAL = 2.5, 3.0


@dataclass(frozen=True, slots=True)
class Built:
    """Seconds and gigabytes (the process's peak) of a build of so many participations."""

    rows: int
    seconds: float
    peak: float
    read_seconds: float


@dataclass(frozen=True, slots=True)
class Answers:
    """Seconds of questions to the register: new ones, ours and bare; the same again; unfiltered.

    `whole` and `first_screen`: the same with the published figures, in words. `…_processor`: of all
    processors together; `untold`: the same rows counted in our classes, and told to nobody.
    """

    rows: int
    ours: list[float]
    bare: list[float]
    again: list[float]
    whole: list[float]
    ours_processor: list[float]
    bare_processor: list[float]
    untold_processor: list[float]
    unfiltered: list[float]
    first_screen: list[float]
    memory: float


def build(made: Made) -> Built:
    """Build from nothing, in a process of its own. Raises DashboardError when it fails."""
    shutil.rmtree(made.folder / "cache", ignore_errors=True)
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "dashboard.cli", "build"],
        env=os.environ | made.environment(),
        stdout=subprocess.DEVNULL,
    )
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        message = "A step of the measurement failed: {details}"
        raise DashboardError(message.format(details="dashboard build"))
    seconds = time.perf_counter() - begun
    return Built(made.rows, seconds, used.ru_maxrss / 1024**2, read_seconds(made))


def measure(made: Made, plan: Plan) -> Answers:
    """Ask in a process of its own; the store must be built."""
    database = str(made.folder / "reference" / "reference.duckdb")
    arguments = ["-m", "bench.questions", database, str(plan.questions)]
    return Answers(made.rows, **json.loads(run(arguments, made.environment())))


def build_rows(built: Built) -> list[Row]:
    """The rows of the table."""
    what = f"build of {built.rows:,} participations from CSV"
    return [
        Row(what, built.seconds, "s", built.read_seconds, "DuckDB's read", _BUILD_GOAL),
        Row(f"{what}: memory", built.peak, "GB", goal=_MEMORY_GOAL),
    ]


def rows(found: Answers) -> list[Row]:
    """The rows of the table."""
    size = f"{found.rows:,} participations"
    ours, bare = median(found.ours) * 1000, median(found.bare) * 1000
    again, unfiltered = median(found.again) * 1000, median(found.unfiltered) * 1000
    whole, first_screen = median(found.whole) * 1000, median(found.first_screen) * 1000
    return [
        Row(f"answer not asked before, filtered, {size}", ours, "ms", bare, DUCKDB, _NEW_GOAL),
        *_processor(found, size),
        Row(f"answer asked before, {size}", again, "ms", goal=_AGAIN_GOAL),
        Row(f"unfiltered headline breakdowns, {size}", unfiltered, "ms", goal=_HEADLINE_GOAL),
        Row("the same answer with all published figures, in words", whole, "ms", bare, DUCKDB),
        Row("the same breakdowns with all published figures, in words", first_screen, "ms"),
    ]


def _processor(found: Answers, size: str) -> list[Row]:
    """What protection costs: of processor time, since other work on the machine bends that less."""
    listed = found.ours_processor, found.bare_processor, found.untold_processor
    ours, bare, untold = (median(each) * 1000 for each in listed)
    what = f"the same answer, processor time, {size}"
    return [
        Row(what, ours, "ms", bare, DUCKDB, _NEW_GOAL),
        Row(what, ours, "ms", untold, "our classes, untold"),
    ]
