"""The one question asked of the register, written once for every engine that can answer it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import narwhals as nw
import pyarrow as pa

# One row a person, project, target group, county and year, with the services of that year.
TABLE = "participations_by_year"
# People and services by row; the row of a value that is not stated is None, of everybody "total".
Answer = dict[str | None, tuple[int, int]]


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

    @property
    def is_everybody(self) -> bool:
        """Nothing is left out."""
        columns = (self.project_ids, self.target_group_ids, self.county_codes, self.years)
        return all(chosen is None for chosen in columns)


def question(
    participations: nw.LazyFrame[Any], asked: Asked, rows: nw.LazyFrame[Any] | None = None
) -> nw.LazyFrame[Any]:
    """Different people and their services: columns row_id, people, services; no row for nobody.

    `rows` has the columns `asked.by` and row_id, for a breakdown whose rows are not the values of
    its column. A person counts once in each row, however many of the row's values brought them.
    """
    conditions = _conditions(asked)
    frame = participations.filter(*conditions) if conditions else participations
    people = nw.col("person").n_unique().cast(nw.Int64).alias("people")
    services = nw.col("services").sum().cast(nw.Int64)
    if asked.by is None:
        return frame.select(nw.lit("total").alias("row_id"), people, services)
    if rows is None:
        frame = frame.rename({asked.by: "row_id"})
    else:
        frame = frame.join(rows, on=asked.by, how="inner")
    return frame.group_by("row_id").agg(people, services)


def pairs(asked: Asked) -> pa.Table:
    """The rows of each value, as what `question` joins."""
    columns = zip(*asked.rows, strict=True) if asked.rows else ((), ())
    arrays = [pa.array(column, pa.string()) for column in columns]
    return pa.table(arrays, names=[asked.by, "row_id"])


def answer_of(collected: pa.Table) -> Answer:
    """The answer in plain values; an engine sums up nobody as nothing."""
    columns = (collected.column(name).to_pylist() for name in ("row_id", "people", "services"))
    return {
        None if row_id is None else str(row_id): (people or 0, services or 0)
        for row_id, people, services in zip(*columns, strict=True)
    }


def _conditions(asked: Asked) -> list[nw.Expr]:
    conditions = [
        _among(column, ids)
        for column, ids in (
            ("project_id", asked.project_ids),
            ("target_group_id", asked.target_group_ids),
            ("county_code", asked.county_codes),
        )
        if ids is not None
    ]
    if asked.years:
        conditions.append(nw.col("year").is_between(*asked.years))
    return conditions


def _among(column: str, ids: frozenset[str | None]) -> nw.Expr:
    named = nw.col(column).is_in(sorted(name for name in ids if name is not None))
    return named | nw.col(column).is_null() if None in ids else named
