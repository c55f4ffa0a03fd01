"""Filters: in the address as ids, on the page as a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.i18n import speaking
from dashboard.period import years
from dashboard.reach.filters import QUERY_KEYS, YEAR_MODES, Filters

IDS = st.lists(st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True), max_size=3).map(tuple)
SPANS = st.none() | st.tuples(st.integers(1990, 2030), st.integers(0, 9)).map(
    lambda span: years(span[0], sum(span))
)
FILTERS = st.builds(
    Filters,
    organisations=IDS.map(lambda ids: tuple(i for i in ids if i != "all")),
    counties=st.lists(st.sampled_from(["RO-IS", "RO-BC", "RO-B"])).map(tuple),
    years=SPANS,
    year_mode=st.sampled_from(YEAR_MODES),
)


def name(_field: str, row_id: str) -> str:
    return row_id.upper()


@given(FILTERS)
def test_an_address_read_back_gives_the_same_filters(filters: Filters) -> None:
    assert Filters.from_query(filters.to_query()) == (filters, [])


def test_the_order_in_which_ids_are_chosen_does_not_matter() -> None:
    assert Filters(counties=("RO-IS", "RO-BC")) == Filters(counties=("RO-BC", "RO-IS", "RO-BC"))


def test_a_program_is_told_what_is_not_filtered_too() -> None:
    query = Filters().to_query()
    assert tuple(query) == QUERY_KEYS
    assert query["county"] == "all"
    assert query["mode"] == "as-reported"


def test_a_link_says_only_what_is_asked_for_and_is_read_back_the_same() -> None:
    asked = Filters(counties=("RO-IS",), years=years(2016, 2016))
    assert asked.address(topic="reach") == "lang=en&county=RO-IS&years=2016-2016&topic=reach"
    assert Filters().address() == "lang=en"
    assert Filters.from_query(asked.differing()) == (asked, [])


@pytest.mark.parametrize(
    "text", ["last year", "2016-", "2016-2011", "2016-13", "2016-05-01", "١٢٣٤", "2011-2013-9"]
)
def test_years_that_cannot_be_read_are_named_and_left_out(text: str) -> None:
    assert Filters.from_query({"years": text}) == (Filters(), [f"years={text}"])


def test_one_year_is_a_span_of_itself() -> None:
    assert Filters.from_query({"years": "2016"})[0].years == years(2016, 2016)


def test_an_unknown_year_mode_is_named_and_the_usual_one_used() -> None:
    assert Filters.from_query({"mode": "=cmd()"}) == (Filters(), ["mode==cmd()"])


def test_keys_of_somebody_else_are_left_alone() -> None:
    assert Filters.from_query({"embed": "true", "lang": "ro"}) == (Filters(), [])


def test_ids_that_do_not_exist_are_named_and_left_out() -> None:
    asked = Filters(counties=("RO-IS", "RO-XX"))
    kept, unknown = asked.without({"counties": {"RO-IS"}})
    assert kept == Filters(counties=("RO-IS",))
    assert unknown == ["county=RO-XX"]


def test_filters_say_in_a_sentence_what_they_leave() -> None:
    filters = Filters(programmes=("p",), counties=("is", "bc"), years=years(2011, 2013))
    assert filters.sentence(name) == (
        "Filtered by programme: P; county: BC and IS; years: 2011–2013."
    )


def test_the_sentence_speaks_romanian() -> None:
    with speaking("ro"):
        sentence = Filters(counties=("is",), years=years(2016, 2016)).sentence(name)
    assert sentence == "Filtrat după județ: IS; ani: 2016."


def test_no_filter_says_so() -> None:
    assert Filters(year_mode="ending-in").sentence(name) == "All years, all organisations."
