"""Everything wrong with the participations: one quick look at all, a close one where needed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import TextIOWrapper
from itertools import islice

from dashboard.i18n import N_
from dashboard.paths import Content
from dashboard.store.finding import find, find_cells
from dashboard.store.problems import CAP, Collected, Kind, Problem
from dashboard.store.reading import BLANK, UNREADABLE, Staged, rows_of
from dashboard.store.register.discretion import PERSONAL, discreet
from dashboard.store.register.files import TABLE, Part, label_of, parts, strays
from dashboard.store.register.implausible import check_days, check_placeholders
from dashboard.store.register.key import salt
from dashboard.store.register.personal import SUSPICIOUS, id_looks_like
from dashboard.store.register.reading import cells, header_of, stage_register, table_file
from dashboard.store.register.rules import any_wrong, wrongs
from dashboard.store.sql import fill

OUTSIDE = Kind(
    N_("{value} lies outside the period of the project, {period}."),
    N_("Correct the date or the project; or the period of the project in projects.csv."),
)
TWICE = Kind(
    N_("The same participation stands in {first_file}, line {first_line}, already."),
    N_("Keep one of the two rows: a person takes part in a project once a day."),
)
NOT_READ = Kind(
    N_("This is neither a CSV nor a Parquet file, so it is not read."),
    N_("Save it as .csv, .csv.gz or .parquet directly in the folder participations, or remove it."),
    is_error=False,
)
UNREGISTERED = Kind(
    N_(
        "The figure says that it was counted from the register, which has no participations for "
        "it: it is added like any other."
    ),
    N_("Load the participations it was counted from, or write false into from_register."),
    is_error=False,
)
BEYOND = Kind(
    N_(
        "The figure says that it was counted from the register; its period, {value}, goes beyond "
        "the participations that are there, {first} to {last}."
    ),
    N_("Load the missing participations: without them the upper ends may be too low."),
    is_error=False,
)
Lines = dict[str, dict[int, int]]  # file, number of a row, the line it begins on
_ENOUGH = 100_000
_PREPARE = (
    "create macro month_of(day) as year(day) * 12 + month(day) - 1",
    """
    create table work.months as
    select project_id::project_ids as project_id, any_value(text) as period,
           any_value("first") as first_month, coalesce(any_value("last"), 1000000) as last_month
    from staged.projects join staged.periods on text = projects.period
    where reason = '' and try_cast(project_id as project_ids) is not null group by 1
    """,
    """
    create table work.doubles as
    select person, project_id, target_group_id, county_code, date
    from work.stage group by all having count(*) > 1
    """,
)
_SAID_TO_BE = "select 1 from staged.beneficiaries where lower(from_register) = 'true' limit 1"
# The figures said to be counted from the register, and what their owner has in it.
_FLAGGED = """
    create table work.flagged as
    select f.file, f.line, f.period, min(day_first) as first, max(day_last) as last
    from staged.beneficiaries as f
    left join (
        select p.project_id, p.programme_id, m.organisation_id, s.day_first, s.day_last
        from (
            select project_id::varchar as project_id, min(date) as day_first, max(date) as day_last
            from work.stage group by 1
        ) as s
        join staged.projects as p using (project_id)
        join staged.programmes as m using (programme_id)
    ) as loaded
      on f.project_id = loaded.project_id
      or f.programme_id = loaded.programme_id
      or f.organisation_id = loaded.organisation_id
    where lower(f.from_register) = 'true'
    group by all
"""
_UNREGISTERED = "select file, line, null as value from work.flagged where first is null"
_BEYOND = """
    select file, line, period as value, flagged.first, flagged.last
    from work.flagged join staged.periods on text = period and reason = ''
    where periods.first // 12 < year(flagged.first) or periods.last // 12 > year(flagged.last)
"""
_IS_CLEAN = """
    select not exists (from work.stage where is_wrong)
       and not exists (from work.doubles)
       and not exists (
           from work.stage join work.months using (project_id)
           where month_of(date) not between first_month and last_month
       )
"""
_CLOSER = """
    insert into staged.participations by name
    select line, $file as file, r.* exclude (line, code, person, day, is_wrong)
    from (
        select *, try_cast(project_id as project_ids) as code, try_cast(date as date) as day,
               sha256($key || person_id)[:32]::uuid as person, {wrong} as is_wrong
        from ({cells})
    ) as r left join work.months on months.project_id = r.code
    where is_wrong
       or month_of(day) not between first_month and last_month
       or exists (
           from work.doubles as d where d.person = r.person and d.project_id = r.code
              and d.date = r.day and d.target_group_id::varchar = r.target_group_id
              and d.county_code::varchar is not distinct from r.county_code
       )
"""
_OUTSIDE = """
    select file, line, date as value, period from (
        select *, try_cast(date as date) as day, try_cast(project_id as project_ids) as code
        from staged.participations
    ) as r join work.months on months.project_id = code
    where month_of(day) not between first_month and last_month
      and day::varchar = r.date and year(day) between 1800 and 2200
