"""Quoted figures: kept once, safe against a kill, and compared record by record."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pytest

from dashboard.errors import DashboardError
from dashboard.exports.answer import Answer, answer_of
from dashboard.exports.json_form import json_value
from dashboard.i18n import speaking
from dashboard.ledger import Ledger, Quote, ledger_path, quote_of, reopen
from dashboard.ledger.quotes import ALPHABET, canonical, short_id
from dashboard.paths import content_from_environment
from dashboard.reach.filters import Filters
from dashboard.reach.snapshot import Snapshot
from tests import tiny

DAY, LATER = date(2026, 3, 1), date(2026, 11, 22)
IASI = Filters(counties=("RO-IS",))


def quoted(
    snapshot: Snapshot, filters: Filters = IASI, topic: str = "reach", by: str = "county"
) -> Answer:
    return answer_of(snapshot, filters, topic, by, made_on=DAY)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "new folder" / "quotes.sqlite")


def test_a_quote_is_found_as_it_was_made(ledger: Ledger, tiny_snapshot: Snapshot) -> None:
    content = quoted(tiny_snapshot)
    quote = ledger.find(ledger.quote(content))
    assert quote == replace(quote_of(content), quote_id=quote.quote_id)
    assert quote.filters == IASI.to_query()
    assert (quote.sentence, quote.made_on) == (content.sentence, DAY)
    assert quote.records["a"]["people"] == 100
    assert len(quote.quote_id) == 8
    assert set(quote.quote_id) <= set(ALPHABET)


@pytest.mark.parametrize("topic", ["outcomes", "funding"])
def test_the_other_topics_are_kept_too(ledger: Ledger, tiny_snapshot: Snapshot, topic: str) -> None:
    quote_id = ledger.quote(quoted(tiny_snapshot, Filters(), topic))
    reopened = reopen(ledger.find(quote_id), tiny_snapshot, LATER)
    assert reopened.changes.is_unchanged
    assert len(reopened.quote.records) == 1


def test_the_same_export_again_has_the_same_id_on_any_day(
    ledger: Ledger, tiny_snapshot: Snapshot
) -> None:
    content = quoted(tiny_snapshot)
    first = ledger.quote(content)
    assert ledger.quote(replace(content, made_on=LATER, link="elsewhere")) == first
    assert ledger.find(first).made_on == DAY


def test_another_question_answer_build_or_language_has_another_id(
    ledger: Ledger, tiny_snapshot: Snapshot
) -> None:
    content = quoted(tiny_snapshot)
    with speaking("ro"):
        romanian = quoted(tiny_snapshot)
    others = [quoted(tiny_snapshot, Filters()), replace(content, build_id="next"), romanian]
    assert len({ledger.quote(other) for other in [content, *others]}) == 4


def test_an_id_that_is_taken_by_another_quote_grows(
    ledger: Ledger, tiny_snapshot: Snapshot
) -> None:
    content = quoted(tiny_snapshot)
    quote_id = ledger.quote(replace(content, build_id="other"))
    wanted = short_id(quote_of(content).digest, 8)
    with sqlite3.connect(ledger.path) as connection:
        connection.execute(
            "insert into quotes select ?, digest, made_on, build_id, language, topic, by, filters,"
            " filters_text, title, sentence, total, rows, records from quotes where quote_id = ?",
            [wanted, quote_id],
        )
    connection.close()
    longer = ledger.quote(content)
    assert (longer[:8], len(longer)) == (wanted, 9)
    assert ledger.find(longer).build_id == content.build_id


def test_an_id_is_read_with_blanks_and_capitals(ledger: Ledger, tiny_snapshot: Snapshot) -> None:
    quote_id = ledger.quote(quoted(tiny_snapshot))
    assert ledger.find(f" {quote_id.upper()}\n").quote_id == quote_id


@pytest.mark.parametrize("quote_id", ["bcdfghjk", "", "a", "../../etc", "x" * 500, "' or 1=1 --"])
def test_an_unknown_id_is_told_in_one_sentence(
    ledger: Ledger, tiny_snapshot: Snapshot, quote_id: str
) -> None:
    with pytest.raises(DashboardError, match="No quoted figure has the id"):
        ledger.find(quote_id)
    assert not ledger.path.exists()
    ledger.quote(quoted(tiny_snapshot))
    with pytest.raises(DashboardError, match="No quoted figure has the id"):
        ledger.find(quote_id)


@pytest.mark.parametrize(
    "statement",
    [
        "update quotes set sentence = 'more'",
        "delete from quotes",
        "replace into quotes select quote_id, digest, made_on, build_id, language, topic, by,"
        " filters, filters_text, title, 'more', total, rows, records from quotes",
        "insert into quotes select * from quotes where true"
        " on conflict (quote_id) do update set sentence = 'more'",
    ],
)
def test_nothing_is_changed_or_deleted(
    ledger: Ledger, tiny_snapshot: Snapshot, statement: str
) -> None:
    content = quoted(tiny_snapshot)
    quote_id = ledger.quote(content)
    connection = sqlite3.connect(ledger.path)
    with suppress(sqlite3.IntegrityError):
        connection.execute(statement)
        connection.commit()
    connection.close()
    assert ledger.find(quote_id).sentence == content.sentence


def test_a_row_changed_by_hand_is_told(ledger: Ledger, tiny_snapshot: Snapshot) -> None:
    quote_id = ledger.quote(quoted(tiny_snapshot))
    connection = sqlite3.connect(ledger.path)
    connection.executescript(
        "drop trigger never_changed; update quotes set sentence = 'Reached: more people.'"
    )
    connection.close()
    with pytest.raises(DashboardError, match=r"is damaged: a row was changed by hand"):
        ledger.find(quote_id)


@pytest.mark.parametrize("damage", ["no database", "torn", "scribbled"])
def test_a_damaged_file_is_told_in_one_sentence(
    ledger: Ledger, tiny_snapshot: Snapshot, damage: str
) -> None:
    quote_id = ledger.quote(quoted(tiny_snapshot))
    whole = ledger.path.read_bytes()
    middle = len(whole) // 3
    damaged = {
        "no database": b"a text that is no database " * 400,
        "torn": whole[:middle],
        "scribbled": whole[:middle] + b"\xff" * (len(whole) - middle),
    }
    ledger.path.write_bytes(damaged[damage])
    with pytest.raises(DashboardError, match=r"The ledger of quoted figures .+ is damaged"):
        ledger.find(quote_id)


def test_a_newer_file_and_one_that_is_no_file_are_told(
    tmp_path: Path, tiny_snapshot: Snapshot
) -> None:
    newer = Ledger(tmp_path / "quotes.sqlite")
    quote_id = newer.quote(quoted(tiny_snapshot))
    connection = sqlite3.connect(newer.path)
    connection.execute("pragma user_version = 3")
    connection.close()
    with pytest.raises(DashboardError, match="newer version"):
        newer.find(quote_id)
    with pytest.raises(DashboardError, match="cannot be used"):
        Ledger(newer.path / "below" / "quotes.sqlite").quote(quoted(tiny_snapshot))


def test_a_record_is_kept_once_for_every_quote_it_stands_behind(
    ledger: Ledger, tiny_snapshot: Snapshot
) -> None:
    by_county, by_year = (quoted(tiny_snapshot, Filters(), by=by) for by in ("county", "year"))
    ids = [ledger.quote(held) for held in (by_county, by_year)]
    assert ids[0] != ids[1]
    connection = sqlite3.connect(ledger.path)
    assert connection.execute("select count(*) from records").fetchone() == (6,)
    connection.close()
    for quote_id, held in zip(ids, (by_county, by_year), strict=True):
        assert ledger.find(quote_id).records == quote_of(held).records


def test_a_ledger_of_version_1_is_read_and_written_on(
    ledger: Ledger, tiny_snapshot: Snapshot
) -> None:
    content = quoted(tiny_snapshot)
    ledger.path.parent.mkdir()
    quote = quote_of(content)
    old = asdict(quote) | {
        "quote_id": short_id(quote.digest, 8),
        "digest": quote.digest,
        "made_on": "2026-03-01",
    }
    row = [canonical(each) if not isinstance(each, str) else each for each in old.values()]
    connection = sqlite3.connect(ledger.path)
    names = ", ".join(f'"{name}"' for name in old)
    columns = ", ".join(f'"{name}" text not null' for name in old)
    connection.execute(f"create table quotes ({columns}, primary key (quote_id))")
    marks = ", ".join("?" for _ in old)
    connection.execute(f"insert into quotes ({names}) values ({marks})", row)
    connection.execute("pragma user_version = 1")
    connection.commit()
    connection.close()
    assert ledger.find(old["quote_id"]).records == quote.records
    assert ledger.quote(content) == old["quote_id"]


def test_at_the_quota_and_on_a_full_disk_no_more_is_kept_and_a_sentence_says_so(
    ledger: Ledger, tiny_snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = quoted(tiny_snapshot)
    kept = ledger.quote(content)
    another = replace(content, build_id="next")
    for setting, sentence in (
        ("DASHBOARD_QUOTES_MB", "has reached its 0 MB"),
        ("DASHBOARD_FREE_MB", "has less than"),
    ):
        value = {"DASHBOARD_QUOTES_MB": "0", "DASHBOARD_FREE_MB": str(10**9)}[setting]
        with monkeypatch.context() as patch:
            patch.setenv(setting, value)
            with pytest.raises(DashboardError, match=sentence):
                ledger.quote(another)
            assert sentence in ledger.trouble()
            assert ledger.quote(content) == kept
    assert ledger.trouble() == ""
    monkeypatch.setenv("DASHBOARD_FREE_MB", "much")
    assert ledger.trouble().startswith("DASHBOARD_FREE_MB=much is no number")


def test_the_trouble_of_a_ledger_is_known_before_a_figure_is_quoted(
    ledger: Ledger, tiny_snapshot: Snapshot
) -> None:
    assert ledger.trouble() == ""
    assert not ledger.path.parent.exists()
    ledger.quote(quoted(tiny_snapshot))
    assert "cannot be used" in Ledger(ledger.path / "below" / "quotes.sqlite").trouble()
    ledger.path.write_bytes(b"a text that is no database " * 400)
    assert "is damaged" in ledger.trouble()


@pytest.mark.skipif(os.name != "posix", reason="rights of files as POSIX has them")
def test_a_ledger_is_for_its_user_alone(ledger: Ledger, tiny_snapshot: Snapshot) -> None:
    ledger.quote(quoted(tiny_snapshot))
    assert ledger.path.stat().st_mode & 0o777 == 0o600
    assert ledger.path.parent.stat().st_mode & 0o777 == 0o700


def test_it_lies_beside_the_own_tables_or_beside_the_builds(tmp_path: Path) -> None:
    own = tiny.write(tmp_path)
    assert ledger_path(own) == tmp_path / "quotes.sqlite"
    published = content_from_environment({"DASHBOARD_CACHE": str(tmp_path / "cache")})
    assert ledger_path(published) == tmp_path / "cache" / "quotes.sqlite"


def test_values_are_kept_in_the_types_of_json() -> None:
    import numpy as np
    import pandas as pd

    values = [np.int64(3), np.bool_(True), 3.0, 2.5, float("nan"), pd.NA, None, "x"]
    assert [json_value(v) for v in values] == [3, True, 3, 2.5, None, None, None, "x"]
    assert type(json_value(np.bool_(True))) is bool
    assert type(json_value(3.0)) is int


def test_a_quote_is_all_there_is_of_an_export(tiny_snapshot: Snapshot) -> None:
    """Nothing about who asked: a new field of Answer must be thought about."""
    assert set(Quote.__slots__) - {"records", "quote_id"} < set(Answer.__slots__)
