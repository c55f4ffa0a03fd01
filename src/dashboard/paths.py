"""Where things lie: found from the package, never from the working directory."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from platformdirs import user_cache_path

from dashboard.errors import DashboardError
from dashboard.i18n import N_, _
from dashboard.settings import Settings, settings_of

PACKAGE = Path(__file__).resolve().parent
# app.py, pages/, data/ and .streamlit/ lie around src/ in a checkout; a wheel carries them here.
_SHIPPED = PACKAGE / "shipped"
ROOT = _SHIPPED if _SHIPPED.is_dir() else PACKAGE.parents[1]
DATA = ROOT / "data"
DOCS = ROOT / "docs"

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
    """The organisation's own folder when DASHBOARD_DATA names one, else what is published.

    Raises DashboardError when that folder cannot hold tables.
    """
    return content_named(settings_of(environ))


def content_named(settings: Settings) -> Content:
    """As above, for settings that are already read."""
    own = settings.data
    folder = Path(own).expanduser().absolute() if own else DATA
    if own:
        _require_tables(folder)
    return Content(
        reference=DATA / "reference",
        tables=folder / ("tables" if own else "published"),
        cache=cache_folder(settings) / sha256(os.fsencode(folder)).hexdigest()[:16],
        is_own=bool(own),
        name=folder.name if own else "published",
    )


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
