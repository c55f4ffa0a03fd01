"""Where things lie: found from the package, never from the working directory."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from platformdirs import user_cache_path, user_data_path

from dashboard.errors import DashboardError
from dashboard.i18n import N_, _
from dashboard.settings import Settings, settings_of

PACKAGE = Path(__file__).resolve().parent
# app.py, pages/, data/ and .streamlit/ lie around src/ in a checkout; a wheel carries them here.
_SHIPPED = PACKAGE / "shipped"
ROOT = _SHIPPED if _SHIPPED.is_dir() else PACKAGE.parents[1]
DATA = ROOT / "data"
DOCS = ROOT / "docs"

_STAFF = "staff"  # of the own folder: who may change it

_MISSING = N_(
    "The data folder {folder} that DASHBOARD_DATA names does not exist. "
    "Make it, or unset DASHBOARD_DATA to see the published figures."
)
_NO_FOLDER = N_(
    "DASHBOARD_DATA names {folder}, which is a file. Name the folder that holds tables/ instead."
)
_NO_TABLES = N_(
    "The data folder {folder} has no folder tables/. "
    "Make one in it and put the organisation's CSV tables there."
)


@dataclass(frozen=True)
class Content:
    """What is shown: the reference tables, the tables of figures, and where their builds go."""

    reference: Path
    tables: Path
    cache: Path
    is_own: bool
    name: str


def content_from_environment(environ: Mapping[str, str] | None = None) -> Content:
    """The organisation's own folder when it is named or holds tables, else what is published.

    Raises DashboardError when the folder that is named cannot hold tables.
    """
    return content_named(settings_of(environ))


def content_named(settings: Settings) -> Content:
    """As above, for settings that are already read."""
    own = own_folder(settings)
    is_named = bool(settings.data) and not _is_begun(own)
    if settings.example or not (is_named or _holds_tables(own)):
        return _content(DATA, settings, is_own=False)
    if settings.data:
        _require_tables(own)
    return _content(own, settings, is_own=True)


def own_content(settings: Settings) -> Content:
    """The organisation's own folder, into which figures are taken; it need not be there yet.

    Raises DashboardError when it is a file.
    """
    own = own_folder(settings)
    if own.exists() and not own.is_dir():
        raise DashboardError(_(_NO_FOLDER).format(folder=own))
    return _content(own, settings, is_own=True)


def own_folder(settings: Settings) -> Path:
    """The folder that DASHBOARD_DATA names, else the user's data folder."""
    if settings.data:
        return Path(settings.data).expanduser().absolute()
    return user_data_path("reach-dashboard", appauthor=False)


def staff_folder(settings: Settings) -> Path:
    """Where it is kept who may change the own folder."""
    return own_folder(settings) / _STAFF


def _content(folder: Path, settings: Settings, *, is_own: bool) -> Content:
    # The builds of one folder are found by every spelling of its path, to be removed by any.
    return Content(
        reference=DATA / "reference",
        tables=folder / ("tables" if is_own else "published"),
        cache=cache_folder(settings) / sha256(os.fsencode(folder.resolve())).hexdigest()[:16],
        is_own=is_own,
        name=folder.name if is_own else "published",
    )


def _holds_tables(folder: Path) -> bool:
    """Whether anything lies where tables belong; an import that was cut short is no reason."""
    try:
        return any((folder / "tables").iterdir()) or (folder / "imports/journal.json").exists()
    except OSError:
        return (folder / "imports/journal.json").exists()


def _is_begun(folder: Path) -> bool:
    """Whether the dashboard uses the folder already, and no figure was taken in, or none is left.

    What somebody else put there is told when it lies wrong, and never passed over.
    """
    if not any((folder / name).is_dir() for name in (_STAFF, "imports")):
        return False
    return all(path.name in (_STAFF, "imports", "tables") for path in folder.iterdir())


def _require_tables(folder: Path) -> None:
    if not folder.exists():
        raise DashboardError(_(_MISSING).format(folder=folder))
    if not folder.is_dir():
        raise DashboardError(_(_NO_FOLDER).format(folder=folder))
    if not (folder / "tables").is_dir():
        raise DashboardError(_(_NO_TABLES).format(folder=folder))


def cache_folder(settings: Settings | None = None) -> Path:
    """Where everything goes that can be made anew: DASHBOARD_CACHE, or the user's cache folder."""
    named = (settings or settings_of()).cache
    if named:
        return Path(named).expanduser().absolute()
    return user_cache_path("reach-dashboard", appauthor=False)
