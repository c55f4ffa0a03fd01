"""Reach by year in the three modes a reader can choose; the mode changes these rows only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, NamedTuple

import pandas as pd

from dashboard.counting import (
    NOBODY,
    End,
    Figure,
    Placement,
    Range,
    count_rows,
    spread_over_years,
)
from dashboard.i18n import _, period_text, words
from dashboard.period import Period, year_name, year_of, years
from dashboard.reach.breakdowns import COLUMNS, combined, reach_frame, row_record
from dashboard.reach.catalogue import NOT_STATED, Catalogue, catalogue
from dashboard.reach.filters import Filters
from dashboard.reach.scope import placements, sought
from dashboard.reach.snapshot import Snapshot
from dashboard.words.labels import AUDIENCES, lowered

_NAMED_IN_A_LANE = 2


class ReachByYear(NamedTuple):
    """Bars by year, lanes for longer figures, and rows that have no place on the axis.

    `years` has the common columns and `year`; `lanes` has `period_label`, `whom`, `first` and
    `last`, in years with fractions (`last` is NaN while the period still runs), and an audience
    where all its figures are of one; `elsewhere` holds figures whose year is not stated and, where
    the mode needs an end, those that still run. Years are the folder's reporting years, each with
    the number of the calendar year it begins in.
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
    begins = snapshot.store.settings.year_begins
    groups = _groups(known, placed, begins)
    rows = [
        _row(row_id, people, filters.year_mode, *_whom(known, groups[row_id]), begins)
        for row_id, people in people_of.items()
    ]
    return ReachByYear(
        _frame(rows, "year", {"year": "int64"}, by="year"),
        _frame(
            rows,
            "lane",
            {"period_label": "str", "first": "float64", "last": "float64", "whom": "str"},
            "first",
        ),
        _frame(rows, NOT_STATED, {}, by="label"),
    )


def audience_parts(snapshot: Snapshot, filters: Filters) -> dict[str, dict[str, int]]:
    """What is certain of each audience in each year, by row_id; nothing where in some year they
    do not add up to the year's own number, or are an estimate."""
    if filters.year_mode == "spread-evenly":
        return {}
    whole = reach_by_year(snapshot, filters).years
    parts: dict[str, dict[str, int]] = {row_id: {} for row_id in whole["row_id"]}
    for audience in filters.audiences or AUDIENCES:
        of_one = reach_by_year(snapshot, filters.but(audiences=(audience,))).years
        for row_id, people in zip(of_one["row_id"], of_one["surely"], strict=True):
            if people:
                parts[row_id][audience] = people
    sums = [sum(parts[row_id].values()) for row_id in whole["row_id"]]
    return parts if sums == whole["surely"].tolist() else {}


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


def year_id(year: int, begins: int = 1) -> str:
    """The row of a year: 2016, or its months where it begins in another than January."""
    return str(years(year, year, begins))


def year_number(row_id: str, begins: int) -> int | None:
    """The year that a row is of; None for a longer period, an open one, and none."""
    period = None if row_id == NOT_STATED else Period.parse(row_id)
    return period.single_year(begins) if period else None


def _as_reported(begins: int, figure: Figure) -> Iterable[str]:
    if figure.period is None:
        return [NOT_STATED]
    year = figure.period.single_year(begins)
    return [str(figure.period) if year is None else year_id(year, begins)]


def _ending_in(begins: int, figure: Figure) -> Iterable[str]:
    if figure.period is None:
        return [NOT_STATED]
    if figure.period.last is None:
        return [str(figure.period)]
    return [year_id(year_of(figure.period.last, begins), begins)]


def _spread_evenly(begins: int, figure: Figure) -> Iterable[str]:
    if figure.period is None or figure.period.last is None:
        return _ending_in(begins, figure)
    return [year_id(year, begins) for year in figure.period.months_by_year(begins)]


_YEAR_ROWS: dict[str, Callable[[int, Figure], Iterable[str]]] = {
    "as-reported": _as_reported,
    "ending-in": _ending_in,
    "spread-evenly": _spread_evenly,
}


def year_rows_of(snapshot: Snapshot, mode: str) -> Callable[[Figure], Iterable[str]]:
    """The rows of a figure in a mode of the years, by the reporting years of the folder."""
    return partial(_YEAR_ROWS[mode], snapshot.store.settings.year_begins)


