"""The folder's own settings, and the copies of documents kept in it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from dashboard.paths import Content
from dashboard.store import FolderSettings, check, fingerprint, open_store
from tests import tiny


def picture(form: str = "PNG", size: tuple[int, int] = (40, 20), **more: Any) -> bytes:
    written = BytesIO()
    Image.new("RGB", size, "teal").save(written, form, **more)
    return written.getvalue()


PNG = picture()
WHOLE = """\
name = "Asociația Casa Verde"
short_name = "Casa Verde"
logo = "logo.png"
language = "ro"
currency = "RON"
year_begins = 9
threshold = 10
licence = "CC BY 4.0"
address = "https://figures.example.org"
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
        logo = store.settings.logo
        assert store.settings == FolderSettings(
            "Asociația Casa Verde",
            "Casa Verde",
            logo,
            "ro",
            "RON",
            9,
            10,
            "CC BY 4.0",
            "https://figures.example.org",
        )
    assert Image.open(BytesIO(logo)).size == (40, 20)


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


@pytest.mark.parametrize(
    "drawn",
    [
        lambda: b"<svg onload=alert(1)>",
        lambda: PNG[:60],
        lambda: b"\x89PNG\r\n\x1a\n and the rest",
        lambda: picture("GIF"),
        lambda: picture(size=(5000, 4001)),
        lambda: PNG + bytes(2_000_000),
    ],
    ids=["drawing", "cut off", "only begun", "GIF", "20 megapixels", "2 MB"],
)
def test_a_picture_is_known_by_what_it_holds(content: Content, drawn: Callable[[], bytes]) -> None:
    (content.tables.parent / "logo.png").write_bytes(drawn())
    assert settings(content, 'logo = "logo.png"') == [(None, "logo.png", False)]


def test_a_logo_is_kept_small_and_without_what_a_camera_wrote(content: Content) -> None:
    exif = Image.Exif()
    exif[0x010E] = "Strada Florilor 5"
    photo = picture("JPEG", (1600, 400), exif=exif)
    assert b"Florilor" in photo
    (content.tables.parent / "logo.png").write_bytes(photo)
    assert settings(content, 'logo = "logo.png"') == []
    with open_store(content) as store:
        logo = store.settings.logo
    assert b"Florilor" not in logo
    assert (Image.open(BytesIO(logo)).format, Image.open(BytesIO(logo)).size) == ("PNG", (800, 200))


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
