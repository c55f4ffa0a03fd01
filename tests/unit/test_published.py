"""The shipped figures: what the five documents say, and nothing else."""

from __future__ import annotations

import json

import pytest

from dashboard.paths import DATA
from dashboard.period import years
from dashboard.reach.breakdowns import reach_by, reach_total
from dashboard.reach.filters import Filters
from dashboard.reach.funding import funding
from dashboard.reach.outcomes import outcomes
from dashboard.reach.snapshot import Snapshot
from dashboard.reach.years import reach_by_year
from dashboard.store import check
from dashboard.words.ranges import range_text

EVERYTHING = Filters()


def test_the_shipped_tables_have_no_problem(published: Snapshot) -> None:
    assert check(published.store.content) == []


def test_each_document_has_its_figures_and_results(published: Snapshot) -> None:
    counted = published.store.rows(
        """
        select s.source_id,
               (select count(*) from beneficiaries b where b.source_id = s.source_id) as figures,
               (select count(*) from outcomes o where o.source_id = s.source_id) as outcomes
        from sources s
        """
    )
    assert {row["source_id"]: (row["figures"], row["outcomes"]) for row in counted} == {
        "alternative-sociale-reports": (6, 27),
        "eea-services-page": (8, 9),
        "botosani-meetings": (0, 4),
        "bucharest-visits": (6, 17),
        "good-practice-page": (2, 12),
    }


def test_the_worked_example_can_be_found_in_2016(published: Snapshot) -> None:
    people = reach_total(published, Filters(years=years(2016, 2016), audiences=("supported",)))
    assert people.surely.people == 430
    rows = reach_by_year(published, EVERYTHING).years.set_index("row_id")
    assert rows.loc["2016", "people_text"] == "590 – 946"


def test_two_year_ends_of_one_register_are_never_added_to_what_is_sure(published: Snapshot) -> None:
    """Each tells of one day, so more people than both may have been reached: the end is open."""
    people = reach_total(published, Filters(projects=("romexpo-centre",)))
    assert range_text(people) == "190,838 – 376,173+"


def test_the_shelter_houses_nobody_before_the_war(published: Snapshot) -> None:
    for year, people in ((2000, "0"), (2022, "0 – 40+")):
        shelter = Filters(projects=("carusel-shelter",), years=years(year, year))
        assert range_text(reach_total(published, shelter)) == people


def test_who_fled_the_war_is_surely_none_of_those_counted_before_it(published: Snapshot) -> None:
    """190,838 of Romexpo, 30,000 pupils of 2011 to 2013 and 160 educators."""
    everybody = reach_total(published, EVERYTHING)
    assert range_text(everybody) == "220,998+ – 413,919+"


def test_facts_about_the_country_are_never_reach(published: Snapshot) -> None:
    numbers = published.store.rows("select max(people) as largest from beneficiaries")
    assert numbers == [{"largest": 190_838}]
    context = outcomes(published, EVERYTHING).query("kind == 'context'")
    assert set(context["value"]) == {6_000_000, 500_000, 38}
    assert outcomes(published, Filters(organisations=("q-arts",))).query("kind == 'context'").empty


def test_targets_without_a_result_stay_targets(published: Snapshot) -> None:
    rows = outcomes(published, EVERYTHING).query("kind == 'outcome' and target.notna()")
    assert sorted(rows["target"]) == [60, 70, 80]
    assert rows["value"].isna().all()


@pytest.mark.parametrize(
    ("area", "people"),
    [("RO-IS", "160"), ("historic-moldova", "30,000+"), ("iasi-bacau", "260 – 456")],
)
def test_an_area_has_the_figures_labelled_so(published: Snapshot, area: str, people: str) -> None:
    rows = reach_by(published, EVERYTHING, "county").set_index("row_id")
    assert rows.loc[area, "people_text"] == people


def test_the_value_of_a_project_is_no_grant(published: Snapshot) -> None:
    stated = funding(published, EVERYTHING).dropna(subset=["amount"])
    assert stated[["amount_kind", "currency"]].values.tolist() == [["project-total", "EUR"]]
    assert str(stated["amount"].iloc[0]) == "165868.22"


