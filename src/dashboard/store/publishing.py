"""Builds in the cache folder: a file a build, and a pointer that says which one is served.

`building-*/`    a build being made; whoever dies leaves it behind for the next builder to remove
`build-*.duckdb` a finished build, never changed
`current`        name, size and checksum of the build that is served
`lock`           held by the one process that builds; the system lets go of it when that one dies

Everything a reader sees changes in one `os.replace`, so a process may be killed at any moment.
"""

from __future__ import annotations

import errno
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

from dashboard.errors import DashboardError
from dashboard.i18n import N_, _

_NO_LOCKS = N_(
    "The cache folder {folder} lies where files cannot be locked: {details}. "
    "Name one on a disk of this machine in DASHBOARD_CACHE."
)
_CANNOT_LOCK = {errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP, errno.EINVAL}


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


def is_named(cache: Path) -> bool:
    """Whether a build was ever published here: then, without a current one, it was damaged."""
    return (cache / "current").exists()


def is_live(path: Path) -> bool:
    """Whether this is the build that is named as served."""
    try:
        return (path.parent / "current").read_text(encoding="ascii").startswith(f"{path.name} ")
    except (OSError, ValueError):
        return False


def make_private(cache: Path) -> None:
    """Make a folder that nobody but this user looks into: a build holds what the tables hold."""
    cache.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    cache.mkdir(exist_ok=True, mode=0o700)
    with suppress(OSError):  # one that another user, or an older version, made
        cache.chmod(0o700)


@contextmanager
def workshop(cache: Path, no_locks: str = _NO_LOCKS) -> Iterator[Path]:
    """A folder to build in, beside the live file; waits for whoever builds there now.

    Nothing is removed from the cache meanwhile. Raises OSError when it cannot be written,
    DashboardError, in the sentence `no_locks`, when it cannot be locked.
    """
    cache.mkdir(parents=True, exist_ok=True)
    with locked(cache, no_locks):
        _tidy(cache)
        try:
            yield Path(mkdtemp(prefix="building-", dir=cache))
        finally:
            _tidy(cache)


@contextmanager
def locked(folder: Path, no_locks: str = _NO_LOCKS) -> Iterator[None]:
    """Hold the file `lock` of a folder; raises as `workshop` does."""
    from filelock import FileLock  # not needed where a build is found, at most starts

    # A lock that is only a file would outlive its holder.
    lock = FileLock(folder / "lock", fallback_to_soft=False)
    try:
        lock.acquire()
    except OSError as error:
        if error.errno not in _CANNOT_LOCK:
            raise
        sentence = _(no_locks).format(folder=folder, details=error.strerror)
        raise DashboardError(sentence) from error
    try:
        yield
    finally:
        lock.release()


def _tidy(cache: Path) -> None:
    """Leave nothing but the live build; only for the holder of the lock, whose the rest is.

    Who reads an older build keeps the open file; who was about to open it looks again.
    """
    with suppress(OSError):
        live = (cache / "current").read_text(encoding="ascii", errors="replace").split(" ")[0]
        for path in cache.glob("build-*"):
            if path.name != live:
                with suppress(OSError):  # Windows keeps what somebody still reads
                    path.unlink()
    for folder in cache.glob("building-*"):
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def emptied(cache: Path) -> Iterator[None]:
    """The cache without any build, that which is served too; nobody builds there meanwhile.

    Raises as `workshop` does, and where a build cannot be removed.
    """
    if not cache.is_dir():
        yield
        return
    with locked(cache):
        (cache / "current").unlink(missing_ok=True)
        for path in builds(cache):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        yield


def builds(cache: Path) -> list[Path]:
    """Every build in a cache: served, older, or left half made."""
    return sorted(path for name in ("build-*", "building-*") for path in cache.glob(name))


def serve(built: Path, build_id: str, cache: Path) -> Published:
    """Serve `built` from now on; who reads an older build finishes undisturbed."""
    path = cache / f"build-{build_id}-{token_hex(4)}.duckdb"
    with built.open("rb+") as file:
        digest = file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    size = built.stat().st_size
    built.chmod(0o600)
    built.rename(path)
    pointer = built.with_name("current")
    with pointer.open("w", encoding="ascii") as text:
        text.write(f"{path.name} {size} {digest}\n")
        text.flush()
        os.fsync(text.fileno())
    pointer.chmod(0o600)
    replace(pointer, cache / "current")
    sync_folder(cache)
    return Published(path, build_id)


def replace(pointer: Path, target: Path) -> None:
    """Windows refuses while another process looks at the old pointer; that is soon over."""
    for _attempt in range(50):
        with suppress(PermissionError):
            pointer.replace(target)
            return
        time.sleep(0.02)
    pointer.replace(target)


def sync_folder(folder: Path) -> None:
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
