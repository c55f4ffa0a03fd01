"""Behind a bar, for staff: a figure is corrected, and said to be of the same people as another."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.app import expect_no_exception, open_page, wait_until_run_ends
from tests.browser.server import running_server

TABLES = {
    "organisations": "organisation_id,name\ncasa,Casa Deschisă\n",
    "sources": "source_id,title,language,document\nreport,Annual report 2025,en,report.pdf\n",
    "beneficiaries": (
        "figure_id,organisation_id,label_en,target_group_id,area_id,period,people,qualifier,"
        "published_as,basis,from_register,source_id,locator,same_as\n"
        "centre,casa,Day centre,children,RO-IS,2025,491,exact,491,unique,false,report,Page 1,\n"
        "homework,casa,Homework,children,RO-IS,2025,120,exact,120,unique,false,report,Page 2,\n"
    ),
}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    tables = tmp_path / "reach" / "tables"
    tables.mkdir(parents=True)
    for name, text in TABLES.items():
        (tables / f"{name}.csv").write_text(text, encoding="utf-8")
    return tables


@pytest.fixture
def signed_in(page: Page, own: Path, tmp_path: Path) -> Iterator[str]:
    """A server of the own figures, where the browser has come in by the staff link."""
    log = tmp_path / "log"

    def command(port: int) -> list[str]:
        run = [sys.executable, "-m", "dashboard.cli", "serve", "--port", str(port)]
        return [*run, "--data", str(own.parent)]

    with running_server(tmp_path, log, command) as base:
        page.goto(next(word for word in log.read_text().split() if "/staff#" in word))
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/data*")
        yield base


def click(page: Page, button: Locator) -> None:
    button.click()
    wait_until_run_ends(page)


def test_a_figure_is_corrected_and_then_tied_to_another_behind_its_bar(
    page: Page, signed_in: str, own: Path
) -> None:
    open_page(page, signed_in, "?lang=en&row=county:RO-IS")
    dialog = page.get_by_role("dialog")
    click(page, dialog.get_by_role("button", name="Correct").first)
    click(page, dialog.get_by_text("We mistyped it"))
    dialog.get_by_label("How many").fill("497")
    page.keyboard.press("Tab")
    expect(dialog).to_contain_text("People in all: at least 491 → 497; 611 → 617 if nobody")
    click(page, dialog.get_by_role("button", name="Accept"))
    assert ",497,exact,497," in (own / "beneficiaries.csv").read_text(encoding="utf-8")

    open_page(page, signed_in, "?lang=en&row=county:RO-IS")
    click(page, dialog.get_by_role("button", name="Same as …").last)
    other = dialog.get_by_role("combobox", name="The same people as")
    other.click()
    page.get_by_role("option", name="Day centre: 497, 2025").click()
    expect(dialog).to_contain_text("People in all: at least 497 → 120; 617 → 497 if nobody")
    click(page, dialog.get_by_role("button", name="Accept"))
    (row,) = (line for line in (own / "beneficiaries.csv").read_text("utf-8").splitlines()
              if line.startswith("homework,"))  # fmt: skip
    assert row.endswith(",centre"), "the last column is same_as"
    expect_no_exception(page)
