"""An answer as documents show it: tables in words, bars, and what the colours mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import pandas as pd

from dashboard.charts import LIGHT
from dashboard.charts.look import Hue
from dashboard.charts.rows import untold_text
from dashboard.exports.answer import Answer
from dashboard.exports.columns import ShownColumn
from dashboard.exports.notes import SOURCE, source_numbers
from dashboard.exports.text import Cells, is_missing, one_line, writable
from dashboard.i18n import _, money, number
from dashboard.reach.breakdowns import is_untold
from dashboard.reach.catalogue import records_of
from dashboard.reach.support import ranked
from dashboard.words.ranges import READING_MARK

NUMBERS = ("people", "number", "money")
# In other cells: the amount has its currency, a row its note, and a source its number.
_FOLDED = ("currency", "note", "source_document", "locator", "source_address")
_WITH_PEOPLE = ("inside_text", "may_also_clause", "reading_text")  # are in the cell of the people
_LONGEST_WORD, _WIDEST = 18, 60  # letters


class Bar(NamedTuple):
    """A row of a chart: `rest` is what lies between surely and at most, or above where it
    `is_open`."""

    label: str
    surely: int
    rest: int
    text: str
    is_estimate: bool
    is_open: bool = False

    @property
    def to_cap(self) -> int:
        """How long the line to the possible end is; 0 where an arrow stands."""
        return 0 if self.is_open else self.rest

    @property
    def to_arrow(self) -> int:
        return self.rest if self.is_open else 0


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table in words: headings, which columns are numbers, and the texts of each row."""

    headings: list[str]
    is_number: list[bool]
    rows: list[list[str]]

    def shares(self, letters: int) -> list[float]:
        """The part of the width of each column, on paper that holds so many letters a line:
        its longest word first, and what is left over to the columns with long texts."""
        columns = list(zip(self.headings, *self.rows, strict=True))
        words = [_unbroken(column) for column in columns]
        wants = [
            max(0, _typical(column) - word) for column, word in zip(columns, words, strict=True)
        ]
        spare = max(0, letters - sum(words)) / (sum(wants) or 1)
        needs = [word + want * spare for word, want in zip(words, wants, strict=True)]
        return [need / sum(needs) for need in needs]


def bars(answer: Answer, most: int) -> list[Bar]:
    """The `most` first rows as bars; none where the rows are no people.

    A row with too few people to tell has no length.
    """
    if answer.topic != "reach":
        return []
    charted = replace(answer, rows=ranked(answer.rows))
    return [
        Bar(
            one_line(row["label"]),
            int(row["surely"]),
            0 if is_nothing else int(row["at_most_inside"] - row["surely"]),
            one_line(_inside(row)),
            bool(row["is_estimate"]),
            bool(row["at_most_inside_is_open"]),
        )
        for row, is_nothing in zip(
            records_of(charted.rows.head(most)), untold(charted).head(most), strict=True
        )
    ]


