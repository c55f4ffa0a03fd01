"""The rows of a register of any length, each text of a column once: read, compared, written."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

import pandas as pd
import pyarrow as pa

from dashboard.store.register.files import TABLE
from dashboard.store.schema import table

COLUMNS = [column.name for column in table(TABLE).columns]
_WRITTEN = 100_000  # rows at once


def gathered(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """All rows in one frame of categories, in the columns of participations."""
    none = pa.table({name: pa.array([], pa.string()).dictionary_encode() for name in COLUMNS})
    whole = pa.concat_tables([none, *map(_coded, frames)])
    frame: pd.DataFrame = whole.unify_dictionaries().combine_chunks().to_pandas()
    return frame


def _coded(frame: pd.DataFrame) -> pa.Table:
    texts = {name: pa.array(frame[name], pa.string()) for name in COLUMNS}
    return pa.table({name: each.dictionary_encode() for name, each in texts.items()})


def as_csv(frame: pd.DataFrame) -> bytes:
    """The rows as a file of participations; b"" for no row."""
    written = BytesIO()
    for start in range(0, len(frame), _WRITTEN):
        some = frame[start : start + _WRITTEN]
        some.to_csv(written, index=False, header=not start, lineterminator="\n")
    return written.getvalue()
