"""/staff: a form for the code of a link, and the session it is exchanged for."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from dashboard.access.keeping import SESSION_SECONDS, Staff, cookie_name
from dashboard.i18n import N_, _, language, speaking

_MOST_BYTES = 2_000
_STYLE = """
body {font: 1rem/1.5 system-ui, sans-serif; max-width: 26rem; margin: 15vh auto; padding: 0 1rem;
  background: Canvas; color: CanvasText; color-scheme: light dark}
h1 {font-size: 1.5rem} label, input, button {display: block; width: 100%; box-sizing: border-box}
input, button {font: inherit; padding: 0.6rem; margin: 0.25rem 0 1rem}
button {background: #0B6E6E; color: #fff; border: 0; border-radius: 4px; cursor: pointer}
output {display: block; font-weight: 600}
"""
_STYLE_HASH = b64encode(sha256(_STYLE.encode()).digest()).decode()
_HEADERS = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        f"form-action 'self'; style-src 'sha256-{_STYLE_HASH}'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
}
_WRONG = N_(
    "This code is not known: it was used, is older than ten minutes, or was mistyped. "
    "`dashboard staff link` makes a new link."
)
_SLOWLY = N_("Too many wrong codes. Wait a minute, then try once more.")
_FOREIGN = N_("This was not sent by the page of this address. Open the staff link in a browser.")


@dataclass(frozen=True)
class Door:
    """What the page needs to know of its server, asked for each request."""

    staff: Staff
    port: Callable[[], int]
    base: Callable[[], str]  # the path under which the pages lie: "" or /reach
    language: Callable[[Request], str]

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/staff", self._form, methods=["GET"]),
            Route("/staff", self._sign_in, methods=["POST"]),
        ]

    async def _form(self, request: Request) -> Response:
        """The form alone: looking at a link, as previews of messages do, uses nothing up."""
        with speaking(self.language(request)):
            return HTMLResponse(_page(), headers=_HEADERS)

    async def _sign_in(self, request: Request) -> Response:
        with speaking(self.language(request)):
            if not _is_own(request):
                return _refusal(_(_FOREIGN), 403)
            code = await _code(request)
            if not self.staff.may_try():
                return _refusal(_(_SLOWLY), 429)
            session = self.staff.sign_in(code)
        return self._welcome(request, session) if session else _refusal(_(_WRONG), 403)

    def _welcome(self, request: Request, session: str) -> Response:
        answer = RedirectResponse(f"{self.base()}/data", 303, headers=_HEADERS)
        answer.set_cookie(
            cookie_name(self.port()),
            session,
            max_age=SESSION_SECONDS,
            path=self.base() or "/",
            secure=_is_behind_tls(request),
            httponly=True,
            samesite="strict",
        )
        return answer


def _refusal(sentence: str, status: int) -> Response:
    return PlainTextResponse(sentence, status, _HEADERS)


def _is_own(request: Request) -> bool:
    origin = request.headers.get("origin", "")
    return bool(origin) and urlsplit(origin).netloc == request.headers.get("host")


def _is_behind_tls(request: Request) -> bool:
    forwarded = request.headers.get("x-forwarded-proto", "")
    return request.url.scheme == "https" or forwarded.startswith("https")


async def _code(request: Request) -> str:
    """The code that was posted; "" where the body is none of the form's."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _MOST_BYTES:
            return ""
    return parse_qs(body.decode("latin-1")).get("code", [""])[0].strip()


def _page() -> str:
    title, told = _("Sign in as staff"), _("The link works once, for ten minutes.")
    code, button = _("Code"), _("Sign in")
    return (  # not begun as Streamlit's page, which is filled in on its way out
        f'<!DOCTYPE html><html dir="ltr" lang="{language()}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        '<link rel="icon" href="assets/icon.svg">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>"
        f"<h1>{escape(title)}</h1><p>{escape(told)}</p>"
        '<form method="post" action="staff" autocomplete="off">'
        f'<label for="code">{escape(code)}</label>'
        '<input id="code" name="code" type="password" required>'
        f"<button>{escape(button)}</button>"
        '<output role="alert"></output></form>'
        '<script src="assets/staff.js"></script></body></html>'
    )
