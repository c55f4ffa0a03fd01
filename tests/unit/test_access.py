"""Staff come in by a link for one use; everybody else is a reader."""

from __future__ import annotations

import stat
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette

from dashboard.access.keeping import Staff, is_staff
from dashboard.access.routes import Door
from dashboard.web.front_page import FrontPage
from tests.app.test_pages import words
from tests.asgi import Answer, ask

PORT = 8501
OWN = "https://reach.example"


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def staff(tmp_path: Path, clock: Clock) -> Staff:
    return Staff(tmp_path / "own" / "staff", clock)


@pytest.fixture
def app(staff: Staff) -> Starlette:
    return served(staff)


def served(staff: Staff, base: str = "", language: str = "en") -> Starlette:
    return Starlette(routes=Door(staff, lambda: PORT, lambda: base, lambda _r: language).routes())


def post(app: Starlette, code: str, **headers: str) -> Answer:
    body = f"code={code}".encode()
    sent: Any = {"origin": OWN} | headers
    return ask(app, "/staff", "POST", body=body, **sent)


def session_of(answer: Answer) -> str:
    return SimpleCookie(answer.headers["set-cookie"])[f"reach_staff_{PORT}"].value


def test_a_look_at_the_link_uses_nothing_up(app: Starlette, staff: Staff) -> None:
    code = staff.new_code()
    for _time in range(3):
        page = ask(app, "/staff")
        assert (page.status, "set-cookie" in page.headers) == (200, False)
        assert '<form method="post"' in page.text
    assert post(app, code).status == 303


def test_a_code_is_exchanged_for_a_session_once(app: Starlette, staff: Staff) -> None:
    code = staff.new_code()
    first, second = post(app, code), post(app, code)
    assert (first.status, first.headers["location"]) == (303, "/data")
    assert staff.knows(session_of(first))
    assert (second.status, "set-cookie" in second.headers) == (403, False)
    assert "This code is not known" in second.text


def test_the_cookie_is_shown_to_no_script_and_to_no_other_site(
    app: Starlette, staff: Staff
) -> None:
    cookie = post(app, staff.new_code()).headers["set-cookie"]
    assert cookie.startswith(f"reach_staff_{PORT}=")
    assert set(cookie.lower().split("; ")[1:]) == {
        *("httponly", "samesite=strict", "path=/", "max-age=43200", "secure")
    }


def test_the_cookie_is_of_the_path_all_pages_lie_under(staff: Staff) -> None:
    answer = post(served(staff, "/reach"), staff.new_code())
    assert "Path=/reach;" in answer.headers["set-cookie"]
    assert answer.headers["location"] == "/reach/data"


def test_a_code_lasts_ten_minutes(app: Starlette, staff: Staff, clock: Clock) -> None:
    code, other = staff.new_code(), staff.new_code()
    clock.now += 599
    assert post(app, code).status == 303
    clock.now += 1
    assert post(app, other).status == 403


def test_a_session_lasts_twelve_hours(app: Starlette, staff: Staff, clock: Clock) -> None:
    cookies = {f"reach_staff_{PORT}": session_of(post(app, staff.new_code()))}
    clock.now += 12 * 3600 - 1
    assert is_staff(staff, cookies, PORT)
    assert not is_staff(staff, cookies, PORT + 1)
    clock.now += 1
    assert not is_staff(staff, cookies, PORT)


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "", "https://reach.example:1"])
def test_a_code_is_taken_from_the_own_page_alone(app: Starlette, staff: Staff, origin: str) -> None:
    code = staff.new_code()
    assert post(app, code, origin=origin).status == 403
    assert post(app, code).status == 303


def test_revoking_ends_sessions_and_links_at_once(app: Starlette, staff: Staff) -> None:
    session, unused = session_of(post(app, staff.new_code())), staff.new_code()
    staff.revoke()
    assert not staff.knows(session)
    assert post(app, unused).status == 403


def test_after_ten_wrong_codes_one_a_minute_is_looked_at(
    app: Starlette, staff: Staff, clock: Clock
) -> None:
    assert [post(app, "wrong").status for _time in range(11)] == [403] * 10 + [429]
    code = staff.new_code()
    assert post(app, code).status == 429
    clock.now += 60
    assert post(app, "wrong").status == 403
    clock.now += 59
    assert post(app, code).status == 429
    clock.now += 1
    assert post(app, code).status == 303
    assert post(app, "wrong").status == 403, "who came in starts anew"


def test_only_hashes_are_kept_and_for_nobody_else_to_read(
    app: Starlette, staff: Staff, tmp_path: Path
) -> None:
    code = staff.new_code()
    session = session_of(post(app, staff.new_code()))
    folder = tmp_path / "own" / "staff"
    files = list(folder.iterdir())
    assert len(files) == 2
    assert [stat.S_IMODE(path.stat().st_mode) for path in (folder, *files)] == [0o700, 0o600, 0o600]
    kept = " ".join(f"{path.name} {path.read_text()}" for path in files)
    assert code not in kept
    assert session not in kept


def test_every_answer_is_kept_nowhere_framed_nowhere_and_refers_to_nobody(
    app: Starlette, staff: Staff
) -> None:
    answers = (ask(app, "/staff"), post(app, staff.new_code()), post(app, "wrong"))
    for answer in answers:
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-frame-options"] == "DENY"
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "body", [b"", b"code=", b"\xff\xfe", b"code=../../x", b"code=" + b"a" * 100_000]
)
def test_what_is_no_code_is_refused(app: Starlette, body: bytes) -> None:
    assert ask(app, "/staff", "POST", body=body, origin=OWN).status == 403


def test_a_session_is_no_path(staff: Staff, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "far").write_text("9999999999")
    assert not staff.knows("/../../far")
    assert not is_staff(staff, {f"reach_staff_{PORT}": ""}, PORT)


def test_the_form_is_no_page_of_streamlit_s(staff: Staff) -> None:
    app = FrontPage(served(staff), lambda: "", lambda: "", lambda *_asked: None)
    answer = ask(app, "/staff", accept="text/html")
    assert (answer.status, '<form method="post"' in answer.text) == (200, True)


def test_the_form_speaks_romanian(staff: Staff) -> None:
    text = words(ask(served(staff, language="ro"), "/staff").text)
    assert text == (
        "Intrare pentru personal Intrare pentru personal "
        "Linkul funcționează o singură dată, timp de zece minute. Codul Intră"
    )
