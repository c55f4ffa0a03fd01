"""No exact count of the register leaves the server, and nobody looks like four people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.applications import Starlette

from dashboard import privacy
from dashboard.api import routes
from dashboard.api.parameters import Question
from dashboard.cli import main
from dashboard.counting import Counted
from dashboard.paths import PACKAGE
from dashboard.reach import register
from dashboard.reach.breakdowns import reach_by, reach_total
from dashboard.reach.dimensions import BREAKDOWN_NAMES
from dashboard.reach.filters import EVERYBODY, SERVER, Filters
from dashboard.reach.opening import open_snapshot
from dashboard.reach.register import counted_rows
from dashboard.reach.snapshot import Snapshot
from tests import registers
from tests.asgi import ask
from tests.registers import people, told, write

# 1,232 teachers of Iași and 4 parents of Bacău in 2016, 2 teachers in 2015. What is told ends in
# 0, 4, 5 or 9: none of these numbers does.
TELL_TALES = {"1232", "1236", "1238", "7907", "7913", "7919"}
PARENTS = "day-centre,parents,RO-BC"
EARLY = "teachers,parents,RO-BC"


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return told(
        write(
            tmp_path_factory.mktemp("telling") / "own",
            people("t", 1232, 7907),
            people("p", 4, 6, PARENTS),
            people("e", 2, 6, year=2015),
        )
    )


def test_the_counts_are_there_as_ranges(doors: dict[str, str]) -> None:
    total = next(text for name, text in doors.items() if name.startswith("json county {}"))
    assert '"counted_text": "1,230 – 1,244"' in total
    assert '"services_text": "6,150+"' in total


def test_no_exact_count_leaves_by_any_door(doors: dict[str, str]) -> None:
    assert len(doors) > 140
    telling = {name: registers.numbers(text) & TELL_TALES for name, text in doors.items()}
    assert {name: found for name, found in telling.items() if found} == {}


def test_the_tell_tales_would_be_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = write(tmp_path / "own", people("t", 1232, 7907))
    monkeypatch.setattr("dashboard.commands.content_from_environment", lambda: content)
    printed = CliRunner().invoke(main, ["figures", "--by", "year", "--exact"])
    assert printed.exit_code == 0, printed.output
    assert {"1232", "7907"} <= registers.numbers(printed.stdout)


# Each adds four people, with one service each, where otherwise nobody is; and how to ask for them.
HIDDEN = {
    "county and group": (EARLY, 2016, {"county": "RO-BC", "group": "parents"}),
    "year of a county": (EARLY, 2015, {"county": "RO-BC", "years": "2015"}),
    "group of a county": ("teachers,children,RO-CJ", 2016, {"county": "RO-CJ"}),
    "project of a county": ("teachers,children,RO-CJ", 2016, {"project": "teachers"}),
}


def _with_few(folder: Path, few: int, of: str, year: int) -> Snapshot:
    early = people("e", 10, 20, year=2015)
    lines = people("t", 1230, 7910), early, people("few", few, few, of, year=year)
    return open_snapshot(write(folder, *lines))


@pytest.fixture(scope="module")
def with_nobody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    with _with_few(tmp_path_factory.mktemp("nobody"), 0, EARLY, 2016) as snapshot:
        yield snapshot


@pytest.mark.parametrize("cell", HIDDEN)
def test_nobody_and_four_people_look_the_same(
    with_nobody: Snapshot, tmp_path: Path, cell: str
) -> None:
    of, year, query = HIDDEN[cell]
    filters, row = Filters.from_query(query)[0], of.split(",")[2]
    with _with_few(tmp_path, 4, of, year) as with_four:
        told_of = {counted_rows(s, filters, "county")[row] for s in (with_nobody, with_four)}
    assert told_of == {Counted(0, 14, is_hidden=True)}


@pytest.mark.usefixtures("one_moment")
def test_with_the_draws_held_still_all_doors_depend_on_steps_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody or four among 60: the same order of rows, shapes, colours, files and their sizes."""
    monkeypatch.setattr(privacy, "_drawn", lambda _question, _people: 1)
    nobody, four = (
        told(write(tmp_path / str(few), people("t", 60, 200), people("f", few, few, EARLY)))
        for few in (0, 4)
    )
    assert {door for door in nobody if nobody[door] != four[door]} == set()


ADDRESSES = (
    *("figures.json?county=RO-BC", "figures.json?county=RO-XX", "figures.json?row=county:RO-BC"),
    *("records.json?row=RO-BC&by=county", "figures.csv?by=year&county=RO-BC", "nothing.json"),
    *("figures.json?group=parents&by=sex", "report.xlsx", "figures.json?by=age&years=2016"),
)


@pytest.mark.usefixtures("one_moment")
def test_statuses_headers_and_errors_depend_on_steps_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(privacy, "_drawn", lambda _question, _people: 1)
    seen = []
    for few in (0, 4):
        there = people("t", 60, 200), people("f", few, few, EARLY)
        with open_snapshot(write(tmp_path / str(few), *there)) as snapshot:
            seen.append([_seen(snapshot, address) for address in ADDRESSES])
    assert seen[0] == seen[1]
    assert {status for status, *_rest in seen[0]} == {200, 400, 404}


