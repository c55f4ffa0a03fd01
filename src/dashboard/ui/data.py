"""The store of this process, and answers kept by build, filters and language."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from contextvars import ContextVar
from functools import cache, lru_cache
from typing import Any

import pandas as pd
import streamlit as st
from plotly.graph_objects import Figure

from dashboard.charts import LIGHT, county_map, reach_bars
from dashboard.errors import DashboardError
from dashboard.filters import Filters
from dashboard.i18n import language, speaking
from dashboard.paths import DATA, content_from_environment
from dashboard.reach.breakdowns import reach_by
from dashboard.reach.catalogue import Catalogue, catalogue
from dashboard.reach.opening import open_store
from dashboard.reach.overview import headline
from dashboard.reach.overview import years_told as years_told_by
from dashboard.reach.register import engine_state, registered_projects
from dashboard.store import Store, fingerprint

_KEPT_ANSWERS = 2_000
_ATTEMPTS = 3
_store_of_the_run: ContextVar[Store | None] = ContextVar("store_of_the_run", default=None)


def refresh() -> None:
    """Look at the table files, once for everything the running script asks.

    Raises DashboardError when there is no store to serve.
    """
    _store_of_the_run.set(None)
    _store_of_the_run.set(store())


def store() -> Store:
    """The store of the running script; outside one, of the tables as they are now.

    It is built when they changed. Raises DashboardError when there is none to serve.
    """
    found = _store_of_the_run.get() or _open(fingerprint(content_from_environment()))
    return _opened_anew() if found.is_spent else found


def _opened_anew() -> Store:
    """The store of a good build, in the place of one that is spent."""
    _open.clear()
    return _open(fingerprint(content_from_environment()))


def known() -> Catalogue:
    return catalogue(store())


def ask(question: Callable[..., Any], filters: Filters, *details: Any) -> Any:
    """The answer of a question of `reach`, from memory when it was asked before."""
    for _attempt in range(_ATTEMPTS):
        state = engine_state(store())
        answer = _answer((store().build_id, state), language(), question, filters, details)
        if state == engine_state(store()):
            break  # else the engine was lost or came back on the way: half an answer
    return _own(answer)


def warm_up() -> None:
    """Open the store and ask for the first page, before the first reader does."""
    catalogue(store())
    with speaking("en"):
        ask(headline, Filters())
        rows = ask(reach_by, Filters(), "county")
    # Plotly loads what it needs for a chart when it sees the first one.
    Figure(reach_bars(rows, LIGHT))
    Figure(county_map(rows, LIGHT, outlines(), address=outlines_address()))


def has_register() -> bool:
    """Whether people are counted in a register."""
    return bool(registered_projects(store()))


def years_told() -> tuple[int, int] | None:
    """The years the slider offers when nothing is chosen."""
    return _years_told(store(), engine_state(store()))


@lru_cache(maxsize=4)
def _years_told(store: Store, _engine_state: str) -> tuple[int, int] | None:
    return years_told_by(store)


def assets() -> str:
    """The address of the files that the pages fetch from this server."""
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    return f"/{base}/assets" if base else "/assets"


def outlines_address() -> str:
    """Where the browser finds the outlines of the counties."""
    return f"{assets()}/ro_counties.geojson"


@cache
def outlines() -> dict[str, Any]:
    """The outlines of the counties, as GeoJSON."""
    path = DATA / "reference" / "ro_counties.geojson"
    return json.loads(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def close() -> None:
    """Let go of the store when the server stops."""
    with suppress(DashboardError):
        store().close()
    forget()


def forget() -> None:
    """Keep no store and no answer, as in a new process."""
    st.cache_resource.clear()
    _answer.cache_clear()


@st.cache_resource(max_entries=2, show_spinner=False)
def _open(fingerprint: str) -> Store:
    return open_store(content_from_environment())


@lru_cache(maxsize=_KEPT_ANSWERS)
def _answer(
    _asked_at: tuple[str, str],
    language: str,
    question: Callable[..., Any],
    filters: Filters,
    details: tuple[Any, ...],
) -> Any:
    return question(store(), filters, *details)


def _own(answer: Any) -> Any:
    """The answer with frames of its own, which share the kept one's values until one is changed."""
    if isinstance(answer, pd.DataFrame):
        return answer.copy(deep=False)
    if isinstance(answer, tuple) and any(isinstance(part, pd.DataFrame) for part in answer):
        return type(answer)(*map(_own, answer))
    return answer
