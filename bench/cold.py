"""The first page of a cold server: from the start of its process to all charts painted."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from bench.browsing import new_page, painted_at
from bench.data import Made
from bench.plan import Clock, Plan
from bench.servers import FLOOR, GOOD, OURS, running, wait_until_it_answers
from bench.table import Row

if TYPE_CHECKING:
    from playwright.sync_api import Browser

APPS = (OURS, GOOD, FLOOR)
_TURN_SECONDS = 15.0
_GOAL = 0.75


def measure(browser: Browser, made: Made, plan: Plan, clock: Clock) -> dict[str, list[float]]:
    """Seconds of each start. The store is built already: a server that is started again."""
    times: dict[str, list[float]] = {name: [] for name in APPS}
    for turn in range(plan.starts):
        if turn and clock.left < _TURN_SECONDS:
            break
        for name in APPS:
            times[name].append(_one_start(browser, name, made))
    return times


def _one_start(browser: Browser, name: str, made: Made) -> float:
    page = new_page(browser)
    with running(name, made.environment(), made.folder, wait=False) as server:
        wait_until_it_answers(server)
        page.goto(f"{server.base}/?lang=en")
        taken = painted_at(page) - server.begun
    page.context.close()
    return taken


def rows(times: dict[str, list[float]]) -> list[Row]:
    """The rows of the table."""
    middle = {name: median(own) for name, own in times.items()}
    what = "first page of a cold server, to all charts painted"
    return [
        Row(what, middle[OURS], "s", middle[GOOD], GOOD, _GOAL),
        Row(what, middle[OURS], "s", middle[FLOOR], FLOOR),
    ]
