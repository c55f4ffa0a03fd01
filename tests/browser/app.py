"""What browser tests say to a Streamlit page, after the helpers of Streamlit's own suite."""

from playwright.sync_api import Locator, Page, expect

TIMEOUT_MS = 120_000  # a limit for what hangs, not for a busy machine
QUIET_MS = 150  # a click becomes a rerun a moment later: idle must last before it counts

IS_QUIET = """quietMs => {
    const app = document.querySelector('[data-testid="stApp"]');
    const quiet = app?.dataset.testConnectionState === 'CONNECTED'
        && app.dataset.testScriptState === 'notRunning'
        && !document.querySelector('[data-testid="stSkeleton"]');
    window.quietSince = quiet ? window.quietSince ?? performance.now() : undefined;
    return quiet && performance.now() - window.quietSince >= quietMs;
}"""


def open_page(page: Page, base: str, path: str = "") -> None:
    """Open a path (with its query string) and wait until it is drawn."""
    page.goto(f"{base}/{path.lstrip('/')}")
    wait_until_run_ends(page)


def wait_until_run_ends(page: Page) -> None:
    """Wait until the script has run and stays idle; call it after each click."""
    page.evaluate("window.quietSince = undefined")
    page.wait_for_function(IS_QUIET, arg=QUIET_MS, timeout=TIMEOUT_MS)


def box_of(page: Page) -> Locator:
    """The field of the filter box."""
    return page.locator(".st-key-filter_box").get_by_role("combobox")


def expect_no_exception(page: Page) -> None:
    expect(page.get_by_test_id("stException")).to_have_count(0)
