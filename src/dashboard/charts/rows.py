"""Rows of a frame as values, and their split into panels that can be read side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.charts.text import joined, literal, wrap
from dashboard.i18n import ngettext
from dashboard.reach.breakdowns import is_untold

HIGHEST_FACTOR = 25  # below a 25th of its panel's largest, a bar can no longer be read
MOST_PANELS = 3


@dataclass(frozen=True)
class Row:
    """A range of people with its words, as the common columns give it."""

    row_id: str
    label: str
    surely: int
    at_most: int
    is_open: bool
    is_estimate: bool
    people_text: str
    audience: str = ""
    row_kind: str = ""
    is_untold: bool = False  # people of a register, too few to be told
    extra: Any = None  # what only one kind of chart knows: a year, a lane's ends, a whole

    @property
    def hover(self) -> str:
        return f"{joined(wrap(self.label, 280))}<br>{literal(self.people_text)}"


_COLUMNS = ("row_id", "label", "surely", "at_most", "at_most_is_open", "is_estimate", "people_text")


def rows_of(frame: pd.DataFrame, *extra: str) -> list[Row]:
    """The rows of `frame`; `extra` names the columns that go, as a tuple, to `Row.extra`."""
    values = [frame[name].tolist() for name in _COLUMNS]
    for name in ("audience", "row_kind"):
        values.append(frame[name].tolist() if name in frame else [""] * len(frame))
    values.append(_is_untold(frame))
    more = zip(*(frame[name].tolist() for name in extra), strict=True)
    extras = more if extra else [()] * len(frame)
    return [Row(*row) for row in zip(*values, extras, strict=True)]


def _is_untold(frame: pd.DataFrame) -> list[bool]:
    return is_untold(frame).tolist() if "counted_text" in frame else [False] * len(frame)


def told(rows: Sequence[Row]) -> list[Row]:
    """The rows that a chart can draw: bars of nothing, and of nobody knows how many, are noise."""
    return [row for row in rows if not row.is_untold]


def left_out_lines(rows: Sequence[Row], most: int) -> list[str]:
    """What stands under the first `most` rows of a chart; nothing when all are in it."""
    shown, smaller = told(rows), ""
    if len(shown) > most:
        left = len(shown) - most
        smaller = ngettext("and {n} smaller row", "and {n} smaller rows", left)
    return [line for line in (smaller, untold_text(len(rows) - len(shown))) if line]


def untold_text(count: int) -> str:
    """How many rows have too few people of a register to be told; empty for none."""
    few = ngettext(
        "and {n} row with too few people to tell",
        "and {n} rows with too few people to tell",
        count,
    )
    return few if count else ""


def largest_first(rows: Sequence[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (-row.at_most, -row.surely))


def panels_of(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows of like size together, the largest first; each panel has a scale of its own."""
    panels: list[list[Row]] = []
    for row in largest_first(rows):
        too_small = not panels or row.at_most * HIGHEST_FACTOR < panels[-1][0].at_most
        if too_small and len(panels) < MOST_PANELS:
            panels.append([])
        panels[-1].append(row)
    return panels


def largest(panel: Sequence[Row]) -> int:
    return max(1, *(row.at_most for row in panel))


def header(panels: Sequence[Sequence[Row]], at: int) -> str:
    """What stands above a panel: nothing over the first, the magnification over the others."""
    if not at:
        return ""
    times = round(largest(panels[0]) / largest(panels[at]))
    return ngettext(
        "Smaller figures, drawn {n} time larger", "Smaller figures, drawn {n} times larger", times
    )
