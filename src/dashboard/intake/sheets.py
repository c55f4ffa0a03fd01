"""The neutral sheet: what every file becomes before anything is understood of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

# What a cell is in its file; a text may still look like a number.
TEXT, NUMBER, DATE, YESNO = "text", "number", "date", "yesno"
LOST = "lost"  # an error, or a formula without its result


class Cell(NamedTuple):
    """A cell's text and what it was: a number has a decimal point, a date is as in ISO 8601."""

    text: str
    kind: str = TEXT


EMPTY = Cell("")


@dataclass(frozen=True)
class Sheet:
    """A sheet of a file: its rows that are not blank, each with its number as the sender sees it.

    `name` is "" where a file has no sheets. `notes`: sentences on how it was read.
    `merged`: by row and column the first column of the cells that it is merged with sideways.
    `is_of_1904`: its numbers of days begin in that year. `widths`: of a text whose rows have not
    all the same number of cells, how many those of the first rows and all wider ones have.
    """

    name: str
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    is_hidden: bool = False
    notes: tuple[str, ...] = ()
    merged: Mapping[int, Mapping[int, int]] = field(default_factory=dict)
    is_of_1904: bool = False
    widths: Mapping[int, int] = field(default_factory=dict)


def letter(n: int) -> str:
    """The letter of a column, counted from 0: A, B, … Z, AA."""
    return (letter(n // 26 - 1) if n >= 26 else "") + chr(65 + n % 26)


def trimmed(text: str) -> str:
    """One line of a heading or cell, blanks once."""
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())
