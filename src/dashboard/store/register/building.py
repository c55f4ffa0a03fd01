"""The register in the store: persons as numbers, and their participations gathered by year."""

from __future__ import annotations

import duckdb

# Numbers in the order of a keyed hash: nothing about a person, not even who came first, is left.
_PEOPLE = """
    create table work.people as
    select person, row_number() over (order by person)::uinteger as number
    from (select distinct person from work.stage)
"""
_PARTICIPATIONS = """
    create table target.participations as
    select number as person, project_id, target_group_id, county_code, date, sex, age_band
    from work.stage join work.people using (person)
"""
# Every question is about people and years: this is what is read to answer it. Sorted, so that a
# filter by project, programme, organisation or funder reads little of it.
_BY_YEAR = """
    create table target.participations_by_year as
    select person, project_id, target_group_id, county_code, year(date)::usmallint as year,
           count(*)::uinteger as services
    from target.participations group by all order by project_id, year
"""


def fill_register(connection: duckdb.DuckDBPyConnection) -> None:
    """From the staged participations to the tables of the store, which is attached as `target`."""
    connection.execute("drop table target.participations")  # the one that files are held against
    for step in (_PEOPLE, _PARTICIPATIONS, "drop table work.stage", _BY_YEAR):
        connection.execute(step)
