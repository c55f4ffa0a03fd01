"""Replies: a file with its tag, "not modified", or a refusal in one sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response

from dashboard.api.parameters import BadParameter
from dashboard.exports.json_form import json_bytes
from dashboard.i18n import language

JSON = "application/json"
_ATTEMPTS = 3
_SAFE = {"X-Content-Type-Options": "nosniff"}


@dataclass(frozen=True, slots=True)
class File:
    """What is sent; with a `name` a browser saves it."""

    data: bytes
    mime: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """What an answer depends on: `parts` name it, `headers` tell the reader of it."""

    parts: tuple[str, ...]
    headers: dict[str, str] = field(default_factory=dict)


def tagged(request: Request, state: Callable[[], State], make: Callable[[], File]) -> Response:
    """What `make` gives in one state, unless the reader has it already.

    The tag is weak: the file says on which day it was made, and is else the same.
    """
    now = state()
    if _has(request.headers.get("if-none-match", ""), _tag(request, now)):
        return Response(status_code=304, headers=_headers(request, now))
    made = make()
    for _again in range(_ATTEMPTS):
        before, now = now, state()
        if before == now:
            break
        made = make()  # the state changed on the way: what was made may be of both
    headers = _headers(request, now)
    if made.name:
        headers["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return _reply(request, made, 200, headers | {"Content-Language": language()})


def _tag(request: Request, state: State) -> str:
    whole = "\n".join([request.url.path, language(), *state.parts])
    return f'W/"{sha256(whole.encode()).hexdigest()[:32]}"'


def _headers(request: Request, state: State) -> dict[str, str]:
    own = {**_SAFE, "ETag": _tag(request, state), "Cache-Control": "no-cache"}
    return own | state.headers


def refusal(
    request: Request,
    status: int,
    message: str,
    problems: tuple[BadParameter, ...] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A refusal as JSON: the status, one sentence, and what is wrong with each parameter."""
    body = {
        "status": status,
        "message": message,
        "problems": [asdict(problem) for problem in problems],
    }
    kept = {**_SAFE, "Cache-Control": "no-store", **(headers or {})}
    return _reply(request, File(json_bytes(body), JSON), status, kept)


def _has(asked: str, tag: str) -> bool:
    opaque = tag.removeprefix("W/")
    offered = (part.strip().removeprefix("W/") for part in asked.split(","))
    return any(part in (opaque, "*") for part in offered)


def _reply(request: Request, file: File, status: int, headers: Mapping[str, str]) -> Response:
    """HEAD gets the headers of GET and no body."""
    length = {"Content-Length": str(len(file.data))}
    data = b"" if request.method == "HEAD" else file.data
    return Response(data, status, {**headers, **length}, file.mime)
