"""A connection to Spark that is opened when it is needed, and given up when it does not answer."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from dashboard.engine.lost import LOST, EngineLost
from dashboard.engine.spark_drivers import Driver, Missing, driver_of
from dashboard.i18n import _

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LONGEST_START = 120.0  # seconds, with the first answer
LONGEST_ANSWER = 60.0
PAUSE = 30.0  # seconds in which a lost Spark is left alone
_LOG = logging.getLogger(__name__)
T = TypeVar("T")


class _Loss(NamedTuple):
    """How often Spark was lost, until when (of time.monotonic), and why."""

    losses: int = 0
    until: float = 0.0
    because: str = ""


class Connection:
    """Spark at an address; may be shared by threads.

    After a failure of any kind nothing is asked for PAUSE seconds, and then of a Spark begun anew.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._loss = _Loss()  # replaced as a whole: who looks sees one loss or the next
        self._driver: Driver | None = None
        self._lock = threading.Lock()

    @property
    def state(self) -> str:
        """Never the same again after a loss, nor after the return: odd while lost."""
        loss = self._loss
        return str(2 * loss.losses - (time.monotonic() < loss.until))

    @property
    def lost_because(self) -> str:
        loss = self._loss
        return loss.because if time.monotonic() < loss.until else ""

    def run(self, work: Callable[[SparkSession], T]) -> T:
        """What `work` gives with an open session. Raises EngineLost."""
        before = self._loss
        if self.lost_because:
            raise EngineLost(_(before.because))
        longest = LONGEST_ANSWER if self._driver else LONGEST_START
        try:
            return _within(longest, lambda: work(self._open().session()))
        except Exception as error:
            self._lose(before, error)
            raise EngineLost(_(self._loss.because)) from error

    def _open(self) -> Driver:
        with self._lock:
            if self._driver is None:
                self._driver = driver_of(self._address)
            return self._driver

    def _lose(self, before: _Loss, error: Exception) -> None:
        """Give up the driver, once for all the questions it leaves without an answer."""
        with self._lock:
            if self._loss is not before:
                return
            because = error.sentence if isinstance(error, Missing) else LOST
            self._loss = _Loss(before.losses + 1, time.monotonic() + PAUSE, because)
            driver, self._driver = self._driver, None
        first_line = next(iter(str(error).splitlines()), "")
        _LOG.warning("Spark at %s is lost: %s %s", self._address, type(error).__name__, first_line)
        if driver is not None:
            threading.Thread(target=driver.stop, daemon=True).start()

    def close(self) -> None:
        """Let go of Spark; the next question begins anew."""
        with self._lock:
            driver, self._driver = self._driver, None
        if driver is not None:
            driver.stop()


def _within(seconds: float, work: Callable[[], T]) -> T:
    """What `work` gives, in a thread that nobody waits for longer. Raises TimeoutError then."""
    future: Future[T] = Future()

    def carry_out() -> None:
        try:
            future.set_result(work())
        except Exception as error:  # noqa: BLE001 (raised again where it is waited for)
            future.set_exception(error)

    threading.Thread(target=carry_out, name="spark-question", daemon=True).start()
    return future.result(seconds)
