"""What the server does while it is still importing and opening things."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from threading import Event

import pytest
from starlette.types import Receive, Scope, Send
from streamlit.web.server.app_discovery import discover_asgi_app

from dashboard import server
from dashboard.paths import ROOT
from dashboard.server import QuestionsAfterStart, Start
from tests.asgi import apart


def answered_early(monkeypatch: pytest.MonkeyPatch, kind: str, path: str) -> bool:
    """Whether a request is passed on before the start is done; it must be afterwards."""
    done = Event()
    monkeypatch.setattr(server, "_warm_up", done.wait)
    passed = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        passed.append(scope["path"])

    async def ask() -> bool:
        start = Start()
        start.begin()
        request = {"type": kind, "path": path}
        asked = asyncio.create_task(QuestionsAfterStart(app, start)(request, None, None))  # type: ignore[arg-type]
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


def test_pages_wait_for_the_end_of_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not answered_early(monkeypatch, "websocket", "/_stcore/stream")


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
    code = "import sys, dashboard.cli, dashboard.server; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    late = {"pandas", "duckdb", "kaleido", "docx", "pptx", "xlsxwriter", "typst", "plotly.express"}
    assert late & set(done.stdout.split()) == set()
