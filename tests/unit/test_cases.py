"""Small folders that once went wrong: each stands for a whole kind of fault."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dashboard.paths import Content, content_named
from dashboard.reach.breakdowns import reach_total
from dashboard.reach.catalogue import catalogue
from dashboard.reach.filters import Filters
from dashboard.reach.snapshot import Snapshot
from dashboard.settings import Settings
from dashboard.store import Problem, check, open_store
from tests import tiny

CASES = Path(__file__).parents[1] / "cases"
Open = Callable[[str], Content]


@pytest.fixture
def case(tmp_path: Path) -> Open:
    """A folder of tests/cases by its name, as a copy that may be edited."""

    def copy(name: str) -> Content:
        shutil.copytree(CASES / name, tmp_path / name)
        return content_named(Settings(data=str(tmp_path / name), cache=str(tmp_path / "cache")))

    return copy


def ends(content: Content) -> tuple[int, int]:
    with open_store(content) as store:
        people = reach_total(Snapshot(store), Filters())
    return people.surely.people, people.at_most.people


def warned(problems: list[Problem]) -> list[tuple[int | None, str | None]]:
    assert not any(problem.is_error for problem in problems), [str(p) for p in problems]
    return [(problem.line, problem.column) for problem in problems]


def test_a_year_to_come_is_warned_of_until_it_comes(
    case: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = case("a-year-to-come")
    monkeypatch.setattr("dashboard.store.checks_plausible.today", lambda: date(2030, 12, 31))
    assert warned(check(content)) == [(3, "period")]
    monkeypatch.setattr("dashboard.store.checks_plausible.today", lambda: date(2031, 1, 1))
    assert check(content) == []


def test_age_bands_turned_into_dates_are_refused_and_the_spreadsheet_is_named(case: Open) -> None:
    problems = check(case("age-bands-turned-dates"))
    turned = {p.line for p in problems if "A spreadsheet took an age band" in p.remedy}
    assert turned == {4, 5, 8}
    assert all(problem.is_error for problem in problems)
    assert {p.line for p in problems if p.column == "age_band"} - turned == {2, 3, 6}


def test_a_comma_at_the_end_of_every_line_is_harmless(case: Open) -> None:
    content = case("comma-at-line-end")
    assert check(content) == []
    assert ends(content) == (80, 80)


def test_families_are_asked_about_and_can_be_written_as_households(case: Open) -> None:
    content = case("families")
    assert warned(check(content)) == [(2, "unit")]
    path = content.tables / "beneficiaries.csv"
    header, row = path.read_text(encoding="utf-8").splitlines()
    path.write_text(f"{header},unit\n{row},household\n", encoding="utf-8")
    assert check(content) == []
    with open_store(content) as store:
        assert store.rows("select unit from beneficiaries") == [{"unit": "household"}]


def test_a_renamed_funder_can_be_said_to_continue_the_old_one(case: Open) -> None:
    content = case("funder-renamed")
    assert check(content) == []
    path = content.tables / "funders.csv"
    path.write_text(
        "funder_id,name,kind,continues\nold-fund,Fundația Nord,foundation,\n"
        "new-fund,Nord România,foundation,old-fund\n",
        encoding="utf-8",
    )
    assert check(content) == []
    tiny.edit(content, "funders", "foundation,\n", "foundation,new-fund\n")
    [problem] = check(content)
    assert "leads back to itself: old-fund → new-fund → old-fund" in problem.problem


def test_money_given_back_is_written_as_a_stage(case: Open) -> None:
    content = case("money-returned")
    problems = check(content)
    assert {(p.table, p.line) for p in problems} == {("beneficiaries", 3), ("project_funding", 3)}
    assert "write returned into stage" in str(problems[-1])
    path = content.tables / "project_funding.csv"
    header, paid, back = path.read_text(encoding="utf-8").splitlines()
    back = back.replace("-1500.50", "1500.50")
    path.write_text(f"{header},stage\n{paid},paid\n{back},returned\n", encoding="utf-8")
    tiny.edit(content, "beneficiaries", "2023,-3,,exact,-3", "2023,3,,exact,3")
    assert check(content) == []
    tiny.edit(content, "project_funding", "1500.50", "10000.01")
    assert warned(check(content)) == [(3, "amount")]


def test_a_number_against_its_words_is_warned_of(case: Open) -> None:
    problems = check(case("number-against-its-words"))
    assert warned(problems) == [(2, "people"), (3, "qualifier")]
    assert "quoted with: 530" in problems[0].problem
    assert "Write about" in problems[1].remedy


def test_a_part_that_does_not_fit_the_correction_is_told_both_ways_out(case: Open) -> None:
    content = case("part-of-a-corrected-whole")
    [problem] = check(content)
    assert not problem.is_error  # a folder of the first edition stays loadable
    assert "its area lies outside" in problem.problem
    assert "names new in part_of" in problem.remedy
    assert "counted beside new" in problem.remedy
    # As the words say: 60 in Iași beside 100 in Bacău.
    assert ends(content) == (160, 160)


def test_in_a_folder_of_this_edition_it_is_an_error(case: Open) -> None:
    content = case("part-of-a-corrected-whole")
    path = content.tables / "beneficiaries.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([f"{header},sex", *(f"{row}," for row in rows)]), encoding="utf-8")
    assert [problem.is_error for problem in check(content)] == [True]


def test_a_part_that_fits_the_correction_follows_it_without_a_word(case: Open) -> None:
    content = case("part-of-a-corrected-whole")
    tiny.edit(content, "beneficiaries", "RO-BC", "RO-IS")
    assert check(content) == []
    assert ends(content) == (100, 100)


@pytest.mark.parametrize(
    ("old", "new", "is_kept"),
    [
        ("RO-BC,2023,100", "RO-IS,2023,100", True),
        ("RO-BC,2023,100", "RO-IS,2023,59", False),
        ("RO-BC,2023,100,,exact", "RO-IS,2023,59,,at_least", True),
        ("children,RO-BC,2023", "our-teachers,RO-IS,2023", False),
        ("RO-BC,2023", "RO-IS,2022..2023", True),
        ("RO-BC,2023", "RO-IS,2022", False),
        ("RO-BC,2023", "nord-est,2023", True),
        ("RO-BC,2023", "not-stated,2023", True),
    ],
)
def test_the_check_and_the_count_agree_on_what_fits_a_correction(
    case: Open, old: str, new: str, is_kept: bool
) -> None:
    content = case("part-of-a-corrected-whole")
    path = content.tables / "target_groups.csv"
    path.write_text(
        "target_group_id,parent_id,name_en,audience,age_class\n"
        "our-teachers,,Teachers,professionals,adult\n"
    )
    tiny.edit(content, "beneficiaries", old, new)
    told = [problem for problem in check(content) if problem.column == "part_of"]
    with open_store(content) as store:
        figures = {f.figure_id: f for f in catalogue(Snapshot(store)).figures}
    assert (figures["old-part"].part_of, len(told)) == (("new", 0) if is_kept else (None, 1))


def test_a_place_abroad_can_be_written(case: Open) -> None:
    content = case("place-abroad")
    [problem] = check(content)
    assert "A place in another country is abroad" in problem.remedy
    (content.tables / "areas.csv").write_text(
        "area_id,name_ro,kind,country_code\nmd-chisinau,Chișinău,abroad,MD\n", encoding="utf-8"
    )
    assert check(content) == []
    tiny.edit(content, "areas", "abroad", "not-stated")
    [problem] = check(content)
    assert (problem.column, problem.is_error) == ("country_code", True)


def test_placeholder_ids_are_not_three_people_without_a_word(case: Open) -> None:
    problems = check(case("placeholder-person-ids"))
    assert warned(problems) == [(None, "person_id")] * 3
    assert {p.value for p in problems} == {"0", "-", "999999"}
    assert all("24 participations" in p.problem for p in problems)


def test_a_school_year_is_a_period(case: Open) -> None:
    content = case("school-year")
    assert check(content) == []
    with open_store(content) as store:
        kept = store.rows("select distinct period from beneficiaries")
    assert kept == [{"period": "2023-09..2024-06"}]


@pytest.mark.parametrize(
    "name",
    [
        *("came-of-age", "cedilla-letters", "lower-is-better", "nested-parts"),
        "spreadsheet-shaped-names",
    ],
)
def test_what_later_rules_are_about_can_be_loaded(case: Open, name: str) -> None:
    assert not any(problem.is_error for problem in check(case(name)))
