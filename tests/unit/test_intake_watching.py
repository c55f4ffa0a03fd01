"""Who waits for a file is told how far it is, at most twice a second."""

from __future__ import annotations

from io import BytesIO
from itertools import chain
from pathlib import Path

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]

from dashboard.i18n import speaking
from dashboard.intake import watching
from dashboard.intake.kinds import Upload
from dashboard.intake.preview import preview
from dashboard.intake.reading import sheets_of
from dashboard.intake.taking_in import offer_of
from dashboard.intake.watching import (
    CHECKING,
    COMPARED,
    COUNTING,
    READ,
    UNDERSTOOD,
    said,
    tell,
    watched,
)
from tests import tiny

Told = list[tuple[int, str]]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    """Every step that is told, however soon one follows another."""
    monkeypatch.setattr(watching, "_OFTEN", 0)
    return []


def sheet(rows: int) -> bytes:
    lines = (f"Service {n};Iași;2016;{n + 1}\n" for n in range(rows))
    return "".join(chain(["Serviciu;Județ;An;Beneficiari\n"], lines)).encode()


def test_rows_are_counted_while_they_are_parsed_understood_and_compared(
    tmp_path: Path, told: Told
) -> None:
    content = tiny.write(tmp_path)
    with watched(lambda *step: told.append(step)):
        found = preview(content, offer_of(content, [Upload("x.csv", sheet(2500))]))
    assert len(found.accepted) == 2500
    assert list(dict.fromkeys(stage for _rows, stage in told)) == [
        *(READ, UNDERSTOOD, COMPARED, CHECKING, COUNTING)
    ]
    assert [rows for rows, stage in told if stage == READ] == [2000]
    assert [rows for rows, stage in told if stage == UNDERSTOOD] == list(range(1, 2501))
    assert max(rows for rows, stage in told if stage == COMPARED) == 2500, (
        "its rows, not those made"
    )


def test_rows_of_all_sheets_of_a_workbook_are_counted_on(told: Told) -> None:
    book, data = Workbook(write_only=True), BytesIO()
    for name in ("a", "b"):
        made = book.create_sheet(name)
        for n in range(3000):
            made.append([name, n])
    book.save(data)
    with watched(lambda *step: told.append(step)):
        sheets = sheets_of(Upload("x.xlsx", data.getvalue()))
    assert [len(each.rows) for each in sheets] == [3000, 3000]
    assert told == [(2000, READ), (4000, READ), (6000, READ)]


def test_it_is_told_at_most_twice_a_second_but_each_beginning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = iter([10.0, 10.1, 10.4, 10.5, 10.6, 11.2])
    monkeypatch.setattr(watching, "monotonic", lambda: next(clock))
    heard: Told = []
    with watched(lambda *step: heard.append(step)):
        for rows in (1, 2, 3, 4, 0, 5):
            tell(rows, READ)
    assert heard == [(1, READ), (4, READ), (0, READ), (5, READ)]


def test_nobody_need_listen() -> None:
    tell(0, CHECKING)


def test_it_is_said_in_both_languages() -> None:
    assert said(12_000, READ) == "12,000 rows read"
    assert said(0, CHECKING) == "Building the tables anew to check them …"
    with speaking("ro"):
        assert said(12_000, COMPARED) == "12.000 de rânduri comparate cu tabelele"
        assert said(0, COUNTING) == "Se calculează cum ar fi totalurile …"
