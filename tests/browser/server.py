"""Start and stop the dashboard as a reader's server would run it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from bench.servers import held_port

START_SECONDS = 240  # the first start builds the database
STOP_SECONDS = 10
LOG_LINES = 60


def serve_command(port: int) -> list[str]:
    return [sys.executable, "-m", "dashboard.cli", "serve", "--port", str(port)]


@contextmanager
def running_server(
    folder: Path, log: Path, command: Callable[[int], list[str]] = serve_command
) -> Iterator[str]:
    """Serve on a free port with a cache of its own, from a folder that is not the repository's."""
    with held_port() as port:
        base = f"http://127.0.0.1:{port}"
        process = _start(command(port), folder, log, port)
        try:
            _wait_until_healthy(process, base)
            yield base
        finally:
            _stop(process)


def tail(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-LOG_LINES:])


def _start(command: list[str], folder: Path, log: Path, port: int) -> subprocess.Popen[bytes]:
    environment = os.environ | {
        "DASHBOARD_CACHE": str(folder / "cache"),
        "STREAMLIT_SERVER_PORT": str(port),
        "PYTHONUNBUFFERED": "1",
    }
    with log.open("wb") as output:
        return subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # a group of its own, so that stopping reaches its children
        )


def _wait_until_healthy(process: subprocess.Popen[bytes], base: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not _is_healthy(base):
        if process.poll() is not None:
            raise RuntimeError(f"The server ended with exit code {process.returncode}.")
        if time.monotonic() > deadline:
            raise TimeoutError(f"The server was not healthy within {START_SECONDS} s.")
        time.sleep(0.1)


def _is_healthy(base: str) -> bool:
    try:
        with urlopen(f"{base}/_stcore/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    for how in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, how)
            process.wait(STOP_SECONDS)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue
        return
    process.wait(STOP_SECONDS)
