"""Codes for one use and open sessions, each a file of the own folder named by its hash.

`staff/code-<sha256>`      until when a link can be used; whoever removes the file has used it
`staff/session-<sha256>`   until when the session lasts
"""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from dashboard.errors import DashboardError
from dashboard.i18n import N_, _
from dashboard.paths import staff_folder
from dashboard.settings import settings_of

CODE_SECONDS = 10 * 60
SESSION_SECONDS = 12 * 3600
_FREE_TRIES = 10
_TRY_SECONDS = 60
_CODE, _SESSION = "code", "session"
_LONGEST = 200  # characters of a code or a session that are looked at
_UNWRITABLE = N_(
    "No staff link can be made: the folder {folder} cannot be written ({details}). "
    "Make it writable, or name another: dashboard serve --data FOLDER."
)


class Staff:
    """Lets staff in and knows them again. Only hashes are kept; `clock` gives seconds."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.time) -> None:
        self._folder, self._clock = folder, clock
        self._wrong, self._tried = 0, 0.0

    def new_code(self) -> str:
        """A code for one use within ten minutes. Raises DashboardError where it cannot be kept."""
        try:
            return self._new(_CODE, CODE_SECONDS)
        except OSError as error:
            names = {"folder": self._folder.parent, "details": error.strerror or error}
            raise DashboardError(_(_UNWRITABLE).format(**names)) from error

    def may_try(self) -> bool:
        """Whether a code is looked at now: after ten wrong ones, one a minute."""
        return self._wrong < _FREE_TRIES or self._clock() - self._tried >= _TRY_SECONDS

    def sign_in(self, code: str) -> str | None:
        """A new session for a good code, which is used up; None for any other."""
        self._tried = self._clock()
        path = self._path(_CODE, code)
        is_good = self._lasts(path) and _taken_away(path)
        self._wrong = 0 if is_good else self._wrong + 1
        return self._new(_SESSION, SESSION_SECONDS) if is_good else None

    def knows(self, session: str) -> bool:
        """Whether the session is open now."""
        return self._lasts(self._path(_SESSION, session))

    def revoke(self) -> None:
        """End every session, and every link that was not used."""
        for path in self._all():
            _taken_away(path)

    def _new(self, kind: str, seconds: int) -> str:
        self._tidy()
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = secrets.token_urlsafe(32)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        with os.fdopen(os.open(self._path(kind, made), flags, 0o600), "w") as file:
            file.write(str(int(self._clock()) + seconds))
        return made

    def _tidy(self) -> None:
        for path in self._all():
            if not self._lasts(path):
                _taken_away(path)

    def _all(self) -> list[Path]:
        return [path for kind in (_CODE, _SESSION) for path in self._folder.glob(f"{kind}-*")]

    def _path(self, kind: str, secret: str) -> Path:
        return self._folder / f"{kind}-{sha256(secret[:_LONGEST].encode()).hexdigest()}"

    def _lasts(self, path: Path) -> bool:
        try:
            return self._clock() < int(path.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return False


def _taken_away(path: Path) -> bool:
    """Whether the file was there and this call removed it: of two at once, one did."""
    with suppress(OSError):
        path.unlink()
        return True
    return False


def staff_of_folder() -> Staff:
    """Those of the organisation's own folder, as the settings name it."""
    return Staff(staff_folder(settings_of()))


def cookie_name(port: int) -> str:
    """Browsers do not tell the ports of a machine apart, and two servers stand on one."""
    return f"reach_staff_{port}"


def is_staff(staff: Staff, cookies: Mapping[str, str], port: int) -> bool:
    """Whether who sends these cookies is staff: the one place that says so."""
    session = str(cookies.get(cookie_name(port), ""))
    return bool(session) and staff.knows(session)
