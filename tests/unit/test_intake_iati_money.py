"""Money of an IATI file: budgets, what came in, what was promised, what went out."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.paths import DATA, Content
from tests.iati import activity, budget, left_out, money, offered, remarks, rows


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return Content(DATA / "reference", tmp_path / "tables", tmp_path / "cache", True, "own")


def test_a_revised_budget_stands_in_the_place_of_the_first_one(content: Content) -> None:
    found = offered(content, activity(budget(2, "1500.50") + budget(1, "1000")))
    columns = ("funding_id", "amount", "amount_kind", "currency", "period", "supersedes")
    assert rows(found, "project_funding", *columns) == [
        ("big-fund-2023", "1000", "project-total", "EUR", "2023", ""),
        ("big-fund-2023-2", "1500.50", "project-total", "EUR", "2023", "big-fund-2023"),
    ]


def test_a_budget_of_several_funders_is_nobodys_part(content: Content) -> None:
    other = '<participating-org role="1"><narrative>Other</narrative></participating-org>'
    found = offered(content, activity(other + budget(1, "1000")))
    assert rows(found, "project_funding", "funder_id", "amount") == [
        ("big-fund", ""),
        ("other", ""),
    ]
    ((sheet, row, why),) = left_out(found)
    assert (sheet, row) == ("budget", 1)
    assert why.startswith("several give to the activity")


def test_what_came_in_is_paid_what_was_promised_is_promised_and_what_went_out_is_told(
    content: Content,
) -> None:
    kinds = (1, "600"), (11, "1000"), (2, "900"), (3, "200"), (4, "100")
    found = offered(content, activity("".join(money(*each) for each in kinds)))
    columns = ("amount", "stage", "period", "currency")
    assert rows(found, "project_funding", *columns) == [
        ("600", "paid", "2023-05-01", "EUR"),
        ("1000", "promised", "2023-05-01", "EUR"),
    ]
    assert [(sheet, row) for sheet, row, _why in left_out(found)] == [
        ("transaction", 3),
        ("transaction", 4),
        ("transaction", 5),
        ("participating-org", 1),
    ]


def test_a_promise_is_that_of_the_giver_where_no_other_is_told(content: Content) -> None:
    found = offered(content, activity(money(2, "900", provider="Third Fund")))
    assert rows(found, "project_funding", "funder_id", "amount", "stage") == [
        ("third-fund", "900", "promised"),
        ("big-fund", "", ""),
    ]


def test_two_payments_of_one_day_are_one_row_and_less_than_nothing_was_given_back(
    content: Content,
) -> None:
    inside = money(1, "300") + money(1, "300") + money(1, "-50.5", more='currency="RON"')
    found = offered(content, activity(inside))
    assert rows(found, "project_funding", "amount", "stage", "currency") == [
        ("600", "paid", "EUR"),
        ("50.5", "returned", "RON"),
    ]
    assert "300 + 300 → 600: the sum of 2 of the same day" in remarks(found)
