"""A register taken in by the page: no name of it is in any file that the process touched."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
import streamlit as st

from dashboard.paths import ROOT
from dashboard.store.sql import CONFIG
from dashboard.ui import data
from tests.app.conftest import Open
from tests.app.test_data_page import answer, click, drop
from tests.app.test_pages import htmls, said
from tests.other_registers import HEAD, NAMES, person
from tests.searching import Touched, below, found, touched

PEOPLE = (*NAMES, "Popescu", "Ionela", "Maria Ionescu", "01.05.2005", "2005-05-01")
REGISTER = "\n".join(
    [
        HEAD,
        *(person(f"copil-{n}", f"{n + 1:02}.05.2016") for n in range(20)),
        person("Maria Ionescu", "02.05.2016"),
        person("", "03.05.2016"),
        person("copil-20", "04.05.2016", "absent motivat"),
    ]
)


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, ...]:
    """Where files of the process may lie: its home, cache, temporary and working folder."""
    names = ("home", "cache", "temporary", "working")
    home, cache, temporary, working = (tmp_path / name for name in names)
    for folder in (home, temporary, working):
        folder.mkdir()
    for variable in (
        "HOME",
        "XDG_DATA_HOME",
        "XDG_CACHE_HOME",
        "XDG_CONFIG_HOME",
        "XDG_STATE_HOME",
    ):
        monkeypatch.setenv(variable, str(home))
    monkeypatch.setenv("DASHBOARD_CACHE", str(cache))
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.chdir(working)
    spilled = Path(str(CONFIG["temp_directory"]))
    return (tmp_path, spilled, ROOT / ".pytest_cache", ROOT / ".streamlit")


@pytest.mark.usefixtures("is_staff", "own")
def test_no_name_is_in_any_file_from_the_upload_to_the_take_back(
    places: tuple[Path, ...],
    open_page: Open,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    shown: list[str] = []
    with touched() as seen:
        app = drop(open_page("data"), ("lista.csv", REGISTER.encode()))
        answer(app, "Rows that say “absent motivat”", "Yes: count them")
        assert "21 of 23 rows fit" in said(app)
        shown += [said(app), *htmls(app)]
        app = click(app, "Accept")
        assert "2 rows wait" in said(app)
        shown += [said(app), *htmls(app), *(str(field.value) for field in app.text_input)]
        taken = below(*places)
        data.forget()
        st.cache_resource.clear()
        app = open_page("data")
        assert "wait" not in said(app), "what may name people goes with the process"
        shown += [said(app), *htmls(app)]
        click(click(app, "Take back"), "Accept")
        data.forget()
    files = {**taken, **below(*places), **written(seen), **seen.gone}
    files |= {"what is shown": "\n".join(shown).encode(), "the log": caplog.text.encode()}
    files |= {"what is printed": "".join(capfd.readouterr()).encode()}
    room = tmp_path_factory.mktemp("searched")
    assert found(PEOPLE, files, room) == {}
    finds(files, room)


def written(seen: Touched) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in seen.written if path.is_file()}


def finds(files: dict[str, bytes], room: Path) -> None:
    """The search sees what is there: in a table, in a database, and in what went away again."""
    codes, projects = (found((word,), files, room)[word] for word in ("copil-19", "centru-de-zi"))
    assert any("/tables/participations/" in name for name in codes)
    assert any("reach-intake-" in name for name in codes)
    assert any(".duckdb" in name for name in projects)
    assert not any(".duckdb" in name for name in codes), "a build has no code of a person"
