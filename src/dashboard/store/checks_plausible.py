"""What can be loaded and is probably a slip: warnings, never errors."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dashboard.i18n import N_
from dashboard.store.finding import Wrong, find, find_cells, repeated
from dashboard.store.numbers_told import numbers_in, qualifier_in
from dashboard.store.problems import Kind, Problem, short
from dashboard.store.reading import Staged
from dashboard.store.register.files import TABLE as REGISTER
from dashboard.store.schema import Column, Table, tables
from dashboard.store.sql import Sql, fill, listed, literal

SAME_ROW = Kind(
    N_("The same row stands in line {first_line} under the id {first_id}."),
    N_("Take one of the two out, or say in both what tells them apart."),
    is_error=False,
)
OVERLAPPING = Kind(
    N_("The period {value} overlaps with {period} of the figure {other}, about the same people."),
    N_("If one holds the other, say so in part_of; if one corrects the other, in supersedes."),
    is_error=False,
)
TO_COME = Kind(
    N_("{value} is still to come."),
    N_("Check the year: what is counted has happened already."),
    is_error=False,
)
MOJIBAKE = Kind(
    N_("The letters of {column} were damaged on the way: {value}."),
    N_("Open the original as UTF-8, or type the text again."),
    is_error=False,
)
BROKEN_FORMULA = Kind(
    N_("{value} is what a spreadsheet writes when a formula fails."),
    N_("Write the value itself, or leave the cell empty."),
    is_error=False,
)
UNSEEN = Kind(
    N_("There is an invisible character in {column}: {character}."),
    N_("Type the text again, or paste it as plain text."),
    is_error=False,
)
OTHER_NUMBER = Kind(
    N_("{people} people are given, but the document is quoted with: {value}."),
    N_("Check the number against the document; published_as has the words as they are printed."),
    is_error=False,
)
OTHER_WORD = Kind(
    N_("The qualifier is {qualifier}, but the document is quoted with: {value}."),
    N_("Write {meant} if that is what the words mean."),
    is_error=False,
)
FRACTION = Kind(
    N_("{value} is given in %, so it means less than one in a hundred."),
    N_("Write 42 for 42 %, not 0.42."),
    is_error=False,
)
HOUSEHOLDS = Kind(
    N_("People are counted, but the document is quoted with: {value}."),
    N_("If families or households were counted, write household into unit."),
    is_error=False,
)
OTHER_AGE = Kind(
    N_("The ages {ages} do not fit the group {value}, which is of the age class {age_class}."),
    N_("Check both; a stated age holds, whatever the class of the group."),
    is_error=False,
)
# Texts that are no prose, in which odd marks are at home.
_NO_PROSE = {"website", "address", "document", "stored_copy", "published_as", "code"}
_DAMAGED = (
    r"Äƒ|Ä‚|Ã¢|Ã®|Ã‚|ÃŽ|È™|È˜|È›|Èš|ÅŸ|Åž|Å£|Å¢|â€|Â[« »°–]|\x{fffd}"
    r"|[A-Za-z]þ|þ[a-z]|[a-z]º[a-z]|\bº[ai]\b|[a-zăâîșțşţ]\?[a-zăâîșțşţ]"
)
_UNSEEN = r"[\x{ad}\x{200c}-\x{200f}\x{180e}\x{115f}\x{3164}\x{fe00}-\x{fe0f}]"
_FORMULA = r"#(VALUE!|VALOARE!|REF!|NAME\?|NUME\?|DIV/0!|N/A|NUM!|NULL!|SPILL!|CALC!)"
_MATCHES = "regexp_matches({column}, {pattern})"
_IS = "regexp_full_match({column}, {pattern})"
# One look at all texts of a row, which few tables fail.
_MAY_BE_ODD = """
select {name} from staged.{table}
having count_if(regexp_matches(concat_ws(chr(10), {columns}), {pattern})) > 0
"""
_CHARACTER = ", printf('U+%04X', unicode(regexp_extract({column}, {pattern}))) as character"
_SAME = """
select file, line, {key} as value, first_line, first_id from (
    select *, first_value(line) over same as first_line, first_value({key}) over same as first_id
    from staged.{table} where {key} is not null
    window same as (
        partition by {others} order by file, line rows between unbounded preceding and current row
    )
) where first_id <> {key}
"""
# Where nobody says how two numbers about the same people hang together.
_OVERLAPPING = """
with figure as (
    select f.*, p.first, coalesce(p.last, 1000000) as last,
        coalesce(project_id, programme_id, organisation_id) as owner,
        lower(coalesce(label_ro, label_en)) as label, coalesce(part_of, same_as) as whole
    from staged.beneficiaries f join staged.periods p on p.text = f.period and p.reason = ''
    where figure_id not in (
        select supersedes from staged.beneficiaries where supersedes is not null
    ) and basis <> 'attendance' and supersedes is null
)
select b.file, b.line, b.period as value, min(a.period) as period, min(a.figure_id) as other
from figure a join figure b
  on a.owner = b.owner and a.target_group_id = b.target_group_id and a.area_id = b.area_id
 and a.label = b.label and a.basis = b.basis
 and a.sex is not distinct from b.sex and a.age_from is not distinct from b.age_from
 and a.age_to is not distinct from b.age_to and a.unit is not distinct from b.unit
 and a.first <= b.last and b.first <= a.last
