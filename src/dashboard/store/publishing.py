"""Builds in the cache folder: a file a build, and a pointer that says which one is served.

`building-*/`   a build being made; whoever dies leaves it behind for a later build to remove
`build-*.duckdb` a finished build, never changed
`current`        name, size and checksum of the build that is served

Everything a reader sees changes in one `os.replace`, so a process may be killed at any moment.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from secrets import token_hex
from tempfile import mkdtemp

_ABANDONED = 15 * 60  # seconds without a write, after which a build being made has no maker
_SETTLED = 60  # seconds in which another builder may still be about to name its build current


@dataclass(frozen=True, slots=True)
class Published:
    """A finished build: its file and the id of what it was built from."""

    path: Path
    build_id: str


def current(cache: Path) -> Published | None:
    """The build that is served, when its file is there as it was published."""
    try:
        name, size, digest = (cache / "current").read_text(encoding="ascii").split()
        path = cache / name
        if path.stat().st_size != int(size):
            return None
        with path.open("rb") as file:
            found = file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return None
    return Published(path, name.split("-")[1]) if found == digest else None


@contextmanager
def workshop(cache: Path) -> Iterator[Path]:
    """A folder of one's own to build in, beside the live file."""
    cache.mkdir(parents=True, exist_ok=True)
    _remove_abandoned(cache)
    folder = Path(mkdtemp(prefix="building-", dir=cache))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish(built: Path, build_id: str, cache: Path) -> Published:
    """Serve `built` from now on; who reads an older build finishes undisturbed."""
    path = cache / f"build-{build_id}-{token_hex(4)}.duckdb"
    with built.open("rb+") as file:
        digest = file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    size = built.stat().st_size
    built.rename(path)
    pointer = built.with_name("current")
    with pointer.open("w", encoding="ascii") as text:
        text.write(f"{path.name} {size} {digest}\n")
        text.flush()
        os.fsync(text.fileno())
    _replace(pointer, cache / "current")
    _sync_folder(cache)
    _remove_old(cache, path)
    return Published(path, build_id)


def _replace(pointer: Path, target: Path) -> None:
    """Windows refuses while another process looks at the old pointer; that is soon over."""
    for _ in range(50):
        with suppress(PermissionError):
            pointer.replace(target)
            return
        time.sleep(0.02)
    pointer.replace(target)


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _remove_old(cache: Path, kept: Path) -> None:
    for path in cache.glob("build-*.duckdb"):
        if path != kept and _age(path) > _SETTLED:
            with suppress(OSError):  # Windows keeps what somebody still reads
                path.unlink()


def _remove_abandoned(cache: Path) -> None:
    for folder in cache.glob("building-*"):
        if min(map(_age, [folder, *folder.iterdir()])) > _ABANDONED:
            shutil.rmtree(folder, ignore_errors=True)


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0
