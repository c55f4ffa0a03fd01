"""The application around the pages: what happens once a process, and once a request."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qs

import streamlit as st
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.i18n import LANGUAGES
from dashboard.paths import PACKAGE

# Threads of many sessions take turns this often; the default keeps a short rerun waiting.
_SWITCH_SECONDS = 0.0005
_PORT = "STREAMLIT_SERVER_PORT"
_ADDRESS = "STREAMLIT_SERVER_ADDRESS"


def make_app() -> st.App:
    """The dashboard as an ASGI application."""
    return st.App(
        PACKAGE / "main.py", lifespan=_lifespan, middleware=[Middleware(LanguageOfThePage)]
    )


def settings(environ: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Port and address from the environment, which `python app.py` does not read by itself."""
    found: dict[str, Any] = {}
    if environ.get(_PORT):
        found["server.port"] = int(environ[_PORT])
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

    from dashboard.ui import data

    data.warm_up()
    gc.collect()
    gc.freeze()
    yield None


class LanguageOfThePage:
    """Writes the language of the address into the page, where a screen reader looks for it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang", [""])[0]
        code = asked if asked in LANGUAGES else _preferred(scope)

        async def send_in_language(message: Message) -> None:
            await send(_in_language(message, code))

        await self._app(scope, receive, send_in_language)


def _preferred(scope: Scope) -> str:
    """The first language of the browser that we speak; English when it names none."""
    accepted = dict(scope["headers"]).get(b"accept-language", b"").decode("latin-1")
    offered = (part.strip()[:2].lower() for part in accepted.split(","))
    return next((code for code in offered if code in LANGUAGES), "en")


def _in_language(message: Message, code: str) -> Message:
    """The page's first chunk with its language set; both codes have two letters."""
    body = message.get("body")
    if message["type"] != "http.response.body" or not body or b'<html lang="en"' not in body:
        return message
    return {**message, "body": body.replace(b'<html lang="en"', f'<html lang="{code}"'.encode(), 1)}
