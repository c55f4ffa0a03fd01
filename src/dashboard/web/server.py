"""The application around the pages: what happens once a process, and once a request."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import re
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractContextManager, asynccontextmanager, suppress
from functools import cache
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import HTTPConnection, Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route, Router
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config

from dashboard.access.keeping import Staff, is_staff, staff_of_folder
from dashboard.access.routes import Door
from dashboard.errors import DashboardError
from dashboard.i18n import speaking
from dashboard.paths import DATA, PACKAGE, ROOT, cache_folder
from dashboard.web.allowed import OnlyWhatPagesUse
from dashboard.web.compression import Compressed, Shelf, Static, files_of
from dashboard.web.front_page import FrontPage, chart_hints, hints, language_of
from dashboard.web.own_pages import OwnPagesOnly

if TYPE_CHECKING:
    from dashboard.reach.snapshot import Snapshot
    from dashboard.ui.told import Told

# Threads of many sessions take turns this often; the default keeps a short rerun waiting.
_SWITCH_SECONDS = 0.0005
_ASKS = re.compile("/api(/|$)|/agent/|/assets/options/")  # addresses that ask for figures
_LOG = logging.getLogger(__name__)
_PORT = "STREAMLIT_SERVER_PORT"
_ADDRESS = "STREAMLIT_SERVER_ADDRESS"
_STREAMLIT = Path(st.__file__).parent / "static" / "static"  # as the package brings them
_OUTLINES = "/assets/ro_counties.geojson"
_OUTLINES_FILE = DATA / "reference" / "ro_counties.geojson"


def middleware() -> list[Middleware]:
    """What each request passes through before Streamlit or a route of ours answers."""
    return [
        Middleware(OwnPagesOnly),
        Middleware(OnlyWhatPagesUse, may_upload=_is_staff),
        Middleware(QuestionsAfterStart, start=_START),
        Middleware(Compressed, shelf=_shelf),
        Middleware(
            FrontPage,
            hints=lambda: hints(_STREAMLIT),
            chart_hints=lambda: chart_hints(_STREAMLIT),
            own=_folder_language,
            told=_told,
            base=_base,
            is_staff=_is_staff,
        ),
    ]


def routes() -> list[BaseRoute]:
    """The addresses that are not Streamlit's: the API and our own files."""
    api = Api()
    door = Door(_staff(), _port, _base, lambda r: language_of(r.scope, _folder_language()))
    return [
        *door.routes(),
        Route(_OUTLINES, _outlines),
        Route("/assets/options/{digest}/{language}/{span}.json", _options),
        Mount("/assets", StaticFiles(directory=PACKAGE / "web" / "static")),
        Route("/api", api),
        Mount("/api", api),
    ]


def read_our_settings() -> None:
    """Let Streamlit read the settings beside app.py, from whatever folder it is started in.

    It looks beside the script it was started by; another server, such as uvicorn, names none, and
    without the settings the usage statistics would be on. There is no public name for this.
    """
    if config._main_script_path is None:
        config._main_script_path = str(ROOT / "app.py")


