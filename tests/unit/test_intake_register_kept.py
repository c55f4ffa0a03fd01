"""Registers taken in: a file each, numbers in the receipt, revocable; one person forgotten."""

from __future__ import annotations

import gzip
import json
import os
import tempfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook  # type: ignore[import-untyped]

from dashboard.cli import main
from dashboard.errors import DashboardError
from dashboard.intake.accepting import accept
from dashboard.intake.forgetting import forgotten, left_behind
from dashboard.intake.preview import preview
from dashboard.intake.receipts import receipts
from dashboard.intake.taking_back import take_back
from dashboard.intake.waiting import waiting
from dashboard.paths import DATA, Content, own_content
from dashboard.reach.opening import open_store
from dashboard.settings import settings_of
from dashboard.store import ProblemsFound, Store, look_at
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
    (note,) = take_back(content, receipt.id).offer.notes
    assert note.startswith("Its participations are removed and kept nowhere.")
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


def people_in(store: Store) -> int:
    (row,) = store.rows("select count(distinct person) as n from participations")
    return int(row["n"])


def test_the_builds_that_count_a_person_go_with_them(content: Content) -> None:
    rows = [f"p-{n},day-centre,children,,2016-03-01,," for n in range(30)]
    accept(content, preview(content, offered(content, OURS, *rows)), "ana")
    with open_store(content) as store:
        old = store.path
        assert people_in(store) == 30
    (content.cache / "building-left").mkdir()
    (content.cache / "build-older.duckdb").write_bytes(b"x")
    assert forgotten(content, "p-7")[0].rows == 1
    assert not old.exists()
    assert [path.name for path in content.cache.iterdir()] == ["lock"]
    with open_store(content) as store:
        assert people_in(store) == 29


def test_a_person_is_forgotten_in_the_builds_of_a_folder_that_is_named_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = tiny.write(tmp_path / "own")
    own = content.tables.parent
    (own / "person.key").write_text("4f" * 32, encoding="ascii")
    (tmp_path / "link").symlink_to(own)
    monkeypatch.setenv("DASHBOARD_CACHE", str(tmp_path / "cache"))
    served, named = (
        replace(own_content(replace(settings_of(), data=str(each))), reference=content.reference)
        for each in (tmp_path / "link", own)
    )
    rows = [f"p-{n},day-centre,children,,2016-03-01,," for n in range(3)]
    accept(named, preview(named, offered(named, OURS, *rows)), "ana")
    with open_store(served) as store:
        assert people_in(store) == 3
    older = named.cache.parent / sha256(os.fsencode(tmp_path / "link")).hexdigest()[:16]
    notes = named.cache.parent / "notes"
    for folder in (older, notes):
        folder.mkdir()
        (folder / "build-x.duckdb").write_bytes(b"x")
    told = command(named, "forget", "p-1", "--yes")
    assert f"{older / 'build-x.duckdb'}: a build that may" in told.output
    assert f"{store.path}: a build that may count them, which goes" in told.output
    assert not store.path.exists()
    assert [path.name for path in (*older.iterdir(), *notes.iterdir())] == [
        "lock",
        "build-x.duckdb",
    ]


def test_a_build_of_before_is_not_shown_again_where_the_tables_have_mistakes_by_now(
    content: Content,
) -> None:
    rows = [f"p-{n},day-centre,children,,2016-03-01,," for n in range(3)]
    accept(content, preview(content, offered(content, OURS, *rows)), "ana")
    open_store(content).close()
    forgotten(content, "p-1")
    tiny.edit(content, "beneficiaries", "2016,330", "2016,many")
    with pytest.raises(ProblemsFound):
        open_store(content)


def test_what_imports_kept_of_a_person_goes_too(content: Content) -> None:
    head = "person_id;Serviciul;Județ;An;Nr. beneficiari"
    lines = (
        "c-1;Consiliere;Iași;2016;1",
        "c-1;Terapie;Iași;2016;multe",
        "c-2;Curs;Iași;2016;cateva",
    )
    found = preview(content, offered(content, head, *lines, name="fise.csv"))
    receipt = accept(content, found, "ana")
    kept = content.tables.parent / "imports" / receipt.id
    assert len(list(kept.glob("files/*"))) == 1
    told = command(content, "forget", "c-1", "--yes")
    assert told.output.startswith("In 1 file: 1 row.\n"), told.output
    assert f"imports/{receipt.id}/files/1-fise.csv: the file as it came, which goes" in told.output
    assert not list(kept.glob("files"))
    (waits,) = waiting(content, {})
    assert [row.origin.row for row in waits.rows] == [4]
    assert not any(b"c-1" in p.read_bytes() for p in content.tables.parent.rglob("*.*"))
    undone(content, receipt)


def test_copies_that_a_killed_import_left_go_and_those_in_use_stay(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    left, used = (tmp_path / "temporary" / name for name in ("reach-intake-x", "reach-check-y"))
    for folder in (left, used):
        folder.mkdir(parents=True)
        (folder / "participations.csv").write_text("p-1")
    os.utime(left, (0, 0))
    accept(
        content,
        preview(content, offered(content, OURS, "p-1,day-centre,children,,2016-03-01,,")),
        "ana",
    )
    told = command(content, "forget", "p-1", "--yes")
    assert f"{left}: a copy that was left behind" in told.output
    assert (left.exists(), used.exists()) == (False, True)


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
    # Each longer than what a random key or checksum may hold by chance.
    for word in ("Popescu", "ionela", "0744 123", "2850101221145", "01.05.2005", "2005-05-01"):
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


def test_a_copy_that_goes_while_it_is_looked_for_is_not_one_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "reach-intake-gone").symlink_to(tmp_path / "nowhere")
    old = tmp_path / "reach-intake-old"
    old.mkdir()
    os.utime(old, (0, 0))
    assert left_behind() == [old]
