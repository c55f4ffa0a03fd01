"""A real Chromium, and when the charts of a page are painted: the same for every app.

A chart counts as painted in the frame in which the paths of its bars (or outlines), Plotly's or
those of an SVG of ours, or the rows of a list with bars in HTML, last changed.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.errors import DashboardError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_ARGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
CHARTS = 4
_WAIT_MS = 120_000  # a limit for what hangs, not for a busy machine
QUIET_MS = 300  # nothing may change for so long; not part of what is measured

# A list of people is a chart drawn in HTML: its marks are the bars and the numbers of its rows. It
# stands in a shadow root, which must be watched by itself and is asked for when it is made.
WATCH = """() => {
  const paths = '.bars path, .choroplethlayer path, .scatterlayer path';
  const marks = '.name, .firm, .soft, .said, .bar i, .bar b';
  const drawn = plot => [...plot.querySelectorAll(paths)]
      .map(path => path.getAttribute('d') + path.style.fill).join('|');
  const listed = list => [...list.querySelectorAll(marks)]
      .map(mark => mark.textContent + mark.getAttribute('style')).join('|');
  const watch = window.benchWatch =
      {clicked: null, painted: null, opened: null, before: [], signs: []};
  const roots = [document];
  const all = selector => roots.filter(root => root === document || root.host.isConnected)
      .flatMap(root => [...root.querySelectorAll(selector)]);
  const charts = () => all('.js-plotly-plot, svg.drawn').map(drawn);
  const lists = () => all('.panes section').map(listed);
  const read = () => [...charts(), ...lists()].filter(s => s);  // a key has no bars
  const isInView = mark => {
    const box = mark.getBoundingClientRect();
    return mark.textContent && box.height && box.top >= 0 && box.bottom <= window.innerHeight;
  };
  const channel = new MessageChannel();
  channel.port1.onmessage = event => { watch[event.data] = performance.now(); };
  let isDue = false;
  const look = () => {
    isDue = false;
    if (watch.opened === null && [...document.querySelectorAll('[role=dialog] p')].some(isInView))
      channel.port2.postMessage('opened');
    const signs = read();
    if (signs.length === watch.signs.length && signs.every((s, n) => s === watch.signs[n])) return;
    watch.signs = signs;
    channel.port2.postMessage('painted');  // handled after this frame
  };
  const observer = new MutationObserver(() => {
    if (!isDue) { isDue = true; requestAnimationFrame(look); }
  });
  const observe = root => observer.observe(root, {
    subtree: true, childList: true, characterData: true, attributes: true,
    attributeFilter: ['d', 'style']});
  observe(document);
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (...how) {
    const root = attach.apply(this, how);
    roots.push(root);
    observe(root);
    return root;
  };
  document.addEventListener('pointerdown', () => {
    watch.clicked = performance.now(); watch.before = watch.signs;
    watch.painted = watch.opened = null;
  }, true);
}"""

IS_AT_REST = """([charts, quietMs, isChange]) => {
  const watch = window.benchWatch;
  const app = document.querySelector('[data-testid="stApp"]');
  const isNew = !isChange || watch.signs.every((s, n) => s !== watch.before[n]);
  const isAtRest = app?.dataset.testScriptState === 'notRunning'
      && app.dataset.testConnectionState === 'CONNECTED'
      && !document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]')
      && watch.signs.length >= charts && watch.painted !== null;
  return isAtRest && isNew && performance.now() - watch.painted >= quietMs;
}"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium. Raises DashboardError without Playwright or without a browser."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        message = "Measuring in a browser needs Playwright; install it with: {command}"
        raise DashboardError(message.format(command='pip install -e ".[dev]"')) from error
    with sync_playwright() as playwright:
        path = _found(Path(playwright.chromium.executable_path))
        browser = playwright.chromium.launch(executable_path=str(path), args=_launch_args())
        try:
            yield browser
        finally:
            browser.close()


def new_page(browser: Browser) -> Page:
    """An empty page of a visitor who was never there, on a laptop, in English."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, locale="en-GB", reduced_motion="reduce"
    )
    page = context.new_page()
    page.add_init_script(f"({WATCH})()")
    return page


def painted_after_click(page: Page) -> float:
    """Milliseconds from the last click until the last chart was painted anew."""
    _wait(page, is_change=True)
    taken: float = page.evaluate("benchWatch.painted - benchWatch.clicked")
    return taken


def opened_after_click(page: Page) -> float:
    """Milliseconds from the last click until words of a dialog were painted in view."""
    page.wait_for_function("benchWatch.opened !== null", timeout=_WAIT_MS, polling=50)
    taken: float = page.evaluate("benchWatch.opened - benchWatch.clicked")
    return taken


def painted_at(page: Page) -> float:
    """The time of day (seconds) at which the last chart of a page just opened was painted."""
    _wait(page, is_change=False)
    return float(page.evaluate("performance.timeOrigin + benchWatch.painted")) / 1000


def _wait(page: Page, *, is_change: bool) -> None:
    asked = [CHARTS, QUIET_MS, is_change]
    page.wait_for_function(IS_AT_REST, arg=asked, timeout=_WAIT_MS, polling=50)


def _found(playwrights_own: Path) -> Path:
    named = [os.environ.get("CHROMIUM", ""), str(playwrights_own), *_NAMES]
    found = next(filter(None, (shutil.which(name) for name in named if name)), None)
    if found is None:
        message = "Measuring in a browser needs Chromium; install it with: {command}"
        raise DashboardError(message.format(command="apt-get install chromium"))
    return Path(found)


def _launch_args() -> list[str]:
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*_ARGS, *(["--no-sandbox"] if is_root else [])]
