"""Refused rows wait until they are mended, left out, or their import is taken back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from dashboard.errors import DashboardError
from dashboard.i18n import speaking
from dashboard.intake import forms
from dashboard.intake.accepting import accept
from dashboard.intake.kinds import Upload
from dashboard.intake.offer import Origin
from dashboard.intake.preview import Preview, preview
from dashboard.intake.receipts import MendedAlready, Receipt, receipts
from dashboard.intake.taking_in import offer_of
from dashboard.intake.waiting import Waiting, discarded, mended, texts_of, waiting
from dashboard.paths import Content
from tests import tiny
from tests.imports import ids, tables, undone

SHEET = """\
Serviciul;Județ;An;Nr. beneficiari
Centru nou;Iași;2016;1.200
Consiliere;Iași;2016;câțiva
Tabără;Iasii;2016;30
"""
REGISTER = """\
Cod beneficiar,Nume,Data nașterii,Serviciul,Data
c-1,Ana Pop,01.05.2005,Day centre,2016-03-01
Maria Ionescu,Maria Ionescu,01.05.2005,Day centre,2016-03-02
c-3,Ion Pop,01.05.2005,Day centre,
"""


@pytest.fixture
def content(tmp_path: Path) -> Content:
    made = tiny.write(tmp_path)
    (tmp_path / "person.key").write_text("4f" * 32, encoding="ascii")
    return made


def sent(content: Content, text: str = SHEET, name: str = "an.csv") -> tuple[Preview, Receipt]:
    found = preview(content, offer_of(content, [Upload(name, text.encode())]))
    return found, accept(content, found, "ana")


def only(content: Content) -> Waiting:
    (found,) = waiting(content, {})
    return found


def rows(found: Waiting) -> list[int]:
    return [each.origin.row for each in found.rows]


def put_right(found: Waiting, row: int, n: int, text: str) -> dict[Origin, Sequence[str]]:
    origin = next(each.origin for each in found.rows if each.origin.row == row)
    cells = [*found.cells[origin]]
    cells[n] = text
    return {origin: cells}


def accounted(found: Preview) -> dict[str, int]:
    return {name: n for name, n in found.counts().items() if n and name != "changed"}


def test_refused_rows_wait_with_their_place_their_value_and_why_in_the_readers_language(
    content: Content,
) -> None:
    found, _receipt = sent(content)
    assert accounted(found) == {"accepted": 1, "refused": 2}
    waits = only(content)
    assert rows(waits) == [3, 4]
    assert waits.headings[""][3] == "Nr. beneficiari"
    assert list(waits.cells[waits.rows[0].origin]) == ["Consiliere", "Iași", "2016", "câțiva"]
    (sentence,) = waits.rows[0].sentences()
    assert sentence.startswith("D3 (Nr. beneficiari):")
    with speaking("ro"):
        assert waits.rows[0].sentences()[0] != sentence


def test_a_mended_row_is_taken_in_with_a_receipt_and_the_other_still_waits(
    content: Content,
) -> None:
    sent(content)
    waits = only(content)
    found = preview(content, mended(content, waits, put_right(waits, 3, 3, "45")))
    assert accounted(found) == {"accepted": 1, "refused": 1}
    receipt = accept(content, found, "dan")
    figure = tables(content)["beneficiaries.csv"].decode().splitlines()[-1]
    assert "Consiliere" in figure
    assert ",45," in figure
    assert rows(only(content)) == [4]
    undone(content, receipt)
    assert rows(only(content)) == [3, 4], "what is taken back waits again"


def test_a_name_that_is_nearly_known_is_answered_and_nothing_waits_any_more(
    content: Content,
) -> None:
    sent(content)
    waits = only(content)
    edits = put_right(waits, 3, 3, "45")
    offered = mended(content, waits, edits)
    asked = {question.key for question in offered.questions if not question.chosen}
    assert asked == {("area", "Iasii")}
    offered = mended(content, waits, edits, {("area", "Iasii"): "RO-IS"})
    accept(content, preview(content, offered), "dan")
    assert waiting(content, {}) == []


def test_rows_left_out_wait_no_longer_unless_that_is_taken_back(content: Content) -> None:
    sent(content)
    before, waits = tables(content), only(content)
    receipt = accept(content, preview(content, discarded(waits, [waits.rows[0].origin])), "dan")
    assert receipt.did == "1 row left out"
    assert rows(only(content)) == [4]
    assert tables(content) == before
    undone(content, receipt)
    assert rows(only(content)) == [3, 4]


def test_what_an_import_refused_waits_no_longer_once_it_is_taken_back(content: Content) -> None:
    _found, receipt = sent(content)
    undone(content, receipt)
    assert waiting(content, {}) == []


def test_who_mends_a_row_second_is_told_by_whom_and_when_it_was_and_leaves_no_receipt(
    content: Content,
) -> None:
    sent(content)
    waits = only(content)
    one, other = (
        preview(content, mended(content, waits, put_right(waits, 3, 3, "45"))) for _n in range(2)
    )
    accept(content, one, "ana")
    before, last = ids(content), receipts(content)[-1]
    with pytest.raises(MendedAlready) as refused:
        accept(content, other, "dan")
    told = f"This was mended already (ana, {last.moment:%Y-%m-%d, %H:%M}), so nothing was written."
    assert str(refused.value) == told
    assert ids(content) == before
    assert receipts(content)[-1] == last
    assert rows(only(content)) == [4]
    undone(content, last)
    assert accept(content, other, "dan").did == "1 row taken in", "taken back it waits again"


def test_a_row_that_was_left_out_meanwhile_is_not_taken_in(content: Content) -> None:
    sent(content)
    waits = only(content)
    found = preview(content, mended(content, waits, put_right(waits, 3, 3, "45")))
    accept(content, preview(content, discarded(waits, [waits.rows[0].origin])), "ana")
    with pytest.raises(MendedAlready, match=r"left out already \(ana, "):
        accept(content, found, "dan")


def test_a_mended_row_that_somebody_typed_meanwhile_waits_no_longer_and_says_so(
    content: Content,
) -> None:
    text = "Serviciul;Județ;An;Nr. beneficiari\nConsiliere;Iași;2016;45\n"
    sent(content)
    sent(content, text, "alt.csv")
    waits = only(content)
    found = preview(content, mended(content, waits, put_right(waits, 3, 3, "45")))
    assert accept(content, found, "ana").did == "1 row was here already"
    assert rows(only(content)) == [4]


def test_rows_that_wait_already_are_not_kept_twice(content: Content) -> None:
    sent(content)
    again = preview(content, offer_of(content, [Upload("an.csv", SHEET.encode())]))
    with pytest.raises(DashboardError, match="Its refused rows wait already"):
        accept(content, again, "dan", to_mend=True)
    assert len(receipts(content)) == 1


def test_of_a_file_that_may_name_people_nothing_that_waits_is_written(content: Content) -> None:
    named = SHEET.replace("Consiliere", "Consiliere Maria Ionescu")
    found, receipt = sent(content, named)
    assert rows(only(content)) == [4]
    kept = content.tables.parent / "imports" / receipt.id
    texts = [path.read_text("utf-8") for path in kept.rglob("*.*") if path.is_file()]
    assert not [text for text in texts if "Ionescu" in text]
    (waits,) = waiting(content, {receipt.id: texts_of(found)[1]})
    assert rows(waits) == [3, 4]
    offered = mended(content, waits, put_right(waits, 4, 1, "Iași"))
    accept(content, preview(content, offered), "dan")
    assert b"Tab\xc4\x83r\xc4\x83" in tables(content)["beneficiaries.csv"]


def test_of_a_sheet_that_is_not_kept_no_more_is_written_than_what_is_read_of_a_row(
    content: Content,
) -> None:
    text = "Serviciul;An;Nr. beneficiari;Ales de\nTabără;2016;câțiva;Kerekes\nSah;2016;5;Zsolnay\n"
    _found, receipt = sent(content, text)
    kept = content.tables.parent / "imports" / receipt.id
    texts = [path.read_text("utf-8") for path in kept.rglob("*.*") if path.is_file()]
    assert texts
    assert not [each for each in texts for word in ("Kerekes", "Zsolnay", "Ales") if word in each]
    waits = only(content)
    assert list(waits.cells.values()) == [["Tabără", "2016", "câțiva", ""]]
    offered = mended(content, waits, put_right(waits, 2, 2, "7"))
    assert accounted(preview(content, offered)) == {"accepted": 1}


def test_of_a_sheet_that_is_not_kept_a_row_of_another_table_is_not_written(
    content: Content,
) -> None:
    text = "Serviciu;Nr. beneficiari\nSah;5\n\nZona;Nr. persoane\nKerekes;7\n"
    found, receipt = sent(content, text)
    assert [each.origin.row for each in found.refused] == [4, 5]
    kept = content.tables.parent / "imports" / receipt.id
    texts = [path.read_text("utf-8") for path in kept.rglob("*.*") if path.is_file()]
    assert not [each for each in texts if "Kerekes" in each]


def test_of_a_register_a_refused_row_shows_its_number_and_what_names_nobody(
    content: Content,
) -> None:
    found, receipt = sent(content, REGISTER)
    assert accounted(found) == {"accepted": 1, "refused": 2}
    written, text = texts_of(found)
    assert written == ""
    assert "Ionescu" not in text
    assert "Ion Pop" not in text
    (waits,) = waiting(content, {receipt.id: text})
    cells = {each.origin.row: list(waits.cells[each.origin]) for each in waits.rows}
    assert cells == {3: ["", "Day centre", "2016-03-02", "10-13"], 4: ["c-3", "Day centre", "", ""]}
    offered = mended(content, waits, put_right(waits, 4, 2, "2016-03-05"))
    assert offered.participations is not None
    assert offered.participations.data.decode().splitlines()[1:] == [
        "c-3,day-centre,people,,2016-03-05,,"
    ]
    accept(content, preview(content, offered), "dan")
    (waits,) = waiting(content, {receipt.id: text})
    assert rows(waits) == [3]


def test_a_draft_waits_until_it_is_a_figure(content: Content) -> None:
    given = {"label": "Teme", "people": "", "target_group_id": "Children"}
    accept(content, preview(content, forms.draft(given)), "ana", to_mend=True)
    waits = only(content)
    assert waits.is_draft
    offered = mended(content, waits, put_right(waits, 0, 1, "12"))
    accept(content, preview(content, offered), "ana")
    assert waiting(content, {}) == []
    assert ",12," in tables(content)["beneficiaries.csv"].decode().splitlines()[-1]


def test_a_figure_without_a_number_is_told_so_once(content: Content) -> None:
    given = {"label": "Teme", "people": "", "target_group_id": "Children"}
    found = preview(content, forms.figure(content, given))
    (told,) = (each.sentences() for each in found.refused)
    (sentence,) = told
    assert sentence.startswith("How many: “How many” is empty; it must be given.")


def test_a_file_of_which_nothing_fits_is_kept_to_be_mended_where_that_is_asked(
    content: Content,
) -> None:
    text = "Serviciul;Județ;An;Nr. beneficiari\nConsiliere;Iași;2016;câțiva 5 sau 6\n"
    found = preview(content, offer_of(content, [Upload("an.csv", text.encode())]))
    receipt = accept(content, found, "ana", to_mend=True)
    assert receipt.did == "1 row to be mended"
    assert [each.id for each in receipts(content)] == [receipt.id]
    assert rows(only(content)) == [2]