"""
_TWICE = """
    select file, line, null as value, first_file, first_line from (
        select *, first_value(file) over same as first_file,
               first_value(line) over same as first_line
        from staged.participations where person_id is not null
        window same as (
            partition by person_id, project_id, target_group_id, county_code, date
            order by file, line rows between unbounded preceding and current row
        )
    ) where (file, line) <> (first_file, first_line)
"""
_PERSONS = """
    select file, line, person_id from staged.participations
    where regexp_matches(person_id, $suspicious) order by file, line
"""


def check_register(content: Content, staged: Staged) -> None:
    """Stage every file of participations, and report what is wrong with it.

    No sentence repeats what could be about a person.
    """
    if staged.broken & {"projects", "target_groups", "counties"}:
        return  # what the participations refer to is not known
    _check_strays(content, staged)
    if not parts(content) and not staged.connection.execute(_SAID_TO_BE).fetchall():
        return
    staged.has_register = True
    own = replace(staged, problems=Collected())
    read = stage_register(own, content)
    for sql in (*_PREPARE, _FLAGGED):
        staged.connection.execute(sql)
    if read:
        count = "select count(*) from work.stage"
        staged.read[TABLE] = staged.connection.execute(count).fetchall()[0][0]
        check_placeholders(content, staged)
        check_days(staged)
    is_clean = staged.connection.execute(_IS_CLEAN).fetchall()[0][0]
    lines: Lines = {}
    if not is_clean:
        _look_closely(own, content, read)
        lines = _lines_of_rows(read, own.problems.all())

    def told(problem: Problem) -> Problem:
        return discreet(_placed(problem, lines))

    staged.problems.take(own.problems, told)
    find(staged, UNREGISTERED, "beneficiaries", "from_register", _UNREGISTERED)
    find(staged, BEYOND, "beneficiaries", "period", _BEYOND)


def _check_strays(content: Content, staged: Staged) -> None:
    """A file with a misspelt name must not be lost in silence."""
    try:
        for path in strays(content):
            staged.problems.add(Problem(NOT_READ, TABLE, label_of(path)))
    except OSError as error:
        names = (("details", error.strerror or ""),)
        label = label_of(content.tables / TABLE)
        staged.problems.add(Problem(UNREADABLE, TABLE, label, names=names))


def _look_closely(staged: Staged, content: Content, read: list[Part]) -> None:
    """Every row that may be wrong as raw text, and what exactly is wrong with it."""
    key = salt(content) if read else ""
    for part in read:
        raw = cells(part, header_of(staged, part))
        closer = fill(_CLOSER, wrong=any_wrong(staged), cells=raw)
        staged.connection.execute(closer, {"key": key, "blank": BLANK, "file": part.label})
    found = staged.connection.execute("select count(*) from staged.participations").fetchall()
    staged.rows[TABLE] = found[0][0]
    every = wrongs(staged)
    staged.filled[TABLE] = {each.column for each in every}
    find_cells(staged, TABLE, every)
    find(staged, OUTSIDE, TABLE, "date", _OUTSIDE)
    find(staged, TWICE, TABLE, None, _TWICE)
    persons = list(islice(_personal_ids(staged), _ENOUGH))
    staged.problems.add_all(persons[:CAP], len(persons))


def _personal_ids(staged: Staged) -> Iterator[Problem]:
    result = staged.connection.cursor().execute(_PERSONS, {"suspicious": SUSPICIOUS})
    while rows := result.fetchmany(10_000):
        for file, line, person_id in rows:
            if what := id_looks_like(person_id):
                names = (("reason", what),)
                yield Problem(PERSONAL, TABLE, file, line, "person_id", names=names)


def _placed(problem: Problem, lines: Lines) -> Problem:
    """The problem with lines of its file in the place of the numbers of rows."""
    names = dict(problem.names)
    if "first_file" in names:
        file, row = names["first_file"], int(names["first_line"])
        names["first_line"] = str(lines.get(file, {}).get(row, row))
    line = lines.get(problem.file, {}).get(problem.line or 0, problem.line)
    return replace(problem, line=line, names=tuple(names.items()))


def _lines_of_rows(read: Iterable[Part], problems: list[Problem]) -> Lines:
    """On which line of its file each row begins that a problem names; blank lines count."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for problem in problems:
        names = dict(problem.names)
        wanted[problem.file].add(problem.line or 0)
        if "first_file" in names:
            wanted[names["first_file"]].add(int(names["first_line"]))
    parts = [part for part in read if not part.is_parquet and wanted[part.label]]
    return {part.label: _lines(part, wanted[part.label]) for part in parts}


def _lines(part: Part, rows: set[int]) -> dict[int, int]:
    staged = Staged.__new__(Staged)  # the file was read before: nothing is left to report
    with part.open() as file, TextIOWrapper(file, "utf-8-sig", newline="") as text:
        numbered = enumerate(rows_of(staged, table_file(part), text), start=1)
        first = islice(numbered, max(rows, default=0))
        return {n: line for n, (line, _cells) in first if n in rows}
