"""The dashboard and the reference apps, each a process of its own on a port of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from bench import ROOT
from dashboard.errors import DashboardError

OURS, GOOD, NEWCOMER, FLOOR = "ours", "good user", "newcomer", "floor"
_SCRIPTS = {GOOD: "good_user.py", NEWCOMER: "newcomer.py", FLOOR: "floor.py"}
_START_SECONDS = 60
_STOP_SECONDS = 10
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass(frozen=True, slots=True)
class Server:
    """A running app; `begun` is the time of day at which its process was started (seconds)."""

    name: str
    base: str
    pid: int
    begun: float

    @property
    def is_ours(self) -> bool:
        return self.name == OURS

    def cpu(self) -> float:
        """Seconds of processor time used so far."""
        stat = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii")
        fields = stat.rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def memory(self) -> float:
        """Megabytes of memory held now."""
        return _status(self.pid, "VmRSS")


def peak_memory(pid: int) -> float:
    """The most megabytes a process has held."""
    return _status(pid, "VmHWM")


@contextmanager
def running(
    name: str, environment: Mapping[str, str], folder: Path, *, wait: bool = True
) -> Iterator[Server]:
    """One app, started in `folder`, which must have no settings of Streamlit's in it.

    Raises DashboardError when it does not answer within a minute.
    """
    begun = time.time()
    with held_port() as port:
        with (folder / f"{name.replace(' ', '-')}.log").open("wb") as log:
            process = subprocess.Popen(
                _command(name, port),
                cwd=folder,
                env=os.environ | environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        server = Server(name, f"http://127.0.0.1:{port}", process.pid, begun)
        try:
            if wait:
                wait_until_it_answers(server)
            yield server
        finally:
            _stop(process)


def wait_until_it_answers(server: Server) -> None:
    """Return as soon as the server answers at all."""
    deadline = time.monotonic() + _START_SECONDS
    while not _answers(server.base):
        if time.monotonic() > deadline:
            message = "The app to measure did not start within {seconds} seconds: {name}."
            raise DashboardError(message.format(seconds=_START_SECONDS, name=server.name))
        time.sleep(0.02)


def _command(name: str, port: int) -> list[str]:
    if name == OURS:
        return [sys.executable, "-m", "dashboard.cli", "serve", "--port", str(port)]
    script = str(ROOT / "bench" / "apps" / _SCRIPTS[name])
    options = {
        "server.port": port,
        "server.address": "127.0.0.1",
        "server.headless": "true",
        "browser.gatherUsageStats": "false",
    }
    given = [f"--{key}={value}" for key, value in options.items()]
    return [sys.executable, "-m", "streamlit", "run", script, *given]


@contextmanager
def held_port() -> Iterator[int]:
    """A free port, which on Linux nobody else is given before a server listens on it."""
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        port = int(holder.getsockname()[1])
        if sys.platform == "linux":  # two that say so may be bound to one port, if one listens
            holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        else:
            holder.close()
        yield port


def _answers(base: str) -> bool:
    try:
        with urlopen(f"{base}/_stcore/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def _status(pid: int, key: str) -> float:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    kilobytes = next(line.split()[1] for line in lines if line.startswith(f"{key}:"))
    return int(kilobytes) / 1024


def _stop(process: subprocess.Popen[bytes]) -> None:
    for how in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, how)
            process.wait(_STOP_SECONDS)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue
        return
