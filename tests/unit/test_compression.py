"""Static files, compressed once and kept."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from dashboard.web.compression import (
    BROTLI,
    GZIP,
    Compressed,
    Shelf,
    accepts_gzip,
    best_encoding,
    files_of,
)
from tests.asgi import ask

PLAIN = b"let people = 28;\n" * 1_000


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    (folder / "js").mkdir(parents=True)
    (folder / "js" / "index.a1b2.js").write_bytes(PLAIN)
    (folder / "font.woff2").write_bytes(PLAIN)
    (tmp_path / "secret.js").write_bytes(PLAIN)
    return folder


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "kept"


@pytest.fixture
def app(files: Path, kept: Path) -> ASGIApp:
    return serve(files, kept)


def serve(files: Path, kept: Path) -> ASGIApp:
    """An application as after a start: with nothing in memory."""
    plain = Starlette(routes=[Mount("/static", StaticFiles(directory=files))])
    return Compressed(plain, shelf=lambda: shelf(files, kept))


def shelf(files: Path, kept: Path) -> Shelf:
    return Shelf(files_of(files, "/static", is_hashed=True), kept)


def test_a_client_that_takes_gzip_gets_the_same_file_smaller(app: ASGIApp) -> None:
    answer = ask(app, "/static/js/index.a1b2.js", accept_encoding="gzip")
    assert gzip.decompress(answer.body) == PLAIN
    assert len(answer.body) < len(PLAIN) / 10
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-length"] == str(len(answer.body))
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize("accepted", ["", "identity", "gzip;q=0", "*;q=0.0", "br;q=0"])
def test_a_client_that_takes_no_gzip_gets_the_plain_file(app: ASGIApp, accepted: str) -> None:
    answer = ask(app, "/static/js/index.a1b2.js", accept_encoding=accepted)
    assert answer.body == PLAIN
    assert "content-encoding" not in answer.headers
    assert answer.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize("accepted", ["br", "gzip, deflate, br, zstd", "BR;q=0.1"])
def test_brotli_is_taken_where_it_is_named(accepted: str) -> None:
    assert best_encoding(accepted) is BROTLI


def test_a_browser_gets_the_same_file_smaller_still(app: ASGIApp) -> None:
    address = "/static/js/index.a1b2.js"
    answer = ask(app, address, accept_encoding="gzip, deflate, br, zstd")
    assert pa.Codec("brotli").decompress(answer.body, len(PLAIN), asbytes=True) == PLAIN
    assert answer.headers["content-encoding"] == "br"
    assert answer.headers["etag"] != ask(app, address, accept_encoding="gzip").headers["etag"]


@pytest.mark.parametrize("accepted", ["gzip", "GZip;q=0.5", "br;q=0, gzip ; q=1", "*", "br;q=0,*"])
def test_gzip_is_taken_by_name_or_by_a_star(accepted: str) -> None:
    assert accepts_gzip(accepted)


def test_a_part_of_a_file_is_a_part_of_the_plain_file(app: ASGIApp) -> None:
    answer = ask(app, "/static/js/index.a1b2.js", accept_encoding="gzip", range="bytes=0-9")
    assert (answer.status, answer.body) == (206, PLAIN[:10])


def test_who_has_the_file_is_told_so_and_gets_nothing(app: ASGIApp) -> None:
    address = "/static/js/index.a1b2.js"
    etag = ask(app, address, accept_encoding="gzip").headers["etag"]
    for known in (etag, f'"other", W/{etag}', "*"):
        answer = ask(app, address, accept_encoding="gzip", if_none_match=known)
        assert (answer.status, answer.body, answer.headers["etag"]) == (304, b"", etag)


def test_each_encoding_has_a_tag_of_its_own(app: ASGIApp) -> None:
    address = "/static/js/index.a1b2.js"
    packed = ask(app, address, accept_encoding="gzip").headers["etag"]
    assert ask(app, address).headers["etag"] != packed
    assert ask(app, address, if_none_match=packed).body == PLAIN


def test_the_head_of_a_file_says_all_and_sends_nothing(app: ASGIApp) -> None:
    address = "/static/js/index.a1b2.js"
    head = ask(app, address, "HEAD", accept_encoding="gzip")
    assert head.body == b""
    assert head.headers == ask(app, address, accept_encoding="gzip").headers


def test_what_is_compressed_already_is_left_alone(app: ASGIApp) -> None:
    answer = ask(app, "/static/font.woff2", accept_encoding="gzip")
    assert answer.body == PLAIN
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize("path", ["../secret.js", "js/../../secret.js", "%2e%2e/secret.js"])
def test_no_address_leads_out_of_the_folder(app: ASGIApp, path: str) -> None:
    assert ask(app, f"/static/{path}", accept_encoding="gzip").status == 404


def test_a_second_server_serves_the_copy_that_the_first_has_kept(
    files: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ask(serve(files, kept), "/static/js/index.a1b2.js", accept_encoding="gzip")
    monkeypatch.setattr(gzip, "compress", None)  # cannot be called
    second = ask(serve(files, kept), "/static/js/index.a1b2.js", accept_encoding="gzip")
    assert second == first


def test_a_folder_that_cannot_be_written_costs_the_copy_and_not_the_answer(
    files: Path, tmp_path: Path
) -> None:
    blocked = tmp_path / "a file, not a folder"
    blocked.touch()
    answer = ask(serve(files, blocked / "kept"), "/static/js/index.a1b2.js", accept_encoding="gzip")
    assert gzip.decompress(answer.body) == PLAIN


@pytest.mark.parametrize(
    "damage",
    [b"", gzip.compress(b"other"), gzip.compress(PLAIN)[:-9], PLAIN],
    ids=["empty", "of another", "cut", "not compressed"],
)
def test_a_damaged_copy_is_made_anew(files: Path, kept: Path, damage: bytes) -> None:
    shelf(files, kept).pack("/static/js/index.a1b2.js", GZIP)
    (copy,) = kept.iterdir()
    copy.write_bytes(damage)
    answer = ask(serve(files, kept), "/static/js/index.a1b2.js", accept_encoding="gzip")
    assert gzip.decompress(answer.body) == PLAIN
    assert gzip.decompress(copy.read_bytes()) == PLAIN


def test_a_file_that_changed_is_compressed_anew(files: Path, kept: Path) -> None:
    before = ask(serve(files, kept), "/static/js/index.a1b2.js", accept_encoding="gzip")
    (files / "js" / "index.a1b2.js").write_bytes(PLAIN * 2)
    after = ask(serve(files, kept), "/static/js/index.a1b2.js", accept_encoding="gzip")
    assert gzip.decompress(after.body) == PLAIN * 2
    assert after.headers["etag"] != before.headers["etag"]


def test_copies_unused_for_months_are_removed(files: Path, kept: Path) -> None:
    kept.mkdir()
    (kept / "killed.part").touch()
    os.utime(kept / "killed.part", (0, 0))
    ours = shelf(files, kept)
    ours.pack("/static/js/index.a1b2.js", GZIP)
    ours.tidy()
    assert [path.suffix for path in kept.iterdir()] == [".gz"]


WRITER = """
import sys; from pathlib import Path
from dashboard.web.compression import GZIP, Shelf, files_of
while True:
    for copy in Path(sys.argv[2]).glob("*.gz"): copy.unlink()
    shelf = Shelf(files_of(Path(sys.argv[1]), "/static", is_hashed=True), Path(sys.argv[2]))
    shelf.pack("/static/js/index.a1b2.js", GZIP)
    print("packed", flush=True)
"""


def test_a_server_killed_while_it_writes_leaves_a_whole_copy_or_none(
    files: Path, kept: Path
) -> None:
    command = [sys.executable, "-c", WRITER, str(files), str(kept)]
    for turn in range(4):
        with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            for _packed in range(1 + turn):
                writer.stdout.readline()
            writer.send_signal(signal.SIGKILL)
        assert {gzip.decompress(copy.read_bytes()) for copy in kept.glob("*.gz")} <= {PLAIN}
        answer = ask(serve(files, kept), "/static/js/index.a1b2.js", accept_encoding="gzip")
        assert gzip.decompress(answer.body) == PLAIN
