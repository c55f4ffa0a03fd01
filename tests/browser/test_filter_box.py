"""The box that finds every filter, as readers meet it: what they type, keys, and slow lines."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, ViewportSize, WebSocketRoute, expect

from tests.browser.app import (
    box_of,
    expect_no_exception,
    new_reader,
    open_page,
    wait_until_run_ends,
)

PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"
OVERTAKEN = """async () => {
    const {default: box} = await import('/assets/filter-box.js');
    const host = document.body.appendChild(document.createElement('div'));
    const parentElement = host.attachShadow({mode: 'open'});
    const words = {label: '', hint: '', remove: ''};
    const data = {session: '', n: 0, chosen: [], counts: [], language: 'en', options: '', words};
    const leave = box({data, parentElement});
    parentElement.getElementById('find').focus();
    leave();
    const kept = parentElement.activeElement?.id;
    host.remove();
    leave();
    return [kept, parentElement.childElementCount];
}"""


def expect_chips(page: Page, *names: str) -> None:
    chips = page.locator(".st-key-filter_box li:has(button)")
    expect(chips).to_have_text([re.compile(f"^{re.escape(name)}$") for name in names])


def pick(page: Page, text: str) -> None:
    """Type and take what Enter takes, as soon as it stands there."""
    box_of(page).fill(text)
    expect(box_of(page)).to_have_attribute("aria-activedescendant", "row-0")
    page.keyboard.press("Enter")


def test_a_choice_made_again_after_clear_and_after_back_is_taken(page: Page, server: str) -> None:
    open_page(page, server, "about?lang=en")
    for _time in range(2):
        pick(page, "iasi")
        expect(page).to_have_url(re.compile("county=RO-IS"))
        wait_until_run_ends(page)
        page.locator(".st-key-clear button").click()
        expect(page).not_to_have_url(re.compile("county"))
        wait_until_run_ends(page)
        expect_chips(page)
    pick(page, "iasi")
    expect(page).to_have_url(re.compile("county=RO-IS"))
    wait_until_run_ends(page)
    page.go_back()
    expect_chips(page)
    pick(page, "iasi")
    expect(page).to_have_url(re.compile("county=RO-IS"))


class Line:
    """The line from the server, whose messages wait while it is held."""

    def __init__(self, page: Page) -> None:
        self.page, self.is_held = page, False
        self.held: list[str | bytes] = []
        page.route_web_socket(re.compile("_stcore/stream"), self._between)

    def _between(self, way: WebSocketRoute) -> None:
        self.way = way
        way.connect_to_server().on_message(
            lambda message: self.held.append(message) if self.is_held else way.send(message)
        )

    def wait_for(self, text: bytes) -> None:
        """Until a message with it is held."""
        while not any(text in message for message in self.held if isinstance(message, bytes)):
            self.page.wait_for_timeout(50)

    def release(self) -> None:
        self.is_held = False
        for message in self.held:
            self.way.send(message)


def test_five_choices_before_the_server_answers_are_all_kept(page: Page, server: str) -> None:
    line = Line(page)
    open_page(page, server, "about?lang=en")
    box_of(page).click()
    expect(page.get_by_role("option").first).to_be_visible()
    line.is_held = True
    for text in ("iasi", "bacau", "2016", "2018", "children"):
        pick(page, text)
    expect_chips(page, "Iași", "Bacău", "2016", "2018", "Children")
    line.wait_for(b"")
    line.release()
    wait_until_run_ends(page)
    expect(page).to_have_url(re.compile("group=children&county=RO-BC%2CRO-IS&years=2016-2018"))
    expect_chips(page, "Children", "Bacău", "Iași", "2016–2018")


def test_what_is_taken_away_before_the_server_answers_is_not_in_the_address(
    page: Page, server: str
) -> None:
    line = Line(page)
    open_page(page, server, "about?lang=en")
    line.is_held = True
    pick(page, "iasi")
    line.wait_for(b"county=RO-IS")
    page.keyboard.press("Backspace")
    line.wait_for(b'"n": 2')
    line.release()
    wait_until_run_ends(page)
    expect_chips(page)
    expect(page).to_have_url(re.compile("lang=en$"))


def test_chips_stay_on_another_page_in_another_language_and_after_a_reload(
    page: Page, server: str
) -> None:
    open_page(page, server, "about?lang=en")
    pick(page, "copii")
    expect(page).to_have_url(re.compile("group=children"))
    page.get_by_test_id("stTopNavLink").get_by_text("Export").click()
    expect(page).to_have_url(re.compile("/export.*group=children"))
    wait_until_run_ends(page)
    expect_chips(page, "Children")
    page.locator(".st-key-language_switch").get_by_text("RO", exact=True).click()
    expect(box_of(page)).to_have_accessible_name("Căutare și filtrare")
    wait_until_run_ends(page)
    expect_chips(page, "Copii")
    page.reload()
    wait_until_run_ends(page)
    expect_chips(page, "Copii")
    pick(page, "iasi")
    expect(page).to_have_url(re.compile("county=RO-IS"))


def test_the_box_is_worked_by_keys_alone(page: Page, server: str) -> None:
    open_page(page, server, "about?lang=en")
    box = box_of(page)
    box.focus()
    expect(box).to_have_attribute("aria-expanded", "false")  # Tab passes quietly
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    pick(page, "iasi")
    pick(page, "2016")
    status = page.locator(".st-key-filter_box [role=status]")
    expect(status).to_have_text("2016 added")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("button", name="Remove Iași")).to_be_focused()
    page.keyboard.press("Delete")
    expect(page.get_by_role("button", name="Remove 2016")).to_be_focused()
    page.keyboard.press("Delete")
    expect(box).to_be_focused()
    expect(status).to_have_text("All filters removed")
    expect(page).not_to_have_url(re.compile("county|years"))


def test_what_has_nothing_behind_it_is_named_and_cannot_be_taken(page: Page, server: str) -> None:
    open_page(page, server, "about?lang=en")
    box_of(page).fill("mures")
    mures = page.get_by_role("option", name="Mureș · county · no figures here", exact=True)
    expect(mures).to_have_attribute("aria-disabled", "true")
    expect(box_of(page)).not_to_have_attribute("aria-activedescendant", re.compile("."))
    page.keyboard.press("Enter")
    mures.click(force=True)
    wait_until_run_ends(page)
    expect_chips(page)


@pytest.mark.parametrize("code", ["en", "ro"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_row_has_no_barrier_at_all(
    looked_at: Page, server: str, code: str, scheme: str
) -> None:
    looked_at.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    open_page(looked_at, server, f"about?lang={code}&county=RO-IS,RO-BC&funder=save-the-children")
    for text in (None, "", "copii", "mures", "iassi", "iasi 2016 copii", "zzz"):
        if text is not None:
            box_of(looked_at).fill(text)
            box_of(looked_at).click()
            expect(box_of(looked_at)).to_have_attribute("aria-expanded", "true")
        found = Axe().run(looked_at, context=".st-key-filters").response["violations"]
        assert [(v["id"], [n["html"][:200] for n in v["nodes"]]) for v in found] == [], text


def test_on_a_phone_one_button_has_all_filters(browser: Browser, server: str) -> None:
    phone: ViewportSize = {"width": 390, "height": 844}
    how: dict[str, Any] = {"viewport": phone, "is_mobile": True, "has_touch": True}
    with new_reader(browser, user_agent=PHONE, **how) as c:
        page = c.new_page()
        open_page(page, server, "about?lang=en&county=RO-IS")
        page.get_by_role("button", name="Filters (1)").click()
        pick(page, "2016")
        expect(page.get_by_role("button", name="Filters (2)")).to_be_visible()
        wait_until_run_ends(page)
        expect_chips(page, "Iași", "2016")
        for button in page.locator(".st-key-filter_box li button").all():
            box = button.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= 44
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        expect_no_exception(page)


def test_children_in_iasi_in_2016_as_a_word_file_in_five_actions(page: Page, server: str) -> None:
    """From a fresh page, without a diacritic."""
    open_page(page, server, "?lang=en")
    box_of(page).click()
    page.keyboard.type("children iasi 2016")
    expect(page.get_by_role("option").first).to_have_text("Add 3: Children + Iași + 2016")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("group=children&county=RO-IS&years=2016-2016"))
    page.get_by_test_id("stTopNavLink").get_by_text("Export").click()
    expect(page).to_have_url(re.compile("/export.*group=children"))
    wait_until_run_ends(page)
    with page.expect_download() as word:
        page.get_by_role("button", name=re.compile("Word")).first.click()
    assert word.value.suggested_filename.endswith(".docx")


def test_a_box_that_comes_late_says_what_was_told_last(page: Page, server: str) -> None:
    held: list[Route] = []
    page.route("**/filter-box.js*", lambda route: held.append(route))
    open_page(page, server, "about?lang=en")
    switch = page.locator(".st-key-language_switch")
    for code in ("RO", "EN", "RO"):
        switch.get_by_text(code, exact=True).click()
        expect(page).to_have_url(re.compile(f"lang={code.lower()}"))
        wait_until_run_ends(page)
    for route in held:
        route.continue_()
    expect(box_of(page)).to_have_accessible_name("Căutare și filtrare")
    pick(page, "iasi")
    expect(page).to_have_url(re.compile("county=RO-IS"))


def test_the_box_keeps_the_focus_until_it_has_left_the_page(page: Page, server: str) -> None:
    """Streamlit also tells a call to leave that a newer one has overtaken."""
    page.goto(f"{server}/nothing")
    assert page.evaluate(OVERTAKEN) == ["find", 0]


def test_without_its_file_the_rest_of_the_row_works(page: Page, server: str) -> None:
    page.route("**/filter-box.js*", lambda route: route.abort())
    open_page(page, server, "about?lang=en&county=RO-IS")
    expect(page.locator(".st-key-filter_box")).to_contain_text("The box could not be loaded.")
    page.locator(".st-key-clear button").click()
    expect(page).not_to_have_url(re.compile("county"))
    expect_no_exception(page)
