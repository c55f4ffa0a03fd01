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
    range_key,
    reach_bars,
    reach_years,
)
from dashboard.charts.text import width
from dashboard.i18n import speaking
from dashboard.ui.charts import written_out
from tests.chart_frames import NOTHING, bars, frame, row, texts, valid

NARROWEST = 340
BUDGET = 8_000  # bytes for twelve rows
HOSTILE = ["<script>alert(1)</script>", "<b>x</b>", '<a href="//x">y</a>', "=cmd()", "a & b"]
ROMANIA = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "id": code,
            "properties": {},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[x, 45], [x + 1, 45], [x + 1, 46], [x, 45]]],
            },
        }
        for code, x in (("RO-IS", 27), ("RO-CJ", 23))
    ],
}


EVERY_CHART = {
    "bars": lambda rows: reach_bars(rows, LIGHT),
    "years": lambda rows: reach_years(rows, rows, LIGHT),
    "map": lambda rows: county_map(rows, LIGHT, ROMANIA),
    "parts": lambda rows: parts_in_wholes(rows, LIGHT),
}
every_chart = pytest.mark.parametrize("draw", EVERY_CHART.values(), ids=EVERY_CHART)


def test_solid_ends_at_surely_and_light_at_at_most() -> None:
    solid, light = bars(reach_bars(frame(row("a", 590, 1046), row("b", 330)), LIGHT))
    assert solid["x"] == [590, 330]
    assert [s + x for s, x in zip(light["base"], light["x"], strict=True)] == [1046, 330]
    assert (solid["marker"]["color"], light["marker"]["color"]) == (
        LIGHT.supported.solid,
        LIGHT.supported.tint,
    )


def test_a_number_that_is_no_range_has_no_light_part() -> None:
    assert len(bars(reach_bars(frame(row("a", 330), row("b", 100)), LIGHT))) == 1


def test_only_an_estimate_is_hatched() -> None:
    (solid,) = bars(reach_bars(frame(row("a", 330), row("b", 200, is_estimate=True)), LIGHT))
    assert solid["marker"]["pattern"]["shape"] == ["", "/"]


def test_only_an_open_end_goes_on() -> None:
    rows = frame(row("a", 1000, at_most_is_open=True), row("b", 900))
    shapes = reach_bars(rows, LIGHT)["layout"]["shapes"]
    assert [shape["type"] for shape in shapes] == ["path"]


def test_the_largest_row_stands_on_top() -> None:
    figure = reach_bars(frame(row("small", 40), row("large", 900), row("middle", 300)), LIGHT)
    (solid,) = bars(figure)
    assert solid["customdata"] == ["large", "middle", "small"]
    assert solid["y"] == sorted(solid["y"])


def test_small_figures_are_readable_beside_very_large_ones() -> None:
    figure = reach_bars(frame(row("a", 190_838), row("b", 3_355), row("c", 40)), LIGHT)
    ranges = [figure["layout"][axis]["range"] for axis in ("xaxis", "xaxis2", "xaxis3")]
    assert ranges == [[0, 190_838], [0, 3_355], [0, 40]]
    assert "Smaller figures, drawn 57 times larger" in texts(figure)
    assert "Smaller figures, drawn 4,771 times larger" in texts(figure)


def test_figures_of_like_size_share_one_scale() -> None:
    figure = reach_bars(frame(row("a", 1000), row("b", 40)), LIGHT)
    assert "xaxis2" not in figure["layout"]
    assert "larger" not in texts(figure)


def test_headers_speak_romanian() -> None:
    with speaking("ro"):
        figure = reach_bars(frame(row("a", 190_838), row("b", 40)), LIGHT)
    assert "Smaller" not in texts(figure)


def test_no_label_is_shortened() -> None:
    label = "Parents and other relatives of children in difficult situations, counselled at home"
    figure = reach_bars(frame(row("a", 10, label=label)), LIGHT)
    assert label in texts(figure)


@pytest.mark.parametrize("label", ["word " * 30, "W" * 90, "ș" * 120])
def test_every_line_fits_a_phone(label: str) -> None:
    figure = reach_bars(frame(row("a", 10, label=label)), LIGHT)
    lines = figure["data"][1]["text"][0].split("<br>")
    assert len(lines) > 1
    assert max(map(width, lines)) <= NARROWEST


def test_values_fit_beside_their_bars_on_a_phone() -> None:
    rows = frame(row("a", 190_838, 379_513, at_most_is_open=True), row("b", 30_000))
    right = reach_bars(rows, LIGHT)["layout"]["margin"]["r"]
    assert right >= width("190,838 – 379,513")


def test_what_is_left_out_is_said() -> None:
    figure = reach_bars(frame(*(row(f"r{n}", 100 + n) for n in range(15))), LIGHT, most=12)
    assert "and 3 smaller rows" in texts(figure)


@every_chart
def test_every_mark_and_label_carries_the_row_it_opens(draw: Any) -> None:
    figure = draw(frame(row("RO-IS", 160, 200, year=2020, first=2020.0, last=2022.0, whole_id="")))
    carriers = [trace["customdata"] for trace in figure["data"] if "customdata" in trace]
    assert carriers
    assert all(ids == ["RO-IS"] for ids in carriers)


@pytest.mark.parametrize("name", HOSTILE)
@every_chart
def test_names_are_text_and_never_markup(draw: Any, name: str) -> None:
    more: dict[str, Any] = {
        "label": name,
        "year": 2020,
        "first": 2020.0,
        "last": 2022.0,
        "whole_id": "",
    }
    figure = draw(frame(row("RO-IS", 160, people_text=name, **more)))
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


def test_parts_are_thinner_and_drawn_to_the_scale_of_their_whole() -> None:
    rows = frame(row("all", 100, whole_id=""), row("some", 60, whole_id="all"))
    figure = parts_in_wholes(rows, LIGHT)
    (solid,) = bars(figure)
    assert solid["x"] == [100, 60]
    assert solid["width"][0] > solid["width"][1]
    assert figure["layout"]["xaxis"]["range"] == [0, 100]


def test_only_single_counties_are_on_the_map() -> None:
    rows = frame(row("RO-IS", 160), row("wide", 900, row_kind="wider"))
    _land, fill, _labels = county_map(rows, LIGHT, ROMANIA)["data"]
    assert fill["locations"] == ["RO-IS"]


def test_the_browser_can_fetch_the_outlines_itself() -> None:
    figure = county_map(frame(row("RO-IS", 160)), LIGHT, ROMANIA, address="/assets/map.geojson")
    assert {t["geojson"] for t in figure["data"] if "geojson" in t} == {"/assets/map.geojson"}


def test_the_key_is_a_valid_figure() -> None:
    assert valid(range_key(LIGHT, ("supported", "professionals", "public", "wider")))


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
