"""A file that another takes away between two looks is one that is not there, and no trouble."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest

from dashboard.intake import folder, forgetting
from dashboard.intake.forgetting import forgotten
from dashboard.intake.preview import preview
from dashboard.paths import Content
from dashboard.store import files, fingerprint
from dashboard.store.register import known_rows
from dashboard.store.register.files import Part, parts
from tests import tiny
from tests.imports import offer, row
from tests.other_registers import OURS, numbers, offered

PERSON = "p-1,day-centre,children,,2016-03-01,,"


@pytest.fixture
def content(tmp_path: Path) -> Content:
    """With a register of one person, in a file of its own."""
    made = tiny.write(tmp_path)
    (tmp_path / "person.key").write_text("4f" * 32, encoding="ascii")
    (made.tables / "participations.csv").write_text(f"{OURS}\n{PERSON}\n", encoding="utf-8")
    return made


def and_one_that_went(content: Content) -> list[Part]:
    """The files of the register as they were listed a moment ago."""
    return [Part(content.tables / "participations" / "gone.csv"), *parts(content)]


def test_the_pages_look_at_the_tables_while_a_file_of_the_register_goes(
    content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = fingerprint(content)
    monkeypatch.setattr(files, "parts", and_one_that_went)
    assert fingerprint(content) != before


def test_an_import_is_previewed_while_a_file_of_the_register_goes(
    content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    def went(path: Path, _copy: Path) -> NoReturn:
        path.unlink()
        raise FileNotFoundError

    monkeypatch.setattr(folder, "parts", and_one_that_went)
    monkeypatch.setattr("os.link", went)
    found = preview(content, offer(row("g", people=12)))
    assert ("People in all", "590 – 790", "590 – 802") in found.totals


def test_of_a_file_that_goes_while_a_register_is_read_no_row_is_here_already(
    content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(known_rows, "parts", and_one_that_went)
    found = offered(content, OURS, PERSON, PERSON.replace("p-1", "p-2"))
    assert numbers(found) == (1, 1, 0, 0, 0)


def test_a_person_is_forgotten_while_another_takes_a_copy_along(
    content: Content, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(forgetting, "left_behind", lambda: [tmp_path / "reach-intake-gone"])
    assert [place.rows for place in forgotten(content, "p-1")] == [1]
