"""A whole answer to hand on: the rows of a breakdown, the total, and the filters in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.reach.breakdowns import (
    REGISTER_COLUMNS,
    reach_by,
    reach_total,
    row_record,
    without_empty_register,
)
from dashboard.reach.catalogue import catalogue
from dashboard.reach.dimensions import BREAKDOWN_TITLES
from dashboard.reach.filters import Filters
from dashboard.reach.scope import name_of
from dashboard.reach.snapshot import Snapshot
from dashboard.reach.years import reach_by_year, year_rows

BREAKDOWN_NAMES = tuple(BREAKDOWN_TITLES)
_TOTAL_KEYS = ("label", "row_kind", "audience", "row_id", "is_estimate")


@dataclass(frozen=True, slots=True)
class ReachAnswer:
    """`rows` as on the page; `total` is its own answer, never the sum of the rows.

    Both have REGISTER_COLUMNS only where a register speaks.
    """

    by: str
    filters: dict[str, str]
    filters_text: str
    total: dict[str, Any]
    rows: pd.DataFrame


def reach_answer(snapshot: Snapshot, filters: Filters, by: str) -> ReachAnswer:
    """The answer a page shows for `by`, a member of BREAKDOWN_NAMES."""
    known = catalogue(snapshot)
    people = reach_total(snapshot, filters)
    total = row_record("total", "", people)
    left_out = _TOTAL_KEYS if people.counted else (*_TOTAL_KEYS, *REGISTER_COLUMNS)
    rows = (
        year_rows(reach_by_year(snapshot, filters))
        if by == "year"
        else reach_by(snapshot, filters, by)
    )
    return ReachAnswer(
        by=by,
        filters=filters.to_query(),
        filters_text=filters.sentence(lambda field, row_id: name_of(known, field, row_id)),
        total={key: value for key, value in total.items() if key not in left_out},
        rows=without_empty_register(rows),
    )
