"""The map's colours and the places of its words."""

import pytest

from dashboard.charts import DARK, LIGHT, county_map
from dashboard.charts.places import PLACES
from tests.chart_frames import NOTHING, frame, row
from tests.unit.test_charts import ROMANIA


def test_where_all_people_are_of_one_audience_the_map_is_in_its_colour() -> None:
    for colours in (LIGHT, DARK):
        assert colours.of_one("").ramp == colours.of_one("supported").ramp == colours.ramp
        only = colours.of_one("professionals")
        assert only.hue("") == only.hue("professionals") == colours.professionals
        assert only.ramp == colours.professionals.ramp
        assert len({*colours.ramp, *only.ramp, *colours.public.ramp}) == 15


@pytest.mark.parametrize("size", [(488, 266), (550, 584)])
@pytest.mark.parametrize("code", PLACES)
def test_the_name_of_every_county_stands_inside_a_small_and_a_high_map(
    code: str, size: tuple[int, int]
) -> None:
    rows = frame(row(code, 100, label="Name"))
    figure = county_map(rows, LIGHT, ROMANIA, wide=size[0], height=size[1])
    assert figure["data"][-1]["text"] == ["Name <b>100</b>"]


def test_a_map_that_is_high_shows_the_country_from_its_west_to_its_east() -> None:
    geo = county_map(NOTHING, LIGHT, ROMANIA, wide=550, height=584)["layout"]["geo"]
    west, east = geo["lonaxis"]["range"]
    assert west < 20.2
    assert east > 29.8
