"""What browser tests say to a Streamlit page, after the helpers of Streamlit's own suite."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

TIMEOUT_MS = 120_000  # a limit for what hangs, not for a busy machine
WATCH = Path(__file__).with_name("watch.js")

HAS_ENDED = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    const isAtRest = window.latestRun === 'ended'
        && app?.dataset.testConnectionState === 'CONNECTED'
        && app.dataset.testScriptState === 'notRunning'
        && !document.querySelector('[data-testid="stSkeleton"]');
    window.framesAtRest = isAtRest ? window.framesAtRest + 1 : 0;
    return window.framesAtRest > 10;  // what a click or an answer leads to comes a few frames later
}"""


@contextmanager
def new_reader(browser: Browser, **how: Any) -> Iterator[BrowserContext]:
    """A browser that was never here, and whose pages know when a run has ended."""
    with browser.new_context(**how) as context:
        context.set_default_timeout(TIMEOUT_MS)
        context.add_init_script(path=WATCH)
        yield context


def open_page(page: Page, base: str, path: str = "") -> None:
    """Open a path (with its query string) and wait until it is drawn."""
    page.goto(f"{base}/{path.lstrip('/')}")
    wait_until_run_ends(page)


def wait_until_run_ends(page: Page) -> None:
    """Wait until a script run that began after the last click has ended and is drawn."""
    page.evaluate("window.framesAtRest = 0")
    page.wait_for_function(HAS_ENDED, timeout=TIMEOUT_MS)


def close_dialog(page: Page) -> None:
    """Escape is heard where the focus is: once it is in the dialog."""
    page.wait_for_function("document.querySelector('[role=dialog]')?.matches(':focus-within')")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def box_of(page: Page) -> Locator:
    """The field of the filter box."""
    return page.locator(".st-key-filter_box").get_by_role("combobox")


def expect_no_exception(page: Page) -> None:
    expect(page.get_by_test_id("stException")).to_have_count(0)
