"""The API: the numbers and files of the pages, and clear refusals."""

from __future__ import annotations

import csv
import threading
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.types import ASGIApp

from dashboard.api import origins_from_environment, routes
from dashboard.exports.answer import answer_of
from dashboard.exports.formats import FORMATS
from dashboard.exports.names import file_name
from dashboard.i18n import speaking
from dashboard.ledger import Ledger, ledger_path
from dashboard.reach.breakdowns import reach_by, reach_total, without_empty_register
from dashboard.reach.dimensions import BREAKDOWN_NAMES, BREAKDOWNS
from dashboard.reach.figures import figures_behind
from dashboard.reach.filters import Filters
from dashboard.reach.funding import reach_by_funder
from dashboard.reach.opening import open_snapshot
from dashboard.reach.snapshot import Snapshot
from tests import tiny
from tests.asgi import Answer, ask

IASI = Filters(counties=("RO-IS",))


@pytest.fixture(scope="module")
def api(tiny_snapshot: Snapshot) -> ASGIApp:
    return Starlette(routes=routes(lambda: tiny_snapshot))


def rows_of(answer: Answer, separator: str = ",") -> list[dict[str, str]]:
    text = answer.body.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline=""), delimiter=separator))


@pytest.mark.parametrize("by", list(BREAKDOWNS))
def test_the_rows_are_those_of_the_page(api: ASGIApp, tiny_snapshot: Snapshot, by: str) -> None:
    shown = reach_by(tiny_snapshot, IASI, by)
    frame = reach_by_funder(tiny_snapshot, IASI) if by == "funder" else shown
    body = ask(api, f"/api/figures.json?by={by}&county=RO-IS").json()
    more = {"parent_label", "definition", "other_language"}
    told = [{k: v for k, v in row.items() if k not in more} for row in body["rows"]]
    assert told == without_empty_register(frame).to_dict("records")
    assert all(("parent_label" in row) == (by == "target-group") for row in body["rows"])
    table = rows_of(ask(api, f"/api/figures.csv?by={by}&county=RO-IS"))
    for name in ("row_id", "label", "people_text"):
        assert [row[name] for row in table] == list(frame[name])
    assert [int(row["at_most"]) for row in table] == list(frame["at_most"])


def test_the_total_is_that_of_the_page(api: ASGIApp, tiny_snapshot: Snapshot) -> None:
    people = reach_total(tiny_snapshot, IASI)
    body = ask(api, "/api/figures.json?county=RO-IS").json()
    assert (body["total"]["surely"], body["total"]["at_most"]) == (160, people.at_most.people)
    assert body["sentence"].startswith("160 people are certain. Reports about wider areas")


@pytest.mark.parametrize("topic", ["reach", "outcomes", "funding"])
@pytest.mark.parametrize("lang", ["en", "ro"])
@pytest.mark.parametrize(
    ("address", "form"),
    [("csv?", "csv"), ("csv?dialect=semicolon&", "csv-semicolon"), ("xlsx?", "xlsx")],
)
def test_the_files_are_those_of_the_export(
    api: ASGIApp,
    tiny_snapshot: Snapshot,
    one_moment: datetime,
    topic: str,
    lang: str,
    address: str,
    form: str,
) -> None:
    answer = ask(api, f"/api/figures.{address}topic={topic}&lang={lang}&county=RO-IS")
    page = {"reach": "years", "outcomes": "outcomes", "funding": "funders"}[topic]
    link = f"https://reach.example/{page}?lang={lang}&county=RO-IS"
    with speaking(lang):
        content = answer_of(tiny_snapshot, IASI, topic, made_on=one_moment.date(), link=link)
        assert answer.body == FORMATS[form].writer(content)
    assert answer.headers["content-type"] == FORMATS[form].mime
    assert answer.headers["content-language"] == lang
    assert (
        f'filename="{file_name(content, FORMATS[form].extension)}"'
        in (answer.headers["content-disposition"])
    )


def test_both_languages(api: ASGIApp) -> None:
    english, romanian = (
        ask(api, f"/api/figures.json?by=target-group&lang={lang}").json() for lang in ("en", "ro")
    )
    assert "Children" in [row["label"] for row in english["rows"]]
    assert "Copii" in [row["label"] for row in romanian["rows"]]
    assert english["total"]["surely"] == romanian["total"]["surely"]


def test_the_link_opens_the_same_question(api: ASGIApp) -> None:
    body = ask(api, "/api/figures.json?by=county&county=RO-BC,RO-IS&years=2015-2016").json()
    link = urlsplit(body["link"])
    query = {key: values[0] for key, values in parse_qs(link.query).items()}
    filters, unread = Filters.from_query(query)
    assert (link.path, query["lang"], unread) == ("/counties", "en", [])
    assert filters.to_query() == body["filters"]


@pytest.mark.usefixtures("one_moment")
def test_the_records_are_the_figures_behind(api: ASGIApp, tiny_snapshot: Snapshot) -> None:
    body = ask(api, "/api/records.json?by=county&row=RO-IS").json()
    assert [record["figure_id"] for record in body["records"]] == ["e"]
    assert ask(api, "/api/records.json?row=county:RO-IS").json() == body
    everything = ask(api, "/api/records.csv")
    ids = list(figures_behind(tiny_snapshot, Filters())["figure_id"])
    assert [row["figure_id"] for row in rows_of(everything)] == ids
    assert "records-by-year" in everything.headers["content-disposition"]


