"""The chart by year: columns on one scale, gaps, and reports of several years on the same axis."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from dashboard.charts import LIGHT, dwarfing, reach_years
from dashboard.charts.text import shortened, width
from tests.chart_frames import NOTHING, bars, frame, heights, lane, lines, texts, year

PARTS = {"y2016": {"supported": 430, "professionals": 160}}


def column(figure: dict[str, Any], row_id: str) -> list[tuple[float, str]]:
    """The pieces of a column from the base line up, each with its colour."""
    (trace,) = bars(figure)
    colours = trace["marker"]["color"]
    colours = [colours] * len(trace["y"]) if isinstance(colours, str) else colours
    every = zip(trace["customdata"], trace["y"], colours, strict=True)
    return [(people, colour) for of, people, colour in every if of == row_id]


def written(figure: dict[str, Any], text: str) -> dict[str, Any]:
    """Where a word stands: x, y and side."""
    for trace in figure["data"]:
        for at, told in enumerate(trace.get("text", [])):
            if told == text:
                side = trace["textposition"]
                side = side if isinstance(side, str) else side[at]
                return {"x": trace["x"][at], "y": trace["y"][at], "side": side}
    raise AssertionError(text)


def test_a_year_without_a_figure_has_no_column() -> None:
    figure = reach_years(frame(year(2016, 590, 1046), year(2019, 700)), NOTHING, LIGHT)
    assert heights(figure) == {"y2016": 590, "y2019": 700}
    assert bars(figure)[0]["x"] == [2016.5, 2019.5]


def test_all_years_are_on_one_scale_and_the_smallest_is_still_seen() -> None:
    figure = reach_years(frame(year(2016, 590), year(2022, 190_838)), NOTHING, LIGHT, height=240)
    low, high = figure["layout"]["yaxis"]["range"]
    drawn = heights(figure)
    assert drawn["y2022"] == 190_838
    assert drawn["y2016"] / (high - low) * 240 == pytest.approx(2, abs=0.1)
    assert "larger" not in texts(figure)


def test_a_thin_line_runs_from_the_certain_to_the_possible_number() -> None:
    rows = frame(year(2016, 590, 1046), year(2017, 700, 1400, at_most_is_open=True))
    assert lines(reach_years(rows, NOTHING, LIGHT)) == [
        ((2016.5, 590), (2016.5, 1046), "line-ew-open"),
        ((2017.5, 700), (2017.5, 1400), "triangle-up"),
    ]
    assert "possible, or more" in texts(reach_years(rows, NOTHING, LIGHT))


def test_audiences_are_stacked_in_their_colours() -> None:
    figure = reach_years(frame(year(2016, 590)), NOTHING, LIGHT, parts=PARTS)
    assert column(figure, "y2016") == [
        (430, LIGHT.supported.solid),
        (160, LIGHT.professionals.solid),
    ]


def test_audiences_that_do_not_add_up_are_one_column() -> None:
    figure = reach_years(frame(year(2016, 600)), NOTHING, LIGHT, parts=PARTS)
    assert column(figure, "y2016") == [(600, LIGHT.supported.solid)]


def test_both_of_two_tall_neighbours_keep_their_number_rounded_down() -> None:
    every = frame(year(2004, 150_000), year(2022, 190_838), year(2023, 185_335))
    figure = reach_years(every, NOTHING, LIGHT, wide=500)
    assert written(figure, "185,000")["side"] == "top right"
    assert written(figure, "190,000")["side"] == "top left"


def test_numbers_are_level_at_most_ten_and_none_touches_another() -> None:
    every = frame(*(year(at, 1000 + at % 3) for at in range(1985, 2024)))
    figure = reach_years(every, NOTHING, LIGHT)
    numbers = [t for trace in figure["data"] for t in trace.get("text", []) if t == "1,000"]
    assert len(numbers) <= 10
    assert not figure["layout"].get("annotations")


def test_a_number_stands_in_its_column_where_it_has_the_room() -> None:
    figure = reach_years(frame(year(2016, 590, 900), year(2017, 700)), NOTHING, LIGHT)
    assert written(figure, "590")["side"] == "middle center"
    assert written(figure, "590")["y"] < 590


def test_year_numbers_never_touch_on_a_phone() -> None:
    every = frame(*(year(at, 1000) for at in range(1997, 2025)))
    figure = reach_years(every, NOTHING, LIGHT, wide=362)
    named = [written(figure, str(at))["x"] for at in range(1997, 2025) if str(at) in texts(figure)]
    start, end = figure["layout"]["xaxis"]["range"]
    gaps = [(b - a) / (end - start) * 344 for a, b in pairwise(named)]
    assert min(gaps) > width("2024", 13)
    assert named[-1] == 2024.5


def test_only_years_of_the_data_are_named() -> None:
    alone = reach_years(frame(year(2025, 120)), NOTHING, LIGHT)
    assert texts(alone) == "120 2025"
    two = reach_years(frame(year(2016, 590), year(2018, 700)), NOTHING, LIGHT)
    assert texts(two) == "700 590 2016 2017 2018"


def test_on_a_phone_the_tallest_of_two_neighbours_has_its_year_written() -> None:
    rows = frame(year(2004, 150_000), year(2022, 190_838), year(2023, 185_335))
    told = texts(reach_years(rows, NOTHING, LIGHT, wide=362))
    assert "2022" in told
    assert "2023" not in told, "there is no room for both"


def test_the_longest_gap_says_that_it_is_one() -> None:
    rows = frame(year(2004, 100), year(2016, 590), year(2022, 700))
    assert 2004 < written(reach_years(rows, NOTHING, LIGHT), "no yearly figures")["x"] < 2016
    alone = reach_years(frame(year(2016, 330)), NOTHING, LIGHT)
    assert "no yearly figures" not in texts(alone)
    dense = frame(*(year(at, 100) for at in range(2010, 2022)))
    assert "no yearly figures" not in texts(reach_years(dense, NOTHING, LIGHT))


def test_a_report_of_several_years_lasts_from_its_first_to_its_last_moment() -> None:
    lanes = frame(lane("a", 2010.5, 2013.5), lane("b", 2004, 2015))
    (spans,) = bars(reach_years(NOTHING, lanes, LIGHT))
    ends = [
        (name, x - wide / 2, x + wide / 2)
        for name, x, wide in zip(spans["customdata"], spans["x"], spans["width"], strict=True)
    ]
    assert ends == [("b", 2004, 2015), ("a", 2010.5, 2013.5)]


def test_a_report_still_running_ends_in_an_arrow() -> None:
    lanes = frame(lane("a", 2023.75, float("nan")), lane("b", 2017, 2022))
    figure = reach_years(NOTHING, lanes, LIGHT)
    (arrow,) = lines(figure)
    assert arrow[2] == "triangle-right"
    assert arrow[1][0] == 2025


def test_reports_stand_in_the_order_in_which_they_begin_each_beside_its_own_words() -> None:
    names = {"late": 2019.0, "early": 2004.0, "middle": 2011.0}
    lanes = frame(*(lane(name, first, 2020) for name, first in names.items()))
    figure = reach_years(NOTHING, lanes, LIGHT)
    (spans,) = bars(figure)
    assert list(spans["customdata"]) == ["early", "middle", "late"]
    for name, low in zip(spans["customdata"], spans["base"], strict=True):
        assert 0 <= written(figure, f"<b>100</b> {name}")["y"] - low <= 12


@pytest.mark.parametrize("wide", [362, 742])
@pytest.mark.parametrize("first", [2004.0, 2008.0, 2012.0, 2013.0, 2016.0, 2021.5])
def test_the_words_of_a_report_stay_inside_the_plot(first: float, wide: int) -> None:
    whom = "Young people in technical education, their parents, and all who teach them there"
    axis = [lane("from", 2004, 2005), lane("to", 2022, 2023)]
    figure = reach_years(
        NOTHING, frame(lane("a", first, first + 1, whom=whom), *axis), LIGHT, wide=wide
    )
    told = next(t for trace in figure["data"] for t in trace.get("text", []) if "young" in t)
    at = written(figure, told)
    start, end = figure["layout"]["xaxis"]["range"]
    inner = wide - figure["layout"]["margin"]["r"]
    x = (at["x"] - start) / (end - start) * inner
    long = width(told.replace("<b>", "").replace("</b>", ""), 13)
    left = x - long if at["side"] == "middle left" else x
    assert left >= -1
    assert left + long <= wide


def test_beyond_eight_reports_one_line_says_how_many_there_are() -> None:
    lanes = [lane(f"l{n}", 2000 + n / 2, 2003 + n / 2) for n in range(25)]
    assert "25 reports cover several years, the largest 100 people" in texts(
        reach_years(NOTHING, frame(*lanes), LIGHT)
    )
    seven = reach_years(NOTHING, frame(*lanes[:7]), LIGHT)
    assert "Reports that cover several years, the 6 largest of 7" in texts(seven)
    assert len(set(bars(seven)[0]["base"])) == 6


def test_what_dwarfs_the_other_years_is_named() -> None:
    rows = frame(year(2016, 590), year(2022, 190_838), year(2023, 185_335))
    assert dwarfing(rows) == ["y2022", "y2023"]
    assert dwarfing(rows.iloc[1:]) == []
    assert dwarfing(NOTHING) == []


def test_a_year_that_only_wider_reports_tell_of_is_not_drawn() -> None:
    figure = reach_years(frame(year(2016, 160), year(2022, 0, 0)), NOTHING, LIGHT)
    assert heights(figure) == {"y2016": 160}
    start, end = figure["layout"]["xaxis"]["range"]
    assert (start + end) / 2 == 2016.5


def test_nobody_certain_has_no_column() -> None:
    figure = reach_years(frame(year(2016, 0, 40), year(2017, 700)), NOTHING, LIGHT)
    assert heights(figure) == {"y2017": 700}


def test_words_without_room_are_cut_after_a_whole_word() -> None:
    told = "members of local social-economy groups"
    for limit in range(80, 220, 7):
        cut = shortened(told, limit)
        assert cut == told or told.startswith(cut.removesuffix("…") + " ")
    assert shortened("Unterstützungsleistungen", 60).endswith("…")  # one word: cut inside it
