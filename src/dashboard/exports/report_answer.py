"""What a board report holds: one answer, and beside it the others under the same filters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from dashboard.charts import LIGHT, county_map
from dashboard.charts.outlines import outlines
from dashboard.exports.answer import Answer, answer_of
from dashboard.reach.filters import Filters
from dashboard.reach.headlines import shared_counties
from dashboard.reach.outcomes import targets
from dashboard.reach.overview import whose
from dashboard.reach.snapshot import Snapshot


def report_answer(
    snapshot: Snapshot, filters: Filters, *, made_on: date, link: str = "", quote_id: str = ""
) -> Answer:
    """People reached by year, and beside it by group, place and funder, the money, the targets.

    `publisher` is the organisation, or what its folder is called; the figure of the places is the
    map of the pages.
    """
    by_year, groups, places, funders = (
        answer_of(snapshot, filters, "reach", by, made_on=made_on)
        for by in ("year", "target-group", "county", "funder")
    )
    places = replace(places, figure=_map(snapshot, places.rows))
    money = answer_of(snapshot, filters, "funding", made_on=made_on)
    results = answer_of(snapshot, filters, "outcomes", made_on=made_on)
    aims = replace(results, rows=targets(snapshot, filters))
    return replace(
        by_year,
        publisher=whose(snapshot)[0],
        link=link,
        quote_id=quote_id,
        beside=(groups, places, funders, money, aims),
    )


def _map(snapshot: Snapshot, places: pd.DataFrame) -> dict[str, Any] | None:
    """None where no county has a colour or a hatching."""
    shared = shared_counties(snapshot, places)
    if not shared and not (places["row_kind"] == "row").any():
        return None
    return county_map(places, LIGHT, outlines(), shared=shared)
