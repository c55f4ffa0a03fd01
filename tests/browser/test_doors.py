"""Every way to start the dashboard serves its pages, API and files, and reads its settings."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, expect

from dashboard.paths import ROOT
from tests.browser.app import expect_no_exception, new_reader, open_page
from tests.browser.server import running_server, serve_command

PYTHON = sys.executable


def streamlit_run(port: int) -> list[str]:
    return [PYTHON, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.port", str(port)]


def python_app(_port: int) -> list[str]:
    return [PYTHON, str(ROOT / "app.py")]  # the port is in STREAMLIT_SERVER_PORT


def uvicorn(port: int) -> list[str]:
    return [PYTHON, "-m", "uvicorn", "app:app", "--app-dir", str(ROOT), "--port", str(port)]


def check_door(browser: Browser, base: str) -> None:
    """A page with its figures, the API, a file of ours; and nobody else is asked."""
    asked: list[str] = []
    with new_reader(browser, locale="en-GB") as context:
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        open_page(page, base, "years?lang=en")
        expect(page.get_by_test_id("stPlotlyChart").first).to_be_visible()
        expect_no_exception(page)
    assert [url for url in asked if not url.startswith((base, "data:", "blob:"))] == []
    figures = json.loads(urlopen(f"{base}/api/figures.json?by=year").read())
    assert figures["rows"]
    assert urlopen(f"{base}/assets/icon.svg").headers["content-type"] == "image/svg+xml"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where all are started: their tables are checked and built once, by the first."""
    return tmp_path_factory.mktemp("doors")


@pytest.mark.parametrize("door", [streamlit_run, python_app, serve_command, uvicorn])
def test_every_way_to_start_serves_pages_api_and_files_from_any_folder(
    browser: Browser, folder: Path, door: Callable[[int], list[str]]
) -> None:
    with running_server(folder, folder / "server.log", door) as base:
        check_door(browser, base)


@pytest.mark.timeout(600)  # installs it first
def test_an_installed_wheel_serves_pages_api_and_files(
    browser: Browser, folder: Path, installed: Path
) -> None:
    def wheel(port: int) -> list[str]:
        return [str(installed / "dashboard"), "serve", "--port", str(port)]

    with running_server(folder, folder / "server.log", wheel) as base:
        check_door(browser, base)
