"""When there is no room, or nothing may be written: told apart from what is wrong with tables."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from dashboard.errors import DashboardError
from dashboard.i18n import N_, _

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.ENOMEM}
# DuckDB says so in errors of several classes.
_SAYS_FULL = re.compile(
    "(?i)no space left|file too large|quota|max_temp_directory_size|could not write"
    "|failed to offload"
)
_NO_ROOM = N_(
    "There is no room: the disk of the cache folder, of temporary files, or the memory is full. "
    "Make room, then run `dashboard build`."
)


class NoRoom(DashboardError):  # noqa: N818 (what happened, in the words of the reader)
    """The disk or the memory is full."""

    def __init__(self) -> None:
        super().__init__(_(_NO_ROOM))


_WHY = {
    errno.EROFS: N_("it can only be read"),
    errno.EACCES: N_("its permissions do not allow it"),
    errno.EPERM: N_("its permissions do not allow it"),
}


def why(error: OSError) -> str:
    """What kept a file or a folder from being written; what is rare in the system's own words."""
    known = _WHY.get(error.errno or 0, "")
    return _(known) or error.strerror or str(error)


def is_full(error: Exception) -> bool:
    """Whether something failed for want of room alone."""
    if isinstance(error, OSError):
        return error.errno in _FULL
    return isinstance(error, duckdb.OutOfMemoryException) or bool(_SAYS_FULL.search(str(error)))


@contextmanager
def told_when_full() -> Iterator[None]:
    """Raises NoRoom in the place of whatever the database or the system raises then."""
    try:
        yield
    except (duckdb.Error, OSError) as error:
        if not is_full(error):
            raise
        raise NoRoom from error
