"""The key of a register: who may read it, where it is kept, and what no store holds."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dashboard.errors import DashboardError
from dashboard.paths import Content
from dashboard.store import check, open_store
from dashboard.store.register import key
from tests import tiny

NAMES = ["person_id", "project_id", "target_group_id", "county_code", "date", "sex", "age_band"]
GOOD = ["p-1", "day-centre", "children", "RO-IS", "2016-03-31", "female", "10-13"]


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return tiny.write(tmp_path)


def left_behind(content: Content) -> bytes:
    paths = [path for path in content.cache.rglob("*") if path.is_file()]
    return b"".join(path.read_bytes() for path in paths)


def test_the_store_holds_neither_an_id_nor_the_key(content: Content) -> None:
    ids = [f"unmistakable-{n:06}" for n in range(50)]
    rows = [",".join([each, *GOOD[1:]]) for each in ids]
    (content.tables / "participations.csv").write_text("\n".join([",".join(NAMES), *rows, ""]))
    open_store(content).close()
    left = left_behind(content)
    assert b"DUCK" in left
    assert b"unmistakable" not in left
    assert (content.tables.parent / key.NAME).read_bytes() not in left


def people(content: Content) -> list[tuple[int, str]]:
    store = open_store(content)
    frame = store.frame("select person, county_code from participations order by all")
    store.close()
    return [(int(row["person"]), str(row["county_code"])) for row in frame.to_dict("records")]


def test_the_key_keeps_the_numbers_and_a_new_one_the_counts(content: Content) -> None:
    counties = ("RO-IS", "RO-BC", "RO-CJ")
    rows = [",".join([f"p-{n % 7}", *GOOD[1:3], counties[n % 3], *GOOD[4:]]) for n in range(21)]
    path = content.tables / "participations.csv"
    path.write_text("\n".join([",".join(NAMES), *rows]))
    first = people(content)
    path.touch()
    assert people(content) == first
    for name in (key.NAME, key.MADE):
        (content.tables.parent / name).unlink()
    path.touch()
    assert len({number for number, _ in people(content)}) == 7


def test_a_key_that_is_gone_or_another_one_is_told_and_nobody_is_counted(content: Content) -> None:
    (content.tables / "participations.csv").write_text("\n".join([",".join(NAMES), ",".join(GOOD)]))
    key.person_key(content)
    path = content.tables.parent / key.NAME
    old = path.read_bytes()
    path.unlink()
    with pytest.raises(DashboardError, match="is gone, so nobody is counted"):
        open_store(content)
    path.write_text("5" * 64)
    with pytest.raises(DashboardError, match="is another one"):
        open_store(content)
    path.write_bytes(old)
    open_store(content).close()


def test_the_key_is_for_its_owner_only(content: Content) -> None:
    key.person_key(content)
    mode = (content.tables.parent / key.NAME).stat().st_mode
    assert stat.S_IMODE(mode) == 0o600 or os.name != "posix"


def test_a_key_made_by_many_at_once_is_one(content: Content) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: key.person_key(content), range(64)))
    assert len(keys) == 1
    found = sorted(path.name for path in content.tables.parent.glob("*person.key*"))
    assert found == [key.NAME, key.MADE]


def test_a_folder_that_takes_no_key_is_told(
    content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    (content.tables / "participations.csv").write_text("\n".join([",".join(NAMES), ""]))
    monkeypatch.setattr("dashboard.store.register.key._read_or_make", refuse)
    with pytest.raises(DashboardError, match="can be neither read nor made: Permission denied"):
        check(content)


MOUNTS = """\
30 25 0:30 / / rw,relatime - {root} overlay rw
31 30 0:40 / /proc rw - proc proc rw
32 30 8:1 /srv {place} rw,relatime - {kind} /dev/sda1 rw
"""


def mounted(monkeypatch: pytest.MonkeyPatch, folder: Path, **kinds: str) -> None:
    """The system tells that `place`, by default the folder's, is of the file system `kind`."""
    told = folder / "mountinfo"
    place = str(kinds.pop("place", folder)).replace(" ", "\\040")
    told.write_text(MOUNTS.format(place=place, **{"root": "overlay", "kind": "ext4"} | kinds))
    monkeypatch.setattr(key, "_MOUNTS", told)
    monkeypatch.delenv("DASHBOARD_KEY_LASTS", raising=False)


@pytest.mark.parametrize("kinds", [{"kind": "overlay"}, {"kind": "tmpfs"}, {"place": "/elsewhere"}])
def test_in_a_container_without_a_volume_nobody_is_counted(
    content: Content, monkeypatch: pytest.MonkeyPatch, kinds: dict[str, str]
) -> None:
    (content.tables / "participations.csv").write_text("\n".join([",".join(NAMES), ",".join(GOOD)]))
    folder = content.tables.parent
    mounted(monkeypatch, folder, **kinds)
    with pytest.raises(DashboardError, match=r"goes with its container.* Mount a volume there"):
        open_store(content)
    assert not (folder / key.NAME).exists()
    monkeypatch.setenv("DASHBOARD_KEY_LASTS", "yes")
    open_store(content).close()


@pytest.mark.parametrize("kinds", [{"kind": "ext4"}, {"root": "ext4", "kind": "tmpfs"}])
def test_a_key_is_made_on_a_volume_and_outside_a_container(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kinds: dict[str, str]
) -> None:
    content = tiny.write(tmp_path / "own folder")
    mounted(monkeypatch, content.tables.parent, **kinds)
    assert len(key.person_key(content)) == 64


def test_a_key_that_came_with_the_container_lasts_as_long_as_it_does(
    content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounted(monkeypatch, content.tables.parent, kind="overlay")
    (content.tables.parent / key.NAME).write_text("5" * 64)
    assert key.person_key(content) == b"5" * 64


def test_where_the_system_tells_of_no_mounts_a_key_is_made(
    content: Content, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(key, "_MOUNTS", tmp_path / "none")
    monkeypatch.delenv("DASHBOARD_KEY_LASTS", raising=False)
    assert len(key.person_key(content)) == 64


def test_without_a_register_a_container_needs_no_key(
    content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounted(monkeypatch, content.tables.parent, kind="overlay")
    open_store(content).close()
    assert not (content.tables.parent / key.NAME).exists()


def test_a_short_key_is_refused(content: Content) -> None:
    (content.tables.parent / key.NAME).write_text("secret")
    with pytest.raises(DashboardError, match="too short"):
        key.person_key(content)
