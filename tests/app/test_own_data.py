"""An organisation's own tables: shown alone, checked, and never read as markup."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.conftest import PAGES, Open
from tests.app.test_address import address
from tests.app.test_pages import headline, said

HOSTILE = "<script>alert(1)</script> **bold** =cmd() '; drop table beneficiaries; -- $x$ :red[y]"


def rename(tables: Path, old: str, new: str) -> None:
    path = tables / "organisations.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_own_figures_are_shown_without_the_published_ones(tables: Path, open_page: Open) -> None:
    app = open_page()
    assert not app.exception
    assert headline(app) == "At least 590 people helped, 2016."
    assert tables.parent.name in said(app)
    assert "Romexpo" not in said(app)


@pytest.mark.parametrize("script", PAGES)
def test_a_hostile_name_stays_text(tables: Path, open_page: Open, script: str) -> None:
    rename(tables, "Alternative,RO-IS", f'"{HOSTILE}",RO-IS')
    app = open_page(script, organisation="alternative")
    assert not app.exception
    told = [each.value for each in (*app.caption, *app.markdown)]
    shown = next(text for text in told if "organisation" in text)
    assert "\\<script\\>" in shown
    assert "\\*\\*bold\\*\\*" in shown


def test_tables_with_problems_are_explained_and_not_shown(tables: Path, open_page: Open) -> None:
    path = tables / "beneficiaries.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",330,", ",many,"), encoding="utf-8")
    app = open_page()
    assert app.title[0].value == "The data cannot be shown"
    assert "beneficiaries.csv, line" in said(app)


def test_the_folder_s_language_is_that_of_pages_until_a_reader_says_otherwise(
    tables: Path, open_page: Open
) -> None:
    (tables.parent / "settings.toml").write_text('language = "ro"', encoding="utf-8")
    app = open_page()
    assert address(app)["lang"] == "ro"
    app.segmented_control(key="language_switch").set_value("en").run()
    assert address(app)["lang"] == "en"
    assert address(open_page(lang="en"))["lang"] == "en"


def test_a_later_mistake_leaves_the_last_good_version(tables: Path, open_page: Open) -> None:
    assert headline(open_page()) == "At least 590 people helped, 2016."
    path = tables / "beneficiaries.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",330,", ",many,"), encoding="utf-8")
    app = open_page()
    assert headline(app) == "At least 590 people helped, 2016."
    assert "1 problem, so the last good version" in app.warning[0].value


def test_an_empty_folder_shows_an_empty_dashboard(own_data: Path, open_page: Open) -> None:
    for script in PAGES:
        app: AppTest = open_page(script)
        assert not app.exception, script
