"""The charts of the overview, drawn once for all readers with the same filters and colours."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from dashboard.charts import Look, county_map, reach_bars, reach_years
from dashboard.reach.breakdowns import reach_by
from dashboard.reach.filters import Filters
from dashboard.reach.funding import reach_by_funder
from dashboard.reach.snapshot import Snapshot
from dashboard.reach.years import reach_by_year, year_rows
from dashboard.ui import data, findings
from dashboard.ui.charts import Drawing, Drawn, key_of

_MOST = 5
_MOST_LANES = 8


class Picture(NamedTuple):
    """A chart, what it finds in words, and the rows that its marks open."""

    chart: Drawn
    finding: str
    row_ids: frozenset[str]


class FirstScreen(NamedTuple):
    """The key of the marks, and the charts; `funders` is None where no funder is named.

    `lanes_left_out`: longer periods with fewer people, which have no room here.
    """

    key: Drawn
    years: Picture
    groups: Picture
    counties: Picture
    funders: Picture | None
    lanes_left_out: int


def first_screen(_snapshot: Snapshot, filters: Filters, look: Look) -> FirstScreen:
    """Everything that is drawn on the overview, for `data.ask`."""
    groups = data.ask(reach_by, filters, "target-group")
    counties = data.ask(reach_by, filters, "county")
    funders = data.ask(reach_by_funder, filters)
    funders = funders[funders["support"] == "money"].reset_index(drop=True)
    together = "together" if len(data.ask(reach_by, filters, "audience")) > 1 else ""
    years = data.ask(reach_by_year, filters)
    longest = years.lanes.nlargest(_MOST_LANES, "at_most").sort_values("first", ignore_index=True)
    of_years = reach_years(years.years, longest, look, together, data.year_begins())
    of_counties = county_map(
        counties, look, data.outlines(), address=data.outlines_address(), small=True
    )
    return FirstScreen(
        key=Drawn(key_of(look, groups, counties, together=bool(together))),
        years=_picture(of_years, findings.years(years), year_rows(years)),
        groups=_picture(reach_bars(groups, look, most=_MOST), findings.groups(groups), groups),
        counties=_picture(of_counties, findings.counties(counties), counties),
        funders=None
        if funders.empty
        else _picture(reach_bars(funders, look, most=_MOST), findings.funders(funders), funders),
        lanes_left_out=len(years.lanes) - len(longest),
    )


def _picture(figure: Drawing, finding: str, rows: pd.DataFrame) -> Picture:
    return Picture(Drawn(figure), finding, frozenset(rows["row_id"]))
