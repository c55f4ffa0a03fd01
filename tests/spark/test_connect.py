"""Spark Connect: a server elsewhere answers too, and is missed at once when it is gone."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from bench.servers import held_port
from dashboard.engine import Asked, EngineLost, only_embedded
from dashboard.engine.lost import LOST
from dashboard.engine.spark import connection
from dashboard.reach.opening import open_snapshot
from dashboard.reach.snapshot import Snapshot
from dashboard.store import publish_tables
from tests import registers
from tests.faults.world import IS_LONG

pytestmark = [
    pytest.mark.skipif(
        not IS_LONG,
        reason="half a minute, then PySpark waits at exit for its lost "
        "server; DASHBOARD_FAULTS=long runs it",
    ),
    pytest.mark.timeout(200),
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
]
_SERVER = "org.apache.spark.sql.connect.service.SparkConnectServer"


@pytest.fixture(scope="module")
def server(workers: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The server that PySpark brings: its address, and its process."""
    with held_port() as port:
        settings = {
            "spark.connect.grpc.binding.address": "127.0.0.1",
            "spark.connect.grpc.binding.port": str(port),
            "spark.ui.enabled": "false",
        }
        listed = [word for key in settings for word in ("--conf", f"{key}={settings[key]}")]
        command = [str(workers / "bin" / "spark-submit"), "--master", "local[1]", *listed]
        with (workers / "server.log").open("wb") as log:
            process = subprocess.Popen(
                [*command, "--class", _SERVER, "spark-internal"],
                cwd=workers,
                stdout=log,
                stderr=log,
            )
        _wait(port)
        yield f"sc://127.0.0.1:{port}", process
        process.kill()
        process.wait()


def _wait(port: int) -> None:
    until = time.monotonic() + 100
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.2)
    raise TimeoutError("Spark Connect did not start")


@pytest.fixture
def snapshot(environment: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Snapshot]:
    lines = registers.people("one", 30, 40), registers.people("two", 12, 12, year=2015)
    with open_snapshot(registers.write(tmp_path, *lines)) as opened:
        yield opened


def test_spark_connect_answers_until_it_is_killed(
    snapshot: Snapshot,
    server: tuple[str, subprocess.Popen[bytes]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    address, process = server
    publish_tables(snapshot.store, tmp_path / "published")
    monkeypatch.setenv("DASHBOARD_PUBLISHED", str(tmp_path / "published"))
    monkeypatch.setenv("DASHBOARD_ENGINE", address)
    asked = Asked(by="project_id", rows=(("teachers", "of-teachers"),), years=(2016, 2016))
    years = snapshot.engine.answer(Asked(by="year"))
    assert {year: count[:2] for year, count in years.items()} == {
        "2016": (30, 40),
        "2015": (12, 12),
    }
    told = snapshot.engine.answer(asked)
    assert told["of-teachers"][:2] == (30, 40)
    process.kill()
    process.wait()
    with pytest.raises(EngineLost, match="Try again in a minute"):
        snapshot.engine.answer(Asked(by="year"))
    assert snapshot.engine.lost_because == LOST
    with only_embedded():
        assert snapshot.engine.answer(asked) == told
    connection(address).close()
