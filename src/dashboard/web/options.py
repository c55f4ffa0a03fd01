"""The list of everything that can be chosen, which a browser fetches once."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dashboard.errors import DashboardError
from dashboard.i18n import LANGUAGES, speaking
from dashboard.reach.options import Span, option_list
from dashboard.reach.snapshot import Snapshot, kept
from dashboard.web.compression import BROTLI, GZIP, Encoding, best_encoding

_SPAN = re.compile("([0-9]{4})-([0-9]{4})|none")
_MOST_YEARS = 400
# Its address has the digest of what is in it: another list has another address.
_FOREVER = {"cache-control": "public, immutable, max-age=31536000", "vary": "Accept-Encoding"}
_ENCODINGS = {encoding.name: encoding for encoding in (BROTLI, GZIP)}


def answer(reading: Callable[[], AbstractContextManager[Snapshot]], request: Request) -> Response:
    """The list of a language and a span of years; 404 where it is no longer as the address says."""
    asked = request.path_params
    span = _SPAN.fullmatch(asked["span"])
    encoding = best_encoding(request.headers.get("accept-encoding", ""))
    body = None
    if span and asked["language"] in LANGUAGES and _is_short(span):
        try:
            with reading() as snapshot, speaking(asked["language"]):
                body = _body(snapshot, asked["digest"], _years(span), encoding)
        except DashboardError:
            return PlainTextResponse("Service Unavailable", 503)
    if body is None:
        return PlainTextResponse("Not Found", 404, {"cache-control": "no-store"})
    headers = _FOREVER | ({"content-encoding": encoding.name} if encoding else {})
    return Response(body, headers=headers, media_type="application/json")


def _body(snapshot: Snapshot, digest: str, span: Span, encoding: Encoding | None) -> bytes | None:
    found, text = option_list(snapshot, span)
    if found != digest:
        return None
    return _packed(snapshot, text, encoding.name) if encoding else text.encode()


@kept(most=8)
def _packed(_snapshot: Snapshot, text: str, encoding: str) -> bytes:
    return _ENCODINGS[encoding].pack(text.encode())


def _years(span: re.Match[str]) -> Span:
    return (int(span[1]), int(span[2])) if span[1] else None


def _is_short(span: re.Match[str]) -> bool:
    return span[1] is None or 0 <= int(span[2]) - int(span[1]) < _MOST_YEARS
