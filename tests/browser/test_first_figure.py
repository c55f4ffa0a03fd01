"""From a fresh start with the example on screen to the first own figure on the charts."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app import expect_no_exception, open_page, wait_until_run_ends
from tests.browser.server import running_server

MOST_ACTIONS = 12  # after the staff link


class Hand:
    """Counts what a person does: each click, and each field that is typed into."""

    def __init__(self, page: Page) -> None:
        self.page, self.actions = page, 0

    def click(self, name: str) -> None:
        self.actions += 1
        self.page.get_by_role("button", name=name).click()
        wait_until_run_ends(self.page)

    def write(self, label: str, text: str) -> None:
        self.actions += 1
        self.page.get_by_label(label).fill(text)

    def name(self, label: str, text: str) -> None:
        """Typed into a list and taken with Enter: one that is there, or a new one."""
        self.actions += 1
        self.page.get_by_role("combobox", name=label).fill(text)
        self.page.keyboard.press("Enter")


def fill_in(hand: Hand) -> None:
    hand.name("Your organisation", "Casa Deschisă")
    hand.write("Who was helped, with what", "Children at the day centre")
    hand.name("Target group", "Children")
    hand.write("How many", "peste 1.000 de copii")
    hand.name("Where", "Iași")
    hand.write("When", "2025")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log"


@pytest.fixture
def fresh(tmp_path: Path, log: Path) -> Iterator[str]:
    """A server whose own folder is not there yet."""

    def command(port: int) -> list[str]:
        run = [sys.executable, "-m", "dashboard.cli", "serve", "--port", str(port)]
        return [*run, "--data", str(tmp_path / "reach")]

    with running_server(tmp_path, log, command) as base:
        yield base


def test_the_first_figure_is_on_the_charts_in_twelve_actions(
    page: Page, fresh: str, log: Path, tmp_path: Path
) -> None:
    open_page(page, fresh, "?lang=en")
    expect(page.get_by_role("link", name="Data", exact=True)).to_have_count(0)
    link = next(word for word in log.read_text().split() if "/staff#" in word)
    page.goto(link)
    expect(page.get_by_label("Code")).to_have_value(link.partition("#")[2])
    assert "#" not in page.url, "the code does not stay in the address"
    hand = Hand(page)
    page.get_by_role("button", name="Sign in").click()
    hand.actions += 1
    page.wait_for_url("**/data*")
    wait_until_run_ends(page)
    expect(page.get_by_text("These are example figures.")).to_be_visible()
    fill_in(hand)
    hand.click("Show what it changes")
    expect(page.get_by_text("People in all: at least 1,000")).to_be_in_viewport()
    hand.click("Accept")
    expect(page.get_by_text("Done: 1 row taken in.")).to_be_in_viewport()
    expect(page.get_by_test_id("stToast")).to_have_count(0)  # it was no one else's doing
    hand.actions += 1
    page.get_by_role("link", name="Overview", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("At least 1,000 people helped")
    expect_no_exception(page)
    assert hand.actions <= MOST_ACTIONS
    assert link.partition("#")[2] not in log.read_text().replace(link, ""), "in no log"
    (kept,) = (tmp_path / "reach" / "staff").iterdir()
    assert kept.name.startswith("session-")
