"""The files that hold participations, and the header row of each."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from dashboard.paths import Content
from dashboard.store.sql import literal

TABLE = "participations"
SUFFIXES = (".csv", ".csv.gz", ".parquet")
_CSV = (
    "read_csv({path}, auto_detect=false, header=true, delim=',', quote='\"', escape='\"', "
    "strict_mode=true, compression={compression}, columns={columns})"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One file of participations; `label` is how it is called in sentences."""

    path: Path

    @property
    def label(self) -> str:
        return f"{self.path.parent.name}/{self.path.name}"

    @property
    def is_parquet(self) -> bool:
        return self.path.name.endswith(".parquet")

    @property
    def is_gzipped(self) -> bool:
        return self.path.name.endswith(".gz")

    @property
    def state(self) -> str:
        """Changes whenever the file does; a look at its name, size and time, not at its bytes."""
        stat = self.path.stat()
        return f"{self.label} {stat.st_size} {stat.st_mtime_ns}"

    def open(self) -> IO[bytes]:
        """The bytes of a CSV file, unpacked."""
        return gzip.open(self.path) if self.is_gzipped else self.path.open("rb")  # type: ignore[return-value]

    def rows(self, header: list[str]) -> str:
        """SQL for its rows, in the order of the file."""
        if self.is_parquet:
            return f"read_parquet({literal(self.path)})"
        columns = ", ".join(f"{literal(name)}: 'varchar'" for name in header)
        return (
            _CSV.replace("{path}", literal(self.path))
            .replace("{compression}", "'gzip'" if self.is_gzipped else "'none'")
            .replace("{columns}", f"{{{columns}}}")
        )


def parts(content: Content) -> list[Part]:
    """Every file of participations: beside the other tables, or in a folder of that name."""
    found = [content.tables / f"{TABLE}{suffix}" for suffix in SUFFIXES]
    found += sorted((content.tables / TABLE).glob("*"))
    return [
        Part(path)
        for path in found
        if path.name.endswith(SUFFIXES) and not path.name.startswith((".", "~")) and path.is_file()
    ]


def is_part(path: Path) -> bool:
    """Whether a path beside the other tables is the register's: a file or the folder."""
    return path.name == TABLE or path.name in [f"{TABLE}{suffix}" for suffix in SUFFIXES]
