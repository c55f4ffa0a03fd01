"""A server takes of Streamlit's own messages and addresses no more than its pages use."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener, urlopen

import psutil
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed

from bench.protocol import Session, session
from dashboard.access.keeping import staff_of_folder
from dashboard.web.allowed import is_used
from tests.asgi import apart
from tests.browser.server import running_server


def browser_sends(**fields: Any) -> BackMsg:
    return BackMsg(**fields)


_UNUSED = (
    browser_sends(clear_cache=True),
    browser_sends(set_run_on_save=True),
    browser_sends(load_git_info=True),
    browser_sends(debug_shutdown_runtime=True),
    browser_sends(debug_disconnect_websocket=True),
    browser_sends(file_urls_request={"request_id": "1", "file_names": ["a.csv"]}),
    browser_sends(backend_operation_request={"request_id": "1", "install_skills": {}}),
    browser_sends(),
)
_USED = (
    browser_sends(rerun_script={"query_string": "lang=en"}),
    browser_sends(stop_script=True),
    browser_sends(app_heartbeat=True),
    browser_sends(backend_operation_request={"request_id": "1", "deferred_file": {"file_id": "f"}}),
    browser_sends(backend_operation_request={"request_id": "1", "dataframe_chunk": {}}),
)


def kind_of(message: BackMsg) -> str:
    return message.backend_operation_request.WhichOneof("payload") or str(
        message.WhichOneof("type")
    )


@pytest.mark.parametrize("message", _UNUSED, ids=kind_of)
def test_a_message_that_no_page_uses_is_dropped(message: BackMsg) -> None:
    assert not is_used(message.SerializeToString())


@pytest.mark.parametrize("message", _USED, ids=kind_of)
def test_a_message_that_pages_use_is_taken(message: BackMsg) -> None:
    assert is_used(message.SerializeToString())


def test_addresses_of_files_are_given_to_those_alone_who_may_upload() -> None:
    asked = browser_sends(file_urls_request={"request_id": "1", "file_names": ["a.csv"]})
    assert is_used(asked.SerializeToString(), may_upload=True)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("server")
    with running_server(folder, folder / "log") as running:
        urlopen(f"{running}/api/figures.json").close()  # answered once the server has started
        yield running


def in_a_session(base: str, work: Callable[[Session], Awaitable[None]]) -> None:
    async def visit() -> None:
        async with session(base) as reader:
            await reader.rerun("lang=en")
            await work(reader)

    apart(asyncio.run, visit())


def test_unused_messages_leave_the_server_as_it_was(base: str) -> None:
    """Three hundred of them, with runs between as a page makes them."""

    async def work(reader: Session) -> None:
        for _turn in range(3):
            for _time in range(100):
                for message in _UNUSED:
                    await reader.socket.send(message.SerializeToString())
            await reader.rerun("lang=en")

    in_a_session(base, work)  # the first of all loads what the pages need
    (before,) = memory_of_servers(base)
    in_a_session(base, work)
    (after,) = memory_of_servers(base)
    assert after < 1.1 * before


def test_a_reader_is_given_no_address_for_a_file(base: str) -> None:
    files = browser_sends(file_urls_request={"request_id": "1", "file_names": ["a.csv"]})
    # Answered in any case, and after what was sent before.
    later = browser_sends(backend_operation_request={"request_id": "2", "deferred_file": {}})

    async def work(reader: Session) -> None:
        for message in (files, later):
            await reader.socket.send(message.SerializeToString())
        kinds: list[str] = []
        while "backend_operation_response" not in kinds:
            told = ForwardMsg.FromString(await reader.socket.recv())
            kinds.append(str(told.WhichOneof("type")))
        assert "file_urls_response" not in kinds

    in_a_session(base, work)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS"])
def test_no_file_is_taken_by_its_address(base: str, method: str) -> None:
    asked = Request(f"{base}/_stcore/upload_file/some/file", b"x", method=method)
    with pytest.raises(HTTPError, match="404"):
        urlopen(asked)


class KeepsWhereItIs(HTTPRedirectHandler):
    def redirect_request(self, *_given: Any) -> None:
        return None


def staff_cookie(base: str) -> str:
    """The cookie of a session that a new link was exchanged for."""
    code = staff_of_folder().new_code()
    asked = Request(f"{base}/staff", f"code={code}".encode(), {"Origin": base})
    status, cookie = answered(asked)
    assert status == 303
    return cookie.partition(";")[0]


def answered(asked: Request) -> tuple[int, str]:
    """The status, and the cookie that is set with it."""
    try:
        with build_opener(KeepsWhereItIs).open(asked) as answer:
            return answer.status, str(answer.headers["Set-Cookie"])
    except HTTPError as error:
        with error:
            return error.code, str(error.headers["Set-Cookie"])


def sent(address: str, cookie: str) -> int:
    """The status of a file sent to an address."""
    return answered(Request(address, b"x", {"Cookie": cookie}, method="PUT"))[0]


def test_staff_are_given_an_address_for_a_file_until_their_session_is_ended(base: str) -> None:
    cookie = staff_cookie(base)
    files = browser_sends(file_urls_request={"request_id": "1", "file_names": ["a.csv"]})

    async def until_closed(staff: Session) -> None:
        while True:
            await staff.socket.recv()

    async def visit() -> str:
        async with session(base, cookie) as staff:
            await staff.rerun("lang=en")
            await staff.socket.send(files.SerializeToString())
            told = ForwardMsg()
            while told.WhichOneof("type") != "file_urls_response":
                told = ForwardMsg.FromString(await staff.socket.recv())
            staff_of_folder().revoke()
            with pytest.raises(ConnectionClosed):
                await until_closed(staff)
            return str(told.file_urls_response.file_urls[0].upload_url)

    address = base + apart(asyncio.run, visit())
    assert sent(address, cookie) == 404


def test_a_file_is_taken_from_staff_alone(base: str) -> None:
    cookie = staff_cookie(base)
    asked = f"{base}/_stcore/upload_file/some/file"
    assert sent(asked, cookie + "x") == 404
    assert sent(asked, cookie) in (400, 403), "Streamlit's own word: no such session, no token"


@pytest.mark.parametrize("path", ["metrics", "script-health-check"])
def test_the_state_of_the_sessions_is_told_to_nobody(base: str, path: str) -> None:
    with pytest.raises(HTTPError, match="404"):
        urlopen(f"{base}/_stcore/{path}")


def memory_of_servers(base: str) -> list[float]:
    """Megabytes of the process that serves at this address."""
    port = int(base.rsplit(":", 1)[1])
    return [
        psutil.Process(found.pid).memory_info().rss / 2**20
        for found in psutil.net_connections("tcp")
        if found.pid and found.status == "LISTEN" and found.laddr.port == port
    ]
