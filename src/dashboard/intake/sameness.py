"""Rows that the tables have already: the same again, or the same people with another number."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal, InvalidOperation

from dashboard.intake.editing import Row
from dashboard.intake.fields import Form
from dashboard.intake.known import Known

# What rows about the same thing share, by the kind of row.
_SAME: dict[str, tuple[str, ...]] = {
    "figure": (
        *("label_ro", "label_en", "target_group_id", "area_id", "period"),
        *("project_id", "programme_id", "organisation_id", "sex", "age_from", "age_to", "unit"),
    ),
    "project": ("title_en", "title_ro"),
    "funding": ("project_id", "organisation_id", "funder_id", "amount", "period", "stage"),
    "outcome": ("indicator_en", "indicator_ro", "area_id", "period", "value"),
    "source": ("title",),
}
_NUMBER = ("people", "people_max", "qualifier", "basis")
_PLACES = ("locator", "note_en", "note_ro")


def row_that_says(known: Known, form: Form, values: Mapping[str, str], key: str) -> str:
    """The id of a row that says all of this already; "" without one."""
    given = {column: value for column, value in values.items() if column != key}
    alike = known.like(_SAME[form.kind], form.table, values)
    return next((i for i in alike if _agrees(known, known.tables[form.table][i], given)), "")


def figure_of_the_same(
    known: Known, values: Mapping[str, str], own: Collection[str]
) -> tuple[str, bool]:
    """The figure about the same people, and whether it has the same number; "" without one.

    `own`: the figures of the same file, which are beside one another and correct none.
    """
    alike = known.like(_SAME["figure"], "beneficiaries", values)
    found = [id_ for id_ in alike if id_ not in known.newer and id_ not in own]
    for id_ in found:
        row = known.row("figure", id_)
        if all(row.get(column, "") == values.get(column, "") for column in _NUMBER):
            return id_, True
    return (found[-1], False) if found else ("", False)


def _agrees(known: Known, row: Row, given: Mapping[str, str]) -> bool:
    def of(values: Mapping[str, str], column: str) -> str:
        value = values.get(column, "")
        return known.head(value) if column in ("part_of", "same_as") else value

    return all(of(row, column) == of(given, column) for column in given if column not in _PLACES)


def is_same_number(one: str, other: str) -> bool:
    try:
        return Decimal(one) == Decimal(other)
    except InvalidOperation:
        return False
