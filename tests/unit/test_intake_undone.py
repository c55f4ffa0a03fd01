"""Imports taken back: the last one to the byte, an earlier one row by row."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from dashboard.errors import DashboardError
from dashboard.intake import forms
from dashboard.intake.accepting import accept
from dashboard.intake.offer import Came
from dashboard.intake.preview import preview
from dashboard.intake.receipts import Receipt, imported_before, receipts, taken_back
from dashboard.intake.taking_back import take_back
from dashboard.paths import Content
from dashboard.reach.opening import open_store
from tests import tiny
from tests.imports import ids, offer, row, tables, taken, undone


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return tiny.write(tmp_path)


def test_taking_back_the_last_import_gives_the_same_bytes(content: Content) -> None:
    before = tables(content)
    first = taken(content, offer(row("g"), {"figure_id": "b", "note_en": "Seen."}))
    undone(content, first)
    assert tables(content) == before
    assert [each.kind for each in receipts(content)] == ["table", "undo"]
    with pytest.raises(DashboardError, match="was taken back already"):
        take_back(content, first.id)


def test_a_taking_back_can_be_taken_back(content: Content) -> None:
    first = taken(content, offer(row("g")))
    after = tables(content)
    undo = undone(content, first)
    undone(content, undo)
    assert tables(content) == after
    assert taken_back(receipts(content)) == {undo.id}


def test_a_file_is_known_by_its_last_import_of_the_whole_of_it_that_stands(
    content: Content,
) -> None:
    def known() -> str:
        found = imported_before(content, "f" * 64)
        return found.id if found else ""

    def given(*rows: dict[str, str]) -> Receipt:
        return taken(content, replace(offer(*rows), files=(Came("f.csv", "f" * 64, 9, None),)))

    given(row("g"), row("h", people="many"))
    assert known() == "", "a row of it was refused"
    first, second = given(row("i")), given(row("j"))
    assert known() == second.id
    undo = undone(content, second)
    assert known() == first.id
    undone(content, undo)
    assert known() == second.id


NOON = datetime(2026, 2, 28, 12, tzinfo=UTC)


@pytest.mark.parametrize("later", [timedelta(), timedelta(hours=-1)], ids=["same", "set back"])
def test_receipts_of_one_second_or_of_a_clock_set_back_stand_as_they_were_written(
    content: Content, later: timedelta
) -> None:
    """What the tables were is what the last receipt says: nobody changed them by hand twice."""
    for n, name in enumerate(("sheet.csv", "a sheet.csv", "By hand.csv", "zeta.csv")):
        if name == "By hand.csv":
            tiny.append(content, "beneficiaries", tiny.figure("typed"))
        found = preview(content, replace(offer(row(f"g-{n}")), name=name))
        accept(content, found, "ana", NOON + n * later)
    assert [each.name for each in receipts(content)] == [
        *("sheet.csv", "a sheet.csv", "by-hand", "By hand.csv", "zeta.csv")
    ]


def test_an_earlier_import_goes_and_what_came_later_stays(content: Content) -> None:
    first = taken(content, offer(row("g"), {"figure_id": "b", "note_en": "Seen."}))
    taken(content, offer(row("h")))
    undone(content, first)
    assert ids(content) == ["a", "b", "c", "d", "e", "f", "h"]
    assert b"Seen." not in tables(content)["beneficiaries.csv"]


def test_rows_that_an_earlier_import_took_out_come_back_the_whole_before_its_part(
    content: Content,
) -> None:
    out = taken(content, forms.take_out(content, "a", with_leaning=True))  # b, which leans, and a
    taken(content, offer(row("h")))
    undone(content, out)
    assert ids(content) == ["c", "d", "e", "f", "h", "a", "b"]


def test_what_leans_on_a_row_is_named_and_goes_with_it_when_asked(content: Content) -> None:
    first = taken(content, offer(row("g", people=20, label_en="Meals", label_ro="Mese")))
    homework = row("h", part_of="g", people=5, label_en="Homework", label_ro="Teme")
    taken(content, offer(homework, row("i", part_of="h", people=2)))
    found = take_back(content, first.id)
    (refused,) = found.refused
    assert "“Homework”, 5, 2016 leans on “Meals”, 20, 2016." in refused.sentences()[0]
    with pytest.raises(DashboardError, match="only be done as a whole"):
        accept(content, found, "ana")
    undone(content, first, with_leaning=True)
    assert ids(content) == ["a", "b", "c", "d", "e", "f"]


def test_where_nothing_leans_the_bytes_are_those_of_before_whatever_was_asked(
    content: Content,
) -> None:
    before = tables(content)
    receipt = taken(content, offer(row("g", place_is="service")))
    assert b",place_is" in tables(content)["beneficiaries.csv"], "a column that was not there"
    undone(content, receipt, with_leaning=True)
    assert tables(content) == before


def test_a_row_that_was_changed_since_is_not_taken_back_unseen(content: Content) -> None:
    first = taken(content, offer(row("g", people=20, published_as="20")))
    tiny.edit(content, "beneficiaries", "2016,20,,exact,20", "2016,21,,exact,21")
    (refused,) = take_back(content, first.id).refused
    assert (
        "Somebody changed “How many” of x meanwhile: 20 stood there, and now 21."
        in (refused.sentences()[0])
    )


@pytest.mark.parametrize("seed", [1])
def test_imports_taken_back_one_after_another_leave_each_state_as_it_was(
    content: Content, seed: int
) -> None:
    random, states, stack = Random(seed), [tables(content)], list[Receipt]()
    for n in range(6):
        if stack and random.random() < 0.4:
            undone(content, stack.pop())
            states.pop()
            assert tables(content) == states[-1]
            continue
        rows = [row(f"new-{n}-{k}", people=random.randint(1, 9)) for k in range(2)]
        people = str(random.randint(110, 999))
        rows.append({"figure_id": "d", "people": people, "published_as": people})
        stack.append(taken(content, offer(*rows)))
        states.append(tables(content))
    while stack:
        undone(content, stack.pop())
        states.pop()
        assert tables(content) == states[-1]


def break_by_hand(content: Content, was: str, now: str) -> None:
    table = content.tables / "beneficiaries.csv"
    table.write_text(table.read_text("utf-8").replace(was, now), "utf-8")


def test_the_last_import_is_taken_back_with_what_broke_its_tables_by_hand_since(
    content: Content,
) -> None:
    taken(content, offer(row("f")))
    before = tables(content)
    last = taken(content, offer(row("g", people=41)))
    open_store(content).close()
    break_by_hand(content, ",41,", ",many,")
    found = take_back(content, last.id)
    told = ("People in all", "590 – 741", "590 – 700")
    assert found.totals[0] == told, "before: as readers are still shown"
    assert "What was changed by hand in beneficiaries.csv goes" in found.offer.notes[0]
    accept(content, found, "ana")
    assert tables(content) == before
    assert [each.kind for each in receipts(content)] == ["table", "table", "by-hand", "undo"]
    kept = content.tables.parent / "imports" / receipts(content)[-1].id / "before"
    assert ",many," in (kept / "beneficiaries.csv").read_text("utf-8"), "nothing is lost"


def test_an_import_before_the_last_and_one_that_left_the_broken_table_alone_stay(
    content: Content,
) -> None:
    first = taken(content, offer(row("f")))
    last = taken(content, offer(row("g", people=41)))
    undo = undone(content, last)
    break_by_hand(content, ",160,", ",many,")
    with pytest.raises(DashboardError, match="many is no whole number"):
        take_back(content, first.id)
    accept(content, take_back(content, undo.id), "ana")
    assert ids(content)[-1] == "g"


def test_what_was_changed_by_hand_is_noticed_once_whatever_the_next_file_is_called(
    content: Content,
) -> None:
    taken(content, offer(row("f")))
    break_by_hand(content, ",160,", ",161,")
    taken(content, offer(row("g"), name="ajutor.csv"))
    taken(content, offer(row("h"), name="ajutor.csv"))
    kinds = [each.kind for each in receipts(content)]
    assert kinds == ["table", "by-hand", "table", "table"]
