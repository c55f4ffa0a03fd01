"""The map's colours and the places of its words."""

import pytest

from dashboard.charts import DARK, LIGHT, county_map
from dashboard.charts.places import PLACES
from tests.chart_frames import frame, row
from tests.unit.test_charts import ROMANIA


def test_where_all_people_are_of_one_audience_the_map_is_in_its_colour() -> None:
    for colours in (LIGHT, DARK):
        assert colours.of_one("").ramp == colours.of_one("supported").ramp == colours.ramp
        only = colours.of_one("professionals")
        assert only.hue("") == only.hue("professionals") == colours.professionals
        assert only.ramp == colours.professionals.ramp
        assert len({*colours.ramp, *only.ramp, *colours.public.ramp}) == 15


@pytest.mark.parametrize("code", PLACES)
def test_the_name_of_every_county_stands_inside_the_smallest_map(code: str) -> None:
    rows = frame(row(code, 36_900, label="Name"))
    figure = county_map(rows, LIGHT, ROMANIA, wide=488, height=266)
    assert figure["data"][-1]["text"] == ["Name <b>36,900</b>"]
