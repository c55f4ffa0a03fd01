"""What a run found: kept as JSON, and written into the docs between two marks."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from dashboard.bench.table import Row, as_json, markdown
from dashboard.errors import DashboardError
from dashboard.i18n import _
from dashboard.paths import DOCS

PAGE = DOCS / "performance.md"
BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"


def record(rows: Sequence[Row], left_out: Sequence[str], seconds: float, kind: str) -> dict:  # type: ignore[type-arg]
    """Everything a run found, with what it ran on."""
    return {
        "made_on": date.today().isoformat(),
        "run": kind,
        "seconds": round(seconds),
        "machine": {"processors": os.cpu_count(), "python": platform.python_version()},
        "rows": [as_json(row) for row in rows],
        "left_out": list(left_out),
    }


def write_json(path: Path, found: dict[str, Any]) -> None:
    try:
        path.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as error:
        message = _("The file cannot be written to {path}: {details}.")
        raise DashboardError(message.format(path=path, details=error.strerror)) from error


def write_report(path: Path, page: Path = PAGE) -> None:
    """Put the table of a run's JSON into the page of the docs, in the place of the one there.

    Raises DashboardError when the file is none of the bench's.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        table = markdown(found["rows"], found["left_out"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = _("{path} is no file that the bench wrote; make one with: {command}")
        command = "dashboard bench --out bench.json"
        raise DashboardError(message.format(path=path, command=command)) from error
    text = page.read_text(encoding="utf-8")
    before, _begin, rest = text.partition(BEGIN)
    _old, _end, after = rest.partition(END)
    between = f"{BEGIN}\n{_made_on(found)}\n\n{table}\n{END}"
    page.write_text(f"{before}{between}{after}", encoding="utf-8")


def _made_on(found: dict[str, Any]) -> str:
    machine = found["machine"]
    return (
        f"A {found['run']} run of {found['seconds']} s on {found['made_on']}, "
        f"{machine['processors']} processors, Python {machine['python']}."
    )