def _ranges(
    snapshot: Snapshot, filters: Filters, placed: Mapping[str, Placement]
) -> dict[str, Range]:
    """The range of each row, by row_id."""
    rows_of = year_rows_of(snapshot, filters.year_mode)
    begins = snapshot.store.settings.year_begins
    if filters.year_mode == "spread-evenly":
        return _estimated(catalogue(snapshot), filters, placed, begins)

    def is_of_one_year(_known: Catalogue, figure: Figure) -> bool:
        return figure.period is not None and figure.period.single_year(begins) is not None

    return combined(snapshot, filters, "year", rows_of, is_of_one_year)


def _estimated(
    known: Catalogue, filters: Filters, placed: Mapping[str, Placement], begins: int
) -> dict[str, Range]:
    """One estimated number for each year in the filter; rows without a year stay ranges."""
    counted = count_rows(
        known.figures, placed, partial(_spread_evenly, begins), sought(known, filters)
    )
    spread = spread_over_years(known.figures, placed, begins)
    rows = {row: people for row, people in counted.items() if year_number(row, begins) is None}
    for year, people in spread.items():
        row = year_id(year, begins)
        if filters.years is None or years(year, year, begins).overlaps(filters.years):
            end, behind = End(people, is_approximate=True), counted[row]
            rows[row] = behind._replace(surely=end, at_most=end, upper_inside=None, may_also=NOBODY)
    return rows


def _row(
    row_id: str, people: Range, mode: str, whom: str, audience: str, begins: int
) -> dict[str, Any]:
    year = year_number(row_id, begins)
    if year is not None:
        is_estimate = mode == "spread-evenly"
        more = {"row_kind": "year", "year": year, "is_estimate": is_estimate}
        return row_record(row_id, year_name(year, begins), people, **more)
    if row_id == NOT_STATED or mode != "as-reported":
        return row_record(row_id, year_label(row_id), people, row_kind=NOT_STATED)
    period = Period.parse(row_id)
    assert period is not None
    label = year_label(row_id)
    row = row_record(row_id, "", people, row_kind="lane", period_label=label, whom=whom)
    row["label"] = f"{label}: {row['people_text']} · {whom}"
    row["audience"] = audience
    before = begins - 1
    last = float("nan") if period.last is None else (period.last + 1 - before) / 12
    return row | {"first": (period.first - before) / 12, "last": last}


def year_label(row_id: str) -> str:
    """A row of the breakdown by year in words."""
    if row_id == NOT_STATED:
        return _("Year not stated")
    text = period_text(row_id)
    return text[:1].upper() + text[1:]


def year_row_label(row_id: str, begins: int) -> str:
    """The name of a row of the breakdown by year: its year, or its period in words."""
    year = year_number(row_id, begins)
    return year_label(row_id) if year is None else year_name(year, begins)


def _groups(
    known: Catalogue, placed: Mapping[str, Placement], begins: int
) -> dict[str, set[tuple[str, str]]]:
    """Whom each lane is about: target group and audience of its figures that are no parts."""
    groups: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for figure in known.figures:
        if figure.whole_id is None and placed[figure.figure_id] is not Placement.OUTSIDE:
            for row_id in _as_reported(begins, figure):
                groups[row_id].add((figure.target_group_id, figure.audience))
    return groups


def _whom(known: Catalogue, groups: set[tuple[str, str]]) -> tuple[str, str]:
    """Groups by name, or how many there are; and their audience where it is one."""
    names = sorted({known.name("target_groups", group) for group, _audience in groups})
    audiences = {audience for _group, audience in groups}
    audience = audiences.pop() if len(audiences) == 1 else ""
    if len(names) <= _NAMED_IN_A_LANE:
        return words([*names[:1], *map(lowered, names[1:])]), audience
    return _("{n} target groups").format(n=len(names)), audience


def _frame(rows: list[dict[str, Any]], kind: str, more: dict[str, str], by: str) -> pd.DataFrame:
    frame = reach_frame([row for row in rows if row["row_kind"] == kind], more)
    return frame.sort_values([by, "label"], ignore_index=True)
