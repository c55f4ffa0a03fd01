"""What exists only in a browser: the real page, for eyes, keys and screen readers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    WebSocket,
    expect,
)

from tests.browser.app import (
    close_dialog,
    expect_no_exception,
    new_reader,
    open_page,
    wait_until_run_ends,
)

PAGES = {
    "": "At least 30,100 people helped, 2004–2023, and 190,000 more if each was counted once.",
    "years": "Most people in one year: at least 190,000, in 2022.",
    "target-groups": "The largest group: refugees from Ukraine, at least 190,000 people.",
    "counties": "Most people of one county: Bucharest (at least 3,300) and Iași (160).",
    "funders": "Romexpo donation centre, supported by 5 donors, reached the most people: at least "
    "190,000, if each was counted once.",
    "projects": "12 projects and 52 other activities. For 52 of them no number of people is "
    "published.",
    "outcomes": "Of 6 targets 1 was reached; for 5 no result is published.",
    "export": "Figures for an application",
    "about": "About these figures",
}
IS_INSIDE = """opened => {
    const {left, right} = opened.getBoundingClientRect();
    return 0 <= left && right <= innerWidth;
}"""
WIDTHS = {"desktop": (1280, 900), "phone": (390, 844)}


@pytest.fixture(params=WIDTHS)
def sized(looked_at: Page, request: pytest.FixtureRequest) -> Page:
    width, height = WIDTHS[request.param]
    looked_at.set_viewport_size({"width": width, "height": height})
    return looked_at


@pytest.fixture
def errors(sized: Page) -> Iterator[list[str]]:
    """What the console of the page is told as an error."""
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            said.append(f"{message.text} {message.location}")

    sized.on("console", hear)
    yield said
    sized.remove_listener("console", hear)


@pytest.fixture
def outside(sized: Page, server: str) -> Iterator[list[str]]:
    """The addresses anywhere else that the page asks."""
    own = (server, server.replace("http", "ws"), "data:", "blob:")
    asked: list[str] = []

    def hear(to: Request | WebSocket) -> None:
        if not to.url.startswith(own):
            asked.append(to.url)

    sized.on("request", hear)
    sized.on("websocket", hear)
    yield asked
    sized.remove_listener("request", hear)
    sized.remove_listener("websocket", hear)


def expect_no_overflow(page: Page) -> None:
    """Once drawn: a chart may first be as wide as it thinks."""
    main = "document.querySelector('[data-testid=stMain]')"
    page.wait_for_function(f"{main}.scrollWidth <= {main}.clientWidth + 1")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_drawn_whole_stays_inside_its_width_and_asks_nobody_elsewhere(
    sized: Page, errors: list[str], outside: list[str], server: str, path: str
) -> None:
    open_page(sized, server, f"{path}?lang=en")
    expect(sized.get_by_role("heading", level=1)).to_have_text(PAGES[path])
    assert errors == []
    assert outside == []
    expect_no_exception(sized)
    expect_no_overflow(sized)


@pytest.fixture(scope="module", params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> Literal["light", "dark"]:
    return "dark" if request.param == "dark" else "light"


@pytest.fixture(scope="module", params=["en", "ro"])
def strolled(
    visited: BrowserContext,
    server: str,
    scheme: Literal["light", "dark"],
    request: pytest.FixtureRequest,
) -> Iterator[Page]:
    """The first screen, from where a click leads to each page: a third of what opening it takes."""
    with visited.new_page() as page:
        page.emulate_media(color_scheme=scheme)
        open_page(page, server, f"?lang={request.param}")
        yield page


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_barrier(strolled: Page, path: str) -> None:
    strolled.get_by_test_id("stTopNavLink").and_(strolled.locator(f'[href$="/{path}"]')).click()
    expect(strolled).to_have_url(re.compile(f"/{path}\\?lang="))
    wait_until_run_ends(strolled)
    strolled.mouse.move(0, 0)
    found = Axe().run(strolled).response["violations"]
    told = [(v["id"], [n["html"][:200] for n in v["nodes"][:2]]) for v in found]
    assert not told


def test_the_figures_behind_have_no_barrier(page: Page, server: str) -> None:
    open_page(page, server, "counties?lang=en&row=county:RO-IS")
    expect(page.get_by_role("dialog")).to_be_visible()
    found = Axe().run(page).response["violations"]
    assert not [v["id"] for v in found]


def test_clicking_a_bar_opens_the_figures_behind_it_in_view_and_again(
    page: Page, server: str
) -> None:
    open_page(page, server, "years?lang=en")
    chart = page.get_by_test_id("stPlotlyChart").first
    expect(chart.locator(".bars path").first).to_be_attached()
    dialog = page.get_by_role("dialog")
    for _click in ("first", "second"):
        box = chart.bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + 18.5 / 20 * (box["width"] - 18), box["y"] + 60)
        expect(dialog).to_contain_text("† · Beneficiaries from Ukraine assisted")
        expect(dialog.get_by_text("Section on Romexpo").first).to_be_in_viewport()
        wait_until_run_ends(page)
        close_dialog(page)
        expect(chart).to_be_focused()
        wait_until_run_ends(page)


def test_a_row_of_a_list_opens_its_figures_and_a_count_its_page(page: Page, server: str) -> None:
    open_page(page, server, "?lang=en")
    dialog = page.get_by_role("dialog")
    row = page.get_by_role("link", name="Refugees from Ukraine")
    row.focus()
    page.keyboard.press("Enter")
    expect(dialog).to_contain_text("Section on Romexpo, second paragraph")
    wait_until_run_ends(page)
    close_dialog(page)
    expect(row).to_be_focused()
    page.get_by_role("link", name="16 funders").click()
    expect(page).to_have_url(re.compile("/funders"))


def test_the_first_screen_needs_no_scrolling_to_its_last_list(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    open_page(page, server, "?lang=en")
    charts = page.locator("svg.drawn")
    expect(charts).to_have_count(2)
    for chart in charts.all():
        expect(chart).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("link", name="22 figures from 4 documents")).to_be_in_viewport(ratio=1)


def test_a_mark_of_the_first_screen_tells_opens_its_figures_and_has_the_focus_after(
    page: Page, server: str
) -> None:
    open_page(page, server, "?lang=en")
    mark = page.locator('[data-act="year:2022"]')
    mark.hover()
    expect(page.locator(".tip")).to_contain_text("190,838")
    mark.click()
    expect(page.get_by_role("dialog")).to_contain_text("Section on Romexpo, second paragraph")
    wait_until_run_ends(page)
    close_dialog(page)
    expect(page.locator("svg.drawn").first).to_be_focused()
    page.locator('[data-act="county:RO-IS"]').click()
    expect(page.get_by_role("dialog")).to_contain_text("160")


def test_a_key_reaches_the_figures_behind_and_comes_back(page: Page, server: str) -> None:
    open_page(page, server, "funders?lang=en")
    every = page.get_by_role("button", name="all 9 ▸")
    every.focus()
    page.keyboard.press("Enter")
    wait_until_run_ends(page)
    dialog = page.get_by_role("dialog")
    page.wait_for_function("document.querySelector('[role=dialog]').matches(':focus-within')")
    dialog.get_by_role("button", name="ASSMB").press("Enter")
    expect(dialog.get_by_text("Published as “almost 200 doctors and nurses”")).to_be_visible()
    wait_until_run_ends(page)
    close_dialog(page)
    expect(every).to_be_focused()


def test_switching_the_language_switches_every_word_of_the_frame(page: Page, server: str) -> None:
    open_page(page, server, "years?lang=en&programme=as-career-guidance")
    page.get_by_test_id("stButtonGroup").get_by_text("RO", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Niciun|^Nicio|^Cei mai"))
    wait_until_run_ends(page)
    expect(page).to_have_url(re.compile("lang=ro&programme=as-career-guidance"))
    expect(page.get_by_test_id("stTopNavLink").first).to_have_text("Pe scurt")


def test_a_key_opens_the_proof_on_a_phone(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, server, "?lang=en")
    page.get_by_role("button", name="Why two numbers?").focus()
    page.keyboard.press("Enter")
    wait_until_run_ends(page)
    opened = page.get_by_test_id("stPopoverBody")
    expect(opened).to_contain_text("nobody can be in two of them")
    page.wait_for_function(IS_INSIDE, arg=opened.element_handle())


def test_a_page_of_its_own_title_and_an_address_that_no_page_has(page: Page, server: str) -> None:
    open_page(page, server, "years?lang=ro&county=RO-IS")
    expect(page).to_have_title("Ani: Iași · ONG-uri sociale din România")
    answer = page.goto(f"{server}/nothing?lang=ro")
    assert answer is not None
    assert answer.status == 404
    page.get_by_role("link", name="Finanțatori").click()
    expect(page.get_by_test_id("stTopNavLink").first).to_have_text("Pe scurt")


def test_a_phone_has_the_link_and_the_files_in_its_menu(browser: Browser, server: str) -> None:
    phone = "Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/130.0 Mobile Safari/537.36"
    with new_reader(browser, viewport={"width": 390, "height": 844}, user_agent=phone) as context:
        page = context.new_page()
        open_page(page, server, "?lang=ro")
        expect_no_overflow(page)
        expect(page.get_by_role("radio", name="EN")).to_be_visible()
        expect(page.locator(".st-key-bar_name")).to_be_visible()
        page.get_by_role("button", name="Meniu", expanded=False).click()
        expect(page.get_by_role("button", name="Distribuiți")).to_be_visible()
        expect(page.get_by_role("button", name="Descărcați")).to_be_visible()
        expect(page.locator(".st-key-bar_name")).to_be_hidden()
        expect(page.get_by_role("button", name="Meniu", expanded=True)).to_be_visible()
