"""What was measured, beside its goal: rows, ratios, verdicts and how they are printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

HEADINGS = ("what", "ours", "reference", "ratio", "goal", "verdict")
MET, MISSED, NO_GOAL = "met", "missed", ""
_UNITS = {"ms": 0, "GB": 2, "s": 2, "kB": 0, "MB": 1, "": 0}  # decimals


@dataclass(frozen=True, slots=True)
class Row:
    """One measured thing. `goal` bounds the ratio to the reference, or `ours` without one.

    A goal with `on_ours` bounds `ours` itself though there is a reference beside it.
    """

    what: str
    ours: float
    unit: str
    reference: float | None = None
    beside: str = ""  # what the reference is
    goal: float | None = None
    on_ours: bool = False

    @property
    def ratio(self) -> float | None:
        """Ours in parts of the reference; None without one."""
        return self.ours / self.reference if self.reference else None

    @property
    def verdict(self) -> str:
        if self.goal is None:
            return NO_GOAL
        bounded = self.ours if self.on_ours or self.ratio is None else self.ratio
        return MET if bounded <= self.goal else MISSED

    def cells(self) -> tuple[str, ...]:
        """The texts of HEADINGS."""
        reference = amount(self.reference, self.unit)
        # A ratio just above its goal must not look as if it met it.
        ratio = "" if self.ratio is None else f"{self.ratio:.{3 if self.ratio < 1 else 2}f}"
        return (
            self.what,
            amount(self.ours, self.unit),
            f"{reference} {self.beside}".strip(),
            ratio,
            self._goal(),
            self.verdict,
        )

    def _goal(self) -> str:
        if self.goal is None:
            return ""
        if self.on_ours or self.ratio is None:
            return f"≤ {amount(self.goal, self.unit)}"
        return f"≤ {self.goal:.2f}"


def amount(value: float | None, unit: str) -> str:
    """A number with its unit; empty for None."""
    return "" if value is None else f"{value:,.{_UNITS[unit]}f} {unit}".strip()


def printed(rows: Iterable[Row]) -> str:
    """The rows in columns, for a terminal."""
    lines = [HEADINGS, *(row.cells() for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def markdown(rows: Sequence[dict[str, Any]], left_out: Sequence[str]) -> str:
    """The same as a table of Markdown, from the rows of `as_json`."""
    held = [read(row) for row in rows]
    lines = [HEADINGS, tuple("---" for _heading in HEADINGS), *(row.cells() for row in held)]
    text = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return "\n\n".join([text, *(f"Left out: {reason}" for reason in left_out)])


def as_json(row: Row) -> dict[str, Any]:
    return asdict(row) | {"ratio": row.ratio, "verdict": row.verdict}


def read(row: dict[str, Any]) -> Row:
    """The row that `as_json` wrote."""
    return Row(**{key: row[key] for key in Row.__slots__})
