"""Many readers at once, each changing a filter every two seconds, without browsers."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from statistics import quantiles

from bench.data import Made
from bench.plan import Clock, Plan
from bench.protocol import SECONDS, Session, SessionLostError, session
from bench.servers import GOOD, OURS, Server, running
from bench.table import Row

THINK_SECONDS = 2.0
_P95_MS, _MEGABYTES, _BACK = 100.0, 2.0, 1.1  # the goals
_SETTLE_SECONDS = 3.0
_FORGOTTEN_SECONDS = 150.0  # Streamlit keeps a session that broke off for two minutes


@dataclass(slots=True)
class Crowd:
    """What n sessions met. `reruns`: seconds; `memory`: of the server, in megabytes."""

    size: int
    reruns: list[float] = field(default_factory=list)
    lost: int = 0
    memory: float = 0.0

    def percentile(self, percent: int) -> float:
        """Milliseconds in which `percent` of the reruns were done; the longest wait if none was."""
        if len(self.reruns) < 2:
            return (self.reruns or [SECONDS])[0] * 1000
        return quantiles(self.reruns, n=100, method="inclusive")[percent - 1] * 1000


@dataclass(slots=True)
class Crowds:
    """All that was measured; `vanished`: megabytes before 200 sessions came, and after."""

    ours: list[Crowd] = field(default_factory=list)
    good: list[Crowd] = field(default_factory=list)
    vanished: tuple[float, float] | None = None
    vanishing: int = 0


def measure(made: Made, plan: Plan, clock: Clock) -> Crowds:
    """Growing crowds on the dashboard, the largest of the bounded run on the good user's app."""
    found = Crowds(vanishing=plan.vanishing)
    with running(OURS, made.environment(), made.folder) as server:
        for size in plan.sessions:
            found.ours.append(crowd(server, made, size, plan.session_seconds))
        if plan.vanishing and clock.left > _FORGOTTEN_SECONDS:
            found.vanished = asyncio.run(_come_and_vanish(server, plan.vanishing))
    if clock.left > plan.session_seconds * 2:
        with running(GOOD, made.environment(), made.folder) as server:
            for size in (plan.sessions[0], plan.sessions[-1]):
                found.good.append(crowd(server, made, size, plan.session_seconds))
    return found


def crowd(server: Server, made: Made, size: int, seconds: float) -> Crowd:
    """`size` sessions on a running server, for so many seconds after their first page."""
    return asyncio.run(_crowd(server, made, size, seconds))


async def _crowd(server: Server, made: Made, size: int, seconds: float) -> Crowd:
    found = Crowd(size)
    async with AsyncExitStack() as stack:
        readers = [await stack.enter_async_context(session(server.base)) for _n in range(size)]
        async with asyncio.TaskGroup() as group:
            for reader in readers:
                group.create_task(_enter(reader))
        if size == 1:
            await _ask_everything(server, readers[0], made)
        async with asyncio.TaskGroup() as group:
            for n, reader in enumerate(readers):
                group.create_task(_read(server, reader, made, found, n, seconds))
        await asyncio.sleep(_SETTLE_SECONDS)
        found.memory = server.memory()
    return found


async def _enter(reader: Session) -> None:
    """The first page; who cannot enter is lost at the first filter."""
    with suppress(SessionLostError, TimeoutError):
        async with asyncio.timeout(SECONDS):
            await reader.rerun("lang=en")


async def _ask_everything(server: Server, reader: Session, made: Made) -> None:
    """Each answer once, so that memory per session is not that of answers kept."""
    for organisation in made.organisations:
        await _choose(server, reader, organisation)


async def _read(
    server: Server, reader: Session, made: Made, found: Crowd, n: int, seconds: float
) -> None:
    """One reader: starts at a moment of their own, then a filter every two seconds."""
    chance = random.Random(n)
    end = time.monotonic() + seconds
    await asyncio.sleep(chance.uniform(0, THINK_SECONDS))
    try:
        while time.monotonic() < end:
            due = time.monotonic() + THINK_SECONDS
            async with asyncio.timeout(SECONDS):
                taken = await _choose(server, reader, chance.choice(made.organisations))
            found.reruns.append(taken)
            await asyncio.sleep(max(0.0, due - time.monotonic()))
    except (SessionLostError, TimeoutError):
        found.lost += 1


async def _choose(server: Server, reader: Session, organisation: tuple[str, str]) -> float:
    row_id, name = organisation
    if server.is_ours:
        return await reader.rerun(f"lang=en&organisation={row_id}")
    return await reader.rerun(chosen=("Organisation", name))


async def _come_and_vanish(server: Server, size: int) -> tuple[float, float]:
    """Memory before so many sessions came and broke off, and once they are forgotten."""
    before = server.memory()
    for _n in range(size):
        async with session(server.base) as reader:
            await reader.rerun("lang=en")
            reader.vanish()
    end = time.monotonic() + _FORGOTTEN_SECONDS - 20
    while time.monotonic() < end and server.memory() > before:
        await asyncio.sleep(THINK_SECONDS)
    async with session(server.base) as reader:  # a visit sweeps out what is past its time
        await reader.rerun("lang=en")
    await asyncio.sleep(_SETTLE_SECONDS)
    return before, server.memory()


def rows(found: Crowds) -> list[Row]:
    """The rows of the table."""
    largest = found.ours[-1]
    good = found.good[-1] if found.good else None
    what = f"{largest.size} sessions, a filter every 2 s"
    p95 = good.percentile(95) if good else None
    median = good.percentile(50) if good else None
    held = [
        Row(f"{what}: rerun, p95", largest.percentile(95), "ms", p95, GOOD, _P95_MS, on_ours=True),
        Row(f"{what}: rerun, median", largest.percentile(50), "ms", median, GOOD),
        Row(f"{what}: sessions lost", sum(c.lost for c in found.ours), "", goal=0),
        Row(
            "memory per further session", per_session(found.ours), "MB",
            per_session(found.good) if found.good else None, GOOD, _MEGABYTES, on_ours=True,
        ),
    ]  # fmt: skip
    if found.vanished:
        before, after = found.vanished
        vanishing = f"memory after {found.vanishing} sessions that connect and vanish"
        held.append(Row(vanishing, after, "MB", before, "before", _BACK))
    return held


def per_session(crowds: Sequence[Crowd]) -> float:
    """Megabytes for each session after the first."""
    first, last = crowds[0], crowds[-1]
    return (last.memory - first.memory) / (last.size - first.size)
