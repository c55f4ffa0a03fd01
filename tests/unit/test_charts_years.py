"""The chart by year: bars, gaps, panels and lanes on one time axis."""

from __future__ import annotations

import pytest

from dashboard.charts import LIGHT, reach_years
from dashboard.charts.lanes import LINE, SPAN
from dashboard.charts.text import width
from tests.chart_frames import NOTHING, bars, frame, lane, texts, year

NARROWEST = 340


def test_a_year_without_a_figure_has_no_bar() -> None:
    figure = reach_years(frame(year(2016, 590, 1046), year(2019, 700)), NOTHING, LIGHT)
    solid, _light = bars(figure)
    assert solid["x"] == [2016.5, 2019.5]
    assert 0 not in solid["y"]


def test_small_years_have_their_own_panel_on_the_same_time_axis() -> None:
    figure = reach_years(frame(year(2016, 1046), year(2022, 190_838)), NOTHING, LIGHT)
    assert "Smaller figures, drawn 182 times larger" in texts(figure)
    assert "xaxis2" not in figure["layout"]
    upper, lower = (figure["layout"][axis]["domain"] for axis in ("yaxis", "yaxis2"))
    assert lower[1] < upper[0]


def test_both_of_two_neighbouring_years_keep_their_number() -> None:
    every = frame(year(2004, 150_000), year(2022, 190_838), year(2023, 185_335))
    figure = reach_years(every, NOTHING, LIGHT)
    words = next(trace for trace in figure["data"] if trace["type"] == "scatter")
    assert words["textposition"][1:] == ["top left", "top right"]


def test_many_neighbouring_numbers_stand_upright() -> None:
    every = frame(*(year(at, 1000 + at, is_estimate=True) for at in range(2004, 2024)))
    notes = reach_years(every, NOTHING, LIGHT)["layout"]["annotations"]
    assert [note["textangle"] for note in notes] == [-90] * 20


def test_year_numbers_never_touch_on_a_phone() -> None:
    every = frame(*(year(at, 1000) for at in range(1997, 2025)))
    axis = reach_years(every, NOTHING, LIGHT)["layout"]["xaxis"]
    pixels = (NARROWEST - 16) / (axis["range"][1] - axis["range"][0])
    gaps = [b - a for a, b in zip(axis["tickvals"], axis["tickvals"][1:], strict=False)]
    assert min(gaps) * pixels > width("2024")


def test_a_lane_lasts_from_its_first_to_its_last_moment() -> None:
    lanes = frame(lane("a", 2010.5, 2013.5), lane("b", 2004, 2015))
    (spans,) = bars(reach_years(NOTHING, lanes, LIGHT))
    assert list(zip(spans["customdata"], spans["base"], spans["x"], strict=True)) == [
        ("b", 2004, 11),
        ("a", 2010.5, 3),
    ]


def test_a_lane_still_running_ends_in_an_arrow() -> None:
    lanes = frame(lane("a", 2023.75, float("nan")), lane("b", 2017, 2022))
    figure = reach_years(NOTHING, lanes, LIGHT)
    (arrow,), (spans,) = figure["layout"]["shapes"], bars(figure)
    start, end = figure["layout"]["xaxis"]["range"]
    at = spans["customdata"].index("a")
    assert arrow["xanchor"] * (end - start) + start == spans["base"][at] + spans["x"][at] > 2023.75
    assert f",{spans['y'][at]}L" in arrow["path"]


def test_lanes_stand_in_the_order_in_which_they_begin_each_under_its_own_words() -> None:
    names = {"late": 2019.0, "early": 2004.0, "middle": 2011.0}
    lanes = frame(*(lane(name, first, 2020, label=name * 40) for name, first in names.items()))
    figure = reach_years(NOTHING, lanes, LIGHT)
    (spans,) = bars(figure)
    words = next(trace for trace in figure["data"] if trace["type"] == "scatter")
    assert list(spans["customdata"]) == list(words["customdata"]) == ["early", "middle", "late"]
    edges = [0.0]
    for text, label, y in zip(words["text"], words["y"], spans["y"], strict=True):
        half = len(text.split("<br>")) * LINE / 2
        edges += [label - half, label + half, y - SPAN / 2, y + SPAN / 2]
    assert edges == sorted(edges)
    assert [text.replace("<br>", "")[:5] for text in words["text"]] == ["early", "middl", "latel"]


@pytest.mark.parametrize("first", [2004.0, 2008.0, 2012.0, 2013.0, 2016.0, 2021.5])
def test_the_label_of_a_lane_stays_inside_the_plot(first: float) -> None:
    label = "1,000+ · Young people in technical education and their parents"
    axis = [lane("from", 2004, 2005), lane("to", 2022, 2023)]
    figure = reach_years(NOTHING, frame(lane("a", first, first + 1, label=label), *axis), LIGHT)
    words = next(trace for trace in figure["data"] if trace["type"] == "scatter")
    at = words["customdata"].index("a")
    start, end = figure["layout"]["xaxis"]["range"]
    inner = NARROWEST - 16
    x = (words["x"][at] - start) / (end - start) * inner
    wide = max(map(width, words["text"][at].split("<br>")))
    share = {"middle right": 0, "middle center": 0.5, "middle left": 1}
    left = x - wide * share[words["textposition"][at]]
    assert left >= -1
    assert left + wide <= inner + 1


def test_twenty_five_lanes_each_have_a_line() -> None:
    lanes = frame(*(lane(f"l{n}", 2000 + n / 2, 2003 + n / 2) for n in range(25)))
    (spans,) = bars(reach_years(NOTHING, lanes, LIGHT))
    assert len(set(spans["y"])) == 25
