"""Readers connect and vanish, at any moment of their visit: the server forgets them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator

import psutil
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.typing import Origin

from tests.asgi import apart
from tests.browser.server import running_server
from tests.faults.world import IS_LONG

ROUND = 100 if IS_LONG else 12
AT_ONCE = 8
SLACK = 0.25  # megabytes a vanished session may seem to leave: the allocator keeps some pages
pytestmark = pytest.mark.timeout(900 if IS_LONG else 600)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that shows the published figures."""
    folder = tmp_path_factory.mktemp("server")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DASHBOARD_DATA", raising=False)
        with running_server(folder, folder / "log") as found:
            yield found


async def visit(base: str, n: int) -> None:
    """One reader in four sees the whole page; the others go at once, or in the middle of it."""
    last = ("", "session_event", "delta", "script_finished")[n % 4]
    address = base.replace("http", "ws") + "/_stcore/stream"
    async with connect(address, origin=Origin(base), max_size=None, open_timeout=None) as socket:
        ask = BackMsg()
        ask.rerun_script.query_string = "lang=ro" if n % 8 > 3 else ""
        await socket.send(ask.SerializeToString())
        while last:
            told = ForwardMsg()
            told.ParseFromString(await socket.recv(decode=False))
            if told.WhichOneof("type") in (last, "script_finished"):
                break
        socket.transport.abort()  # no goodbye, as from a laptop that is closed


async def visits(base: str, number: int) -> None:
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(n: int) -> None:
        async with gate:
            await visit(base, n)

    await asyncio.gather(*map(one, range(number)))


def server(base: str) -> psutil.Process:
    """The process that serves this address."""
    port = base.rpartition(":")[2]
    (process,) = (p for p in psutil.Process().children() if port in p.cmdline())
    return process


def readers(base: str) -> int:
    """Sockets that the server still holds open; it answers no one who asks it for a number."""
    open_now = server(base).net_connections(kind="tcp")
    return sum(each.status == psutil.CONN_ESTABLISHED for each in open_now)


def memory_after(base: str, number: int) -> float:
    """Megabytes, when the last of so many visitors is forgotten."""
    apart(asyncio.run, visits(base, number))
    while readers(base):  # the timeout of the test is the limit
        time.sleep(0.1)
    return float(server(base).memory_info().rss) / 2**20


def test_sessions_that_vanish_leave_no_memory_behind(base: str) -> None:
    sizes = [memory_after(base, ROUND) for _ in range(3)]
    print(f"megabytes after each {ROUND} visits: {[round(size, 1) for size in sizes]}")
    assert sizes[2] - sizes[1] < SLACK * ROUND
