"""Own figures: from the example on screen to the first one on the charts, and corrected there."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from dashboard.access.keeping import Staff
from tests.browser.app import expect_no_exception, open_page, wait_until_run_ends
from tests.browser.server import running_server

MOST_ACTIONS = 12  # after the staff link
TABLES: dict[str, str] = {
    "organisations": "organisation_id,name\ncasa,Casa Deschisă\n",
    "sources": "source_id,title,language,document\nreport,Annual report 2025,en,report.pdf\n",
    "beneficiaries": (
        "figure_id,organisation_id,label_ro,target_group_id,area_id,period,people,qualifier,"
        "published_as,basis,from_register,source_id,locator,same_as,part_of\n"
        "centre,casa,Centru de zi,children,RO-IS,2025,491,exact,491,unique,false,report,Page 1,,\n"
        "homework,casa,Teme,children,RO-IS,2025,120,exact,120,unique,false,report,Page 2,,\n"
        "camp,casa,Tabăra,children,RO-IS,2025,60,exact,60,unique,false,report,Page 3,,centre\n"
    ),
}


class Hand:
    """Counts what a person does: each click, and each field that is typed into."""

    def __init__(self, page: Page) -> None:
        self.page, self.actions = page, 0

    def click(self, name: str) -> None:
        self.actions += 1
        self.page.get_by_role("button", name=name).click()
        wait_until_run_ends(self.page)

    def write(self, label: str, text: str) -> None:
        self.actions += 1
        self.page.get_by_label(label).fill(text)

    def name(self, label: str, text: str) -> None:
        """Typed into a list and taken with Enter: one that is there, or a new one."""
        self.actions += 1
        self.page.get_by_role("combobox", name=label).fill(text)
        self.page.keyboard.press("Enter")


def fill_in(hand: Hand) -> None:
    hand.name("Your organisation", "Casa Deschisă")
    hand.write("Who was helped, with what", "Children at the day centre")
    hand.name("Target group", "Children")
    hand.write("How many", "peste 1.000 de copii")
    hand.name("Where", "Iași")
    hand.write("When", "2025")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("own")


@pytest.fixture(scope="module")
def fresh(folder: Path) -> Iterator[str]:
    """A server whose own folder is not there yet."""

    def command(port: int) -> list[str]:
        run = [sys.executable, "-m", "dashboard.cli", "serve", "--port", str(port)]
        return [*run, "--data", str(folder / "reach")]

    with running_server(folder, folder / "log", command) as base:
        yield base


def said_while_running(page: Page, key: str) -> str:
    """What stands under a button that was pressed, as long as the page runs."""
    return str(
        page.locator(f".st-key-{key}").evaluate(
            """button => {
            const app = document.querySelector('[data-test-script-state]');
            const before = app.dataset.testScriptState;
            app.dataset.testScriptState = 'running';
            button.querySelector('button').focus();
            const said = getComputedStyle(button, '::after').content;
            app.dataset.testScriptState = before;
            return said;
        }"""
        )
    )


def test_the_first_figure_is_on_the_charts_in_twelve_actions(
    page: Page, fresh: str, folder: Path
) -> None:
    log = folder / "log"
    open_page(page, fresh, "?lang=en")
    expect(page.get_by_role("link", name="Data", exact=True)).to_have_count(0)
    link = next(word for word in log.read_text().split() if "/staff#" in word)
    page.goto(link)
    expect(page.get_by_label("Code")).to_have_value(link.partition("#")[2])
    assert "#" not in page.url, "the code does not stay in the address"
    hand = Hand(page)
    page.get_by_role("button", name="Sign in").click()
    hand.actions += 1
    page.wait_for_url("**/data*")
    wait_until_run_ends(page)
    expect(page.get_by_text("These are example figures.")).to_be_visible()
    expect(page.get_by_role("button", name="Choose files").last).to_be_visible()
    fill_in(hand)
    hand.click("Show what it changes")
    expect(page.get_by_text("People in all: at least 1,000")).to_be_in_viewport()
    assert said_while_running(page, "accept_form") == '"Being taken in …"'
    hand.click("Accept")
    expect(page.get_by_text("Done: 1 row taken in.")).to_be_in_viewport()
    expect(page.get_by_test_id("stToast")).to_have_count(0)  # it was no one else's doing
    hand.actions += 1
    page.get_by_role("link", name="Overview", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("At least 1,000 people helped")
    expect_no_exception(page)
    assert hand.actions <= MOST_ACTIONS
    assert link.partition("#")[2] not in log.read_text().replace(link, ""), "in no log"
    (kept,) = (folder / "reach" / "staff").iterdir()
    assert kept.name.startswith("session-")


@pytest.fixture
def table(page: Page, fresh: str, folder: Path) -> Path:
    """Figures of another own folder in its place, and their table; the browser is staff's."""
    own = folder / "reach"
    shutil.rmtree(own, ignore_errors=True)
    (own / "tables").mkdir(parents=True)
    for name, text in TABLES.items():
        (own / "tables" / f"{name}.csv").write_text(text, encoding="utf-8")
    code: dict[str, str | float | bool] = {
        "code": Staff(own / "staff").new_code()
    }  # posted as the form does, without its page
    page.request.post(f"{fresh}/staff", form=code, headers={"Origin": fresh}, max_redirects=0)
    return own / "tables" / "beneficiaries.csv"


