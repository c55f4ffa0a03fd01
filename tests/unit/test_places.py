"""Places of two kinds: where the people live, and where they were helped."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from dashboard.paths import Content
from dashboard.reach.breakdowns import reach_by
from dashboard.reach.filters import Filters
from dashboard.reach.opening import open_snapshot
from dashboard.reach.places import kinds_of_places, reach_by_place
from dashboard.reach.snapshot import Snapshot
from tests import tiny

ALL = Filters()


def with_place_of_service(content: Content) -> Content:
    """Beside the worked example: a service in Iași that helped 70 children, wherever they live."""
    path = content.tables / "beneficiaries.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    helped = tiny.figure("helped", people=70, area_id="RO-IS", period="2015")
    lines = [f"{header},place_is", *(f"{row}," for row in rows), f"{helped},service"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return content


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    with open_snapshot(with_place_of_service(tiny.write(tmp_path_factory.mktemp("at")))) as opened:
        yield opened


def certain(frame: Any) -> dict[str, int]:
    return dict(zip(frame["row_id"], frame["surely"], strict=True))


def test_each_kind_of_place_has_its_own_answer(snapshot: Snapshot) -> None:
    """160 educators are of Iași and 70 children were helped there: two kinds of people, 230."""
    homes = {"not-stated": 330, "iasi-bacau": 200, "RO-IS": 160}
    assert certain(reach_by_place(snapshot, ALL, "service")) == {"RO-IS": 70}
    assert certain(reach_by_place(snapshot, ALL, "home")) == homes
    assert certain(reach_by(snapshot, ALL, "county")) == homes | {"RO-IS": 230}


def test_there_is_something_to_switch_only_where_both_kinds_are_told_of(
    snapshot: Snapshot, tiny_snapshot: Snapshot
) -> None:
    assert kinds_of_places(snapshot, ALL) == {"home", "service"}
    assert kinds_of_places(tiny_snapshot, ALL) == {"home"}
    of_teachers = Filters(projects=("teachers",))
    assert kinds_of_places(snapshot, of_teachers) == {"home"}
