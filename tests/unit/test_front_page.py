"""The page that everything starts with: its language, and what it makes the browser fetch."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from dashboard.ui.told import Told
from dashboard.web.compression import BROTLI, Shelf, files_of
from dashboard.web.front_page import FrontPage, chart_hints, hints
from tests.asgi import ask

STATIC = Path(streamlit.__file__).parent / "static" / "static"
PAGE = """<!DOCTYPE html><html lang="en"><head><title>As it comes</title>
<script type="module" crossorigin src="./static/js/index.a1.js"></script></head></html>"""
HTML = "text/html,*/*"


def says(script: str, query: Mapping[str, str], code: str) -> Told:
    return Told(f"{script} <{code}>", f'"{query.get("county", "all")}" & others')


def front(
    own: str = "",
    told: Callable[..., Told | None] = says,
    base: str = "",
    *,
    is_staff: bool = False,
) -> ASGIApp:
    """A page and something else, of a folder that asks for its `own` language."""

    async def page(_request: Request) -> Response:
        return HTMLResponse(PAGE, headers={"etag": '"as it comes"'})

    async def other(_request: Request) -> Response:
        return JSONResponse({"html": '<html lang="en"'})

    return FrontPage(
        Starlette(routes=[Route("/other", other), Route("/{path:path}", page)]),
        hints=lambda: "<link rel=hint>",
        chart_hints=lambda: '<link rel="modulepreload" href="chart">',
        own=lambda: own,
        told=told,
        base=lambda: base,
        is_staff=lambda _scope: is_staff,
    )


@pytest.fixture
def app() -> ASGIApp:
    return front()


@pytest.mark.parametrize(
    ("address", "accepted", "code"),
    [("/", "", "en"), ("/", "ro,en", "ro"), ("/", "fr,ro", "ro"), ("/?lang=en", "ro", "en")],
)
def test_the_page_is_in_the_language_of_the_address_or_of_the_browser(
    app: ASGIApp, address: str, accepted: str, code: str
) -> None:
    answer = ask(app, address, accept=HTML, accept_language=accepted)
    assert f'<html lang="{code}">' in answer.text
    assert answer.headers["content-length"] == str(len(answer.body))


@pytest.mark.parametrize(
    ("address", "accepted", "code"),
    [("/", "en", "ro"), ("/", "", "ro"), ("/?lang=en", "ro", "en"), ("/?lang=de", "en", "ro")],
)
def test_a_folder_s_own_language_comes_before_the_browser_s(
    address: str, accepted: str, code: str
) -> None:
    answer = ask(front("ro"), address, accept=HTML, accept_language=accepted)
    assert f'<html lang="{code}">' in answer.text


def test_the_page_names_what_will_be_needed_before_its_head_ends(app: ASGIApp) -> None:
    text = ask(app, "/", accept=HTML).text
    assert '<link rel=hint>\n<link class="later" href="chart">\n</head>' in text


def test_our_script_runs_before_the_first_of_streamlit_s(app: ASGIApp) -> None:
    """It says where the server is, so that nobody asks for it under a page's address."""
    text = ask(app, "/", accept=HTML).text
    assert '<script defer src="./assets/page.js"></script>\n<script type="module" ' in text


def test_the_page_is_compressed_for_who_takes_it(app: ASGIApp) -> None:
    answer = ask(app, "/", accept=HTML, accept_encoding="gzip")
    assert answer.headers["content-encoding"] == "gzip"
    assert gzip.decompress(answer.body) == ask(app, "/", accept=HTML).body


def test_no_tag_of_the_page_as_it_comes_is_passed_on(app: ASGIApp) -> None:
    assert "etag" not in ask(app, "/", accept=HTML).headers


@pytest.mark.parametrize("address", ["/data", "/", "/years?embed=true", "/nowhere"])
def test_staff_see_no_page_in_a_frame_and_readers_see_each(address: str) -> None:
    staff, reader = (ask(front(is_staff=who), address, accept=HTML) for who in (True, False))
    assert staff.headers["x-frame-options"] == "DENY"
    assert staff.headers["content-security-policy"] == "frame-ancestors 'none'"
    assert "x-frame-options" not in reader.headers
    assert "content-security-policy" not in reader.headers


