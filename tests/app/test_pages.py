"""Each page answers, in both languages, with and without figures."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.conftest import PAGES, Open

ADDRESSES: list[dict[str, str]] = [
    {},
    {"county": "RO-IS,RO-BC", "years": "2016", "group": "children-affected-by-migration"},
    {"programme": "cries-social-economy", "mode": "spread-evenly"},
    {"funder": "eea-grants-2009-2014", "mode": "ending-in"},
]


def said(app: AppTest) -> str:
    """Everything the page says in words."""
    blocks = [*app.title, *app.markdown, *app.caption, *app.info, *app.warning, *app.subheader]
    return "\n".join(str(block.value).replace("\\", "") for block in blocks)


@pytest.mark.parametrize("script", PAGES)
@pytest.mark.parametrize("lang", ["en", "ro"])
@pytest.mark.parametrize("address", ADDRESSES, ids=lambda a: "+".join(a) or "everything")
def test_a_page_answers(open_page: Open, script: str, lang: str, address: dict[str, str]) -> None:
    app = open_page(script, lang=lang, **address)
    assert not app.exception
    assert len(app.title) == 1
    assert len(said(app)) > 200


@pytest.mark.parametrize("script", [page for page in PAGES if page != "about"])
def test_an_empty_result_says_so_and_offers_the_way_out(open_page: Open, script: str) -> None:
    app = open_page(script, county="RO-SM", years="2023", programme="cries-social-economy")
    assert not app.exception
    assert any("No published figure fits" in info.value for info in app.info)
    app.button(key="clear_in_page").click().run()
    assert not app.info
    assert app.query_params.get("county") is None


def test_the_first_screen_shows_both_ends_and_what_they_mean(open_page: Open) -> None:
    app = open_page()
    assert [metric.value for metric in app.metric][:2] == ["30,160+", "413,919+"]
    assert "Reports overlap, so a total is a range" in said(app)
    assert "at least 30,160 different people, 190,838 more if our readings hold" in said(app)


def test_an_approximate_end_is_never_captioned_surely(open_page: Open) -> None:
    approximate = open_page(county="RO-B", audience="professionals")
    assert (approximate.metric[0].label, approximate.metric[0].value) == (
        "People reached",
        "≈ 200",
    )
    firm = open_page(years="2016")
    assert firm.metric[0].label == "Surely different people"


def test_the_worked_year_is_a_range(open_page: Open) -> None:
    app = open_page("years", years="2016", lang="en")
    assert "590 – 946" in said(app)


@pytest.mark.parametrize("lang", ["en", "ro"])
def test_the_filters_are_said_in_the_language_of_the_page(open_page: Open, lang: str) -> None:
    app = open_page("counties", lang=lang, programme="as-career-guidance")
    expected = {"en": "programme: Career guidance", "ro": "program: Orientare în carieră"}
    assert expected[lang] in said(app)


def test_touching_figures_are_counted_in_a_sentence(open_page: Open) -> None:
    app = open_page(county="RO-IS", years="2016")
    assert "9 figures only touch these filters" in said(app)


def test_a_project_opens_with_partners_money_people_and_results(open_page: Open) -> None:
    app = open_page("projects", row="project:see-2009-2014-services")
    text = said(app) + "".join(element.proto.body for element in app.get("html"))
    assert "Betania (partner)" in text
    assert "surely 260" in text
    assert "165,868.22" in text
    assert "Villages served directly" in text
    assert "Children affected by migration (Alternative Sociale), our grouping" in text


def test_about_names_the_programmes_that_no_document_names(open_page: Open) -> None:
    text = said(open_page("about"))
    assert "grouping the work under them is ours: Children affected by migration, " in text
    assert "Against human trafficking" not in text.split("grouping the work under them")[1]


def test_the_year_mode_changes_the_chart_and_the_address(open_page: Open) -> None:
    app = open_page("years")
    app.button_group(key="year_mode").set_value("spread-evenly").run()
    assert "Estimate: figures of several years are split evenly" in said(app)
    assert app.query_params["mode"] in ("spread-evenly", ["spread-evenly"])
