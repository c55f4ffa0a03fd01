"""The scripts of the filter box: a browser keeps them for a day, so their address has a version."""

from __future__ import annotations

from functools import cache
from hashlib import sha256

from dashboard.paths import PACKAGE

_SCRIPTS = ("filter-box.js", "filter-match.js", "filter-chips.js", "filter-list.js")


@cache
def scripts() -> tuple[str, ...]:
    """Their names with the version; the first one asks for the others."""
    files = sorted((PACKAGE / "web" / "static").glob("filter-*"))
    version = sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]
    return tuple(f"{name}?v={version}" for name in _SCRIPTS)
