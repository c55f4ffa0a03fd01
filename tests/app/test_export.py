"""The figure builder, and quoted figures opened again."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.delta_generator import DeltaGenerator

from dashboard.exports.answer import answer_of
from dashboard.ledger import Ledger, ledger_path
from dashboard.paths import ROOT
from dashboard.period import years
from dashboard.reach.filters import Filters
from dashboard.ui import data, downloads
from tests.app.conftest import Open
from tests.app.test_pages import htmls, said
from tests.app.test_tables import column

MIGRATION = {
    "group": "children-affected-by-migration",
    "county": "RO-IS,RO-BC",
    "years": "2016",
}


def test_the_sentence_to_copy_has_the_figure_its_filters_and_its_sources(open_page: Open) -> None:
    app = open_page("export", **MIGRATION)
    sentence = next(code.value for code in app.code if "Source:" in code.value)
    assert "At least 100 people if we read the reports right" in sentence
    assert "name up to 330 people, who may or may not be among those asked for" in sentence
    assert "county: Bacău and Iași; years: 2016" in sentence
    assert "Activities and results in 2016, first bullet" in sentence


def test_the_preview_is_what_the_file_holds(open_page: Open) -> None:
    app = open_page("export", **MIGRATION)
    app.selectbox(key="export_by").select("target-group").run()
    with data.reading() as snapshot:
        held = answer_of(snapshot, _filters(), "reach", "target-group", made_on=date(2026, 11, 22))
    assert column(app, held.title, "Row") == held.rows["label"].tolist()
    app.toggle(key="export_columns").set_value(True).run()
    assert app.dataframe[0].value["People"].tolist() == held.rows["people_text"].tolist()


def test_the_language_of_the_file_is_its_own(open_page: Open) -> None:
    app = open_page("export", lang="en")
    app.selectbox(key="export_language").select("ro").run()
    assert any("Sursa:" in code.value for code in app.code)
    assert any("<h1>Figures for an application" in html for html in htmls(app))


def test_a_link_opens_the_builder_at_its_figure(open_page: Open) -> None:
    app = open_page(**MIGRATION)
    app.query_params["by"] = "target-group"
    app.switch_page(str(ROOT / "pages" / "export.py")).run()
    assert app.selectbox(key="export_by").value == "target-group"
    assert any("topic=reach&by=target-group" in code.value for code in app.code)


def test_a_quote_opens_as_it_was_and_as_it_is(open_page: Open) -> None:
    app = open_page("export", **MIGRATION)
    with data.reading() as snapshot:
        held = answer_of(snapshot, _filters(), "reach", "county", made_on=date(2026, 3, 1))
        quote_id = Ledger(ledger_path(snapshot.store.content)).quote(held)
    app.query_params["quote"] = quote_id
    app.run()
    assert not app.exception
    assert f"Quoted figure {quote_id}" in said(app)
    assert "As quoted on 1 March 2026" in said(app)
    assert "Nothing has changed since." in said(app)


def test_a_quote_sets_the_builder_to_its_filters_and_rows(open_page: Open) -> None:
    app = open_page("export")
    with data.reading() as snapshot:
        held = answer_of(snapshot, _filters(), "reach", "county", made_on=date(2026, 3, 1))
        quote_id = Ledger(ledger_path(snapshot.store.content)).quote(held)
    app.query_params["quote"] = quote_id
    app.run()
    assert not app.exception
    assert app.selectbox(key="export_by").value == "county"
    assert any("county: Bacău and Iași; years: 2016" in code.value for code in app.code)
    assert app.query_params["county"] in ("RO-BC,RO-IS", ["RO-BC,RO-IS"])
    app.selectbox(key="export_by").select("year").run()
    assert app.selectbox(key="export_by").value == "year"


def test_the_whole_pack_is_made_when_it_is_asked_for(open_page: Open) -> None:
    app = open_page("export", **MIGRATION)
    app.button(key="pack_make").click().run()
    assert not app.exception
    assert app.status[0].state == "complete"
    assert app.status[0].label == "The pack is ready."


def test_the_pack_cannot_be_asked_for_again_while_it_is_made(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page("export", **MIGRATION)
    done: list[tuple[str, bool]] = []
    button = downloads._pack_button

    def seen(place: DeltaGenerator, key: str, *, disabled: bool) -> None:
        done.append((key, disabled))
        button(place, key, disabled=disabled)

    def packed(*_asked: object) -> bytes:
        done.append(("packed", True))
        return b"zip"

    monkeypatch.setattr(downloads, "_pack_button", seen)
    monkeypatch.setattr(downloads, "pack", packed)
    app.button(key="pack_make").click().run()
    assert not app.exception
    assert done == [("pack_make_busy", True), ("packed", True), ("pack_make", False)]
    assert not app.button(key="pack_make").disabled


def test_a_quote_that_is_not_kept_is_told_in_a_sentence(open_page: Open) -> None:
    app = open_page("export")
    app.query_params["quote"] = "<script>"
    app.run()
    assert not app.exception
    assert "No quoted figure has the id" in app.warning[0].value


def _filters() -> Filters:
    return Filters(
        target_groups=("children-affected-by-migration",),
        counties=("RO-IS", "RO-BC"),
        years=years(2016, 2016),
    )


def test_the_page_says_when_no_figure_can_be_quoted(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page("export")
    assert not app.warning
    monkeypatch.setenv("DASHBOARD_QUOTES_MB", "0")
    app.run()
    assert not app.exception
    (told,) = app.warning
    assert told.value.startswith("Files are made without an id to find the figure by")
    assert "0 MB" in told.value
