"""Rows offered to the tables: previewed, accepted, taken back; every row accounted for."""

from __future__ import annotations

import codecs
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.errors import DashboardError
from dashboard.i18n import language, speaking
from dashboard.intake import preview as previews
from dashboard.intake.accepting import accept
from dashboard.intake.editing import TableText
from dashboard.intake.offer import REMOVE, LeftOut, Offer, Origin, Proposed
from dashboard.intake.preview import preview
from dashboard.intake.receipts import lines, receipts
from dashboard.intake.taking_back import take_back
from dashboard.paths import DATA, Content
from dashboard.reach.opening import open_store
from dashboard.reach.snapshot import Snapshot
from dashboard.reach.totals import totals
from dashboard.store import ProblemsFound, look_at, served
from tests import tiny
from tests.imports import ids, offer, row, tables, taken, undone


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return tiny.write(tmp_path)


def test_a_row_is_previewed_with_the_totals_before_and_after_and_nothing_is_written(
    content: Content,
) -> None:
    before = tables(content)
    found = preview(content, offer(row("g", people=12)))
    assert ("People in all", "590 – 790", "590 – 802") in found.totals
    assert ("2016", "590 – 790", "590 – 802") in found.totals
    assert tables(content) == before
    assert not (content.tables.parent / "imports").exists()


def test_an_accepted_row_stands_below_the_others_which_keep_their_bytes(content: Content) -> None:
    before = tables(content)
    receipt = taken(content, offer(row("g", people=12)))
    after = tables(content)
    assert after["beneficiaries.csv"].startswith(before.pop("beneficiaries.csv"))
    assert ids(content) == ["a", "b", "c", "d", "e", "f", "g"]
    assert {name: after[name] for name in before} == before
    (line,) = lines(content, receipt)
    assert (line.table, line.id, line.action, line.before) == ("beneficiaries", "g", "add", None)
    assert receipt.who == "ana"
    assert receipt.changed == ("beneficiaries",)


def test_the_pages_are_given_what_was_accepted(content: Content) -> None:
    taken(content, offer(row("g", people=12)))
    with open_store(content) as store:
        assert store.rows("select people from beneficiaries where figure_id = 'g'") == [
            {"people": 12}
        ]


def test_a_row_that_is_here_already_is_told_and_not_written(content: Content) -> None:
    found = preview(content, offer(row("g"), row("h")))
    accept(content, found, "ana")
    again = preview(content, offer(row("g"), row("i")))
    assert [len(again.here), len(again.accepted)] == [1, 1]
    nothing = preview(content, offer(row("g"), row("h")))
    assert nothing.is_nothing
    with pytest.raises(DashboardError, match="Nothing of it would change the tables"):
        accept(content, nothing, "ana")


def test_a_row_with_the_same_id_changes_what_it_says_otherwise(content: Content) -> None:
    given = {"figure_id": "a", "people": "101", "published_as": "101"}
    found = preview(content, offer(given))
    (step,) = found.steps
    assert step.edits == [("people", "100", "101"), ("published_as", "100", "101")]
    accept(content, found, "ana")
    assert b"a,day-centre,,,Assisted" in tables(content)["beneficiaries.csv"]


def test_refused_rows_tell_their_place_and_who_leans_on_them_says_so(content: Content) -> None:
    bad = row("h", area_id="nowhere")
    found = preview(content, offer(row("g"), bad, row("i", part_of="h"), row("j", part_of="a")))
    assert [each.origin.row for each in found.refused] == [3, 4]
    (one,), (other,) = (each.sentences() for each in found.refused)
    assert one.startswith("row 3: nowhere is not among the ids of areas.")
    assert (
        other == "row 4: h is in a row that was refused (row 3). Mend that row; this one then fits."
    )
    assert [origin.row for origin in found.accepted] == [2, 5]


def test_more_wrong_rows_than_the_check_lists_are_refused_each(content: Content) -> None:
    bad = (row(f"x{n}", area_id="nowhere") for n in range(50))
    found = preview(content, offer(row("g"), *bad))
    assert [len(found.accepted), len(found.refused)] == [1, 50]


def test_a_change_that_makes_rows_of_others_wrong_is_refused_with_their_reason(
    content: Content,
) -> None:
    given = {"figure_id": "a", "people": "50", "published_as": "50"}  # b is 60 of these 50
    (refused,) = preview(content, offer(given)).refused
    assert "60" in refused.sentences()[0]


