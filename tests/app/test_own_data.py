"""An organisation's own tables: shown alone, checked, and never read as markup."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.ui import staff
from tests.app.conftest import PAGES, Open, write_tables
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


@pytest.fixture(scope="module")
def of_a_hostile_name(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built once, and read by each page."""
    folder = tmp_path_factory.mktemp("hostile")
    rename(write_tables(folder), "Alternative,RO-IS", f'"{HOSTILE}",RO-IS')
    return folder


@pytest.mark.parametrize("script", PAGES)
def test_a_hostile_name_stays_text(
    of_a_hostile_name: Path, open_page: Open, script: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(of_a_hostile_name))
    app = open_page(script, organisation="alternative")
    assert not app.exception
    written = "".join(element.proto.body for element in app.get("html"))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; **bold**" in written
    told = [written, *(each.value for each in (*app.caption, *app.markdown))]
    assert not [text for text in told if "<script>alert" in text]
    assert not [text for text in told[1:] if " **bold**" in text]


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


def empty(tables: Path) -> None:
    """The same folder before its first figure: tables of headings alone."""
    for path in tables.glob("*.csv"):
        path.write_text(path.read_text(encoding="utf-8").partition("\n")[0] + "\n", "utf-8")


@pytest.mark.parametrize("script", ["overview", "years", "counties"])
def test_a_folder_without_a_figure_says_so_and_who_adds_one(
    tables: Path, open_page: Open, script: str
) -> None:
    empty(tables)
    app = open_page(script)
    assert not app.exception
    assert "Its staff add figures" in said(app)
    assert "fits these filters" not in said(app)
    assert "first_figure" not in [button.key for button in app.button]


def test_staff_have_one_button_to_the_first_figure(
    tables: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty(tables)
    monkeypatch.setattr(staff, "is_staff", lambda: True)
    app = open_page()
    assert headline(app) == "There is no figure yet."
    app.button(key="first_figure").click().run()
    assert not app.exception
    assert "Add a figure" in [each.value for each in app.subheader]


def test_a_reader_is_told_once_that_the_figures_were_renewed(tables: Path, open_page: Open) -> None:
    app = open_page()
    assert not app.toast
    figures = tables / "beneficiaries.csv"
    text = figures.read_text(encoding="utf-8")
    figures.write_text(text.replace("RO-IS,2016,160,", "RO-IS,2016,170,"), encoding="utf-8")
    assert [each.value for each in app.run().toast] == [
        "The figures were renewed while you were reading. You see the new ones."
    ]
    assert not app.run().toast


def test_a_switch_shows_the_places_of_people_or_of_services(tables: Path, open_page: Open) -> None:
    switches = open_page("counties").segmented_control
    assert "place_is" not in [switch.key for switch in switches]
    path = tables / "beneficiaries.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    lines = [f"{header},place_is", *(f"{row}," for row in rows[:-1]), f"{rows[-1]},service"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    app = open_page("counties", lang="ro")
    switch = app.segmented_control(key="place_is")
    assert switch.options == ["Toate locurile", "Unde locuiesc", "Unde au fost ajutați"]
    app = switch.set_value("service").run()
    assert not app.exception
    assert "Unde au fost ajutați" in said(app)
