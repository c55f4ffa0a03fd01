"""The one HTML page of Streamlit, sent in the reader's language, with what it will need named.

Streamlit names the files it starts with. Those that draw filters and charts it finds one after
another, when the server tells what is on the page: named here, they come while it is asked.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.i18n import LANGUAGES, _, speaking
from dashboard.ui import box_files
from dashboard.ui.pages import FOR_STAFF, PAGES, SCRIPTS
from dashboard.web.compression import accepts_gzip
from dashboard.web.not_found import not_found

if TYPE_CHECKING:
    from dashboard.ui.told import Told

# What every page draws first, as Streamlit's files are called without their version.
_ELEMENTS = (
    "BidiComponent",
    "Button",
    "ButtonGroup",
    "Metric",
    "Selectbox",
    "Html",
)
_CHARTS = ("PlotlyChart",)  # the largest by far; the first screen has no need of it
_ICONS = "MaterialSymbols-Rounded"
_IMPORTED = re.compile(r'(?:from|import)"\./([\w.-]+\.js)"')
_HEAD_BYTES = 16_000  # a built file names all that it imports at its beginning
_LANG, _END = b'<html lang="en"', b"</head>"
_TITLE = re.compile(rb"<title>[^<]*</title>")
_OWN_SCRIPT = b'<script defer src="./assets/page.js"></script>'
_LOCALES = {"en": "en_GB", "ro": "ro_RO"}
# Who may write is shown no page inside another's: a click there would be a click here.
_FRAMED_NOWHERE = {"x-frame-options": "DENY", "content-security-policy": "frame-ancestors 'none'"}
_STARTS = re.compile(rb'<script type="module" crossorigin src="\./static/js/')


def hints(static: Path) -> str:
    """Links that make a browser fetch what the pages need; `static` is Streamlit's folder.

    Empty for a Streamlit that calls its files differently.
    """
    named = [f"static/js/{name}" for name in _with_imports(static / "js", _ELEMENTS)]
    named += [f"assets/{name}" for name in box_files.scripts()]
    lines = [_module(name) for name in named]
    lines += [
        f'<link rel="preload" crossorigin as="font" type="font/woff2" '
        f'href="./static/media/{font.name}">'
        for font in sorted((static / "media").glob(f"{_ICONS}.*.woff2"))
    ]
    return "\n".join(lines)


def chart_hints(static: Path) -> str:
    """The same for the charts of every page but the first."""
    known = _with_imports(static / "js", _ELEMENTS)
    named = [name for name in _with_imports(static / "js", _CHARTS) if name not in known]
    return "\n".join(_module(f"static/js/{name}") for name in named)


def _module(name: str) -> str:
    return f'<link rel="modulepreload" crossorigin href="./{name}">'


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
    """Writes into the page what must stand there before any script runs.

    The language, for screen readers; what will be needed, named; the page's title and finding, for
    who is sent its link. An address that no page has is answered with 404 and the way on. Staff are
    shown no page in a frame.

    `hints` and `chart_hints` are called once, when the server starts; for each page `own`, the
    folder's language, and `told`, what a page of `ui.pages` finds under a query. `base` is the path
    of the pages, `is_staff` says for whom there are those of staff.
    """

    def __init__(
        self,
        app: ASGIApp,
        hints: Callable[[], str],
        own: Callable[[], str],
        told: Callable[[str, Mapping[str, str], str], Told | None],
        base: Callable[[], str] = lambda: "",
        is_staff: Callable[[Scope], bool] = lambda _scope: False,
        chart_hints: Callable[[], str] = lambda: "",
    ) -> None:
        self._is_staff = is_staff
        self._app, self._own, self._told, self._base = app, own, told, base()
        self._hints, self._chart_hints = hints().encode(), chart_hints().encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope) if scope["type"] == "http" else Headers()
        if "text/html" not in headers.get("accept", ""):
            await self._app(scope, receive, send)
            return
        # Uncompressed, so that the page can be read; and never from a cache in another language.
        hidden = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
        plain = [(name, value) for name, value in scope["headers"] if name not in hidden]
        is_packed = accepts_gzip(headers.get("accept-encoding", ""))
        added = _FRAMED_NOWHERE if self._is_staff(scope) else {}
        page = _Page(send, partial(self._body, scope), added, is_packed=is_packed)
        await self._app({**scope, "headers": plain}, receive, page.send)

    async def _body(self, scope: Scope, body: bytes) -> tuple[int, bytes]:
        """The status and the page as this reader gets it."""
        asked = parse_qs(scope["query_string"].decode("latin-1"))
        query = {key: ",".join(values) for key, values in asked.items()}
        code = language_of(scope, self._own())
        path = scope["path"].removeprefix(scope.get("root_path", "")).removeprefix(self._base)
        script = SCRIPTS.get(path.strip("/"))
        if script is None or (script in FOR_STAFF and not self._is_staff(scope)):
            return 404, not_found(code, self._base)
        told = None
        if script in PAGES:
            told = await to_thread.run_sync(self._told, script, query, code)
        charts = self._chart_hints
        if script == "overview":  # a page that is opened next finds them there
            charts = charts.replace(b'rel="modulepreload"', b'class="later"')
        hints = self._hints + b"\n" + charts
        return 200, _written(body, code, hints, _tags(told, code) if told else _title_alone(code))


def language_of(scope: Scope, own: str) -> str:
    """That of the address; else the folder's `own`; else the browser's first that we speak."""
    query: bytes = scope["query_string"]
    asked = parse_qs(query.decode("latin-1")).get("lang", [""])[0]
    accepted = Headers(scope=scope).get("accept-language", "").split(",")
    offered = (part.strip()[:2].lower() for part in accepted)
    return next((code for code in (asked, own, *offered) if code in LANGUAGES), "en")


class _Page:
    """Holds back the answer's beginning until its body is known: the length changes with it."""

    def __init__(
        self,
        send: Send,
        body: Callable[[bytes], Awaitable[tuple[int, bytes]]],
        added: Mapping[str, str],
        *,
        is_packed: bool,
    ) -> None:
        self._send, self._body, self._added, self._is_packed = send, body, added, is_packed
        self._start: Message | None = None

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_page(message):
            self._start = message
            return
        if self._start is not None:
            start, self._start = self._start, None
            body = message.get("body", b"")
            if not message.get("more_body") and _LANG in body:
                start, message = await self._rewritten(start, body)
            await self._send(start)
        await self._send(message)

    async def _rewritten(self, start: Message, body: bytes) -> tuple[Message, Message]:
        status, body = await self._body(body)
        headers = MutableHeaders(raw=list(start["headers"]))
        body = gzip.compress(body, mtime=0) if self._is_packed else body
        headers["content-length"] = str(len(body))
        headers.update(self._added)
        headers.add_vary_header("Accept-Encoding, Accept-Language")
        for validator in ("etag", "last-modified", "accept-ranges"):
            del headers[validator]  # they tell of the page as Streamlit brings it
        if self._is_packed:
            headers["content-encoding"] = "gzip"
        page = {"type": "http.response.body", "body": body}
        return {**start, "status": status, "headers": headers.raw}, page


