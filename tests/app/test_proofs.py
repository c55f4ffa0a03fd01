"""Why two numbers, on the pages: made when it is opened, in both languages."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.app.conftest import Open
from tests.app.test_pages import headline, said


def opened(app: AppTest, key: str) -> AppTest:
    app.session_state[key] = True
    return app.run()


def test_the_proof_of_the_headline_is_told_when_it_is_opened(open_page: Open) -> None:
    app = open_page()
    assert "nobody can be in two of them" not in said(app)
    text = said(opened(app, "why_total"))
    assert "Reports overlap: the smaller number counts nobody twice" in text
    assert "nobody can be in two of them" in text
    assert "One hundred and sixty" in text
    assert not app.exception


def test_of_one_figure_it_says_why_the_others_are_other_people(open_page: Open) -> None:
    app = opened(open_page("counties", lang="ro"), "why_counties")
    app.selectbox(key="why_pair_counties").select_index(0).run()
    assert "Sunt despre categorii de public diferite." in said(app)


def test_a_county_has_its_certain_people_as_the_headline_and_the_rest_apart(
    open_page: Open,
) -> None:
    app = open_page(county="RO-IS")
    assert headline(app) == "160 people helped, 2016, if we read the reports right."
    assert "who may or may not be from Iași." in said(app)


def test_about_lists_what_to_ask_for_next(open_page: Open) -> None:
    app = open_page("about")
    assert "If a report said" not in said(app)
    assert "413,919+ would become 220,998+ – 228,584+." in said(opened(app, "narrowing"))
