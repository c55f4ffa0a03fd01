"""What is missing filled in, and what would narrow the total said, by staff: each as promised."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.intake.accepting import accept
from dashboard.intake.filling import GAPS, can_say, filled, stated
from dashboard.intake.preview import preview
from dashboard.intake.taking_back import take_back
from dashboard.paths import Content
from dashboard.reach.filters import Filters
from dashboard.reach.narrowing import narrowing
from dashboard.reach.overview import Gaps, gaps
from dashboard.reach.snapshot import Snapshot
from dashboard.store import read_as
from tests import tiny
from tests.imports import tables


@pytest.fixture
def content(tmp_path: Path) -> Content:
    """The tiny content, in which something of each kind is left unsaid."""
    content = tiny.write(tmp_path)
    tiny.edit(content, "beneficiaries", "e,teachers,,,Trained", "e,,school,,Trained")
    tiny.edit(content, "beneficiaries", "RO-IS,2016,160", "RO-IS,,160")
    tiny.edit(content, "beneficiaries", "Met,Întâlniri", ",Întâlniri")
    tiny.edit(content, "projects", "Profesori,2015..2016", "Profesori,")
    return content


def missing(content: Content) -> Gaps:
    with read_as(content, 2) as store:
        return gaps(Snapshot(store), Filters())


def test_each_statement_narrows_the_total_exactly_as_it_was_promised(content: Content) -> None:
    tiny.edit(content, "beneficiaries", "100,,exact,100,unique", "100,,at_least,over 100,unique")
    with read_as(content, 2) as store:
        promised = narrowing(Snapshot(store), Filters()).to_dict("records")
    came = []
    for row in promised:
        says, one, other = (str(row[name]) for name in ("says", "one", "other"))
        assert can_say(content, says, one)
        offer = stated(content, says, one, other, {"source_id": "Letter", "locator": "3"})
        after = next(now for name, _was, now in preview(content, offer).totals
                     if name == "People in all")  # fmt: skip
        came.append((says, after))
    assert came == [(str(row["says"]), str(row["people_text"])) for row in promised]
    assert {says for says, _after in came} == {"part", "apart", "closed"}


def test_that_families_are_no_more_people_has_no_place_in_the_tables(content: Content) -> None:
    tiny.edit(content, "beneficiaries", "100,,exact,100,unique", "100,,at_least,over 100,unique")
    assert can_say(content, "closed", "a")
    assert not can_say(content, "closed", "d"), "it is not open"


@pytest.mark.parametrize(
    ("name", "ids", "text", "table", "row"),
    [
        ("figures_without_year", ("e",), "trim. I 2016", "beneficiaries",
         {"period": "2016-01..2016-03"}),
        ("figures_without_area", ("d",), "jud. Iasi", "beneficiaries", {"area_id": "RO-IS"}),
        ("projects_without_people", ("teachers",), "peste 40 de cadre", "beneficiaries",
         {"people": "40", "qualifier": "at_least", "project_id": "teachers"}),
        ("projects_without_period", ("teachers",), "2016", "projects", {"period": "2016"}),
        ("projects_without_place", ("day-centre", "parents-too", "teachers"), "Cluj",
         "project_areas", {"project_id": "day-centre", "area_id": "RO-CJ"}),
        ("projects_without_funder", ("parents-too", "teachers"), "Rich Fund", "project_funding",
         {"project_id": "parents-too", "funder_id": "rich-fund"}),
        ("figures_in_one_language", ("f",), "Meetings", "beneficiaries", {"label_en": "Meetings"}),
    ],
)  # fmt: skip
def test_a_gap_is_filled_where_it_is_listed(
    content: Content, name: str, ids: tuple[str, ...], text: str, table: str, row: dict[str, str]
) -> None:
    assert getattr(missing(content), name) == ids
    found = preview(content, filled(content, name, {ids[0]: text}))
    assert found.refused == ()
    made = [each.after or {} for each in found.steps if each.proposed.table == table]
    assert [{column: each[column] for column in row} for each in made] == [row]


def test_what_was_filled_in_is_missing_no_more_and_is_taken_back_to_the_byte(
    content: Content,
) -> None:
    before = tables(content)
    found = preview(content, filled(content, "projects_without_place", {"teachers": "Cluj"}))
    receipt = accept(content, found, "ana")
    assert missing(content).projects_without_place == ("day-centre", "parents-too")
    accept(content, take_back(content, receipt.id), "ana")
    assert tables(content) == before


def test_what_cannot_be_read_is_said_of_its_row(content: Content) -> None:
    found = preview(content, filled(content, "figures_without_year", {"e": "some day"}))
    (refused,) = found.refused
    assert refused.sentences()[0].startswith("Trained, When: some day is no period")


def test_every_gap_has_a_way_to_fill_it() -> None:
    named = {name for name in Gaps._fields if name not in ("figures", "projects")}
    assert named == set(GAPS)
