"""Ids that go round: out in a file, and back as `row=`, as a filter or in a quote."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from starlette.applications import Starlette

from dashboard.api import routes
from dashboard.exports.answer import answer_of
from dashboard.ledger import quote_of, reopen
from dashboard.reach.filters import Filters
from dashboard.reach.opening import open_snapshot
from dashboard.reach.snapshot import Snapshot
from tests import tiny
from tests.asgi import ask

# Ids that a spreadsheet would take for a day, a number without its zeros, or a power of ten.
SHAPED = ("1-2", "2016-04", "007", "1e5", "123456789012")
TODAY = date(2026, 11, 26)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """The worked example with projects of odd ids, and with aliases of what it has."""
    content = tiny.write(tmp_path_factory.mktemp("ids"))
    for n, odd in enumerate(SHAPED):
        row = f"{odd},school,project,Odd {n},Ciudat {n},2016,x,x,,report,p. 5,"
        tiny.append(content, "projects", row)
        tiny.append(content, "beneficiaries", tiny.figure(f"odd{n}", project_id=odd))
    (content.tables / "aliases.csv").write_text(
        "kind,text,id\nproject,RO-123 old,teachers\narea,iasi,RO-IS\nfigure,fig-9,e\n"
        "target-group,kids,children\nfunder,rich,rich-fund\nprogramme,scoala,school\n"
        "organisation,alt,alternative\noutcome,note,marks\n",
        encoding="utf-8",
    )
    with open_snapshot(content) as opened:
        yield opened


@pytest.fixture(scope="module")
def api(snapshot: Snapshot) -> Starlette:
    return Starlette(routes=routes(lambda: snapshot))


@pytest.mark.parametrize("dialect", ["comma", "semicolon"])
def test_a_row_id_of_a_file_is_taken_as_the_file_writes_it(api: Starlette, dialect: str) -> None:
    text = ask(api, f"/api/figures.csv?by=project&dialect={dialect}").body.decode("utf-8-sig")
    rows = csv.DictReader(StringIO(text), delimiter="," if dialect == "comma" else ";")
    written = [row["row_id"] for row in rows]
    assert {f"'{odd}" for odd in SHAPED} <= set(written)
    for row_id in written:
        answer = ask(api, f"/api/records.json?by=project&row={row_id}").json()
        bare = row_id.removeprefix("'")
        assert answer["row"] == bare
        owners = {record["figure_id"] for record in answer["records"]}
        assert owners == {
            record["figure_id"]
            for record in ask(api, f"/api/records.json?row=project:{bare}").json()["records"]
        }
        assert owners or row_id == "not-stated"


def test_a_filter_takes_an_id_as_a_file_writes_it(api: Starlette) -> None:
    one = ask(api, "/api/figures.json?project='007").json()
    assert one["filters"]["project"] == "007"
    assert one["total"]["surely"] == 10


@pytest.mark.parametrize(
    ("link", "now"),
    [
        ("project:RO-123 old", "teachers"),
        ("county:iasi", "RO-IS"),
        ("target-group:kids", "children"),
        ("funder:rich", "rich-fund"),
        ("programme:scoala", "school"),
        ("organisation:alt", "alternative"),
    ],
)
def test_a_link_to_a_row_outlives_its_id(api: Starlette, link: str, now: str) -> None:
    by, _colon, old = link.partition(":")
    found = ask(api, f"/api/records.json?row={link.replace(' ', '%20')}").json()
    assert found["row"] == now
    assert found["records"] == ask(api, f"/api/records.json?row={by}:{now}").json()["records"]
    assert found["records"]
    assert old not in found["filters"].values()


RENAMED = {
    "beneficiaries": (("e,teachers", "fig-2024,trainers"),),
    "projects": (("teachers,school", "trainers,school"),),
    "outcomes": (("marks,teachers", "grades,trainers"),),
    "project_funding": (("grant-1,", "g1,"),),
    "aliases": (
        (
            "kind,text,id\n",
            "kind,text,id\nfigure,e,fig-2024\nproject,teachers,trainers\noutcome,marks,grades\n"
            "funding,grant-1,g1\n",
        ),
    ),
}


@pytest.mark.parametrize(
    ("topic", "by", "query"),
    [
        ("reach", "project", {}),
        ("reach", "year", {"project": "teachers"}),
        ("outcomes", "", {}),
        ("funding", "", {}),
    ],
)
def test_a_quote_outlives_the_ids_in_it(
    tmp_path: Path, topic: str, by: str, query: dict[str, str]
) -> None:
    content = tiny.write(tmp_path)
    filters, _unread = Filters.from_query(query)
    with open_snapshot(content) as snapshot:
        answer = answer_of(snapshot, filters, topic, by or "year", made_on=TODAY)
        quote = quote_of(answer, "bcdfghjk")
    (content.tables / "aliases.csv").write_text("kind,text,id\n", encoding="utf-8")
    for table, edits in RENAMED.items():
        for old, new in edits:
            tiny.edit(content, table, old, new)
    with open_snapshot(content) as snapshot:
        changes = reopen(quote, snapshot, TODAY).changes
    assert changes.sentences == ["Nothing has changed since."]
