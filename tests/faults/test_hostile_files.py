"""Files that are damaged, or made to harm: each ends in an offer or a sentence."""

from __future__ import annotations

import io
import json
import random
import time
import zipfile

import pandas as pd
import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]

from dashboard.errors import DashboardError
from dashboard.intake.kinds import Upload
from dashboard.intake.preview import preview
from dashboard.intake.taking_in import offer_of
from dashboard.paths import Content
from tests import tiny
from tests.faults.world import IS_LONG
from tests.imports import tables

_CASES, _SECONDS = (1_250 if IS_LONG else 1), 30
_NASTY = ("<script>alert(1)</script>", "=cmd()|'/c calc'!A1", "'; drop table beneficiaries; --")
_FIGURES = "Proiect,Grup,An,Persoane\n" + "".join(f"{name},Copii,2016,12\n" for name in _NASTY)
_REGISTER = "Cod beneficiar,Serviciul,Data\n" + "".join(
    f"p1,{name},2016-03-01\n" for name in _NASTY
)
_HXL = "Org,Oameni\n#org,#reached\n" + "".join(f"{name},12\n" for name in _NASTY)
_IATI = (
    '<?xml version="1.0"?><iati-activities version="2.03"><iati-activity><iati-identifier>X-1'
    "</iati-identifier><title><narrative>=cmd()</narrative></title></iati-activity>"
    "</iati-activities>"
)


def _workbook() -> bytes:
    book, made = Workbook(), io.BytesIO()
    for line in _FIGURES.splitlines():
        book.active.append(line.split(","))
    book.save(made)
    return made.getvalue()


def _parquet() -> bytes:
    made = io.BytesIO()
    pd.read_csv(io.StringIO(_REGISTER)).to_parquet(made)
    return made.getvalue()


def _zip(data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("beneficiaries.csv", data)
    return made.getvalue()


def _grants() -> bytes:
    grants = [{"id": f"g{n}", "title": name, "currency": "RON", "amountAwarded": 5,
               "awardDate": "2016-03-01"} for n, name in enumerate(_NASTY)]  # fmt: skip
    return json.dumps({"grants": grants}).encode()


_FILES = {
    "figures.csv": _FIGURES.encode(),
    "register.csv": _REGISTER.encode(),
    "hxl.csv": _HXL.encode(),
    "iati.xml": _IATI.encode(),
    "grants.json": _grants(),
    "book.xlsx": _workbook(),
    "tables.zip": _zip(tiny.TABLES["beneficiaries"].encode()),
    "register.parquet": _parquet(),
}
_MADE_TO_HARM = {
    "bomb.zip": _zip(bytes(50 * 2**20)),
    "deep.json": b'{"grants":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "entities.xml": b'<!DOCTYPE x [<!ENTITY a "b">]>' + _IATI.encode(),
}


def _damaged(data: bytes, chance: random.Random) -> bytes:
    at, to = sorted(chance.randrange(len(data)) for _ in range(2))
    how = chance.randrange(3)
    if how == 0:
        flipped = bytearray(data)
        for _ in range(chance.randrange(1, 9)):
            flipped[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        return bytes(flipped)
    return data[:to] if how == 1 else data[:to] + data[at:]


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    return tiny.write(tmp_path_factory.mktemp("hostile"))


def _ends_well(content: Content, name: str, data: bytes) -> None:
    before, start = tables(content), time.monotonic()
    said = "an offer"
    try:
        preview(content, offer_of(content, [Upload(name, data)]))
    except DashboardError as error:
        said = str(error)
    assert said.strip()
    assert "Traceback" not in said
    assert tables(content) == before
    assert time.monotonic() - start <= _SECONDS


@pytest.mark.parametrize("name", _FILES)
def test_a_damaged_file_ends_in_an_offer_or_a_sentence(content: Content, name: str) -> None:
    chance = random.Random(name)
    _ends_well(content, name, _FILES[name])
    for _ in range(_CASES):
        _ends_well(content, name, _damaged(_FILES[name], chance))


@pytest.mark.parametrize("name", _MADE_TO_HARM)
def test_a_file_made_to_harm_is_refused(content: Content, name: str) -> None:
    before = tables(content)
    with pytest.raises(DashboardError):
        preview(content, offer_of(content, [Upload(name, _MADE_TO_HARM[name])]))
    assert tables(content) == before


def test_a_zip_with_a_broken_stream_is_called_damaged(content: Content) -> None:
    data = bytearray(_FILES["tables.zip"])
    start = 30 + len("beneficiaries.csv")
    data[start : start + 8] = b"\xff" * 8
    with pytest.raises(DashboardError, match=r"tables\.zip is damaged"):
        offer_of(content, [Upload("tables.zip", bytes(data))])
