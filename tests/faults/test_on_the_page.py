"""What a reader of the pages sees of a damaged build, and of a full disk."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.paths import PACKAGE, content_from_environment
from dashboard.reach.opening import open_store
from dashboard.store import Damaged, Store, building
from dashboard.store.room import NoRoom
from dashboard.ui import data
from tests.app.conftest import OWN_GROUPS
from tests.app.test_pages import headline
from tests.tiny import TABLES

HEADLINE = "At least 590 people helped, 2016."
RENAMED = {"children": "own-children", "parents": "own-parents", "educators": "own-educators"}


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny figures as an organisation's own, with target groups of its own."""
    folder = tmp_path / "data" / "tables"
    folder.mkdir(parents=True)
    for table, text in TABLES.items():
        for old, new in RENAMED.items() if table == "beneficiaries" else ():
            text = text.replace(f",{old},", f",{new},")
        (folder / f"{table}.csv").write_text(text, encoding="utf-8")
    (folder / "target_groups.csv").write_text(OWN_GROUPS, encoding="utf-8")
    monkeypatch.setenv("DASHBOARD_DATA", str(folder.parent))
    monkeypatch.setenv("DASHBOARD_CACHE", str(tmp_path / "cache"))
    data.forget()
    return folder


def shown(app: AppTest) -> str:
    assert not app.exception
    return headline(app)


def lose(store: Store) -> None:
    """As if its file were gone: of a small one the database has kept everything in memory."""

    def lost(*_: object, **__: object) -> NoReturn:
        store.is_damaged = True
        raise Damaged("No longer to be read")

    store.rows = store.frame = lost  # type: ignore[method-assign]


def no_room(*_: object) -> str:
    raise NoRoom


def test_a_damaged_build_is_one_sentence_on_the_page_and_gone_at_the_next_click(
    tables: Path,
) -> None:
    app = AppTest.from_file(str(PACKAGE / "main.py"), default_timeout=60).run()
    assert shown(app) == HEADLINE
    with data.reading() as snapshot:
        lose(snapshot.store)
        snapshot.forget()
    app.run()
    assert not app.exception
    assert [error.value for error in app.error] == ["No longer to be read"]
    assert shown(app.run()) == HEADLINE
    assert not app.error


def test_without_room_the_page_keeps_the_last_figures_until_another_has_built_them(
    tables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = AppTest.from_file(str(PACKAGE / "main.py"), default_timeout=60).run()
    figures = tables / "beneficiaries.csv"
    figures.write_text(figures.read_text(encoding="utf-8").replace("2016,330", "2016,331"), "utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(building, "build", no_room)
        assert shown(app.run()) == HEADLINE
        assert "there is no room to build them" in "".join(w.value for w in app.warning)
    open_store(content_from_environment()).close()  # as `dashboard build` does
    assert shown(app.run()) == HEADLINE.replace("590", "591")
    assert not app.warning
