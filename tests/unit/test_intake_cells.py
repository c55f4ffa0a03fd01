"""What a cell says: numbers, ages and periods as people write them."""

from __future__ import annotations

import pytest

from dashboard.i18n import speaking
from dashboard.intake.cells import ages
from dashboard.intake.sheets import NUMBER, Cell
from dashboard.intake.told import Told, told
from dashboard.intake.values import counted_day, period


@pytest.mark.parametrize(
    ("cell", "word", "to", "read"),
    [
        ("peste 1.000 de copii", "", "", Told("1000", "", "at_least", "peste 1.000 de copii")),
        ("almost 200", "", "", Told("200", "", "almost", "almost 200")),
        ("1.000–1.200", "", "", Told("1000", "1200", "between", "1.000–1.200")),
        ("între 40 și 50", "", "", Told("40", "50", "between", "între 40 și 50")),
        ("~50", "", "", Told("50", "", "about", "~50")),
        ("1,000+", "", "", Told("1000", "", "at_least", "1,000+")),
        ("120", "cel puțin", "", Told("120", "", "at_least", "cel puțin 120")),
        ("120", "aproape", "", Told("120", "", "almost", "aproape 120")),
        ("40", "", "50", Told("40", "50", "between", "40–50")),
        ("330", "", "", Told("330", "", "exact", "330")),
        ("15 mii", "", "", Told("15000", "", "exact", "15 mii")),
        (
            "peste 20 de mii de copii",
            "",
            "",
            Told("20000", "", "at_least", "peste 20 de mii de copii"),
        ),
        ("1,5 mii", "", "", Told("1500", "", "exact", "1,5 mii")),
        ("10–15 mii", "", "", Told("10000", "15000", "between", "10–15 mii")),
        ("între 200 și 300", "", "", Told("200", "300", "between", "între 200 și 300")),
        ("circa 1.2 million", "", "", Told("1200000", "", "about", "circa 1.2 million")),
        ("45,00", "", "", Told("45", "", "exact", "45,00")),
        ("1.200,00", "", "", Told("1200", "", "exact", "1.200,00")),
        ("2023 120", "", "", Told("", "", "", "2023 120")),
        ("15 mil.", "", "", Told("", "", "", "15 mil.")),
        ("12,5", "", "", Told("", "", "", "12,5")),
        ("multe", "", "", Told("", "", "", "multe")),
        ("2023: 120", "", "", Told("", "", "", "2023: 120")),
    ],
)
def test_numbers_are_read_as_they_are_told(cell: str, word: str, to: str, read: Told) -> None:
    with speaking("ro"):
        assert told(Cell(cell), word, to) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("01.09.2023–30.06.2024", "2023-09-01..2024-06-30"),
        ("01.07.2024 - 31.08.2024", "2024-07-01..2024-08-31"),
        ("martie–iunie 2024", "2024-03..2024-06"),
        ("mar. 2024", "2024-03"),
        ("trim. II 2024", "2024-04..2024-06"),
        ("Semestrul al II-lea 2024", "2024-07..2024-12"),
        ("anul 2024", "2024"),
        ("decembrie–ianuarie 2024", "decembrie–ianuarie 2024"),  # which January is not said
        ("trim. 5 2024", "trim. 5 2024"),
    ],
)
def test_periods_are_read_as_offices_write_them(text: str, read: str) -> None:
    assert period(Cell(text))[0] == read


def test_half_a_person_is_no_number() -> None:
    assert told(Cell("12.5", NUMBER)).people == ""


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [("6–14", "6", "14"), ("18+", "18", ""), ("peste 65", "65", ""), ("sub 5 ani", "", "4"),
     ("7", "7", "7"), ("de la 6 la 9 ani", "6", "9"), ("", "", "")],
)  # fmt: skip
def test_ages_are_read_as_they_are_told(text: str, first: str, last: str) -> None:
    assert ages(text) == {"age_from": first, "age_to": last}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *(("45292", "2024-01-01"), ("45292.75", "2024-01-01"), ("32874", "1990-01-01")),
        *(("73415", "2100-12-31"), ("32873", ""), ("73416", ""), ("2024", ""), ("45 292", "")),
    ],
)
def test_the_number_of_a_day_in_a_spreadsheet_is_a_day_of_1990_to_2100(text: str, day: str) -> None:
    assert counted_day(text) == day
