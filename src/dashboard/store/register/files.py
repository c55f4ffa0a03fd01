"""The files that hold participations, and the header row of each."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from dashboard.paths import Content
from dashboard.store.sql import Sql, fill, listed, literal

TABLE = "participations"
SUFFIXES = (".csv", ".csv.gz", ".parquet")
_CSV = (
    "read_csv({path}, auto_detect=false, header=true, delim=',', quote='\"', escape='\"', "
    "strict_mode=true, hive_partitioning=false, compression={compression}, columns={{columns}})"
)
_PARQUET = "read_parquet({path}, hive_partitioning=false)"


@dataclass(frozen=True, slots=True)
class Part:
    """One file of participations; `label` is how it is called in sentences."""

    path: Path

    @property
    def label(self) -> str:
        return label_of(self.path)

    @property
    def is_parquet(self) -> bool:
        return self.path.name.lower().endswith(".parquet")

    @property
    def is_gzipped(self) -> bool:
        return self.path.name.lower().endswith(".gz")

    @property
    def state(self) -> str:
        """Changes whenever the file does; a look at its name, size and time, not at its bytes."""
        stat = self.path.stat()
        return f"{self.label} {stat.st_size} {stat.st_mtime_ns}"

    def open(self) -> IO[bytes]:
        """The bytes of a CSV file, unpacked."""
        return gzip.open(self.path) if self.is_gzipped else self.path.open("rb")  # type: ignore[return-value]

    @property
    def _literal(self) -> Sql:
        """The path as it is: the database takes some marks in it for other files' names."""
        return literal(re.sub(r"[*?\[]", r"[\g<0>]", str(self.path)))

    def rows(self, header: list[str]) -> Sql:
        """SQL for its rows, in the order of the file."""
        if self.is_parquet:
            return fill(_PARQUET, path=self._literal)
        compression = literal("gzip" if self.is_gzipped else "none")
        columns = listed(fill("{name}: 'varchar'", name=literal(name)) for name in header)
        return fill(_CSV, path=self._literal, compression=compression, columns=columns)


def parts(content: Content) -> list[Part]:
    """Every file of participations: beside the other tables, or in a folder of that name."""
    found = [content.tables / f"{TABLE}{suffix}" for suffix in SUFFIXES]
    found += sorted((content.tables / TABLE).glob("*"))
    return [Part(path) for path in found if _is_read(path)]


def strays(content: Content) -> list[Path]:
    """What lies in the folder of participations and is not read.

    Raises OSError when nobody may look into it.
    """
    folder = content.tables / TABLE
    if not folder.is_dir():
        return []
    own = [path for path in folder.iterdir() if not path.name.startswith((".", "~"))]
    return sorted(path for path in own if not _is_read(path))


def label_of(path: Path) -> str:
    """A file and its folder as they are called in sentences, odd characters as codes."""
    name = f"{path.parent.name}/{path.name}"
    return name if name.isprintable() else ascii(name)[1:-1]


def _is_read(path: Path) -> bool:
    name = path.name.lower()
    return name.endswith(SUFFIXES) and not name.startswith((".", "~")) and path.is_file()


def is_part(path: Path) -> bool:
    """Whether a path beside the other tables is the register's: a file or the folder."""
    return path.name == TABLE or path.name in [f"{TABLE}{suffix}" for suffix in SUFFIXES]
