"""How long a reader waits: `make measure` prints the times of this machine, and their ratios.

Three waits, each the median of several: from starting the server until it answers, from opening
the first page of that server until its charts are drawn, and from choosing a filter until the
page is drawn anew. The server's own part of a rerun is what Streamlit needs without a browser.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright
from streamlit.testing.v1 import AppTest

from dashboard.paths import PACKAGE
from tests.browser.app import open_page, wait_until_run_ends
from tests.browser.chromium import MISSING, find_chromium, launch_args
from tests.browser.server import running_server

STARTS, CHANGES, RERUNS = 3, 8, 20
COUNTIES = ("Iași", "Bacău", "Cluj", "Arad", "Sibiu", "Vaslui", "Timiș", "Bihor")
QUIET = 0.15  # seconds that a page must be idle before it counts as drawn; taken off again


def main() -> None:
    """Print the table."""
    with sync_playwright() as playwright:
        chromium = find_chromium(Path(playwright.chromium.executable_path))
        if chromium is None:
            raise SystemExit(MISSING)
        browser = playwright.chromium.launch(executable_path=str(chromium), args=launch_args())
        runs = [one_server(browser) for _run in range(STARTS)]
    starts, firsts = [run[0] for run in runs], [run[1] for run in runs]
    changes = [change for run in runs for change in run[2]]
    rows = {
        "server start, building the store": median(starts),
        "first page of a cold server": median(firsts),
        "filter change, to the page drawn": median(changes),
        "filter change, the server's part": rerun(),
    }
    for what, seconds in rows.items():
        ratio = seconds / rows["filter change, to the page drawn"]
        print(f"{what:36} {seconds * 1000:8.0f} ms   x {ratio:.2f}")


def one_server(browser: Browser) -> tuple[float, float, list[float]]:
    """Start, first page and filter changes of one fresh server with an empty cache."""
    with tempfile.TemporaryDirectory() as scratch:
        begun = time.perf_counter()
        with running_server(Path(scratch), Path(scratch) / "server.log") as base:
            started = time.perf_counter() - begun
            page = browser.new_page()
            begun = time.perf_counter()
            open_page(page, base, "?lang=en")
            first = time.perf_counter() - begun - QUIET
            changes = []
            for county in COUNTIES[:CHANGES]:
                page.get_by_test_id("stSidebar").get_by_label("County").click()
                page.keyboard.type(county)
                begun = time.perf_counter()
                page.keyboard.press("Enter")
                wait_until_run_ends(page)
                changes.append(time.perf_counter() - begun - QUIET)
            page.close()
            return started, first, changes


def rerun() -> float:
    """The median of a filter change without a browser, answers not asked before included."""
    app = AppTest.from_file(str(PACKAGE / "main.py"), default_timeout=60).run()
    times = []
    for turn in range(RERUNS):
        app.query_params["years"] = f"{2004 + turn}"
        begun = time.perf_counter()
        app.run()
        times.append(time.perf_counter() - begun)
    return median(times)


if __name__ == "__main__":
    main()
