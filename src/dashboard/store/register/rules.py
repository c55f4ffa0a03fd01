"""What a cell of a participation may hold, as conditions on the raw text."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from dashboard.i18n import N_
from dashboard.store.checks_columns import NOT_ALLOWED, REQUIRED
from dashboard.store.checks_keys import UNKNOWN, names_of
from dashboard.store.finding import Wrong
from dashboard.store.nearest import Names
from dashboard.store.problems import Kind
from dashboard.store.reading import Staged
from dashboard.store.register.files import TABLE
from dashboard.store.register.personal import PLAIN, SUSPICIOUS
from dashboard.store.schema import table
from dashboard.store.sql import Sql, fill, listed, literal

BAD_DATE = Kind(N_("{value} is no date."), N_("Write year, month and day: 2024-03-31."))
TURNED = Kind(
    N_("{value} is not among the values of {column}."),
    N_(
        "A spreadsheet took an age band such as 10-13 for a date: format the column as text, "
        "type the band again. Write one of: {allowed}."
    ),
)
COLUMNS = table(TABLE).columns
# Columns whose texts become codes of a byte or two, and the type of these codes.
CODES = {
    "project_id": "project_ids",
    "target_group_id": "target_group_ids",
    "county_code": "county_codes",
    "sex": "sexes",
    "age_band": "age_bands",
}
_TYPE = "create type {name} as enum ({values})"
_IDS = "select distinct {key} from staged.{table} where {key} <> '' order by all"
_EMPTY = "{column} is null"
# Not by a cast: one that fails looks through all the words for similar ones.
_NO_CODE = "{column} is not null and {column} not in (select word from work.words_{type})"
_MONTHS = "jan|ian|feb|mar|apr|may|mai|jun|iun|jul|iul|aug|sep|oct|nov|noi|dec"
_TURNED = (
    f"regexp_full_match({{column}}, '(?i)([0-9]+[-. /])?({_MONTHS})[a-z]*([-. /]*[0-9]+)?"
    "|[0-9]+[-./][0-9]+[-./][0-9]+')"
)
_WORDS = "create table work.words_{name} as select unnest(enum_range(null::{name}))::varchar word"
# Written in one way only, and in a year that a period could lie in.
_NO_DATE = (
    "{column} is not null and (try_cast({column} as date)::varchar is distinct from {column} "
    "or try_cast({column} as date) not between '1800-01-01' and '2200-12-31')"
)
_TRIMMED = "nullif(trim(raw.{column}, $blank), '')"
# Trimming costs more than all the rest of a row: only a cell that fits nothing as it is gets it.
_AS_IS = (
    "case when try_cast(raw.{column} as {type}) is null then case when {trimmed} <> raw.{column} "
    "then try_cast({trimmed} as {type}) else null end else try_cast(raw.{column} as {type}) end"
)
_ID = "case when {plain} then raw.person_id else {trimmed} end"
_SUSPICIOUS = "regexp_matches({id}, {suspicious})"
_WRONG = {
    "person_id": "case when {plain} then false else {trimmed} is null or {suspicious} end",
    "date": (
        "case when {value}::varchar = raw.{column} and year({value}) between 1800 and 2200 "
        "then false when {value} is null then true "
        "else {value}::varchar <> {trimmed} or year({value}) not between 1800 and 2200 end"
    ),
    "required": "{value} is null",
    "optional": (
        "case when {value} is not null or raw.{column} is null then false "
        "else {trimmed} is not null end"
    ),
}


def make_codes(staged: Staged) -> None:
    """The types of CODES, each of the ids or words that may stand in its column."""
    statements = []
    for column in COLUMNS:
        if column.references:
            other, key = column.references
            found = staged.connection.execute(fill(_IDS, key=key, table=other)).fetchall()
            words = [word for (word,) in found]
        else:
            words = list(column.allowed)
        if column.name in CODES:
            # A type needs a value; an empty text is none that a cell can have.
            values = listed(map(literal, words or [""]))
            name = Sql(CODES[column.name])
            statements += [fill(_TYPE, name=name, values=values), fill(_WORDS, name=name)]
    staged.connection.execute(listed(statements, "; "))


def wrongs(staged: Staged) -> list[Wrong]:
    """Everything that one cell alone can have wrong, personal data apart."""
    found = [Wrong(REQUIRED, c.name, _EMPTY) for c in COLUMNS if c.is_required]
    for column in COLUMNS:
        if column.name not in CODES:
            continue
        condition = fill(_NO_CODE, type=Sql(CODES[column.name]))
        if column.references:
            other, key = column.references
            names = partial(names_of, staged, table(other), key)
            found.append(Wrong(UNKNOWN, column.name, condition, names, (("other", other),)))
        else:
            choices = Names({value: value for value in column.allowed})
            words = (("allowed", ", ".join(column.allowed)),)
            if column.name == "age_band":
                found.append(Wrong(TURNED, column.name, f"{condition} and {_TURNED}", None, words))
                condition = Sql(f"{condition} and not {_TURNED}")
            found.append(Wrong(NOT_ALLOWED, column.name, condition, partial(_same, choices), words))
    return [*found, Wrong(BAD_DATE, "date", _NO_DATE)]


def person_id() -> Sql:
    """SQL for the id of a raw row, trimmed."""
    return _filled(_ID, "person_id")


def value(column: str) -> Sql:
    """SQL for a cell of a raw row as its code or date; null where it is none."""
    return _filled(_AS_IS, column)


def maybe_wrong() -> Sql:
    """SQL that holds for a raw row wherever `any_wrong` does, and rarely else; costs little."""
    found = []
    for column in COLUMNS:
        kind = "required" if column.is_required else "optional"
        found.append(_filled(_WRONG.get(column.name, _WRONG[kind]), column.name))
    return _any(found)


def _filled(sql: str, column: str) -> Sql:
    names = {"column": column, "type": Sql(CODES.get(column, "date"))}
    names["trimmed"] = fill(_TRIMMED, **names)
    names["value"] = fill(_AS_IS, **names)
    names["plain"] = fill("regexp_full_match(raw.person_id, {plain})", plain=literal(PLAIN))
    names["suspicious"] = fill(_SUSPICIOUS, id=names["trimmed"], suspicious=literal(SUSPICIOUS))
    return fill(sql, **names)


def _any(conditions: Iterable[Sql]) -> Sql:
    return listed((fill("({condition})", condition=one) for one in conditions), " or ")


def _same(names: Names) -> Names:
    return names


def any_wrong(staged: Staged) -> Sql:
    """SQL that holds for a raw row with anything wrong, or anything to look at more closely."""
    suspicious = fill(_SUSPICIOUS, id="person_id", suspicious=literal(SUSPICIOUS))
    return _any([*(wrong.sql for wrong in wrongs(staged)), suspicious])