def test_a_pasted_link_shows_the_finding_of_its_page_filters_and_language(app: ASGIApp) -> None:
    text = ask(app, "/target-groups?lang=ro&county=RO-IS&county=RO-BC", accept=HTML).text
    assert "<title>target_groups &lt;ro&gt;</title>" in text
    assert '<meta property="og:title" content="target_groups &lt;ro&gt;">' in text
    assert 'property="og:description" content="&quot;RO-IS,RO-BC&quot; &amp; others">' in text
    assert '<meta property="og:locale" content="ro_RO">' in text


def test_a_page_of_which_nothing_can_be_told_comes_without() -> None:
    answer = ask(front(told=lambda *_asked: None), "/", accept=HTML)
    assert answer.status == 200
    assert "<title>Reach</title>" in answer.text
    assert "og:" not in answer.text


@pytest.mark.parametrize("base", ["", "/reach"])
def test_an_address_that_no_page_has_is_answered_with_the_pages(base: str) -> None:
    app = front(base=base)
    assert ask(app, f"{base}/years", accept=HTML).status == 200
    for path in ("/nothing", "/years/2016", "/index.html", "/%3Cscript%3E"):
        answer = ask(app, f"{base}{path}", accept=HTML, accept_language="ro")
        assert answer.status == 404
        assert '<html lang="ro">' in answer.text
        assert "La această adresă nu este nicio pagină" in answer.text
        assert f'<a href="{base}/target-groups?lang=ro">Grupuri</a>' in answer.text


def test_other_answers_pass_unchanged(app: ASGIApp) -> None:
    assert ask(app, "/other", accept=HTML).json() == {"html": '<html lang="en"'}


def test_all_that_is_hinted_at_is_there_and_can_be_imported() -> None:
    named = hints(STATIC) + chart_hints(STATIC)
    addresses = re.findall(r'href="\./static/([^"]+)"', named)
    assert any(address.startswith("js/PlotlyChart.") for address in addresses)
    assert any(address.endswith(".woff2") for address in addresses)
    assert len(addresses) == len(set(addresses))
    assert all((STATIC / address).is_file() for address in addresses)


def test_the_charts_of_other_pages_wait_on_the_first_until_it_is_drawn(app: ASGIApp) -> None:
    assert '<link class="later" href="chart">' in ask(app, "/", accept=HTML).text
    assert '<link rel="modulepreload" href="chart">' in ask(app, "/years", accept=HTML).text


def test_what_a_hinted_file_imports_is_hinted_at_too(tmp_path: Path) -> None:
    (tmp_path / "js").mkdir()
    (tmp_path / "js" / "PlotlyChart.a1.js").write_text('import{a}from"./lib.b2.js";')
    (tmp_path / "js" / "lib.b2.js").write_text('import"./PlotlyChart.a1.js";import"./c.d3.js"')
    names = re.findall(r"js/([\w.]+)", chart_hints(tmp_path))
    assert names == ["PlotlyChart.a1.js", "lib.b2.js", "c.d3.js"]


def test_a_streamlit_that_calls_its_files_differently_leaves_ours_hinted_at(
    tmp_path: Path,
) -> None:
    assert re.findall(r'href="\./([^"?]+)', hints(tmp_path)) == [
        f"assets/filter-{part}.js" for part in ("box", "match", "chips", "list")
    ]


def test_a_first_visit_weighs_less_than_a_third(tmp_path: Path) -> None:
    index = (STATIC.parent / "index.html").read_text()
    named = index + hints(STATIC) + chart_hints(STATIC)
    needed = set(re.findall(r'="\./(static/[^"]+)"', named))
    files = [STATIC.parent / name for name in needed]
    shelf = Shelf(files_of(STATIC, "/static", is_hashed=True), tmp_path)
    packed = sum(
        len(shelf.pack(f"/{name}", BROTLI).body) if f"/{name}" in shelf else len(file.read_bytes())
        for name, file in zip(needed, files, strict=True)
    )
    assert packed < 0.31 * sum(file.stat().st_size for file in files)


@pytest.mark.parametrize(("is_staff", "status"), [(False, 404), (True, 200)])
def test_the_page_of_staff_is_there_for_nobody_else(is_staff: bool, status: int) -> None:
    answer = ask(front(is_staff=is_staff), "/data", accept=HTML)
    assert answer.status == status
    assert ("/data" in answer.text, "<title>Reach" in answer.text) == (False, is_staff)
