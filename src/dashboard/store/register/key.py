"""The organisation's own key, with which ids of persons are replaced; it never enters a store."""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from dashboard.errors import DashboardError
from dashboard.i18n import N_, _
from dashboard.paths import Content
from dashboard.settings import settings_of

NAME = "person.key"
MADE = "person.key.made"
_SHORTEST = 32
_UNREACHABLE = N_(
    "The key {path} can be neither read nor made: {details}. It replaces the ids of persons; let "
    "this user write the folder once."
)
_SHORT = N_("The key {path} is too short to protect anybody. Remove it: a new one is made.")
_GONE = N_(
    "The key {path} is gone, so nobody is counted from the register: with a new key every count "
    "would be told anew. Bring it back from a backup. Only if it is lost for good, remove {made} "
    "beside it: a new one is made."
)
_OTHER = N_(
    "The key {path} is another one than the counts were told with so far. Bring the old one back "
    "from a backup. To go on with this one, remove {made} beside it."
)
_GOES = N_(
    "The folder {folder} goes with its container, and a key made in it would go too: at each start "
    "every count would be told anew. So nobody is counted from the register. Mount a volume there; "
    "only where the container itself is kept, set DASHBOARD_KEY_LASTS to yes."
)
# The file systems of a container's own layer, and those in memory.
_LAYERS = {"overlay", "aufs", "fuse-overlayfs"}
_GOING = {*_LAYERS, "tmpfs", "ramfs"}
_MOUNTS = Path("/proc/self/mountinfo")


def person_key(content: Content) -> bytes:
    """The key in the organisation's folder, made on the first need and readable by its owner only.

    The same key for good: with another one, every count would be told anew, and who kept the old
    answers would know more than one answer may say. Beside it stands which key it is.
    Raises DashboardError when it can be neither read nor made, would not last, is gone, or is
    another one.
    """
    path = content.tables.parent / NAME
    made = path.with_name(MADE)
    try:
        if made.exists() and not path.exists():
            raise DashboardError(_(_GONE).format(path=path, made=made.name))
        if not path.exists() and not _lasts(path.parent):
            raise DashboardError(_(_GOES).format(folder=path.parent))
        key = _read_or_make(path)
        if len(key) < _SHORTEST:
            raise DashboardError(_(_SHORT).format(path=path))
        if not made.exists():
            _tell(made, key)
        elif made.read_text(encoding="ascii").split()[:1] != [_name_of(key)]:
            raise DashboardError(_(_OTHER).format(path=path, made=made.name))
    except OSError as error:
        sentence = _(_UNREACHABLE).format(path=path, details=error.strerror)
        raise DashboardError(sentence) from error
    return key


def _lasts(folder: Path) -> bool:
    """Whether what is made in a folder is there at the next start, as far as its disk tells."""
    if settings_of().key_lasts.lower() == "yes":
        return True
    kinds = _kinds_of_mounts()
    where = folder.resolve()
    kind = next((kinds[place] for place in (where, *where.parents) if place in kinds), "")
    return kinds.get(Path("/")) not in _LAYERS or kind not in _GOING


def _kinds_of_mounts() -> dict[Path, str]:
    """The file system of each mounted folder; none where the system does not tell (proc(5))."""
    try:
        lines = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return {}
    halves = (line.partition(" - ") for line in lines)
    # Blanks in a name stand as \040.
    return {
        Path(mount.split()[4].replace("\\040", " ")): about.split()[0]
        for mount, _dash, about in halves
    }


def _tell(made: Path, key: bytes) -> None:
    """Where only the key may be read, as a mounted secret, it lasts without this."""
    draft = made.with_name(f".{MADE}-{token_hex(4)}")
    with suppress(OSError):
        draft.write_text(_name_of(key), encoding="ascii")
        draft.replace(made)


def _name_of(key: bytes) -> str:
    """Says which key it is, and nothing else about it."""
    return sha256(b"name of " + key).hexdigest()[:16]


def salt(content: Content) -> str:
    """What ids are hashed with: from the key, and as short as lets an id and it be hashed at once.

    Raises DashboardError as person_key does.
    """
    return sha256(person_key(content)).hexdigest()[:32]


def _read_or_make(path: Path) -> bytes:
    if not path.exists():
        # Complete before it has its name: two builders at once must not read half a key.
        draft = path.with_name(f".{NAME}-{token_hex(4)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as text:
            text.write(token_hex(_SHORTEST))
        _name(draft, path)
    return path.read_bytes().strip()


def _name(draft: Path, path: Path) -> None:
    """The first of several makers gives the key its name; the others take that one."""
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    except OSError:  # a file system without links
        draft.replace(path)
        return
    draft.unlink()
