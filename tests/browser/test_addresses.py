"""The address says what is seen: links, changes of page, and the way back."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.app import box_of, open_page, wait_until_run_ends


def test_a_deep_link_opens_its_page_with_its_filters_and_language(page: Page, server: str) -> None:
    open_page(page, server, "counties?lang=ro&county=RO-IS,RO-BC&years=2016")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Cei mai mulți oameni"))
    expect(page.get_by_text("Filtrat după județ: Bacău și Iași; ani: 2016.").first).to_be_attached()
    assert page.evaluate("document.documentElement.lang") == "ro"


def test_filters_survive_a_change_of_page(page: Page, server: str) -> None:
    open_page(page, server, "?lang=en&county=RO-IS")
    page.get_by_test_id("stTopNavLink").get_by_text("Funders").click()
    wait_until_run_ends(page)
    expect(page).to_have_url(re.compile(r"/funders\?lang=en&county=RO-IS"))
    expect(page.get_by_text("Filtered by county: Iași.").first).to_be_attached()  # for paper


def test_back_leads_to_the_page_before_with_one_press(page: Page, server: str) -> None:
    page.goto(f"{server}/nothing")
    open_page(page, server, "about")
    expect(page).to_have_url(f"{server}/about?lang=en")
    page.get_by_test_id("stTopNavLink").get_by_text("Export", exact=True).click()
    expect(page).to_have_url(f"{server}/export?lang=en")
    wait_until_run_ends(page)
    page.go_back()
    expect(page).to_have_url(f"{server}/about?lang=en")
    wait_until_run_ends(page)
    page.go_back()
    expect(page).to_have_url(f"{server}/nothing")


def test_choosing_a_filter_changes_the_numbers_and_back_brings_them_back(
    page: Page, server: str
) -> None:
    open_page(page, server, "?lang=en")
    box_of(page).click()
    page.keyboard.type("botos")
    expect(box_of(page)).to_have_attribute("aria-activedescendant", "row-0")
    page.keyboard.press("Enter")
    wait_until_run_ends(page)
    expect(page).to_have_url(re.compile("county=RO-BT"))
    expect(page.get_by_text("Filtered by county: Botoșani.").first).to_be_attached()
    page.go_back()
    wait_until_run_ends(page)
    expect(page.get_by_text("All years, all organisations.").first).to_be_attached()
