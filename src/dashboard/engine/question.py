"""The one question asked of the register, written once for every engine that can answer it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from dashboard.store.sql import Sql, fill, listed

# People who took part in the same are one class: how many they are, and the sums of their keys.
CLASSES = "classes"
# One row a class, project, target group, county, sex, age band and year, with the services of it.
CLASS_ROWS = "class_rows"
# The field of a question, and the column whose values it names.
COLUMN_OF = {
    "project_ids": "project_id",
    "target_group_ids": "target_group_id",
    "county_codes": "county_code",
    "sexes": "sex",
    "age_bands": "age_band",
}


class Count(NamedTuple):
    """Different people, their participations, and the sums of their secret keys. Never shown."""

    people: int
    services: int
    key_a: int = 0
    key_b: int = 0


# A count by row; the row of a value that is not stated is None, of everybody "total".
Answer = dict[str | None, Count]
# DuckDB and Spark understand every word of it, and `?` for a value. A class, and so a person,
# counts once in each row, however many of its own rows brought it there.
_QUESTION = """
    with found as (
        select {row} as row_id, class, cast(sum(services) as bigint) as services
        from {class_rows} as class_rows {joined} where {conditions} group by {row}, class
    )
    select
        row_id,
        cast(sum(people) as bigint) as people,
        cast(sum(services) as bigint) as services,
        cast(sum(key_a) as bigint) as key_a,
        cast(sum(key_b) as bigint) as key_b
    from found join {classes} as classes on found.class = classes.class group by row_id
"""
_JOINED = "join {pairs} as pairs on class_rows.{by} = pairs.id"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which participations count, by the ids in their columns; None lets every id through.

    `by`: the column whose values are the rows of the answer; None for one answer to all.
    `rows`: pairs of a value of that column and a row it counts in, where the rows are others than
    the values: the funders of a project, the audience of a group.
    """

    project_ids: frozenset[str] | None = None
    target_group_ids: frozenset[str] | None = None
    county_codes: frozenset[str | None] | None = None
    years: tuple[int, int] | None = None
    by: str | None = None
    rows: tuple[tuple[str, str], ...] | None = None
    sexes: frozenset[str | None] | None = None
    age_bands: frozenset[str | None] | None = None

    @property
    def is_everybody(self) -> bool:
        """Nothing is left out."""
        return self.years is None and all(getattr(self, field) is None for field in COLUMN_OF)


def question(asked: Asked) -> tuple[Sql, list[Any]]:
    """The SQL, and a value for each `?` of it; columns row_id, people, services, key_a, key_b.

    No row for nobody. An engine fills in {class_rows}, {classes}, and where `asked.rows` are given
    {pairs}: a table of them with the columns id and row_id.
    """
    row, joined = Sql("'total'"), Sql()
    if asked.by is not None and asked.rows is None:
        row = Sql(asked.by)
    elif asked.by is not None:
        row, joined = Sql("pairs.row_id"), fill(_JOINED, by=Sql(asked.by))
    conditions, values = zip(*_conditions(asked), strict=True)
    text = fill(_QUESTION, row=row, joined=joined, conditions=listed(conditions, " and "))
    return text, [value for each in values for value in each]


def pairs(asked: Asked) -> tuple[list[str], list[str]]:
    """The ids and the row of each, as what {pairs} holds."""
    ids, rows = zip(*asked.rows, strict=True) if asked.rows else ((), ())
    return [*ids], [*rows]


def answer_of(found: Iterable[tuple[Any, ...]]) -> Answer:
    """The answer by row; an engine sums up nobody as nothing."""
    return {
        None if row_id is None else str(row_id): Count(*(value or 0 for value in counts))
        for row_id, *counts in found
    }


def _conditions(asked: Asked) -> Iterator[tuple[Sql, list[Any]]]:
    """Each with the values for its `?`."""
    yield Sql("true"), []
    for field, column in COLUMN_OF.items():
        if (ids := getattr(asked, field)) is not None:
            yield _among(Sql(column), ids)
    if asked.years:
        yield Sql("year between ? and ?"), [*asked.years]


def _among(column: Sql, ids: frozenset[str | None]) -> tuple[Sql, list[str]]:
    named = sorted(name for name in ids if name is not None)
    among = fill("{column} in ({marks})", column=column, marks=listed([Sql("?")] * len(named)))
    empty = fill("{column} is null", column=column)
    ways = [*([among] if named else []), *([empty] if None in ids else [])]
    return fill("({ways})", ways=listed(ways or [Sql("false")], " or ")), named
