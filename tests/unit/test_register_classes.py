"""The register as classes of people says the same as counting the different people one by one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from random import Random

import duckdb
import pytest

from dashboard.engine import CLASS_ROWS, CLASSES, Answer, Asked
from dashboard.engine.question import answer_of, pairs, question
from dashboard.store.register.building import fill_register
from dashboard.store.sql import Sql, fill

PROJECTS, GROUPS, COUNTIES = ("p1", "p2", "p3"), ("g1", "g2"), ("RO-IS", "RO-BC", None)
_STAGE = """
    create table work.stage (
        person uuid, project_id varchar, target_group_id varchar, county_code varchar, date date,
        sex varchar, age_band varchar
    )
"""
Row = tuple[int, str, str, str | None, int]


def register(random: Random, people: int, varied: float) -> list[Row]:
    """Rows of person, project, group, county, year; the more varied, the fewer people are alike."""
    usual = [(p, "g1", "RO-IS", 2015) for p in PROJECTS]
    rows: list[Row] = []
    for person in range(people):
        for row in random.sample(usual, random.choice((1, 1, 2))):
            if random.random() < varied:
                row = (
                    random.choice(PROJECTS),
                    random.choice(GROUPS),
                    random.choice(COUNTIES),  # type: ignore[assignment]
                    random.randrange(2014, 2018),
                )
            rows += [(person, *row)] * random.choice((1, 1, 3))
    return rows


def built(rows: list[Row]) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(config={"python_enable_replacements": False})
    for name in ("work", "target"):
        connection.execute(f"attach ':memory:' as {name}")
    connection.execute("create table target.participations (person_id varchar)")
    connection.execute(_STAGE)
    staged = [
        (f"{person * 7919:032x}", *place, f"{year}-{n % 12 + 1:02}-{n % 28 + 1:02}")
        for n, (person, *place, year) in enumerate(rows)
    ]
    if staged:
        connection.executemany("insert into work.stage values (?, ?, ?, ?, ?, null, null)", staged)
    fill_register(connection)
    connection.execute("use target")
    return connection


def asked_of(connection: duckdb.DuckDBPyConnection, asked: Asked) -> Answer:
    text, values = question(asked)
    if asked.rows is not None:
        text = fill(text, pairs=Sql("(select unnest(?) as id, unnest(?) as row_id)"))
        values = [*pairs(asked), *values]
    text = fill(text, class_rows=CLASS_ROWS, classes=CLASSES)
    return answer_of(connection.execute(text, values).fetchall())


def questions() -> Iterator[Asked]:
    of_two = (("p1", "one"), ("p2", "one"), ("p2", "other"), ("p3", "other"))
    by: tuple[tuple[str | None, tuple[tuple[str, str], ...] | None], ...] = (
        (None, None),
        ("county_code", None),
        ("year", None),
        ("project_id", of_two),
    )
    projects = (None, frozenset({"p1"}), frozenset({"p1", "p3"}))
    groups = (None, frozenset({"g2"}))
    counties = (None, frozenset({"RO-BC"}), frozenset({"RO-IS", None}))
    for (column, rows), p, g, c, years in product(
        by, projects, groups, counties, (None, (2015, 2016))
    ):
        yield Asked(p, g, c, years, column, rows)


def one_by_one(rows: list[Row], asked: Asked) -> dict[str | None, tuple[int, int]]:
    """People and services by row, from the list itself."""
    found: dict[str | None, list[int]] = {}
    for person, project, group, county, year in rows:
        meets = (
            (asked.project_ids is None or project in asked.project_ids)
            and (asked.target_group_ids is None or group in asked.target_group_ids)
            and (asked.county_codes is None or county in asked.county_codes)
            and (asked.years is None or asked.years[0] <= year <= asked.years[1])
        )
        named: dict[str | None, str | None] = {
            None: "total",
            "county_code": county,
            "year": str(year),
            "project_id": project,
        }
        own = [named[asked.by]]
        if asked.rows is not None:
            own = [row for value, row in asked.rows if value == named[asked.by]]
        for row in own if meets else []:
            found.setdefault(row, []).append(person)
    return {row: (len(set(people)), len(people)) for row, people in found.items()}


@pytest.mark.parametrize(("people", "varied"), [(0, 0.0), (1, 1.0), (40, 0.1), (40, 0.9)])
def test_classes_count_the_different_people_of_every_question(people: int, varied: float) -> None:
    rows = register(Random(people), people, varied)
    with built(rows) as connection:
        for asked in questions():
            told = {row: count[:2] for row, count in asked_of(connection, asked).items()}
            assert told == one_by_one(rows, asked), asked


def test_people_who_took_part_in_the_same_are_one_class() -> None:
    rows: list[Row] = [(n, "p1", "g1", "RO-IS", 2015) for n in range(30)]
    rows += [(n, "p2", "g1", "RO-IS", 2016) for n in range(10)]
    with built(rows) as connection:
        classes = connection.sql("select people from classes order by all").fetchall()
        kept = connection.sql("select count(*) from class_rows").fetchall()
    assert classes == [(10,), (20,)]
    assert kept == [(3,)]


def test_the_keys_of_a_count_are_the_sum_of_those_of_its_people() -> None:
    rows = register(Random(7), 40, 0.5)
    with built(rows) as connection:
        whole = asked_of(connection, Asked())["total"]
        years = [asked_of(connection, Asked(years=(y, y))).get("total") for y in range(2014, 2018)]
        ones = [count for count in years if count is not None]
    assert 0 < whole.key_a < sum(count.key_a for count in ones)
    once: list[Row] = [row for n, row in enumerate(rows) if n and row[0] != 3]
    with built(once) as connection:
        fewer = asked_of(connection, Asked())["total"]
    assert fewer.key_a != whole.key_a
    assert fewer.key_b != whole.key_b
