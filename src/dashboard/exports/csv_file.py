"""Tidy rows as CSV, in the two dialects that spreadsheets open without questions."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from io import StringIO
from typing import Any

import pandas as pd

from dashboard.counting import RULES
from dashboard.exports.answer import Answer
from dashboard.exports.notes import SOURCE, cited, publication
from dashboard.exports.text import is_missing, writable
from dashboard.reach.breakdowns import NEWER_COLUMNS

# What came after the first edition stands last: programs read older columns by their number, too.
NEWER = frozenset(
    [
        *NEWER_COLUMNS,
        "support",
        "support_label",
        "people_said",
        "verdict_label",
        "people_label",
        "verdict",
        "baseline_period_label",
        "indicator_name",
        "replaces_text",
        "progress",
        "better",
        "indicator_id",
        "stage_label",
        "baseline_period",
        "named_label",
        "stage",
        "caveat",
        "rules",
        "source_address",
        "target_group_parent_label",
        "parent_label",
        "licence",
        "project_money_text",
        "publisher",
        "supports",
        "programme_label",
        "sex",
        "age_from",
        "age_to",
        "people_unit",
        "place_is",
        "indicator_code",
        "definition",
        "other_language",
        "sources",
    ]
)


@dataclass(frozen=True, slots=True)
class Dialect:
    """`foreign` are the separators of programs that were not meant to open the file."""

    separator: str
    decimal: str
    encoding: str
    line_end: str
    foreign: str


DIALECTS = {
    "comma": Dialect(",", ".", "utf-8", "\n", ";\t"),
    # What a Romanian (or German, French, ...) Excel opens by a double click.
    "semicolon": Dialect(";", ",", "utf-8-sig", "\r\n", ",\t"),
}


# A period is written 2023-05 for programs; in the form for spreadsheets it is text like the rest.
_PERIODS = ("period", "baseline_period")
# Of the file itself, not of people's tables: a day in a column of days may be one.
_DAYS = ("made_on",)
# The months as spreadsheets know them, whole and short, in English and Romanian.
_MONTH = (
    r"(?:jan(?:uary)?|ian(?:uarie)?|feb(?:ruary|ruarie)?|mar(?:ch|tie)?|apr(?:il|ilie)?|ma[yi]"
    r"|june?|iun(?:ie)?|july?|iul(?:ie)?|aug(?:ust)?|sept?(?:ember|embrie)?|oct(?:ober|ombrie)?"
    r"|nov(?:ember)?|noi(?:embrie)?|dec(?:ember|embrie)?)\.?"
)
_GAP = r"[ \u00a0,./-]+"
# What a spreadsheet takes for a date or a time, for a number without its zeros, or rounds.
_SHAPED = re.compile(
    r"\s*(?:\d{1,4}[-/]\d{1,2}(?:[-/]\d{1,4})?|\d{1,2}\.\d{1,2}\.\d{2,4}|0\d+|\d{12,}"
    r"|\d+(?:\.\d+)?[eE][+-]?\d+|\d{1,4}:\d{2}(?::\d{2})?|\d+ \d{1,3}/\d{1,3}"
    rf"|\d{{1,4}}{_GAP}{_MONTH}(?:{_GAP}\d{{1,4}})?|{_MONTH}{_GAP}\d{{1,4}}(?:{_GAP}\d{{2,4}})?)\s*",
    re.IGNORECASE,
)


def csv_file(answer: Answer, dialect: str = "comma") -> bytes:
    """The rows with every column of the page's frame, then the same provenance in each row.

    Column names are those of the frame, in every language; what came after the first edition stands
    last. `dialect` is a key of DIALECTS.
    """
    about: dict[str, str | int] = {
        "filters_text": answer.filters_text,
        "mode_text": answer.mode_text,
        "made_on": answer.made_on.isoformat(),
        "build_id": answer.build_id,
        "link": answer.link,
        "quote_id": answer.quote_id,
    }
    about |= {name: text for name, text in publication(answer) if text}
    if SOURCE not in answer.rows:  # else each row has its own
        about["sources"] = "; ".join(source.title for source in cited(answer))
    return _written(answer, about, dialect)


def printed_csv(answer: Answer) -> bytes:
    """The rows without their provenance, for a terminal; the caveat never leaves them."""
    return _written(answer, {}, "comma")


def _written(answer: Answer, about: Mapping[str, str | int], dialect: str) -> bytes:
    if answer.topic == "reach":
        about = {**about, "caveat": answer.caveat, "rules": RULES}
    frame = answer.rows.assign(**about)
    names = sorted(frame.columns, key=lambda name: name in NEWER)  # which moves no older one
    return csv_text(frame[names], dialect).encode(DIALECTS[dialect].encoding)


def csv_text(frame: pd.DataFrame, dialect: str = "comma") -> str:
    """`frame` as CSV text, one line a row under a header; numbers are written unformatted."""
    form = DIALECTS[dialect]
    signs = _formula_signs(form)

    @cache
    def told(text: str) -> str:  # names, filters and links are the same in many rows
        return signs.sub(r"\1'", writable(text))

    @cache
    def kept(text: str) -> str:
        return f"'{text}" if _SHAPED.fullmatch(text) else told(text)

    as_they_are = (*_DAYS, *(_PERIODS if dialect == "comma" else ()))
    tellers = [told if name in as_they_are else kept for name in frame.columns]

    written = StringIO()
    writer = csv.writer(written, delimiter=form.separator, lineterminator=form.line_end)
    writer.writerow(frame.columns)
    for row in zip(*(frame[name].tolist() for name in frame.columns), strict=True):
        cells = zip(row, tellers, strict=True)
        writer.writerow([_cell(value, form, teller) for value, teller in cells])
    return written.getvalue()


def _formula_signs(form: Dialect) -> re.Pattern[str]:
    """Where a spreadsheet would begin a formula.

    Quotes do not help: a spreadsheet takes them off before it looks. So a sign gets an apostrophe
    before it at the start of a text, and after a line break or foreign separator, where a program
    with other settings would begin a new cell. A sign elsewhere, as in `1,000+` or `590 – 946`,
    stays as it is.
    """
    return re.compile(rf"((?:^|[\n{form.foreign}])[\s\"']*)(?=[=+\-@＝＋－＠])")


def _cell(value: Any, form: Dialect, told: Callable[[str], str]) -> str:
    if is_missing(value):
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return told(str(value))
    whole = value == int(value)
    return str(int(value)) if whole else str(value).replace(".", form.decimal)
