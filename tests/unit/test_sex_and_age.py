"""Sex and age: filters and breakdowns of what is published and of what is counted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.applications import Starlette

from dashboard.api import routes
from dashboard.i18n import speaking
from dashboard.paths import Content
from dashboard.reach.ages import ages_said
from dashboard.reach.breakdowns import reach_by, reach_total
from dashboard.reach.figures import figures_behind
from dashboard.reach.filters import SERVER, Filters
from dashboard.reach.opening import open_snapshot
from dashboard.reach.projects import projects
from dashboard.reach.register import counted_rows, counted_total
from dashboard.reach.snapshot import Snapshot
from tests import registers, tiny
from tests.asgi import ask


def with_sexes_and_ages(content: Content) -> Content:
    """Beside the worked example: 40 girls of the 100 children, 12 women of 65 and over, and 25
    young people of 15 to 19."""
    path = content.tables / "beneficiaries.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    lines = [f"{header},sex,age_from,age_to", *(f"{row},,," for row in rows)]
    lines += [
        tiny.figure("girls", people=40, part_of="a") + ",female,,",
        tiny.figure("old", people=12, target_group_id="people") + ",female,65,",
        tiny.figure("young", people=25, target_group_id="people") + ",,15,19",
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return content


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    with open_snapshot(with_sexes_and_ages(tiny.write(tmp_path_factory.mktemp("ages")))) as opened:
        yield opened


def test_a_figure_says_what_its_source_says_of_its_people(snapshot: Snapshot) -> None:
    said = figures_behind(snapshot, Filters()).set_index("figure_id")["people_said"]
    assert (said["girls"], said["young"]) == ("women and girls", "15 – 19 years")
    assert said["old"] == "women and girls · 65 years and over"
    assert said["a"] == ""
    with speaking("ro"):
        said = figures_behind(snapshot, Filters()).set_index("figure_id")["people_said"]
    assert said["old"] == "femei și fete · 65 de ani și peste"


def person(n: int, sex: str, band: str, group: str = "children") -> str:
    return f"p-{n:05d}a,day-centre,{group},RO-IS,2016-03-01,{sex},{band}"


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """30 girls of 5 to 9, 20 boys of 10 to 13, 10 women of 35 to 49, and 7 who say neither."""
    lines = [person(n, "female", "5-9") for n in range(30)]
    lines += [person(n, "male", "10-13") for n in range(30, 50)]
    lines += [person(n, "female", "35-49", "parents") for n in range(50, 60)]
    lines += [person(n, "", "") for n in range(60, 67)]
    with open_snapshot(registers.write(tmp_path_factory.mktemp("counted") / "own", lines)) as it:
        yield it


@pytest.mark.parametrize(
    ("first", "last", "age_class", "said"),
    [
        (None, None, "child", ("child",)),
        (None, None, "mixed", ()),
        (5, 9, "mixed", ("5-9",)),
        (6, 12, "child", ("5-9", "10-13")),
        (15, 19, "mixed", ("14-17", "18-24")),
        (65, None, "adult", ("65+",)),
        (None, 17, "mixed", ("0-4", "5-9", "10-13", "14-17")),
    ],
)
def test_stated_ages_meet_their_bands_and_else_the_group_speaks(
    first: int | None, last: int | None, age_class: str, said: tuple[str, ...]
) -> None:
    assert ages_said(first, last, age_class) == said


def test_a_figure_that_states_no_sex_touches(snapshot: Snapshot) -> None:
    women = reach_total(snapshot, Filters(sexes=("female",)))
    assert (women.surely.people, women.figures) == (40 + 12, 2)
    assert women.figures_touching == 7
    men = reach_total(snapshot, Filters(sexes=("male",)))
    assert (men.surely.people, men.figures) == (0, 0)


def test_children_are_asked_for_by_age_across_the_groups(snapshot: Snapshot) -> None:
    children = reach_total(snapshot, Filters(ages=("child",)))
    assert children.surely.people == 330
    assert (children.figures, children.figures_touching) == (4, 1)  # 15 to 19 is neither
    of_school_age = reach_total(snapshot, Filters(ages=("5-9",)))
    assert (of_school_age.figures, of_school_age.figures_touching) == (0, 4)
    old = reach_total(snapshot, Filters(ages=("65+",)))
    assert (old.surely.people, old.figures) == (12, 1)


def test_rows_of_age_are_classes_and_the_bands_under_them(snapshot: Snapshot) -> None:
    rows = reach_by(snapshot, Filters(), "age").set_index("row_id")
    assert rows["figures"].to_dict() == {"child": 4, "adult": 4, "65+": 1, "not-stated": 1}
    assert rows["label"]["not-stated"] == "Children and adults, or not stated"


def test_rows_of_sex_leave_those_who_state_none_apart(snapshot: Snapshot) -> None:
    rows = reach_by(snapshot, Filters(), "sex").set_index("row_id")
    assert rows["figures"].to_dict() == {"female": 2, "not-stated": 7}


def test_a_project_is_listed_by_the_sex_and_age_of_its_figures(snapshot: Snapshot) -> None:
    def listed(filters: Filters) -> list[str]:
        return sorted(projects(snapshot, filters)["project_id"])

    assert listed(Filters(sexes=("female",))) == ["day-centre"]
    assert listed(Filters(ages=("adult",))) == ["day-centre", "parents-too", "teachers"]
    assert listed(Filters(ages=("child",))) == ["day-centre"]


def test_people_of_the_register_are_asked_for_by_sex_and_age(counted: Snapshot) -> None:
    def people(**chosen: Any) -> tuple[int, int]:
        found = counted_total(counted, Filters(**chosen).but(asker=SERVER))
        assert found is not None
        return found.surely, found.at_most

    assert people(sexes=("female",)) == (40, 47)  # 7 do not say
    assert people(sexes=("male",)) == (20, 27)
    assert people(ages=("child",)) == (50, 57)
    assert people(ages=("35-49",)) == (10, 17)
    assert people(ages=("child",), sexes=("female",)) == (30, 37)


def test_the_register_has_rows_of_sex_and_age(counted: Snapshot) -> None:
    exactly = Filters(asker=SERVER)
    of_sex = {row: n.surely for row, n in counted_rows(counted, exactly, "sex").items()}
    assert {row: n for row, n in of_sex.items() if n} == {"female": 40, "male": 20, "not-stated": 7}
    of_age = {row: n.surely for row, n in counted_rows(counted, exactly, "age").items()}
    assert {row: n for row, n in of_age.items() if n} == {
        "child": 50, "5-9": 30, "10-13": 20, "adult": 10, "35-49": 10, "not-stated": 7,
    }  # fmt: skip


def test_everybody_else_is_told_them_in_steps_and_of_nobody_else(counted: Snapshot) -> None:
    rows = counted_rows(counted, Filters(), "sex")
    assert set(rows) <= {"female", "male", "not-stated"}
    assert {"female", "male"} <= set(rows)
    assert all(n.at_most - n.surely > 4 for n in rows.values())


@pytest.mark.usefixtures("one_moment")
def test_the_api_asks_by_several_parameters_of_one_name(snapshot: Snapshot) -> None:
    api = Starlette(routes=routes(lambda: snapshot))
    twice = ask(api, "/api/figures.json?by=age&age=child&age=65%2B&sex=female").json()
    once = ask(api, "/api/figures.json?by=age&age=child,65%2B&sex=female").json()
    assert twice == once
    assert twice["filters"]["age"] == "65+,child"
    [problem] = ask(api, "/api/figures.json?years=2015&years=2016").json()["problems"]
    assert problem["parameter"] == "years"
    [problem] = ask(api, "/api/figures.json?county=RO-IS&county=RO-XX").json()["problems"]
    assert problem["value"] == "RO-XX"
