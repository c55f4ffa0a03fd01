"""Static files compressed once: held in memory while the server runs, kept between starts."""

from __future__ import annotations

import gzip
import logging
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path
from threading import Lock
from zlib import error as ZlibError  # noqa: N812  the library's name says too little

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# What is text. Fonts and pictures come compressed.
_TEXT = frozenset({".js", ".css", ".json", ".geojson", ".svg"})
_SMALL = 500  # bytes; compressing less saves no packet
_LEVEL = 9
_UNUSED_SECONDS = 60 * 24 * 3600  # copies that no start has used for so long are removed
_HASHED = "public, immutable, max-age=31536000"
_NAMED = "public, max-age=86400"
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Encoding:
    """A way to compress: its name in Accept-Encoding, and the ending of kept copies."""

    name: str
    suffix: str
    pack: Callable[[bytes], bytes]
    unpack: Callable[[bytes, int], bytes]  # of so many bytes when unpacked


@dataclass(frozen=True)
class Static:
    """A file to serve: where it lies, and whether its name changes with what is in it."""

    source: Path
    is_hashed: bool


@dataclass(frozen=True)
class Packed:
    """A compressed file with the headers it is sent with."""

    body: bytes
    headers: Mapping[str, str]


def _brotli(plain: bytes) -> bytes:
    import pyarrow as pa  # the server answers before it is loaded

    packed: bytes = pa.Codec("brotli", compression_level=_LEVEL).compress(plain, asbytes=True)
    return packed


def _unbrotli(packed: bytes, size: int) -> bytes:
    import pyarrow as pa

    plain: bytes = pa.Codec("brotli").decompress(packed, size, asbytes=True)
    return plain


def _gzip(plain: bytes) -> bytes:
    return gzip.compress(plain, _LEVEL, mtime=0)


def _ungzip(packed: bytes, _size: int) -> bytes:
    return gzip.decompress(packed)


GZIP = Encoding("gzip", "gz", _gzip, _ungzip)
BROTLI = Encoding("br", "br", _brotli, _unbrotli)


def files_of(folder: Path, address: str, *, is_hashed: bool) -> dict[str, Static]:
    """The files of a folder that are worth compressing, by the path of their address."""
    return {
        f"{address}/{path.relative_to(folder).as_posix()}": Static(path, is_hashed)
        for path in folder.rglob("*")
        if path.suffix in _TEXT and path.stat().st_size >= _SMALL
    }


class Shelf:
    """Compressed copies of static files.

    `kept` is the folder they are kept in between starts; when it cannot be written, they are made
    anew at each start. A kept copy is used only if it unpacks to exactly what the source holds.
    """

    def __init__(self, files: Mapping[str, Static], kept: Path) -> None:
        self._files = files
        self._kept = kept
        self._packed: dict[tuple[str, Encoding], Packed] = {}
        self._locks = {address: Lock() for address in files}

    def __contains__(self, address: str) -> bool:
        return address in self._files

    def ready(self, address: str, encoding: Encoding) -> Packed | None:
        """The compressed file if it is in memory already."""
        return self._packed.get((address, encoding))

    def pack(self, address: str, encoding: Encoding) -> Packed:
        """The compressed file, made by the first who asks. Raises OSError without its source."""
        with self._locks[address]:
            found = self._packed.get((address, encoding))
            if found is None:
                found = self._make(self._files[address], encoding)
                self._packed[address, encoding] = found
            return found

    def pack_all(self, names: Iterable[str]) -> None:
        """Make the files of these names beforehand, as browsers take them, in this order."""
        addresses = {address.rpartition("/")[2]: address for address in self._files}
        for name in names:
            if name in addresses:
                with suppress(OSError):
                    self.pack(addresses[name], BROTLI)

    def tidy(self) -> None:
        """Remove copies of versions long gone, and what a killed process left half written."""
        with suppress(OSError):
            for path in self._kept.iterdir():
                if time.time() - path.stat().st_mtime > _UNUSED_SECONDS:
                    path.unlink()

    def _make(self, static: Static, encoding: Encoding) -> Packed:
        plain = static.source.read_bytes()
        digest = sha256(plain).hexdigest()[:32]
        # By content: another version of the file has another place, and equal files share one.
        place = self._kept / f"{digest}.{encoding.suffix}"
        body = _unpacking_to(plain, place, encoding)
        if body is None:
            body = encoding.pack(plain)
            _keep(body, place)
        return Packed(body, _headers(static, digest, encoding))


