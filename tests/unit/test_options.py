"""What can be chosen and what stands behind it, on figures that a human can add up."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.counting import Placement
from dashboard.i18n import speaking
from dashboard.paths import content_from_environment
from dashboard.period import hull, years
from dashboard.reach.behind import behind
from dashboard.reach.breakdowns import reach_total
from dashboard.reach.catalogue import catalogue
from dashboard.reach.dimensions import BY_KEY
from dashboard.reach.filters import Filters
from dashboard.reach.opening import open_snapshot
from dashboard.reach.options import Option, kind_name, option_list, options
from dashboard.reach.scope import placements
from dashboard.reach.snapshot import Snapshot
from dashboard.web.compression import BROTLI
from dashboard.web.options import answer
from dashboard.words.folding import fold
from tests import registers, tiny
from tests.asgi import ask
from tests.registers import people

SPAN = (2013, 2017)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    with open_snapshot(tiny.write(tmp_path_factory.mktemp("tiny"))) as opened:
        yield opened


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    cache = {"DASHBOARD_CACHE": str(tmp_path_factory.mktemp("cache"))}
    with open_snapshot(content_from_environment(cache)) as opened:
        yield opened


def told(snapshot: Snapshot, filters: Filters) -> dict[str, int | None]:
    names = [each.option_id for each in options(snapshot, SPAN)]
    return dict(zip(names, behind(snapshot, filters, SPAN), strict=True))


def option(snapshot: Snapshot, option_id: str) -> Option:
    return next(each for each in options(snapshot, SPAN) if each.option_id == option_id)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Iași", "iasi"), ("iaşi", "iasi"), ("IAȘI", "iasi"), ("Satu-Mare", "satu mare"),
        ("„Șțîâă” & co.", "stiaa co"), ("2011–2013", "2011 2013"), ("Straße", "strasse"),
        ("a_b", "a b"), ("", ""), ("%&", ""), ("I\N{COMBINING DOT ABOVE}", "i"), ("ﬁn", "fin"),
    ],
)  # fmt: skip
def test_words_are_compared_without_diacritics_capitals_and_signs(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_an_option_is_found_by_its_code_and_by_its_name_in_the_other_language(
    published: Snapshot,
) -> None:
    assert option(published, "county=RO-IS").words == ("iasi", "is")
    assert option(published, "county=RO-B").words == ("bucharest", "bucuresti", "b")
    with speaking("ro"):
        assert option(published, "group=children").words == ("copii", "children")
        assert "world vision" in option(published, "organisation=world-vision").words


def test_options_of_one_name_are_told_apart(published: Snapshot) -> None:
    found = options(published, SPAN)
    shown = [(each.name, each.mark) for each in found]
    assert len(set(shown)) == len(shown)
    marks = {each.option_id: each.mark for each in found}
    assert marks["organisation=save-the-children"] == "organisation"
    assert marks["funder=save-the-children"] == "funder"
    assert marks["county=RO-IS"] == ""


def test_programmes_of_one_name_have_their_organisations_and_a_third_its_id(
    tmp_path: Path,
) -> None:
    content = tiny.write(tmp_path)
    table = content.tables / "programmes.csv"
    text = table.read_text(encoding="utf-8")
    first = text.splitlines()[1].split(",")
    names = text.splitlines()[0].split(",")
    first[names.index("programme_id")] = "again"
    table.write_text(f"{text.rstrip()}\n{','.join(first)}\n", encoding="utf-8")
    with open_snapshot(content) as opened:
        same = [o for o in options(opened, None) if o.kind == "programmes" and o.mark]
    assert {each.mark for each in same} == {each.option_id.partition("=")[2] for each in same}


def test_kinds_are_named_as_in_a_sentence() -> None:
    with speaking("ro"):
        assert [kind_name(kind) for kind in ("counties", "years")] == ["județ", "an"]


def test_behind_an_option_stand_the_people_that_choosing_it_would_tell(
    published: Snapshot,
) -> None:
    """For each option alone, and beside a county: of its own kind it takes the place of others."""
    for filters in (Filters(), Filters(counties=("RO-IS",)), Filters(years=years(2016, 2016))):
        for option_id, people_told in told(published, filters).items():
            key, _equals, row_id = option_id.partition("=")
            span = Filters.from_query({"years": row_id})[0].years
            change = {"years": span} if key == "years" else {BY_KEY[key].field: (row_id,)}
            total = reach_total(published, filters.but(**change))
            assert max(people_told or 0, 0) == total.surely.people, option_id


def test_figures_that_are_not_certain_are_counted_and_a_name_alone_is_none(
    published: Snapshot,
) -> None:
    found = told(published, Filters())
    assert found["county=RO-MS"] == 0
    assert found["county=RO-BT"] is None  # a project, of which no number is published
    placed = placements(published, Filters(counties=("RO-BC",)))
    known = catalogue(published)
    named = [
        f for f in known.figures
        if placed[f.figure_id] is Placement.TOUCHING
        and known.area_kinds[f.area_id] == "counties" and "RO-BC" in f.counties
    ]  # fmt: skip
    assert found["county=RO-BC"] == -len(named) < 0


def test_no_option_tells_of_a_register(tmp_path: Path) -> None:
    """Whoever is counted: the same options, in the same order, and nothing greyed."""
    few = registers.write(tmp_path / "few", people("p", 1, 1, "day-centre,children,RO-IS"))
    many = registers.write(tmp_path / "many", people("p", 300, 300, "teachers,educators,RO-CJ"))
    with open_snapshot(few) as one, open_snapshot(many) as other:
        for filters in (Filters(), Filters(counties=("RO-CJ",))):
            assert told(one, filters) == told(other, filters)
            assert all(n is None or n < 0 for n in told(one, filters).values())
        assert option_list(one, SPAN) == option_list(other, SPAN)


def test_without_periods_there_is_no_hull() -> None:
    assert hull([]) is None
    assert hull([years(2018, 2018), years(2011, 2012)]) == years(2011, 2018)


@pytest.fixture
def served(snapshot: Snapshot) -> Starlette:
    async def route(request: Request) -> Response:
        return answer(lambda: nullcontext(snapshot), request)

    return Starlette(routes=[Route("/options/{digest}/{language}/{span}.json", route)])


def test_the_list_is_fetched_by_an_address_of_its_content(
    served: Starlette, snapshot: Snapshot
) -> None:
    with speaking("ro"):
        digest, text = option_list(snapshot, SPAN)
    address = f"/options/{digest}/ro/2013-2017.json"
    plain = ask(served, address)
    assert plain.headers["cache-control"].startswith("public, immutable")
    assert plain.json() == json.loads(text)
    packed = ask(served, address, accept_encoding="br, gzip")
    assert packed.headers["content-encoding"] == "br"
    assert BROTLI.unpack(packed.body, len(plain.body)) == plain.body


@pytest.mark.parametrize(
    "wrong",
    [
        "/options/{other}/en/2013-2017.json",
        "/options/{digest}/ro/2013-2017.json",
        "/options/{digest}/fr/2013-2017.json",
        "/options/{digest}/en/0001-9999.json",
        "/options/{digest}/en/2017-2013.json",
        "/options/{digest}/en/all.json",
    ],
)
def test_another_address_has_nothing(served: Starlette, snapshot: Snapshot, wrong: str) -> None:
    digest, _text = option_list(snapshot, SPAN)
    refused = ask(served, wrong.format(digest=digest, other=digest[::-1]))
    assert (refused.status, refused.headers["cache-control"]) == (404, "no-store")
