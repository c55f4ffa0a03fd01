"""Choosing and clearing an organisation, in each app as its reader does it; and in ours, opening
the figures behind a mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.data import ALL
from bench.servers import Server

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


def choose(page: Page, organisation: str) -> None:
    """Open the filter and click the organisation; the last click is what is measured from."""
    box = page.get_by_role("combobox", name="Find and filter")
    if box.count():
        box.fill(organisation)
        page.get_by_role("option", name=f"{organisation} · ").first.click()
        return
    _field(page).click()
    page.keyboard.type(organisation)  # a long list holds only what is seen
    _option(page, organisation).click()


def clear(page: Page, server: Server) -> None:
    """Show all organisations again."""
    if server.is_ours:
        page.locator(".st-key-clear button").click()
        return
    _field(page).click()
    _option(page, ALL).click()


def open_figures(page: Page) -> None:
    """Click the bar of the year with most people; it has no button of its own."""
    bars = page.locator(".drawn .bars [data-act]")
    boxes = [box for bar in bars.all() if (box := bar.bounding_box())]
    tallest = max(boxes, key=lambda box: box["height"])
    across, down = tallest["x"] + tallest["width"] / 2, tallest["y"] + tallest["height"] / 2
    page.mouse.click(across, down)


def close_figures(page: Page) -> None:
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")


def _field(page: Page) -> Locator:
    return page.get_by_test_id("stSidebar").get_by_label("Organisation").first


def _option(page: Page, name: str) -> Locator:
    return page.get_by_role("option", name=name, exact=True)
