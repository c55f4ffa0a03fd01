"""What a workbook does not show as it is: hidden rows and sheets, and days that are numbers."""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.utils.datetime import (  # type: ignore[import-untyped]
    CALENDAR_MAC_1904,
    CALENDAR_WINDOWS_1900,
)

from dashboard.i18n import speaking
from dashboard.intake.kinds import Upload
from dashboard.intake.preview import preview
from dashboard.intake.reading import sheets_of
from dashboard.intake.template import template
from dashboard.intake.untold import Untold, untold
from dashboard.paths import DATA, Content
from tests.faults import hostile
from tests.unit.test_intake_mapping import ROW, TEXT, figures, ods, offered

ROWS = [["Serviciu", "Județ", "Beneficiari"], ["Masă", "Iași", 5], ["Joc", "Cluj", 7]]


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return Content(DATA / "reference", tmp_path / "tables", tmp_path / "cache", True, "own")


@pytest.fixture
def hidden() -> bytes:
    """With a row, a column, and a sheet that are hidden, and an empty column, too."""
    book, written = Workbook(), BytesIO()
    sheet: Any = book.active
    other: Any = book.create_sheet("Vechi")
    for row in ROWS:
        sheet.append(row)
        other.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = sheet.column_dimensions["K"].hidden = True
    other.sheet_state = "hidden"
    book.save(written)
    return written.getvalue()


def test_hidden_rows_and_columns_are_read_and_a_hidden_sheet_is_not_and_each_is_told(
    content: Content, hidden: bytes
) -> None:
    found = offered(content, hidden)
    assert figures(found, "area_id", "people") == [("RO-IS", "5"), ("RO-CJ", "7")]
    assert found.notes[:2] == (
        "1 hidden row is read as well: 3.",
        "1 hidden column is read as well: B.",
    )
    assert found.notes[-1] == "The hidden sheet Vechi is not read."
    with speaking("ro"):
        assert offered(content, hidden).notes[0] == "Este citit și 1 rând ascuns: 3."


def test_rows_that_a_filter_hides_in_an_ods_are_told(content: Content) -> None:
    def line(*texts: str) -> str:
        return "".join(TEXT.format(text=text, more="") for text in texts)

    head = ROW.format(more="", cells=line("Serviciu", "Oraș", "Beneficiari"))
    row = line("Masă", "Iași", "5")
    shown = ROW.format(more="", cells=row)
    two = ROW.format(more=' table:visibility="filter" table:number-rows-repeated="2"', cells=row)
    found = offered(content, ods(head, shown, two, shown))
    assert found.notes[0] == "2 hidden rows are read as well: 3, 4."


def test_of_our_workbook_the_hidden_column_of_ids_is_no_news(content: Content) -> None:
    sheets = sheets_of(Upload("x.xlsx", template(content, {}, with_data=False)))
    assert [note for sheet in sheets for note in sheet.notes] == []


def test_of_an_xlsb_what_cannot_be_told_is_said() -> None:
    (sheet,) = sheets_of(Upload("x", hostile.xlsb()))
    assert sheet.notes[0].startswith(
        "Of a workbook of this kind (.xlsb, or an .xls of before 1997)"
    )


def test_of_an_xls_errors_are_refused_and_what_is_hidden_is_told(content: Content) -> None:
    def cell(kind: int, row: int, column: int, *rest: bytes) -> bytes:
        return hostile.record(kind, struct.pack("<HHH", row, column, 0), *rest)

    label = struct.pack("<HB", 4, 0)
    found = offered(content, hostile.xls(
        hostile.record(0x208, struct.pack("<HHHHHHI", 2, 0, 4, 255, 0, 0, 0x20)),
        hostile.record(0x7D, struct.pack("<HHHHHH", 1, 1, 9, 0, 1, 0)),
        cell(0x204, 4, 0, label, b"Masa"), cell(0x205, 4, 3, b"\x17\x01"),
        cell(0x204, 5, 0, label, b"Sah!"),
        cell(0x06, 5, 3, bytes([2, 0, 7, 0, 0, 0, 255, 255]), bytes(10)),
    ))  # fmt: skip
    assert found.notes[:2] == (
        "1 hidden row is read as well: 3.",
        "1 hidden column is read as well: B.",
    )
    assert [each.sentences()[0].split(" Open")[0] for each in found.refused] == [
        "sheet Foaie, D5 (Persoane): The cell holds an error, #REF!.",
        "sheet Foaie, D6 (Persoane): The cell holds an error, #DIV/0!.",
    ]


@pytest.mark.parametrize("at", range(24, 80, 2))
def test_an_xls_that_is_damaged_is_judged_by_who_reads_its_cells(at: int) -> None:
    data = hostile.xls()
    assert untold(data) == {"Foaie": Untold()}
    damaged = untold(data[:at] + b"\x03\x00" + data[at + 2 :])
    assert damaged in (None, {"Foaie": Untold()})


@pytest.mark.parametrize(
    ("heading", "is_mac", "period"),
    [("Data", False, "2024-01-01"), ("An", False, ""), ("Data", True, "")],
)
def test_a_number_under_a_heading_for_dates_is_the_day_that_it_is_in_a_spreadsheet(
    content: Content, heading: str, is_mac: bool, period: str
) -> None:
    book, written = Workbook(), BytesIO()
    book.epoch = CALENDAR_MAC_1904 if is_mac else CALENDAR_WINDOWS_1900
    for row in ([heading, "Serviciu", "Beneficiari"], [45292, "Masă", 5]):
        book.active.append(row)
    book.save(written)
    seen = preview(content, offered(content, written.getvalue()))
    assert [str(remark) for _origin, remark in seen.changed] == [
        f"45292 → {day}: the number of a day, as spreadsheets count days"
        for day in (period,)
        if day
    ]
    assert len(seen.refused) == (not period)
