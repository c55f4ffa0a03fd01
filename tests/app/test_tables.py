"""The pages that are tables: what a reader finds in their rows, and what leads on from them."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.conftest import Open
from tests.app.test_pages import headline, htmls, said

_ROW = re.compile(r"<tr role=\"row\"[^>]*>(.*?)</tr>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
HOSTILE = "<script>alert(1)</script> =cmd() '; drop table projects; -- " + "name " * 15


def table(app: AppTest, name: str) -> list[list[str]]:
    """The cells of the table called `name`, its heading first, as words."""
    (written,) = [e.proto.body for e in app.get("html") if f'aria-label="{name}"' in e.proto.body]
    rows = _ROW.findall(written)
    cells = [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL) for row in rows]
    return [[words(cell) for cell in row] for row in cells]


def words(html: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", html)).split())


def column(app: AppTest, name: str, heading: str) -> list[str]:
    heads, *rows = table(app, name)
    at = heads.index(heading)
    return [row[at] for row in rows if len(row) == len(heads)]


@pytest.mark.parametrize(
    ("lang", "finding"),
    [
        (
            "en",
            "Romexpo donation centre, supported by 5 donors, reached the most people: at least "
            "190,000, if each was counted once.",
        ),
        (
            "ro",
            "Cei mai mulți oameni au fost ajutați prin „Centrul de donații Romexpo”, cu sprijin "
            "de la 5 donatori: cel puțin 190.000, dacă nimeni nu se repetă.",
        ),
    ],
)
def test_the_funders_begin_with_the_project_of_most_people(
    open_page: Open, lang: str, finding: str
) -> None:
    assert headline(open_page("funders", lang=lang)) == finding


def test_money_stands_with_its_project_people_and_cost(open_page: Open) -> None:
    app = open_page("funders")
    heads, first, second, *_rest = table(app, "Who gave money")
    assert heads[:2] == ["Funder", "Project"]
    assert first[2] == "260 – 456"
    assert first[4:6] == ["165,868.22 EUR", "364 EUR – 638 EUR"]
    assert (second[2], second[4], second[5]) == ("≈ 200", "", "")


def test_donors_of_goods_have_a_table_of_their_own(open_page: Open) -> None:
    app = open_page("funders")
    assert len(column(app, "Who gave goods or services", "Donor")) == 5
    assert "World Vision" not in column(app, "Who gave money", "Funder")


def test_money_is_sorted_as_the_reader_wants(open_page: Open) -> None:
    app = open_page("funders")
    app.button_group(key="funders_order").set_value("funder").run()
    names = column(app, "Who gave money", "Funder")
    assert names == sorted(names)


def test_who_gave_money_and_goods_stands_in_both_tables(open_page: Open, tables: Path) -> None:
    path = tables / "project_funding.csv"
    header, row, *_rest = path.read_text(encoding="utf-8").splitlines()
    gift = dict(zip(header.split(","), row.split(","), strict=True))
    gift |= {"funding_id": "gift", "role": "donor", "amount": "", "currency": ""}
    gift |= {"amount_kind": ""}
    with path.open("a", encoding="utf-8") as file:
        file.write(",".join(gift.values()) + "\n")
    app = open_page("funders")
    assert "Rich Fund" in column(app, "Who gave money", "Funder")[0]
    assert column(app, "Who gave goods or services", "Donor") == ["Rich Fund"]


def test_projects_are_found_without_diacritics_and_by_several_words(open_page: Open) -> None:
    app = open_page("projects")
    assert app.button_group(key="project_part").options[0] == "All · 64"
    app.text_input(key="project_search").input("ROMEXPO bucuresti nowhere").run()
    assert "No project has these words." in said(app)
    app.text_input(key="project_search").input("BOTOSANI families").run()
    assert column(app, "Projects and services", "Title") == [
        "Keeping families together in Botoșani, 2017"
    ]


def test_a_project_is_listed_with_its_people_targets_and_gaps(open_page: Open) -> None:
    app = open_page("projects")
    app.text_input(key="project_search").input("good practice models").run()
    heads, row = table(app, "Projects and services")
    assert heads == ["Title", "Programme", "Period", "People", "Targets met", "Gaps"]
    assert row[3:] == ["160+", "1 of 4", "2 funder, result of a target"]


def test_projects_with_gaps_or_running_are_a_click_away(open_page: Open) -> None:
    app = open_page("projects")
    app.button_group(key="project_part").set_value("running").run()
    periods = column(app, "Projects and services", "Period")
    assert periods
    assert all(period.startswith("since ") for period in periods)
    app.button_group(key="project_part").set_value("gaps").run()
    assert all(column(app, "Projects and services", "Gaps"))


def test_more_columns_are_shown_when_they_are_wanted(open_page: Open) -> None:
    app = open_page("projects")
    app.toggle(key="project_columns").set_value(True).run()
    assert table(app, "Projects and services")[0][-3:] == ["Place", "Funders", "Kind"]


def test_a_long_list_has_twenty_rows_a_page(open_page: Open) -> None:
    app = open_page("projects")
    assert len(table(app, "Projects and services")) == 21


def test_a_title_leads_to_the_page_of_its_project_and_back(open_page: Open) -> None:
    app = open_page("projects", county="RO-IS")
    written = "".join(element.proto.body for element in app.get("html"))
    assert 'href="projects?lang=en&amp;county=RO-IS&amp;row=project:' in written
    one = open_page("projects", row="project:see-2009-2014-services")
    assert one.title[0].value == "Strengthening the role of NGOs in developing social services"
    assert [" ".join(card.value.split()) for card in one.metric] == [
        "260",
        "–",
        "165,868 EUR",
        "1",
    ]
    assert [card.delta for card in one.metric] == ["– 456", "", "", ""]  # smaller and grey
    one.button(key="project_close").click().run()
    assert headline(one).startswith("12 projects and 52 other activities.")


def test_a_project_that_is_not_there_is_told_in_a_sentence(open_page: Open) -> None:
    app = open_page("projects", row="project:'; drop table projects")
    assert not app.exception
    assert "No project has this address." in said(app)


@pytest.mark.parametrize(
    ("lang", "verdict", "rest"),
    [
        (
            "en",
            "Of 6 targets 1 was reached; for 5 no result is published.",
            "66 results and awards (11 awards). 6 have a target.",
        ),
        (
            "ro",
            "Din 6 ținte 1 a fost atinsă; pentru 5 nu s-a publicat niciun rezultat.",
            "66 de rezultate, dintre care 11 premii și distincții.",
        ),
    ],
)
def test_the_verdict_on_the_targets_comes_first(
    open_page: Open, lang: str, verdict: str, rest: str
) -> None:
    app = open_page("outcomes", lang=lang)
    assert headline(app) == verdict
    assert any(rest in html for html in htmls(app))


def test_targets_stand_by_programme_with_tick_or_gap(open_page: Open) -> None:
    app = open_page("outcomes")
    rows = table(app, "Results against their targets")
    groups = [row[0] for row in rows if len(row) == 1]
    assert groups == [
        "Against human trafficking · Alternative Sociale",
        "Prevention in schools · ALIAT MH",
        "Social and solidarity economy · CRIES",
    ]
    assert "✓ reached" in [row[-1] for row in rows]


def test_a_place_that_is_not_stated_is_not_told_with_a_target(open_page: Open) -> None:
    rows = table(open_page("outcomes"), "Results against their targets")
    assert not any("Area not stated" in row[0] for row in rows)


def test_what_has_no_target_is_folded_with_its_number(open_page: Open) -> None:
    labels = [each.label for each in open_page("outcomes").expander]
    assert "Awards · 11" in labels
    assert "About the country, not about anyone’s work · 3" in labels


def test_a_result_that_the_address_names_stands_first(open_page: Open) -> None:
    app = open_page("outcomes", row="outcome:nope")
    assert not app.exception


def test_a_hostile_name_is_shown_as_it_is(open_page: Open, tables: Path) -> None:
    path = tables / "projects.csv"
    named = path.read_text(encoding="utf-8").replace("Parents too", HOSTILE.strip())
    assert HOSTILE.strip() in named
    path.write_text(named, encoding="utf-8")
    app = open_page("projects")
    written = "".join(element.proto.body for element in app.get("html"))
    assert "<script>" not in written
    assert HOSTILE.strip() in [title for title in column(app, "Projects and services", "Title")]
