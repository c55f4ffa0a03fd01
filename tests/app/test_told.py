"""Each page's browser title, and what a pasted link says of it."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.i18n import speaking
from dashboard.ui import data
from dashboard.ui.pages import PAGES, url_path
from dashboard.ui.told import told
from dashboard.web import server
from tests.app.conftest import Open
from tests.app.test_pages import said


def browser_title(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The last title that the page's script asks for."""
    titles: list[str] = []
    monkeypatch.setattr(
        "streamlit.set_page_config", lambda page_title, **_more: titles.append(page_title)
    )
    app.run()
    return titles[-1]


@pytest.mark.parametrize("lang", ["en", "ro"])
@pytest.mark.parametrize("script", [page for page in PAGES if page != "export"])  # says the total
def test_a_page_says_what_its_link_says(open_page: Open, script: str, lang: str) -> None:
    app = open_page(script, lang=lang)
    with speaking(lang):
        _title, finding = told(script, {})
    assert finding in said(app)


def test_each_page_has_its_own_title_with_the_name_and_the_filters(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page("years", county="RO-IS", years="2016")
    title = browser_title(app, monkeypatch)
    assert title == "Years: Iași, 2016 · Social NGOs in Romania"
    with speaking("en"):
        assert len({told(script, {}).title for script in PAGES}) == len(PAGES)


def test_the_link_of_a_project_is_called_as_the_project(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page("projects")
    with data.reading(), speaking("en"):
        project = next(iter(data.known().projects))
        name = data.known().name("projects", project)
    app.query_params["row"] = f"project:{project}"
    title = browser_title(app, monkeypatch)
    assert title == f"{name} · Social NGOs in Romania"
    with speaking("en"):
        assert told("projects", {"row": f"project:{project}"}).title == title
        assert told("projects", {"row": "project:nobody"}).title.startswith("Projects · ")


def test_many_filters_are_cut_in_a_title() -> None:
    counties = "RO-IS,RO-BC,RO-BT,RO-SV,RO-NT,RO-VS,RO-VN,RO-GL,RO-BR,RO-TL,RO-CT"
    with speaking("en"):
        title, finding = told("years", {"county": counties, "group": "nobody-knows"})
    assert len(title) < 120
    assert "… · Social NGOs in Romania" in title
    assert "Filtered by county:" in finding


def test_nothing_is_told_before_the_start_or_without_a_build(
    monkeypatch: pytest.MonkeyPatch, own_data: object
) -> None:
    assert server._told("years", {}, "en") is None
    monkeypatch.setattr(server._START, "_work", type("Done", (), {"done": lambda _self: True})())
    monkeypatch.setenv("DASHBOARD_DATA", "/nowhere")
    assert server._told("years", {}, "en") is None


def test_every_page_has_an_address() -> None:
    assert [url_path(script) for script in PAGES][:3] == ["", "years", "target-groups"]
