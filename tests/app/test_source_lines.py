"""How many figures of how many documents stand behind a page, and the way to each document."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.conftest import Open
from tests.app.test_pages import said

_LONG = "Report " + "of a year " * 12 + "<script>alert(1)</script>"


@pytest.mark.parametrize(
    ("lang", "line"),
    [("en", "22 figures from 4 documents"), ("ro", "22 de cifre din 4 documente")],
)
def test_the_sources_are_one_line_that_opens_the_documents(
    open_page: Open, lang: str, line: str
) -> None:
    app = open_page("years", lang=lang)
    popovers = [each.proto.popover.label for each in app.get("popover")]
    assert line in [label.replace("\\", "") for label in popovers]


def test_each_document_is_listed_with_its_figures_and_places(open_page: Open) -> None:
    text = said(open_page("counties", county="RO-B", audience="professionals"))
    assert "1 figure; Section on ALIAT, first bullet" in text


def test_a_document_with_an_address_opens_at_its_page(open_page: Open, tables: Path) -> None:
    path = tables / "sources.csv"
    named = path.read_text(encoding="utf-8").replace("Annual report 2016", _LONG)
    header, row = named.splitlines()
    path.write_text(f"{header},address\n{row},https://ngo.example/r.pdf\n", encoding="utf-8")
    written = [block.value for block in open_page("years").markdown]
    (line,) = [text for text in written if "https://ngo.example/r.pdf)" in text]
    assert "](https://ngo.example/r.pdf#page=" in line
    assert "<script>" not in line
