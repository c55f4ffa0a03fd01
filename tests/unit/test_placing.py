"""Which records a filter shows: what is known not to be so, and what nobody stated."""

from __future__ import annotations

import pytest

from dashboard.counting import Chosen, Placement, place_period
from dashboard.period import years
from dashboard.reach.catalogue import catalogue
from dashboard.reach.dimensions import DIMENSIONS
from dashboard.reach.snapshot import Snapshot

INSIDE, TOUCHING, OUTSIDE = Placement.INSIDE, Placement.TOUCHING, Placement.OUTSIDE
# A record names who it is of, or is of nobody; where and about whom it is may be left unsaid.
UNSAID = {
    "organisations": OUTSIDE,
    "programmes": OUTSIDE,
    "projects": OUTSIDE,
    "funders": OUTSIDE,
    "audiences": TOUCHING,
    "target_groups": TOUCHING,
    "counties": TOUCHING,
}


@pytest.mark.parametrize("field", UNSAID)
def test_who_says_nothing_is_of_no_project_and_maybe_of_a_place_or_group(
    tiny_snapshot: Snapshot, field: str
) -> None:
    known = catalogue(tiny_snapshot)
    chosen = DIMENSIONS[field].chosen_of(known, list(DIMENSIONS[field].ids(known))[:1])
    assert chosen.place(frozenset()) is UNSAID[field]


def test_people_are_cut_where_they_are_spread_and_a_record_is_whole() -> None:
    iasi = Chosen(frozenset({"RO-IS"}), frozenset({"country"}), is_split=True)
    both = frozenset({"RO-IS", "RO-BC"})
    assert [iasi.place(both), iasi.place(both, is_whole=True)] == [TOUCHING, INSIDE]
    assert iasi.place(frozenset({"RO-BC"})) is OUTSIDE
    wide = frozenset({"country"})
    assert [iasi.place(wide), iasi.place(wide, is_whole=True)] == [TOUCHING, OUTSIDE]


def test_a_period_that_is_not_stated_may_lie_in_the_years() -> None:
    chosen = years(2016, 2017)
    assert place_period(None, chosen) is TOUCHING
    assert place_period(years(2017, 2020), chosen) is TOUCHING
    assert place_period(years(2017, 2020), chosen, is_whole=True) is INSIDE
    assert place_period(years(2018, 2020), chosen, is_whole=True) is OUTSIDE
