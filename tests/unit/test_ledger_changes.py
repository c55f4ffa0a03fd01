"""A quoted figure opened again: what changed in between, record by record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from dashboard.exports.answer import Answer, answer_of
from dashboard.i18n import speaking
from dashboard.ledger import Changes, quote_of, reopen
from dashboard.reach.filters import Filters
from dashboard.reach.opening import open_snapshot
from dashboard.reach.snapshot import Snapshot
from tests import tiny

DAY, LATER = date(2026, 3, 1), date(2026, 11, 22)
IASI = Filters(counties=("RO-IS",))


def quoted(snapshot: Snapshot, filters: Filters = IASI, topic: str = "reach") -> Answer:
    return answer_of(snapshot, filters, topic, "county", made_on=DAY)


def changed(tmp_path: Path, *edits: tuple[str, str, str], filters: Filters = IASI) -> Changes:
    """What a quote of the tiny content says once its tables were edited."""
    content = tiny.write(tmp_path)
    with open_snapshot(content) as snapshot:
        quote = quote_of(quoted(snapshot, filters), "bcdfghjk")
    for table, old, new in edits:
        tiny.edit(content, table, old, new)
    with open_snapshot(content) as snapshot:
        assert not snapshot.store.problems
        return reopen(quote, snapshot, LATER).changes


def corrected(figure_id: str, supersedes: str, **given: str | int) -> tuple[str, str, str]:
    line = tiny.figure(figure_id, supersedes=supersedes, **given)
    return "beneficiaries", "a,day-centre", f"{line}\na,day-centre"


def test_an_unchanged_figure_says_so(tmp_path: Path) -> None:
    changes = changed(tmp_path)
    assert changes.is_unchanged
    assert changes.sentences == ["Nothing has changed since."]


def test_a_quote_of_before_some_field_is_not_changed_by_it(tiny_snapshot: Snapshot) -> None:
    now = quoted(tiny_snapshot)
    then = quote_of(replace(now, total={"surely": (now.total or {})["surely"]}))
    assert reopen(then, tiny_snapshot, LATER).changes.is_unchanged
    other = replace(then, total={"surely": -1})
    assert not reopen(other, tiny_snapshot, LATER).changes.is_unchanged


def test_a_corrected_number_is_told_from_and_to(tmp_path: Path) -> None:
    changes = changed(
        tmp_path, ("beneficiaries", "RO-IS,2016,160,,exact", "RO-IS,2016,170,,at_least")
    )
    [record] = changes.records
    assert (record.kind, record.record_id) == ("corrected", "e")
    assert [(f.name, f.was, f.now) for f in record.fields] == [
        ("people", 160, 170),
        ("qualifier", "exact", "at_least"),
    ]
    assert changes.sentences[0].startswith("Corrected: Trained; number: 160 → 170+")
    assert changes.then.total != changes.now.total


def test_a_qualifier_that_shows_the_same_sign_is_told_in_the_words_of_the_document(
    tmp_path: Path,
) -> None:
    content = tiny.write(tmp_path)
    tiny.edit(content, "beneficiaries", "160,,exact,160", "160,,almost,almost 160")
    with open_snapshot(content) as snapshot:
        then = quote_of(quoted(snapshot), "bcdfghjk")
    tiny.edit(content, "beneficiaries", "160,,almost,almost 160", "160,,about,around 160")
    with open_snapshot(content) as snapshot:
        [sentence] = reopen(then, snapshot, LATER).changes.sentences
    assert sentence == "Corrected: Trained; number: almost 160 → around 160."


def test_a_corrected_period_and_area_are_told(tmp_path: Path) -> None:
    changes = changed(
        tmp_path, ("beneficiaries", "educators,RO-IS,2016", "educators,iasi-bacau,2015..2016")
    )
    [record] = changes.records
    assert [field.name for field in record.fields] == ["period", "area_label", "placement"]
    assert "period: 2016 → 2015–2016; place: Iași → Iași and Bacău" in record.sentence


def test_a_correction_through_supersedes_names_its_successor(tmp_path: Path) -> None:
    second = corrected("e2", "e", label_en="Recounted", target_group_id="educators",
                       area_id="RO-IS", people=150)  # fmt: skip
    third = corrected("e3", "e2", label_en="At last", target_group_id="educators",
                      area_id="RO-IS", people=155)  # fmt: skip
    changes = changed(tmp_path, second, third)
    [record] = changes.records
    assert (record.kind, record.record_id, record.successor) == ("superseded", "e", "e3")
    assert record.sentence.startswith("Superseded: Trained by At last; number: 160 → 155")


def test_new_and_gone_figures_are_told(tmp_path: Path) -> None:
    line = tiny.figure("g", label_en="Fed", area_id="RO-IS", target_group_id="parents")
    changes = changed(
        tmp_path,
        ("beneficiaries", "a,day-centre", f"{line}\na,day-centre"),
        (
            "beneficiaries",
            "f,parents-too,,,Met,Întâlniri,parents,iasi-bacau,2016,100,,exact,100,attendance,,,,"
            "false,report,p4,,,\n",
            "",
        ),
    )
    assert [(r.kind, r.record_id) for r in changes.records] == [("gone", "f"), ("new", "g")]
    assert changes.sentences == ["No longer in the tables: Met (100).", "New: Fed (10)."]


def test_a_figure_that_left_the_filters_is_not_gone(tmp_path: Path) -> None:
    changes = changed(tmp_path, ("beneficiaries", "educators,RO-IS", "educators,RO-CJ"))
    [record] = changes.records
    assert record.kind == "outside"
    assert record.sentence.startswith("No longer in these filters: Trained; place: Iași → Cluj")


def test_a_new_source_is_told(tmp_path: Path) -> None:
    changes = changed(
        tmp_path,
        ("sources", "report,Annual", "audit,Audit 2017,,,,en,audit.pdf,\nreport,Annual"),
        ("beneficiaries", "unique,,,,false,report,p5", "unique,,,,false,audit,p5"),
    )
    [record] = changes.records
    assert (record.kind, changes.new_sources) == ("new-source", ("Audit 2017",))
    assert changes.sentences == [
        "Another source: Trained; source: Annual report 2016 → Audit 2017; "
        "document: report.pdf → audit.pdf.",
        "New sources: Audit 2017.",
    ]


def test_a_filter_that_is_no_longer_known_does_not_ask_for_everything(
    tmp_path: Path, tiny_snapshot: Snapshot
) -> None:
    quote = quote_of(quoted(tiny_snapshot), "bcdfghjk")
    gone = replace(quote, filters={**quote.filters, "county": "RO-XX"})
    reopened = reopen(gone, tiny_snapshot, LATER)
    assert reopened.changes.unknown_filters == ("county=RO-XX",)
    assert reopened.now.total is not None
    assert reopened.now.total["figures"] == 0
    assert reopened.changes.sentences[-1] == "No longer known, and filtered by: county=RO-XX."


def test_it_is_reopened_in_the_language_of_then(tiny_snapshot: Snapshot) -> None:
    with speaking("ro"):
        quote = quote_of(quoted(tiny_snapshot), "bcdfghjk")
    reopened = reopen(quote, tiny_snapshot, LATER)
    assert reopened.changes.is_unchanged
    assert reopened.now.sentence == quote.sentence
    assert "sigur" in quote.sentence


def test_another_answer_from_the_same_records_is_told(tiny_snapshot: Snapshot) -> None:
    quote = quote_of(quoted(tiny_snapshot), "bcdfghjk")
    older = replace(quote, total={**(quote.total or {}), "surely": 1})
    told = reopen(older, tiny_snapshot, LATER).changes.sentences
    assert told == ["No record behind it changed; the rows did."]


def test_where_the_rules_changed_no_record_is_said_to_have_changed(
    tiny_snapshot: Snapshot,
) -> None:
    quote = quote_of(quoted(tiny_snapshot), "bcdfghjk")
    assert quote.total is not None
    assert quote.total["rules"] == 2
    first = {name: value for name, value in quote.total.items() if name != "rules"}
    told = reopen(replace(quote, total=first | {"surely": 1}), tiny_snapshot, LATER).changes
    assert told.sentences == [
        "The way of counting changed since: by the rules of edition 1 then, of edition 2 now."
    ]
    same = reopen(replace(quote, total=first | {"rules": 1}), tiny_snapshot, LATER).changes
    assert same.is_unchanged