where a.line < b.line and a.whole is null and b.whole is null
group by all
"""
_FUTURE = {
    ("beneficiaries", "period"): "p.first > {now} or p.last > {year}",
    ("outcomes", "period"): "coalesce(value, value_text_en, value_text_ro) is not null "
    "and p.first > {now}",
    ("sources", "published_on"): "p.first > {now}",
    ("sources", "retrieved_on"): "p.first > {now}",
}
_TO_COME = (
    "select t.file, t.line, {column} as value from staged.{table} t "
    "join staged.periods p on p.text = {column} and p.reason = '' where "
)
_FRACTION = """
select file, line, value from staged.outcomes
where '%' in (unit_en, unit_ro) and abs(try_cast(value as double)) < 1
  and try_cast(value as double) <> 0
  and not contains(replace(coalesce(published_as, ''), ',', '.'), value)
  and coalesce(try_cast(target as double), 0) <= 1
"""
_AGES = """
select f.file, f.line, target_group_id as value, age_class,
    coalesce(age_from, '…') || '–' || coalesce(age_to, '…') as ages
from staged.beneficiaries f join staged.target_groups g using (target_group_id)
where (age_class = 'adult' and try_cast(age_to as integer) < 18)
   or (age_class = 'child' and try_cast(age_from as integer) > 17)
"""
_PUBLISHED = (
    "select file, line, people, people_max, qualifier, published_as from staged.beneficiaries "
    "where published_as is not null order by file, line"
)


_HOUSEHOLDS = """
select file, line, published_as as value from staged.beneficiaries
where coalesce(unit, 'person') = 'person' and regexp_matches(
    published_as, '(?i)[0-9] +(de )?(famili|gospod[aă]ri|families|households)')
"""


def today() -> date:
    return date.today()


def check_plausible(staged: Staged) -> None:
    reported = [table for table in tables() if table.name != REGISTER]
    odd = _may_be_odd(staged, reported)
    alike = repeated(staged, {each.name: _others(each) for each in reported if each.id_column})
    for table in reported:
        if table.name in odd:
            find_cells(staged, table.name, list(_odd_texts(table)))
        if table.id_column and table.name in alike:
            _check_same_rows(staged, table, table.id_column)
    find(staged, OVERLAPPING, "beneficiaries", "period", _OVERLAPPING)
    _check_future(staged)
    find(staged, FRACTION, "outcomes", "value", _FRACTION)
    find(staged, OTHER_AGE, "beneficiaries", "target_group_id", _AGES)
    find(staged, HOUSEHOLDS, "beneficiaries", "unit", _HOUSEHOLDS, if_empty=True)
    for problem in _against_words(staged):
        staged.problems.add(problem)


def _free_texts(table: Table) -> list[Column]:
    return [c for c in table.columns if c.type == "VARCHAR" and not (c.references or c.allowed)]


def _may_be_odd(staged: Staged, reported: list[Table]) -> set[str]:
    """The tables with an odd mark in any text."""
    pattern = literal(f"{_FORMULA}|{_UNSEEN}|{_DAMAGED}")
    queries = []
    for table in reported:
        columns = [c.name for c in _free_texts(table) if c.name in staged.filled[table.name]]
        if columns:
            names = {"name": literal(table.name), "table": table.name, "columns": listed(columns)}
            queries.append(fill(_MAY_BE_ODD, pattern=pattern, **names))
    if not queries:
        return set()
    found = staged.connection.execute(listed(queries, " union all ")).fetchall()
    return {table for (table,) in found}


def _odd_texts(table: Table) -> Iterator[Wrong]:
    for column in _free_texts(table):
        yield Wrong(BROKEN_FORMULA, column.name, _with(_IS, _FORMULA))
        detail = _with(_CHARACTER, _UNSEEN)
        yield Wrong(UNSEEN, column.name, _with(_MATCHES, _UNSEEN), detail=detail)
        if column.name not in _NO_PROSE:
            yield Wrong(MOJIBAKE, column.name, _with(_MATCHES, _DAMAGED))


def _check_same_rows(staged: Staged, table: Table, key: str) -> None:
    """Rows that differ in their id alone; notes and the place in the document may differ too."""
    query = fill(_SAME, table=table.name, key=key, others=listed(_others(table)))
    find(staged, SAME_ROW, table.name, key, query)


def _others(table: Table) -> list[str]:
    """What two rows of the same have in common."""
    others = [c.name for c in table.columns if c.name != table.id_column]
    return [name for name in others if not name.startswith(("note_", "locator"))]


def _check_future(staged: Staged) -> None:
    now = today()
    month, last = now.year * 12 + now.month - 1, now.year * 12 + 11
    for (table, column), condition in _FUTURE.items():
        months = {"now": Sql(month), "year": Sql(last)}
        query = fill(_TO_COME + condition, table=table, column=column, **months)
        find(staged, TO_COME, table, column, query)


def _against_words(staged: Staged) -> Iterator[Problem]:
    """Figures whose number or qualifier is not what their quoted words say."""
    for file, line, *cells in staged.connection.execute(_PUBLISHED).fetchall():
        people, people_max, qualifier, words = cells
        told, given = set(numbers_in(words)), {people, people_max} - {None}
        place = ("beneficiaries", file, line)
        if told and str(people).isdecimal() and not given & told:
            given_is = (("people", str(people)),)
            yield Problem(OTHER_NUMBER, *place, "people", short(words), given_is)
        meant = qualifier_in(words)
        if meant and qualifier not in meant:
            names = (("qualifier", str(qualifier)), ("meant", meant[0]))
            yield Problem(OTHER_WORD, *place, "qualifier", short(words), names)


def _with(condition: str, pattern: str) -> str:
    return fill(condition, pattern=literal(pattern))
