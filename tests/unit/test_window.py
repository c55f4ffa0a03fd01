"""For what size of a window the charts are drawn."""

import pytest

from dashboard.ui.window import COOKIE, LAPTOP, drawn, window


@pytest.mark.parametrize(
    "told", ["", "x", "1366", "-1x2", "1e9x1", "9999999x1", "<b>x700", "१००x७००"]
)
def test_what_is_no_size_is_taken_for_a_laptop(told: str) -> None:
    assert window({COOKIE: told}) == window({}) == LAPTOP


@pytest.mark.parametrize(
    ("told", "size"),
    [
        ("1366x768", (740, 284)),
        ("1366x640", (740, 284)),  # no shorter: numbers would not fit
        ("1920x1080", (830, 564)),  # 312 more pixels, in steps of 40; no wider than the page
        ("1920x2000", (830, 604)),
        ("1100x768", (580, 284)),
        ("500x768", (400, 284)),  # under each other, each as wide as the page
        ("100x100", (300, 284)),
    ],
)
def test_a_chart_is_as_wide_as_its_column_and_taller_where_there_is_room(
    told: str, size: tuple[int, int]
) -> None:
    assert drawn(742, 284, window({COOKIE: told})) == size
