"""The files a content consists of, and what names one state of them."""

from __future__ import annotations

import stat
import tomllib
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path, PurePosixPath

import duckdb

from dashboard import __version__
from dashboard.paths import Content
from dashboard.store.register.files import TABLE, parts
from dashboard.store.schema import SQL, tables

REFERENCE = ("counties", "areas", "area_counties", "target_groups")
SETTINGS = "settings.toml"
# A folder of figures may add to these; the counties are what they are.
EXTENSIBLE = ("areas", "area_counties", "target_groups")


class NotOrdinary(OSError):  # noqa: N818 (what it is, not what went wrong)
    """A pipe, a socket or a device, which is never opened."""


@dataclass(frozen=True, slots=True)
class TableFile:
    """A CSV file and the table it belongs to; `label` is how it is called in sentences."""

    table: str
    path: Path
    is_reference: bool

    @property
    def label(self) -> str:
        return f"{self.path.parent.name}/{self.path.name}"


@cache
def own_names() -> tuple[str, ...]:
    """What the files of a folder of figures are called, the register's apart."""
    names = [t.name for t in tables() if t.name not in REFERENCE or t.name in EXTENSIBLE]
    names.remove(TABLE)  # in files of any size and number, read in another way
    return tuple(f"{name}.csv" for name in names)


def table_files(content: Content) -> list[TableFile]:
    """The files that may hold the content's tables, reference first; each may be missing."""
    found = [TableFile(name, content.reference / f"{name}.csv", True) for name in REFERENCE]
    own = [content.tables / name for name in own_names()]
    return found + [TableFile(path.stem, path, False) for path in own]


def is_ordinary(path: Path) -> bool:
    """Whether a path leads to a file with an end: a pipe or a device may keep its reader for ever.

    Raises OSError when it leads nowhere.
    """
    return stat.S_ISREG(path.stat().st_mode)


def read_ordinary(path: Path) -> bytes:
    """The bytes of an ordinary file; NotOrdinary, another OSError where there are none to read."""
    if not (path.is_dir() or is_ordinary(path)):
        raise NotOrdinary
    return path.read_bytes()


def inside(content: Content, text: str) -> Path | None:
    """An ordinary file of the content's folder, named by its path from there; None for all else.

    Neither the file nor a folder on the way to it may be a link.
    """
    parts = PurePosixPath(text).parts
    is_odd = not text.isprintable() or "\\" in text or ":" in text
    if is_odd or not parts or ".." in parts or parts[0] == "/":
        return None
    path = content.tables.parent
    for part in parts:
        path = path / part
        if path.is_symlink():
            return None
    return path if path.exists() and is_ordinary(path) else None


def folder_files(content: Content) -> list[Path]:
    """The settings and the logo, which a build is made from beside the tables."""
    path = content.tables.parent / SETTINGS
    if not path.exists():
        return []
    found = [path]
    try:
        logo = tomllib.loads(read_ordinary(path).decode("utf-8-sig")).get("logo", "")
    except (OSError, ValueError):
        return found
    picture = inside(content, logo) if isinstance(logo, str) else None
    return [*found, picture] if picture else found


def settings_states(content: Content) -> dict[TableFile, str]:
    """The checksums of the files that say who the organisation is."""
    files = [TableFile("settings", path, False) for path in folder_files(content)]
    return {file: checksum(read_ordinary(file.path)) for file in files}


def fingerprint(content: Content) -> str:
    """Changes whenever a table file does; costs a look at the folder, so it can be asked often."""
    paths = [*(file.path for file in table_files(content)), *folder_files(content)]
    paths += [part.path for part in parts(content)]
    seen = [(str(path), *_look(path)) for path in paths]
    return sha256(repr(seen).encode()).hexdigest()[:16]


def _look(path: Path) -> tuple[int, ...]:
    """Size, time and number of a file; nothing of one that is not there, or went just now."""
    try:
        state = path.stat()
    except OSError:
        return ()
    return state.st_size, state.st_mtime_ns, state.st_ino


def checksum(data: bytes) -> str:
    return sha256(data).hexdigest()


def content_id(content: Content) -> str:
    """The build id that the files as they are now would get; "" when one cannot be read."""
    try:
        present = [file for file in table_files(content) if file.path.exists()]
        checksums = {file: checksum(read_ordinary(file.path)) for file in present}
        return build_id(checksums | settings_states(content) | part_states(content))
    except OSError:
        return ""


def part_states(content: Content) -> dict[TableFile, str]:
    """What names the state of each file of participations, in the place of a checksum."""
    return {TableFile(TABLE, part.path, False): part.state for part in parts(content)}


@cache
def _code() -> str:
    """Names the state of the code that builds: a build of older code is not taken for a new one."""
    code = sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        code.update(path.read_bytes())
    return code.hexdigest()


def build_id(checksums: dict[TableFile, str]) -> str:
    """Names a build by all that it is made from: identical input, identical id."""
    whole = sha256(f"{__version__} {_code()} {duckdb.__version__}\n{SQL}".encode())
    lines = [f"{file.is_reference} {file.table} {digest}" for file, digest in checksums.items()]
    whole.update("\n".join(sorted(lines)).encode())
    return whole.hexdigest()[:16]


def tables_id(checksums: dict[TableFile, str]) -> str:
    """Names a build by all but its participations, which another engine may hold."""
    return build_id({file: digest for file, digest in checksums.items() if file.table != TABLE})
