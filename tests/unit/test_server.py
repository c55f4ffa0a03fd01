"""What the server does while it is still importing and opening things."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from threading import Event
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.web.server.app_discovery import discover_asgi_app

from dashboard.paths import ROOT
from dashboard.web import server
from dashboard.web.server import QuestionsAfterStart, Start
from tests.asgi import apart


def answered_early(
    monkeypatch: pytest.MonkeyPatch, kind: str, path: str, until: str = "_import_pages"
) -> bool:
    """Whether a request is passed on before `until` is done; it must be afterwards."""
    done = Event()
    for part in ("_import_pages", "_warm_up"):
        monkeypatch.setattr(server, part, done.wait if part == until else lambda: None)
    passed = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        passed.append(scope["path"])

    async def ask() -> bool:
        start = Start()
        start.begin()
        request = {"type": kind, "path": path}
        asked = asyncio.create_task(QuestionsAfterStart(app, start)(request, None, None))  # type: ignore[arg-type]
        if until == "_warm_up":
            await start.wait_for_imports()
        for _turn in range(10):
            await asyncio.sleep(0)
        was_early = bool(passed)
        done.set()
        await asked
        return was_early

    was_early: bool = apart(asyncio.run, ask())
    assert passed == [path]
    return was_early


def test_streamlit_sees_in_the_source_that_the_launcher_is_more_than_a_script() -> None:
    assert discover_asgi_app(ROOT / "app.py").import_string == "app:app"


@pytest.mark.parametrize("path", ["/", "/counties", "/static/js/a.js", "/_stcore/health"])
def test_files_are_served_while_the_server_starts(
    monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    assert answered_early(monkeypatch, "http", path)


@pytest.mark.parametrize("path", ["/api", "/api/figures.csv", "/reach/api/records.json"])
def test_questions_wait_for_the_end_of_the_start(
    monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    assert not answered_early(monkeypatch, "http", path)
    assert not answered_early(monkeypatch, "http", path, until="_warm_up")


def test_pages_wait_for_the_imports_and_say_themselves_that_they_wait_for_the_build(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert not answered_early(monkeypatch, "websocket", "/_stcore/stream")
    assert answered_early(monkeypatch, "websocket", "/_stcore/stream", until="_warm_up")


def test_a_start_that_failed_keeps_nobody_waiting_and_is_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail() -> None:
        start = Start()
        start.begin()
        await start.wait()

    monkeypatch.setattr(server, "_warm_up", lambda: 1 // 0)
    apart(asyncio.run, fail())
    assert "The start has failed." in caplog.text


def test_a_server_starts_without_what_writes_files_and_asks_the_store() -> None:
    code = "import sys, dashboard.cli, dashboard.web.server; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    late = {"pandas", "duckdb", "kaleido", "docx", "pptx", "xlsxwriter", "typst", "plotly.express"}
    assert late & set(done.stdout.split()) == set()


@pytest.mark.parametrize(
    ("origin", "is_let_in"),
    [
        ("https://evil.example", False),
        ("https://reach.example.evil.example", False),
        ("https://reach.example:444", False),
        ("null", False),
        ("", False),
        ("https://reach.example", True),
        (None, True),  # no browser: a program of somebody's own
    ],
)
def test_a_socket_is_opened_by_a_page_of_this_host_alone(
    origin: str | None, is_let_in: bool
) -> None:
    let_in, sent = [], []

    async def app(_scope: Scope, _receive: Receive, _send: Send) -> None:
        let_in.append(True)

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"host", b"reach.example")]
    headers += [] if origin is None else [(b"origin", origin.encode())]
    asked: Scope = {"type": "websocket", "path": "/_stcore/stream", "headers": headers}
    first: Any = server.middleware()[0]
    apart(asyncio.run, first.cls(app)(asked, None, send))
    assert let_in == [True] * is_let_in
    assert sent == ([] if is_let_in else [{"type": "websocket.close", "code": 1008}])
