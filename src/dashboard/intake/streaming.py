"""A long file as batches of rows, which a process of its own reads while they are taken."""

from __future__ import annotations

from collections.abc import Generator
from subprocess import Popen
from typing import Any

import pyarrow as pa

from dashboard.intake.kinds import Upload
from dashboard.intake.parsing import ROWS
from dashboard.intake.reading import TOO_MUCH, in_time, patience, process_of, refusal

_MOST = 10_000_000  # rows of a file that is not sent but lies somewhere


def batches(file: Upload, how: str) -> Generator[pa.RecordBatch]:
    """Every row as text under `row`, c0, c1, …; at least one batch. Whoever stops early closes it.

    The process has its own memory, and for each batch as long as it has for a small file.
    Raises DashboardError, in one sentence, where the file cannot be read.
    """
    rows, most = 0, ROWS if isinstance(file.given, bytes) else _MOST
    with process_of(file, how) as process:
        try:
            stream: Any = in_time(patience(file), process, pa.ipc.open_stream, process.stdout)
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
        return in_time(patience(file), process, stream.read_next_batch)
    except StopIteration:
        in_time(patience(file), process, process.wait)
        return None
