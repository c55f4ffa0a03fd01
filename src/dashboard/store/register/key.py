"""The organisation's own key, with which ids of persons are replaced; it never enters a store."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from dashboard.errors import DashboardError
from dashboard.i18n import _
from dashboard.paths import Content

NAME = "person.key"
_SHORTEST = 32


def person_key(content: Content) -> bytes:
    """The key in the organisation's folder, made on the first need and readable by its owner only.

    Raises DashboardError when it can be neither read nor made.
    """
    path = content.tables.parent / NAME
    try:
        key = _read_or_make(path)
    except OSError as error:
        sentence = _(
            "The key {path} can be neither read nor made: {details}. It replaces the ids of "
            "persons; let this user write the folder once."
        )
        raise DashboardError(sentence.format(path=path, details=error.strerror)) from error
    if len(key) < _SHORTEST:
        sentence = _(
            "The key {path} is too short to protect anybody. Remove it: a new one is made."
        )
        raise DashboardError(sentence.format(path=path))
    return key


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