def axis_end(drawn: Sequence[Bar]) -> int:
    """Where the axis of these bars ends: programs that leave lines out of it would cut them."""
    longest = max((bar.surely + bar.rest for bar in drawn), default=1)
    return max(1, longest + longest // 25)


def line_words(drawn: Sequence[Bar]) -> str:
    """What the thin lines of a chart are, for its legend."""
    if any(bar.to_arrow for bar in drawn):
        return _("line: possible; arrow: or more")
    return _("line: possible")


def told_alone(answer: Answer) -> Answer:
    """The answer without the rows that have too few people of a register to be told."""
    return replace(answer, rows=answer.rows[~untold(answer)])


def untold(answer: Answer) -> pd.Series[bool]:
    """Which rows have too few people of a register to be told."""
    rows = answer.rows
    return is_untold(rows) if "counted_text" in rows else pd.Series(False, index=rows.index)


def page_table(answer: Answer) -> TextTable:
    """The rows as a document shows them: numbers keep their ≈ and +, sources are numbers, and a
    note stands under the name of its row. Rows with too few people to tell are one line."""
    columns = [column for column in answer.columns if _is_shown(column, answer)]
    numbers = source_numbers(answer)
    records = records_of(told_alone(answer).rows)
    rows = [[_text(row, column, numbers) for column in columns] for row in records]
    for cells, row in zip(rows, records, strict=True):
        cells[0] = "\n".join(filter(None, [cells[0], writable(row.get("note"))]))
    if few := untold_text(int(untold(answer).sum())):
        rows.append([few, *[""] * (len(columns) - 1)])
    return TextTable([_heading(c) for c in columns], [c.kind in NUMBERS for c in columns], rows)


def records_table(answer: Answer) -> TextTable:
    """The figures behind the rows of reach, each with what it says of its people under its name;
    empty where the rows are the records."""
    if answer.topic != "reach":
        return TextTable([], [], [])
    numbers = source_numbers(answer)
    names = ("label", "published_as", "period_label", "area_label", "locator", SOURCE)
    columns = [column for name in names for column in answer.record_columns if column.name == name]
    records = records_of(answer.records)
    rows = [[_text(row, column, numbers) for column in columns] for row in records]
    for cells, row in zip(rows, records, strict=True):
        cells[0] = "\n".join(filter(None, [cells[0], writable(row.get("people_said"))]))
    return TextTable([_heading(c) for c in columns], [False] * len(columns), rows)


def colour_words(answer: Answer) -> list[tuple[Hue, str]]:
    """The colours of the rows, where there are several."""
    if answer.by == "year":
        return _stacked(answer)
    rows = records_of(answer.rows)
    audiences = {row["audience"] for row in rows}
    every = [
        (LIGHT.supported, _("people supported"), "supported" in audiences),
        (LIGHT.professionals, _("professionals"), "professionals" in audiences),
        (LIGHT.public, _("wider public"), "public" in audiences),
        (LIGHT.neutral, _("all audiences together"), "together" in audiences),
        (LIGHT.neutral, _("wider areas, not stated"), any(r["row_kind"] != "row" for r in rows)),
    ]
    return [(hue, word) for hue, word, is_shown in every if is_shown]


def _stacked(answer: Answer) -> list[tuple[Hue, str]]:
    """The audiences whose colours the chart of the years has, where there are several."""
    drawn = {
        colour
        for trace in (answer.figure or {"data": []})["data"]
        if trace["type"] == "bar"
        for colour in _listed(trace["marker"]["color"])
    }
    every = [
        (LIGHT.supported, _("people supported")),
        (LIGHT.professionals, _("professionals")),
        (LIGHT.public, _("wider public")),
    ]
    found = [(hue, word) for hue, word in every if hue.solid in drawn]
    return found if len(found) > 1 else []


def _listed(colours: str | list[str]) -> list[str]:
    return [colours] if isinstance(colours, str) else colours


def _unbroken(texts: Sequence[str]) -> int:
    """Letters that should stay on one line: a short column whole, else its longest word."""
    whole = max(map(len, texts), default=1)
    longest = max((len(word) for text in texts for word in text.split()), default=1)
    return (whole if whole <= _LONGEST_WORD else min(longest, _LONGEST_WORD)) + 3


def _typical(texts: Sequence[str]) -> int:
    """Letters of the longer texts of a column, the empty ones aside."""
    lengths = sorted(len(line) for text in texts for line in text.split("\n") if line)
    return min(max(lengths[len(lengths) * 3 // 4], lengths[-1] // 2), _WIDEST) if lengths else 1


def _is_shown(column: ShownColumn, answer: Answer) -> bool:
    """Flags are in the words of the numbers; an empty column says nothing."""
    if column.name == "is_estimate":
        return bool(answer.rows["is_estimate"].any())
    if column.name == "figures_touching":
        return bool(answer.rows["figures_touching"].any())
    if column.kind == "flag" or column.name in (*_FOLDED, *_WITH_PEOPLE):
        return False
    is_empty = column.kind == "text" and not any(map(writable, answer.rows[column.name]))
    return column.name in ("label", "people_text") or not is_empty


def _inside(row: Cells) -> str:
    """The people of a row without what only touches the filters, marked where we read them so."""
    return f"{row['inside_text']} {row['reading_mark']}".strip()


def _heading(column: ShownColumn) -> str:
    return writable(column.heading)


def _text(row: Cells, column: ShownColumn, numbers: dict[str, int]) -> str:
    value = row[column.name]
    if is_missing(value):
        return ""
    if column.name == SOURCE:
        return f"[{numbers[writable(value)]}]"
    if column.name == "people_text" and "inside_text" in row:
        return ", ".join(filter(None, [writable(_inside(row)), writable(row["may_also_clause"])]))
    if column.name in ("surely", "at_most"):
        name = "at_most_inside" if column.name == "at_most" else column.name
        return str(row[f"{name}_text"])
    if column.kind == "money":
        return money(value, str(row["currency"]))
    if column.kind == "flag":
        return _("yes") if value else _("no")
    if column.name == "published_as" and row.get("reading_text"):
        return f"{writable(value)} {READING_MARK}"
    return number(value) if column.kind in NUMBERS else writable(value)
