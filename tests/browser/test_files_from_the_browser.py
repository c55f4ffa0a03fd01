"""What leaves the page: a file by a click, a quoted figure by its link, a sheet of paper."""

from __future__ import annotations

import csv
import re
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.app import open_page, wait_until_run_ends


def test_a_file_holds_the_numbers_of_the_page_and_its_link_opens_them_again(
    page: Page, server: str
) -> None:
    open_page(page, server, "counties?lang=en&years=2016")
    page.get_by_role("button", name="Download").first.click()
    wait_until_run_ends(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="CSV", exact=True).click()
    assert re.fullmatch(
        r"reach-by-county-2016-\d{4}-\d\d-\d\d\.csv", waiting.value.suggested_filename
    )
    text = Path(waiting.value.path()).read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    people = {row["label"]: row["people_text"] for row in rows}
    assert people["Iași"] == "160"
    assert rows[0]["filters_text"] == "Filtered by years: 2016."
    page.goto(rows[0]["link"])
    wait_until_run_ends(page)
    expect(page.get_by_text(f"Quoted figure {rows[0]['quote_id']}")).to_be_visible()
    expect(page.get_by_text("Nothing has changed since.")).to_be_visible()


@pytest.mark.parametrize(
    ("lang", "menu", "said"),
    [("en", "Download", "The file is being made …"), ("ro", "Descărcați", "Se creează fișierul …")],
)
def test_a_button_whose_file_is_being_made_says_so(
    page: Page, server: str, lang: str, menu: str, said: str
) -> None:
    open_page(page, server, f"years?lang={lang}")
    page.get_by_role("button", name=menu).first.click()
    wait_until_run_ends(page)
    made = page.get_by_test_id("stDownloadButton").first
    under = "made => getComputedStyle(made, '::after').content"
    assert made.evaluate(under) == "none"
    made.locator("button").evaluate("button => { button.disabled = true; }")  # as Streamlit does
    assert made.evaluate(under) == f'"{said}"'


def test_a_chart_in_another_page_stands_without_the_frame(page: Page, server: str) -> None:
    open_page(page, server, "counties?lang=ro&embed=true")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Cei mai mulți oameni"))
    expect(page.get_by_test_id("stPlotlyChart").first).to_be_visible()
    expect(page.get_by_test_id("stSidebar")).to_have_count(0)
    expect(page.locator(".st-key-filter_box")).to_have_count(0)
    expect(page.get_by_test_id("stSelectbox")).to_have_count(0)
    expect(page.get_by_test_id("stTopNavLink")).to_have_count(0)


def test_paper_shows_the_charts_whole_and_no_widgets(page: Page, server: str) -> None:
    open_page(page, server, "?lang=en")
    expect(page.locator("svg.drawn")).to_have_count(2)
    printed = PdfReader(BytesIO(page.pdf(format="A4")))
    text = "\n".join(sheet.extract_text() for sheet in printed.pages)
    assert "185,000" in text
    assert "190,838" in text
    assert "379,513+" in text
    assert "Find a county" not in text
    assert "Download" not in text


@pytest.mark.parametrize("lang", ["en", "ro"])
def test_the_first_screen_fills_one_sheet_with_its_charts_whatever_the_theme(
    page: Page, server: str, lang: str
) -> None:
    page.emulate_media(color_scheme="dark")
    open_page(page, server, f"?lang={lang}")
    expect(page.locator("svg.drawn")).to_have_count(2)
    (sheet,) = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    text = sheet.extract_text()
    numbers = ("190,000", "185,000", "3,300+", "190,838")
    for number in numbers if lang == "en" else (n.replace(",", ".") for n in numbers):
        assert number in text
    page.emulate_media(media="print", color_scheme="dark")
    bar = page.locator(".bar i").first
    assert bar.evaluate("bar => getComputedStyle(bar).backgroundColor") == "rgb(11, 110, 110)"
    for mark, colour in ((".key i", "backgroundColor"), (".bars path", "fill")):
        drawn = page.locator(mark).first
        assert drawn.evaluate(f"mark => getComputedStyle(mark).{colour}") == "rgb(11, 110, 110)"


def test_a_short_table_is_not_cut_by_the_end_of_a_sheet(page: Page, server: str) -> None:
    open_page(page, server, "years?lang=en")
    page.emulate_media(media="print")
    short = page.locator(".rows", has_text="ALIAT")
    assert short.evaluate("table => getComputedStyle(table).breakInside") == "avoid"
    sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    (last,) = (text for each in sheets if "ALIAT" in (text := each.extract_text()))
    assert "DGASMB" in last
