"""Refused rows that come back as the workbook they were given in, mended there."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook  # type: ignore[import-untyped]

from dashboard.cli import main
from dashboard.intake.accepting import accept
from dashboard.intake.kinds import Upload
from dashboard.intake.offer import Offer
from dashboard.intake.preview import Preview, preview
from dashboard.intake.receipts import imported_before
from dashboard.intake.sent_back import refused_workbook, taken_in
from dashboard.intake.waiting import texts_of, waiting
from dashboard.paths import Content
from tests import tiny
from tests.imports import ids, tables, undone
from tests.unit.test_intake_waiting import REGISTER, SHEET, accounted, only, rows, sent

HXL = "Org,Ce,An,Oameni\n#org,#activity,#date+year,#reached\nX,Masă,2016,12\nX,Curs,2016,mulți\n"


@pytest.fixture
def content(tmp_path: Path) -> Content:
    made = tiny.write(tmp_path)
    (tmp_path / "person.key").write_text("4f" * 32, encoding="ascii")
    return made


def mended(found: Preview, *cells: tuple[int, int, object], gone: int = 0) -> Upload:
    """The workbook of the refused rows, saved by a spreadsheet after these cells were written."""
    data, book = BytesIO(), load_workbook(BytesIO(refused_workbook(found)))
    for row, column, value in cells:
        book.worksheets[0].cell(row, column).value = value
    if gone:
        book.worksheets[0].delete_rows(gone)
    book.save(data)
    return Upload("back.xlsx", data.getvalue())


def offered(content: Content, file: Upload, **unwritten: str) -> Offer:
    return taken_in(content, [file], unwritten=unwritten)


def test_mended_rows_that_come_back_are_taken_in_and_wait_no_longer(content: Content) -> None:
    found, _receipt = sent(content)
    file = mended(found, (2, 4, 45), (3, 2, "Iași"))
    again = preview(content, offered(content, file))
    assert accounted(again) == {"accepted": 2}
    receipt = accept(content, again, "dan")
    assert waiting(content, {}) == []
    figures = tables(content)["beneficiaries.csv"].decode()
    assert ["Consiliere" in figures, ",45," in figures, "Tabără" in figures] == [True] * 3
    known = imported_before(content, file.checksum)
    assert known is not None
    assert known.id == receipt.id
    undone(content, receipt)
    assert rows(only(content)) == [3, 4], "what is taken back waits again"


def test_a_row_that_is_not_mended_or_not_sent_waits_on(content: Content) -> None:
    found, _receipt = sent(content)
    again = preview(content, offered(content, mended(found, (2, 4, "45"))))
    assert accounted(again) == {"accepted": 1, "refused": 1}
    accept(content, again, "dan")
    assert rows(only(content)) == [4]
    found, _receipt = sent(content, SHEET.replace("1.200", "1.300"), "alt.csv")
    again = preview(content, offered(content, mended(found, (2, 4, "46"), gone=3)))
    assert accounted(again) == {"accepted": 1}


def test_a_row_that_waits_no_longer_is_left_out_and_so_is_a_new_one(content: Content) -> None:
    found, _receipt = sent(content)
    file = mended(found, (2, 4, "45"), (4, 1, "Altceva"), (4, 4, 7))
    accept(content, preview(content, offered(content, file)), "dan")
    before = ids(content)
    again = preview(content, offered(content, mended(found, (2, 4, "46"), (3, 2, "Iași"))))
    assert accounted(again) == {"accepted": 1, "left_out": 1}
    (left,) = again.left_out
    assert (left.origin.place(), "No such row waits" in left.why) == ("sheet an.csv, row 2", True)
    assert len(before) == len(tiny.TABLES["beneficiaries"].splitlines()[1:]) + 2


def test_rows_refused_again_can_be_mended_once_more(content: Content) -> None:
    found, _receipt = sent(content)
    again = preview(content, offered(content, mended(found, (2, 4, "multe"), gone=3)))
    assert accounted(again) == {"refused": 1}
    file = mended(again, (2, 4, "45"))
    accept(content, preview(content, offered(content, file)), "dan")
    assert rows(only(content)) == [4]


def test_a_file_of_a_standard_is_read_again_as_what_it_was(content: Content) -> None:
    found, _receipt = sent(content, HXL, "hxl.csv")
    assert accounted(found) == {"accepted": 1, "refused": 1}
    again = preview(content, offered(content, mended(found, (2, 4, 45))))
    assert (again.offer.kind, accounted(again)) == (found.offer.kind, {"accepted": 1})
    accept(content, again, "dan")
    assert waiting(content, {}) == []


def test_of_a_register_they_are_mended_by_row_number_without_a_name(content: Content) -> None:
    found, receipt = sent(content, REGISTER)
    kept = {receipt.id: texts_of(found)[1]}
    file = mended(found, (3, 3, "2016-03-05"), (2, 1, "c-2"))
    assert b"Ionescu" not in file.data
    again = preview(content, offered(content, file, **kept))
    assert accounted(again) == {"accepted": 2}
    accept(content, again, "dan")
    assert waiting(content, kept) == []


def test_where_nothing_waits_they_are_a_file_like_any_other(content: Content) -> None:
    found = preview(content, taken_in(content, [Upload("an.csv", SHEET.encode())], unwritten={}))
    file = mended(found, (2, 4, 45), (3, 2, "Iași"))  # it was never accepted
    assert accounted(preview(content, offered(content, file))) == {"accepted": 2}


def test_the_command_takes_them_back(tmp_path: Path) -> None:
    def run(*given: str) -> str:
        own = str(tmp_path / "own")
        return CliRunner().invoke(main, ["import", *given, "--yes", "--data", own]).output

    first, back = tmp_path / "an.csv", tmp_path / "back.xlsx"
    first.write_text(SHEET.replace("Tabără;Iasii;2016;30\n", ""), encoding="utf-8")
    assert "1 of 2 rows fit; 1 is refused" in run(str(first), "--refused", str(back))
    book = load_workbook(back)
    book.worksheets[0]["D2"] = 45
    book.save(back)
    assert "1 of 1 row fit" in run(str(back))
    figures = (tmp_path / "own" / "tables" / "beneficiaries.csv").read_text("utf-8")
    assert ",45," in figures
    assert "nothing to do" in run(str(back))
