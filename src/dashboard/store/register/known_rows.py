"""Which rows of a frame the register has already, and files of it without one person."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pandas as pd
import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq

from dashboard.paths import Content
from dashboard.store.register.files import Part, parts


def frame_of(part: Part) -> pd.DataFrame:
    """Its rows as text, nothing as an empty one."""
    if part.is_parquet:
        read = pq.read_table(part.path)
        columns = [column.cast(pa.string()) for column in read.columns]
        made = pa.table(columns, names=read.column_names)
    else:
        with part.open() as file:
            made = pc.read_csv(file, convert_options=_texts(part))
    frame: pd.DataFrame = made.to_pandas().fillna("")
    return frame


def _texts(part: Part) -> pc.ConvertOptions:
    with part.open() as file:
        names = pc.open_csv(file).schema.names
    return pc.ConvertOptions(column_types=dict.fromkeys(names, pa.string()))


def rows_there(content: Content, frame: pd.DataFrame, key: list[str]) -> pd.Series:
    """True for each row that stands in a file of the register, in the columns of `key`."""
    found = pd.Series(False, index=frame.index)
    wanted = _joined(frame, key)
    for part in parts(content):
        found |= wanted.isin(set(_joined(frame_of(part), key)))
    return found


def _joined(frame: pd.DataFrame, key: list[str]) -> pd.Series:
    made = pd.Series("", index=frame.index, dtype=object)
    for column in key:
        made = made + "\x1f" + frame.get(column, "")
    return made


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
