"""A long file as batches of rows, which a process of its own reads while they are taken."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from subprocess import DEVNULL, PIPE, Popen
from threading import Thread, Timer
from typing import Any

import pyarrow as pa

from dashboard.intake.kinds import Upload
from dashboard.intake.parsing import ROWS
from dashboard.intake.reading import TOO_MUCH, command, patience, refusal

_MOST = 10_000_000  # rows of a file that is not sent but lies somewhere


def batches(file: Upload, how: str) -> Generator[pa.RecordBatch]:
    """Every row as text under `row`, c0, c1, …; at least one batch. Whoever stops early closes it.

    The process has its own memory, and for each batch as long as it has for a small file.
    Raises DashboardError, in one sentence, where the file cannot be read.
    """
    rows, most = 0, ROWS if isinstance(file.given, bytes) else _MOST
    with _reading(file, how) as process:
        try:
            stream: Any = _in_time(file, process, pa.ipc.open_stream, process.stdout)
            while (batch := _next(file, process, stream)) is not None:
                rows += batch.num_rows
                if rows > most:
                    raise refusal(TOO_MUCH, file)
                yield batch
        except (pa.ArrowException, OSError) as error:
            raise refusal(process.wait(), file) from error
    # What ends early may have ended where a batch does.
    if process.returncode:
        raise refusal(process.returncode, file)


def _next(file: Upload, process: Popen[bytes], stream: Any) -> pa.RecordBatch | None:
    try:
        return _in_time(file, process, stream.read_next_batch)
    except StopIteration:
        _in_time(file, process, process.wait)
        return None


@contextmanager
def _reading(file: Upload, how: str) -> Iterator[Popen[bytes]]:
    is_sent = isinstance(file.given, bytes)
    given = PIPE if is_sent else None
    with (
        file.opened() as data,
        Popen(command(how), stdin=given or data, stdout=PIPE, stderr=DEVNULL) as process,
    ):
        feeder = Thread(target=_feed, args=(process, file.given))
        if is_sent:
            feeder.start()
        try:
            yield process
        finally:
            process.kill()
            if is_sent:
                feeder.join()


def _feed(process: Popen[bytes], data: bytes) -> None:
    with suppress(OSError), process.stdin as pipe:  # type: ignore[union-attr]
        pipe.write(data)


def _in_time(file: Upload, process: Popen[bytes], read: Callable[..., Any], *given: Any) -> Any:
    watch = Timer(patience(file), process.kill)
    watch.start()
    try:
        return read(*given)
    finally:
        watch.cancel()
