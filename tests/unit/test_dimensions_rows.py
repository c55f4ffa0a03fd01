"""What the table of dimensions says of rows, options and the register, one respect a test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.paths import Content
from dashboard.reach.breakdowns import ranges_by, reach_by
from dashboard.reach.catalogue import NOT_STATED, catalogue
from dashboard.reach.dimensions import BREAKDOWNS, DIMENSIONS
from dashboard.reach.filters import SERVER, Filters
from dashboard.reach.opening import open_snapshot
from dashboard.reach.projects import projects
from dashboard.reach.register import counted_rows, counted_total
from dashboard.reach.snapshot import Snapshot
from tests import registers, tiny

EXACTLY = Filters(asker=SERVER)


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """30 children and 10 people of no narrower group in Iași, 20 children of no stated county, all
    at the day centre, which has a funder; 15 parents in Bacău, in a project that has none."""
    with open_snapshot(
        registers.write(
            tmp_path_factory.mktemp("counted") / "own",
            registers.people("a", 30, 30, "day-centre,children,RO-IS"),
            registers.people("b", 10, 10, "day-centre,people,RO-IS"),
            registers.people("c", 20, 20, "day-centre,children,"),
            registers.people("d", 15, 15, "parents-too,parents,RO-BC"),
        )
    ) as opened:
        yield opened


def ends(snapshot: Snapshot, filters: Filters, by: str = "") -> dict[str, tuple[int, int]]:
    """Surely and at most of everyone counted, as `total`, or of the rows with somebody."""
    exactly = filters.but(asker=SERVER)
    total = counted_total(snapshot, exactly)
    assert total is not None
    found = counted_rows(snapshot, exactly, by) if by else {"total": total}
    return {row: (n.surely, n.at_most) for row, n in found.items() if n.at_most}


@pytest.mark.parametrize(
    ("filters", "told"),
    [
        (Filters(counties=("RO-IS",)), (40, 60)),  # 20 may live in Iași
        (Filters(counties=("RO-CJ",)), (0, 20)),
        (Filters(target_groups=("children",)), (50, 60)),  # 10 may be children
        (Filters(target_groups=("people",)), (75, 75)),
        (Filters(counties=("RO-IS",), target_groups=("children",)), (30, 60)),
        (Filters(funders=("rich-fund",)), (60, 60)),  # a project is of its funder or is not
    ],
)
def test_who_may_be_meant_counts_at_the_upper_end_alone(
    counted: Snapshot, filters: Filters, told: tuple[int, int]
) -> None:
    assert ends(counted, filters) == {"total": told}


def test_who_may_be_meant_is_in_the_rows_too(counted: Snapshot) -> None:
    of_iasi = ends(counted, Filters(counties=("RO-IS",)), "target-group")
    assert of_iasi == {"children": (30, 50), "people": (10, 10)}
    of_children = ends(counted, Filters(target_groups=("children",)), "county")
    assert of_children == {"RO-IS": (30, 40), NOT_STATED: (20, 20)}


def test_who_states_nothing_has_a_row_of_the_register(counted: Snapshot) -> None:
    assert ends(counted, Filters(), "county") == {
        "RO-IS": (40, 40),
        "RO-BC": (15, 15),
        NOT_STATED: (20, 20),
    }
    assert ends(counted, Filters(), "funder") == {"rich-fund": (60, 60), NOT_STATED: (15, 15)}


def test_where_everybody_states_it_there_is_no_such_row(tmp_path: Path) -> None:
    lines = registers.people("a", 30, 30, "day-centre,children,RO-IS")
    with open_snapshot(registers.write(tmp_path / "own", lines)) as snapshot:
        assert set(counted_rows(snapshot, EXACTLY, "county")) == {"RO-IS", "RO-BC", "RO-CJ"}
        assert NOT_STATED not in counted_rows(snapshot, EXACTLY, "target-group")


def audiences(snapshot: Snapshot, by: str) -> dict[str, str]:
    rows = reach_by(snapshot, Filters(), by)
    return dict(zip(rows["row_id"], rows["audience"], strict=True))


def test_a_row_of_groups_is_of_one_audience_and_a_row_of_anything_else_of_several(
    tiny_snapshot: Snapshot,
) -> None:
    assert audiences(tiny_snapshot, "target-group") == {
        "children": "supported",
        "parents": "supported",
        "educators": "professionals",
    }
    assert audiences(tiny_snapshot, "audience") == {
        "supported": "supported",
        "professionals": "professionals",
    }
    for by in BREAKDOWNS.keys() - {"target-group", "audience"}:
        assert set(audiences(tiny_snapshot, by).values()) == {""}, by


def test_only_organisations_with_a_part_in_the_work_are_offered(tmp_path: Path) -> None:
    content = tiny.write(tmp_path)
    extra = "zebra,Asociația Zebra,,,,", "b-first,Ăsta e primul,,,,", "idle,Nobody,,,,"
    tiny.append(content, "organisations", *extra)
    (content.tables / "project_partners.csv").write_text(
        "project_id,organisation_id,role\nteachers,zebra,partner\nteachers,b-first,host\n",
        encoding="utf-8",
    )
    with open_snapshot(content) as snapshot:
        known = catalogue(snapshot)
        offered = DIMENSIONS["organisations"].options(known)
        assert set(offered) == {"alternative", "zebra", "b-first"}
        names = [known.name("organisations", each).casefold() for each in offered]
        assert names == sorted(names)


def in_iasi(folder: Path, **given: str) -> tuple[int, int]:
    """Both ends of Iași, where the register has 40 and a figure that was counted from it says 40;
    `given` are the columns in which the figure differs."""
    lines = registers.people("a", 40, 40, "day-centre,children,RO-IS")
    content = registers.write(folder / "own", lines)
    with_place(content, area_id="RO-IS", people="40", from_register="true", **given)
    with open_snapshot(content) as snapshot:
        row = ranges_by(snapshot, EXACTLY, "county")["RO-IS"]
    return row.surely.people, row.at_most.people


def with_place(content: Content, place_is: str = "", **given: str) -> None:
    """One figure alone, with the column that says what its area is."""
    header = tiny.TABLES["beneficiaries"].splitlines()[0]
    line = f"{tiny.figure('counted', **given)},{place_is}"
    (content.tables / "beneficiaries.csv").write_text(
        f"{header},place_is\n{line}\n", encoding="utf-8"
    )


def test_a_county_of_the_register_holds_whom_a_figure_says_to_live_there(tmp_path: Path) -> None:
    assert in_iasi(tmp_path) == (40, 40)


def test_a_county_of_the_register_does_not_hold_whom_a_service_there_met(tmp_path: Path) -> None:
    assert in_iasi(tmp_path, place_is="service") == (40, 80)


def timeless(content: Content, *periods: str) -> Content:
    """The day centre without a period of its own, and with figures of these periods alone."""
    tiny.edit(content, "projects", "Centru de zi,2016", "Centru de zi,")
    header = tiny.TABLES["beneficiaries"].splitlines()[0]
    lines = [tiny.figure(f"f{n}", period=period) for n, period in enumerate(periods)]
    path = content.tables / "beneficiaries.csv"
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return content


@pytest.mark.parametrize(
    ("periods", "listed"),
    [
        (("2015",), {2015}),
        (("2015", "2017"), {2015, 2016, 2017}),
        (("2016..", "2015"), {2015, 2016, 2017, 2018}),
        (("", "2017"), {2017}),
    ],
)
def test_a_project_without_a_period_ran_when_its_figures_say(
    tmp_path: Path, periods: tuple[str, ...], listed: set[int]
) -> None:
    with open_snapshot(timeless(tiny.write(tmp_path), *periods)) as snapshot:
        found = {
            year
            for year in range(2014, 2019)
            if "day-centre"
            in projects(snapshot, Filters.from_query({"years": f"{year}"})[0])[
                "project_id"
            ].tolist()
        }
    assert found == listed
