"""The one HTML page of Streamlit, sent in the reader's language, with what it will need named.

Streamlit names the files it starts with. Those that draw filters and charts it finds one after
another, when the server tells what is on the page: named here, they come while it is asked.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.i18n import LANGUAGES
from dashboard.web.compression import accepts_gzip

# What every page draws first, as Streamlit's files are called without their version.
_ELEMENTS = (
    "PlotlyChart",
    "BidiComponent",
    "Button",
    "ButtonGroup",
    "Metric",
    "Selectbox",
    "Html",
)
_ICONS = "MaterialSymbols-Rounded"
_IMPORTED = re.compile(r'(?:from|import)"\./([\w.-]+\.js)"')
_HEAD_BYTES = 16_000  # a built file names all that it imports at its beginning
_LANG, _END = b'<html lang="en"', b"</head>"
_STARTS = re.compile(rb'<script type="module" crossorigin src="\./static/js/')


def hints(static: Path) -> str:
    """Links that make a browser fetch what the pages need; `static` is Streamlit's folder.

    Empty for a Streamlit that calls its files differently.
    """
    scripts = _with_imports(static / "js", _ELEMENTS)
    lines = [
        f'<link rel="modulepreload" crossorigin href="./static/js/{name}">' for name in scripts
    ]
    lines += [
        f'<link rel="preload" crossorigin as="font" type="font/woff2" '
        f'href="./static/media/{font.name}">'
        for font in sorted((static / "media").glob(f"{_ICONS}.*.woff2"))
    ]
    return "\n".join(lines)


def _with_imports(folder: Path, stems: Iterable[str]) -> list[str]:
    """The files of these names and all that they import, each once."""
    names = [file.name for stem in stems for file in sorted(folder.glob(f"{stem}.*.js"))]
    found = dict.fromkeys(names)
    while names:
        new = [name for name in _imports(folder / names.pop()) if name not in found]
        found |= dict.fromkeys(new)
        names += new
    return list(found)


def _imports(script: Path) -> Iterator[str]:
    if script.is_file():
        with script.open("rb") as file:
            head = file.read(_HEAD_BYTES).decode(errors="replace")
        yield from _IMPORTED.findall(head)


class FrontPage:
    """Writes language and hints into the page; a screen reader looks for the language there.

    `hints` is called once, when the server starts; `own` for each page: the folder's language.
    """

    def __init__(self, app: ASGIApp, hints: Callable[[], str], own: Callable[[], str]) -> None:
        self._app, self._own = app, own
        self._hints = hints().encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope) if scope["type"] == "http" else Headers()
        if "text/html" not in headers.get("accept", ""):
            await self._app(scope, receive, send)
            return
        # Uncompressed, so that the page can be read; and never from a cache in another language.
        hidden = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
        plain = [(name, value) for name, value in scope["headers"] if name not in hidden]
        is_packed = accepts_gzip(headers.get("accept-encoding", ""))
        page = _Page(send, self._language(scope, headers), self._hints, is_packed=is_packed)
        await self._app({**scope, "headers": plain}, receive, page.send)

    def _language(self, scope: Scope, headers: Headers) -> str:
        """That of the address; else the folder's; else the browser's first that we speak."""
        query: bytes = scope["query_string"]
        asked = parse_qs(query.decode("latin-1")).get("lang", [""])[0]
        accepted = headers.get("accept-language", "").split(",")
        offered = (part.strip()[:2].lower() for part in accepted)
        return next((code for code in (asked, self._own(), *offered) if code in LANGUAGES), "en")


class _Page:
    """Holds back the answer's beginning until its body is known: the length changes with it."""

    def __init__(self, send: Send, code: str, hints: bytes, *, is_packed: bool) -> None:
        self._send, self._code, self._hints, self._is_packed = send, code, hints, is_packed
        self._start: Message | None = None

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_page(message):
            self._start = message
            return
        if self._start is not None:
            start, self._start = self._start, None
            body = message.get("body", b"")
            if not message.get("more_body") and _LANG in body:
                start, message = self._rewritten(start, body)
            await self._send(start)
        await self._send(message)

    def _rewritten(self, start: Message, body: bytes) -> tuple[Message, Message]:
        headers = MutableHeaders(raw=list(start["headers"]))
        body = _written(body, self._code, self._hints, self._is_packed)
        headers["content-length"] = str(len(body))
        headers.add_vary_header("Accept-Encoding, Accept-Language")
        for validator in ("etag", "last-modified", "accept-ranges"):
            del headers[validator]  # they tell of the page as Streamlit brings it
        if self._is_packed:
            headers["content-encoding"] = "gzip"
        page = {"type": "http.response.body", "body": body}
        return {**start, "headers": headers.raw}, page


def _is_page(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    is_html = headers.get("content-type", "").startswith("text/html")
    return start["status"] == 200 and is_html and "content-encoding" not in headers


@lru_cache(maxsize=16)
def _written(body: bytes, code: str, hints: bytes, is_packed: bool) -> bytes:
    body = body.replace(_LANG, f'<html lang="{code}"'.encode(), 1)
    if _STARTS.search(body):
        body = body.replace(_END, hints + b"\n" + _END, 1)
    return gzip.compress(body, mtime=0) if is_packed else body
