"""The figures behind a mark, a row or a link: a dialog, opened from wherever they are asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.reach.filters import Filters
from dashboard.ui import opened
from tests.app.conftest import PAGES, Open
from tests.app.test_pages import said


def dialogs(app: AppTest) -> list[str]:
    """The titles of the dialogs that are open."""
    found = []
    blocks = list(app._tree.children[2].children.values())
    while blocks:
        block = blocks.pop()
        blocks += list(getattr(block, "children", {}).values())
        proto = getattr(block, "proto", None)
        if proto and getattr(block, "type", "") == "dialog" and proto.dialog.is_open:
            found.append(proto.dialog.title.replace("\\", ""))
    return found


def test_a_row_of_the_address_opens_its_figures_once(open_page: Open) -> None:
    app = open_page(row="county:RO-IS")
    assert dialogs(app) == ["Iași"]
    assert "One hundred and sixty" in said(app)
    assert "Paragraph on 2016" in said(app)
    assert dialogs(app.run()) == []


def test_a_row_is_found_by_an_id_of_before_and_as_a_file_writes_it(
    tables: Path, open_page: Open
) -> None:
    (tables / "aliases.csv").write_text(
        "kind,text,id\narea,iasi-old,RO-IS\nfigure,old e,e\nfunder,rich,rich-fund\n",
        encoding="utf-8",
    )
    for row in ("county:iasi-old", "county:'RO-IS", "figure:old e", "funder:rich"):
        app = open_page(row=row)
        assert len(dialogs(app)) == 1, row
        assert "which is left out" not in said(app)
        assert "Rich Fund" in dialogs(app) or "Trained" in said(app), row


def test_a_row_that_has_no_figure_opens_nothing_and_is_said(open_page: Open) -> None:
    for row in ("county:RO-XX", "year:<b>", "nothing:x", "figure:"):
        app = open_page(row=row)
        assert not app.exception
        assert dialogs(app) == []
        assert f"which is left out: row={row}" in said(app)


def test_all_rows_are_a_list_and_one_of_them_opens_its_figures(open_page: Open) -> None:
    app = open_page("funders")
    app.button(key="all_funder").click().run()
    assert dialogs(app) == ["People reached, by the funders who contributed"]
    (row,) = [button for button in app.button if "ASSMB" in button.label]
    row.click().run()
    assert "almost 200" in said(app)
    assert "Section on ALIAT, first bullet" in said(app)
    app.button(key="dialog_back").click().run()
    assert any("ASSMB" in button.label for button in app.button)


@pytest.mark.parametrize("script", [page for page in PAGES if page not in ("overview", "about")])
def test_the_first_row_of_every_list_opens(open_page: Open, script: str) -> None:
    app = open_page(script)
    keys = [str(button.key) for button in app.button if str(button.key).startswith("all_")]
    for key in keys:
        app.button(key=key).click().run()
        app.button(key="dialog_row_0").click().run()
        assert not app.exception, key
        assert "stand behind it" in said(app) or "stands behind it" in said(app)


def test_twenty_figures_are_drawn_at_once_and_more_on_demand(tables: Path, open_page: Open) -> None:
    figures = tables / "beneficiaries.csv"
    lines = figures.read_text(encoding="utf-8").splitlines()
    one = next(line for line in lines if line.startswith("e,"))
    more = [one.replace("e,", f"more-{n},", 1) for n in range(60)]
    figures.write_text("\n".join([*lines, *more]) + "\n", encoding="utf-8")
    app = open_page(row="county:RO-IS")
    assert said(app).count("Published as") == 20
    app.button(key="dialog_more").click().run()
    assert said(app).count("Published as") == 61


def test_a_mark_opens_a_figure_of_the_charts_own_filters(open_page: Open) -> None:
    app = open_page("years")
    own = Filters(audiences=("professionals",))
    app.session_state["dialog_shown"] = opened.Shown(own, "year", "2016")
    app.session_state["dialog_wanted"] = True
    app.run()
    assert dialogs(app) == ["2016"]
    assert "professionals" in said(app).casefold()
