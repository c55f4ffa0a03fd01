"""Choosing and clearing a organisation, in each app as its reader does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.data import ALL
from bench.servers import Server

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

_NOTHING_THERE = (60, 40)  # pixels: the top of the sidebar


def choose(page: Page, organisation: str) -> None:
    """Open the filter and click the organisation; the last click is what is measured from."""
    _field(page).click()
    page.keyboard.type(organisation)  # a long list holds only what is seen
    _option(page, organisation).click()


def clear(page: Page, server: Server) -> None:
    """Show all organisations again."""
    if server.is_ours:
        # Several may be chosen, so the list stays open; the first click beside it closes it.
        page.mouse.click(*_NOTHING_THERE)
        page.locator(".st-key-clear_in_bar button").click()
        return
    _field(page).click()
    _option(page, ALL).click()


def _field(page: Page) -> Locator:
    return page.get_by_test_id("stSidebar").get_by_label("Organisation").first


def _option(page: Page, name: str) -> Locator:
    return page.get_by_role("option", name=name, exact=True)
