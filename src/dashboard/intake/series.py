"""Figures of one file about the same people, each period within the next: a running total."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import inf

from dashboard.i18n import N_, _
from dashboard.intake.offer import Proposed, Question
from dashboard.period import Period

SERIES, RUNNING, APART = "series", "running", "apart"
_SENTENCE = N_("Figures of {label} for periods that lie within one another")
_RUNNING = N_("A running total: the last holds the earlier ones")
_APART = N_("Each counts by itself")
_KEY = (
    *("label_ro", "label_en", "target_group_id", "area_id", "sex", "age_from", "age_to", "unit"),
    *("project_id", "programme_id", "organisation_id"),
)
_MOST = 200  # figures of one series that are looked at
_TIES = ("part_of", "same_as", "supersedes")


def tied(
    rows: tuple[Proposed, ...], answers: Mapping[tuple[str, str], str]
) -> tuple[tuple[Proposed, ...], list[Question]]:
    """The rows with each figure a part of the one that holds its period, and what is asked.

    Unless it is answered, a series is a running total: its earlier figures add nothing to the last.
    """
    wholes = _wholes(rows)
    if not wholes:
        return rows, []
    answer = answers.get((SERIES, ""), RUNNING)
    labels = {each.values["label_ro" if each.values.get("label_ro") else "label_en"]: None
              for n, each in enumerate(rows) if n in wholes}  # fmt: skip
    sentence = _(_SENTENCE).format(label=", ".join(list(labels)[:2]))
    choices = ((RUNNING, _(_RUNNING)), (APART, _(_APART)))
    question = Question(SERIES, "", sentence, choices, answer, rows=len(wholes))
    if answer == APART:
        return rows, [question]
    made = [_part(each, wholes[n]) if n in wholes else each for n, each in enumerate(rows)]
    return tuple(made), [question]


def _wholes(rows: tuple[Proposed, ...]) -> dict[int, str]:
    """By the place of a row the id of the figure that is the next in its series."""
    series: dict[tuple[str, ...], list[tuple[Period, int, int]]] = defaultdict(list)
    for n, each in enumerate(rows):
        period = _period(each)
        if period and len(each.values) > 1 and not any(each.values.get(tie) for tie in _TIES):
            key = tuple(each.values.get(column, "") for column in _KEY)
            series[key].append((period, int(each.values["people"]), n))
    return {
        n: rows[whole].values["figure_id"]
        for members in series.values()
        if 1 < len(members) <= _MOST
        for n, whole in _next(members)
    }


def _next(members: list[tuple[Period, int, int]]) -> Iterator[tuple[int, int]]:
    """The place of each that another holds, and of the shortest that does."""
    members.sort(key=lambda member: (_length(member[0]), member[1]))
    for at, (period, people, n) in enumerate(members):
        for other, more, whole in members[at + 1 :]:
            if period != other and period.lies_within(other) and people <= more:
                yield n, whole
                break


def _length(period: Period) -> float:
    return inf if period.last is None else period.last - period.first


def _period(each: Proposed) -> Period | None:
    values = each.values
    if each.table != "beneficiaries" or not values.get("people", "").isdigit():
        return None
    try:
        return Period.parse(values.get("period", ""))
    except ValueError:
        return None


def _part(each: Proposed, whole: str) -> Proposed:
    parts = [part for part in each.values.get("reading", "").split("|") if part]
    reading = "|".join(dict.fromkeys([*parts, "tie"]))
    return replace(each, values={**each.values, "part_of": whole, "reading": reading})
