"""Targets: reached, on the way, missed, or without a published result; and values over time.

A value counts for a target with its surer end: "over 50" has surely reached 40, and may have
reached 80.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from dashboard.i18n import N_
from dashboard.period import Period

# What became of a target, in the order in which readers are told.
VERDICT_WORDS = {
    "reached": N_("reached"),
    "on-the-way": N_("on the way"),
    "missed": N_("missed"),
    "unclear": N_("cannot be told from the result"),
    "unpublished": N_("no result published"),
}
_RATES = ("%", "‰", "percent", "procent")
Row = Mapping[str, Any]


def better(row: Row) -> str:
    """`higher`, `lower` or `neither`: as the indicator says, else by the way to the target."""
    if row["better"]:
        return str(row["better"])
    is_known = row["baseline"] is not None and row["target"] is not None
    return "lower" if is_known and row["target"] < row["baseline"] else "higher"


def verdict(row: Row) -> str:
    """A key of VERDICT_WORDS; "" where there is no target, or no direction to judge it by.

    On the way: short of the target, and away from the baseline towards it. Unclear: the result is
    in words, or its open end may or may not reach so far.
    """
    direction = better(row)
    if row["target"] is None or direction == "neither":
        return ""
    if row["value"] is None:
        return "unclear" if row["value_text_en"] or row["value_text_ro"] else "unpublished"
    low, high = ends(row)
    if direction == "lower":
        low, high = _turned(high), _turned(low)
    target = row["target"] if direction == "higher" else -row["target"]
    if low is not None and low >= target:
        return "reached"
    if high is None or high >= target:
        return "unclear"
    return "on-the-way" if (gone(row) or 0) > 0 else "missed"


def _turned(value: float | None) -> float | None:
    return None if value is None else -value


def ends(row: Row) -> tuple[float | None, float | None]:
    """The least and the most that a value says; None where it says none."""
    value, qualifier = row["value"], row["qualifier"]
    if qualifier == "at_least":
        return value, None
    if qualifier == "up_to":
        return None, value
    return value, value if row["value_max"] is None else row["value_max"]


def gone(row: Row) -> float | None:
    """The part of the way from the baseline to the target that is gone: 0.5 is half of it.

    Below 0 where it went the other way; None where the way or the value is not known, or the
    baseline is no worse than the target.
    """
    value, baseline, target = row["value"], row["baseline"], row["target"]
    if value is None or baseline is None or target is None:
        return None
    is_ahead = target > baseline if better(row) == "higher" else target < baseline
    return float((value - baseline) / (target - baseline)) if is_ahead else None


def distance(row: Row) -> float:
    """How far a value is beyond (above 0) or short of its target, as a part of the target."""
    if row["value"] is None or row["target"] is None:
        return float("-inf")
    ahead = row["value"] - row["target"]
    if better(row) == "lower":
        ahead = -ahead
    return float(ahead / abs(row["target"] or 1))


def series(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """The rows as they are shown: those of one indicator, owner, place and people as one.

    As the indicator says, several places of one period are added up, and of several periods the
    latest stands or all are added up. What shares no indicator, rates, and periods that overlap
    stand alone. `series_ids` are the rows that one stands for.
    """
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(_key(row), []).append(row)
    return [shown for group in groups.values() for shown in _over_periods(_over_places(group))]


def _key(row: Row) -> tuple[Any, ...]:
    if not row["indicator_id"]:
        return (row["outcome_id"],)
    owner = (row["project_id"], row["programme_id"], row["organisation_id"])
    people = (row["sex"], row["age_from"], row["age_to"])
    place = None if _may_add(row, "over_places") else row["area_id"]
    return (row["indicator_id"], row["kind"], *owner, *people, place, row["unit"])


def _may_add(row: Row, over: str) -> bool:
    return row[over] == "sum" and not any(sign in row["unit"].casefold() for sign in _RATES)


def _over_places(rows: Sequence[Row]) -> list[dict[str, Any]]:
    if not _may_add(rows[0], "over_places"):
        return [{**row, "series_ids": (row["outcome_id"],)} for row in rows]
    periods: dict[str | None, list[dict[str, Any]]] = {}
    for row in rows:
        own = {**row, "series_ids": (row["outcome_id"],)}
        periods.setdefault(row["period"], []).append(own)
    summed = []
    for same in periods.values():
        is_apart = len({row["area_id"] for row in same}) == len(same)
        summed += [_sum(same)] if is_apart else same
    return summed


def _over_periods(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    periods = [Period.parse(row["period"] or "") for row in rows]
    if len(rows) < 2 or None in periods:
        return rows
    in_order = [row for _at, row in sorted(zip(map(_last, periods), rows, strict=True), key=_first)]
    if rows[0]["over_periods"] == "latest":
        ids = tuple(name for row in in_order for name in row["series_ids"])
        return [in_order[-1] | {"series_ids": ids}]
    if _may_add(rows[0], "over_periods") and not _overlap(periods):
        # What was there before each of several periods is no number for all of them.
        return [_sum(in_order) | {"baseline": None}]
    return rows


def _first(pair: tuple[Any, Any]) -> Any:
    return pair[0]


def _last(period: Period | None) -> tuple[Any, Any]:
    assert period is not None
    still_running = period.last is None
    return still_running, period.last if period.last is not None else period.first


def _overlap(periods: Sequence[Period | None]) -> bool:
    spans = sorted((p for p in periods if p), key=lambda period: period.first)
    pairs = pairwise(spans)
    return any(one.last is None or one.last >= other.first for one, other in pairs)


def _sum(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """One row for several: values, targets and baselines are added where all of them have one."""
    if len(rows) == 1:
        return rows[0]
    added = {name: _total([row[name] for row in rows]) for name in ("target", "baseline", "value")}
    low, high = (_total(side) for side in zip(*map(ends, rows), strict=True))
    value, value_max, qualifier = low, None, "exact"
    if low is None or high is None:
        value = high if low is None else low
        qualifier = "up_to" if low is None else "at_least"
    elif high > low:
        value_max, qualifier = high, "between"
    if value is None or any(row["qualifier"] in ("about", "almost") for row in rows):
        value, qualifier = added["value"], "about"
    words: dict[str, Any] = dict.fromkeys(("value_text_en", "value_text_ro", "published_as"))
    return {
        **rows[-1],
        **added,
        **words,
        "value": value,
        "value_max": value_max,
        "qualifier": qualifier,
        "series_ids": tuple(name for row in rows for name in row["series_ids"]),
        "periods": _each(rows, "period"),
        "areas": _each(rows, "area_id"),
    }


def _each(rows: Sequence[dict[str, Any]], name: str) -> tuple[str, ...]:
    found = (part for row in rows for part in row.get(f"{name.removesuffix('_id')}s", (row[name],)))
    return tuple(dict.fromkeys(part for part in found if part))


def _total(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def counts(rows: pd.DataFrame) -> dict[str, int]:
    """How many targets there are of each verdict; none that has no target."""
    found = Counter(rows["verdict"])
    return {each: found[each] for each in VERDICT_WORDS if found[each]}