def _is_page(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    is_html = headers.get("content-type", "").startswith("text/html")
    return start["status"] == 200 and is_html and "content-encoding" not in headers


def _written(body: bytes, code: str, hints: bytes, tags: bytes) -> bytes:
    body = body.replace(_LANG, f'<html lang="{code}"'.encode(), 1)
    if tags:
        body = _TITLE.sub(lambda _found: tags, body, count=1)
    if _STARTS.search(body):
        body = body.replace(_END, hints + b"\n" + _END, 1)
        body = _STARTS.sub(lambda first: _OWN_SCRIPT + b"\n" + first[0], body, count=1)
    return body


def _title_alone(code: str) -> bytes:
    """For who comes while the start goes on, or for whom there is no build."""
    with speaking(code):
        return f"<title>{escape(_('Reach'))}</title>".encode()


def _tags(told: Told, code: str) -> bytes:
    """The title, and what shows where somebody pastes the link."""
    title, finding = escape(told.title), escape(told.finding)
    return (
        f'<title>{title}</title><meta name="description" content="{finding}">'
        f'<meta property="og:type" content="website"><meta property="og:title" content="{title}">'
        f'<meta property="og:description" content="{finding}">'
        f'<meta property="og:locale" content="{_LOCALES[code]}">'
    ).encode()
