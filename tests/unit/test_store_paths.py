"""Which data are shown, and what is said when they are not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.errors import DashboardError
from dashboard.paths import DATA, content_from_environment, own_content
from dashboard.settings import settings_of
from dashboard.store import check


def test_the_published_figures_are_shown_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    content = content_from_environment({})
    assert (content.tables, content.is_own) == (DATA / "published", False)


def test_ones_own_folder_takes_their_place(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    content = content_from_environment({"DASHBOARD_DATA": str(tmp_path)})
    assert (content.tables, content.is_own) == (tmp_path / "tables", True)
    assert content.reference == DATA / "reference"
    assert content.name == tmp_path.name


def test_each_folder_has_a_cache_of_its_own(tmp_path: Path) -> None:
    caches = set()
    for name in ("one", "other"):
        (tmp_path / name / "tables").mkdir(parents=True)
        environ = {"DASHBOARD_DATA": str(tmp_path / name), "DASHBOARD_CACHE": str(tmp_path)}
        caches.add(content_from_environment(environ).cache)
    assert len(caches) == 2
    assert {cache.parent for cache in caches} == {tmp_path}


def test_a_folder_has_one_cache_however_its_path_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own" / "tables").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "own")
    monkeypatch.chdir(tmp_path)
    spellings = (f"{tmp_path}/own", "own", "own/", "./own/../own", "link", f"{tmp_path}/link/")
    made = [{"DASHBOARD_DATA": each, "DASHBOARD_CACHE": str(tmp_path)} for each in spellings]
    assert len({content_from_environment(each).cache for each in made}) == 1
    assert {own_content(settings_of(each)).cache for each in made} == {
        content_from_environment(made[0]).cache
    }


def test_a_folder_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(DashboardError, match="does not exist"):
        content_from_environment({"DASHBOARD_DATA": str(tmp_path / "gone")})


def test_a_file_instead_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("")
    with pytest.raises(DashboardError, match="which is a file"):
        content_from_environment({"DASHBOARD_DATA": str(tmp_path / "data.csv")})


def test_a_folder_without_tables_is_told(tmp_path: Path) -> None:
    with pytest.raises(DashboardError, match="no folder tables/"):
        content_from_environment({"DASHBOARD_DATA": str(tmp_path)})


def test_what_ships_has_no_problem() -> None:
    assert [str(problem) for problem in check(content_from_environment({}))] == []


def test_a_folder_that_staff_have_begun_shows_the_example_until_it_holds_tables(
    tmp_path: Path,
) -> None:
    environ = {"DASHBOARD_DATA": str(tmp_path)}
    (tmp_path / "staff").mkdir()
    assert not content_from_environment(environ).is_own
    (tmp_path / "tables").mkdir()
    assert not content_from_environment(environ).is_own
    (tmp_path / "tables" / "sources.csv").write_text("source_id")
    assert content_from_environment(environ).is_own


def test_tables_in_the_wrong_place_are_told_though_staff_have_begun(tmp_path: Path) -> None:
    (tmp_path / "staff").mkdir()
    (tmp_path / "sources.csv").write_text("source_id")
    with pytest.raises(DashboardError, match="no folder tables/"):
        content_from_environment({"DASHBOARD_DATA": str(tmp_path)})
