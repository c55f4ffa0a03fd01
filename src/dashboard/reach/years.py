"""Reach by year in the three modes a reader can choose; the mode changes these rows only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import pandas as pd

from dashboard.counting import End, Figure, Placement, Range, count_rows, spread_over_years
from dashboard.i18n import _, period_text, words
from dashboard.period import Period
from dashboard.reach.breakdowns import COLUMNS, combined, reach_frame, row_record
from dashboard.reach.catalogue import NOT_STATED, Catalogue, catalogue
from dashboard.reach.filters import Filters
from dashboard.reach.scope import placements
from dashboard.reach.snapshot import Snapshot

_NAMED_IN_A_LANE = 2


class ReachByYear(NamedTuple):
    """Bars by year, lanes for longer figures, and rows that have no place on the axis.

    `years` has the common columns and `year`; `lanes` has `period_label`, `first` and `last`, in
    years with fractions (`last` is NaN while the period still runs); `elsewhere` holds figures
    whose year is not stated and, where the mode needs an end, those that still run.
    """

    years: pd.DataFrame
    lanes: pd.DataFrame
    elsewhere: pd.DataFrame


def reach_by_year(snapshot: Snapshot, filters: Filters) -> ReachByYear:
    """Reach by year in `filters.year_mode`; a year without a figure has no row.

    The estimate of `spread-evenly` is of published figures: people counted have their years.
    """
    known = catalogue(snapshot)
    placed = placements(snapshot, filters)
    people_of = _ranges(snapshot, filters, placed)
    groups = _groups(known, placed)
    rows = [
        _row(row_id, people, filters.year_mode, _named(known, groups[row_id]))
        for row_id, people in people_of.items()
    ]
    return ReachByYear(
        _frame(rows, "year", {"year": "int64"}, by="year"),
        _frame(
            rows, "lane", {"period_label": "str", "first": "float64", "last": "float64"}, "first"
        ),
        _frame(rows, NOT_STATED, {}, by="label"),
    )


def year_rows(answer: ReachByYear) -> pd.DataFrame:
    """Bars, lanes and rows without a year as one frame, with the period as the label."""
    lanes = answer.lanes.assign(label=answer.lanes["period_label"])
    frames = [frame[list(COLUMNS)] for frame in (answer.years, lanes, answer.elsewhere)]
    return pd.concat(frames, ignore_index=True)


def last_years(snapshot: Snapshot, filters: Filters) -> dict[str, int]:
    """The last year each organisation has a figure for, by organisation_id."""
    known = catalogue(snapshot)
    placed = placements(snapshot, filters)
    last: dict[str, int] = {}
    for figure in known.figures:
        if placed[figure.figure_id] is Placement.OUTSIDE or figure.period is None:
            continue
        year = figure.period.last_year or figure.period.first_year
        owner = known.records[figure.figure_id]["owner_organisation_id"]
        last[owner] = max(year, last.get(owner, year))
    return last


def _as_reported(figure: Figure) -> Iterable[str]:
    if figure.period is None:
        return [NOT_STATED]
    return [str(figure.period.single_year or figure.period)]


def _ending_in(figure: Figure) -> Iterable[str]:
    if figure.period is None:
        return [NOT_STATED]
    return [str(figure.period.last_year or figure.period)]


def _spread_evenly(figure: Figure) -> Iterable[str]:
    if figure.period is None or figure.period.last is None:
        return _ending_in(figure)
    return [str(year) for year in figure.period.months_by_year()]


YEAR_ROWS: dict[str, Callable[[Figure], Iterable[str]]] = {
    "as-reported": _as_reported,
    "ending-in": _ending_in,
    "spread-evenly": _spread_evenly,
}


def _ranges(
    snapshot: Snapshot, filters: Filters, placed: Mapping[str, Placement]
) -> dict[str, Range]:
    """The range of each row, by row_id."""
    rows_of = YEAR_ROWS[filters.year_mode]
    if filters.year_mode == "spread-evenly":
        return _estimated(catalogue(snapshot), filters, placed)
    return combined(snapshot, filters, "year", rows_of, _is_of_one_year)


def _is_of_one_year(_known: Catalogue, figure: Figure) -> bool:
    return figure.period is not None and figure.period.single_year is not None


def _estimated(
    known: Catalogue, filters: Filters, placed: Mapping[str, Placement]
) -> dict[str, Range]:
    """One estimated number for each year in the filter; rows without a year stay ranges."""
    counted = count_rows(known.figures, placed, YEAR_ROWS["spread-evenly"])
    spread = spread_over_years(known.figures, placed)
    rows = {row_id: people for row_id, people in counted.items() if not row_id.isdecimal()}
    for year, people in spread.items():
        whole = Period(year * 12, year * 12 + 11)
        if filters.years is None or whole.overlaps(filters.years):
            end, behind = End(people, is_approximate=True), counted[str(year)]
            rows[str(year)] = Range(end, end, behind.figures, behind.figures_touching)
    return rows


def _row(row_id: str, people: Range, mode: str, whom: str) -> dict[str, Any]:
    if row_id.isdecimal():
        is_estimate = mode == "spread-evenly"
        more = {"row_kind": "year", "year": int(row_id), "is_estimate": is_estimate}
        return row_record(row_id, row_id, people, **more)
    if row_id == NOT_STATED or mode != "as-reported":
        return row_record(row_id, year_label(row_id), people, row_kind=NOT_STATED)
    period = Period.parse(row_id)
    assert period is not None
    row = row_record(row_id, "", people, row_kind="lane", period_label=year_label(row_id))
    row["label"] = f"{row['period_label']}: {row['people_text']} · {whom}"
    last = float("nan") if period.last is None else (period.last + 1) / 12
    return row | {"first": period.first / 12, "last": last}


def year_label(row_id: str) -> str:
    """A row of the breakdown by year in words."""
    if row_id == NOT_STATED:
        return _("Year not stated")
    text = period_text(row_id)
    return text[:1].upper() + text[1:]


def _groups(known: Catalogue, placed: Mapping[str, Placement]) -> dict[str, set[str]]:
    """Whom each lane is about: the target groups of its figures that are no parts."""
    groups: dict[str, set[str]] = defaultdict(set)
    for figure in known.figures:
        if figure.whole_id is None and placed[figure.figure_id] is not Placement.OUTSIDE:
            for row_id in _as_reported(figure):
                groups[row_id].add(figure.target_group_id)
    return groups


def _named(known: Catalogue, groups: set[str]) -> str:
    """Groups by name, or how many there are."""
    names = sorted({known.name("target_groups", group) for group in groups})
    if len(names) <= _NAMED_IN_A_LANE:
        return words(names)
    return _("{n} target groups").format(n=len(names))


def _frame(rows: list[dict[str, Any]], kind: str, more: dict[str, str], by: str) -> pd.DataFrame:
    frame = reach_frame([row for row in rows if row["row_kind"] == kind], more)
    return frame.sort_values([by, "label"], ignore_index=True)
