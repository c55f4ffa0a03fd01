"""The questions, on the worked example: six figures that can be added up by hand."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from dashboard.i18n import speaking
from dashboard.period import years
from dashboard.reach.breakdowns import COLUMNS, reach_by, reach_total
from dashboard.reach.catalogue import catalogue
from dashboard.reach.dimensions import BREAKDOWNS
from dashboard.reach.figures import figures_behind, wholes_and_parts
from dashboard.reach.filters import Filters
from dashboard.reach.funding import funding
from dashboard.reach.groups import group_tree, largest_groups, nested
from dashboard.reach.opening import open_snapshot
from dashboard.reach.outcomes import outcomes
from dashboard.reach.overview import gaps, headline
from dashboard.reach.projects import count_projects, project_record, projects
from dashboard.reach.snapshot import Snapshot
from dashboard.reach.support import sum_text, sums
from dashboard.reach.years import last_years, reach_by_year
from tests import tiny

EVERYTHING = Filters()


def texts(frame: pd.DataFrame) -> dict[str, str]:
    return dict(zip(frame["row_id"], frame["people_text"], strict=True))


def test_the_total_is_the_worked_example(tiny_snapshot: Snapshot) -> None:
    people = reach_total(tiny_snapshot, EVERYTHING)
    assert (people.surely.people, people.at_most.people, people.figures) == (590, 790, 6)


def test_a_county_row_holds_the_figures_labelled_exactly_so(tiny_snapshot: Snapshot) -> None:
    assert texts(reach_by(tiny_snapshot, EVERYTHING, "county")) == {
        "not-stated": "330",
        "iasi-bacau": "200 – 300",
        "RO-IS": "160",
    }


def test_a_filter_by_county_also_has_what_touches_it(tiny_snapshot: Snapshot) -> None:
    people = reach_total(tiny_snapshot, Filters(counties=("RO-IS",)))
    assert (people.surely.people, people.at_most.people) == (160, 790)
    assert (people.figures, people.figures_touching) == (1, 5)


def test_a_target_group_row_is_not_the_sum_of_the_groups_under_it(tiny_snapshot: Snapshot) -> None:
    rows = texts(reach_by(tiny_snapshot, EVERYTHING, "target-group"))
    assert rows == {"children": "330 – 430", "parents": "100 – 200", "educators": "160"}


def test_the_tree_shows_a_group_as_labelled_and_with_the_groups_below(
    tiny_snapshot: Snapshot,
) -> None:
    tree = group_tree(tiny_snapshot, EVERYTHING).set_index("row_id")
    assert tree.loc[["people"], ["people_text", "with_groups_text"]].values.tolist()[0] == [
        "",
        "430 – 630",
    ]
    assert tree.loc["children", "depth"] == 1


def test_groups_that_lie_in_each_other_are_never_listed_as_if_they_were_apart(
    published: Snapshot,
) -> None:
    """2,000 children of parents abroad are no part of the 330 reported only as children."""
    known, rows = catalogue(published), reach_by(published, EVERYTHING, "target-group")
    assert largest_groups(known, rows, 4) == [
        ("refugees-from-ukraine", 0),
        ("rural-secondary-pupils", 0),
        ("home-alone-children", 0),
        ("pupils-in-technical-education", 0),
    ]
    assert ("children", 0) not in largest_groups(known, rows, 15)
    assert largest_groups(known, rows, 15)[1] == ("refugee-adolescents-from-ukraine", 1)


def test_a_wide_group_stands_where_its_first_would_with_its_own_under_it(
    published: Snapshot,
) -> None:
    asked = ["home-alone-children", "rural-secondary-pupils", "children"]
    assert nested(catalogue(published), asked) == [
        ("children", 0),
        ("home-alone-children", 1),
        ("rural-secondary-pupils", 0),
    ]


def test_a_funder_has_the_reach_it_contributed_to(tiny_snapshot: Snapshot) -> None:
    rows = texts(reach_by(tiny_snapshot, EVERYTHING, "funder"))
    assert rows["rich-fund"] == "100"
    assert rows["not-stated"] == "590 – 690"


@pytest.mark.parametrize("by", BREAKDOWNS)
def test_every_breakdown_has_the_same_columns_also_when_empty(
    tiny_snapshot: Snapshot, by: str
) -> None:
    for filters in (EVERYTHING, Filters(years=years(1900, 1900))):
        assert reach_by(tiny_snapshot, filters, by).dtypes.astype(str).to_dict() == COLUMNS


def test_the_parts_of_a_whole_stand_under_it(tiny_snapshot: Snapshot) -> None:
    rows = wholes_and_parts(tiny_snapshot, EVERYTHING)
    assert rows[["row_id", "whole_id"]].values.tolist() == [["a", ""], ["b", "a"]]


def test_the_figures_behind_a_row_carry_their_words_and_their_source(
    tiny_snapshot: Snapshot,
) -> None:
    behind = figures_behind(tiny_snapshot, EVERYTHING, "county", "RO-IS")
    assert behind["figure_id"].tolist() == ["e"]
    assert behind[["published_as", "locator", "period_label"]].values.tolist()[0] == [
        "160",
        "p5",
        "2016",
    ]
    assert behind.loc[0, "source_title"] == "Annual report 2016"


def test_a_part_names_its_whole_and_a_touching_figure_says_so(tiny_snapshot: Snapshot) -> None:
    behind = figures_behind(tiny_snapshot, Filters(counties=("RO-IS",))).set_index("figure_id")
    assert behind.loc["b", "whole_label"] == "Assisted"
    assert behind["placement"].to_dict() == dict.fromkeys("abcdf", "touching") | {"e": "inside"}


def test_a_corrected_figure_is_kept_and_not_counted(tmp_path: Path) -> None:
    content = tiny.write(tmp_path)
    tiny.append(content, "beneficiaries", tiny.figure("d-corrected", people=300, supersedes="a"))
    snapshot = open_snapshot(content)
    assert "a" not in figures_behind(snapshot, EVERYTHING)["figure_id"].tolist()
    assert snapshot.store.rows("select count(*) as n from beneficiaries") == [{"n": 7}]


def test_the_money_of_a_project_gives_a_cost_per_person(tiny_snapshot: Snapshot) -> None:
    rows = funding(tiny_snapshot, EVERYTHING)
    assert rows["cost_text"].tolist() == ["10\N{NO-BREAK SPACE}EUR"]
    assert [sum_text(each) for each in sums(rows)] == ["1,000.50\N{NO-BREAK SPACE}EUR (grant)"]


def test_only_real_projects_count_as_projects(tiny_snapshot: Snapshot) -> None:
    assert count_projects(tiny_snapshot, EVERYTHING) == (2, 1)


def test_a_project_is_listed_when_its_period_overlaps_the_years(tiny_snapshot: Snapshot) -> None:
    assert projects(tiny_snapshot, Filters(years=years(2015, 2015)))["project_id"].tolist() == [
        "teachers"
    ]


def test_a_project_tells_its_partners_and_places(tiny_snapshot: Snapshot) -> None:
    record = project_record(tiny_snapshot, "teachers")
    assert record is not None
    assert record["title"] == "Teachers"
    assert record["programme_label"] == "School"
    assert project_record(tiny_snapshot, "no-such") is None


def test_an_outcome_shows_its_value_and_its_target(tiny_snapshot: Snapshot) -> None:
    rows = outcomes(tiny_snapshot, EVERYTHING)
    assert rows[["value_text", "target_text"]].values.tolist()[0] == ["42.5%", "50%"]


def test_the_headline_counts_what_the_documents_name(tiny_snapshot: Snapshot) -> None:
    head = headline(tiny_snapshot, EVERYTHING)
    assert (head.counties, head.funders, head.years) == (2, 1, (2016, 2016))


def test_what_is_missing_is_counted(tiny_snapshot: Snapshot) -> None:
    missing = gaps(tiny_snapshot, EVERYTHING)
    assert (missing.figures, missing.figures_without_area) == (6, ("d",))
    assert (missing.projects, missing.projects_without_funder) == (3, ("parents-too", "teachers"))


def test_years_without_a_figure_have_no_row(tiny_snapshot: Snapshot) -> None:
    answer = reach_by_year(tiny_snapshot, EVERYTHING)
    assert texts(answer.years) == {"2016": "590 – 790"}
    assert answer.lanes.empty
    assert answer.elsewhere.empty


def test_a_long_figure_is_a_lane_a_last_year_or_an_estimate(tmp_path: Path) -> None:
    content = tiny.write(tmp_path)
    line = tiny.figure("long", people=300, period="2011..2013", area_id="RO-CJ")
    tiny.append(content, "beneficiaries", line)
    snapshot = open_snapshot(content)
    lanes = reach_by_year(snapshot, EVERYTHING).lanes
    assert lanes[["label", "first", "last"]].values.tolist() == [
        ["2011–2013: 300 · Children", 2011.0, 2014.0]
    ]
    ending = reach_by_year(snapshot, Filters(year_mode="ending-in")).years
    assert texts(ending) == {"2013": "300", "2016": "590 – 790"}
    spread = reach_by_year(snapshot, Filters(year_mode="spread-evenly")).years
    assert texts(spread) == dict.fromkeys(("2011", "2012", "2013"), "≈ 100") | {"2016": "≈ 790"}
    assert spread["is_estimate"].all()


def test_a_figure_that_still_runs_cannot_be_spread_and_says_so(tmp_path: Path) -> None:
    content = tiny.write(tmp_path)
    of_none = {"project_id": "", "organisation_id": "alternative"}
    tiny.append(content, "beneficiaries", tiny.figure("running", period="2023-10.."))
    tiny.append(content, "beneficiaries", tiny.figure("undated", period="", **of_none))
    snapshot = open_snapshot(content)
    spread = reach_by_year(snapshot, Filters(year_mode="spread-evenly"))
    assert spread.elsewhere["row_id"].tolist() == ["2023-10..", "not-stated"]
    lanes = reach_by_year(snapshot, EVERYTHING).lanes
    assert lanes["last"].isna().all()


def test_a_figure_without_a_period_takes_that_of_its_project(tmp_path: Path) -> None:
    content = tiny.write(tmp_path)
    tiny.append(content, "beneficiaries", tiny.figure("undated", period=""))
    snapshot = open_snapshot(content)
    project = snapshot.store.rows("select period from projects where project_id = 'day-centre'")[0]
    figures = {figure.figure_id: figure for figure in catalogue(snapshot).figures}
    assert str(figures["undated"].period) == project["period"]


def test_the_figures_behind_an_estimated_year_are_those_spread_over_it(tmp_path: Path) -> None:
    content = tiny.write(tmp_path)
    tiny.append(content, "beneficiaries", tiny.figure("long", people=300, period="2011..2013"))
    filters = Filters(year_mode="spread-evenly")
    behind = figures_behind(open_snapshot(content), filters, "year", "2012")
    assert behind["figure_id"].tolist() == ["long"]


def test_each_organisation_tells_its_last_year(tiny_snapshot: Snapshot) -> None:
    assert last_years(tiny_snapshot, EVERYTHING) == {"alternative": 2016}


def test_a_text_in_one_language_is_shown_in_the_other_with_its_mark(tmp_path: Path) -> None:
    content = tiny.write(tmp_path)
    tiny.edit(content, "beneficiaries", "In all,În total", ",În total")
    tiny.edit(content, "programmes", "School,Școală", "School,")
    with open_snapshot(content) as snapshot:
        for code, label, programme in (
            ("en", "În total (ro)", "School"),
            ("ro", "În total", "School (en)"),
        ):
            with speaking(code):
                [record] = figures_behind(snapshot, EVERYTHING, "figure", "d").to_dict("records")
                assert record["label"] == label
                rows = reach_by(snapshot, EVERYTHING, "programme").set_index("row_id")
                assert rows.loc["school", "label"] == programme
        assert gaps(snapshot, EVERYTHING).figures_in_one_language == ("d",)


@pytest.mark.parametrize(("lang", "place"), [("en", "Bucharest"), ("ro", "București")])
def test_a_place_called_like_its_county_is_said_once(
    published: Snapshot, lang: str, place: str
) -> None:
    with speaking(lang):
        record = project_record(published, "four-schools")
    assert record is not None
    assert record["places"] == [place]
