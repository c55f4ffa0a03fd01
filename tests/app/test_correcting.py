"""Under the figures behind a bar: correct one, tie it, take it out; for staff alone."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.access.keeping import staff_of_folder
from dashboard.intake.accepting import accept
from dashboard.intake.forms import figure
from dashboard.intake.preview import preview
from dashboard.intake.writing import NO_ANSWERS
from dashboard.paths import ROOT, Content, own_content
from dashboard.reach.opening import open_store
from dashboard.settings import Settings, settings_of
from dashboard.ui import staff
from dashboard.ui.text import plain
from tests.app.conftest import Open
from tests.app.test_data_page import GIVEN, click
from tests.app.test_pages import said


def add(content: Content, **given: str) -> None:
    named = GIVEN | given
    organisation = named.pop("organisation")
    made = figure(content, named, NO_ANSWERS, organisation=organisation)
    accept(content, preview(content, made), "ana")


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """A folder with a first figure, and its build: made once, since each takes a second."""
    folder = tmp_path_factory.mktemp("begun")
    content = own_content(Settings(data=str(folder / "own"), cache=str(folder / "cache")))
    add(content)
    open_store(content).close()
    return content


@pytest.fixture
def own_figure(own: Path, is_staff: None, begun: Content) -> Path:
    """The same as the own folder of a test; the folder of its tables."""
    for name in ("tables", "imports"):
        copytree(begun.tables.parent / name, own / name)
    copytree(begun.cache, own_content(settings_of()).cache)
    return own / "tables"


def inside(app: AppTest) -> AppTest:
    """The next click stays in the dialog, as in a browser; the runner runs the whole page."""
    app.session_state["dialog_wanted"] = True
    return app


def behind(open_page: Open, label: str, **query: str) -> AppTest:
    """The dialog of the figures behind Iași, and a way to change the first of them."""
    return click(inside(open_page("export", row="county:RO-IS", **query)), label)


def test_a_typing_mistake_is_mended_behind_a_bar_with_the_total_before_and_after(
    own_figure: Path, open_page: Open
) -> None:
    app = behind(open_page, "Correct")
    next(each for each in app.radio if each.label == "Why is it changed?").set_value("typo")
    field = next(each for each in app.text_input if str(each.key).startswith("now_people"))
    assert field.value == "peste 1.000 de copii"
    field.set_value("peste 1.100 de copii")
    inside(app).run()
    assert "People in all: at least 1,000 → 1,100" in said(app)
    lines = said(app).splitlines()
    assert "- Copii la centrul de zi, How many: 1000 → 1100" in lines, "no id and no column's name"
    assert "1.100" not in (own_figure / "beneficiaries.csv").read_text("utf-8")
    click(inside(app), "Accept")
    (figure,) = (own_figure / "beneficiaries.csv").read_text("utf-8").splitlines()[1:]
    assert "peste 1.100 de copii" in figure
    (done,) = (each.value for each in app.success)
    assert done == plain("Done: 1 row taken in. It can be taken back on the page “Data”.")
    assert not [each for each in app.radio if each.label == "Why is it changed?"], "it is closed"
    rows = "".join(
        path.read_text("utf-8") for path in (own_figure.parent / "imports").glob("*/rows.csv")
    )
    assert "peste 1.000 de copii" in rows, "the receipt keeps the old value"


def test_who_comes_second_is_told_and_looks_at_the_number_as_it_is_now(
    own_figure: Path, open_page: Open
) -> None:
    app = behind(open_page, "Correct")
    next(each for each in app.radio if each.label == "Why is it changed?").set_value("typo")
    next(each for each in app.text_input if each.label == "How many").set_value("1.100")
    inside(app).run()
    table = own_figure / "beneficiaries.csv"
    table.write_text(table.read_text("utf-8").replace("1000", "1050"), "utf-8")
    click(inside(app), "Accept")
    (told,) = (each.value for each in app.error)
    assert plain("1000 stood there, and now 1050") in told
    assert "People in all: at least 1,050 → 1,100" in said(app)
    assert "1.100" not in table.read_text("utf-8"), "who accepts has seen what was there"
    click(inside(app), "Accept")
    assert ",1.100," in table.read_text("utf-8")


def test_a_number_published_anew_is_a_row_that_supersedes_with_its_own_report(
    own_figure: Path, open_page: Open
) -> None:
    app = behind(open_page, "Correct")
    field = next(each for each in app.text_input if str(each.key).startswith("now_people"))
    field.set_value("1.200")
    inside(app).run()
    assert "where the right number stands" in said(app)
    assert not [button for button in app.button if button.label == "Accept"]
    report = next(each for each in app.selectbox if str(each.key).startswith("now_source_id"))
    report.set_value("Annual report 2026")
    inside(app).run()
    assert "People in all: at least 1,000 → 1,200" in said(app)
    click(inside(app), "Accept")
    figures = (own_figure / "beneficiaries.csv").read_text("utf-8").splitlines()[1:]
    assert len(figures) == 2
    assert "peste 1.000 de copii" in figures[0]
    assert f",{figures[0].split(',')[0]}," in figures[1], "the new row names the old one"
    assert "annual-report-2026" in figures[1]


def test_a_figure_is_said_to_be_part_of_another_behind_a_bar(
    own_figure: Path, open_page: Open
) -> None:
    add(own_content(settings_of()), label="Teme", people="50")
    app = behind(open_page, "Correct")
    inside(app).button(key="part_teme-2025").click().run()
    table = own_figure / "beneficiaries.csv"
    whole = table.read_text("utf-8").splitlines()[1].split(",")[0]
    next(s for s in app.selectbox if s.label.startswith("Its people")).set_value(whole)
    inside(app).run()
    click(inside(app), "Accept")
    assert f",{whole}," in table.read_text("utf-8").splitlines()[2]


@pytest.mark.usefixtures("own_figure")
def test_what_is_cancelled_leaves_no_changed_field_behind(open_page: Open) -> None:
    app = behind(open_page, "Correct")
    next(each for each in app.radio if each.label == "Why is it changed?").set_value("typo")
    next(each for each in app.text_input if each.label == "How many").set_value("7")
    inside(app).run()
    app = click(inside(app), "Cancel")
    assert not [each for each in app.radio if each.label == "Why is it changed?"], "it is closed"
    app = click(inside(app), "Correct")
    assert next(e for e in app.text_input if e.label == "How many").value == "peste 1.000 de copii"


def test_a_figure_is_taken_out_behind_a_bar_and_can_be_taken_back(
    own_figure: Path, open_page: Open
) -> None:
    app = behind(open_page, "Take out")
    click(inside(app), "Accept")
    (done,) = (each.value for each in app.success)
    assert done.startswith(plain("Done: 1 row taken out")), "nothing was taken in"
    assert not (own_figure / "beneficiaries.csv").exists()
    app.switch_page(str(ROOT / "pages" / "data.py")).run()
    assert "A figure taken out" in said(app)


def test_a_reader_sees_no_way_to_correct_and_a_session_that_was_ended_changes_nothing(
    own_figure: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = behind(open_page, "Take out")
    staff_of_folder().revoke()
    click(inside(app), "Accept")
    assert (own_figure / "beneficiaries.csv").exists()
    monkeypatch.setattr(staff, "cookies", dict)
    reader = open_page(row="county:RO-IS")
    assert "peste 1.000 de copii" in said(reader)
    labels = {button.label for button in reader.button}
    assert not labels & {"Correct", "Part of …", "Same as …", "Take out"}


def test_an_older_version_that_is_shown_for_broken_tables_is_not_corrected(
    own_figure: Path, open_page: Open
) -> None:
    assert "Correct" in [each.label for each in open_page("export", row="county:RO-IS").button]
    table = own_figure / "beneficiaries.csv"
    table.write_bytes(table.read_bytes() + b"\xff")
    app = open_page("export", row="county:RO-IS")
    assert not app.exception
    assert "peste 1.000 de copii" in said(app)
    assert "Correct" not in [each.label for each in app.button]
    app = open_page("data")
    assert not app.exception
    assert plain("is not saved as UTF-8") in "".join(each.value for each in app.markdown)
    click(click(app, "Take back"), "Accept")
    assert not table.exists(), "also where no row of the table can be read"


@pytest.mark.usefixtures("own_figure")
def test_it_speaks_romanian(open_page: Open) -> None:
    app = behind(open_page, "Scoateți", lang="ro")
    assert "Persoane în total: cel puțin 1.000 → 0" in said(app)
