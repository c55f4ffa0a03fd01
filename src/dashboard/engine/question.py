"""The one question asked of the register, written once for every engine that can answer it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import narwhals as nw
import pyarrow as pa

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
_SUMS = ("people", "services", "key_a", "key_b")


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


def question(
    classes: nw.LazyFrame[Any],
    class_rows: nw.LazyFrame[Any],
    asked: Asked,
    rows: nw.LazyFrame[Any] | None = None,
) -> nw.LazyFrame[Any]:
    """Columns row_id, people, services, key_a, key_b; no row for nobody.

    `rows` has the columns `asked.by` and row_id, for a breakdown whose rows are not the values of
    its column. A class, and so a person, counts once in each row, however many of its own rows
    brought it there.
    """
    conditions = _conditions(asked)
    frame = class_rows.filter(*conditions) if conditions else class_rows
    if asked.by is None:
        frame = frame.with_columns(nw.lit("total").alias("row_id"))
    elif rows is None:
        frame = frame.rename({asked.by: "row_id"})
    else:
        frame = frame.join(rows, on=asked.by, how="inner")
    services = nw.col("services").sum().cast(nw.Int64)
    found = frame.group_by("row_id", "class").agg(services).join(classes, on="class", how="inner")
    return found.group_by("row_id").agg(*(nw.col(name).sum().cast(nw.Int64) for name in _SUMS))


def pairs(asked: Asked) -> pa.Table:
    """The rows of each value, as what `question` joins."""
    columns = zip(*asked.rows, strict=True) if asked.rows else ((), ())
    arrays = [pa.array(column, pa.string()) for column in columns]
    return pa.table(arrays, names=[asked.by, "row_id"])


def answer_of(collected: pa.Table) -> Answer:
    """The answer in plain values; an engine sums up nobody as nothing."""
    columns = [collected.column(name).to_pylist() for name in ("row_id", *_SUMS)]
    return {
        None if row_id is None else str(row_id): Count(*(value or 0 for value in counts))
        for row_id, *counts in zip(*columns, strict=True)
    }


def _conditions(asked: Asked) -> list[nw.Expr]:
    conditions = [
        _among(column, ids)
        for field, column in COLUMN_OF.items()
        if (ids := getattr(asked, field)) is not None
    ]
    if asked.years:
        conditions.append(nw.col("year").is_between(*asked.years))
    return conditions


def _among(column: str, ids: frozenset[str | None]) -> nw.Expr:
    named = nw.col(column).is_in(sorted(name for name in ids if name is not None))
    return named | nw.col(column).is_null() if None in ids else named
