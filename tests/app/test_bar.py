"""The bar above every page: whose figures, which page, the language, the link and the files."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.ui import look
from tests.app.conftest import Open
from tests.app.test_pages import said

PHONE = "Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/130.0 Mobile Safari/537.36"


def label(block: object) -> str:
    return str(getattr(getattr(block, "proto", None), "label", "")).replace("\\", "")


def name_in_the_bar(open_page: Open, **query: str) -> str:
    (link,) = open_page(**query).get("page_link")
    return label(link)


@pytest.mark.parametrize(
    ("lang", "name"), [("en", "Social NGOs in Romania"), ("ro", "ONG-uri sociale din România")]
)
def test_the_published_figures_have_a_name_in_each_language(
    open_page: Open, lang: str, name: str
) -> None:
    assert name_in_the_bar(open_page, lang=lang) == name


def test_an_organisation_has_the_name_of_its_settings(tables: Path, open_page: Open) -> None:
    settings = tables.parent / "settings.toml"
    settings.write_text('name = "Asociația *Casa* Verde"', encoding="utf-8")
    assert name_in_the_bar(open_page) == "Asociația *Casa* Verde"


def test_a_long_name_gives_way_to_the_short_one(tables: Path, open_page: Open) -> None:
    long = "Federația Organizațiilor Neguvernamentale pentru Copil din România"
    settings = tables.parent / "settings.toml"
    settings.write_text(f'name = "{long}"\nshort_name = "FONPC"', encoding="utf-8")
    assert name_in_the_bar(open_page) == "FONPC"


def test_a_name_cannot_write_into_the_style() -> None:
    hostile = look.style(
        "</style><script>", {"bar-menu": 'Menu"; } </style>'}, "#0B6E6E", "#D3DADA", is_dark=True
    )
    assert "<script>" not in hostile
    assert hostile.count("</style>") == 1
    assert '--bar-menu: "Menu  style"' in hostile


def test_paper_says_the_filters_and_whose_figures_they_are(open_page: Open) -> None:
    text = said(open_page(county="RO-IS"))
    assert "Social NGOs in Romania · Filtered by county: Iași." in text
