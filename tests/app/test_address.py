"""Filters and language live in the address, and survive a change of page."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from dashboard.paths import ROOT
from tests.app import box
from tests.app.conftest import Open
from tests.app.test_pages import headline, said


def address(app: AppTest) -> dict[str, str]:
    values = dict(app.query_params)
    return {key: v[0] if isinstance(v, list) else v for key, v in values.items()}


def years_shown(app: AppTest) -> tuple[int, int]:
    return app.session_state["filter_years_from"], app.session_state["filter_years_until"]


def test_a_choice_is_written_into_the_address_as_ids(open_page: Open) -> None:
    app = open_page()
    box.choose(app, "county=RO-IS")
    assert address(app) == {"lang": "en", "county": "RO-IS"}


def test_filters_are_kept_when_the_page_changes(open_page: Open) -> None:
    app = open_page(county="RO-IS", lang="ro")
    app.query_params.clear()
    app.switch_page(str(ROOT / "pages" / "funders.py")).run()
    assert address(app) == {"lang": "ro", "county": "RO-IS"}
    assert box.chosen(app) == ["county=RO-IS"]


def test_the_back_button_brings_the_older_filters_back(open_page: Open) -> None:
    app = open_page(county="RO-IS")
    box.choose(app, "county=RO-IS", "county=RO-BC")
    app.query_params["county"] = "RO-IS"
    app.run()
    assert box.chosen(app) == ["county=RO-IS"]


def test_a_second_choice_on_a_slow_line_does_not_undo_the_first(open_page: Open) -> None:
    app = open_page()
    box.choose(app, "county=RO-IS")
    app.query_params.pop("county")  # the browser has not yet got what the last run wrote
    box.choose(app, "county=RO-IS", "audience=supported")
    assert address(app) == {"lang": "en", "audience": "supported", "county": "RO-IS"}


def test_years_beyond_the_figures_can_be_chosen_too(open_page: Open) -> None:
    app = open_page(years="1997-2001")
    assert years_shown(app) == (1997, 2001)
    assert app.selectbox(key="filter_years_from").options[0] <= "1997"


def test_what_the_address_asks_in_vain_is_said(open_page: Open) -> None:
    app = open_page(county="RO-XX,RO-IS", years="yesterday", funder="<script>")
    assert "county=RO-XX" in app.warning[0].value.replace("\\", "")
    assert "years=yesterday" in said(app)
    assert address(app) == {"lang": "en", "county": "RO-IS"}


def test_an_unknown_language_falls_back_to_english(open_page: Open) -> None:
    assert headline(open_page(lang="xx")).startswith("At least 30,100 people helped")


def test_switching_the_language_switches_the_page(open_page: Open) -> None:
    app = open_page()
    app.button_group(key="language_switch").set_value("ro").run()
    assert headline(app).startswith("Cel puțin 30.100 de oameni ajutați")
    assert address(app)["lang"] == "ro"


def test_clearing_the_filters_keeps_language_and_year_mode(open_page: Open) -> None:
    app = open_page(county="RO-IS", lang="ro", mode="ending-in")
    app.button(key="clear").click().run()
    assert address(app) == {"lang": "ro", "mode": "ending-in"}


def test_the_link_to_copy_says_what_is_asked_for_and_no_more(open_page: Open) -> None:
    link = open_page("export", county="RO-IS").code[-1].value
    assert link.endswith("?lang=en&county=RO-IS&topic=reach&by=year")


def test_a_parameter_given_several_times_means_all_of_its_values(open_page: Open) -> None:
    app = open_page(county=["RO-IS", "RO-BC"], years=["2015", "2016"])
    assert box.chosen(app) == ["county=RO-BC", "county=RO-IS", "years=2016-2016"]
    assert app.warning[0].value.endswith("left out: years\\=2015")


def test_reporting_years_are_chosen_where_the_folder_has_them(
    tables: Path, open_page: Open
) -> None:
    (tables.parent / "settings.toml").write_text("year_begins = 9\n", encoding="utf-8")
    app = open_page("years", years="2015-09..2016-08")
    assert not app.exception
    assert years_shown(app) == (2015, 2015)
    assert app.selectbox(key="filter_years_until").options[:2] == ["2014/15", "2015/16"]
    assert box.told(app)["chosen"][-1] == ["years=2015-09..2016-08", "2015/16", ""]
    app.selectbox(key="filter_years_until").set_value(2016).run()
    assert not app.exception
    written = "".join(element.proto.body for element in app.get("html"))
    assert "September 2015 – August 2017" in written