def test_two_rows_that_say_different_things_of_one_id_are_not_both_taken(content: Content) -> None:
    found = preview(content, offer(row("g", people=1), row("g", people=2), row("g", people=1)))
    assert [[o.row for o in found.accepted], [r.origin.row for r in found.refused]] == [[2], [3]]
    assert [origin.row for origin in found.here] == [4], "a double adds nothing"


def test_a_row_of_several_tables_is_taken_whole_or_not_at_all(content: Content) -> None:
    origin = Origin("Figures", 2)
    source = Proposed(
        "sources",
        {"source_id": "new", "title": "New", "language": "ro", "document": "new.pdf"},
        origin,
    )
    figure = Proposed("beneficiaries", row("g", source_id="new", area_id="nowhere"), origin)
    found = preview(content, Offer("f.xlsx", "workbook", (source, figure)))
    assert [len(found.refused), len(found.accepted), found.files] == [1, 0, {}]


def test_tables_with_errors_of_their_own_take_nothing_until_they_are_mended(
    content: Content,
) -> None:
    tiny.edit(content, "beneficiaries", "iasi-bacau,2016,100", "nowhere,2016,100")
    with pytest.raises(ProblemsFound, match="nowhere"):
        preview(content, offer(row("g")))


def test_the_first_import_makes_the_folder(tmp_path: Path) -> None:
    own = Content(DATA / "reference", tmp_path / "mine" / "tables", tmp_path / "c", True, "mine")
    given = {"organisation_id": "casa", "name": "Casa", "county_code": "RO-CJ"}
    made = Offer("o.csv", "table", (Proposed("organisations", given, Origin("", 2)),))
    receipt = taken(own, made)
    assert [p for p in look_at(own).problems if p.is_error] == []
    undone(own, receipt)
    assert tables(own) == {}


def test_a_table_with_a_mark_and_windows_lines_keeps_both(content: Content) -> None:
    path = content.tables / "beneficiaries.csv"
    text = path.read_text(encoding="utf-8").replace("\n", "\r\n")
    path.write_bytes(codecs.BOM_UTF8 + text.encode())
    before = path.read_bytes()
    receipt = taken(content, offer(row("g", sex="female")))
    after = path.read_bytes()
    assert after.startswith(codecs.BOM_UTF8 + b"figure_id,")
    assert after.splitlines()[0].endswith(b",locator_ro,sex")
    assert all(line.endswith(b"\r\n") for line in after.splitlines(keepends=True))
    undone(content, receipt)
    assert path.read_bytes() == before


def test_quotes_and_line_breaks_of_other_rows_are_not_touched() -> None:
    data = b'indicator_id,name_en\n"x","two\r\nlines ""so"""\n\ny,plain\n'
    text = TableText("indicators", data)
    assert text.lines() == {2: ("x",), 5: ("y",)}
    text.put({"indicator_id": "z", "name_en": "a,b"})
    assert text.bytes() == data + b'z,"a,b"\n'
    text.remove(("z",))
    assert text.bytes() == data


def test_tables_changed_by_hand_are_noticed_and_kept(content: Content) -> None:
    first = taken(content, offer(row("g")))
    tiny.append(content, "beneficiaries", tiny.figure("by-hand"))
    taken(content, offer(row("h")))
    kinds = {each.kind: each for each in receipts(content)}
    assert list(kinds["by-hand"].changed) == ["beneficiaries"]
    assert kinds["by-hand"].title == "changed by hand"
    undone(content, first)
    assert ids(content) == ["a", "b", "c", "d", "e", "f", "by-hand", "h"]
    with pytest.raises(DashboardError, match="changed by hand"):
        take_back(content, kinds["by-hand"].id)


def test_two_who_add_at_once_are_both_taken(content: Content) -> None:
    one, other = (preview(content, offer(row(name))) for name in "gh")
    accept(content, one, "ana")
    accept(content, other, "bogdan")
    assert ids(content)[-2:] == ["g", "h"]