def accept(dialog: Locator) -> None:
    dialog.get_by_role("button", name="Acceptați").click()
    expect(dialog.get_by_role("button", name="Acceptați")).to_have_count(0)
    expect(dialog.get_by_text("Gata: ")).to_be_in_viewport()
    wait_until_run_ends(dialog.page)  # it opens anew


def tie(dialog: Locator, action: str, n: int) -> None:
    """Say under the n-th figure that it is tied to the day centre."""
    dialog.get_by_role("button", name=action).nth(n).click()
    wait_until_run_ends(dialog.page)
    dialog.get_by_role("combobox").click()
    dialog.page.get_by_role("option", name="Centru de zi: 497, 2025").click()


def test_a_figure_is_corrected_tied_to_another_and_taken_out_behind_its_bar(
    page: Page, fresh: str, table: Path
) -> None:
    open_page(page, fresh, "about?lang=ro&row=county:RO-IS")  # it opens over any page
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Corectați").first.click()
    dialog.get_by_text("L-am scris noi greșit").click()
    dialog.get_by_label("Câți").fill("497")
    dialog.get_by_label("Câți").press("Tab")
    more = "dacă nimeni nu apare în două rapoarte"
    line = f"Persoane în total: cel puțin 491 → 497; 611 → 617 {more}"
    expect(dialog).to_contain_text(line)
    accept(dialog)
    assert ",497,exact,497," in table.read_text(encoding="utf-8")
    tie(dialog, "La fel ca …", 1)
    expect(dialog).to_contain_text("Persoane în total: cel puțin 497 → 120; 617 → 497")
    tie(dialog, "Parte din …", 1)
    expect(dialog).to_contain_text(f"Persoane în total: cel puțin 497; 617 → 497 {more}")
    wait_until_run_ends(page)
    dialog.get_by_role("button", name="Scoateți").first.click()
    expect(dialog).to_contain_text("„Tabăra”, 60, 2025 se sprijină pe „Centru de zi”, 497, 2025.")
    dialog.get_by_role("button", name="Scoateți-le și pe acestea").click()
    expect(dialog).to_contain_text("Persoane în total: cel puțin 497 → 120; 617 → 120")
    accept(dialog)
    expect(dialog).to_contain_text("Gata: 2 rânduri scoase.")
    (left,) = table.read_text(encoding="utf-8").splitlines()[1:]
    assert left.startswith("homework,")
    expect(page.get_by_test_id("stToast")).to_have_count(0)  # it was no one else's doing
    expect_no_exception(page)
