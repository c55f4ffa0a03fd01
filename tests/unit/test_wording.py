"""Numbers as a reader sees them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dashboard.counting import CostPerPerson, End, Range
from dashboard.i18n import money, number, period_text, speaking, unit_text
from dashboard.words.ranges import cost_text, figure_text, range_sentence, range_text


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


def test_an_approximate_lower_end_is_never_called_sure() -> None:
    people = Range(End(590, is_approximate=True), End(790))
    assert "surely" not in range_sentence(people)
    assert range_sentence(people) == "about 590 and at most 790 different people"


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
        ("2011..2013", "2011 – 2013", "2011 – 2013"),
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
    assert unit_text("70", "%", 70) == "70 %"


@pytest.mark.parametrize(("n", "text"), [(19, "19 zile"), (20, "20 de zile"), (101, "101 zile")])
def test_romanian_puts_de_after_larger_numbers(n: int, text: str) -> None:
    with speaking("ro"):
        assert unit_text(str(n), "zi|zile", n) == text
