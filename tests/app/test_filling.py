"""What is missing, and what would narrow the totals: said on the page Data by a click."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.ui.text import plain
from tests.app.conftest import Open
from tests.app.test_data_page import click, fill
from tests.app.test_pages import said


@pytest.mark.usefixtures("is_staff")
def test_what_is_missing_is_filled_in_where_it_is_listed(own: Path, open_page: Open) -> None:
    app = click(fill(open_page("data"), period=""), "Accept")
    label = plain("Without a year: 1 of 1 figure")
    assert label in [each.label for each in app.expander]
    app.session_state["gap_figures_without_year"] = True
    field = next(each for each in app.run().text_input if each.label.startswith("When · "))
    field.set_value("trim. I 2025")
    sent = [each for each in app.button if each.label == "Show what it changes"][-1]
    app = sent.click().run()
    assert not app.exception
    app = click(app, "Accept")
    assert label not in [each.label for each in app.expander]
    assert "2025-01..2025-03" in (own / "tables" / "beneficiaries.csv").read_text(encoding="utf-8")


@pytest.mark.usefixtures("is_staff")
def test_what_would_narrow_the_total_is_said_by_a_click(own: Path, open_page: Open) -> None:
    app = click(fill(open_page("data")), "Accept")
    app = click(fill(app, turn=1, label="Copii la tabără", people="300"), "Accept")
    app.session_state["narrowing"] = True
    told = said(app.run())
    assert "1,000+ – 1,300+ would become 1,000+." in told
    app = click(app, "It is so")
    line = "People in all: at least 1,000; 1,300+ → 1,000+ if nobody is in two reports"
    assert line in said(app)
    app = click(app, "Accept")
    rows = (own / "tables" / "beneficiaries.csv").read_text(encoding="utf-8")
    assert ",copii-la-centrul-de-zi-2025," in rows


@pytest.mark.usefixtures("is_staff", "own")
def test_what_the_tables_have_no_place_for_is_told_without_a_button(open_page: Open) -> None:
    app = click(fill(open_page("data"), period="2025"), "Accept")
    app = click(fill(app, turn=1, label="Copii la tabără", people="300", period="2024"), "Accept")
    app.session_state["narrowing"] = True
    told = said(app.run()).count("If a report said that the people of")
    ways = [each for each in app.button if each.key and str(each.key).startswith("say_part_")]
    assert (told, len(ways)) == (1, 0)
