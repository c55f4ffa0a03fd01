"""The folder's own settings, and the copies of documents kept in it."""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path

import pytest

from dashboard.paths import Content
from dashboard.store import FolderSettings, check, fingerprint, open_store
from tests import tiny

PNG = b"\x89PNG\r\n\x1a\n and the rest"
WHOLE = """\
name = "Asociația Casa Verde"
short_name = "Casa Verde"
logo = "logo.png"
language = "ro"
currency = "RON"
year_begins = 9
threshold = 10
licence = "CC BY 4.0"
"""


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return tiny.write(tmp_path / "folder")


def settings(content: Content, text: str) -> list[tuple[str | None, str | None, bool]]:
    (content.tables.parent / "settings.toml").write_text(text, encoding="utf-8")
    return [(p.column, p.value, p.is_error) for p in check(content)]


def test_without_settings_there_are_defaults(content: Content) -> None:
    with open_store(content) as store:
        assert store.settings == FolderSettings()


def test_the_settings_are_kept_with_the_build(content: Content) -> None:
    (content.tables.parent / "logo.png").write_bytes(PNG)
    assert settings(content, WHOLE) == []
    with open_store(content) as store:
        assert store.settings == FolderSettings(
            "Asociația Casa Verde", "Casa Verde", PNG, "image/png", "ro", "RON", 9, 10, "CC BY 4.0"
        )


def test_a_change_of_the_settings_or_the_logo_is_a_new_build(content: Content) -> None:
    logo = content.tables.parent / "logo.png"
    seen = set()
    for step in ("", WHOLE, WHOLE.replace("Verde", "Albă")):
        settings(content, step)
        logo.write_bytes(PNG)
        with open_store(content) as store:
            seen.add((store.build_id, fingerprint(content)))
    logo.write_bytes(PNG + b"more")
    with open_store(content) as store:
        seen.add((store.build_id, fingerprint(content)))
    assert len({build for build, _print in seen}) == len({print_ for _build, print_ in seen}) == 4


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('nam = "x"', [(None, "nam", False)]),
        ("year_begins = 13", [("year_begins", "13", True)]),
        ("year_begins = true", [("year_begins", "True", True)]),
        ("threshold = 7", [("threshold", "7", True)]),
        ('language = "de"', [("language", "de", True)]),
        ('currency = "lei"', [("currency", "lei", True)]),
        ('logo = "none.png"', [(None, "none.png", False)]),
        ('logo = "../logo.png"', [(None, "../logo.png", False)]),
        ("name = ", [(None, None, True)]),
    ],
)
def test_a_wrong_setting_is_told(
    content: Content, text: str, found: list[tuple[str | None, str | None, bool]]
) -> None:
    (content.tables.parent.parent / "logo.png").write_bytes(PNG)
    assert settings(content, text) == found


def test_a_picture_is_known_by_what_it_holds(content: Content) -> None:
    (content.tables.parent / "logo.png").write_bytes(b"<svg onload=alert(1)>")
    assert settings(content, 'logo = "logo.png"') == [(None, "logo.png", False)]


def source(content: Content, **given: str) -> list[tuple[str | None, str | None, bool]]:
    cells = {"source_id": "report", "title": "Report", "language": "ro", "document": "r.pdf"}
    cells |= given
    rows = ",".join(cells), ",".join(cells.values())
    (content.tables / "sources.csv").write_text("\n".join(rows), encoding="utf-8")
    return [(p.column, p.value, p.is_error) for p in check(content)]


def test_a_copy_is_recorded_with_its_checksum(content: Content) -> None:
    copy = content.tables.parent / "copies" / "r.pdf"
    copy.parent.mkdir()
    copy.write_bytes(b"as printed")
    digest = sha256(b"as printed").hexdigest()
    text = "copies/r.pdf"
    assert source(content, stored_copy=text, stored_copy_sha256=digest) == []
    assert source(content, stored_copy=text) == [("stored_copy", text, False)]
    assert digest in str(check(content)[0])
    copy.write_bytes(b"as changed")
    found = source(content, stored_copy=text, stored_copy_sha256=digest)
    assert found == [("stored_copy", text, False)]
    assert source(content, stored_copy=text, stored_copy_sha256="abc")[0][0] == "stored_copy_sha256"


@pytest.mark.parametrize("text", ["../secret.pdf", "/etc/passwd", "copies", "c:/r.pdf", "gone.pdf"])
def test_a_copy_outside_the_folder_is_none(content: Content, text: str) -> None:
    (content.tables.parent / "copies").mkdir()
    (content.tables.parent.parent / "secret.pdf").write_bytes(b"x")
    assert source(content, stored_copy=text) == [("stored_copy", text, False)]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_is_no_copy(content: Content) -> None:
    (content.tables.parent.parent / "secret.pdf").write_bytes(b"x")
    (content.tables.parent / "r.pdf").symlink_to(content.tables.parent.parent / "secret.pdf")
    assert source(content, stored_copy="r.pdf") == [("stored_copy", "r.pdf", False)]


def test_an_address_is_one_on_the_web(content: Content) -> None:
    assert source(content, address="https://example.org/r.pdf#page=4") == []
    assert source(content, address="javascript:alert(1)") == [
        ("address", "javascript:alert(1)", True)
    ]
