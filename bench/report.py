"""What a run found: kept as JSON, and written into the docs between two marks."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bench import ROOT, growth
from bench.table import Row, as_json, markdown
from dashboard.errors import DashboardError

PAGE = ROOT / "docs" / "performance.md"
BENCH = "<!-- bench: begin -->", "<!-- bench: end -->"
GROWTH = "<!-- growth: begin -->", "<!-- growth: end -->"


def record(kind: str, seconds: float, load: float, found: dict[str, Any]) -> dict[str, Any]:
    """What a run found, with what it ran on; `load` is the other work of the minute before it."""
    return {
        "made_on": date.today().isoformat(),
        "run": kind,
        "seconds": round(seconds),
        "machine": {
            "processors": os.cpu_count(),
            "load": round(load, 1),
            "python": platform.python_version(),
        },
    } | found


def rows_found(rows: Sequence[Row], left_out: Sequence[str]) -> dict[str, Any]:
    return {"rows": [as_json(row) for row in rows], "left_out": list(left_out)}


def write_json(path: Path, found: dict[str, Any]) -> None:
    try:
        path.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as error:
        message = "The file cannot be written to {path}: {details}."
        raise DashboardError(message.format(path=path, details=error.strerror)) from error


def write_report(path: Path, page: Path = PAGE) -> None:
    """Put the table of a run's JSON into the page of the docs, in the place of the one there.

    Raises DashboardError when the file is none of the bench's.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        marks, text = (GROWTH, _growth(found)) if "sizes" in found else (BENCH, _table(found))
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = "{path} is no file that the bench wrote; make one with: {command}"
        command = "python -m bench --out bench.json"
        raise DashboardError(message.format(path=path, command=command)) from error
    begin, end = marks
    page_text = page.read_text(encoding="utf-8")
    before, _begin, rest = page_text.partition(begin)
    _old, _end, after = rest.partition(end)
    between = f"{begin}\n{_made_on(found)}\n\n{text}\n{end}"
    page.write_text(f"{before}{between}{after}", encoding="utf-8")


def _table(found: dict[str, Any]) -> str:
    return markdown(found["rows"], found["left_out"])


def _growth(found: dict[str, Any]) -> str:
    parts = [growth.table(growth.OF_ROWS, found["sizes"])]
    if found["crowds"]:
        parts.append(growth.table(growth.OF_SESSIONS, found["crowds"]))
        parts += [f"![{words}](pictures/{p.name})" for words, p in growth.pictures(found)]
    return "\n\n".join(parts)


def _made_on(found: dict[str, Any]) -> str:
    machine = found["machine"]
    return (
        f"A {found['run']} run of {found['seconds']} s on {found['made_on']}, "
        f"{machine['processors']} processors, Python {machine['python']}. "
        f"Load of the machine before it, by other work: {machine['load']}."
    )
