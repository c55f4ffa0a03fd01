"""What a first and a second visit fetch, counted by the browser."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, BrowserContext

from tests.browser.app import new_reader, open_page

MOST_BYTES = 0.2 * 7.7e6  # of Streamlit with Plotly as it comes


def _needed(sent: dict[str, Any]) -> str:
    """The address, or "" for what is fetched for other pages, some time later."""
    is_for_later = sent["request"]["headers"].get("Sec-Purpose") == "prefetch"
    return "" if is_for_later else str(sent["request"]["url"])


def weigh(context: BrowserContext, server: str) -> dict[str, float]:
    """Bytes over the wire by address; nothing for what came from the browser's cache."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    addresses: dict[str, str] = {}
    weights: dict[str, float] = {}
    session.on(
        "Network.requestWillBeSent",
        lambda sent: addresses.update({sent["requestId"]: _needed(sent)}),
    )
    session.on(
        "Network.loadingFinished",
        lambda got: weights.update({addresses[got["requestId"]]: got["encodedDataLength"]}),
    )
    session.send("Network.enable")
    open_page(page, server, "?lang=en")
    page.locator("svg.drawn").first.wait_for()
    page.close()
    weights.pop("", None)
    return weights


def test_a_first_visit_is_light_and_a_second_one_next_to_nothing(
    browser: Browser, server: str
) -> None:
    with new_reader(browser) as context:
        first, second = weigh(context, server), weigh(context, server)
    assert sum(first.values()) < MOST_BYTES
    assert sum(second.values()) < 0.05 * sum(first.values())


def test_plotly_is_asked_for_once_and_before_a_page_with_its_charts_is_known(
    browser: Browser, server: str
) -> None:
    asked = asked_for(browser, server, "years?lang=en")
    (chart,) = [n for n, url in enumerate(asked) if "/PlotlyChart." in url]
    assert chart < asked.index(f"{server}/_stcore/health")


def test_the_first_screen_is_drawn_without_plotly_which_comes_later(
    browser: Browser, server: str
) -> None:
    asked = asked_for(browser, server, "?lang=en")
    charts = [n for n, url in enumerate(asked) if "/PlotlyChart." in url]
    assert all(chart > asked.index(f"{server}/_stcore/health") for chart in charts)


def asked_for(browser: Browser, server: str, address: str) -> list[str]:
    """What a browser that was never there asks for until the page is drawn."""
    with new_reader(browser) as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        open_page(page, server, address)
        return asked
