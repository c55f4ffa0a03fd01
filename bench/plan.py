"""How much is measured: the full run is bounded to ten minutes, the quick one to one."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Plan:
    """Sizes are participations (rows); `seconds` bounds the run."""

    is_quick: bool
    seconds: float
    page_rows: int  # behind the pages that are looked at in a browser
    answer_rows: int  # behind the questions that are asked without one
    values: int  # different filter values
    rounds: int  # times each of them is chosen
    starts: int  # cold servers
    visits: int
    sessions: tuple[int, ...]
    session_seconds: float
    vanishing: int
    questions: int
    needed: Mapping[str, int]  # seconds that each part takes about; with less it is left out


FULL = Plan(
    is_quick=False,
    seconds=585,
    page_rows=1_000_000,
    answer_rows=10_000_000,
    values=4,
    rounds=4,
    starts=3,
    visits=3,
    sessions=(1, 10, 50),
    session_seconds=24,
    vanishing=200,
    questions=12,
    needed={
        "filter changes": 75, "cold starts": 40, "visits": 60, "sessions": 120, "build": 60,
        "answers": 25,
    },
)  # fmt: skip
QUICK = Plan(
    is_quick=True,
    seconds=57,
    page_rows=100_000,
    answer_rows=1_000_000,
    values=1,
    rounds=2,
    starts=1,
    visits=1,
    sessions=(1, 50),
    session_seconds=6,
    vanishing=0,
    questions=6,
    needed={
        "filter changes": 18, "cold starts": 8, "visits": 10, "sessions": 12, "build": 5,
        "answers": 4,
    },
)  # fmt: skip


@dataclass(slots=True)
class Clock:
    """What is left of the time of a run."""

    seconds: float
    begun: float = field(default_factory=time.monotonic)

    @property
    def spent(self) -> float:
        return time.monotonic() - self.begun

    @property
    def left(self) -> float:
        return self.seconds - self.spent
