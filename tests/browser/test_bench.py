"""What the bench waits for, so that a chart that did not change is not called painted."""

import pytest
from playwright.sync_api import Browser, Page

from bench.browsing import (
    CHARTS,
    IS_AT_REST,
    new_page,
    opened_after_click,
    painted_after_click,
    painted_at,
)
from bench.choosing import choose, close_figures, open_figures
from tests.browser.app import TIMEOUT_MS

# A chart of Plotly's, one of ours, and two lists; each width is the number of people.
_PAGE = """data:text/html,<body>
<div data-testid="stApp" data-test-script-state="notRunning" data-test-connection-state="CONNECTED">
<div class="js-plotly-plot"><svg><g class="bars"><path d="M0 0V7"/></g></svg></div>
<div id="lists"></div></div>
<script>
const root = document.getElementById('lists').attachShadow({mode: 'open'});
root.innerHTML = '<div class="panes"><section><svg class="drawn"><g class="bars">' +
    '<path d="M0 0V7"/></g></svg></section>' +
    ('<section><h2>Groups</h2><span class="firm">7</span>' +
    '<span class="bar"><i style="width:7px"></i></span></section>').repeat(2) + '</div>';
</script></body>"""
_CHANGES = {
    "first chart": "document.querySelectorAll('path')[0].setAttribute('d', 'M0 0V8')",
    "second chart": "lists.shadowRoot.querySelector('path').setAttribute('d', 'M0 0V8')",
    "first list's bar": "lists.shadowRoot.querySelectorAll('i')[0].style.width = '8px'",
    "second list's number": "lists.shadowRoot.querySelectorAll('.firm')[1].textContent = '8'",
}
_TWO_FRAMES = "new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))"


@pytest.fixture
def watched(browser: Browser) -> Page:
    page = new_page(browser)
    page.goto(_PAGE.replace("\n", ""))
    page.evaluate(_TWO_FRAMES)
    return page


@pytest.mark.parametrize("missing", _CHANGES)
def test_a_filter_change_is_painted_when_each_of_four_charts_has_changed(
    watched: Page, missing: str
) -> None:
    watched.mouse.click(1, 1)
    for name, change in _CHANGES.items():
        if name != missing:
            watched.evaluate(change)
    watched.evaluate(_TWO_FRAMES)
    assert not watched.evaluate(IS_AT_REST, [CHARTS, 0, True])
    watched.evaluate(_CHANGES[missing])
    assert painted_after_click(watched) > 0


def test_the_overview_has_four_charts_that_a_choice_changes_and_marks_that_open(
    browser: Browser, server: str
) -> None:
    page = new_page(browser)
    page.set_default_timeout(TIMEOUT_MS)
    page.goto(f"{server}/?lang=en")
    assert painted_at(page) > 0
    choose(page, "Alternative Sociale")
    assert painted_after_click(page) > 0
    assert page.evaluate("benchWatch.signs.length") == CHARTS
    open_figures(page)
    assert opened_after_click(page) > 0
    close_figures(page)
