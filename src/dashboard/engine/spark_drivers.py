"""Sessions of Spark: with a driver of our own, or at a server that speaks Spark Connect."""

from __future__ import annotations

import atexit
import logging
import os
import shutil
import socket
import subprocess
import threading
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from dashboard.engine.lost import NO_JAVA, NO_PYSPARK

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_LOG4J = Path(__file__).with_name("log4j2.properties")
_NAME = "reach-dashboard"
_CONNECT_PORT = 15002  # where an address of Spark Connect names none
_KNOCK = 5.0  # seconds
_SQL: dict[str, bool | float | int | str | None] = {
    "spark.sql.adaptive.enabled": True,
    "spark.sql.shuffle.partitions": 16,  # joined into fewer where there is little
}
_OWN = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.scheduler.mode": "FAIR",
}
_LOOPBACK = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}


class Missing(Exception):  # noqa: N818 (what happened)
    """Something is not installed; `sentence` says what, not yet translated."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Driver(Protocol):
    """A session that is begun once; after `stop`, from any thread, it is worth nothing."""

    def session(self) -> SparkSession: ...

    def stop(self) -> None: ...


def driver_of(address: str) -> Driver:
    """What can ask Spark at an address: `sc://…` of Spark Connect, or a master. Raises Missing."""
    try:
        import pyspark  # noqa: F401 (an extra, which few install)
    except ImportError as error:
        raise Missing(NO_PYSPARK) from error
    # What goes wrong is told by us, in one line.
    logging.getLogger("py4j").setLevel(logging.CRITICAL)
    logging.getLogger("pyspark").setLevel(logging.CRITICAL)
    return _Remote(address) if address.startswith("sc://") else _Own(address)


class _Own:
    """A driver in a Java machine that this process starts, and that ends with it."""

    def __init__(self, master: str) -> None:
        if not shutil.which("java") and not os.environ.get("JAVA_HOME"):
            raise Missing(NO_JAVA)
        self._master = master
        self._is_local = master.startswith("local")
        self._lock = threading.Lock()
        self._folder = Path(mkdtemp(prefix="reach-spark-"))
        self._java: subprocess.Popen[bytes] | None = None
        self._context: Any = None
        self._session: SparkSession | None = None
        self._is_stopped = False

    def session(self) -> SparkSession:
        with self._lock:
            if self._session is None:
                self._session = self._begin()
            return self._session

    def stop(self) -> None:
        """End the machine: with it ends whatever it was asked and did not answer."""
        self._is_stopped = True
        if self._java is not None:
            self._java.terminate()
            with suppress(subprocess.TimeoutExpired):
                self._java.wait(5)
            self._java.kill()
            self._java.wait()
            if self._java.stdin is not None:
                self._java.stdin.close()
        shutil.rmtree(self._folder, ignore_errors=True)
        atexit.unregister(self.stop)

    def _begin(self) -> SparkSession:
        from pyspark import SparkContext
        from pyspark.java_gateway import launch_gateway
        from pyspark.sql import SparkSession

        _forget_dead()
        conf = self._conf()
        with (self._folder / "java.log").open("wb") as log:
            pipes = {"stdout": subprocess.DEVNULL, "stderr": log}
            gateway = launch_gateway(conf, pipes)  # type: ignore[no-untyped-call]
        self._java = gateway.proc
        atexit.register(self.stop)
        if self._is_stopped:
            self.stop()
            raise RuntimeError("given up before it was there")
        self._context = SparkContext(conf=conf, gateway=gateway)
        return SparkSession(self._context, options={key: str(_SQL[key]) for key in _SQL})

    def _conf(self) -> Any:
        from pyspark import SparkConf

        settings = {**_OWN, **(_LOOPBACK if self._is_local else {})}
        settings["spark.local.dir"] = str(self._folder)
        settings["spark.driver.extraJavaOptions"] = (
            f"-Dlog4j2.configurationFile={_LOG4J.as_uri()} -Djava.io.tmpdir={self._folder}"
        )
        settings["spark.sql.warehouse.dir"] = (self._folder / "warehouse").as_uri()
        return SparkConf().setMaster(self._master).setAppName(_NAME).setAll([*settings.items()])


def _forget_dead() -> None:
    """PySpark keeps the machine it once started for good, also a dead one."""
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

    context = SparkContext._active_spark_context
    if context is not None:
        context._jsc = None  # it is dead, and would only say so
        context.stop()
    SparkContext._gateway = None
    SparkContext._jvm = None
    SparkSession._instantiatedSession = None
    SparkSession._activeSession = None


class _Remote:
    """A session at a server of Spark Connect; no Java here."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._lock = threading.Lock()
        self._session: SparkSession | None = None

    def session(self) -> SparkSession:
        _knock(self._address)
        with self._lock:
            if self._session is None:
                self._session = self._begin()
            return self._session

    def stop(self) -> None:
        """Interrupt what it was asked; a server that is gone cannot be told."""
        if self._session is not None:
            with suppress(Exception):
                _knock(self._address)
                self._session.interruptAll()
                self._session.stop()

    def _begin(self) -> SparkSession:
        try:
            from pyspark.sql.connect.session import SparkSession
        except ImportError as error:
            raise Missing(NO_PYSPARK) from error
        builder = SparkSession.builder.remote(self._address).appName(_NAME).config(map=_SQL)
        return builder.create()  # type: ignore[return-value]


def _knock(address: str) -> None:
    """Raises OSError at once for a server that is gone; PySpark would try again for minutes."""
    server = urlsplit(address)
    with socket.create_connection((server.hostname, server.port or _CONNECT_PORT), _KNOCK):
        pass
