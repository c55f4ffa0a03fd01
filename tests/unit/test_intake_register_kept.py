"""Registers taken in: a file each, numbers in the receipt, revocable; one person forgotten."""

from __future__ import annotations

import gzip
import json
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook  # type: ignore[import-untyped]

from dashboard.cli import main
from dashboard.errors import DashboardError
from dashboard.intake.accepting import accept
from dashboard.intake.preview import preview
from dashboard.intake.receipts import receipts
from dashboard.intake.taking_back import take_back
from dashboard.paths import DATA, Content
from dashboard.store import look_at
from tests import tiny
from tests.imports import undone
from tests.other_registers import HEAD, OURS, offered, person, thirty


@pytest.fixture
def content(tmp_path: Path) -> Content:
    made = tiny.write(tmp_path)
    (tmp_path / "person.key").write_text("4f" * 32, encoding="ascii")
    return made


def test_a_register_is_one_file_its_receipt_keeps_numbers_and_taking_it_back_removes_it(
    content: Content,
) -> None:
    before = {p.name: p.read_bytes() for p in content.tables.iterdir()}
    seen = thirty(content)
    people = {name: (one, other) for name, one, other in seen.totals}["People in all"]
    assert people[0] != people[1]
    assert "30" not in people[1]  # told, not counted
    receipt = accept(content, seen, "ana")
    (file,) = (content.tables / "participations").iterdir()
    assert file.name == f"{receipt.id}.csv"
    assert len(file.read_text(encoding="utf-8").splitlines()) == 31
    assert receipt.counts["accepted"] == 30
    kept = [p for p in (content.tables.parent / "imports").rglob("*") if p.is_file()]
    assert not any(b"p-7" in path.read_bytes() for path in kept)
    assert [p for p in look_at(content).problems if p.is_error] == []
    undo = undone(content, receipt)
    assert {p.name: p.read_bytes() for p in content.tables.iterdir()} == before
    with pytest.raises(DashboardError, match="load the file again"):
        take_back(content, undo.id)
    assert len(receipts(content)) == 2


def test_without_the_key_that_lasts_no_count_is_told_before_it_is_written(
    content: Content,
) -> None:
    (content.tables.parent / "person.key").unlink()
    assert thirty(content).totals == ()
    assert not (content.tables.parent / "person.key").exists()


def test_a_receipt_is_written_without_the_participations(content: Content) -> None:
    receipt = accept(content, thirty(content), "ana")
    path = content.tables.parent / "imports" / receipt.id / "receipt.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    assert told["register"] == f"tables/participations/{receipt.id}.csv"
    assert told["files"][0][0] == "tabara.csv"


def command(content: Content, *given: str) -> Result:
    data = str(content.tables.parent)
    return CliRunner().invoke(main, [*given, "--data", data], catch_exceptions=False)


def test_a_person_is_forgotten_in_every_file_and_told_in_how_many(content: Content) -> None:
    import pandas as pd

    rows = ["p-1,day-centre,children,,2016-03-01,,", "p-2,day-centre,children,,2016-03-01,,"]
    others = [row.replace("03-01", "04-01") for row in rows]
    receipt = accept(content, preview(content, offered(content, OURS, *rows)), "ana")
    (content.tables / "participations.csv").write_text("\n".join([OURS, *others]) + "\n")
    frame = pd.DataFrame([rows[0].replace("03-01", "05-01").split(",")], columns=OURS.split(","))
    frame.to_parquet(content.tables / "participations" / "may.parquet")
    nobody = command(content, "forget", "p-9", "--yes")
    assert (nobody.exit_code, "Nobody of that code" in nobody.output) == (1, True)
    assert command(content, "forget", "p-1").exit_code == 1  # asked, and nobody said yes
    told = command(content, "forget", "p-1", "--yes")
    assert told.exit_code == 0, told.output
    assert told.output.startswith("In 3 files: 3 rows.\n")
    files = [path for path in content.tables.parent.rglob("*") if path.is_file()]
    assert not any(b"p-1" in path.read_bytes() for path in files)
    assert [p for p in look_at(content).problems if p.is_error] == []
    assert (content.tables / "participations.csv").read_text().splitlines() == [OURS, others[1]]
    undone(content, receipt)


def test_no_personal_data_is_left_anywhere_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own"
    content = Content(DATA / "reference", own / "tables", own / "cache", True, "own")
    folder = tmp_path / "temporary"
    folder.mkdir()
    kept: dict[str, bytes] = {}

    def keep(tree: str, *_given: object, **_names: object) -> None:
        """What stands in a temporary folder when it goes."""
        kept.update({str(p): p.read_bytes() for p in Path(tree).rglob("*") if p.is_file()})

    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setattr(tempfile.TemporaryDirectory, "_rmtree", classmethod(
        lambda _cls, name, *_a, **_k: keep(name)))  # fmt: skip
    file = tmp_path / "sent" / "lista.csv"
    file.parent.mkdir()
    lines = [HEAD, *(person(f"c-{n}", "02.05.2016") for n in range(20)), person("", "x")]
    file.write_text("\n".join(lines), encoding="utf-8")
    refused = tmp_path / "back.xlsx"
    told = command(content, "import", str(file), "--yes", "--refused", str(refused))
    assert (told.exit_code, "20 of 21 rows fit" in told.output) == (1, True), told.output
    back = [str(c) for row in load_workbook(refused).active.values for c in row]
    command(content, "check")
    paths = [p for p in tmp_path.rglob("*") if p.is_file() and p != file]
    texts = {str(path): path.read_bytes() for path in paths} | kept
    assert any("participations" in path for path in kept)  # the copies made on the way
    assert any(b"c-19,centru-de-zi" in data for data in texts.values())
    for word in ("Popescu", "ionela", "0744", "2850101221145", "01.05.2005", "2005-05-01"):
        assert [path for path, data in texts.items() if word.encode() in data] == []
        assert word not in told.output
        assert not any(word in text for text in back)


def test_the_rows_of_others_keep_their_bytes_when_a_person_is_forgotten(content: Content) -> None:
    head = '\ufeff"person_id",project_id,target_group_id,county_code,date,sex,age_band\r\n'
    others = [
        '"p-2",day-centre,"children",,2016-03-01,,\r\n',
        "p-3 ,day-centre,children,,2016-03-01,,\n",
    ]
    theirs = [row.replace("p-2", "p-1").replace("p-3", "p-1") for row in others]
    path = content.tables / "participations.csv"
    path.write_bytes("".join([head, others[0], *theirs, others[1]]).encode())
    packed = content.tables / "participations" / "may.csv.gz"
    packed.parent.mkdir()
    packed.write_bytes(gzip.compress("".join([head, others[0], theirs[0]]).encode()))
    told = command(content, "forget", "p-1", "--yes")
    assert told.output.startswith("In 2 files: 3 rows.\n"), told.output
    assert path.read_bytes() == "".join([head, *others]).encode()
    assert gzip.decompress(packed.read_bytes()) == "".join([head, others[0]]).encode()