def _unpacking_to(plain: bytes, place: Path, encoding: Encoding) -> bytes | None:
    """The kept copy, unless it is missing, damaged or of something else."""
    try:
        body = place.read_bytes()
        is_right = encoding.unpack(body, len(plain)) == plain
    except (OSError, EOFError, ZlibError):
        return None
    with suppress(OSError):
        os.utime(place)  # used: not to be tidied away
    return body if is_right else None


def _keep(body: bytes, place: Path) -> None:
    """Write the whole file or none, whoever else writes it, and whenever we are stopped."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=place.parent, suffix=".part", delete=False) as part:
            part.write(body)
            part.flush()
            os.fsync(part.fileno())
        Path(part.name).replace(place)
    except OSError as error:
        _LOG.info("Compressed files cannot be kept in %s: %s", place.parent, error.strerror)


def _headers(static: Static, digest: str, encoding: Encoding) -> dict[str, str]:
    kind = guess_type(static.source.name)[0] or "application/octet-stream"
    return {
        "content-type": f"{kind}; charset=utf-8" if kind.startswith("text/") else kind,
        "content-encoding": encoding.name,
        "vary": "Accept-Encoding",
        "etag": f'"{digest}-{encoding.suffix}"',
        "cache-control": _HASHED if static.is_hashed else _NAMED,
    }


class Compressed:
    """Answers for the files on the shelf; everything else goes on to the application.

    `shelf` is called once, when the server starts: only then are its settings known.
    """

    def __init__(self, app: ASGIApp, shelf: Callable[[], Shelf]) -> None:
        self._app = app
        self._shelf = shelf()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        address = scope["path"].removeprefix(scope.get("root_path", ""))
        if address not in self._shelf:
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        packed = None
        encoding = best_encoding(headers.get("accept-encoding", ""))
        if encoding and "range" not in headers:
            packed = await self._find(address, encoding)
        if packed is None:
            await self._app(scope, receive, _varying(send))
            return
        is_known = _names(headers.get("if-none-match", ""), packed.headers["etag"])
        await _send(send, packed, is_known=is_known, is_head=scope["method"] == "HEAD")

    async def _find(self, address: str, encoding: Encoding) -> Packed | None:
        packed = self._shelf.ready(address, encoding)
        if packed is None:
            with suppress(OSError):  # the application says what is wrong with the file
                packed = await to_thread.run_sync(self._shelf.pack, address, encoding)
        return packed


def best_encoding(accepted: str) -> Encoding | None:
    """Brotli where it is asked for by name, which browsers do on lines that nobody alters."""
    if _accepts(accepted, BROTLI.name, "0"):
        return BROTLI
    return GZIP if accepts_gzip(accepted) else None


def accepts_gzip(accepted: str) -> bool:
    """What the header Accept-Encoding says of gzip, by name or by `*`."""
    return _accepts(accepted, GZIP.name, "*")


def _accepts(accepted: str, encoding: str, otherwise: str) -> bool:
    weights = {"0": "0"}
    for part in accepted.lower().split(","):
        name, _semicolon, weight = part.partition(";")
        weights[name.strip()] = weight.replace(" ", "").removeprefix("q=")
    weight = weights.get(encoding, weights.get(otherwise, "0"))
    return weight.strip("0.") != "" or weight == ""


def _names(if_none_match: str, etag: str) -> bool:
    tags = [tag.strip().removeprefix("W/") for tag in if_none_match.split(",")]
    return etag in tags or tags == ["*"]


async def _send(send: Send, packed: Packed, *, is_known: bool, is_head: bool) -> None:
    headers = MutableHeaders(dict(packed.headers))
    if is_known:
        del headers["content-type"], headers["content-encoding"]
    else:
        headers["content-length"] = str(len(packed.body))
    status = 304 if is_known else 200
    body = b"" if is_known or is_head else packed.body
    await send({"type": "http.response.start", "status": status, "headers": headers.raw})
    await send({"type": "http.response.body", "body": body})


def _varying(send: Send) -> Send:
    """Says of the plain file, too, that there is another encoding of it."""

    async def send_varying(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=list(message["headers"]))
            headers.add_vary_header("Accept-Encoding")
            message = {**message, "headers": headers.raw}
        await send(message)

    return send_varying
