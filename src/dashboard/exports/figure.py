"""The chart of people reached, as files have it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import LIGHT, reach_bars, reach_years
from dashboard.reach.filters import Filters
from dashboard.reach.snapshot import Snapshot
from dashboard.reach.support import ranked
from dashboard.reach.years import audience_parts, reach_by_year


def reach_figure(
    snapshot: Snapshot, filters: Filters, by: str, rows: pd.DataFrame, **size: int
) -> dict[str, Any]:
    """A Plotly dictionary of the `rows` of a breakdown; `size`: `wide`, in pixels, if not usual."""
    if by != "year":
        return reach_bars(ranked(rows), LIGHT, **size)
    answer, begins = reach_by_year(snapshot, filters), snapshot.store.settings.year_begins
    parts = audience_parts(snapshot, filters)
    return reach_years(answer.years, answer.lanes, LIGHT, parts=parts, begins=begins, **size)
