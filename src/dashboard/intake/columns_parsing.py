"""Large texts of rows, and Parquet, as columns of text: for registers of millions of rows."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import TextIOWrapper
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.intake.delimited import WIDEST, TooMuch, decode, separator_of

ROW = "row"  # its number in the file, beside the columns, which are called c0, c1, …
_BATCH, _HEAD = 50_000, 1_000_000


def write(kind: str, data: BinaryIO, out: BinaryIO) -> None:
    """An Arrow stream of all rows below the headings."""
    headings, batches = _parquet(data) if kind == "parquet" else _text(data)
    if len(headings) > WIDEST:
        raise TooMuch
    names = [(f"c{n}", pa.string()) for n in range(len(headings))]
    told = {"headings": "\x1f".join(headings)}
    schema = pa.schema([(ROW, pa.int64()), *names], metadata=told)
    with pa.ipc.new_stream(out, schema) as stream:
        for columns in batches:
            stream.write_batch(pa.record_batch(columns, schema=schema))


def _text(data: BinaryIO) -> tuple[list[str], Iterator[list[pa.Array]]]:
    start = data.read(_HEAD)
    data.seek(0)
    head, coding = decode(start[: start.rfind(b"\n") + 1] or start)
    separator = separator_of(head)
    text = TextIOWrapper(data, coding or "utf-8-sig", errors="replace", newline="")
    rows = csv.reader(text, delimiter=separator)
    header = [cell.strip() for cell in next(rows)]
    width = len(header)

    def batches() -> Iterator[list[pa.Array]]:
        kept: list[list[str]] = []
        numbers: list[int] = []
        for n, cells in enumerate(rows, 2):
            if any(cells):
                numbers.append(n)
                kept.append([*cells, *[""] * width][:width])
            if len(kept) == _BATCH:
                yield _columns(numbers, kept, width)
                kept, numbers = [], []
        yield _columns(numbers, kept, width)

    return header, batches()


def _columns(numbers: list[int], kept: list[list[str]], width: int) -> list[pa.Array]:
    columns = zip(*kept, strict=True) if kept else [()] * width
    return [pa.array(numbers, pa.int64()), *(pa.array(each, pa.string()) for each in columns)]


def _parquet(data: BinaryIO) -> tuple[list[str], Iterator[list[pa.Array]]]:
    file = pq.ParquetFile(data)
    names = list(file.schema_arrow.names)

    def batches() -> Iterator[list[pa.Array]]:
        first = 2
        for batch in file.iter_batches(_BATCH):
            numbers = pa.array(range(first, first + batch.num_rows), pa.int64())
            first += batch.num_rows
            texts = [column.cast(pa.string()).fill_null("") for column in batch.columns]
            for each in texts:
                each.validate(full=True)  # a text of other bytes would fail where it is read
            yield [numbers, *texts]
        yield _columns([], [], len(names))

    return names, batches()
