"""What the last lines of a test run say, of what pytest counted: outcome to reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.browser import chromium
from tests.spark import java

TOOLS = {"Chromium": chromium.MISSING, "Java": java.MISSING}
Stats = Mapping[str, Sequence[Any]]


def left_out(stats: Stats) -> Iterator[str]:
    """A sentence for each tool that was missing."""
    skipped = [report.longrepr[2] for report in stats.get("skipped", ())]
    for tool, reason in TOOLS.items():
        tests = sum(reason in told for told in skipped)
        if tests:
            yield f"{tests} TESTS WERE SKIPPED FOR WANT OF {tool.upper()}: {reason}"


def tried_twice(stats: Stats) -> Iterator[str]:
    """A sentence that names the tests which passed, but not at once."""
    rerun, failed, broken = (
        {report.nodeid for report in stats.get(outcome, ())}
        for outcome in ("rerun", "failed", "error")
    )
    late = sorted(rerun - failed - broken)
    if late:
        tests = "1 TEST" if len(late) == 1 else f"{len(late)} TESTS"
        yield f"{tests} PASSED ONLY AT THE SECOND TRY, WHICH IS A FAULT: {', '.join(late)}"
