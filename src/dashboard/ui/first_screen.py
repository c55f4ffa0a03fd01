"""The first screen, made once for all readers with the same filters and colours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd

from dashboard.charts import Look, county_map, reach_years
from dashboard.charts.lanes import has_strip
from dashboard.charts.outlines import outlines
from dashboard.charts.svg import svg
from dashboard.i18n import _, ngettext, number
from dashboard.reach.breakdowns import reach_by
from dashboard.reach.figures import figures_behind
from dashboard.reach.filters import Filters
from dashboard.reach.funding import funding
from dashboard.reach.groups import largest_groups
from dashboard.reach.headlines import beside, shared_counties
from dashboard.reach.overview import Headline, headline
from dashboard.reach.snapshot import Snapshot
from dashboard.reach.support import sums
from dashboard.reach.years import ReachByYear, audience_parts, reach_by_year, year_rows
from dashboard.ui import data, findings, opened
from dashboard.ui.charts import keys
from dashboard.ui.place_switch import place_title
from dashboard.ui.rows import Pane, address, foot_link, mark_key, panes_html

_MOST = 5
YEARS, MAP = (742, 284), (488, 284)  # pixels on a laptop
PHONE_MAP = 362, 300
NOTE = 18  # a line above the map


class CountyChart(NamedTuple):
    """The map, its heading, what it finds in words, and a line above it."""

    title: str
    figure: dict[str, Any]
    finding: str
    note: str


class FirstScreen(NamedTuple):
    """What stands on the overview. Without people there is no chart and no list."""

    headline: str
    second: str
    small: str
    panes: tuple[Pane, ...]
    html: str


def first_screen(
    _snapshot: Snapshot, filters: Filters, look: Look, wide: int, high: int | None
) -> FirstScreen:
    """Everything on the overview, for `data.ask`; the years are `wide` and `high`, without a height
    on a phone."""
    head = data.ask(headline, filters)
    if head.people.is_empty:
        money = sums(data.ask(funding, filters), data.snapshot().store.settings.currency)
        html = panes_html((), look, filters, _foot(head, filters, ()))
        nobody = findings.no_people(money, is_everything=filters.is_everything)
        return FirstScreen(nobody, "", "", (), html)
    told = data.ask(beside, filters)
    look = look.of_one(only_audience(filters))
    groups = data.ask(reach_by, filters, "target-group")
    places = data.ask(reach_by, filters, "county")
    panes = (
        _years(filters, look, wide, high),
        _map(places, look, wide, high),
        _groups(groups),
        _places(places),
    )
    foot = _foot(head, filters, (panes[0].every, *(pane.shown for pane in panes[2:])))
    return FirstScreen(
        headline=findings.overview(head),
        second=findings.second_line(told),
        small=findings.small_line(head.people),
        panes=panes,
        html=panes_html(panes, look, filters, foot),
    )


def only_audience(filters: Filters) -> str:
    """The audience of everybody under the filters; "" where there are several."""
    rows = data.ask(reach_by, filters, "audience")
    found = rows.loc[rows["at_most_inside"] > 0, "row_id"].tolist()
    return str(found[0]) if len(found) == 1 else ""


def _groups(rows: pd.DataFrame) -> Pane:
    listed = largest_groups(data.known(), rows, _MOST)
    more = all_of(len(rows))
    return Pane(_("Largest groups"), "target-group", rows, _MOST, more, listed=listed)


def _places(rows: pd.DataFrame) -> Pane:
    return Pane(_("Places, as the reports name them"), "county", rows, _MOST, all_of(len(rows)))


def all_of(count: int) -> str:
    """How to see the rows that are not shown; empty where all are."""
    return _("all {n}").format(n=number(count)) if count > _MOST else ""


def _years(filters: Filters, look: Look, wide: int, high: int | None) -> Pane:
    answer = data.ask(reach_by_year, filters)
    parts = data.ask(audience_parts, filters)
    figure = reach_years(
        answer.years,
        answer.lanes,
        look,
        parts=parts,
        begins=data.year_begins(),
        wide=wide,
        height=high,
    )
    rows, told = year_rows(answer), findings.years(answer)
    return Pane(
        _("People helped each year"),
        "year",
        rows,
        len(rows),
        more=opened.all_of(len(rows)) if len(rows) else "",
        chart=svg(figure, wide, by="year", alt=told),
        keys=keys(look, audiences_shown(answer, parts)),
    )


def audiences_shown(answer: ReachByYear, parts: dict[str, dict[str, int]]) -> tuple[str, ...]:
    """Whose colours a chart of years has; none where the first stands for all."""
    stacked = {audience for of_year in parts.values() for audience in of_year}
    drawn = answer.lanes[answer.lanes["at_most_inside"] > 0]
    found = stacked | set(drawn["audience"] if has_strip(drawn) else ()) - {""}
    has_key = len(found) > 1 or found - {"supported"}
    return tuple(sorted(found, key="supported professionals public".find)) if has_key else ()


def _map(places: pd.DataFrame, look: Look, wide: int, high: int | None) -> Pane:
    """As high as the years beside it, with the line above it; the list of places under it has the
    way to its rows."""
    has_note = bool(findings.mostly_wider(places, data.known().area_kinds))
    beside = round(wide * MAP[0] / YEARS[0])
    size = PHONE_MAP if high is None else (beside, high - NOTE * has_note)
    chart = county_chart(places, look, size)
    drawn = svg(chart.figure, size[0], by="county", alt=chart.finding)
    return Pane(chart.title, "county", places, len(places), note=chart.note, chart=drawn)


def county_chart(
    places: pd.DataFrame, look: Look, size: tuple[int, int], place_is: str = ""
) -> CountyChart:
    """The map, `size` pixels wide and high, of places of one kind or all; the browser fetches the
    outlines once."""
    figure = county_map(
        places,
        look,
        outlines(),
        address=data.outlines_address(),
        shared=shared_counties(data.snapshot(), places),
        wide=size[0],
        height=size[1],
    )
    title, finding = place_title(place_is), findings.counties(places)
    note = findings.mostly_wider(places, data.known().area_kinds)
    return CountyChart(title, figure, finding, note)


def _foot(head: Headline, filters: Filters, shown: Sequence[pd.DataFrame]) -> tuple[str, str, str]:
    """What else is counted, as links to its page; the key of the mark, where rows that are shown
    have it; and what all rests on."""
    counted = (
        (ngettext("{n} project", "{n} projects", head.projects.projects), "projects"),
        (ngettext("{n} other activity", "{n} other activities", head.projects.others), "projects"),
        (ngettext("{n} county", "{n} counties", head.counties), "counties"),
        (ngettext("{n} funder", "{n} funders", head.funders), "funders"),
    )
    numbers = (head.projects.projects, head.projects.others, head.counties, head.funders)
    links = [
        foot_link(text, f"go:{page}", address(filters, page))
        for (text, page), number in zip(counted, numbers, strict=True)
        if number
    ]
    records = data.ask(figures_behind, filters)
    told = findings.sources(len(records), records["source_title"].nunique())
    behind = [
        foot_link(f"{told} ▸", "figures", address(filters)),
        foot_link(_("how we count"), "go:about", address(filters, "about")),
    ]
    return "".join(links), mark_key(shown), "".join(behind if len(records) else behind[1:])
