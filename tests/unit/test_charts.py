"""Charts draw what the frame says: no more people, no fewer, and every word of it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dashboard.charts import (
    DARK,
    LIGHT,
    Look,
    county_map,
    look,
    parts_in_wholes,
    reach_bars,
    reach_years,
)
from dashboard.charts.hatching import hatched
from dashboard.charts.places import PLACES
from dashboard.charts.text import width
from dashboard.paths import DATA
from dashboard.ui.charts import written_out
from tests.chart_frames import NOTHING, bars, frame, heights, lines, row, texts, valid

BUDGET = 8_500  # bytes for twelve rows
HOSTILE = ["<script>alert(1)</script>", "<b>x</b>", '<a href="//x">y</a>', "=cmd()", "a & b"]
ROMANIA = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "id": code,
            "properties": {"name": code},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[x, 45], [x + 1, 45], [x + 1, 46], [x, 45]]],
            },
        }
        for code, x in (("RO-IS", 27), ("RO-CJ", 23))
    ],
}


WIDE = 620
EVERYTHING: dict[str, Any] = {
    "year": 2020,
    "first": 2020.0,
    "last": 2022.0,
    "period_label": "2020–2021",
    "whom": "Children",
    "whole_id": "",
}
EVERY_CHART = {
    "bars": lambda rows: reach_bars(rows, LIGHT),
    "years": lambda rows: reach_years(rows, rows, LIGHT),
    "map": lambda rows: county_map(rows, LIGHT, ROMANIA),
    "parts": lambda rows: parts_in_wholes(rows, LIGHT),
}
every_chart = pytest.mark.parametrize("draw", EVERY_CHART.values(), ids=EVERY_CHART)


def test_a_bar_ends_at_the_certain_number_and_its_line_at_the_possible_one() -> None:
    figure = reach_bars(frame(row("a", 590, 1046), row("b", 330)), LIGHT)
    assert heights(figure) == {"a": 590, "b": 330}
    ((_start, _y), (end, _same), symbol) = lines(figure)[-1]
    assert (end, symbol) == (1046, "line-ns-open")


def test_an_open_end_is_an_arrow() -> None:
    rows = frame(row("a", 1000, 2000, at_most_is_open=True), row("b", 900))
    assert [symbol for _start, _end, symbol in lines(reach_bars(rows, LIGHT)) if symbol] == [
        "triangle-right"
    ]


def test_what_bar_and_line_are_is_said_in_the_first_row_alone() -> None:
    rows = frame(row("a", 500, 1000, at_most_is_open=True), row("b", 400, 900))
    said = texts(reach_bars(rows, LIGHT))
    assert said.count("certain") == 1
    assert said.count("possible, or more") == 1


def test_where_nobody_is_certain_there_is_no_bar_but_a_sentence() -> None:
    figure = reach_bars(frame(row("a", 0, 56), row("b", 100)), LIGHT)
    assert "a" not in heights(figure)
    assert "up to 56" in texts(figure)


def test_only_an_estimate_is_hatched() -> None:
    (solid,) = bars(reach_bars(frame(row("a", 330), row("b", 200, is_estimate=True)), LIGHT))
    assert solid["marker"]["pattern"]["shape"] == ["", "/"]


def test_rows_stand_by_the_certain_number() -> None:
    rows = frame(row("small", 40), row("large", 900), row("wide", 300, 5000))
    figure = reach_bars(rows, LIGHT)
    assert list(heights(figure)) == ["large", "wide", "small"]


def test_all_bars_are_on_one_scale_and_none_is_too_thin_to_be_seen() -> None:
    figure = reach_bars(frame(row("a", 190_838), row("b", 30_000), row("c", 40)), LIGHT)
    start, end = figure["layout"]["xaxis"]["range"]
    drawn = heights(figure)
    assert (drawn["a"], drawn["b"]) == (190_838, 30_000)
    assert drawn["c"] / (end - start) * WIDE == pytest.approx(2, abs=0.1)
    assert "larger" not in texts(figure)


def test_no_label_is_shortened() -> None:
    label = "Parents and other relatives of children in difficult situations, counselled at home"
    figure = reach_bars(frame(row("a", 10, label=label)), LIGHT)
    assert label in texts(figure)


@pytest.mark.parametrize("wide", [362, WIDE])
@pytest.mark.parametrize("label", ["word " * 30, "W" * 90, "ș" * 120])
def test_every_line_of_a_name_fits_its_chart(label: str, wide: int) -> None:
    figure = reach_bars(frame(row("a", 10, label=label)), LIGHT, wide=wide)
    words = [text for trace in figure["data"] for text in trace.get("text", []) if "10" not in text]
    assert len(words) > 1
    assert max(map(width, words)) <= wide


def test_what_is_left_out_is_said() -> None:
    figure = reach_bars(frame(*(row(f"r{n}", 100 + n) for n in range(15))), LIGHT, most=12)
    assert "and 3 smaller rows" in texts(figure)


@every_chart
def test_every_mark_and_label_carries_the_row_it_opens(draw: Any) -> None:
    figure = draw(frame(row("RO-IS", 160, 200, **EVERYTHING)))
    carriers = [trace["customdata"] for trace in figure["data"] if "customdata" in trace]
    assert carriers
    assert all(set(ids) <= {"RO-IS", ""} for ids in carriers)


@pytest.mark.parametrize("name", HOSTILE)
@every_chart
def test_names_are_text_and_never_markup(draw: Any, name: str) -> None:
    figure = draw(frame(row("RO-IS", 160, **EVERYTHING | {"label": name, "whom": name})))
    drawn = json.dumps(figure, ensure_ascii=False)
    assert valid(figure)
    assert "<script" not in drawn
    assert "<b>x" not in drawn
    assert "<a " not in drawn
    assert "&lt;" in drawn or "<" not in name


@every_chart
def test_an_empty_frame_is_an_empty_figure(draw: Any) -> None:
    figure = draw(NOTHING)
    assert valid(figure)
    assert bars(figure) == []


def test_parts_are_set_in_under_their_whole_on_the_scale_of_all() -> None:
    rows = frame(row("all", 100, whole_id=""), row("some", 60, whole_id="all"))
    figure = parts_in_wholes(rows, LIGHT)
    assert heights(figure) == {"all": 100, "some": 60}
    names = next(trace for trace in figure["data"] if trace.get("mode") == "text")
    place = dict(zip(names["text"], names["x"], strict=True))
    assert place["All"] < place["Some"]


def test_only_single_counties_are_coloured() -> None:
    rows = frame(row("RO-IS", 160), row("wide", 900, row_kind="wider"))
    land = county_map(rows, LIGHT, ROMANIA)["data"][0]
    assert dict(zip(land["locations"], land["z"], strict=True)) == {"RO-IS": 4, "RO-CJ": 0}


@pytest.mark.parametrize(
    ("people", "told"),
    [
        (9, ["1", "10", "50", "100", "500+ people"]),
        (160, ["1", "10", "50", "100", "500+ people"]),
        (9_025, ["1", "100", "500", "1,000", "5,000+ people"]),
        (190_838, ["1", "1,000", "5,000", "10,000", "50,000+ people"]),
    ],
)
def test_the_classes_of_the_map_have_round_limits(people: int, told: list[str]) -> None:
    notes = county_map(frame(row("RO-IS", people)), LIGHT, ROMANIA)["layout"]["annotations"]
    assert [note["text"] for note in notes][:5] == told


def test_counties_that_are_only_named_with_others_are_hatched_and_explained() -> None:
    rows = frame(row("RO-IS", 160))
    plain, shared = (
        county_map(rows, LIGHT, ROMANIA, shared=codes) for codes in ((), ("RO-IS", "RO-CJ"))
    )
    assert "only with other counties" not in texts(plain)
    assert "only with other counties" in texts(shared)
    hatching = shared["data"][1]
    drawn = [lon for lon in hatching["lon"] if lon is not None]
    assert min(drawn) >= 23
    assert max(drawn) <= 24


def test_hatching_stays_inside_its_outline() -> None:
    square = {"type": "Polygon", "coordinates": [[[1, 1], [3, 1], [3, 3], [1, 3], [1, 1]]]}
    found = list(hatched(square))
    assert len(found) > 5
    inside = [0.999 <= at <= 3.001 for line in found for point in line for at in point]
    assert all(inside)


def test_every_county_has_a_place_for_its_name() -> None:
    outlines = json.loads((DATA / "reference" / "ro_counties.geojson").read_text("utf-8"))
    assert PLACES.keys() == {feature["id"] for feature in outlines["features"]}


def test_the_map_names_the_five_largest_and_none_over_another() -> None:
    codes = ("RO-IS", "RO-B", "RO-TM", "RO-CJ", "RO-CT", "RO-SV", "RO-DJ")
    rows = frame(*(row(code, 900 - 100 * at) for at, code in enumerate(codes)))
    words = county_map(rows, LIGHT, ROMANIA)["data"][-1]["text"]
    assert [text.split(" <b>")[1] for text in words] == [f"{900 - 100 * at}</b>" for at in range(5)]


def test_a_number_that_may_be_more_says_so_on_the_map_as_in_the_rows() -> None:
    rows = frame(row("RO-B", 3_308, surely_is_open=True), row("RO-IS", 160))
    words = county_map(rows, LIGHT, ROMANIA)["data"][-1]["text"]
    assert [text.split(" ", 1)[1] for text in words] == ["<b>3,300+</b>", "<b>160</b>"]


def test_a_name_that_would_leave_the_map_is_dropped() -> None:
    rows = frame(row("RO-TL", 900), row("RO-BN", 800))
    narrow = county_map(rows, LIGHT, ROMANIA, wide=362, height=330)["data"]
    assert [text for trace in narrow for text in trace.get("text", [])] == ["Ro-Bn <b>800</b>"]


def test_the_browser_can_fetch_the_outlines_itself() -> None:
    figure = county_map(frame(row("RO-IS", 160)), LIGHT, ROMANIA, address="/assets/map.geojson")
    assert {t["geojson"] for t in figure["data"] if "geojson" in t} == {"/assets/map.geojson"}


def test_twelve_rows_are_light() -> None:
    figure = reach_bars(frame(*(row(f"group-number-{n}", 60 - n, 90) for n in range(12))), LIGHT)
    assert len(json.dumps(figure)) < BUDGET


def test_choosing_a_mark_fades_nothing() -> None:
    shared = reach_bars(frame(row("a", 1)), LIGHT)["layout"]["template"]["data"]
    assert shared["bar"][0]["unselected"]["marker"]["opacity"] == 1
    assert shared["choropleth"][0]["unselected"]["marker"]["opacity"] == 1
    assert shared["scattergeo"][0]["unselected"]["textfont"]["color"] == LIGHT.ink


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * p for weight, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("colours", "page"), [(LIGHT, "#FFFFFF"), (DARK, "#11191C")], ids=["light", "dark"]
)
def test_words_and_marks_stand_out_on_the_page(colours: Look, page: str) -> None:
    assert min(contrast(colours.ink, page), contrast(colours.muted, page)) >= 4.5
    hues = (colours.supported, colours.professionals, colours.public, colours.neutral)
    assert min(contrast(hue.solid, page) for hue in hues) >= 3
    assert min(contrast(hue.solid, hue.tint) for hue in hues) >= 2


def test_the_theme_chooses_the_look() -> None:
    assert (look("dark"), look("light")) == (DARK, LIGHT)


def test_what_a_chart_says_stands_before_what_all_charts_share() -> None:
    shared = {
        "layout": {"font": {"size": 14, "color": "black"}, "height": 10},
        "data": {"bar": [{"hoverinfo": "skip", "marker": {"line": {"width": 0}, "opacity": 1}}]},
    }
    own = {
        "layout": {"template": shared, "font": {"size": 20}},
        "data": [{"type": "bar", "marker": {"opacity": 0.5}}, {"type": "scatter"}],
    }
    assert written_out(own) == {
        "layout": {"font": {"size": 20, "color": "black"}, "height": 10},
        "data": [
            {"type": "bar", "hoverinfo": "skip", "marker": {"line": {"width": 0}, "opacity": 0.5}},
            {"type": "scatter"},
        ],
    }
