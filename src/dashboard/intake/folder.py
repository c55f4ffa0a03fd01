"""The organisation's folder as it is at one moment, and copies of it with other tables."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory

from dashboard.paths import Content
from dashboard.store.files import checksum, own_names, read_ordinary
from dashboard.store.register.files import TABLE, is_part, parts
from dashboard.store.swapping import settled

Files = dict[str, bytes]
NO_FILES: Mapping[str, bytes] = {}
_BESIDE = ("settings.toml", "person.key", "person.key.made", "copies")


def held(content: Content) -> Files:
    """The bytes of each table's file, by the table; the register's apart."""
    with settled(content):
        return held_now(content)


def held_now(content: Content) -> Files:
    """As `held`, for the holder of the lock."""
    paths = [content.tables / name for name in own_names()]
    return {path.stem: read_ordinary(path) for path in paths if path.exists()}


def checksums(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: checksum(data) for name, data in files.items()}


def state_of(content: Content, files: Mapping[str, bytes]) -> dict[str, str]:
    """What changes whenever one of these tables, or a file of the register, does; by its name."""
    states = {}
    for part in parts(content):
        with suppress(FileNotFoundError):  # it went just now
            states[part.label] = part.state
    return checksums(files) | states


def place_of(receipt_id: str) -> str:
    """Where the participations of an import lie, from the content's folder."""
    return f"tables/{TABLE}/{receipt_id}.csv"


@contextmanager
def copied(
    content: Content, files: Mapping[str, bytes], register: Mapping[str, bytes] = NO_FILES
) -> Iterator[Content]:
    """The content with these tables in the place of its own, in a folder that goes again.

    `register`: files of participations, by their path in the folder; one without a byte is gone.
    """
    root = content.tables.parent
    with TemporaryDirectory(prefix="reach-intake-") as name:
        copy = Path(name) / "copy"
        (copy / "tables").mkdir(parents=True)
        for table, data in files.items():
            (copy / "tables" / f"{table}.csv").write_bytes(data)
        parts = content.tables.glob("*") if content.tables.is_dir() else ()
        for path in [*filter(is_part, parts), *(root / each for each in _BESIDE)]:
            _link(path, copy / path.relative_to(root))
        for name, data in register.items():
            _lay(copy / name, data)
        if register and not (copy / "person.key").exists():
            (copy / "person.key").write_text(token_hex(32), encoding="ascii")
        yield replace(content, tables=copy / "tables", cache=copy / "cache")


def _lay(path: Path, data: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    if data:
        path.write_bytes(data)


def _link(path: Path, copy: Path) -> None:
    if path.is_dir():
        copy.mkdir()
        for each in path.iterdir():
            _link(each, copy / each.name)
    elif path.is_file():
        try:
            os.link(path, copy)
        except OSError:  # on another disk, or where links cannot be made
            with suppress(FileNotFoundError):  # it went meanwhile: who accepts looks once more
                shutil.copy2(path, copy)
