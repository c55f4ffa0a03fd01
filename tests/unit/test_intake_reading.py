"""Files of others, in every coding and separator, to rows; what is refused by name."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]

from dashboard.errors import DashboardError
from dashboard.intake.kinds import Upload, kind_of
from dashboard.intake.offer import Offer
from dashboard.intake.reading import sheets_of
from dashboard.intake.sheets import NUMBER, Cell, letter
from dashboard.intake.taking_in import offer_of
from dashboard.intake.values import COMMA, POINT, UNKNOWN, convention, number, period
from dashboard.paths import DATA, Content

NOBODY = Content(DATA / "reference", Path("nowhere/tables"), Path("nowhere/cache"), True, "nobody")
HEADER = ["funding_id", "project_id", "funder_id", "role", "amount", "currency", "amount_kind"]
HEADER += ["period", "source_id", "locator", "note_ro"]
ROWS = [
    [
        "g-1",
        "day-centre",
        "rich",
        "funder",
        "15000,00",
        "EUR",
        "grant",
        "2016",
        "r",
        "p. 1",
        "Iași",
    ],
    ["g-2", "day-centre", "rich", "funder", "1.200", "EUR", "grant", "2017", "r", "p. 2", "a, b"],
]


def text_of(separator: str, end: str = "\r\n") -> str:
    def cell(text: str) -> str:
        return f'"{text}"' if separator in text else text

    return "".join(separator.join(map(cell, cells)) + end for cells in (HEADER, *ROWS))


def offered(data: bytes, name: str = "money.csv") -> Offer:
    return offer_of(NOBODY, [Upload(name, data)])


def amounts(found: Offer) -> list[str]:
    return [each.values["amount"] for each in found.proposed]


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "cp1250", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_table_is_read_as_a_spreadsheet_saves_it(coding: str, separator: str) -> None:
    written = text_of(separator).replace("ș", "ş") if coding == "cp1250" else text_of(separator)
    found = offered(written.encode(coding))
    assert amounts(found) == ["15000.00", "1200"]
    assert [each.values["note_ro"] for each in found.proposed] == [
        written.splitlines()[1].rpartition(separator)[2],
        "a, b",
    ]
    assert [each.origin.place("amount") for each in found.proposed] == [
        "E2 (amount)",
        "E3 (amount)",
    ]
    (remark,) = found.proposed[0].remarks
    assert str(remark).startswith("15000,00 → 15000.00: read as a number")


def test_how_it_was_read_is_told_with_a_sample() -> None:
    found = offered(text_of(";").replace("ș", "ş").encode("cp1250"))
    assert found.notes == (
        "Read as cp1250: “Iaşi”.",
        "The columns are separated by a semicolon.",
    )


def test_a_line_that_names_the_separator_is_no_header() -> None:
    found = offered(b"sep=;\r\n" + text_of(";").encode())
    assert [each.origin.row for each in found.proposed] == [3, 4]


def test_columns_of_no_table_are_told() -> None:
    text = text_of(",").replace("note_ro", "Observații")
    assert offered(text.encode()).notes == (
        "The column Observații is not one of the table project_funding; it is not read.",
    )


def workbook(rows: list[list[Any]], title: str = "Bani") -> bytes:
    book, written = Workbook(), BytesIO()
    sheet: Any = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    book.save(written)
    return written.getvalue()


def test_a_workbook_is_read_with_its_numbers_as_they_are() -> None:
    rows: list[list[Any]] = [HEADER, *map(list, ROWS)]
    rows[1][4], rows[2][4], rows[2][7] = 15000.5, 1200, 2017
    found = offered(workbook(rows), "money.csv")  # its name says nothing
    assert amounts(found) == ["15000.5", "1200"]
    assert [each.remarks for each in found.proposed] == [(), ()]
    assert found.proposed[0].origin.place("amount") == "sheet Bani, E2 (amount)"


def test_a_zip_of_tables_is_read_and_what_systems_add_is_not() -> None:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        packed.writestr("figures/money.csv", text_of(";"))
        packed.writestr("__MACOSX/._money.csv", b"\0\1\2")
    assert amounts(offered(written.getvalue(), "all.zip")) == ["15000.00", "1200"]


def test_several_files_are_one_offer() -> None:
    files = [Upload("one.csv", text_of(";").encode()), Upload("two.csv", text_of(",").encode())]
    found = offer_of(NOBODY, files)
    assert found.name == "one.csv, two.csv"
    assert len(found.origins()) == 4
    assert found.proposed[3].origin.place("amount") == "sheet two.csv, E3 (amount)"


def swollen() -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"0" * 50_000_000)
    return written.getvalue()


def named_stream(name: str) -> bytes:
    return b"\xd0\xcf\x11\xe0" + b"\0" * 600 + name.encode("utf-16-le")


REFUSED: dict[str, bytes | Callable[[], bytes]] = {
    "a picture": b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
    "a picture ": b"\xff\xd8\xff\xe0" + b"\0" * 50,
    "a report, not a sheet": b"%PDF-1.7 ...",
    "a video or a sound recording": b"\0\0\0\x18ftypmp42" + b"\0" * 50,
    "a web page": b"<!DOCTYPE html><html><table></table></html>",
    "a packed archive of a kind": b"Rar!\x1a\x07\0",
    "opens with a password only": named_stream("EncryptedPackage"),
    "a report, not a sheet ": named_stream("WordDocument"),
    "is empty": b" \r\n",
    "unpacks to far more than it has": swollen,
    "is damaged and cannot be read": b"PK\x03\x04" + b"\1" * 300,
    "is damaged and cannot be read ": Random(1).randbytes(3000),
    "has more rows, columns or cells": b"a," * 16_384 + b"b\n1,2\n",
    "holds no sheet that can be read": b'<?xml version="1.0"?><iati-activities/>',
    "follows version 1 of IATI": b'<iati-activities version="1.04"><iati-activity/>'
    b"</iati-activities>",
    "is IATI's file of organisations": b'<?xml version="1.0"?><iati-organisations/>',
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_sheet_is_refused_in_one_sentence(what: str) -> None:
    made = REFUSED[what]
    with pytest.raises(DashboardError) as told:
        sheets_of(Upload("fișier.xlsx", made if isinstance(made, bytes) else made()))
    assert what.strip() in str(told.value)
    assert str(told.value).startswith("fișier.xlsx ")


def test_headings_of_no_table_are_named_and_what_they_mean_is_asked() -> None:
    found = offered("Nume,Oraș\nAna,Iași\n".encode())
    assert found.proposed == ()
    assert "known: Nume, Oraș. Copy the rows into" in found.notes[0]
    assert [(each.kind, each.chosen) for each in found.questions] == [("row", "none")]


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_workbook_is_a_sentence_or_rows_never_a_traceback(seed: int) -> None:
    random, data = Random(seed), bytearray(workbook([HEADER, *ROWS]))
    for _ in range(random.randint(1, 40)):
        data[random.randrange(len(data))] = random.randrange(256)
    with suppress(DashboardError):  # whatever else is raised fails the test
        offered(bytes(data[: random.randint(200, len(data))]))


def test_a_text_that_begins_like_a_picture_is_a_text() -> None:
    assert kind_of(Upload("x.csv", b"BM,total\n1,2\n")) == "text"


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        (["15000,00", "1.200"], COMMA),
        (["1,234.50", "12"], POINT),
        (["1.234.567"], COMMA),
        (["1 200", "12"], UNKNOWN),
        (["1.200", "3.400"], UNKNOWN),
        (["1,5", "1.5"], UNKNOWN),
    ],
)
def test_a_column_tells_how_its_numbers_are_written(texts: list[str], mark: str) -> None:
    assert convention(map(Cell, texts)) == mark


@pytest.mark.parametrize(
    ("text", "mark", "is_whole", "read"),
    [
        ("1.200", UNKNOWN, True, "1200"),
        ("1.200", UNKNOWN, False, None),
        ("1.200", COMMA, False, "1200"),
        ("1.200", POINT, False, "1.200"),
        ("1\u00a0200,5", COMMA, False, "1200.5"),
        ("80 418", UNKNOWN, True, "80418"),
        ("12,5", UNKNOWN, True, None),
        ("circa 12", UNKNOWN, True, None),
    ],
)
def test_a_number_is_read_by_the_evidence_of_its_column(
    text: str, mark: str, is_whole: bool, read: str | None
) -> None:
    assert number(Cell(text), mark, is_whole=is_whole) == read
    assert number(Cell("1.2", NUMBER), mark, is_whole=is_whole) == "1.2"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("31.03.2024", "2024-03-31"),
        ("03.2026", "2026-03"),
        ("2011-2013", "2011..2013"),
        ("1.09.2023 – 31.08.2024", "2023-09-01..2024-08-31"),
        ("2023-09..2024-08", "2023-09..2024-08"),
    ],
)
def test_a_period_is_read_as_people_write_it(text: str, read: str) -> None:
    assert period(Cell(text))[0] == read


def test_columns_have_the_letters_of_a_spreadsheet() -> None:
    assert [letter(n) for n in (0, 25, 26, 51, 52, 701, 702)] == [
        *("A", "Z", "AA", "AZ", "BA", "ZZ", "AAA")
    ]


def test_parsing_sees_nothing_but_the_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    sheets_of(Upload("x.csv", text_of(",").encode()))
    assert list(tmp_path.iterdir()) == []


CUT = "The row has more cells (4) than there are headings (3). Put quotes around the text or number"


@pytest.mark.parametrize(
    ("head", "row", "cut"),
    [
        ("Serviciul,Judet,Beneficiari", "Jocuri,Cluj,45", "Teme,Cluj,1,200"),
        ("organisation_id,name,county_code", "x,X,RO-CJ", "y,Y, and more,RO-CJ"),
    ],
)
def test_a_row_that_is_cut_at_a_separator_of_its_own_is_refused(
    head: str, row: str, cut: str
) -> None:
    found = offered(f"{head}\n{cut}\n{row}\n".encode())
    (refused,) = found.refused
    assert refused.sentences()[0].startswith(f"row 2: {CUT}")
    assert {each.origin.row for each in found.proposed} == {3}


def test_a_column_without_a_heading_cuts_no_row() -> None:
    found = offered(b"Raport;;\nServiciul;Beneficiari;\nTeme;12;la scoala\nJocuri;13;\n")
    assert found.refused == ()
    assert {each.origin.row for each in found.proposed} == {3, 4}