def test_a_reading_that_is_ours_says_so(published: Snapshot) -> None:
    """Only "out of which", printed in the document, makes a part that is no reading."""
    tied = published.store.rows(
        "select figure_id from beneficiaries where coalesce(part_of, same_as) is not null "
        "and not contains(coalesce(reading, ''), 'tie')"
    )
    assert tied == [{"figure_id": "inside-adolescents-2022-2023"}]
    read = published.store.rows(
        "select note_en, note_ro from beneficiaries where reading is not null"
    )
    assert len(read) == 16
    assert all("our reading" in row["note_en"].lower() for row in read)
    assert all("lectura noastră" in row["note_ro"].lower() for row in read)
    # A proof says itself that a declaration is ours, behind its note.
    declared = published.store.rows("select note_en, note_ro from apart where reading")
    assert len(declared) == 28
    assert all("reading" not in row["note_en"] and row["note_ro"] for row in declared)


def test_a_note_that_speaks_of_our_reading_is_marked_as_one(published: Snapshot) -> None:
    unmarked = "from beneficiaries where note_en ilike '%our reading%' and reading is null"
    assert published.store.rows(unmarked) == []


@pytest.mark.parametrize("table", ["beneficiaries", "outcomes"])
def test_no_published_number_stands_without_its_noun(published: Snapshot, table: str) -> None:
    bare = f"select * from {table} where not regexp_matches(published_as, '[a-zăâîșț]{{4,}}')"
    assert published.store.rows(bare) == []


def test_lines_of_work_that_no_document_names_say_so(published: Snapshot) -> None:
    named = published.store.rows("select programme_id from programmes where not reading")
    assert {row["programme_id"] for row in named} == {
        *("as-against-trafficking", "as-children-and-divorce", "hhc-botosani-support"),
        *("si-life-project", "smile", "q-arts-museum"),
    }


def test_who_gave_goods_is_told_apart_from_who_gave_money(published: Snapshot) -> None:
    gifts = published.store.rows("select support, role from project_funding")
    kinds = {"funder": "money", "donor": "goods", "intermediary": "passed-on"}
    assert all(row["support"] == kinds[row["role"]] for row in gifts)


def test_ages_lengths_and_beds_are_no_results(published: Snapshot) -> None:
    units = published.store.rows("select distinct unit_en from outcomes where kind = 'output'")
    assert not {"year|years", "month|months", "bed a room|beds a room"} & {
        row["unit_en"] for row in units
    }


def test_every_county_has_an_outline_an_area_and_a_name(published: Snapshot) -> None:
    outlines = json.loads((DATA / "reference" / "ro_counties.geojson").read_text(encoding="utf-8"))
    drawn = {f["id"]: f["properties"]["name"] for f in outlines["features"]}
    named = {r["county_code"]: r["name"] for r in published.store.rows("from counties")}
    areas = published.store.rows("select area_id, name_ro from areas where kind = 'county'")
    assert len(named) == 42
    assert drawn == named == {row["area_id"]: row["name_ro"] for row in areas}


def test_names_are_written_with_comma_below(published: Snapshot) -> None:
    cedilla = set("şţŞŢ")
    for path in (DATA / "reference").glob("*.csv"):
        assert not cedilla & set(path.read_text(encoding="utf-8")), path.name
    moldova = published.store.rows("select name from counties where is_historic_moldova")
    assert {row["name"] for row in moldova} == {
        "Bacău", "Botoșani", "Galați", "Iași", "Neamț", "Suceava", "Vaslui", "Vrancea",
    }  # fmt: skip


@pytest.mark.parametrize("table", ["beneficiaries", "outcomes", "projects", "programmes"])
def test_both_languages_are_complete(published: Snapshot, table: str) -> None:
    columns = [row["column_name"] for row in published.store.rows(f"describe {table}")]
    for english in (column for column in columns if column.endswith("_en")):
        romanian = english.removesuffix("_en") + "_ro"
        one_sided = f"select * from {table} where ({english} is null) <> ({romanian} is null)"
        assert published.store.rows(one_sided) == []