def settings(environ: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Port and address from the environment, which `python app.py` does not read by itself."""
    found: dict[str, Any] = {}
    port = environ.get(_PORT, "")
    if port:
        if not port.isdecimal():
            raise SystemExit(f"{_PORT}={port} is no port: give a number such as 8501.")
        found["server.port"] = int(port)
    if environ.get(_ADDRESS):
        found["server.address"] = environ[_ADDRESS]
    return found


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Serve at once: the browser fetches its files while we import and open everything."""
    sys.setswitchinterval(_SWITCH_SECONDS)
    _START.begin()
    yield None
    await _START.wait()
    from dashboard.exports.pictures import stop_browser
    from dashboard.ui import data

    stop_browser()
    data.forget()


class Start:
    """The work before the first question, done once, beside the serving of files: imports, after
    which a page can say that it waits; then the build."""

    def __init__(self) -> None:
        self._imports: asyncio.Task[None] | None = None
        self._work: asyncio.Task[None] | None = None

    def begin(self) -> None:
        self._imports = asyncio.create_task(asyncio.to_thread(_import_pages))
        self._work = asyncio.create_task(self._open(self._imports))
        self._work.add_done_callback(_log_failure)

    @staticmethod
    async def _open(imports: asyncio.Task[None]) -> None:
        await imports
        await asyncio.to_thread(_warm_up)

    @property
    def is_done(self) -> bool:
        return self._work is not None and self._work.done()

    async def wait(self) -> None:
        """Until the work is done, or has failed; not at all where it was never begun."""
        if self._work is not None:
            await asyncio.wait({self._work})

    async def wait_for_imports(self) -> None:
        """The same of its first part."""
        if self._imports is not None:
            await asyncio.wait({self._imports})


_START = Start()


def _import_pages() -> None:
    """Import everything, in one thread: two that import pandas at once break it."""
    import pandas  # noqa: F401  first, before what imports parts of it

    from dashboard.ui import data, downloads, shell  # noqa: F401  what every page draws

    data.hold_readers()


def _warm_up() -> None:
    """Open everything.

    Frozen objects are left out of the garbage collection that Streamlit runs after each rerun.
    """
    from dashboard.ui import data

    packing = Thread(target=_pack, args=(_shelf(),), name="packing", daemon=True)
    packing.start()
    try:
        with suppress(DashboardError):  # the pages say it, to everyone who opens one
            data.warm_up()
    finally:
        data.let_readers_in()
    packing.join()
    gc.collect()
    gc.freeze()


def _log_failure(work: asyncio.Task[None]) -> None:
    if not work.cancelled() and (error := work.exception()):
        _LOG.error("The start has failed.", exc_info=error)


def _reading() -> AbstractContextManager[Snapshot]:
    """The build that the pages read."""
    from dashboard.ui import data

    return data.reading()


@cache
def _staff() -> Staff:
    return staff_of_folder()


def _is_staff(scope: Scope) -> bool:
    return is_staff(_staff(), HTTPConnection(scope).cookies, _port())


def _port() -> int:
    return int(st.get_option("server.port"))


def _folder_language() -> str:
    """The language that the folder asks for; "" while the start goes on."""
    if not _START.is_done:
        return ""
    from dashboard.ui import data

    return data.last_language()


def _told(script: str, query: Mapping[str, str], code: str) -> Told | None:
    """What a page finds; None while the start goes on, and where it cannot be told."""
    if not _START.is_done:
        return None
    from dashboard.ui import told

    try:
        with speaking(code):
            return told.told(script, query)
    except DashboardError:
        return None  # there is no build: the page says it
    except Exception:  # noqa: BLE001  the page must be sent, and says by itself what is wrong
        _LOG.exception("No title can be given to the page %s.", script)
        return None


def _base() -> str:
    """The path under which the pages lie: "" or /reach."""
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    return f"/{base}" if base else ""


class Api:
    """The API, imported when it is first asked: nothing that a start has need of."""

    def __init__(self) -> None:
        self._router: Router | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._router is None:
            from dashboard import api

            self._router = Router(api.routes(_reading, api.origins_from_environment()))
        # Its routes are matched with the whole path, as if they had been given to the server.
        root = scope.get("app_root_path", scope.get("root_path", ""))
        await self._router({**scope, "root_path": root}, receive, send)


class QuestionsAfterStart:
    """Lets the API wait for the end of the start, and pages until they can say that they wait;
    files and health do not."""

    def __init__(self, app: ASGIApp, start: Start) -> None:
        self._app, self._start = app, start

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._start.wait_for_imports()
        elif _ASKS.search(scope.get("path", "")):
            await self._start.wait()
        await self._app(scope, receive, send)


async def _outlines(_request: Request) -> FileResponse:
    return FileResponse(_OUTLINES_FILE, media_type="application/json")


async def _options(request: Request) -> Response:
    from dashboard.web import options  # what it needs is imported by the start, not before it

    return await run_in_threadpool(options.answer, _reading, request)


@cache
def _shelf() -> Shelf:
    """Streamlit's own files, whose names carry their version, and ours."""
    files = {
        **files_of(_STREAMLIT, f"{_base()}/static", is_hashed=True),
        **files_of(PACKAGE / "web" / "static", "/assets", is_hashed=False),
        _OUTLINES: Static(_OUTLINES_FILE, is_hashed=False),
    }
    return Shelf(files, cache_folder() / "static")


def _pack(shelf: Shelf) -> None:
    """Compress what a first visit needs, before one comes."""
    named = hints(_STREAMLIT) + chart_hints(_STREAMLIT)
    shelf.pack_all(re.findall(r'([\w.-]+\.js)"', named))
    shelf.tidy()
