"""Which rows of a frame the register has already, and files of it without one person."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq

from dashboard.paths import Content
from dashboard.store.register.files import Part, parts

_AT = "row_at"  # the place of a row in the frame


def frame_of(part: Part) -> pd.DataFrame:
    """Its rows as text, nothing as an empty one."""
    frame: pd.DataFrame = _table_of(part).to_pandas().fillna("")
    return frame


def _table_of(part: Part) -> pa.Table:
    """Its rows as text."""
    if part.is_parquet:
        read = pq.read_table(part.path)
        columns = [column.cast(pa.string()) for column in read.columns]
        return pa.table(columns, names=read.column_names)
    with part.open() as file:
        return pc.read_csv(file, convert_options=_texts(part))


def _texts(part: Part) -> pc.ConvertOptions:
    with part.open() as file:
        names = pc.open_csv(file).schema.names
    return pc.ConvertOptions(column_types=dict.fromkeys(names, pa.string()))


def rows_there(content: Content, frame: pd.DataFrame, key: list[str]) -> pd.Series:
    """True for each row that stands in a file of the register, in the columns of `key`."""
    found = np.zeros(len(frame), dtype=bool)
    wanted = pa.Table.from_pandas(frame[key], preserve_index=False)
    wanted = wanted.append_column(_AT, pa.array(np.arange(len(frame))))
    with duckdb.connect() as db:
        db.register("wanted", wanted)
        for part in parts(content):
            there = _table_of(part)
            db.register("there", there)
            same = " and ".join(_same(column, there.column_names) for column in key)
            query = f"select {_AT} from wanted semi join there on {same}"  # noqa: S608
            found[db.execute(query).fetchnumpy()[_AT]] = True
    return pd.Series(found, index=frame.index)


def _same(column: str, names: list[str]) -> str:
    """Nothing written is the same as no such column."""
    there = f"coalesce(there.{column}, '')" if column in names else "''"
    return f"coalesce(wanted.{column}::varchar, '') = {there}"


def without(part: Part, person: str) -> tuple[int, bytes]:
    """How many rows of a file are about a person, and the file without these; b"" for no row."""
    frame = frame_of(part)
    is_theirs = frame["person_id"].str.strip() == person
    kept = frame[~is_theirs]
    if not is_theirs.any():
        return 0, b""
    written = BytesIO()
    if part.is_parquet:
        kept.to_parquet(written, index=False)
    else:
        kept.to_csv(written, index=False, lineterminator="\n",
                    compression="gzip" if part.is_gzipped else None)  # fmt: skip
    return int(is_theirs.sum()), written.getvalue()


def persons(content: Content, person: str) -> Iterator[tuple[Part, int, bytes]]:
    """Each file with rows about a person: how many, and its bytes without them."""
    for part in parts(content):
        rows, data = without(part, person)
        if rows:
            yield part, rows, data
