"""The application around the pages: what happens once a process, and once a request."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.api import origins_from_environment, routes
from dashboard.compression import Compressed, Shelf, Static, files_of
from dashboard.errors import DashboardError
from dashboard.front_page import FrontPage, hints
from dashboard.paths import DATA, PACKAGE, cache_folder
from dashboard.store import Store

# Threads of many sessions take turns this often; the default keeps a short rerun waiting.
_SWITCH_SECONDS = 0.0005
_PORT = "STREAMLIT_SERVER_PORT"
_ADDRESS = "STREAMLIT_SERVER_ADDRESS"
_STREAMLIT = Path(st.__file__).parent / "static" / "static"  # as the package brings them
_OUTLINES = "/assets/ro_counties.geojson"
_OUTLINES_FILE = DATA / "reference" / "ro_counties.geojson"


def make_app() -> st.App:
    """The dashboard as an ASGI application."""
    return st.App(
        PACKAGE / "main.py",
        lifespan=_lifespan,
        middleware=[
            Middleware(OwnPagesOnly),
            Middleware(Compressed, shelf=_shelf),
            Middleware(FrontPage, hints=lambda: hints(_STREAMLIT)),
        ],
        routes=[
            Route(_OUTLINES, _outlines),
            Mount("/assets", StaticFiles(directory=PACKAGE / "static")),
            *routes(_store, origins_from_environment()),
        ],
    )


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
async def _lifespan(_app: st.App) -> AsyncIterator[None]:
    """Import and open everything before the first reader comes.

    Frozen objects are left out of the garbage collection that Streamlit runs after each rerun.
    """
    sys.setswitchinterval(_SWITCH_SECONDS)
    import pandas  # noqa: F401  first, or two threads import it at once

    from dashboard.exports.pictures import stop_browser
    from dashboard.ui import data

    with suppress(DashboardError):  # the pages say it, to everyone who opens one
        data.warm_up()
    gc.collect()
    gc.freeze()
    yield None
    stop_browser()
    data.close()


def _store() -> Store:
    """The store the pages use; imported late, so that the pages' imports come in their order."""
    from dashboard.ui import data

    return data.store()


async def _outlines(_request: Request) -> FileResponse:
    return FileResponse(_OUTLINES_FILE, media_type="application/json")


def _shelf() -> Shelf:
    """Streamlit's own files, whose names carry their version, and ours."""
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    files = {
        **files_of(_STREAMLIT, f"/{base}/static" if base else "/static", is_hashed=True),
        **files_of(PACKAGE / "static", "/assets", is_hashed=False),
        _OUTLINES: Static(_OUTLINES_FILE, is_hashed=False),
    }
    return Shelf(files, cache_folder() / "static")


class OwnPagesOnly:
    """Closes sockets that another site's page opens.

    Streamlit would ask an outside service for this machine's address to judge them.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and not _is_own(dict(scope["headers"])):
            await send({"type": "websocket.close", "code": 1008})
            return
        await self._app(scope, receive, send)


def _is_own(headers: Mapping[bytes, bytes]) -> bool:
    """The page that opens the socket came from the host the socket is opened to."""
    origin = headers.get(b"origin")
    return origin is None or urlsplit(origin).netloc == headers.get(b"host")
