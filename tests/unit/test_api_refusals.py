"""What the API refuses, and how it says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.types import ASGIApp

from dashboard.api import answers, routes
from dashboard.reach.opening import open_snapshot
from dashboard.reach.snapshot import Snapshot
from tests import tiny
from tests.asgi import ask


@pytest.fixture(scope="module")
def api(tiny_snapshot: Snapshot) -> ASGIApp:
    return Starlette(routes=routes(lambda: tiny_snapshot))


@pytest.mark.parametrize(
    ("address", "parameter", "nearest"),
    [
        ("figures.csv?by=contry", "by", "county"),
        ("figures.csv?topic=reached", "topic", "reach"),
        ("figures.csv?mode=spread", "mode", "spread-evenly"),
        ("figures.csv?dialect=semi", "dialect", "semicolon"),
        ("figures.json?dialect=comma", "dialect", None),
        ("figures.csv?county=iasi", "county", "RO-IS"),
        ("figures.csv?county=RO-IS,RO-XX", "county", None),
        ("figures.csv?group=kids", "group", None),
        ("figures.csv?years=2016-2011", "years", None),
        ("figures.csv?countys=RO-IS", "countys", "county"),
        ("figures.csv?years=2015&years=2016", "years", None),
        ("figures.csv?topic=funding&by=county", "by", None),
        ("figures.csv?row=county:RO-IS", "row", None),
        ("records.csv?topic=reach", "topic", None),
        ("records.csv?row=RO-IS", "row", None),
        ("records.csv?by=county&row=iasi", "row", "RO-IS"),
        ("records.csv?by=year&row=soon", "row", None),
        ("records.csv?row=colour:red", "by", None),
        ("quotes/bcdfghjk.json?by=county", "by", None),
        ("?lang=de", "lang", None),
        ("openapi.json?x=%00%F0%9F%98%80%ff", "x", None),
    ],
)
def test_a_bad_question_is_refused_with_what_is_allowed(
    api: ASGIApp, address: str, parameter: str, nearest: str | None
) -> None:
    answer = ask(api, f"/api/{address}")
    assert (answer.status, answer.headers["content-type"]) == (400, "application/json")
    [problem] = answer.json()["problems"]
    assert problem["parameter"] == parameter
    assert parameter in answer.json()["message"]
    if nearest:
        assert nearest in problem["nearest"]
        assert nearest in problem["allowed"]


def test_everything_wrong_is_told_at_once(api: ASGIApp) -> None:
    answer = ask(api, "/api/figures.csv?by=contry&county=iasi&lng=ro&years=x")
    parameters = [problem["parameter"] for problem in answer.json()["problems"]]
    assert parameters == ["lng", "by", "county", "years"]


def test_limits_on_size(api: ASGIApp, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ask(api, "/api/figures.csv?county=" + "RO-IS," * 2_000).status == 414
    monkeypatch.setattr(answers, "MOST_ROWS", 2)
    answer = ask(api, "/api/figures.csv?by=county")
    assert (answer.status, "at most 2" in answer.json()["message"]) == (413, True)


@pytest.mark.parametrize(
    "path", ["nope", "figures", "figures.pdf", "records.xlsx", "quotes/x", "a/b"]
)
def test_an_unknown_address_is_told_as_json(api: ASGIApp, path: str) -> None:
    answer = ask(api, f"/api/{path}")
    assert answer.status == 404
    assert answer.json()["message"].endswith("/api/ lists what there is.")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_can_be_written(api: ASGIApp, method: str) -> None:
    answer = ask(api, "/api/figures.csv", method)
    assert (answer.status, answer.json()["status"]) == (405, 405)
    assert "GET" in answer.headers["allow"]


@pytest.mark.usefixtures("one_moment")
@pytest.mark.parametrize(
    "path", ["figures.csv", "figures.xlsx", "records.json", "", "openapi.json"]
)
def test_head_has_the_headers_of_get_and_no_body(api: ASGIApp, path: str) -> None:
    get, head = (ask(api, f"/api/{path}", method) for method in ("GET", "HEAD"))
    assert (head.status, head.body, head.headers) == (200, b"", get.headers)
    assert int(head.headers["content-length"]) == len(get.body)


def test_tables_with_problems_are_told_in_one_sentence(tmp_path: Path) -> None:
    content = tiny.write(tmp_path)
    tiny.edit(content, "beneficiaries", "RO-IS,2016,160,", "RO-IS,2016,many,")
    app = Starlette(routes=routes(lambda: open_snapshot(content)))
    answer = ask(app, "/api/figures.csv?lang=ro")
    assert answer.status == 503
    assert answer.json()["message"].startswith("Tabelele nu au fost încărcate.")
    assert ask(app, "/api/openapi.json").status == 200


def test_an_older_build_says_that_it_is_one(tmp_path: Path) -> None:
    content = tiny.write(tmp_path)
    open_snapshot(content).close()
    tiny.edit(content, "beneficiaries", "RO-IS,2016,160,", "RO-IS,2016,many,")
    with open_snapshot(content) as snapshot:
        answer = ask(Starlette(routes=routes(lambda: snapshot)), "/api/figures.csv")
    assert (answer.status, answer.headers["dashboard-outdated"]) == (200, "true")


def test_something_unforeseen_is_told_without_its_details() -> None:
    def fail() -> Snapshot:
        raise ZeroDivisionError("secret")

    app = Starlette(routes=routes(fail))
    answer = ask(app, "/api/figures.csv", logged=ZeroDivisionError)
    assert (answer.status, "secret" in answer.text) == (500, False)
