"""What of the framework's own messages and addresses is taken from a browser: what pages use."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable

from google.protobuf.message import DecodeError
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime.runtime_util import get_max_widget_state_size_bytes

_MESSAGES = {"rerun_script", "stop_script", "app_heartbeat"}
_OPERATIONS = {"deferred_file", "dataframe_chunk"}  # a download; rows of a long table
_UPLOAD = "file_urls_request"
_UPLOADS = re.compile("/_stcore/upload_file(/|$)")
# The state of every session and the length of a run, for whoever asks.
_TOLD_TO_NOBODY = re.compile("/_stcore/(metrics|script-health-check)/?$")

_LOOK_SECONDS = 2  # how soon the socket of a session that was ended is closed

MayUpload = Callable[[Scope], bool]


class OnlyWhatPagesUse:
    """Drops messages, and refuses addresses, that no page has a use for.

    Streamlit takes them from every reader: emptied caches make the server work again and again,
    and uploaded files stay in memory. `may_upload` says of a request or a socket whether files are
    taken from it: the one place to let somebody upload. A socket that may no longer is closed.
    """

    def __init__(self, app: ASGIApp, may_upload: MayUpload) -> None:
        self._app, self._may_upload = app, may_upload

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and self._is_refused(scope):
            await PlainTextResponse("Not Found", 404)(scope, receive, send)
            return
        if scope["type"] == "websocket":
            receive = self._without_unused(scope, receive)
            if self._may_upload(scope):
                await self._until_revoked(scope, receive, send)
                return
        await self._app(scope, receive, send)

    async def _until_revoked(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def close() -> None:
            while self._may_upload(scope):
                await asyncio.sleep(_LOOK_SECONDS)
            await send({"type": "websocket.close", "code": 1008})

        closing = asyncio.create_task(close())
        try:
            await self._app(scope, receive, send)
        finally:
            closing.cancel()

    def _is_refused(self, scope: Scope) -> bool:
        path = scope["path"]
        is_upload = bool(_UPLOADS.search(path)) and not self._may_upload(scope)
        return is_upload or bool(_TOLD_TO_NOBODY.search(path))

    def _without_unused(self, scope: Scope, receive: Receive) -> Receive:
        async def used() -> Message:
            while True:
                message = await receive()
                frame = message.get("bytes") if message["type"] == "websocket.receive" else None
                if frame is None or self._is_taken(frame, scope):
                    return message

        return used

    def _is_taken(self, frame: bytes, scope: Scope) -> bool:
        return is_used(frame) or (is_used(frame, may_upload=True) and self._may_upload(scope))


def is_used(frame: bytes, *, may_upload: bool = False) -> bool:
    """Whether a message is one that the pages have a use for; Streamlit refuses what is none."""
    if len(frame) > get_max_widget_state_size_bytes():
        return True  # too long for Streamlit, which closes the socket
    try:
        message = BackMsg.FromString(frame)
    except DecodeError:
        return True
    kind = message.WhichOneof("type")
    if kind == "backend_operation_request":
        operation = message.backend_operation_request
        return operation.WhichOneof("payload") in _OPERATIONS
    return kind in _MESSAGES or (may_upload and kind == _UPLOAD)
