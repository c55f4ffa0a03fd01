"""What a row of a table looks like in the cells of a form, and single cells read back."""

from __future__ import annotations

import re

from dashboard.i18n import _, language
from dashboard.intake.editing import Row
from dashboard.intake.fields import (
    AGES,
    CODE,
    NAME,
    OWNER,
    PAGE,
    PERIOD,
    TEXT,
    UPPER,
    WORD,
    Field,
    Form,
)
from dashboard.intake.known import Known
from dashboard.intake.sheets import Cell, trimmed
from dashboard.intake.values import coded, period
from dashboard.store.schema import table
from dashboard.words.labels import LABELS, QUALIFIERS

OWNERS = ("project", "programme", "organisation")
NOT_STATED = "not-stated"
_AGES = re.compile(r"(\d{1,3})\s*(?:[-–—]|la|to|and|și)\s*(\d{1,3})")
_FROM = re.compile(r"(\d{1,3})\s*\+|(?:peste|over|from|de la|cel puțin|at least)\s+(\d{1,3})")
_TO = re.compile(r"(?:sub|până la|under|up to|below)\s+(\d{1,3})")


def shown(form: Form, field: Field, row: Row, known: Known) -> str:
    """The cell of a row that is in the tables, in the language that is spoken."""
    value = row.get(field.column, "")
    if field.how == TEXT:
        own, other = ("ro", "en") if language() == "ro" else ("en", "ro")
        return row.get(f"{field.column}_{own}") or row.get(f"{field.column}_{other}", "")
    if field.how == NAME:
        return "" if value in ("", NOT_STATED) else known.called(field.kind, value)
    if field.how == OWNER:
        return _owner(row, known)
    if field.how == CODE:
        word = LABELS[form.table, field.column].get(value)
        return _(word) if word else value
    if field.how == WORD:
        return _(QUALIFIERS[value]) if value in QUALIFIERS else value
    return _ages(row) if field.how == AGES else row.get(_column(field), "")


def _column(field: Field) -> str:
    return "people_max" if field.how == UPPER else field.column


def _owner(row: Row, known: Known) -> str:
    for kind in OWNERS:
        if row.get(f"{kind}_id"):
            name = known.called(kind, row[f"{kind}_id"])
            is_first = all(not known.find(each, name) for each in OWNERS[: OWNERS.index(kind)])
            return name if is_first else row[f"{kind}_id"]
    return ""


def _ages(row: Row) -> str:
    first, last = row.get("age_from", ""), row.get("age_to", "")
    if first and last:
        return f"{first}–{last}"
    return f"{first}+" if first else _("up to {n}").format(n=last) if last else ""


def ages(text: str) -> dict[str, str] | None:
    """Youngest and oldest age, as the tables have them; None when the text tells none."""
    plain = trimmed(text).casefold()
    if not plain:
        return {"age_from": "", "age_to": ""}
    for pattern, names in ((_AGES, ("age_from", "age_to")), (_FROM, ("age_from",))):
        match = pattern.search(plain)
        if match:
            given = dict(zip(names, filter(None, match.groups()), strict=False))
            return {"age_from": "", "age_to": ""} | given
    match = _TO.search(plain)
    if match:
        below = re.match("sub|under|below", plain)
        return {"age_from": "", "age_to": str(int(match[1]) - bool(below))}
    number = re.search(r"\d{1,3}", plain)
    return {"age_from": number[0], "age_to": number[0]} if number else None


def simple(form: Form, field: Field, cell: Cell) -> dict[str, str]:
    """The values of a cell that names no other row, by column."""
    text = trimmed(cell.text)
    if field.how == TEXT:
        return {f"{field.column}_{'ro' if language() == 'ro' else 'en'}": text}
    if field.how == CODE:
        return {field.column: coded(form.table, table(form.table).column(field.column), text)}
    if field.how == PERIOD:
        return {field.column: period(cell)[0]}
    if field.how == PAGE and text.isdigit():
        return {field.column: _("Page {n}").format(n=text)}
    return {field.column: text}
