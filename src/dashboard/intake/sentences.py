"""A problem as it is told to who sent the row: by the headings of our sheets and in words, unless
the file itself has the columns and values of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dashboard.i18n import _
from dashboard.intake.fields import heading_of
from dashboard.store import Problem
from dashboard.words.labels import AGE_CLASSES, AUDIENCES, LABELS, QUALIFIERS

_COLUMN = re.compile(r"\b(?:[a-z]+(?:_[a-z]+)+|supersedes)\b")  # no other is a column alone
_AGES = {"age_from": "age", "age_to": "age", "higher": "people_max"}
# By the name in a sentence the words of what stands there.
_WORDS = {
    **dict.fromkeys(("audience", "whole_audience"), AUDIENCES),
    "age_class": AGE_CLASSES,
    **dict.fromkeys(("qualifier", "meant"), QUALIFIERS),
}


def told(problem: Problem, columns: tuple[tuple[str, str, str], ...]) -> str:
    """What is wrong, and the remedy. `columns`: those of the row's place, with their headings."""
    if are_of_a_table(columns):
        return f"{problem.problem} {problem.remedy}"
    names = (*problem.names, *_in_words(problem))
    said = replace(problem, names=names)
    sentence = f"{said.problem} {said.remedy}"
    return _COLUMN.sub(lambda found: _heading(problem.table, found[0]), sentence)


def are_of_a_table(columns: tuple[tuple[str, str, str], ...]) -> bool:
    """Whether the file has the columns of a table, and so its ids."""
    return any(column == heading for column, _letter, heading in columns)


def _in_words(problem: Problem) -> Iterator[tuple[str, str]]:
    if problem.column:
        yield "column", _heading(problem.table, problem.column)
    labels = LABELS.get((problem.table, problem.column or ""), {})
    for name, text in problem.names:
        if name == "allowed":
            yield name, ", ".join(_(labels[v]) if v in labels else v for v in text.split(", "))
        elif text in _WORDS.get(name, {}):
            yield name, _(_WORDS[name][text])


def _heading(table: str, column: str) -> str:
    """“Where” of area_id; the column itself where our sheets have none of it."""
    heading = heading_of(table, _AGES.get(column, column))
    return column if heading == column else _("“{name}”").format(name=heading)
