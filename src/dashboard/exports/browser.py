"""One Chromium for all pictures: started at the first one, kept, and stopped with the process."""

from __future__ import annotations

import asyncio
import atexit
from collections.abc import Coroutine
from functools import cache
from threading import Lock, Thread
from typing import Any, Final

from dashboard.errors import DashboardError
from dashboard.i18n import _
from dashboard.paths import PACKAGE

INSTALL: Final = "apt-get install chromium"
_SECONDS = 60  # for one picture, the start of the browser included
_NOWHERE = "127.0.0.1:9"  # a proxy where nobody answers: no request leaves this machine
# Plotly asks for a world map even when every outline is given: here it has an empty one.
_WORLD = PACKAGE / "web" / "static" / "topojson" / "world_110m.json"


def has_browser() -> bool:
    """Whether a Chrome or Chromium is installed here; BROWSER_PATH may name one."""
    from choreographer.browsers.chromium import Chromium

    return Chromium.find_browser(skip_local=False) is not None


def draw(figure: dict[str, Any], form: str, width: int, height: int, scale: float) -> bytes:
    """`figure` as `png` or `svg`; one at a time.

    Raises DashboardError when there is no browser, or when it does not answer.
    """
    if not has_browser():
        message = _("Pictures need Chromium on the server; install it with: {command}")
        raise DashboardError(message.format(command=INSTALL))
    options = {"format": form, "width": width, "height": height, "scale": scale}
    return _browser().draw(figure, options)


def stop() -> None:
    """Stop the browser, if it runs; the next picture starts it again."""
    _browser().stop()


@cache
def _browser() -> _Browser:
    return _Browser()


class _Browser:
    """Kaleido on an event loop in a thread of its own."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._kaleido: Any = None

    def draw(self, figure: dict[str, Any], options: dict[str, Any]) -> bytes:
        """One picture; a browser that has died since the last one is started again."""
        with self._lock:
            for is_last in (self._kaleido is None, True):
                try:
                    return self._drawn(figure, options)
                except Exception as error:
                    self._stop()
                    if is_last or isinstance(error, TimeoutError):
                        message = _("The picture could not be drawn: {details}. Try again.")
                        details = str(error) or type(error).__name__
                        raise DashboardError(message.format(details=details)) from error
        raise AssertionError  # the last try has returned or raised

    def _drawn(self, figure: dict[str, Any], options: dict[str, Any]) -> bytes:
        if self._kaleido is None:
            self._kaleido = self._run(_opened())
            atexit.register(self.stop)  # only now: before the browser's folder goes
        drawn: bytes = self._run(self._kaleido.calc_fig(figure, opts=options))
        return drawn

    def stop(self) -> None:
        with self._lock:
            self._stop()

    def _run(self, work: Coroutine[Any, Any, Any]) -> Any:
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            Thread(target=_serve, args=(self._loop,), name="pictures", daemon=True).start()
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(_SECONDS)

    def _stop(self) -> None:
        if self._loop is None:
            return
        atexit.unregister(self.stop)
        loop, kaleido, self._loop, self._kaleido = self._loop, self._kaleido, None, None
        try:
            if kaleido is not None:
                asyncio.run_coroutine_threadsafe(kaleido.close(), loop).result(_SECONDS)
        finally:
            loop.call_soon_threadsafe(loop.stop)


def _serve(loop: asyncio.AbstractEventLoop) -> None:
    try:
        loop.run_forever()
    finally:
        loop.close()


async def _opened() -> Any:
    from kaleido import Kaleido, PageGenerator  # type: ignore[import-untyped]

    page = PageGenerator(mathjax=False)
    world = _WORLD.read_text(encoding="utf-8")
    page.header += f"<script>PlotlyGeoAssets = {{topojson: {{world_110m: {world}}}}}</script>"
    kaleido = Kaleido(n=1, timeout=_SECONDS, page_generator=page, proxy_server=_NOWHERE)
    await kaleido.open()
    return kaleido
