"""Rows that wait on the page Data until somebody mends them: refused ones, and drafts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.conftest import Open
from tests.app.test_data_page import SHEET, click, drop
from tests.app.test_pages import said


@pytest.mark.usefixtures("is_staff")
def test_a_refused_row_waits_on_the_page_for_everybody_and_is_mended_there(
    own: Path, open_page: Open
) -> None:
    text = SHEET.replace("peste 30", "mulţi")
    click(drop(open_page("data"), ("ajutor.csv", text.encode("cp1250"))), "Accept")
    app = open_page("data")
    assert "1 row waits" in said(app), "another session sees it too"
    field = next(each for each in app.text_input if each.label == "Nr. beneficiari (D4)")
    assert field.value == "mulţi"
    field.set_value("peste 30").run()
    click(app, "Show what the mended rows change")
    assert "1 of 1 row fit" in said(app)
    click(app, "Accept")
    assert "row waits" not in said(app)
    assert ",peste 30," in (own / "tables" / "beneficiaries.csv").read_text("utf-8")


@pytest.mark.usefixtures("is_staff", "own")
def test_a_figure_that_is_not_ready_waits_as_a_draft(open_page: Open) -> None:
    app = open_page("data")
    app.text_input(key="figure_label_0").set_value("Teme")
    app = click(app, "Keep as a draft")
    assert "1 row waits" in said(app)
    field = next(each for each in app.text_input if str(each.key).startswith("cell_"))
    assert field.value == "Teme"
    leave = next(each for each in app.button if each.label == "Leave it out")
    leave.click().run()
    click(app, "Accept")
    assert "row waits" not in said(app)
