"""Each page answers, in both languages, with and without figures."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.charts import LIGHT
from tests.app.conftest import PAGES, Open

ADDRESSES: list[dict[str, str]] = [
    {},
    {"county": "RO-IS,RO-BC", "years": "2016", "group": "children-affected-by-migration"},
    {"programme": "cries-social-economy", "mode": "spread-evenly"},
    {"funder": "eea-grants-2009-2014", "mode": "ending-in"},
]


def said(app: AppTest) -> str:
    """Everything the page says in words."""
    blocks = [*app.title, *app.markdown, *app.caption, *app.info, *app.warning, *app.header]
    told = [str(block.value).replace("\\", "") for block in blocks]
    return "\n".join([*told, *map(words, htmls(app))])


def htmls(app: AppTest) -> list[str]:
    """HTML of our own on the page, that of lists included."""
    told = [json.loads(each.proto.json) for each in app.get("bidi_component")]
    lists = [data["html"] for data in told if "html" in data]
    return [*(each.proto.body for each in app.get("html")), *lists]


def drawn(app: AppTest) -> list[str]:
    """The charts of the first screen, as SVG."""
    return [chart for html in htmls(app) for chart in re.findall("<svg.*?</svg>", html)]


def words(html: str) -> str:
    """What a reader reads of HTML."""
    without_style = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    return unescape(" ".join(re.sub(r"<[^>]*>", " ", without_style).split()))


def headline(app: AppTest) -> str:
    """The largest words of the page."""
    titles = [title.value for title in app.title]
    (only,) = [
        *titles,
        *(words(h) for html in htmls(app) for h in re.findall("<h1[ >].*?</h1>", html)),
    ]
    return str(only)


def with_notes(app: AppTest, name: str) -> AppTest:
    """The page with "Why two numbers?" opened."""
    app.session_state[f"why_{name}"] = True
    return app.run()


@pytest.mark.parametrize("script", PAGES)
@pytest.mark.parametrize("lang", ["en", "ro"])
@pytest.mark.parametrize("address", ADDRESSES, ids=lambda a: "+".join(a) or "everything")
def test_a_page_answers(open_page: Open, script: str, lang: str, address: dict[str, str]) -> None:
    app = open_page(script, lang=lang, **address)
    assert not app.exception
    assert headline(app)
    assert len(said(app)) > 200


@pytest.mark.parametrize("script", [page for page in PAGES if page != "about"])
def test_an_empty_result_says_so_and_offers_the_way_out(open_page: Open, script: str) -> None:
    app = open_page(script, county="RO-SM", years="2023", programme="cries-social-economy")
    assert not app.exception
    nothing = "No number of people is published for these filters."
    shown = [info.value for info in app.info] or [headline(app)]
    assert any(told in text for text in shown for told in (nothing, "No published figure fits"))
    app.button(key="clear_in_page").click().run()
    assert not app.info
    assert app.query_params.get("county") is None


def test_the_first_screen_says_who_is_certain_and_what_else_there_may_be(open_page: Open) -> None:
    app = open_page()
    assert headline(app).startswith("At least 30,100 people helped, 2004–2023, and 190,000 more ")
    told = said(app)
    assert "413,000 or more if nobody is in two reports" in told
    assert "Helped through: Career orientation for rural pupils (30,000), Romexpo" in told
    assert "12 projects 52 other activities 11 counties 16 funders" in told
    assert "22 figures from 4 documents" in told
    assert "Refugees from Ukraine 190,838" in told
    assert "Reports overlap" not in told
    assert "Reports overlap" in said(with_notes(app, "total"))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({}, "Most people are reported for the whole country or a region, not for one county."),
        (  # 330 without a place and 260 of Iași and Bacău, 160 of Iași alone
            {"years": "2016"},
            "Most people are reported for several counties or no place, not for one county.",
        ),
        ({"years": "2016", "lang": "ro"}, "Cei mai mulți sunt raportați pentru mai multe județe"),
    ],
)
def test_the_map_says_for_what_most_people_are_reported(
    open_page: Open, asked: dict[str, str], told: str
) -> None:
    assert told in said(open_page(**asked))


def test_the_key_names_the_colours_of_the_chart_beneath_and_no_other(open_page: Open) -> None:
    told = said(open_page(county="RO-IS"))  # 160 educators; the reports of several years are wider
    assert "professionals" in told
    assert "people supported" not in told


def test_a_report_about_two_groups_names_them_as_a_sentence_does(open_page: Open) -> None:
    (years, _map) = drawn(open_page())
    assert "gender violence and young people" in years


def test_each_mark_of_the_first_screen_tells_of_its_row_and_opens_it(open_page: Open) -> None:
    years, places = drawn(open_page())
    acts = {act for chart in (years, places) for act in re.findall('data-act="(.*?)"', chart)}
    assert {"year:2016", "county:RO-IS"} <= acts
    assert places.count("data-tip=") == 42
    (told,) = re.findall('data-act="county:RO-IS" data-tip="(.*?)"', places)
    assert words(unescape(told)).startswith("Iași 160")


def test_an_approximate_number_is_told_as_one(open_page: Open) -> None:
    assert (
        headline(open_page(county="RO-B", audience="professionals"))
        == "About 200 people helped, 2023."
    )
    assert headline(open_page(years="2016")) == "At least 590 people helped, 2016."


def test_where_only_money_is_published_the_headline_says_how_much(
    tables: Path, open_page: Open
) -> None:
    people = tables / "beneficiaries.csv"
    people.write_text(people.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    app = open_page()
    assert headline(app).replace("\N{NO-BREAK SPACE}", " ") == (
        "1,000.50 EUR (grant), and no number of people."
    )
    assert not drawn(app)
    assert "2 projects" in said(app)


def test_the_worked_year_is_a_range(open_page: Open) -> None:
    app = open_page("years", years="2016", lang="en")
    assert "People helped in 2016: at least 590." in headline(app)
    assert "Up to 946 people if nobody is in two reports" in said(app)


@pytest.mark.parametrize("lang", ["en", "ro"])
def test_the_filters_are_said_in_the_language_of_the_page(open_page: Open, lang: str) -> None:
    app = open_page("counties", lang=lang, programme="as-career-guidance")
    expected = {"en": "programme: Career guidance", "ro": "program: Orientare în carieră"}
    assert expected[lang] in said(app)


def test_touching_figures_are_counted_in_a_sentence(open_page: Open) -> None:
    app = with_notes(open_page(county="RO-IS", years="2016"), "total")
    assert "9 of 10 figures are about a wider area or name none" in said(app)


def test_a_project_opens_with_partners_money_people_and_results(open_page: Open) -> None:
    app = open_page("projects", row="project:see-2009-2014-services")
    text = said(app) + "".join(element.proto.body for element in app.get("html"))
    assert "Betania (partner)" in text
    assert "260 people" in text
    assert "165,868.22" in text
    assert "Villages served directly" in text
    assert "Children affected by migration (Alternative Sociale), our grouping" in text


def test_about_names_the_programmes_that_no_document_names(open_page: Open) -> None:
    text = said(open_page("about"))
    assert "grouping the work under them is ours: Children affected by migration, " in text
    assert "Against human trafficking" not in text.split("grouping the work under them")[1]


def test_about_says_what_is_missing_and_nothing_of_what_is_not(open_page: Open) -> None:
    text = said(open_page("about"))
    assert "Without a place: 4 of 22 figures" in text
    assert "Without a year" not in text  # all 22 state it


def test_about_says_how_organisations_are_connected_and_where_that_is_said(
    open_page: Open,
) -> None:
    tables = "".join(element.proto.body for element in open_page("about").get("html"))
    assert "Alternative Sociale is a member of COPE (2020). Full member." in tables
    assert "Annual reports 1997–2021, summaries, Annual report 2009" in tables


def test_the_year_mode_changes_the_chart_and_the_address(open_page: Open) -> None:
    app = open_page("years")
    app.button_group(key="year_mode").set_value("spread-evenly").run()
    assert "Estimate: figures of several years are split evenly" in said(app)
    assert app.query_params["mode"] in ("spread-evenly", ["spread-evenly"])


def test_people_of_one_audience_have_one_colour_on_the_chart_the_map_and_the_list(
    open_page: Open,
) -> None:
    """All 160 who are certain in Iași are professionals."""
    app = open_page(county="RO-IS")
    years, places = drawn(app)
    assert LIGHT.professionals.solid in years
    assert all(colour in places for colour in LIGHT.professionals.ramp)
    assert not any(colour in places for colour in LIGHT.supported.ramp)
    (lists,) = (each for each in app.get("bidi_component") if "panes" in each.proto.json)
    assert f"--supported:{LIGHT.professionals.solid}" in lists.proto.json
