"""The row of filters: what it offers and tells, and which messages of the box are taken."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.proto.SelectWidgetFilterMode_pb2 import FILTER_MODE_NONE
from streamlit.testing.v1 import AppTest

from tests.app import box
from tests.app.conftest import Open


def filters_of(app: AppTest) -> dict[str, Any]:
    query: dict[str, Any] = app.session_state["filters"].to_query()
    return {key: value for key, value in query.items() if value != "all" and key != "mode"}


def test_several_choices_are_taken_as_one_message(open_page: Open) -> None:
    app = box.choose(open_page(), "county=RO-IS", "years=2016-2016", "group=children")
    assert filters_of(app) == {"county": "RO-IS", "group": "children", "years": "2016-2016"}
    assert box.told(app)["n"] == 1
    assert box.told(app)["chosen"] == [
        ["group=children", "Children", ""],
        ["county=RO-IS", "Iași", ""],
        ["years=2016-2016", "2016", ""],
    ]


def test_two_years_mean_all_from_the_one_to_the_other(open_page: Open) -> None:
    app = box.choose(open_page(), "years=2018-2018", "years=2016-2016")
    assert filters_of(app) == {"years": "2016-2018"}
    assert box.chosen(app) == ["years=2016-2018"]


def test_an_old_message_and_another_sessions_are_left(open_page: Open) -> None:
    app = box.choose(open_page(), "county=RO-IS")
    box.choose(app, "county=RO-BC", n=1)
    assert filters_of(app) == {"county": "RO-IS"}
    box.choose(app, "county=RO-BC", session="of another page")
    assert filters_of(app) == {"county": "RO-IS"}
    box.choose(app, "county=RO-BC")
    assert filters_of(app) == {"county": "RO-BC"}


def test_a_choice_made_once_more_after_clear_is_taken(open_page: Open) -> None:
    app = box.choose(open_page(), "county=RO-IS")
    app.button(key="clear").click().run()
    assert box.chosen(app) == []
    assert box.told(app)["n"] == 1
    box.choose(app, "county=RO-IS")
    assert filters_of(app) == {"county": "RO-IS"}


@pytest.mark.parametrize(
    "chosen",
    [
        ["county=RO-XX", "sort=up", "county", "", "years=yesterday", "mode=ending-in"],
        ["<script>alert(1)</script>", "county='; drop table figures", "asker=server"],
    ],
)
def test_what_nobody_knows_is_left_out(open_page: Open, chosen: list[str]) -> None:
    app = box.choose(open_page(), "county=RO-IS", *chosen)
    assert filters_of(app) == {"county": "RO-IS"}
    assert app.session_state["filters"].asker == "everybody"
    assert app.session_state["filters"].year_mode == "as-reported"


@pytest.mark.parametrize(
    "message",
    [
        {"n": True}, {"n": "2"}, {"n": 2**60}, {"n": None}, {"chosen": "county=RO-BC"},
        {"chosen": [7]}, {"chosen": ["x" * 201]}, {"chosen": ["county=RO-BC"] * 501},
    ],
)  # fmt: skip
def test_a_message_that_no_box_writes_is_refused(open_page: Open, message: dict[str, Any]) -> None:
    app = box.choose(open_page(county="RO-IS"), "county=RO-BC", **message)
    assert not app.exception
    assert filters_of(app) == {"county": "RO-IS"}
    box.choose(app, "county=RO-BC")
    assert filters_of(app) == {"county": "RO-BC"}


def test_a_programme_is_chosen_from_its_list_and_shown_by_the_box(open_page: Open) -> None:
    app = open_page()
    programmes = app.selectbox(key="filter_programme")
    assert programmes.options[0] == "All programmes"
    programmes.set_value("as-career-guidance").run()
    assert filters_of(app) == {"programme": "as-career-guidance"}
    assert box.chosen(app) == ["programme=as-career-guidance"]
    app.selectbox(key="filter_programme").set_value("").run()
    assert filters_of(app) == {}


def test_several_programmes_stand_as_their_number(open_page: Open) -> None:
    app = open_page(programme="as-career-guidance,as-justice", lang="ro")
    assert app.selectbox(key="filter_programme").value == "several"
    assert app.selectbox(key="filter_programme").options[-1] == "2 programe"


def test_an_end_of_the_years_takes_the_other_along(open_page: Open) -> None:
    app = open_page(years="2011-2013")
    app.selectbox(key="filter_years_from").set_value(2016).run()
    assert filters_of(app) == {"years": "2016-2016"}
    app.selectbox(key="filter_years_until").set_value(2012).run()
    assert filters_of(app) == {"years": "2012-2012"}


def test_the_last_years_and_all_of_them_are_one_click(open_page: Open) -> None:
    app = open_page()
    last = app.session_state["filter_years_until"]
    app.button(key="filter_years_1").click().run()
    assert filters_of(app) == {"years": f"{last - 2}-{last}"}
    app.button(key="filter_years_2").click().run()
    assert filters_of(app) == {}


def test_clear_stands_there_only_when_something_is_chosen(open_page: Open) -> None:
    app = open_page()
    assert "clear" not in [button.key for button in app.button]
    box.choose(app, "county=RO-IS")
    app.button(key="clear").click().run()
    assert filters_of(app) == {}


def test_what_travels_with_each_choice_is_small(open_page: Open) -> None:
    app = box.choose(open_page(), "county=RO-IS")
    assert len(app.get("bidi_component")[0].proto.json) < 3_500
    assert len(app.get("bidi_component")[0].proto.js_content) < 400


@pytest.mark.parametrize("script", ["overview", "export"])
def test_no_list_of_the_frameworks_can_say_its_english_no_results(
    open_page: Open, script: str
) -> None:
    """It says so where typing filters a list; what is typed belongs into the box of ours."""
    app = open_page(script, lang="ro")
    lists = [*app.selectbox, *app.multiselect]
    assert len(lists) >= 3
    assert {each.proto.filter_mode for each in lists} == {FILTER_MODE_NONE}
