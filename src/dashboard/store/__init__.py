"""The store: builds one file from the tables, and answers questions from it.

store = open_store(content_from_environment())
store.frame("select * from projects where programme_id = $programme", programme="health")
"""

from __future__ import annotations

from contextlib import suppress

import duckdb

from dashboard.errors import DashboardError
from dashboard.i18n import _
from dashboard.paths import Content
from dashboard.store import building, publishing
from dashboard.store.building import find_problems as check
from dashboard.store.files import content_id, fingerprint
from dashboard.store.problems import Kind, Problem, ProblemsFound
from dashboard.store.publishing import Published
from dashboard.store.reader import Store

__all__ = [
    "Kind",
    "Problem",
    "ProblemsFound",
    "Store",
    "check",
    "fingerprint",
    "open_store",
]
_TRIES = 5


def open_store(content: Content) -> Store:
    """The store of the content as it is now, built first where that is needed.

    While the tables have errors the last good build is served, and `store.problems` says why.
    Raises ProblemsFound when there is no such build, DashboardError when none can be written.
    """
    for _attempt in range(_TRIES):
        published, problems = _published(content)
        # Another process may replace and remove the build between looking and opening.
        with suppress(duckdb.IOException):
            return Store(content, published, problems)
    published, problems = _build(content), ()
    return Store(content, published, problems)


def _published(content: Content) -> tuple[Published, tuple[Problem, ...]]:
    live = publishing.current(content.cache)
    try:
        if live and live.build_id == content_id(content):
            return live, ()
        return _build(content), ()
    except ProblemsFound as found:
        if live is None:
            raise
        return live, found.problems


def _build(content: Content) -> Published:
    try:
        with publishing.workshop(content.cache) as folder:
            path = folder / "store.duckdb"
            build_id = building.build(content, path)
            return publishing.publish(path, build_id, content.cache)
    except OSError as error:
        message = _(
            "The cache folder {folder} cannot be written: {details}. "
            "Name another in DASHBOARD_CACHE."
        )
        details = error.strerror or str(error)
        raise DashboardError(message.format(folder=content.cache, details=details)) from error
