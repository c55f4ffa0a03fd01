"""The pages without a browser: Streamlit's own test runner on the main script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest, local_script_runner
from streamlit.testing.v1.element_tree import Selectbox
from streamlit.testing.v1.local_script_runner import LocalScriptRunner
from streamlit.util import calc_hash

from dashboard.access.keeping import staff_of_folder
from dashboard.i18n import set_language
from dashboard.paths import PACKAGE
from dashboard.ui import data, pages, staff
from tests import tiny

# Every run of an app reads what each installed package says of itself; the same all the time.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


def _end_of_run(runner: LocalScriptRunner, timeout: float = 3) -> None:
    """Sleep until the script has ended: Streamlit's own test looks every millisecond."""
    thread = runner._script_thread
    assert thread is not None
    thread.join(timeout)
    if thread.is_alive():
        runner.request_stop()
        thread.join()
        raise TimeoutError(f"The script still ran after {timeout} s.")


local_script_runner.require_widgets_deltas = _end_of_run
PAGES = sorted(pages.PAGES)
Open = Callable[..., AppTest]
OWN_GROUPS = """\
target_group_id,parent_id,name_en,name_ro,audience,age_class,definition_en,definition_ro
own-children,people-supported,Own children,Copiii noștri,supported,child,,
own-parents,people-supported,Own parents,Părinții noștri,supported,adult,,
own-educators,professionals,Own educators,Educatorii noștri,professionals,adult,,
"""


@pytest.fixture(autouse=True)
def _fresh_process(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Who patches anything, or has data of its own, shares no build and no answer with others.

    All who only read the published figures read one build, and what was answered from it.
    """
    is_alone = "monkeypatch" in request.fixturenames
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_CACHE", str(tmp_path_factory.getbasetemp() / "builds"))
        patch.delenv("DASHBOARD_DATA", raising=False)
        st.config.set_option("client.showErrorDetails", "full")
        if is_alone:
            data.forget()
        yield
        if is_alone:
            data.forget()
    set_language("en")


@pytest.fixture
def open_page() -> Open:
    """Open a page by its script's name, with an address."""
    return open_at


def open_at(page: str = "overview", **query: Any) -> AppTest:
    # The runner formats options here, as the browser does with the words it was shown.
    set_language(query.get("lang", "en"))
    app = AppTest.from_file(str(PACKAGE / "main.py"), default_timeout=60)
    for key, value in query.items():
        app.query_params[key] = value
    if page == "overview":
        return app.run()
    # As a link to the page does; what there is to switch to is known after a first page alone.
    app._page_hash = calc_hash(pages.url_path(page))
    app.run()
    if app._finished_page_script_hash != app._page_hash:
        raise ValueError(f"There is no page {page}.")
    return app


@pytest.fixture
def own_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty own folder, pointed at by DASHBOARD_DATA."""
    (tmp_path / "tables").mkdir()
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    return tmp_path


def write_tables(folder: Path) -> Path:
    """The tiny figures as own data, with the groups they are of; the folder of the tables."""
    tables = folder / "tables"
    tables.mkdir(parents=True, exist_ok=True)
    for table, text in tiny.TABLES.items():
        own = text
        if table == "beneficiaries":
            own = own.replace(",children,", ",own-children,").replace(",parents,", ",own-parents,")
            own = own.replace(",educators,", ",own-educators,")
        (tables / f"{table}.csv").write_text(own, encoding="utf-8")
    (tables / "target_groups.csv").write_text(OWN_GROUPS, encoding="utf-8")
    return tables


@pytest.fixture
def tables(own_data: Path) -> Path:
    return write_tables(own_data)


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder that `dashboard serve --data` has made, with nothing in it."""
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "own"))
    staff_of_folder().new_code()
    return tmp_path / "own"


@pytest.fixture
def is_staff(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keeper = staff_of_folder()
    session = keeper.sign_in(keeper.new_code()) or ""
    monkeypatch.setattr(staff, "cookies", lambda: {"reach_staff_8501": session})


@pytest.fixture(autouse=True)
def _new_names_are_sent() -> Iterator[None]:
    """As a browser sends them; the runner knows no name that is not in a list."""

    by_index = Selectbox._widget_state

    def state(box: Selectbox[str]) -> WidgetState:
        if str(box.key).startswith(("figure_", "asked_", "now_")) and isinstance(box.value, str):
            return WidgetState(id=box.id, string_value=box.format_func(box.value))
        return by_index.__get__(box)  # type: ignore[no-any-return]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Selectbox, "_widget_state", property(state))
        yield
