"""The build this process reads, and its answers, kept by filters and language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from contextvars import ContextVar
from threading import Event
from typing import Any, Concatenate, ParamSpec, TypeVar

import pandas as pd
import streamlit as st
from plotly.graph_objects import Figure
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.charts import LIGHT, county_map, reach_bars
from dashboard.charts.outlines import outlines
from dashboard.errors import DashboardError
from dashboard.i18n import _, language, speaking
from dashboard.paths import content_from_environment
from dashboard.reach.breakdowns import reach_by
from dashboard.reach.catalogue import Catalogue, catalogue
from dashboard.reach.filters import Filters
from dashboard.reach.opening import Live
from dashboard.reach.overview import headline, whose
from dashboard.reach.overview import years_told as years_told_by
from dashboard.reach.register import engine_state, registered_projects
from dashboard.reach.snapshot import Snapshot, kept
from dashboard.store import Problem

_KEPT_ANSWERS = 2_000
_ATTEMPTS = 3


def _building() -> AbstractContextManager[None]:
    """Tells a reader who has to wait why, and for how long already."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return nullcontext()  # nobody looks: the server warms up, or a program asks
    return st.spinner(_("Reading the tables and counting …"), show_time=True)


_LIVE = Live(content_from_environment, _building)
_READY = Event()  # cleared while the server opens its first build
_READY.set()
_of_the_run: ContextVar[Snapshot | None] = ContextVar("snapshot_of_the_run", default=None)
_P = ParamSpec("_P")
_T = TypeVar("_T")


@contextmanager
def reading() -> Iterator[Snapshot]:
    """One build for everything that is asked within; the tables are looked at once.

    Raises DashboardError when there is none to serve.
    """
    with _LIVE.reading() as snapshot:
        token = _of_the_run.set(snapshot)
        try:
            yield snapshot
        finally:
            _of_the_run.reset(token)


def hold_readers() -> None:
    """The server begins to open its first build: who asks waits for it."""
    _READY.clear()


def let_readers_in() -> None:
    """It is open, or cannot be opened."""
    _READY.set()


def wait_until_open() -> None:
    """Who comes meanwhile is told why they wait, and for how long already."""
    if not _READY.is_set():
        with _building():
            _READY.wait()


def folder_language() -> str:
    """The language that the folder's settings ask for; "" where they do not."""
    with suppress(DashboardError), reading():
        pass  # another folder's until the tables were looked at
    return last_language()


def last_language() -> str:
    """The same of the folder as it was last opened, without a look at it."""
    return _LIVE.language


def publisher() -> tuple[str, str]:
    """Whose figures these are, as the folder says it, and the same in short."""
    return whose(snapshot())


def snapshot() -> Snapshot:
    """The build that is read; only within `reading`."""
    found = _of_the_run.get()
    if found is None:
        raise LookupError("ask within `with reading():`")
    return found


def known() -> Catalogue:
    return catalogue(snapshot())


def ask(
    question: Callable[Concatenate[Snapshot, Filters, _P], _T],
    filters: Filters,
    *details: _P.args,
    **named: _P.kwargs,
) -> _T:
    """The answer of a question of `reach`, from memory when it was asked before."""
    for _attempt in range(_ATTEMPTS):
        state = engine_state(snapshot())
        answer = _answer(snapshot(), (state, language()), question, filters, *details, **named)
        if state == engine_state(snapshot()):
            break  # else the engine was lost or came back on the way: half an answer
    return _own(answer)  # type: ignore[no-any-return]


@kept(most=_KEPT_ANSWERS)
def _answer(
    snapshot: Snapshot,
    _asked_at: tuple[str, str],
    question: Callable[..., Any],
    filters: Filters,
    *details: Any,
    **named: Any,
) -> Any:
    return question(snapshot, filters, *details, **named)


def warm_up() -> None:
    """Open the build and ask for the first page, before the first reader does."""
    with reading(), speaking("en"):
        known()
        ask(headline, Filters())
        rows = ask(reach_by, Filters(), "county")
    # Plotly loads what it needs for a chart when it sees the first one.
    Figure(reach_bars(rows, LIGHT))
    Figure(county_map(rows, LIGHT, outlines(), address=outlines_address()))


def table_errors() -> list[Problem]:
    """Why an older version of the own figures is shown, where the tables are to blame."""
    return [p for p in snapshot().store.problems if p.is_error and p.file != "tables"]


def has_register() -> bool:
    """Whether people are counted in a register."""
    return bool(registered_projects(snapshot()))


def year_begins() -> int:
    """The month in which a reporting year begins, as the folder's settings say; January if not."""
    return snapshot().store.settings.year_begins


def years_told() -> tuple[int, int] | None:
    """The years to choose among when none is chosen."""
    return _years_told(snapshot(), engine_state(snapshot()))


@kept()
def _years_told(snapshot: Snapshot, _engine_state: str) -> tuple[int, int] | None:
    return years_told_by(snapshot)


def assets() -> str:
    """The address of the files that the pages fetch from this server."""
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    return f"/{base}/assets" if base else "/assets"


def outlines_address() -> str:
    """Where the browser finds the outlines of the counties."""
    return f"{assets()}/ro_counties.geojson"


def forget() -> None:
    """Keep no build and no answer, as in a new process; who reads now finishes."""
    _LIVE.close()


def _own(answer: Any) -> Any:
    """The answer with frames of its own, which share the kept one's values until one is changed."""
    if isinstance(answer, pd.DataFrame):
        return answer.copy(deep=False)
    if isinstance(answer, tuple) and any(isinstance(part, pd.DataFrame) for part in answer):
        return type(answer)(*map(_own, answer))
    return answer
