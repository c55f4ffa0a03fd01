"""Periods as reports write them."""

from __future__ import annotations

import pytest

from dashboard.period import Period, years


def period(text: str) -> Period:
    parsed = Period.parse(text)
    assert parsed is not None
    return parsed


def month(year: int, number: int) -> int:
    return year * 12 + number - 1


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2016", month(2016, 1), month(2016, 12)),
        ("2011..2013", month(2011, 1), month(2013, 12)),
        ("2022-05..2023-08", month(2022, 5), month(2023, 8)),
        ("2022-05", month(2022, 5), month(2022, 5)),
        ("2016-04-21", month(2016, 4), month(2016, 4)),
        ("2016-04-21..2017", month(2016, 4), month(2017, 12)),
        ("2023-10..", month(2023, 10), None),
        ("2023-09..2024-08", month(2023, 9), month(2024, 8)),
        ("2011/2013", month(2011, 1), month(2013, 12)),
        ("2023-09/2024-08", month(2023, 9), month(2024, 8)),
        ("2023-10/..", month(2023, 10), None),
    ],
)
def test_a_period_runs_from_its_first_month_to_its_last(
    text: str, first: int, last: int | None
) -> None:
    assert Period.parse(text) == Period(first, last)


def test_an_empty_text_states_no_period() -> None:
    assert Period.parse("") is None


@pytest.mark.parametrize(
    "text",
    [
        "last year",
        "16",
        "2016-5",
        "2016/05",
        " 2016",
        "2016-2017",
        "2025/26",
        "2016/",
        "/2016",
        "../2016",
        "2016/2017/2018",
        "2016//2017",
        "..",
        "..2016",
        "2016...2017",
        "٢٠١٦",
    ],
)
def test_a_text_that_is_no_period_is_refused_with_examples(text: str) -> None:
    with pytest.raises(ValueError, match="a period is written 2016"):
        Period.parse(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2016..2015", "ends before it begins"),
        ("2016-05..2016-04", "ends before it begins"),
        ("1799", "a year lies between"),
        ("2016..9999", "a year lies between"),
        ("2016-00", "a month lies between"),
        ("2016-13", "a month lies between"),
        ("2016-04-00", "the month has no such day"),
        ("2016-04-32", "the month has no such day"),
    ],
)
def test_an_impossible_period_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        Period.parse(text)


@pytest.mark.parametrize(
    ("text", "year"),
    [("2016", 2016), ("2016-02..2016-11", 2016), ("2015-12..2016-01", None), ("2016..", None)],
)
def test_a_period_within_one_calendar_year_has_a_single_year(text: str, year: int | None) -> None:
    assert period(text).single_year() == year


@pytest.mark.parametrize(
    ("one", "other", "is_within"),
    [
        ("2016", "2016", True),
        ("2016-05", "2016", True),
        ("2016", "2016-05", False),
        ("2015-12..2016", "2016", False),
        ("2016..2017-01", "2016", False),
        ("2016", "2014..", True),
        ("2016..", "2014..", True),
        ("2016..", "2014..2018", False),
    ],
)
def test_a_period_lies_within_another(one: str, other: str, is_within: bool) -> None:
    assert period(one).lies_within(period(other)) is is_within


@pytest.mark.parametrize(
    ("one", "other", "is_overlapping"),
    [
        ("2015", "2016", False),
        ("2015..2016-01", "2016", True),
        ("2010..", "2016", True),
        ("2017..", "2016", False),
        ("2010..", "2020..", True),
    ],
)
def test_periods_overlap_whichever_is_asked(one: str, other: str, is_overlapping: bool) -> None:
    assert period(one).overlaps(period(other)) is is_overlapping
    assert period(other).overlaps(period(one)) is is_overlapping


def test_months_are_counted_by_year() -> None:
    assert period("2015-07..2017-03").months_by_year() == {2015: 6, 2016: 12, 2017: 3}


def test_a_period_without_an_end_has_no_number_of_months() -> None:
    with pytest.raises(ValueError, match="without an end"):
        period("2016..").months_by_year()


def test_years_are_whole() -> None:
    assert years(2015, 2016) == period("2015..2016")


@pytest.mark.parametrize("text", ["2016-02-30", "2016-04-21..2016-04-01"])
def test_a_day_that_does_not_exist_or_comes_too_late_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no such day|ends before"):
        Period.parse(text)
