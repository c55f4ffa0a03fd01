"""Which page may open a socket to this server."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send


class OwnPagesOnly:
    """Closes sockets that another site's page opens.

    Streamlit would ask an outside service for this machine's address to judge them.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and not _is_own(dict(scope["headers"])):
            await send({"type": "websocket.close", "code": 1008})
            return
        await self._app(scope, receive, send)


def _is_own(headers: Mapping[bytes, bytes]) -> bool:
    """The page that opens the socket came from the host the socket is opened to."""
    origin = headers.get(b"origin")
    return origin is None or urlsplit(origin).netloc == headers.get(b"host")