def test_two_who_also_name_the_same_new_project_are_both_taken(content: Content) -> None:
    new = tiny.TABLES["programmes"].splitlines()
    beside = dict(zip(new[0].split(","), new[1].split(","), strict=True)) | {"programme_id": "new"}
    made = (
        replace(found, proposed=(Proposed("programmes", beside, Origin("", 1)), *found.proposed))
        for found in (offer(row(name, programme_id="new", project_id="")) for name in "gh")
    )
    one, other = (preview(content, found) for found in made)
    accept(content, one, "ana")
    accept(content, other, "bogdan")
    assert ids(content)[-2:] == ["g", "h"]


def test_two_who_change_the_same_row_are_told(content: Content) -> None:
    seen = {"people": "100"}
    edits = (
        Proposed("beneficiaries", {"figure_id": "a", "people": n}, Origin("", 1), seen=seen)
        for n in ("101", "102")
    )
    one, other = (preview(content, Offer("form", "form", (edit,))) for edit in edits)
    accept(content, one, "ana")
    with pytest.raises(DashboardError, match="100 stood there, and now 101"):
        accept(content, other, "bogdan")


def test_a_row_whose_ground_went_meanwhile_is_not_written(content: Content) -> None:
    found = preview(content, offer(row("g", source_id="report"), row("h", part_of="f")))
    gone = Proposed("beneficiaries", {"figure_id": "f"}, Origin("", 1), action=REMOVE)
    accept(content, preview(content, Offer("form", "form", (gone,))), "ana")
    before = tables(content)
    with pytest.raises(DashboardError, match="rows fit no longer"):
        accept(content, found, "bogdan")
    assert tables(content) == before


def test_nobody_can_offer_counties(content: Content) -> None:
    given = Proposed("counties", {"county_code": "RO-XX"}, Origin("", 2))
    (refused,) = preview(content, Offer("c.csv", "table", (given,))).refused
    assert "comes with the dashboard" in refused.sentences()[0]


def test_a_receipt_has_a_name_that_every_system_takes(content: Content) -> None:
    given = replace(offer(row("g")), name='Raport: anul "2024" <final>.xlsx')
    receipt = taken(content, given)
    assert receipt.id.partition("-")[2].partition("-")[2] == "raport-anul-2024-final"


ROWS = st.lists(
    st.sampled_from(["good", "here", "bad", "leaning", "twice", "other", "left"]), max_size=12
)


@settings(max_examples=6)
@given(ROWS)
def test_every_row_that_came_is_accounted_for(kinds: list[str]) -> None:
    made = {
        "good": lambda n: row(f"good-{n}"),
        "here": lambda n: {"figure_id": "a", "people": "100"},
        "bad": lambda n: row(f"bad-{n}", period="never"),
        "leaning": lambda n: row(f"leaning-{n}", part_of="bad-0"),
        "twice": lambda n: row("twice"),
        "other": lambda n: row("twice", label_en=f"other {n}"),
    }
    rows = [(n, kind) for n, kind in enumerate(kinds)]
    given_offer = Offer(
        "f.csv",
        "table",
        tuple(
            Proposed("beneficiaries", made[kind](n), Origin("", n))
            for n, kind in rows
            if kind != "left"
        ),
        left_out=tuple(LeftOut(Origin("", n), "A total.") for n, kind in rows if kind == "left"),
    )
    with TemporaryDirectory() as folder:
        found = preview(tiny.write(Path(folder)), given_offer)
    counts = [len(found.accepted), len(found.here), len(found.refused), len(found.left_out)]
    assert sum(counts) == found.rows == len(kinds)
    assert len(found.left_out) == kinds.count("left")
    assert len(found.refused) >= kinds.count("bad")


def test_the_totals_of_a_build_are_told_once_and_those_of_the_next_anew(
    content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def counted(snapshot: Snapshot, *, with_years: bool = False) -> dict[str, str]:
        told.append(language())
        return totals(snapshot, with_years=with_years)

    def people(lang: str = "en") -> str:
        open_store(content).close()
        with served(content) or open_store(content) as store, speaking(lang):
            return next(iter(previews._told_once(store, content).values()))

    monkeypatch.setattr(previews, "totals", counted)
    assert [people(), people(), people("ro")] == ["590 – 790"] * 3
    assert told == ["en", "ro"]
    tiny.edit(content, "beneficiaries", "RO-IS,2016,160,", "RO-IS,2016,170,")
    assert people() == "600 – 800"
