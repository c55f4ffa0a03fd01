"""One run: every part in turn, as far as its time goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bench import answers, changes, cold, sessions, visits
from bench.browsing import chromium
from bench.data import Made, made, ready_for_pages
from bench.plan import Clock, Plan
from bench.table import Row

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Say = Callable[[str], None]


@dataclass(slots=True)
class Run:
    """The rows found so far, and what was left out, each with the reason."""

    plan: Plan
    clock: Clock
    say: Say
    rows: list[Row] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def part(self, name: str, work: Callable[[], list[Row]]) -> None:
        """One part, if there is time for it."""
        needed = self.plan.needed[name]
        if self.clock.left < needed:
            left = max(0.0, self.clock.left)
            self.left_out.append(f"{name}: {left:.0f} s were left, about {needed} are needed.")
            return
        self.say(f"{self.clock.spent:4.0f} s  {name}")
        self.rows += work()


def run(plan: Plan, kept: Path, say: Say) -> Run:
    """Everything of the plan. Data that is there from an earlier run is not made again.

    Making it is not part of the run's time; building the dashboard's store of it is.
    """
    say("making up the data")
    pages = made(plan.page_rows, kept)
    ready_for_pages(pages)
    asked = made(plan.answer_rows, kept)
    found = Run(plan, Clock(plan.seconds), say)
    answers.build(pages)
    found.part("build", lambda: answers.build_rows(answers.build(asked)))
    found.part("answers", lambda: answers.rows(answers.measure(asked, plan)))
    with chromium() as browser:
        for name, part in _IN_A_BROWSER.items():
            found.part(name, partial(part, found, browser, pages))
    found.part("sessions", lambda: sessions.rows(sessions.measure(pages, plan, found.clock)))
    return found


def _changes(found: Run, browser: Browser, pages: Made) -> list[Row]:
    return changes.rows(changes.measure(browser, pages, found.plan, found.clock))


def _cold(found: Run, browser: Browser, pages: Made) -> list[Row]:
    return cold.rows(cold.measure(browser, pages, found.plan, found.clock))


def _visits(found: Run, browser: Browser, pages: Made) -> list[Row]:
    return visits.rows(visits.measure(browser, pages, found.plan, found.clock))


_IN_A_BROWSER = {"filter changes": _changes, "cold starts": _cold, "visits": _visits}
