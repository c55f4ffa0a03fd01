"""The store: builds one file from the tables, and answers questions from it.

store = open_store(content_from_environment())
store.frame("select * from projects where programme_id = $programme", programme="health")
"""

from __future__ import annotations

import logging
from contextlib import suppress
from pathlib import Path

from dashboard.errors import DashboardError
from dashboard.i18n import N_, _
from dashboard.paths import Content
from dashboard.store import building, publishing
from dashboard.store.building import Checked, Prepare, look_at, read_as, tried
from dashboard.store.building import find_problems as check
from dashboard.store.files import content_id, fingerprint
from dashboard.store.folder import FolderSettings
from dashboard.store.parquet import Publication, publish_tables, published_tables
from dashboard.store.problems import Kind, Problem, ProblemsFound
from dashboard.store.publishing import Published
from dashboard.store.reader import Damaged, Store
from dashboard.store.register.files import parts
from dashboard.store.room import NoRoom, told_when_full

__all__ = [
    "Checked",
    "Damaged",
    "FolderSettings",
    "Kind",
    "Problem",
    "ProblemsFound",
    "Publication",
    "Store",
    "check",
    "fingerprint",
    "look_at",
    "open_store",
    "publish_tables",
    "published_tables",
    "read_as",
    "served",
    "tried",
]
_LOG = logging.getLogger(__name__)
_UNWRITABLE = N_(
    "The cache folder {folder} cannot be written: {details}. Name another in DASHBOARD_CACHE."
)
_WAS_DAMAGED = N_("The build in {folder} was damaged; it is made anew from the tables.")

_UNWRITTEN = Kind(
    N_("The tables changed, and the cache folder {folder} cannot be written: {details}."),
    N_("Let the dashboard write there, or name another folder in DASHBOARD_CACHE."),
)
_FULL = Problem(
    Kind(
        N_("The tables changed, and there is no room to build them: the disk or memory is full."),
        N_("Make room, then run `dashboard build`."),
    ),
    table="",
    file="tables",
)


def open_store(content: Content, prepare: Prepare = building.nothing_prepared) -> Store:
    """The store of the content as it is now, built first where that is needed.

    While the tables have errors, the disk is full or the cache folder cannot be written, the last
    good build is served, and `store.problems` says why.
    `prepare` gives the answers that a build is kept with. Waits while another process builds.
    Raises ProblemsFound when there is no such build, DashboardError when none can be written.
    """
    return served(content) or _build(content, prepare)


def served(content: Content) -> Store | None:
    """The build that readers are given, where it is what the tables would give now."""
    return _open(content, publishing.current(content.cache))


def _open(content: Content, live: Published | None) -> Store | None:
    """The live build when it is what the tables would give.

    It may be gone in the next moment: only a builder knows that nobody replaces it.
    """
    if live and live.build_id == content_id(content):
        with suppress(Damaged):
            return Store(content, live)
    return None


def _build(content: Content, prepare: Prepare) -> Store:
    try:
        publishing.make_private(content.cache)
        with told_when_full(), publishing.workshop(content.cache) as folder:
            live = publishing.current(content.cache)
            if live is None and publishing.is_named(content.cache):
                _LOG.warning(_(_WAS_DAMAGED).format(folder=content.cache))
            # Another process may have built it while this one waited.
            made = _open(content, live)
            return made or Store(content, _publish_anew(content, folder, prepare))
    except ProblemsFound as found:
        return _last_good(content, found, found.problems)
    except NoRoom as full:
        return _last_good(content, full, (_FULL,))
    except OSError as error:
        names = {"folder": str(content.cache), "details": error.strerror or str(error)}
        refused = DashboardError(_(_UNWRITABLE).format(**names))
        refused.__cause__ = error
        problem = Problem(_UNWRITTEN, table="", file="tables", names=tuple(names.items()))
        return _last_good(content, refused, (problem,))


def _last_good(content: Content, error: DashboardError, problems: tuple[Problem, ...]) -> Store:
    live = publishing.current(content.cache)
    if live is None:
        raise error
    return Store(content, live, problems)


def _publish_anew(content: Content, folder: Path, prepare: Prepare) -> Published:
    path = folder / "store.duckdb"
    build_id = building.build(content, path)
    if not parts(content):
        return publishing.serve(path, build_id, content.cache)
    with Store(content, Published(path, build_id), threads=0) as made:
        prepared = prepare(made)
    building.keep_prepared(path, prepared)
    return publishing.serve(path, build_id, content.cache)
