"""`dashboard import` and `dashboard imports`, as somebody types them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook  # type: ignore[import-untyped]

from dashboard.cli import main
from dashboard.paths import content_from_environment

SOURCES = "source_id;title;language;document\nraport;Raport;ro;raport.pdf\n"
ORGANISATIONS = "organisation_id;name;county_code\ncasa;Asociația Casa;RO-CJ\n"
FIGURES = """\
figure_id;organisation_id;label_ro;target_group_id;area_id;period;people;qualifier;published_as;\
basis;from_register;source_id;locator
copii;casa;Copii;children;RO-CJ;2025;1.200;exact;1.200 de copii;unique;nu;raport;Pagina 4
tineri;casa;Tineri;tineri;RO-CJ;2025;40;about;circa 40;unique;nu;raport;Pagina 5
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three files, and an own folder that is not there yet."""
    for name, text in (("s", SOURCES), ("o", ORGANISATIONS), ("f", FIGURES)):
        (tmp_path / f"{name}.csv").write_bytes(text.encode("cp1250", errors="replace"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "own"))
    return tmp_path


def run(command: str, answer: str | None = None) -> Result:
    return CliRunner().invoke(main, command.split(), input=answer)


def test_files_are_taken_in_together_and_what_is_refused_comes_back(folder: Path) -> None:
    told = run("import f.csv s.csv o.csv --yes --refused back.xlsx")
    assert told.exit_code == 1  # one row was refused
    assert "From f.csv, s.csv, o.csv: 3 of 4 rows fit; 1 is refused; 1 was changed" in told.output
    assert "sheet f.csv, D3 (target_group_id): tineri is not among the ids" in told.output
    assert "  People in all: – → 1,200\n" in told.output
    sheet = load_workbook(folder / "back.xlsx").active
    assert sheet is not None
    rows = list(sheet.values)
    assert rows[0][:2] == ("figure_id", "organisation_id")
    assert rows[1][:3] == ("tineri", "casa", "Tineri")
    assert rows[1][-2] == 3
    assert "tineri is not among the ids" in str(rows[1][-1])
    assert content_from_environment().tables == folder / "own" / "tables"


def test_an_import_is_listed_taken_back_and_done_again(folder: Path) -> None:
    run("import s.csv o.csv --yes")
    again = run("import s.csv --yes")
    assert (again.exit_code, "was imported on" in again.output) == (0, True)
    assert "nothing to do" in again.output
    (line,) = run("imports").output.splitlines()
    assert "s.csv, o.csv  2 rows taken in" in line
    receipt_id = line.split()[0]
    undo = run(f"imports undo {receipt_id} --yes")
    assert (undo.exit_code, "Organisation: Asocia" in undo.output) == (0, True)
    lines = run("imports").output.splitlines()
    assert lines[0].endswith("taken back")
    assert f"takes back {receipt_id}" in lines[1]
    assert list((folder / "own" / "tables").iterdir()) == []
    assert run("import s.csv o.csv --yes").exit_code == 0


def test_nothing_is_written_by_a_look_or_a_no(folder: Path) -> None:
    assert "Nothing was written (--dry-run)." in run("import s.csv --dry-run").output
    assert run("import s.csv", answer="n\n").exit_code == 1
    assert not (folder / "own").exists()
    assert run("import s.csv", answer="y\n").exit_code == 0
    assert (folder / "own" / "tables" / "sources.csv").exists()


def test_wrong_use_and_unreadable_files_have_their_codes(folder: Path) -> None:
    assert run("import gone.csv").exit_code == 2
    (folder / "photo.csv").write_bytes(b"\x89PNG\r\n\x1a\n....")
    told = run("import photo.csv")
    assert told.exit_code == 1
    assert told.output == "photo.csv is a picture; send the sheet with the figures instead.\n"
    assert "There is no import x." in run("imports undo x").output


def test_with_the_example_asked_for_it_is_shown_and_the_own_folder_still_takes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_EXAMPLE", "1")
    assert run("import s.csv o.csv --data mine --yes").exit_code == 0
    assert (folder / "mine" / "tables" / "sources.csv").exists()
    assert not content_from_environment().is_own


def test_the_users_own_folder_is_shown_once_it_holds_tables(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DASHBOARD_DATA")
    monkeypatch.setattr("dashboard.paths.user_data_path", lambda *_a, **_k: folder / "home")
    assert not content_from_environment().is_own
    run("import s.csv o.csv --yes")
    assert content_from_environment().tables == folder / "home" / "tables"
