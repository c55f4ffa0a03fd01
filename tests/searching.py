"""Every file that a process can have touched, and what is found in it, however it is packed."""

from __future__ import annotations

import gzip
import os
import re
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

_CODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp1250")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND


@dataclass
class Touched:
    """`written`: files that Python opened to write. `gone`: what stood in those that went away."""

    written: set[Path] = field(default_factory=set)
    gone: dict[str, bytes] = field(default_factory=dict)
    is_on: bool = True

    def note(self, event: str, args: tuple[object, ...]) -> None:
        """An audit hook: it is called before anything is done, and stays for ever."""
        if not self.is_on:
            return
        if event == "open" and isinstance(args[0], str | bytes) and int(str(args[2])) & _WRITING:
            self.written.add(Path(os.fsdecode(args[0])).absolute())
        elif event in ("os.remove", "shutil.rmtree", "os.truncate"):
            self._keep(Path(os.fsdecode(str(args[0]))))
        elif event == "os.rename":  # what stood in its place
            self._keep(Path(os.fsdecode(str(args[1]))))

    def _keep(self, path: Path) -> None:
        self.is_on = False  # what this opens is nobody else's
        try:
            for each, data in below(path).items() if path.is_dir() else read(path):
                self.gone[f"{each} ({len(self.gone)})"] = data
        finally:
            self.is_on = True


@contextmanager
def touched() -> Iterator[Touched]:
    made = Touched()
    sys.addaudithook(made.note)
    try:
        yield made
    finally:
        made.is_on = False


def found(words: tuple[str, ...], files: dict[str, bytes], folder: Path) -> dict[str, list[str]]:
    """The files in which each word stands, in any coding, without regard to case or blanks."""
    where: dict[str, list[str]] = {word: [] for word in words}
    for name, data in files.items():
        texts = [*unpacked(data, folder)]
        for word in words:
            if any(_has(text, word) for text in texts):
                where[word].append(name)
    return {word: names for word, names in where.items() if names}


def _has(data: bytes, word: str) -> bool:
    forms = {word, re.sub(r"\s", "", word), word.replace("@", "%40"), word.upper(), word.lower()}
    return any(form.encode(coding, "replace") in data for form in forms for coding in _CODINGS)


def unpacked(data: bytes, folder: Path) -> Iterator[bytes]:
    """The bytes, and what is in them: of a zip, of a gzip, of Parquet, of a database."""
    yield data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as packed:
            for info in packed.infolist():
                yield from unpacked(packed.read(info), folder)
    elif data.startswith(b"\x1f\x8b"):
        yield from unpacked(gzip.decompress(data), folder)
    elif data.startswith(b"PAR1"):
        yield repr(pq.read_table(BytesIO(data)).to_pylist()).encode()
    elif data[8:12] == b"DUCK":
        yield from _database(data, folder)


def _database(data: bytes, folder: Path) -> Iterator[bytes]:
    path = folder / "searched.duckdb"
    path.write_bytes(data)
    with duckdb.connect() as connection:
        connection.execute(f"attach '{path}' as x (read_only)")
        names = connection.execute(
            "select schema_name, table_name from duckdb_tables() where database_name = 'x'"
        ).fetchall()
        for schema, table in names:
            rows = connection.execute(f'select * from x."{schema}"."{table}"').fetchall()
            yield repr(rows).encode()
    path.unlink()


def below(*folders: Path) -> dict[str, bytes]:
    """The files of these folders; of one that other processes use some may go meanwhile."""
    paths = (path for folder in folders for path in folder.rglob("*"))
    return dict(found for path in paths for found in read(path))


def read(path: Path) -> Iterator[tuple[str, bytes]]:
    with suppress(OSError):  # it went just now, or is no file
        if path.is_file():
            yield str(path), path.read_bytes()
