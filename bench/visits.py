"""A first and a second visit: bytes over the wire, and seconds on a slow line."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING, Any

from bench.browsing import new_page, painted_at
from bench.data import Made
from bench.plan import Clock, Plan
from bench.servers import GOOD, OURS, Server, running
from bench.table import Row

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession, Page

APPS = (OURS, GOOD)
_BITS, _ROUND_TRIP_MS = 8_000_000, 60
_SLOW_LINE = {
    "offline": False,
    "latency": _ROUND_TRIP_MS,
    "downloadThroughput": _BITS / 8,
    "uploadThroughput": _BITS / 8,
}
_TURN_SECONDS = 30.0
_BYTES_GOAL, _SECONDS_GOAL = 0.35, 0.5


@dataclass(slots=True)
class Visits:
    """Megabytes over the wire, and seconds to all charts painted on the slow line."""

    first: list[float] = field(default_factory=list)
    second: list[float] = field(default_factory=list)
    slow: list[float] = field(default_factory=list)


def measure(browser: Browser, made: Made, plan: Plan, clock: Clock) -> dict[str, Visits]:
    """Each visit by a browser that was never there, on a server that was."""
    found = {name: Visits() for name in APPS}
    with (
        running(OURS, made.environment(), made.folder) as ours,
        running(GOOD, made.environment(), made.folder) as good,
    ):
        for server in (ours, good):
            _count_bytes(browser, server, found[server.name])
        for turn in range(plan.visits):
            if turn and clock.left < _TURN_SECONDS:
                break
            for server in (ours, good):
                found[server.name].slow.append(_slow_visit(browser, server))
    return found


def _count_bytes(browser: Browser, server: Server, visits: Visits) -> None:
    page = new_page(browser)
    counted = _counter(page)
    _open(page, server)
    visits.first.append(sum(counted) / 1e6)
    counted.clear()
    page.goto("about:blank")
    _open(page, server)
    visits.second.append(sum(counted) / 1e6)
    page.context.close()


def _counter(page: Page) -> list[float]:
    """Bytes that arrive from now on, what the socket brings included."""
    counted: list[float] = []
    line = _line(page)
    line.on("Network.loadingFinished", lambda event: counted.append(event["encodedDataLength"]))
    line.on("Network.webSocketFrameReceived", lambda event: counted.append(_frame_bytes(event)))
    return counted


def _frame_bytes(event: dict[str, Any]) -> float:
    """A frame's payload comes as base64, four letters for three bytes."""
    return len(event["response"]["payloadData"]) * 3 / 4


def _slow_visit(browser: Browser, server: Server) -> float:
    page = new_page(browser)
    _line(page).send("Network.emulateNetworkConditions", _SLOW_LINE)
    begun = time.time()
    taken = _open(page, server) - begun
    page.context.close()
    return taken


def _line(page: Page) -> CDPSession:
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    return line


def _open(page: Page, server: Server) -> float:
    page.goto(f"{server.base}/?lang=en", wait_until="commit")
    return painted_at(page)


def rows(found: dict[str, Visits]) -> list[Row]:
    """The rows of the table."""
    ours, good = found[OURS], found[GOOD]
    slow = "first visit at 8 Mbit/s and 60 ms, to all charts painted"
    return [
        Row(
            "bytes over the wire, first visit",
            median(ours.first), "MB", median(good.first), GOOD, _BYTES_GOAL,
        ),
        Row(
            "bytes over the wire, second visit",
            median(ours.second) * 1000, "kB", median(good.second) * 1000, GOOD,
        ),
        Row(slow, median(ours.slow), "s", median(good.slow), GOOD, _SECONDS_GOAL),
    ]  # fmt: skip