def _seen(snapshot: Snapshot, address: str) -> tuple[int, dict[str, str], str]:
    """Status, headers and text, without what names the build.

    A name that a spreadsheet would take for a number has an apostrophe before it, in CSV.
    """
    found, name = ask(Starlette(routes=routes(lambda: snapshot)), f"/api/{address}"), "BUILD"
    build_id = snapshot.store.build_id
    assert int(found.headers["content-length"]) == len(found.text.encode())
    text = found.text.replace(f"'{build_id}", name).replace(build_id, name)
    headers = {key: value for key, value in found.headers.items() if key != "etag"}
    return found.status, headers | {"content-length": str(len(text))}, text


def test_what_is_told_of_others_stands_while_they_are_the_same(
    with_nobody: Snapshot, tmp_path: Path
) -> None:
    """Two builds with the same key: of Iași nobody came or went."""
    teachers = Filters.from_query({"group": "educators"})[0]
    with _with_few(tmp_path, 4, EARLY, 2016) as with_four:
        nobody, four = (counted_rows(s, teachers, "county") for s in (with_nobody, with_four))
        assert nobody["RO-IS"] == four["RO-IS"]


@pytest.fixture(scope="module")
def one_small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    folder = tmp_path_factory.mktemp("small") / "own"
    lines = (
        people("a", 61, 61),
        people("b", 40, 40, "teachers,educators,RO-CJ"),
        people("c", 3, 3, "teachers,educators,RO-BC"),
    )
    with open_snapshot(write(folder, *lines)) as snapshot:
        yield snapshot


def test_no_address_of_the_api_turns_the_protection_off(one_small: Snapshot) -> None:
    api = Starlette(routes=routes(lambda: one_small))
    for asked in ("exact=1", "exact", "threshold=1", "policy=exact"):
        answer = ask(api, f"/api/figures.json?by=county&{asked}")
        assert answer.status == 400
        assert "104" not in registers.numbers(answer.text)


def test_who_asks_is_part_of_the_question_and_no_address_says_it() -> None:
    exactly = Filters(counties=("RO-IS",), asker=SERVER)
    assert exactly != exactly.but(asker=EVERYBODY)
    assert hash(exactly) != hash(exactly.but(asker=EVERYBODY))
    assert exactly.but(years=None).asker == SERVER
    again, unread = Filters.from_query(exactly.to_query() | {"asker": SERVER})
    assert (again.asker, unread) == (EVERYBODY, [])


def test_only_the_command_line_asks_as_the_server() -> None:
    named = re.compile(r"\b(SERVER|EXACT)\b")
    asking = [
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if named.search(path.read_text(encoding="utf-8"))
    ]
    assert sorted(asking) == ["commands.py", "privacy.py", "reach/filters.py", "reach/register.py"]


def _addresses() -> list[str]:
    listed = [f"figures.{form}?by={by}" for form in ("json", "csv") for by in BREAKDOWN_NAMES]
    return [*listed, *(f"records.json?by={by}" for by in BREAKDOWN_NAMES)]


def _answers(snapshot: Snapshot) -> dict[str, str]:
    api = Starlette(routes=routes(lambda: snapshot))
    return {address: ask(api, f"/api/{address}").text for address in _addresses()}


def test_no_address_asks_for_exact_counts_at_all(
    one_small: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Were one to, it would have to be kept by nobody: `private, no-store`, and without a tag."""
    one_small.forget()
    monkeypatch.setattr(register, "EXACT", None)  # whoever asks for it breaks down
    api = Starlette(routes=routes(lambda: one_small))
    headers = [ask(api, f"/api/{address}", asker=SERVER).headers for address in _addresses()]
    assert {(each["cache-control"], bool(each["etag"])) for each in headers} == {("no-cache", True)}
    with pytest.raises(AttributeError):
        reach_total(one_small, Filters(asker=SERVER))


@pytest.mark.usefixtures("one_moment")
def test_an_exact_answer_that_is_kept_is_given_to_nobody_else(one_small: Snapshot) -> None:
    one_small.forget()
    before = _answers(one_small)
    one_small.forget()
    exact = reach_total(one_small, Filters(asker=SERVER)).counted
    for by in BREAKDOWN_NAMES[1:]:
        reach_by(one_small, Filters(asker=SERVER), by)
    assert _answers(one_small) == before
    assert exact == reach_total(one_small, Filters(asker=SERVER)).counted == Counted(104, 104, 104)


def test_the_tag_of_an_answer_names_the_threshold_and_who_asks(
    one_small: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    api = Starlette(routes=routes(lambda: one_small))
    tags = []
    for threshold in ("5", "10"):
        monkeypatch.setenv("DASHBOARD_THRESHOLD", threshold)
        answer = ask(api, "/api/figures.json?by=county")
        again = ask(api, "/api/figures.json?by=county", if_none_match=answer.headers["etag"])
        assert again.status == 304
        tags.append(answer.headers["etag"])
    assert len(set(tags)) == 2
    assert repr(Question(Filters())) != repr(Question(Filters(asker=SERVER)))


@pytest.mark.parametrize("value", ["0", "1", "exact", "-5", "4"])
def test_no_variable_turns_the_protection_off(
    one_small: Snapshot, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    from dashboard.errors import DashboardError

    for name in ("DASHBOARD_EXACT", "EXACT", "DASHBOARD_POLICY"):
        monkeypatch.setenv(name, "1")
    before = reach_total(one_small, Filters()).counted
    assert before is not None
    assert 96 <= before.surely <= 101
    monkeypatch.setenv("DASHBOARD_THRESHOLD", value)
    with pytest.raises(DashboardError, match="DASHBOARD_THRESHOLD"):
        reach_total(one_small, Filters())
