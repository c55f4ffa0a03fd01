"""Asks an ASGI application in this process, without a server and without a client library."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from dataclasses import dataclass
from typing import Any, TypeVar

from starlette.types import ASGIApp, Message

T = TypeVar("T")


def apart(work: Callable[..., T], *given: Any) -> T:
    """What `work` returns, done in a thread: the browser tests leave a loop running in this one."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(copy_context().run, work, *given).result()


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    def json(self) -> Any:
        return json.loads(self.body)


def ask(
    app: ASGIApp,
    address: str,
    method: str = "GET",
    logged: type[Exception] | None = None,
    body: bytes = b"",
    **headers: str,
) -> Answer:
    """The answer to one request; `if_none_match` gives the header If-None-Match.

    `logged` is an exception that the application answers and then leaves to the server's log.
    """
    path, _mark, query = address.partition("?")
    given = {"host": "reach.example"} | {k.replace("_", "-"): v for k, v in headers.items()}
    scope: dict[str, Any] = {
        "type": "http", "asgi": {"version": "3.0", "spec_version": "2.4"}, "http_version": "1.1",
        "method": method, "scheme": "https", "path": path, "raw_path": path.encode(),
        "root_path": "", "query_string": query.encode(), "server": ("reach.example", 443),
        "client": ("test", 1),
        "headers": [(k.encode(), v.encode()) for k, v in given.items()],
    }  # fmt: skip
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    with suppress(*[logged] if logged else []):
        apart(asyncio.run, app(scope, receive, send))
    answer = {k.decode(): v.decode("latin-1") for k, v in sent[0]["headers"]}
    return Answer(sent[0]["status"], answer, b"".join(m.get("body", b"") for m in sent[1:]))
