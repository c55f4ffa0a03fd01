"""How the cost grows with the rows of the register and with the readers: hours, not minutes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from bench import ROOT, answers, sessions
from bench.data import made
from bench.plan import FULL
from bench.servers import OURS, running
from dashboard.charts import LIGHT
from dashboard.charts.look import FONT
from dashboard.exports.browser import draw, has_browser

ROWS = (10_000, 1_000_000, 10_000_000, 100_000_000)
SESSIONS = (1, 10, 50, 200)
PICTURES = ROOT / "docs" / "pictures"
_QUESTIONS = 10
_WIDTH, _HEIGHT = 640, 360
_COLOURS = (LIGHT.supported.solid, LIGHT.professionals.solid, LIGHT.public.solid)
# Columns of the table in the docs: key, heading, decimals.
OF_ROWS = (
    ("rows", "participations", 0),
    ("build_s", "build, s", 1),
    ("read_s", "DuckDB’s read, s", 1),
    ("build_gb", "memory of the build, GB", 2),
    ("new_ms", "not asked before, ms", 0),
    ("bare_ms", "bare DuckDB, ms", 0),
    ("again_ms", "asked before, ms", 1),
    ("first_screen_ms", "headline breakdowns, ms", 0),
    ("asking_gb", "memory of the asking process, GB", 2),
)
OF_SESSIONS = (
    ("sessions", "sessions", 0),
    ("p50_ms", "rerun, median, ms", 0),
    ("p95_ms", "rerun, p95, ms", 0),
    ("lost", "lost", 0),
    ("memory_mb", "memory of the server, MB", 0),
)


def measure(kept: Path, say: Callable[[str], None]) -> Iterator[dict[str, Any]]:
    """What is known so far, after each size: `sizes` and `crowds`, lists of numbers by name."""
    found: dict[str, Any] = {"sizes": [], "crowds": []}
    for rows in ROWS:
        say(f"{rows:,} participations")
        found["sizes"].append(_size(rows, kept))
        yield found
    data = made(FULL.page_rows, kept)
    answers.build(data)
    with running(OURS, data.environment(), data.folder) as server:
        for size in SESSIONS:
            say(f"{size} sessions")
            crowd = sessions.crowd(server, data, size, FULL.session_seconds)
            found["crowds"].append(_crowd(crowd))
            yield found


def _size(rows: int, kept: Path) -> dict[str, float]:
    data = made(rows, kept)
    built = answers.build(data)
    asked = answers.measure(data, replace(FULL, questions=_QUESTIONS))
    return {
        "rows": data.rows,
        "build_s": built.seconds,
        "read_s": built.read_seconds,
        "build_gb": built.peak,
        "new_ms": median(asked.ours) * 1000,
        "bare_ms": median(asked.bare) * 1000,
        "again_ms": median(asked.again) * 1000,
        "first_screen_ms": median(asked.first_screen) * 1000,
        "asking_gb": asked.memory / 1024,
    }


def _crowd(crowd: sessions.Crowd) -> dict[str, float]:
    return {
        "sessions": crowd.size,
        "p50_ms": crowd.percentile(50),
        "p95_ms": crowd.percentile(95),
        "lost": crowd.lost,
        "memory_mb": crowd.memory,
    }


def table(columns: Sequence[tuple[str, str, int]], rows: Sequence[dict[str, float]]) -> str:
    """The rows as a table of Markdown."""
    lines = [[heading for _key, heading, _decimals in columns], ["---:"] * len(columns)]
    lines += [[f"{row[key]:,.{decimals}f}" for key, _h, decimals in columns] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def pictures(found: dict[str, Any], folder: Path = PICTURES) -> list[tuple[str, Path]]:
    """Draw what was found: the words for a reader who does not see it, and the file, for each.

    None without a browser to draw with.
    """
    if not has_browser():
        return []
    drawn = []
    for name, (words, key, columns, values) in _CHARTS.items():
        rows = found["sizes" if key == "rows" else "crowds"]
        path = folder / f"growth-{name}.svg"
        path.write_bytes(draw(_figure(rows, key, columns, values), "svg", _WIDTH, _HEIGHT, 1))
        drawn.append((words, path))
    return drawn


def _figure(
    rows: Sequence[dict[str, float]], key: str, columns: dict[str, str], title: str
) -> dict[str, Any]:
    """Lines over two logarithmic axes: a straight line of slope one grows as its cause."""
    axis = {"type": "log", "dtick": 1, "gridcolor": LIGHT.rule, "linecolor": LIGHT.rule}
    lines = [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": name,
            "x": [row[key] for row in rows],
            "y": [row[column] for row in rows],
            "line": {"color": colour},
        }
        for (column, name), colour in zip(columns.items(), _COLOURS, strict=False)
    ]
    layout = {
        "font": {"family": FONT, "color": LIGHT.ink},
        "paper_bgcolor": "#FFFFFF",
        "plot_bgcolor": "#FFFFFF",
        "margin": {"l": 70, "r": 20, "t": 20, "b": 90},
        "legend": {"orientation": "h", "y": -0.25},
        "xaxis": axis | {"title": {"text": "participations" if key == "rows" else key}},
        "yaxis": axis | {"title": {"text": title}},
    }
    return {"data": lines, "layout": layout}


_CHARTS: dict[str, tuple[str, str, dict[str, str], str]] = {
    "answers": (
        "Milliseconds of an answer by the rows of the register",
        "rows",
        {"new_ms": "not asked before", "bare_ms": "bare DuckDB", "again_ms": "asked before"},
        "milliseconds",
    ),
    "build": (
        "Seconds of a build by the rows of the register",
        "rows",
        {"build_s": "build", "read_s": "DuckDB’s read"},
        "seconds",
    ),
    "sessions": (
        "Milliseconds of a rerun by the sessions at once",
        "sessions",
        {"p50_ms": "median", "p95_ms": "p95"},
        "milliseconds",
    ),
}
