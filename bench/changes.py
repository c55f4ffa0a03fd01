"""A filter is changed and four charts are painted anew, a mark is clicked and its figures open: in
the browser, and on the server."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

from bench.browsing import new_page, opened_after_click, painted_after_click, painted_at
from bench.choosing import choose, clear, close_figures, open_figures
from bench.data import Made
from bench.plan import Clock, Plan
from bench.servers import (
    FLOOR,
    GOOD,
    NEWCOMER,
    OURS,
    Server,
    running,
    wait_until_it_answers,
)
from bench.table import Row

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

APPS = (OURS, GOOD, FLOOR, NEWCOMER)
_QUICK_APPS = APPS[:3]
_HALF, _NEAR_FLOOR, _CPU, _OPENED_MS = 0.5, 1.15, 0.12, 500  # the goals


@dataclass(slots=True)
class Times:
    """Milliseconds of one app; `first` of answers not asked before, `again` of those asked;
    `opened` of figures behind a mark, which ours alone shows."""

    first: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    opened: list[float] = field(default_factory=list)


def measure(browser: Browser, made: Made, plan: Plan, clock: Clock) -> dict[str, Times]:
    """The apps take turns, so that a slow moment of the machine meets all of them."""
    apps = _QUICK_APPS if plan.is_quick else APPS
    times = {name: Times() for name in apps}
    until = clock.spent + plan.needed["filter changes"]
    with ExitStack() as stack:
        servers = [
            stack.enter_context(running(name, made.environment(), made.folder, wait=False))
            for name in apps
        ]
        open_apps = [(server, _opened(stack, browser, server)) for server in servers]
        for turn in range(plan.rounds):
            for n in range(plan.values):
                for server, page in open_apps:
                    name = made.organisations[n][1]
                    _one_change(server, page, name, times[server.name], is_first=turn == 0)
                if turn and clock.spent > until:
                    return times
    return times


def _opened(stack: ExitStack, browser: Browser, server: Server) -> Page:
    wait_until_it_answers(server)
    page = new_page(browser)
    stack.callback(page.context.close)
    page.goto(f"{server.base}/?lang=en")
    painted_at(page)
    return page


def _one_change(server: Server, page: Page, name: str, times: Times, *, is_first: bool) -> None:
    page.bring_to_front()
    before = server.cpu()
    choose(page, name)
    taken = painted_after_click(page)
    if is_first:
        times.first.append(taken)
    else:
        times.again.append(taken)
    clear(page, server)
    times.again.append(painted_after_click(page))
    if not is_first:
        times.cpu.append((server.cpu() - before) * 1000 / 2)
    if server.is_ours:
        open_figures(page)
        times.opened.append(opened_after_click(page))
        close_figures(page)


def rows(times: dict[str, Times]) -> list[Row]:
    """The rows of the table."""
    again = {name: median(own.again) for name, own in times.items()}
    first = {name: median(own.first) for name, own in times.items()}
    cpu = {name: sum(own.cpu) / len(own.cpu) for name, own in times.items()}
    opened = median(times[OURS].opened)
    what = "filter change to four charts painted"
    newcomer = [Row(what, again[OURS], "ms", again[n], n) for n in again if n == NEWCOMER]
    return [
        Row(what, again[OURS], "ms", again[GOOD], GOOD, _HALF),
        Row(what, again[OURS], "ms", again[FLOOR], FLOOR, _NEAR_FLOOR),
        *newcomer,
        Row(f"{what}, not asked before", first[OURS], "ms", first[GOOD], GOOD),
        Row("server CPU for a filter change", cpu[OURS], "ms", cpu[GOOD], GOOD, _CPU),
        Row("server CPU for a filter change", cpu[OURS], "ms", cpu[FLOOR], FLOOR),
        Row("click on a mark to its figures in view", opened, "ms", goal=_OPENED_MS),
    ]
