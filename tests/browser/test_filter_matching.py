"""What the filter box finds for what is typed, in the browser as on the server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from dashboard.i18n import speaking
from dashboard.paths import content_from_environment
from dashboard.reach.behind import behind
from dashboard.reach.filters import Filters
from dashboard.reach.opening import open_snapshot
from dashboard.reach.options import option_list
from dashboard.words.folding import fold

VECTORS = Path(__file__).parents[1] / "vectors" / "filter_box.json"
SPAN = (2004, 2023)
FIND = """async ({list, counts, texts}) => {
    const {find} = await import('/assets/filter-match.js');
    const options = list.options.map(
        ([id, name, kind, words, mark], at) => ({id, name, kind, words, mark, at}));
    return texts.map(text => {
        const found = find(options, counts, text);
        return {
            rows: found.rows.map(row => row.id), parts: found.parts.map(part => part.id),
            guess: found.isGuess,
        };
    });
}"""


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, dict[str, Any]]]:
    """Options and counts of the published figures, as a browser has them, by language."""
    cache = {"DASHBOARD_CACHE": str(tmp_path_factory.mktemp("cache"))}
    told = {}
    with open_snapshot(content_from_environment(cache)) as snapshot:
        for code in ("en", "ro"):
            with speaking(code):
                text = option_list(snapshot, SPAN)[1]
                counts = behind(snapshot, Filters(), SPAN)
            told[code] = {"list": json.loads(text), "counts": list(counts)}
        yield told


def test_what_is_typed_finds_what_is_meant(
    page: Page, server: str, lists: dict[str, dict[str, Any]]
) -> None:
    page.goto(f"{server}/assets/icon.svg")
    for code, told in lists.items():
        asked = [each for each in json.loads(VECTORS.read_text()) if each["language"] == code]
        texts = [each["typed"] for each in asked]
        found = page.evaluate(FIND, told | {"texts": texts})
        for want, got in zip(asked, found, strict=True):
            first = want.get("first", [])
            assert got["rows"][: len(first)] == first, want
            assert got["parts"] == want.get("parts", []), want
            assert got["guess"] == want.get("guess", want.get("rows") == 0 and got["guess"]), want
            assert not set(want.get("without", [])) & set(got["rows"]), want
            assert len(got["rows"]) == want.get("rows", len(got["rows"])), want


def test_long_and_empty_texts_are_no_trouble(
    page: Page, server: str, lists: dict[str, dict[str, Any]]
) -> None:
    page.goto(f"{server}/assets/icon.svg")
    texts = ["x" * 200, "iasi " * 40, "", "   "]
    long, many, empty, blank = page.evaluate(FIND, lists["en"] | {"texts": texts})
    assert long["rows"] == []
    assert many["rows"][0] == "county=RO-IS"
    assert blank == empty
    assert 20 < len(empty["rows"]) <= 60
    kinds = [each.partition("=")[0] for each in empty["rows"]]
    assert {"county", "group", "programme", "project", "organisation", "funder"} <= set(kinds)


def test_the_browser_folds_letters_as_the_server_does(page: Page, server: str) -> None:
    page.goto(f"{server}/assets/icon.svg")
    letters = [
        chr(n) for n in (*range(0x20, 0x530), *range(0x1E00, 0x2190), *range(0xFB00, 0xFB07))
    ]
    folded = page.evaluate(
        "async all => { const {fold} = await import('/assets/filter-match.js');"
        " return all.map(fold); }",
        letters,
    )
    other = [c for c, text in zip(letters, folded, strict=True) if text != fold(c)]
    assert other == ["ı"]  # which only Turkish has, and Python keeps
