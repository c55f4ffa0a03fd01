"""Archives that are the same whenever they are written."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EPOCH = (1980, 1, 1, 0, 0, 0)


def same_each_time(archive: bytes, changed: Callable[[str, bytes], bytes] | None = None) -> bytes:
    """An office file (a ZIP) without the time at which its members were written.

    `changed` takes and gives each member, with its name.
    """
    written = BytesIO()
    with ZipFile(BytesIO(archive)) as old, ZipFile(written, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = old.read(name)
            new.writestr(zip_member(name), changed(name, member) if changed else member)
    return written.getvalue()


def zip_member(name: str) -> ZipInfo:
    member = ZipInfo(name, _EPOCH)
    member.compress_type = ZIP_DEFLATED
    member.external_attr = 0o644 << 16
    return member
