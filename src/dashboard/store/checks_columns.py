"""What a single cell may hold."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pyarrow as pa

from dashboard.i18n import N_
from dashboard.period import Period
from dashboard.store.finding import Wrong, find_cells
from dashboard.store.nearest import Names
from dashboard.store.problems import Kind
from dashboard.store.reading import Staged
from dashboard.store.schema import Column, Table, tables
from dashboard.store.sql import Sql, fill, listed, literal

REQUIRED = Kind(
    N_("{column} is empty; it must be given."),
    N_("Fill it in, or take the row out if the document does not say."),
)
ONE_LANGUAGE = Kind(
    N_("{column} and {other} are both empty; one of the two must be given."),
    N_("Fill one of them in, in the language that you have; the other may stay empty."),
)
NOT_WHOLE = Kind(
    N_("{value} is no whole number."),
    N_("Write digits only, without spaces, points or commas between them: 1234."),
)
NOT_AMOUNT = Kind(
    N_("{value} is no amount."),
    N_("Write digits and a decimal point with one or two decimals, nothing else: 1234.56."),
)
NOT_NUMBER = Kind(
    N_("{value} is no number."),
    N_("Write digits and a decimal point, nothing else: 1234.5. Words go into value_text."),
)
NOT_BOOLEAN = Kind(N_("{value} is neither true nor false."), N_("Write true or false."))
NEGATIVE = Kind(
    N_("{value} is less than nothing."),
    N_("Write the number without a minus sign, or leave the row out."),
)
NEGATIVE_AMOUNT = Kind(
    N_("{value} is less than nothing."),
    N_("Write the amount without a minus sign; of money given back, write returned into stage."),
)
NOT_ALLOWED = Kind(
    N_("{value} is not among the values of {column}."),
    N_("Write one of: {allowed}."),
)
BAD_ID = Kind(
    N_("{value} cannot be an id."),
    N_("Use small letters a-z, digits and hyphens, beginning with a letter or digit."),
)
BAD_LIST = Kind(
    N_("{value} is no list of readings."),
    N_("Write one or more of {allowed}, with an upright bar between two: area|period."),
)
BAD_CODE = Kind(N_("{value} is no {column}."), N_("Write it like this: {example}."))
BAD_PERIOD = Kind(
    N_("{value} is no period: {reason}."),
    N_("Write 2016, 2011..2013, 2023-10.. or 2022-05..2023-08, or leave it empty."),
)
CONTROL = Kind(
    N_("There is an invisible character in {column}: {character}."),
    N_("Type the text again, or paste it as plain text."),
)
# What Period.parse can say, marked for the catalogue.
PERIOD_REASONS = (
    N_("the period ends before it begins"),
    N_("a period is written 2016, 2011..2013, 2023-10.. or 2022-05..2023-08"),
    N_("a year lies between 1800 and 2200"),
    N_("a month lies between 01 and 12"),
    N_("the month has no such day"),
)
_TYPES = {
    "INTEGER": (NOT_WHOLE, "-?[0-9]+"),
    "BIGINT": (NOT_WHOLE, "-?[0-9]+"),
    "DECIMAL(18,2)": (NOT_AMOUNT, r"-?[0-9]+(\.[0-9]{1,2})?"),
    "DOUBLE": (NOT_NUMBER, r"-?[0-9]+(\.[0-9]+)?"),
    "BOOLEAN": (NOT_BOOLEAN, "(?i)true|false"),
}
_CODES = {
    "currency": ("[A-Z]{3}", "EUR"),
    "language": ("[a-z]{2}", "ro"),
    "country_code": ("[A-Z]{2}", "ES"),
}
_NEVER_NEGATIVE = {
    ("beneficiaries", "people"),
    ("beneficiaries", "people_max"),
    ("project_funding", "amount"),
}
# Also the marks that turn the direction of writing, and blanks without width.
_INVISIBLE = (
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\x{200b}\x{2028}-\x{202e}\x{2060}-\x{2069}\x{feff}]"
)
_LINE_BREAK = r"[\t\r\n]"
_LONG_TEXTS = ("note_", "summary_", "definition_", "value_text_")

# What of a figure may be our interpretation.
READINGS = ("basis", "period", "area", "group", "tie", "number")
_ID = "[a-z0-9][a-z0-9-]*"
_COUNTY = "RO-[A-Z]{1,2}"
_EMPTY = "{column} is null"
_BOTH_EMPTY = "{column} is null and {other} is null"
_UNLIKE = "not regexp_full_match({column}, {pattern})"
_UNCASTABLE = (
    "{column} is not null "
    "and (not regexp_full_match({column}, {pattern}) or try_cast({column} as {type}) is null)"
)
_BELOW_ZERO = "regexp_full_match({column}, '-[0-9.]+') and try_cast({column} as double) < 0"
_OUTSIDE = "{column} not in ({allowed})"
_HIDDEN = "regexp_matches({column}, {pattern})"
_CHARACTER = ", printf('U+%04X', unicode(regexp_extract({column}, {pattern}))) as character"
_BAD_PERIOD = "{column} in (select text from staged.periods where reason <> '')"
_REASON = ", (select any_value(reason) from staged.periods where text = {column}) as reason"


def check_columns(staged: Staged) -> None:
    parse_periods(staged)
    for table in tables():
        find_cells(staged, table.name, _wrongs(table))


@cache
def _wrongs(table: Table) -> tuple[Wrong, ...]:
    """The same for all folders."""
    wrongs: list[Wrong] = []
    for column in table.columns:
        wrongs += _wrong_values(column)
        wrongs += _wrong_types(table, column)
        wrongs += _wrong_writing(table, column)
    return tuple(wrongs)


def parse_periods(staged: Staged) -> None:
    """Every period written anywhere, as months, in `staged.periods`."""
    texts = [
        fill("select {column} as text from staged.{table}", column=c.name, table=t.name)
        for t in tables()
        for c in t.columns
        if c.is_period
    ]
    query = fill("from ({texts}) where text is not null", texts=listed(texts, " union "))
    found = staged.connection.execute(query).fetchall()
    parsed = [_parse(text) for (text,) in found]
    kinds = [("text", pa.string()), ("first", pa.int64()), ("last", pa.int64())]
    shape = pa.schema([*kinds, ("reason", pa.string())])
    staged.connection.register("incoming", pa.Table.from_pylist(parsed, shape))
    staged.connection.execute("create table staged.periods as from incoming")
    staged.connection.unregister("incoming")


def _parse(text: str) -> dict[str, str | int | None]:
    try:
        period = Period.parse(text)
    except ValueError as error:
        return {"text": text, "first": None, "last": None, "reason": str(error)}
    first, last = (period.first, period.last) if period else (None, None)
    return {"text": text, "first": first, "last": last, "reason": ""}


def _wrong_values(column: Column) -> Iterator[Wrong]:
    if column.is_required:
        yield Wrong(REQUIRED, column.name, _EMPTY, if_empty=True)
    if column.or_else > column.name:  # once for the two
        condition = fill(_BOTH_EMPTY, other=column.or_else)
        words = (("other", column.or_else),)
        yield Wrong(ONE_LANGUAGE, column.name, condition, words=words, if_empty=True)
    if column.allowed:
        condition = fill(_OUTSIDE, allowed=listed(map(literal, column.allowed)))
        names = Names({value: value for value in column.allowed})
        words = (("allowed", ", ".join(column.allowed)),)
        yield Wrong(NOT_ALLOWED, column.name, condition, lambda: names, words)


def _wrong_types(table: Table, column: Column) -> Iterator[Wrong]:
    if column.type in _TYPES:
        kind, pattern = _TYPES[column.type]
        condition = fill(_UNCASTABLE, type=Sql(column.type))
        yield Wrong(kind, column.name, _like(condition, pattern))
    if (table.name, column.name) in _NEVER_NEGATIVE:
        kind = NEGATIVE_AMOUNT if column.name == "amount" else NEGATIVE
        yield Wrong(kind, column.name, _BELOW_ZERO)
    if column.is_period:
        yield Wrong(BAD_PERIOD, column.name, _BAD_PERIOD, detail=_REASON)


def _wrong_writing(table: Table, column: Column) -> Iterator[Wrong]:
    if column.type == "VARCHAR":
        is_long = column.name.startswith(_LONG_TEXTS)
        pattern = _INVISIBLE if is_long else f"{_INVISIBLE}|{_LINE_BREAK}"
        detail = _like(_CHARACTER, pattern)
        yield Wrong(CONTROL, column.name, _like(_HIDDEN, pattern), detail=detail)
    if column.name == table.id_column:
        yield Wrong(BAD_ID, column.name, _like(_UNLIKE, id_pattern(column.name)))
    if (table.name, column.name) == ("beneficiaries", "reading"):
        one = "|".join(READINGS)
        words = (("allowed", ", ".join(READINGS)),)
        condition = _like(_UNLIKE, rf"({one})(\|({one}))*")
        yield Wrong(BAD_LIST, column.name, condition, words=words)
    if column.name in _CODES:
        pattern, example = _CODES[column.name]
        words = (("example", example),)
        yield Wrong(BAD_CODE, column.name, _like(_UNLIKE, pattern), words=words)


def id_pattern(column: str) -> str:
    """What an id in a key column looks like."""
    return f"{_ID}|{_COUNTY}" if column in ("area_id", "county_code") else _ID


def _like(condition: str, pattern: str) -> str:
    return fill(condition, pattern=literal(pattern))
