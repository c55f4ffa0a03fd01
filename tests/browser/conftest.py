"""Fixtures of the browser tests: a Chromium, the running app, and its log where a test fails."""

from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from tests.browser.app import TIMEOUT_MS, new_reader
from tests.browser.chromium import MISSING, find_chromium, launch_args
from tests.browser.server import running_server, tail

HERE = Path(__file__).parent
expect.set_options(timeout=TIMEOUT_MS)  # five seconds by itself: too few where much else runs
SERVER_LOG = pytest.StashKey[Path]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder, and run them last: the quick ones should fail first.

    One that fails is tried once more; the last lines name it.
    """
    for item in items:
        if _is_ours(item):
            item.add_marker("browser")
            item.add_marker(pytest.mark.flaky(reruns=1))
    items.sort(key=_is_ours)


def _is_ours(item: pytest.Item) -> bool:
    return item.path.is_relative_to(HERE)


@pytest.fixture(scope="session", autouse=True)
def chromium(playwright: Playwright) -> Path:
    """The browser to drive. Without one: skip, said aloud at the end."""
    path = find_chromium(Path(playwright.chromium.executable_path))
    if path is not None:
        return path
    pytest.skip(MISSING)


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], chromium: Path
) -> dict[str, Any]:
    args = [*launch_args(), "--process-per-site"]
    return browser_type_launch_args | {"executable_path": str(chromium), "args": args}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A laptop in English, without animations to wait for; a test may override each."""
    laptop = {"viewport": {"width": 1280, "height": 800}, "locale": "en-GB"}
    return browser_context_args | laptop | {"reduced_motion": "reduce"}


@pytest.fixture(scope="session")
def server(
    chromium: Path, tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> Iterator[str]:
    """The address of the running app."""
    folder = tmp_path_factory.mktemp("server")
    pytestconfig.stash[SERVER_LOG] = folder / "server.log"
    with running_server(folder, folder / "server.log") as base:
        yield base


@pytest.fixture(scope="session")
def visited(
    browser: Browser, browser_context_args: dict[str, Any], server: str
) -> Iterator[BrowserContext]:
    """A browser that has fetched the app's scripts; its first page keeps them compiled."""
    with new_reader(browser, **browser_context_args) as context:
        context.new_page().goto(f"{server}/assets/icon.svg")
        yield context


def forget_reader(context: BrowserContext) -> None:
    """As if nobody had read with it before."""
    context.clear_cookies()
    context.pages[0].evaluate("localStorage.clear()")


@pytest.fixture
def page(visited: BrowserContext) -> Iterator[Page]:
    """A page of its own, of a reader who was never here."""
    forget_reader(visited)
    with visited.new_page() as page:
        yield page


@pytest.fixture(scope="session")
def looking(visited: BrowserContext) -> Page:
    return visited.new_page()


@pytest.fixture
def looked_at(looking: Page, browser_context_args: dict[str, Any]) -> Page:
    """For tests that open an address and look: one page for all, which costs half of a new one."""
    forget_reader(looking.context)
    looking.set_viewport_size(browser_context_args["viewport"])
    looking.emulate_media(color_scheme="light")
    return looking


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    log = item.config.stash.get(SERVER_LOG, None)
    if report.failed and log is not None and log.exists():
        report.sections.append(("Log of the dashboard server", tail(log)))
    return report
