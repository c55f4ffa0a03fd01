"""Who gave what: sums that may be added, kinds of support, and funders with a new name."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dashboard.exports.answer import answer_of
from dashboard.exports.csv_file import csv_file
from dashboard.exports.json_form import json_of
from dashboard.exports.notes import notes
from dashboard.exports.paper import bars
from dashboard.i18n import speaking
from dashboard.paths import Content, content_named
from dashboard.reach.catalogue import catalogue
from dashboard.reach.filters import Filters
from dashboard.reach.funding import funding, project_costs, reach_by_funder
from dashboard.reach.opening import open_snapshot
from dashboard.reach.scope import understood
from dashboard.reach.snapshot import Snapshot
from dashboard.reach.support import Money, sum_text, sums
from dashboard.settings import Settings
from dashboard.words.labels import SUPPORT
from tests import tiny

CASES = Path(__file__).parents[1] / "cases"
ALL = Filters()
COLUMNS = (
    "funding_id,project_id,funder_id,via_funder_id,role,amount,currency,amount_kind,source_id,"
    "locator,stage,supersedes,support"
)


def case(name: str, folder: Path) -> Content:
    shutil.copytree(CASES / name, folder / name)
    return content_named(Settings(data=str(folder / name), cache=str(folder / "cache")))


def money_of(tmp_path: Path, *rows: str) -> list[Money]:
    """The sums of these rows: id, funder, amount, currency, kind, stage and what it replaces."""
    content = tiny.write(tmp_path)
    tiny.append(content, "funders", "poor-fund,Poor Fund,foundation,")
    lines = []
    for row in rows:
        name, funder, amount, currency, kind, stage, old = row.split(",")
        given = f"{name},day-centre,{funder},,funder,{amount},{currency},{kind}"
        lines.append(f"{given},report,p. 9,{stage},{old},")
    path = content.tables / "project_funding.csv"
    path.write_text("\n".join([COLUMNS, *lines]) + "\n", encoding="utf-8")
    with open_snapshot(content) as snapshot:
        return sums(funding(snapshot, ALL))


def told(found: list[Money]) -> list[tuple[str, str, str, str]]:
    return [(str(m.amount), m.currency, m.amount_kind, m.stage) for m in found]


def test_money_given_back_is_taken_off(tmp_path: Path) -> None:
    content = case("money-returned", tmp_path)
    tiny.edit(content, "beneficiaries", "2023,-3,,exact,-3", "2023,3,,exact,3")
    path = content.tables / "project_funding.csv"
    header, paid, back = path.read_text(encoding="utf-8").splitlines()
    back = back.replace("-1500.50", "1500.50")
    path.write_text(f"{header},stage\n{paid},\n{back},returned\n", encoding="utf-8")
    with open_snapshot(content) as snapshot:
        rows = funding(snapshot, ALL)
        space = "\N{NO-BREAK SPACE}"
        assert [sum_text(each) for each in sums(rows)] == [
            f"8,499.50{space}EUR (grant; 1,500.50{space}EUR of it was given back)"
        ]
        assert "8,499.50" in answer_of(snapshot, ALL, "funding", made_on=date.today()).sentence
        assert rows["stage_label"].tolist() == ["", "given back"]
        assert rows["cost_text"].tolist()[1] == ""


def test_what_is_paid_is_not_added_to_what_was_promised(tmp_path: Path) -> None:
    assert told(
        money_of(
            tmp_path,
            "a,rich-fund,1000,EUR,grant,promised,",
            "b,rich-fund,600,EUR,grant,paid,",
            "c,poor-fund,50,EUR,grant,paid,",
            "d,poor-fund,70,RON,grant,paid,",
        )
    ) == [
        ("1000.00", "EUR", "grant", "promised"),
        ("650.00", "EUR", "grant", "paid"),
        ("70.00", "RON", "grant", "paid"),
    ]


def test_what_is_given_back_was_paid_by_the_same_funder(tmp_path: Path) -> None:
    assert told(
        money_of(
            tmp_path,
            "a,rich-fund,1000,EUR,grant,promised,",
            "b,rich-fund,600,EUR,grant,paid,",
            "c,poor-fund,50,EUR,grant,paid,",
            "d,rich-fund,100,EUR,grant,returned,",
            "e,poor-fund,5,RON,grant,returned,",
        )
    ) == [
        ("1000.00", "EUR", "grant", "promised"),
        ("550.00", "EUR", "grant", "paid"),
        ("5.00", "RON", "grant", "returned"),
    ]


def test_a_revised_budget_replaces_the_one_before(tmp_path: Path) -> None:
    rows = ("a,rich-fund,1000,EUR,grant,promised,", "b,rich-fund,1200,EUR,grant,promised,a")
    assert told(money_of(tmp_path, *rows)) == [("1200.00", "EUR", "grant", "promised")]


def costs_of(tmp_path: Path, filters: Filters, *rows: str) -> list[list[str]]:
    """What the day centre cost for each of its 100 children, and of what money."""
    money_of(tmp_path, *rows)
    content = Content(tmp_path / "reference", tmp_path / "tables", tmp_path / "cache", True, "tiny")
    with open_snapshot(content) as snapshot:
        told = project_costs(snapshot, filters)[["money_text", "people_text", "cost_text"]]
        rows_told = funding(snapshot, filters)
    assert set(rows_told["project_money_text"]) <= {*told["money_text"], ""}
    return [[text.replace("\N{NO-BREAK SPACE}", " ") for text in row] for row in told.values]


BY_TWO = ("a,rich-fund,1000,EUR,grant,,", "b,poor-fund,500,EUR,co-funding,,")


@pytest.mark.parametrize("filters", [ALL, Filters(funders=("poor-fund",))])
def test_a_person_cost_what_all_funders_gave_together(tmp_path: Path, filters: Filters) -> None:
    assert costs_of(tmp_path, filters, *BY_TWO) == [["1,500 EUR", "100", "15 EUR"]]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ((*BY_TWO, "c,rich-fund,20000,EUR,project-total,,"), ["20,000 EUR", "100", "200 EUR"]),
        (
            (*BY_TWO, "c,rich-fund,12345.67,EUR,project-total,,"),
            ["12,345.67 EUR", "100", "123 EUR"],
        ),
        ((*BY_TWO, "c,rich-fund,300,EUR,grant,returned,"), ["1,200 EUR", "100", "12 EUR"]),
        ((*BY_TWO, "c,rich-fund,1200,EUR,grant,promised,"), ["1,500 EUR", "100", "15 EUR"]),
        ((*BY_TWO, "c,rich-fund,900,EUR,grant,paid,"), ["1,400 EUR", "100", "14 EUR"]),
        ((*BY_TWO, "c,rich-fund,900,EUR,in-kind,,"), ["1,500 EUR", "100", "15 EUR"]),
        (
            (*BY_TWO, "c,poor-fund,900,RON,grant,,"),
            ["", "100", "not given: the project’s money is in several currencies"],
        ),
    ],
)
def test_the_money_of_a_project_is_never_counted_twice(
    tmp_path: Path, rows: tuple[str, ...], told: list[str]
) -> None:
    assert costs_of(tmp_path, ALL, *rows) == [told]


@pytest.fixture
def renamed(tmp_path: Path) -> Iterator[Snapshot]:
    """Fundația Nord, which is Nord România now; and an id that was written otherwise before."""
    content = case("funder-renamed", tmp_path)
    (content.tables / "funders.csv").write_text(
        "funder_id,name,kind,continues\nold-fund,Fundația Nord,foundation,\n"
        "new-fund,Nord România,foundation,old-fund\n",
        encoding="utf-8",
    )
    (content.tables / "aliases.csv").write_text(
        "kind,text,id\nfunder,nord-1999,old-fund\nproject,p-one,p1\n", encoding="utf-8"
    )
    with open_snapshot(content) as snapshot:
        yield snapshot


def test_a_renamed_funder_is_one_row_and_one_funder(renamed: Snapshot) -> None:
    assert reach_by_funder(renamed, ALL)["row_id"].tolist() == ["new-fund"]
    rows = funding(renamed, ALL)
    assert rows["funder_label"].tolist() == ["Nord România"] * 2
    assert rows["named_label"].tolist() == ["Fundația Nord", ""]
    assert told(sums(rows)) == [("3000.00", "EUR", "grant", "")]


@pytest.mark.parametrize("old", ["old-fund", "nord-1999", "new-fund"])
def test_an_old_id_in_an_address_still_finds_the_funder(renamed: Snapshot, old: str) -> None:
    asked, _unread = Filters.from_query({"funder": old, "project": "p-one"})
    filters, unknown = understood(catalogue(renamed), asked)
    assert (filters, unknown) == (Filters(funders=("new-fund",), projects=("p1",)), [])
    assert len(funding(renamed, filters)) == 2


def test_donors_of_goods_and_those_who_pass_money_on_are_not_ranked(tmp_path: Path) -> None:
    content = tiny.write(tmp_path)
    tiny.append(content, "funders", *(f"{n},{n.title()},ngo," for n in ("shop", "network-fund")))
    tiny.append(
        content,
        "project_funding",
        "grant-2,teachers,,shop,,donor,,,,2016,Books.,,report,p. 9,",
        "grant-3,teachers,,network-fund,,intermediary,,,,2016,,,report,p. 9,",
    )
    with open_snapshot(content) as snapshot:
        rows = reach_by_funder(snapshot, ALL)[["row_id", "support", "people_text"]]
        assert rows.values.tolist() == [
            ["rich-fund", "money", "100"],
            ["not-stated", "", "430 – 530"],
            ["network-fund", "passed-on", "160"],
            ["shop", "goods", "160"],
        ]
        answer = answer_of(snapshot, ALL, "reach", "funder", made_on=date.today())
        assert [bar.label for bar in bars(answer, 9)] == ["Rich Fund", "Funder not stated"]
        with speaking("ro"):
            kinds = funding(snapshot, ALL)["support_label"].tolist()
    assert kinds == ["bani", "bunuri sau servicii", "dat mai departe altora"]


def test_who_gave_money_and_goods_stands_in_both_lists(tmp_path: Path) -> None:
    content = tiny.write(tmp_path)
    gifts = "gift,day-centre,,rich-fund,,donor,,,,2016,Books.,,report,p. 9,"
    passed = "passed,teachers,,rich-fund,,intermediary,,,,2016,,,report,p. 9,"
    tiny.append(content, "project_funding", gifts, passed)
    with open_snapshot(content) as snapshot:
        rows = reach_by_funder(snapshot, Filters())
        [rich] = rows[rows["row_id"] == "rich-fund"].to_dict("records")
        parts = funding(snapshot, Filters())
    assert set(parts["support"]) == set(SUPPORT)
    assert set(parts["funder_id"]) == {"rich-fund"}
    assert (rich["support"], rich["supports"]) == ("money", "money|passed-on|goods")
    assert rich["support_label"] == "money, passed on to others, goods or services"


def test_the_folders_own_currency_comes_first_and_its_licence_is_in_every_file(
    tmp_path: Path,
) -> None:
    content = tiny.write(tmp_path)
    tiny.append(
        content,
        "project_funding",
        "grant-2,day-centre,,rich-fund,,funder,70,RON,grant,2016,,,report,p. 9,",
    )
    path = tmp_path / "settings.toml"
    path.write_text('currency = "RON"\nlicence = "CC BY 4.0"\n', encoding="utf-8")
    with open_snapshot(content) as snapshot:
        answer = answer_of(snapshot, ALL, "funding", made_on=date.today())
    space = "\N{NO-BREAK SPACE}"
    assert answer.sentence.startswith(f"Money stated: 70{space}RON (grant); 1,000.50{space}EUR")
    assert ("Licence", "CC BY 4.0") in notes(answer)
    assert csv_file(answer).decode().splitlines()[1].endswith(",CC BY 4.0")
    assert json_of(answer)["licence"] == "CC BY 4.0"
