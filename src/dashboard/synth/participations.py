"""The participations as files: one a block, in the order of the days."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

from dashboard.synth.draws import Draws, Ints
from dashboard.synth.network import FIRST_YEAR
from dashboard.synth.people import Block
from dashboard.synth.plan import BANDS, SEXES, Plan

COLUMNS = (
    *("person_id", "project_id", "target_group_id", "county_code"),
    *("date", "sex", "age_band"),
)
_IDS = 2  # the stream of chance that person ids are scrambled with
_LETTERS = "bcdfghjkmnpqrstvwxyz"
_TENS = 10_000
_ROUNDS = 4


class PersonIds:
    """Ids such as p-3817k2946: every number gets another one, and none tells the number.

    Four digits, a letter, four digits: no telephone number, no personal code and no name
    looks like that. A Feistel network over random tables mixes the two halves.
    """

    most = len(_LETTERS) * _TENS * _TENS

    def __init__(self, seed: int) -> None:
        draws = Draws(seed, _IDS)
        sizes = (len(_LETTERS) * _TENS, _TENS)
        self._mixes = [
            [_below(draws, sizes[1 - side], sizes[side]) for side in (0, 1)] for _ in range(_ROUNDS)
        ]
        self._sizes = sizes
        self._heads = np.array(
            [f"p-{n // len(_LETTERS):04}{_LETTERS[n % len(_LETTERS)]}" for n in range(sizes[0])],
            dtype="S7",
        )
        self._tails = np.array([f"{n:04}" for n in range(_TENS)], dtype="S4")

    def of(self, first: int, people: int) -> Ints:
        """The ids of the people from `first` on, as 11 bytes each."""
        left, right = np.divmod(np.arange(first, first + people), self._sizes[1])
        for to_left, to_right in self._mixes:
            left = (left + to_left[right]) % self._sizes[0]
            right = (right + to_right[left]) % self._sizes[1]
        halves = np.empty(people, dtype=[("head", "S7"), ("tail", "S4")])
        halves["head"], halves["tail"] = self._heads[left], self._tails[right]
        return halves.view("S11")


class Lists:
    """The values of the columns, for the places that a block holds."""

    def __init__(self, plan: Plan) -> None:
        first = np.datetime64(f"{FIRST_YEAR}-01-01")
        days = int(plan.new_year[-1]) + 366
        self.projects = _values([project.project_id for project in plan.network.projects])
        self.groups = _values(plan.groups)
        self.counties = _values(plan.counties)
        self.dates = pa.array(first + np.arange(days)).cast(pa.date32())
        self.written = self.dates.cast(pa.string())
        self.sexes, self.bands = _values(SEXES), _values(BANDS)


def rows(lists: Lists, ids: PersonIds, block: Block, *, dates_as_text: bool) -> pa.Table:
    """The rows of a block, with COLUMNS."""
    e, row = block.engagements, block.row_engagement
    values = (
        (lists.projects, e.project[row]),
        (lists.groups, e.group[row]),
        (lists.counties, e.county[row]),
        (lists.written if dates_as_text else lists.dates, block.row_day),
        (lists.sexes, e.sex[row]),
        (lists.bands, e.band[row]),
    )
    persons = _texts(ids.of(block.first_person, block.people)[e.person[row]])
    columns = [pc.take(held, pa.array(places.astype(np.int32))) for held, places in values]
    return pa.table([persons, *columns], names=list(COLUMNS))


def write_csv(path: Path, table: pa.Table) -> None:
    with path.open("wb") as file:
        _write_csv(file, table)


def write_gzip(path: Path, table: pa.Table) -> None:
    # No time and no name inside, or the bytes would differ from one run to the next.
    with (
        path.open("wb") as file,
        gzip.GzipFile("", "wb", compresslevel=1, fileobj=file, mtime=0) as packed,
    ):
        _write_csv(cast(BinaryIO, packed), table)


def write_parquet(path: Path, table: pa.Table) -> None:
    pq.write_table(table, path, compression="zstd", row_group_size=1 << 18)


WRITERS: dict[str, Callable[[Path, pa.Table], None]] = {
    "csv": write_csv,
    "csv.gz": write_gzip,
    "parquet": write_parquet,
}


def _write_csv(file: BinaryIO, table: pa.Table) -> None:
    """Nothing here needs quotes, and without them a million rows take a tenth of a second."""
    options = pa.csv.WriteOptions(include_header=False, quoting_style="none", batch_size=1 << 16)
    file.write((",".join(COLUMNS) + "\n").encode())
    pa.csv.write_csv(table, file, options)


def _below(draws: Draws, n: int, most: int) -> Ints:
    return (draws.raw(n) % np.uint64(most)).astype(np.intp)


def _values(texts: tuple[str, ...] | list[str]) -> pa.Array:
    """Empty texts are values not stated."""
    return pa.array([text or None for text in texts], pa.string())


def _texts(fixed: Ints) -> pa.Array:
    """Texts of one width as an Arrow column, without going through Python."""
    width = fixed.dtype.itemsize
    ends = np.arange(0, (len(fixed) + 1) * width, width, dtype=np.int32)
    buffers = pa.py_buffer(ends), pa.py_buffer(np.ascontiguousarray(fixed))
    return pa.StringArray.from_buffers(len(fixed), *buffers)
