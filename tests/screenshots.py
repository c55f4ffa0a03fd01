"""The pictures of the docs, made from the running app: `make screenshots`."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Literal, NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from dashboard.paths import DOCS
from tests.browser.app import new_reader, open_page, wait_until_run_ends
from tests.browser.chromium import MISSING, find_chromium, launch_args
from tests.browser.server import running_server

TALLEST = 6_000
MARGIN = 60

# The bar and the filters are drawn for a phone where the browser says that it is one.
PHONE = "Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/130.0 Mobile Safari/537.36"


class Picture(NamedTuple):
    """A picture's file name, the address it shows, its width and its theme; height 0 is whole."""

    name: str
    path: str
    width: int = 1280
    height: int = 900
    theme: Literal["light", "dark"] = "light"


PICTURES = (
    Picture("overview-light", "?lang=en"),
    Picture("overview-ro-dark", "?lang=ro", theme="dark"),
    Picture("counties-light", "counties?lang=en"),
    Picture("years-light", "years?lang=en"),
    Picture("years-phone", "years?lang=en", width=390, height=844),
    Picture("export-light", "export?lang=en&by=county", height=0),
    Picture("behind-light", "funders?lang=en&row=funder:assmb", height=0),
)


def main() -> None:
    """Write docs/pictures anew."""
    folder = DOCS / "pictures"
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        chromium = find_chromium(Path(playwright.chromium.executable_path))
        if chromium is None:
            raise SystemExit(MISSING)
        browser = playwright.chromium.launch(executable_path=str(chromium), args=launch_args())
        with running_server(Path(scratch), Path(scratch) / "server.log") as base:
            for picture in PICTURES:
                take(browser, base, picture, folder / f"{picture.name}.png")


def take(browser: Browser, base: str, picture: Picture, file: Path) -> None:
    """One picture, once everything is drawn."""
    size = {"width": picture.width, "height": picture.height or 900}
    agent = PHONE if picture.width < 500 else None
    how = {"viewport": size, "color_scheme": picture.theme, "user_agent": agent}
    with new_reader(browser, **how) as context:
        page = context.new_page()
        open_page(page, base, picture.path)
        if not picture.height:
            show_whole(page, picture.width)
        page.screenshot(path=file)


def show_whole(page: Page, width: int) -> None:
    """Make the window as tall as what it shows."""
    tall = int(page.get_by_test_id("stMain").evaluate("element => element.scrollHeight"))
    page.set_viewport_size({"width": width, "height": min(tall + MARGIN, TALLEST)})
    wait_until_run_ends(page)


if __name__ == "__main__":
    main()
