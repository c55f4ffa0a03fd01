"""A reader without a browser: Streamlit's own messages over a socket.

Each message to the server is a BackMsg; what comes back is a row of ForwardMsg, the last of which
says that the script has finished.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

SECONDS = 30  # a rerun that takes longer is a lost session


class SessionLostError(Exception):
    """The server closed the socket."""


@dataclass(slots=True)
class Session:
    """One reader of one page. `widgets`: the ids of the select boxes seen, by their label."""

    base: str
    socket: ClientConnection
    widgets: dict[str, str] = field(default_factory=dict)

    async def rerun(self, query: str = "", chosen: tuple[str, str] | None = None) -> float:
        """Seconds from asking for a run until the script has finished.

        `query` is the query string of the page's address; `chosen` the label of a select box and
        the option chosen in it. Raises SessionLostError when the socket closes on the way.
        """
        message = self._message(query, chosen)
        begun = time.perf_counter()
        try:
            await self.socket.send(message)
            while not self._is_end(await self.socket.recv()):
                pass
        except ConnectionClosed as error:
            raise SessionLostError(str(error)) from error
        return time.perf_counter() - begun

    def vanish(self) -> None:
        """Break the line without a word."""
        self.socket.transport.abort()

    def _message(self, query: str, chosen: tuple[str, str] | None) -> bytes:
        asked = BackMsg()
        state = asked.rerun_script
        state.query_string = query
        state.context_info.timezone = "Europe/Bucharest"
        state.context_info.locale = "en"
        state.context_info.url = f"{self.base}/"
        if chosen:
            label, option = chosen
            state.widget_states.widgets.add(id=self.widgets[label], string_value=option)
        written: bytes = asked.SerializeToString()
        return written

    def _is_end(self, data: Any) -> bool:
        message = ForwardMsg.FromString(data)
        kind = message.WhichOneof("type")
        if kind == "delta":
            self._keep_widget(message)
        return bool(kind == "script_finished")

    def _keep_widget(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        if element.WhichOneof("type") == "selectbox":
            self.widgets[element.selectbox.label] = element.selectbox.id


@asynccontextmanager
async def session(base: str, cookies: str = "") -> AsyncIterator[Session]:
    """An open session of the server at `base`; nothing has run yet."""
    address = base.replace("http", "ws", 1) + "/_stcore/stream"
    # Sent as the browser sends it; no Origin: the dashboard closes those of other pages.
    async with connect(
        address,
        subprotocols=[Subprotocol("streamlit")],
        additional_headers={"Cookie": cookies} if cookies else None,
        max_size=None,
        compression=None,
        open_timeout=SECONDS,
        close_timeout=1,
        ping_interval=None,  # browsers send none
    ) as socket:
        yield Session(base, socket)
