"""Pages in one language, of tables that have all their texts in the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from dashboard.i18n import language
from dashboard.paths import Content
from dashboard.reach.opening import Live
from dashboard.ui import data
from tests.app.conftest import PAGES, Open
from tests.unit.test_one_language import in_one_language


@pytest.fixture(scope="module")
def in_romanian(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """Tables whose every text is Romanian, the reference ones too."""
    return in_one_language(tmp_path_factory.mktemp("romanian"), "ro")


@pytest.fixture
def romanian(monkeypatch: pytest.MonkeyPatch, in_romanian: Content) -> Iterator[None]:
    live = Live(lambda: in_romanian)
    monkeypatch.setattr(data, "_LIVE", live)
    yield
    live.close()


@pytest.mark.usefixtures("romanian")
@pytest.mark.parametrize("script", PAGES)
def test_a_page_marks_every_text_of_the_other_language(open_page: Open, script: str) -> None:
    app = open_page(script, lang="en")
    assert not app.exception, app.exception
    drawn = "\n".join(str(node.proto) for node in _nodes(app._tree))
    found = re.findall(r"Qz\d\d.{0,8}", drawn)
    assert found or script in ("years",)
    bare = [text for text in found if not re.match(r"Qz\d\d[\\ \xa0]*\(ro|Qz\d\d \\+\(ro", text)]
    assert bare == []


def _nodes(block: object) -> list[Any]:
    children = getattr(block, "children", {})
    below = [node for child in children.values() for node in _nodes(child)]
    return below + ([block] if getattr(block, "proto", None) is not None else [])


@pytest.mark.parametrize("lang", ["en", "ro"])
def test_who_comes_while_the_server_opens_its_build_waits_in_the_language_of_the_address(
    open_page: Open, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    spoken: list[str] = []

    class Opening:
        def is_set(self) -> bool:
            return bool(spoken)

        def wait(self) -> None:
            spoken.append(language())

    monkeypatch.setattr(data, "_READY", Opening())
    assert not open_page(lang=lang).exception
    assert spoken == [lang]
