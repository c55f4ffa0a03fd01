"""Rows of a frame as values, in the order in which a chart shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.charts.text import joined, literal, wrap
from dashboard.counting import End
from dashboard.i18n import _, ngettext
from dashboard.reach.breakdowns import is_untold
from dashboard.words.ranges import short_text


@dataclass(frozen=True)
class Row:
    """A range of people with its words, as the common columns give it."""

    row_id: str
    label: str
    surely: int
    at_most: int  # of what lies inside the filters
    is_open: bool
    is_estimate: bool
    people_text: str
    surely_text: str
    at_most_text: str
    is_approximate: bool
    surely_is_open: bool
    may_also: str  # what only touches the filters, in words
    mark: str  # after a number that is our reading
    audience: str = ""
    row_kind: str = ""
    is_untold: bool = False  # people of a register, too few to be told
    extra: Any = None  # what only one kind of chart knows: a year, a lane's ends, a whole

    @property
    def hover(self) -> str:
        """The exact numbers, and what a click does."""
        lines = [joined(wrap(self.label, 280)), f"<b>{literal(self.people_text)}</b>"]
        lines += [literal(self.may_also)] if self.may_also else []
        return "<br>".join([*lines, literal(_("click: where it comes from"))])

    @property
    def short_text(self) -> str:
        """The certain end, rounded down to three digits, with its mark."""
        told = short_text(End(self.surely, self.is_approximate, self.surely_is_open))
        return f"{told}{self.mark}"

    @property
    def certain_text(self) -> str:
        """The certain end, exact; empty where nobody is certain."""
        return f"{self.surely_text}{self.mark}" if self.surely else ""

    @property
    def possible_text(self) -> str:
        """The possible end where it is another number: `– 630`; `up to 56` where nobody is sure."""
        upper = self.at_most_text.removeprefix("≈ ")  # a grey number is no firm one anyway
        if self.surely:
            return "" if self.at_most == self.surely else f"– {upper}"
        if self.at_most:
            told = _("{people} possible") if self.is_open else _("up to {people}")
            return told.format(people=upper)
        return _("only in wider reports") if self.may_also else ""


_COLUMNS = (
    "row_id",
    "label",
    "surely",
    "at_most_inside",
    "at_most_inside_is_open",
    "is_estimate",
    "inside_text",
    "surely_text",
    "at_most_inside_text",
    "surely_is_approximate",
    "surely_is_open",
    "may_also_clause",
    "reading_mark",
)


def as_rows(frame: pd.DataFrame, *extra: str) -> list[Row]:
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


def drawable(rows: Sequence[Row]) -> list[Row]:
    """The rows that a chart can draw: bars of nothing, and of nobody knows how many, are noise."""
    return [row for row in rows if not row.is_untold]


def left_out_lines(rows: Sequence[Row], most: int) -> list[str]:
    """What stands under the first `most` rows of a chart; nothing when all are in it."""
    shown, smaller = drawable(rows), ""
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
    """By the certain number, as everywhere."""
    return sorted(rows, key=lambda row: (-row.surely, -row.at_most))


def certain_word(mark: str = "") -> str:
    """Stands in the first bar instead of a key; `mark`: of a number that is our reading."""
    return _("our reading {mark}").format(mark=mark) if mark else _("certain")


def mark_words(mark: str) -> str:
    """The key of the mark, for where it stands."""
    return _("{mark} the report leaves room for doubt: this is how we read it").format(mark=mark)


def possible_words(is_open: bool) -> str:
    """Stands on the line after it."""
    return _("possible, or more") if is_open else _("possible")
