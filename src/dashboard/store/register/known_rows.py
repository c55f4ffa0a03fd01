"""Which rows of a frame the register has already, and files of it without one person."""

from __future__ import annotations

import csv
import gzip
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO, StringIO
from math import prod

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyarrow.csv import ConvertOptions, ReadOptions, open_csv

from dashboard.paths import Content
from dashboard.store.register.files import Part, parts

_ROWS, _BLOCK = 250_000, 2**24  # of a piece of Parquet, and bytes of one of CSV


def _texts(part: Part) -> ConvertOptions:
    with part.open() as file:
        names = open_csv(file).schema.names
    return ConvertOptions(column_types=dict.fromkeys(names, pa.string()))


def keys_of(frame: pd.DataFrame, key: list[str]) -> pd.Series:
    """A number for each row of a frame of categories: the same for the same texts under `key`."""
    codes = [frame[name].cat.codes.to_numpy() for name in key]
    return pd.Series(_numbers(codes, _sizes(frame, key)), index=frame.index)


def keys_there(content: Content, frame: pd.DataFrame, key: list[str]) -> np.ndarray:
    """The keys of the frame that a row in a file of the register has; read piece by piece."""
    texts = [pa.array(frame[name].cat.categories, pa.string()) for name in key]
    sizes, found = _sizes(frame, key), [np.array([], dtype=np.int64)]
    for part in parts(content):
        with suppress(FileNotFoundError):  # its import was taken back meanwhile
            for batch in _batches(part):
                codes = [_codes(batch, name, known) for name, known in zip(key, texts, strict=True)]
                is_known = np.logical_and.reduce([each >= 0 for each in codes])
                found.append(_numbers([each[is_known] for each in codes], sizes))
    return np.concatenate(found)


def _sizes(frame: pd.DataFrame, key: list[str]) -> list[int]:
    return [max(1, len(frame[name].cat.categories)) for name in key]


def _numbers(codes: list[np.ndarray], sizes: list[int]) -> np.ndarray:
    """One number from several, as a clock makes one from hours, minutes and seconds."""
    fits = prod(sizes) < 2**63
    number = np.zeros(len(codes[0]), dtype=np.int64 if fits else object)
    for each, size in zip(codes, sizes, strict=True):
        number = number * size + each
    return number


def _codes(batch: pa.RecordBatch, name: str, known: pa.Array) -> np.ndarray:
    """The place of each text among those that are known, -1 for others; no column is no text."""
    if name not in batch.schema.names:
        at = pc.index_in(pa.scalar("", pa.string()), known).as_py()
        return np.full(batch.num_rows, -1 if at is None else at, dtype=np.int64)
    texts = batch.column(name).cast(pa.string()).fill_null("")
    found = pc.index_in(texts, known).fill_null(-1)
    return np.asarray(found.to_numpy(zero_copy_only=False), dtype=np.int64)


def _batches(part: Part) -> Iterator[pa.RecordBatch]:
    if part.is_parquet:
        yield from pq.ParquetFile(part.path).iter_batches(_ROWS)
        return
    with part.open() as file:
        options = ReadOptions(block_size=_BLOCK)
        yield from open_csv(file, options, convert_options=_texts(part))


def without(part: Part, person: str) -> tuple[int, bytes]:
    """How many rows of a file are about a person, and the file without these; b"" for no row."""
    return _parquet_without(part, person) if part.is_parquet else _csv_without(part, person)


def _parquet_without(part: Part, person: str) -> tuple[int, bytes]:
    table, written = pq.read_table(part.path), BytesIO()
    texts = pc.utf8_trim_whitespace(table["person_id"].cast(pa.string())).fill_null("")
    is_theirs = pc.equal(texts, person)
    rows = int(pc.sum(is_theirs).as_py() or 0)
    pq.write_table(table.filter(pc.invert(is_theirs)), written)
    return (rows, written.getvalue()) if rows else (0, b"")


def _csv_without(part: Part, person: str) -> tuple[int, bytes]:
    """Every other row keeps its bytes: its quotes, blanks and the end of its line."""
    with part.open() as file:
        data = file.read()
    mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
    lines = StringIO(data.removeprefix(mark).decode(), newline="").readlines()
    rows = csv.reader(lines)
    at = [name.strip() for name in next(rows)].index("person_id")
    kept, done, gone = lines[: rows.line_num], rows.line_num, 0
    for row in rows:
        if len(row) > at and row[at].strip() == person:
            gone += 1
        else:
            kept += lines[done : rows.line_num]
        done = rows.line_num
    written = mark + "".join(kept).encode()
    return gone, gzip.compress(written) if part.is_gzipped else written


def persons(content: Content, person: str) -> Iterator[tuple[Part, int, bytes]]:
    """Each file with rows about a person: how many, and its bytes without them."""
    for part in parts(content):
        rows, data = without(part, person)
        if rows:
            yield part, rows, data