@pytest.mark.parametrize("by", BREAKDOWN_NAMES)
def test_every_row_of_every_breakdown_has_its_records(api: ASGIApp, by: str) -> None:
    for row in ask(api, f"/api/figures.json?by={by}").json()["rows"]:
        answer = ask(api, f"/api/records.json?by={by}&row={row['row_id']}").json()
        assert len(answer["records"]) == row["figures"] + row["figures_touching"]


def test_unchanged_is_told_by_the_tag(api: ASGIApp) -> None:
    first = ask(api, "/api/figures.csv?by=county&county=RO-IS")
    again = ask(api, "/api/figures.csv?county=RO-IS&by=county", if_none_match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert first.headers["cache-control"] == "no-cache"
    listed = f'"x", {first.headers["etag"].removeprefix("W/")}'
    assert ask(api, "/api/figures.csv?county=RO-IS&by=county", if_none_match=listed).status == 304


def test_the_tag_differs_by_question_format_language_and_build(
    api: ASGIApp, tmp_path: Path
) -> None:
    content = tiny.write(tmp_path)
    tiny.edit(content, "beneficiaries", "RO-IS,2016,160,", "RO-IS,2016,170,")
    with open_snapshot(content) as other:
        tags = [ask(Starlette(routes=routes(lambda: other)), "/api/figures.csv").headers["etag"]]
    for address in ("figures.csv", "figures.json", "records.csv", "figures.csv?lang=ro",
                    "figures.csv?by=county", "figures.csv?dialect=semicolon"):  # fmt: skip
        tags.append(ask(api, f"/api/{address}").headers["etag"])
    assert len(set(tags)) == 7


def test_no_other_site_may_read_it_unless_it_is_named(tiny_snapshot: Snapshot) -> None:
    site = "https://www.example.org"
    named = origins_from_environment({"DASHBOARD_API_ORIGINS": f" {site}/ ,"})
    closed, opened = (
        ask(Starlette(routes=routes(lambda: tiny_snapshot, given)), "/api/figures.csv", origin=site)
        for given in (origins_from_environment({}), named)
    )
    assert "access-control-allow-origin" not in closed.headers
    assert opened.headers["access-control-allow-origin"] == site
    other = Starlette(routes=routes(lambda: tiny_snapshot, named))
    asked = ask(other, "/api/figures.csv", origin="https://evil.example")
    assert "access-control-allow-origin" not in asked.headers
    assert "Origin" in ask(other, "/api/figures.csv").headers["vary"]


def test_no_answer_is_taken_for_a_page_or_a_script(api: ASGIApp) -> None:
    tag = ask(api, "/api/figures.csv").headers["etag"]
    answers = [
        ask(api, "/api/figures.csv"),
        ask(api, "/api/figures.json"),
        ask(api, "/api/figures.csv", if_none_match=tag),
        ask(api, "/api/figures.csv?by=<script>"),
        ask(api, "/api/quotes/bcdfghjk.json"),
        ask(api, "/api/openapi.json"),
        ask(api, "/api/"),
    ]
    assert [answer.status for answer in answers] == [200, 200, 304, 400, 404, 200, 200]
    assert {answer.headers["x-content-type-options"] for answer in answers} == {"nosniff"}


def test_the_event_loop_is_not_held_up(tiny_snapshot: Snapshot) -> None:
    threads = []

    def snapshot() -> Snapshot:
        threads.append(threading.current_thread())
        return tiny_snapshot

    ask(Starlette(routes=routes(snapshot)), "/api/figures.csv")
    assert threads[0] is not threading.current_thread()


def test_a_quoted_figure_is_opened_again(tmp_path: Path) -> None:
    content = tiny.write(tmp_path)
    with open_snapshot(content) as snapshot:
        exported = answer_of(snapshot, IASI, by="county", made_on=date(2026, 3, 1))
        quote_id = Ledger(ledger_path(content)).quote(exported)
    tiny.edit(content, "beneficiaries", "RO-IS,2016,160,", "RO-IS,2016,170,")
    with open_snapshot(content) as snapshot:
        body = ask(
            Starlette(routes=routes(lambda: snapshot)), f"/api/quotes/{quote_id}.json"
        ).json()
    assert (body["quote_id"], body["quoted"]["made_on"]) == (quote_id, "2026-03-01")
    assert (body["quoted"]["total"]["surely"], body["now"]["total"]["surely"]) == (160, 170)
    [change] = body["changes"]["records"]
    assert (change["kind"], change["record_id"]) == ("corrected", "e")
    assert change["fields"] == [{"field": "people", "heading": "number", "was": 160, "now": 170}]


def test_an_unknown_quote_is_not_found(api: ASGIApp) -> None:
    answer = ask(api, "/api/quotes/bcdfghjk.json")
    assert (answer.status, "bcdfghjk" in answer.json()["message"]) == (404, True)


def test_a_damaged_ledger_is_told_in_one_sentence(tmp_path: Path) -> None:
    content = tiny.write(tmp_path)
    ledger_path(content).write_bytes(b"no database " * 500)
    with open_snapshot(content) as snapshot:
        answer = ask(Starlette(routes=routes(lambda: snapshot)), "/api/quotes/bcdfghjk.json")
    assert (answer.status, "is damaged" in answer.json()["message"]) == (503, True)
