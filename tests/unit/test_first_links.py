"""What others have built on: links, answers, commands and quotes of the first edition.

The files in tests/first/ were made by it, of the worked example and of tests/schema1.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from starlette.applications import Starlette

from dashboard.api import routes
from dashboard.cli import main
from dashboard.ledger import Ledger, reopen, rules_of
from dashboard.paths import ROOT, content_from_environment
from dashboard.reach.filters import Filters
from dashboard.reach.opening import open_snapshot
from dashboard.reach.snapshot import Snapshot
from tests.asgi import ask

FIRST = ROOT / "tests" / "first"
LATER = date(2026, 11, 30)
# What differs by the day and the build alone, or lists what is newer.
_OF_A_BUILD = {"made_on", "build_id", "link", "filters"}
# Numbers and their words, which better rules may change.
_BY_THE_RULES = ("surely", "at_most", "people_text", "sentence", "definitions")


def read(name: str) -> Any:
    return json.loads((FIRST / name).read_text(encoding="utf-8"))


ANSWERS, COMMANDS, QUOTES = (read(f"{name}.json") for name in ("answers", "commands", "quotes"))
# Addresses of pages as readers have them in letters and bookmarks.
PAGES = {
    "": {},
    "years=2011-2013": {"years": "2011-2013"},
    "years=2016": {"years": "2016-2016"},
    "lang=ro&county=RO-IS,RO-BC&mode=ending-in": {"county": "RO-BC,RO-IS", "mode": "ending-in"},
    "organisation=alternative&programme=school&project=teachers&audience=professionals": {
        "organisation": "alternative",
        "programme": "school",
        "project": "teachers",
        "audience": "professionals",
    },
    "group=children,parents&funder=all&years=all": {"group": "children,parents"},
}


@pytest.fixture(scope="module")
def api(tiny_snapshot: Snapshot) -> Starlette:
    return Starlette(routes=routes(lambda: tiny_snapshot))


@pytest.mark.parametrize("address", PAGES)
def test_an_old_link_asks_for_the_same(address: str) -> None:
    query = dict(part.split("=") for part in address.split("&") if part)
    filters, unread = Filters.from_query(query)
    asked = {key: value for key, value in filters.to_query().items() if value != "all"}
    assert (asked, unread) == ({"mode": "as-reported"} | PAGES[address], [])


_REWORDED = {
    "All figures, nothing filtered.": "All years, all organisations.",
    "Toate cifrele, fără filtre.": "Toți anii, toate organizațiile.",
}


def kept(was: Any, now: Any, name: str = "") -> Iterator[str]:
    """Where an answer lacks what an old one has, or says something else."""
    if name.rpartition(".")[2] in _OF_A_BUILD:
        return
    if isinstance(was, dict):
        yield from (f"{name}.{key} is gone" for key in was.keys() - now.keys())
        for key in was.keys() & now.keys():
            yield from kept(was[key], now[key], f"{name}.{key}")
    elif isinstance(was, list) and "definitions" not in name:
        for n, pair in enumerate(zip(_in_order(was), _in_order(now), strict=True)):
            yield from kept(*pair, f"{name}[{n}]")
    elif type(was) is not type(now) or not _is_same(was, now, name):
        yield f"{name}: {was!r} became {now!r}"


def _in_order(listed: list[Any]) -> list[Any]:
    """Rows by their id: which stands first is no promise."""
    return sorted(listed, key=lambda each: each.get("row_id", "") if isinstance(each, dict) else "")


def _is_same(was: Any, now: Any, name: str) -> bool:
    """Years and per cents once had spaces, 2011 – 2013, 50 %; everything was said otherwise."""
    if isinstance(was, str):
        was = _REWORDED.get(was, was)
        was = re.sub(r"(\d{4}) – (\d{4})", r"\1–\2", was)
        was = re.sub(r"(\d)\s%", r"\1%", was)
    return bool(was == now) or any(word in name for word in _BY_THE_RULES)


@pytest.mark.parametrize("address", [a for a in ANSWERS if ".json" in a])
def test_an_old_answer_reads_as_before(api: Starlette, address: str) -> None:
    answer = ask(api, address)
    assert answer.status == 200, answer.text
    assert list(kept(ANSWERS[address], answer.json())) == []
    if "/figures.json" in address:
        assert answer.json()["rules"] == 2


def test_an_answer_says_what_is_new_beside_what_it_said(api: Starlette) -> None:
    old = next(a for a in ANSWERS if "/figures.json" in a and "county=" in a)
    was, now = ANSWERS[old], ask(api, old).json()
    assert {"caveat", "proof", "rules"} & was.keys() == set()
    assert (now["rules"], type(now["caveat"])) == (2, str)
    assert now["proof"].keys() >= {"sentence", "figures", "pairs"}
    for row in [now["total"], *now["rows"]]:
        ends = row["at_most_inside"], row["may_also"]
        assert [type(end) for end in ends] == [int, int]
        assert row["surely"] <= row["at_most_inside"] <= row["at_most"] == sum(ends)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The old folder is built once, by the first command."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def old_folder(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(ROOT / "tests" / "schema1"))
    monkeypatch.setenv("DASHBOARD_CACHE", str(cache))


@pytest.mark.usefixtures("old_folder", "one_moment")
def test_the_command_prints_the_shape_of_the_api() -> None:
    for command in ("--by county", "--topic outcomes", "--topic funding"):
        name, value = command.split()
        result = CliRunner().invoke(main, ["figures", name, value, "--format", "json"])
        printed = json.loads(result.stdout)
        with open_snapshot(content_from_environment()) as snapshot:
            api = Starlette(routes=routes(lambda: snapshot))
            sent = ask(api, f"/api/figures.json?{name[2:]}={value}").json()
        assert printed.keys() == sent.keys()
        assert {k: v for k, v in printed.items() if k != "link"} == {
            k: v for k, v in sent.items() if k != "link"
        }


@pytest.mark.parametrize("address", [a for a in ANSWERS if ".csv" in a])
def test_no_column_of_an_old_table_moved(api: Starlette, address: str) -> None:
    separator = ";" if "semicolon" in address else ","
    text = ask(api, address).body.decode("utf-8-sig")
    was, now = (
        list(csv.reader(StringIO(told.lstrip("\ufeff")), delimiter=separator))
        for told in (ANSWERS[address], text)
    )
    assert now[0][: len(was[0])] == was[0]
    assert [row[0] for row in now] == [row[0] for row in was]


@pytest.mark.usefixtures("old_folder")
@pytest.mark.parametrize("command", COMMANDS)
def test_an_old_command_prints_what_it_did(command: str) -> None:
    status, printed = COMMANDS[command]
    result = CliRunner().invoke(main, command.split())
    assert result.exit_code == status, result.output
    was, now = (list(csv.reader(StringIO(text))) for text in (printed, result.stdout))
    assert now[0][: len(was[0])] == was[0]
    assert {row[0] for row in now} == {row[0] for row in was}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    path = tmp_path_factory.mktemp("ledger") / "quotes.sqlite"
    shutil.copyfile(FIRST / "quotes.sqlite", path)
    return Ledger(path)


@pytest.mark.parametrize("quote_id", QUOTES)
def test_an_old_quote_says_what_it_said(
    ledger: Ledger, quote_id: str, tiny_snapshot: Snapshot
) -> None:
    quote, told = ledger.find(quote_id), QUOTES[quote_id]
    assert (quote.sentence, dict(quote.filters)) == (told["sentence"], told["filters"])
    assert rules_of(quote) == 1
    changes = reopen(quote, tiny_snapshot, LATER).changes
    assert (changes.records, changes.new_sources, changes.unknown_filters) == ((), (), ())
    assert rules_of(changes.now) == (2 if quote.topic == "reach" else 1)


def test_where_the_rules_changed_a_number_the_quote_says_so(
    ledger: Ledger, tiny_snapshot: Snapshot
) -> None:
    [found] = [i for i, told in QUOTES.items() if told["filters"]["group"] == "children"]
    quote = ledger.find(found)
    assert reopen(quote, tiny_snapshot, LATER).changes.is_unchanged
    total, rows = dict(quote.total or {}), [dict(row) for row in quote.rows]
    other = replace(quote, total=total | {"surely": 1}, rows=rows)
    sentences = reopen(other, tiny_snapshot, LATER).changes.sentences
    assert any("The way of counting changed since" in told for told in sentences)
