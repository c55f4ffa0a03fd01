"""The own folder as the page Data tells of it: read-only, and by a path as Windows writes it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.access.keeping import staff_of_folder
from dashboard.store import swapping
from dashboard.ui import staff, taking_in, waiting
from dashboard.ui.text import label, plain
from tests.app.conftest import Open
from tests.app.test_data_page import click, drop, fill
from tests.app.test_pages import said


@pytest.mark.usefixtures("is_staff")
def test_a_folder_that_turns_read_only_is_said_and_nothing_of_it_changes(
    own: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = click(fill(open_page("data", lang="ro")), "Acceptați")
    app = fill(app, 1, label="Teme", people="50")
    was = (own / "tables" / "beneficiaries.csv").read_bytes()

    def read_only(*_: object, **__: object) -> str:
        raise OSError(errno.EROFS, "Read-only file system")

    with monkeypatch.context() as patch:
        patch.setattr(swapping, "mkdtemp", read_only)  # a test may run as root, who may all else
        patch.setattr(os, "access", lambda *_: False)
        app = click(app, "Acceptați")
    sentence = "În dosarul {} nu se poate scrie: se poate doar citi. Nu s-a schimbat nimic în el."
    assert [each.value for each in app.error] == [plain(sentence.format(own.name))]
    (warning,) = (each.value for each in app.warning)
    assert warning == plain(f"Acum nu se poate prelua nimic: în dosarul {own} nu se poate scrie.")
    assert (own / "tables" / "beneficiaries.csv").read_bytes() == was
    click(app, "Acceptați")
    assert "Teme" in (own / "tables" / "beneficiaries.csv").read_text("utf-8"), "it was kept"


def test_a_folder_is_named_on_the_page_as_windows_writes_it(
    tmp_path: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "C:\\Users\\Ana Pop\\cifre_2025"
    monkeypatch.setenv("DASHBOARD_DATA", str(folder))
    keeper = staff_of_folder()
    session = keeper.sign_in(keeper.new_code()) or ""
    monkeypatch.setattr(staff, "cookies", lambda: {"reach_staff_8501": session})
    app = open_page("data")
    told = f"Your figures are kept in the folder {folder}."
    assert plain(told) in [each.value for each in app.caption]
    click(fill(app), "Accept")
    assert (folder / "tables" / "beneficiaries.csv").exists()


@pytest.mark.usefixtures("is_staff", "own")
def test_older_imports_stand_on_further_pages(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking_in, "_LISTED", 1)
    app = click(fill(open_page("data")), "Accept")
    app = click(click(app, "Take back"), "Accept")
    lines = [line for line in said(app).splitlines() if "· staff link" in line]
    assert [("takes back" in line) for line in lines] == [True]
    app.session_state["history_page"] = 2
    lines = [line for line in said(app.run()).splitlines() if "· staff link" in line]
    assert [line.partition(" UTC · ")[2] for line in lines] == [
        "One figure: Copii la centrul de zi · staff link · 1 row taken in · taken back"
    ]


def _stopped() -> None:
    from dashboard.ui import looking

    looking._stop("files")
    looking.tell_done()


@pytest.mark.parametrize(
    ("code", "said"),
    [("en", "Stopped. Nothing was written."), ("ro", "Oprit. Nu s-a scris nimic.")],
)
def test_reading_that_is_stopped_says_so_and_gives_the_files_back(code: str, said: str) -> None:
    app = AppTest.from_function(_stopped)
    app.session_state["language"] = code
    app.run()
    assert [each.value for each in app.success] == [plain(said)]
    assert app.session_state["data_round"] == 1, "by which the field of the files is another one"


def test_the_label_of_a_field_has_no_backslash_that_a_screen_reader_would_read() -> None:
    assert label("Nr. beneficiari (D3) · 5 rânduri") == "Nr. beneficiari (D3) · 5 rânduri"
    assert label("1. *a* [b](c) www.d.ro") == "1\\. \\*a\\* \\[b\\](c) www\\.d\\.ro"


@pytest.mark.usefixtures("is_staff")
def test_a_cell_that_was_mended_stays_so_on_another_page_of_the_rows(
    own: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "PAGE", 1)
    text = "Serviciul;An;Nr. beneficiari\nTabără;2024;mulți\nTeme;2024;mulți\n"
    app = click(
        drop(open_page("data"), ("an.csv", text.encode())),
        "Keep the refused rows, to mend them later",
    )
    next(each for each in app.text_input if each.label == "Nr. beneficiari (C2)").set_value(
        "35"
    ).run()
    (receipt,) = (own / "imports").glob("*/receipt.json")
    app.session_state[f"waiting_page_{receipt.parent.name}"] = 2
    app.run()
    next(each for each in app.text_input if each.label == "Nr. beneficiari (C3)").set_value(
        "36"
    ).run()
    click(app, "Show what the mended rows change")
    assert "2 of 2 rows fit" in said(app)


def break_by_hand(own: Path) -> None:
    table = own / "tables" / "beneficiaries.csv"
    table.write_text(table.read_text("utf-8").replace(",50,", ",many,"), "utf-8")


@pytest.mark.usefixtures("is_staff")
@pytest.mark.parametrize("is_built", [True, False], ids=["last good", "no build"])
def test_staff_find_what_is_wrong_with_broken_tables_and_take_the_last_import_back(
    own: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, is_built: bool
) -> None:
    app = click(fill(open_page("data")), "Accept")
    click(fill(app, 1, label="Teme", people="50"), "Accept")
    break_by_hand(own)
    if not is_built:
        monkeypatch.setenv("DASHBOARD_CACHE", str(tmp_path / "another"))
    app = open_page("data")
    assert not app.exception
    assert plain("many is no whole number") in "".join(each.value for each in app.markdown)
    assert not app.file_uploader, "nothing can be taken in"
    assert [button.label for button in app.button].count("Take back") == 1, "the last alone"
    click(click(app, "Take back"), "Accept")
    assert "Teme" not in (own / "tables" / "beneficiaries.csv").read_text("utf-8")
    assert app.file_uploader, "the page goes on as it was"
    assert "changed by hand" in said(app)


def test_a_reader_of_broken_tables_is_shown_no_import(
    own: Path, is_staff: None, open_page: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    click(fill(open_page("data"), people="50"), "Accept")
    break_by_hand(own)
    monkeypatch.setattr(staff, "cookies", dict)
    monkeypatch.setenv("DASHBOARD_CACHE", str(tmp_path / "another"))
    app = open_page()
    assert app.title[0].value == "The data cannot be shown"
    assert not app.button
    assert "What was taken in" not in said(app)


@pytest.mark.usefixtures("is_staff")
def test_who_mends_a_row_second_is_told_so_and_no_note_lies_over_it(
    own: Path, open_page: Open
) -> None:
    text = "Serviciul;An;Nr. beneficiari\nTabără;2024;mulți\nTeme;2024;61\n"
    click(drop(open_page("data"), ("an.csv", text.encode())), "Accept")
    one, other = open_page("data"), open_page("data")
    for app, people in ((one, "40"), (other, "45")):
        next(each for each in app.text_input if each.label == "Nr. beneficiari (C2)").set_value(
            people
        ).run()
        click(app, "Show what the mended rows change")
    click(one, "Accept")
    click(other, "Accept")
    (told,) = (each.value for each in other.error)
    assert told.startswith(plain("This was mended already (staff link, "))
    assert not other.toast
    assert ",45," not in (own / "tables" / "beneficiaries.csv").read_text("utf-8")
    assert len(list((own / "imports").glob("*/receipt.json"))) == 2


@pytest.mark.usefixtures("is_staff", "own")
def test_what_a_file_brings_and_what_of_it_is_here_is_listed(open_page: Open) -> None:
    first = "Serviciu;An;Beneficiari\nTeme;2025;peste 12\n"
    app = drop(open_page("data"), ("a.csv", first.encode()))
    assert "- Figure: Teme, peste 12, 2025" in said(app).splitlines()
    app = drop(click(app, "Accept"), ("b.csv", f"{first}Jocuri;2025;13\n".encode()))
    assert "- Figure: Jocuri, 13, 2025" in said(app).splitlines()
    assert "- row 2" in said(app).splitlines()
    assert {"New rows (1)", "Here already (1)"} <= {each.label for each in app.expander}
