"""Numbers as a reader sees them."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.counting import NOBODY, CostPerPerson, End, Range
from dashboard.i18n import money, number, period_text, speaking, unit_text
from dashboard.words.ranges import (
    cost_text,
    figure_text,
    helped,
    honest,
    if_all_differ,
    range_sentence,
    range_text,
)


@pytest.mark.parametrize(
    ("qualifier", "people", "people_max", "shown"),
    [
        ("exact", 330, None, "330"),
        ("at_least", 1000, None, "1,000+"),
        ("almost", 200, None, "≈ 200"),
        ("about", 50, None, "≈ 50"),
        ("up_to", 40, None, "≤ 40"),
        ("between", 500, 1000, "500 – 1,000"),
    ],
)
def test_a_figure_keeps_its_words(
    qualifier: str, people: int, people_max: int | None, shown: str
) -> None:
    assert figure_text(qualifier, people, people_max) == shown


def test_an_end_shows_what_softened_it() -> None:
    people = Range(End(590, is_approximate=True), End(790, is_open=True))
    assert range_text(people) == "≈ 590 – 790+"


def test_an_approximate_lower_end_is_never_called_certain() -> None:
    people = Range(End(590, is_approximate=True), End(790))
    told = "about 590 people; at most 790 if nobody is in two reports"
    assert range_sentence(people) == told
    assert helped(people) == "About 590 people helped."


PEOPLE = st.integers(0, 10**12)


@given(PEOPLE)
def test_at_least_is_rounded_down_and_at_most_up(people: int) -> None:
    low, high = honest(people), honest(people, up=True)
    assert low <= people <= high
    assert honest(low) == low
    assert honest(high, up=True) == high


@given(PEOPLE)
def test_a_rounded_number_keeps_three_digits_and_is_less_than_a_hundredth_off(people: int) -> None:
    for rounded in (honest(people), honest(people, up=True)):
        assert not str(rounded)[3:].strip("0")
        assert abs(rounded - people) * 100 <= people
        assert people >= 1000 or rounded == people


@given(st.lists(PEOPLE, min_size=2, max_size=2))
def test_rounding_never_turns_the_order_of_two_numbers_round(two: list[int]) -> None:
    small, large = sorted(two)
    assert honest(small) <= honest(large)
    assert honest(small, up=True) <= honest(large, up=True)


@given(PEOPLE, PEOPLE, st.booleans())
def test_a_headline_never_claims_more_than_is_certain(few: int, more: int, is_open: bool) -> None:
    people = Range(End(few, is_open=is_open), End(few + more, is_open=is_open), figures=1)
    said = [int(text.replace(",", "")) for text in re.findall(r"[\d,]*\d", helped(people))]
    assert not few or max(said) <= few
    other = re.findall(r"[\d,]*\d", if_all_differ(people))
    upper = int(other[0].replace(",", "")) if other else None
    assert upper is None or (upper <= few + more if is_open else upper >= few + more)


STANDS = Range(
    End(220_998), End(413_919, is_open=True), stands=End(33_460), readings=frozenset({"basis"})
)


@pytest.mark.parametrize(
    ("people", "told"),
    [
        (Range(End(430), End(430)), "430 people helped, 2016."),
        (Range(End(12_345), End(12_345)), "12,345 people helped, 2016."),
        (Range(End(1), End(1)), "1 person helped, 2016."),
        (Range(End(33_660), End(40_000)), "At least 33,600 people helped, 2016."),
        (
            Range(End(2_000, is_open=True), End(2_000, is_open=True)),
            "At least 2,000 people helped, 2016.",
        ),
        (Range(End(200, is_approximate=True), End(200)), "About 200 people helped, 2016."),
        (
            Range(End(590), End(900), about=60),
            "At least 590 people helped, 2016, and about 60 more.",
        ),
        (Range(End(59_000), End(90_000), about=60), "At least 59,000 people helped, 2016."),
        (Range(NOBODY, End(56)), "No one is certain; reports name up to 56 people."),
        (Range(NOBODY, End(2_504, is_open=True)), "No one is certain; reports name 2,500 or more."),
        (Range(NOBODY, NOBODY), "No one is certain under these filters."),
        (STANDS, "At least 33,400 people helped, 2016, and 187,000 more if each was counted once."),
        (STANDS._replace(stands=NOBODY), "220,000 people helped, 2016, if each was counted once."),
    ],
)
def test_a_headline_says_first_who_is_certain(people: Range, told: str) -> None:
    assert helped(people, "2016") == told


@pytest.mark.parametrize(
    ("people", "told"),
    [
        (Range(End(590), End(790)), "up to 790 people if nobody is in two reports"),
        (
            Range(End(590), End(413_919, is_open=True)),
            "413,000 or more if nobody is in two reports",
        ),
        (Range(End(590), End(590)), ""),
        (Range(NOBODY, End(590)), ""),
    ],
)
def test_the_other_end_is_a_smaller_sentence(people: Range, told: str) -> None:
    assert if_all_differ(people) == told


def test_files_have_the_exact_numbers() -> None:
    assert range_sentence(STANDS) == (
        "at least 33,460 people, 187,538 more if each was counted once; 413,919 or more if nobody "
        "is in two reports"
    )
    assert range_sentence(Range(End(590), End(790))) == (
        "at least 590 people; at most 790 if nobody is in two reports"
    )
    assert range_sentence(Range(End(590), End(590))) == "590 people"
    assert (
        range_sentence(Range(NOBODY, End(56)))
        == "nobody for certain; reports name at most 56 people"
    )


def test_a_single_number_keeps_the_sign_of_either_end() -> None:
    assert range_text(Range(End(100), End(100, is_open=True))) == "100+"


def test_thousands_are_written_as_the_language_does() -> None:
    assert number(1234567) == "1,234,567"
    with speaking("ro"):
        assert number(1234567) == "1.234.567"
        assert range_text(Range(End(1000), End(2000))) == "1.000 – 2.000"


def test_money_keeps_its_currency_and_its_cents() -> None:
    assert money(Decimal("165868.22"), "EUR") == "165,868.22\N{NO-BREAK SPACE}EUR"
    with speaking("ro"):
        assert money(Decimal(1500), "RON") == "1.500\N{NO-BREAK SPACE}RON"


def test_cost_per_person_is_a_range_or_a_reason() -> None:
    assert cost_text(CostPerPerson(Decimal(2), Decimal(4)), "EUR").count("EUR") == 2
    assert cost_text(CostPerPerson(reason="open-end"), "EUR").startswith("not given")


@pytest.mark.parametrize(
    ("text", "english", "romanian"),
    [
        ("2016", "2016", "2016"),
        ("2011..2013", "2011–2013", "2011–2013"),
        ("2022-05..2023-08", "May 2022 – August 2023", "mai 2022 – august 2023"),
        ("2023-10..", "since October 2023", "din octombrie 2023"),
        ("2016-04-21", "21 April 2016", "21 aprilie 2016"),
        (None, "year not stated", "an neprecizat"),
    ],
)
def test_a_period_is_told_in_words(text: str | None, english: str, romanian: str) -> None:
    assert period_text(text) == english
    with speaking("ro"):
        assert period_text(text) == romanian


def test_a_unit_agrees_with_its_number() -> None:
    assert unit_text("1", "guide|guides", 1) == "1 guide"
    assert unit_text("7", "guide|guides", 7) == "7 guides"
    assert unit_text("70", "%", 70) == "70%"


@pytest.mark.parametrize(("n", "text"), [(19, "19 zile"), (20, "20 de zile"), (101, "101 zile")])
def test_romanian_puts_de_after_larger_numbers(n: int, text: str) -> None:
    with speaking("ro"):
        assert unit_text(str(n), "zi|zile", n) == text
