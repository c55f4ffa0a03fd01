"""The register in the store: persons as numbers, and people who took part in the same as one class.

Many people have the same set of rows (project, group, county, sex, age band, year). Each distinct
set is kept once, with the number of people who have it: people under any filter are the sum over
the sets with a row in it, exactly. Where everybody differs, each person is a class, and nothing is
lost.
"""

from __future__ import annotations

from secrets import token_hex

import duckdb

# Numbers in the order of a keyed hash: nothing about a person, not even who came first, is left.
# The secret keys: two numbers of 31 bits, so that the sums over any register stay whole numbers
# that every engine has. Made from the keyed hash, they last as long as the key does.
_PEOPLE = """
    create table work.people as
    select person, row_number() over (order by person)::uinteger as number,
           (md5_number_lower(person::varchar) & 2147483647)::bigint as key_a,
           (md5_number_upper(person::varchar) & 2147483647)::bigint as key_b
    from (select distinct person from work.stage)
"""
_PARTICIPATIONS = """
    create table target.participations as
    select number as person, project_id, target_group_id, county_code, date, sex, age_band
    from work.stage join work.people using (person)
"""
_BY_YEAR = """
    create table work.by_year as
    select person, project_id, target_group_id, county_code, sex, age_band,
           year(date - to_months($months))::usmallint as year, count(*)::uinteger as services
    from target.participations group by all
"""
# Each kind of row under two numbers of 64 bits: a set of rows is known by the sums of these and
# by its size. Two sets that meet in all three would be counted as one: less likely than a disk
# that reads a wrong bit, and nobody chooses the numbers, which are drawn for each build.
_KINDS = """
    create table work.kinds as
    select *, md5_number_lower($salt || kind) as one, md5_number_upper($salt || kind) as other
    from (select *, row_number() over () as kind from (
        select distinct project_id, target_group_id, county_code, sex, age_band, year
        from work.by_year
    ))
"""
_SETS = """
    create table work.sets as
    select person, sum(one) as one, sum(other) as other, count(*) as size
    from work.by_year as row join work.kinds as kind
      on row.project_id = kind.project_id and row.target_group_id = kind.target_group_id
     and row.county_code is not distinct from kind.county_code and row.year = kind.year
     and row.sex is not distinct from kind.sex and row.age_band is not distinct from kind.age_band
    group by person
"""
_NUMBERED = """
    create table work.numbered as
    select one, other, size, row_number() over (order by min(number))::uinteger as class,
           count(*)::bigint as people, sum(key_a)::bigint as key_a, sum(key_b)::bigint as key_b
    from work.sets as set join work.people as one_of on set.person = one_of.number
    group by one, other, size
"""
_CLASSES = """
    create table target.classes as
    select class, people, key_a, key_b from work.numbered order by class
"""
# Sorted, so that a filter by project, programme, organisation or funder reads little of it.
_CLASS_ROWS = """
    create table target.class_rows as
    select class, project_id, target_group_id, county_code, sex, age_band, year,
           sum(services)::bigint as services
    from work.by_year join work.sets using (person) join work.numbered using (one, other, size)
    group by all order by project_id, year, class
"""
_STEPS = (
    _PEOPLE,
    _PARTICIPATIONS,
    "drop table work.stage",
    _BY_YEAR,
    _KINDS,
    _SETS,
    _NUMBERED,
    _CLASSES,
    _CLASS_ROWS,
)


_NOBODY = """
    attach ':memory:' as work;
    create table work.stage (
        person uuid, project_id varchar, target_group_id varchar, county_code varchar, date date,
        sex varchar, age_band varchar
    )
"""


def fill_with_nobody(connection: duckdb.DuckDBPyConnection) -> None:
    """The tables of the store as a register without participations leaves them."""
    connection.execute(_NOBODY)
    fill_register(connection)


def fill_register(connection: duckdb.DuckDBPyConnection, year_begins: int = 1) -> None:
    """From the staged participations to the tables of the store, which is attached as `target`.

    A year begins in the month `year_begins` and has the number of the calendar year it begins in.
    """
    given = {"salt": token_hex(16), "months": year_begins - 1}
    connection.execute("drop table target.participations")  # the one that files are held against
    for step in _STEPS:
        connection.execute(
            step, {n: value for n, value in given.items() if f"${n}" in step} or None
        )
