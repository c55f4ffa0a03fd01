"""Targets and what became of them, and values of one indicator over periods and places."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.i18n import speaking
from dashboard.paths import Content, content_named
from dashboard.reach.catalogue import records_of
from dashboard.reach.filters import Filters
from dashboard.reach.opening import open_snapshot
from dashboard.reach.outcomes import outcomes, targets
from dashboard.reach.targets import verdict
from dashboard.settings import Settings
from dashboard.ui import findings
from dashboard.ui.outcome import track
from tests import tiny

CASE = Path(__file__).parents[1] / "cases" / "lower-is-better"
ALL = Filters()
COLUMNS = (
    "outcome_id,project_id,area_id,kind,indicator_en,unit_en,baseline,target,value,qualifier,"
    "period,source_id,locator,indicator_id,supersedes"
)


def test_less_drop_out_than_aimed_at_is_a_target_reached(tmp_path: Path) -> None:
    shutil.copytree(CASE, tmp_path / "own")
    content = content_named(Settings(data=str(tmp_path / "own"), cache=str(tmp_path / "cache")))
    with open_snapshot(content) as snapshot:
        aims = targets(snapshot, ALL).set_index("outcome_id")
        told = findings.targets(targets(snapshot, ALL))
        with speaking("ro"):
            romanian = findings.targets(targets(snapshot, ALL))
    assert aims["verdict"].to_dict() == {
        "dropout": "reached",
        "grad": "on-the-way",
        "dropout-b": "on-the-way",
    }
    assert aims["progress"].round(2).to_dict() == {
        "dropout": 1.25,
        "grad": 0.67,
        "dropout-b": 0.5,
    }
    assert told == "Of 3 targets 1 was reached and 2 are on the way."
    assert romanian == "Din 3 ținte 1 a fost atinsă și 2 sunt pe drum."
    drawn = [track(row) for row in records_of(aims)]
    assert [re.findall(r"(?:left|width):([\d.]+)%", each) for each in drawn] == [
        ["15.0", "40.0", "20.0"],  # the value, what was before, the target
        ["70.0", "50.0", "80.0"],
        ["75.0", "100.0", "50.0"],
    ]
    assert "before: 40%" in drawn[0]
    assert track({"value": None, "target": 80.0, "baseline": None, "unit": "%"}) == ""


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"target": 80, "value": 80}, "reached"),
        ({"target": 80, "value": 79}, "missed"),
        ({"target": 80, "value": 79, "baseline": 50}, "on-the-way"),
        ({"target": 80, "value": 50, "baseline": 50}, "missed"),
        ({"target": 80, "value": 40, "baseline": 50}, "missed"),
        ({"target": 80}, "unpublished"),
        ({"target": 80, "value_text_ro": "bine"}, "unclear"),
        ({"target": 80, "value": 50, "qualifier": "at_least"}, "unclear"),
        ({"target": 40, "value": 50, "qualifier": "at_least"}, "reached"),
        ({"target": 80, "value": 50, "qualifier": "up_to"}, "missed"),
        ({"target": 80, "value": 50, "qualifier": "between", "value_max": 90}, "unclear"),
        ({"target": 20, "value": 25, "better": "lower"}, "missed"),
        ({"target": 20, "value": 15, "better": "lower"}, "reached"),
        ({"target": 20, "value": 25, "qualifier": "up_to", "better": "lower"}, "unclear"),
        ({"target": 20, "value": 15, "better": "neither"}, ""),
        ({"value": 15}, ""),
    ],
)
def test_what_became_of_a_target(given: dict[str, Any], found: str) -> None:
    numbers = ("target", "value", "value_max", "baseline")
    empty = dict.fromkeys((*numbers, "qualifier", "better", "value_text_en", "value_text_ro"))
    assert verdict(empty | given) == found


def measured(folder: Path, indicator: str, *rows: str) -> Content:
    """Outcomes of one indicator: id, area, unit, target, value, period, what it replaces."""
    content = tiny.write(folder)
    (content.tables / "indicators.csv").write_text(
        f"indicator_id,name_en,better,over_periods,over_places\nlessons,Lessons,{indicator}\n"
    )
    lines = []
    for row in rows:
        name, area, unit, target, value, period, old = row.split(",")
        given = f"{name},teachers,{area},output,Lessons given,{unit},,{target},{value},exact"
        lines.append(f"{given},{period},report,p. 5,lessons,{old}")
    (content.tables / "outcomes.csv").write_text("\n".join([COLUMNS, *lines]) + "\n")
    return content


def told(content: Content) -> list[list[str]]:
    with open_snapshot(content) as snapshot:
        aims = targets(snapshot, ALL)
    names = ["outcome_id", "value_text", "target_text", "period_label", "area_label"]
    found: list[list[str]] = aims[names].values.tolist()
    return found


TWO_YEARS = ("a,RO-IS,,10,8,2015,", "b,RO-IS,,10,14,2016,")


def test_of_several_periods_the_latest_stands(tmp_path: Path) -> None:
    content = measured(tmp_path, "higher,latest,none", *TWO_YEARS)
    assert told(content) == [["b", "14", "10", "2016", "Iași"]]
    with open_snapshot(content) as snapshot:
        assert len(outcomes(snapshot, ALL)) == 2  # both stay as a record


def test_several_periods_are_added_up_where_the_indicator_says_so(tmp_path: Path) -> None:
    content = measured(tmp_path, "higher,sum,none", *TWO_YEARS)
    assert told(content) == [["b", "22", "20", "2015 and 2016", "Iași"]]


@pytest.mark.parametrize(
    ("indicator", "rows"),
    [
        ("higher,none,none", TWO_YEARS),
        ("higher,sum,none", tuple(row.replace(",,", ",%,", 1) for row in TWO_YEARS)),
        ("higher,sum,none", (TWO_YEARS[0], "b,RO-IS,,10,14,2015..2016,")),
        ("higher,sum,none", (TWO_YEARS[0], "b,RO-BC,,10,14,2016,")),
    ],
)
def test_rates_overlapping_periods_and_what_nobody_says_are_not_added(
    tmp_path: Path, indicator: str, rows: tuple[str, ...]
) -> None:
    assert len(told(measured(tmp_path, indicator, *rows))) == 2


def test_places_of_one_period_are_added_up_where_the_indicator_says_so(tmp_path: Path) -> None:
    rows = ("a,RO-IS,,10,8,2016,", "b,RO-BC,,10,14,2016,")
    content = measured(tmp_path / "one", "higher,none,sum", *rows)
    assert told(content) == [["b", "22", "20", "2016", "Iași and Bacău"]]
    content = measured(tmp_path / "other", "higher,none,none", *rows)
    assert len(told(content)) == 2


def test_a_corrected_result_is_neither_counted_nor_drawn(tmp_path: Path) -> None:
    content = measured(tmp_path, "higher,none,none", TWO_YEARS[0], "b,RO-IS,,10,12,2015,a")
    assert told(content) == [["b", "12", "10", "2015", "Iași"]]
    with open_snapshot(content) as snapshot:
        rows = outcomes(snapshot, ALL)
        assert rows[["outcome_id", "replaces_text"]].values.tolist() == [["b", "8"]]
        assert snapshot.store.rows("select count(*) as n from outcomes") == [{"n": 2}]


def test_targets_without_a_result_are_told_apart() -> None:
    verdicts = ["reached"] * 12 + ["missed"] * 24 + ["unpublished"] * 7 + [""]
    aims = pd.DataFrame({"verdict": verdicts})
    assert findings.targets(aims) == (
        "Of 43 targets 12 were reached and 24 missed; for 7 no result is published."
    )
    assert findings.targets(pd.DataFrame({"verdict": ["", ""]})) == ""
