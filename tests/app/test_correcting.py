"""Under the figures behind a bar: correct one, tie it, take it out; for staff alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.access.keeping import staff_of_folder
from dashboard.paths import ROOT
from dashboard.ui import staff
from dashboard.ui.text import plain
from tests.app.conftest import Open
from tests.app.test_data_page import click, fill
from tests.app.test_pages import said


def inside(app: AppTest) -> AppTest:
    """The next click stays in the dialog, as in a browser; the runner runs the whole page."""
    app.session_state["dialog_wanted"] = True
    return app


def behind(app: AppTest, label: str) -> AppTest:
    """The dialog of the figures behind Iași, and a way to change the first of them."""
    app.switch_page(str(ROOT / "pages" / "overview.py")).run()
    app.query_params["row"] = "county:RO-IS"
    app.run()
    return click(inside(app), label)


@pytest.mark.usefixtures("is_staff")
def test_a_typing_mistake_is_mended_behind_a_bar_with_the_total_before_and_after(
    own: Path, open_page: Open
) -> None:
    app = behind(click(fill(open_page("data")), "Accept"), "Correct")
    next(each for each in app.radio if each.label == "Why is it changed?").set_value("typo")
    inside(app).run()
    field = next(each for each in app.text_input if str(each.key).startswith("now_people"))
    assert field.value == "peste 1.000 de copii"
    field.set_value("peste 1.100 de copii")
    inside(app).run()
    assert "People in all: at least 1,000 → 1,100" in said(app)
    lines = said(app).splitlines()
    assert "- Copii la centrul de zi, How many: 1000 → 1100" in lines, "no id and no column's name"
    assert "1.100" not in (own / "tables" / "beneficiaries.csv").read_text("utf-8")
    click(inside(app), "Accept")
    (figure,) = (own / "tables" / "beneficiaries.csv").read_text("utf-8").splitlines()[1:]
    assert "peste 1.100 de copii" in figure
    (done,) = (each.value for each in app.success)
    assert done == plain("Done: 1 row taken in. It can be taken back on the page “Data”.")
    assert not [each for each in app.radio if each.label == "Why is it changed?"], "it is closed"
    rows = "".join(path.read_text("utf-8") for path in (own / "imports").glob("*/rows.csv"))
    assert "peste 1.000 de copii" in rows, "the receipt keeps the old value"


@pytest.mark.usefixtures("is_staff")
def test_a_number_published_anew_is_a_row_that_supersedes_with_its_own_report(
    own: Path, open_page: Open
) -> None:
    app = behind(click(fill(open_page("data")), "Accept"), "Correct")
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
    figures = (own / "tables" / "beneficiaries.csv").read_text("utf-8").splitlines()[1:]
    assert len(figures) == 2
    assert "peste 1.000 de copii" in figures[0]
    assert f",{figures[0].split(',')[0]}," in figures[1], "the new row names the old one"
    assert "annual-report-2026" in figures[1]


@pytest.mark.usefixtures("is_staff")
def test_a_figure_is_said_to_be_part_of_another_behind_a_bar(own: Path, open_page: Open) -> None:
    app = click(fill(open_page("data")), "Accept")
    app = click(fill(app, 1, label="Teme", people="50"), "Accept")
    app = behind(app, "Correct")
    inside(app).button(key="part_teme-2025").click().run()
    table = own / "tables" / "beneficiaries.csv"
    whole = table.read_text("utf-8").splitlines()[1].split(",")[0]
    next(s for s in app.selectbox if s.label.startswith("Its people")).set_value(whole)
    inside(app).run()
    click(inside(app), "Accept")
    assert f",{whole}," in table.read_text("utf-8").splitlines()[2]


@pytest.mark.usefixtures("is_staff", "own")
def test_what_is_cancelled_leaves_no_changed_field_behind(open_page: Open) -> None:
    app = behind(click(fill(open_page("data")), "Accept"), "Correct")
    next(each for each in app.radio if each.label == "Why is it changed?").set_value("typo")
    inside(app).run()
    next(each for each in app.text_input if each.label == "How many").set_value("7")
    inside(app).run()
    app = click(inside(app), "Cancel")
    assert not [each for each in app.radio if each.label == "Why is it changed?"], "it is closed"
    app = click(inside(app), "Correct")
    assert next(e for e in app.text_input if e.label == "How many").value == "peste 1.000 de copii"


@pytest.mark.usefixtures("is_staff")
def test_a_figure_is_taken_out_behind_a_bar_and_can_be_taken_back(
    own: Path, open_page: Open
) -> None:
    app = behind(click(fill(open_page("data")), "Accept"), "Take out")
    click(inside(app), "Accept")
    (done,) = (each.value for each in app.success)
    assert done.startswith(plain("Done: 1 row taken out")), "nothing was taken in"
    assert not (own / "tables" / "beneficiaries.csv").exists()
    app.switch_page(str(ROOT / "pages" / "data.py")).run()
    assert "A figure taken out" in said(app)


def test_a_reader_sees_no_way_to_correct_and_a_session_that_was_ended_changes_nothing(
    own: Path, is_staff: None, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = behind(click(fill(open_page("data")), "Accept"), "Take out")
    staff_of_folder().revoke()
    click(inside(app), "Accept")
    assert (own / "tables" / "beneficiaries.csv").exists()
    monkeypatch.setattr(staff, "cookies", dict)
    reader = open_page(row="county:RO-IS")
    assert "peste 1.000 de copii" in said(reader)
    labels = {button.label for button in reader.button}
    assert not labels & {"Correct", "Part of …", "Same as …", "Take out"}


@pytest.mark.usefixtures("is_staff", "own")
def test_it_speaks_romanian(open_page: Open) -> None:
    app = click(fill(open_page("data", lang="ro")), "Acceptați")
    app = behind(app, "Scoateți")
    assert "Persoane în total: cel puțin 1.000 → 0" in said(app)
