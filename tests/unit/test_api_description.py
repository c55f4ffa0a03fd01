"""The description of the API is valid, complete, and true of what the API does."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from starlette.applications import Starlette
from starlette.types import ASGIApp

from dashboard.api import routes
from dashboard.api.answers import MOST_ROWS
from dashboard.api.parameters import CHOICES, FIGURES, RECORDS
from dashboard.api.routes import LONGEST_QUERY
from dashboard.errors import DashboardError
from dashboard.paths import DOCS
from dashboard.reach.dimensions import BREAKDOWN_NAMES
from dashboard.reach.snapshot import Snapshot
from tests.asgi import ask

if TYPE_CHECKING:
    from schemathesis import Case

# What only these tests need is loaded by them: every worker collects this file.
EXAMPLES = 8  # a format and kind of data
JSON = "/api/openapi.json"


@pytest.fixture(scope="module")
def api(tiny_snapshot: Snapshot) -> ASGIApp:
    return Starlette(routes=routes(lambda: tiny_snapshot))


@pytest.fixture(scope="module")
def described(api: ASGIApp) -> dict[str, Any]:
    answer: dict[str, Any] = ask(api, JSON).json()
    return answer


def names(described: dict[str, Any], path: str) -> list[str]:
    parameters = described["paths"][path]["get"]["parameters"]
    return [parameter["$ref"].rpartition("/")[2] for parameter in parameters]


def validate(described: dict[str, Any]) -> None:
    from openapi_spec_validator import validate

    validate(described)


@pytest.mark.parametrize("lang", ["en", "ro"])
def test_it_is_openapi(api: ASGIApp, lang: str) -> None:
    described = ask(api, f"{JSON}?lang={lang}").json()
    assert described["openapi"] == "3.1.0"
    validate(described)


def test_it_is_openapi_while_there_are_no_figures() -> None:
    def none() -> Snapshot:
        raise DashboardError("The tables were not loaded.")

    described = ask(Starlette(routes=routes(none)), JSON).json()
    validate(described)
    assert "enum" not in described["components"]["parameters"]["county"]["schema"]["items"]


def test_every_parameter_is_described_where_it_is_taken(described: dict[str, Any]) -> None:
    assert names(described, "/figures.json") == list(FIGURES)
    assert names(described, "/figures.csv") == [*FIGURES, "dialect"]
    assert names(described, "/records.json") == list(RECORDS)


def test_every_choice_is_described(described: dict[str, Any]) -> None:
    parameters = described["components"]["parameters"]
    for name, values in CHOICES.items():
        assert parameters[name]["schema"]["enum"] == list(values)
    assert parameters["county"]["schema"]["items"]["enum"] == ["all", "RO-BC", "RO-CJ", "RO-IS"]


def test_a_browser_gets_a_page_and_a_program_the_description(
    api: ASGIApp, described: dict[str, Any]
) -> None:
    assert ask(api, "/api/").json() == described
    page = ask(api, "/api/", accept="text/html,*/*")
    assert page.headers["content-type"].startswith("text/html")
    assert page.headers["vary"] == "Accept"
    for name in described["components"]["parameters"].keys() - {"quote_id"}:
        assert f"<code>{name}</code>" in page.text


def test_the_page_needs_no_other_server_and_its_examples_work(api: ASGIApp) -> None:
    page = ask(api, "/api/?lang=ro", accept="text/html").text
    assert '<html lang="ro">' in page
    assert not re.search(r"<(script|link|img|iframe)|@import|url\(", page)
    links = [link.replace("&amp;", "&") for link in re.findall(r'href="([^"]+)"', page)]
    assert len(links) == 8
    for link in (link for link in links if "/ID.json" not in link):
        assert ask(api, link.removeprefix("https://reach.example")).status == 200


def test_the_page_is_safe_from_the_name_of_the_host(api: ASGIApp) -> None:
    page = ask(api, "/api/", accept="text/html", host='"><script>alert(1)</script>').text
    assert "<script" not in page


def test_the_address_without_a_slash_leads_to_the_one_with_it(api: ASGIApp) -> None:
    answer = ask(api, "/api?lang=ro")
    assert (answer.status, answer.headers["location"]) == (307, "/api/?lang=ro")


def possible(query: dict[str, Any]) -> dict[str, Any]:
    """What no description can say: the order of years, `by` with reach alone, and a row that is."""
    first, _dash, last = str(query.get("years", "")).partition("-")
    if last and last < first:
        query["years"] = f"{last}-{first}"
    if query.get("topic", "reach") != "reach":
        query.pop("by", None)
    if query.pop("row", None) is not None and query.get("by") in BREAKDOWN_NAMES:
        query["row"] = "not-stated"
    return query


@pytest.mark.parametrize("mode", ["positive", "negative"])
def test_what_it_says_is_what_the_api_does(api: ASGIApp, mode: str) -> None:
    from schemathesis import GenerationMode, openapi
    from schemathesis.core.result import Ok

    assert {each.value for each in GenerationMode} == {"positive", "negative"}

    def answers_as_described(case: Case[Any]) -> None:
        if mode == "positive" and case.query:
            case.query = possible(dict(case.query))
        assume("\n" not in case.formatted_path)  # such an address never comes to the API
        case.call_and_validate()

    few = settings(max_examples=EXAMPLES, derandomize=True, suppress_health_check=list(HealthCheck))
    for result in openapi.from_asgi(JSON, api).get_all_operations():
        assert isinstance(result, Ok)
        cases = result.ok().as_strategy(generation_mode=GenerationMode(mode))
        few(given(case=cases)(answers_as_described))()


def test_the_addresses_of_the_guide_answer(published: Snapshot) -> None:
    app = Starlette(routes=routes(lambda: published))
    text = (DOCS / "api.md").read_text(encoding="utf-8")
    shown = re.findall(r"https://reach\.example\.org(/api/[a-z]+\.[a-z]+[^\s\"<]*)", text)
    assert len(shown) >= 8
    answers = {address: ask(app, address) for address in shown}
    wrong = [address for address, answer in answers.items() if answer.status != 200]
    assert wrong == ["/api/figures.csv?by=contry"]
    refusal = re.search(r"```json\n(.+?)```", text, re.DOTALL)
    assert refusal
    assert json.loads(refusal[1]) == answers[wrong[0]].json()


def test_the_guide_names_every_parameter_limit_and_value(described: dict[str, Any]) -> None:
    text = (DOCS / "api.md").read_text(encoding="utf-8")
    values = {value for choices in CHOICES.values() for value in choices}
    named = {*described["components"]["parameters"]} - {"quote_id"} | values
    assert [name for name in sorted(named) if f"`{name}`" not in text] == []
    assert f"{MOST_ROWS:,} rows" in text
    assert f"{LONGEST_QUERY:,} characters" in text
