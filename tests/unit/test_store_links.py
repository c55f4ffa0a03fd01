"""What rows say of each other in the newer tables, and what cannot be so."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.paths import Content
from dashboard.store import Problem, check, open_store
from tests import tiny
from tests.tiny import figure

APART = "one_kind,one_id,other_kind,other_id,source_id,reading"
FUNDING = (
    "funding_id,project_id,funder_id,role,amount,currency,amount_kind,source_id,locator,"
    "stage,supersedes,support"
)
OUTCOMES = (
    "outcome_id,project_id,area_id,kind,indicator_en,unit_en,value,baseline,baseline_period,period,"
    "source_id,locator,indicator_id,supersedes"
)


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return tiny.write(tmp_path)


def write(content: Content, table: str, *lines: str) -> None:
    (content.tables / f"{table}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def told(content: Content) -> list[tuple[int | None, str | None, str | None, bool]]:
    return [(p.line, p.column, p.value, p.is_error) for p in check(content)]


def apart(content: Content, row: str) -> list[Problem]:
    write(content, "apart", APART, row)
    return check(content)


@pytest.mark.parametrize(
    "row",
    [
        "figure,c,figure,d,report,",
        "figure,c,figure,d,,true",
        "target-group,parents,target-group,educators,report,false",
        "project,teachers,figure,d,report,",
    ],
)
def test_two_that_share_nobody_are_apart(content: Content, row: str) -> None:
    assert apart(content, row) == []
    with open_store(content) as store:
        assert len(store.rows("from apart")) == 1


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ("figure,zzz,figure,d,report,", "one_id", "not among the ids of beneficiaries"),
        ("project,c,figure,d,report,", "one_id", "not among the ids of projects"),
        ("figur,c,figure,d,report,", "one_kind", "Did you mean figure?"),
        ("figure,d,figure,d,report,", "other_id", "apart from itself"),
        ("figure,a,figure,b,report,", "one_id", "those of the figure b"),
        ("project,day-centre,figure,b,report,", "one_id", "share people"),
        ("source,report,figure,d,report,", "one_id", "share people"),
        ("target-group,people,target-group,parents,report,", "one_id", "lies under the other"),
        ("figure,c,figure,d,,", "source_id", "Neither a document nor our reading"),
    ],
)
def test_what_cannot_be_apart_is_an_error(
    content: Content, row: str, column: str, said: str
) -> None:
    found = [p for p in apart(content, row) if said in f"{p.problem} {p.remedy}"]
    assert [(p.table, p.column, p.is_error) for p in found] == [("apart", column, True)]


def test_the_same_two_the_other_way_round_are_said_twice(content: Content) -> None:
    write(content, "apart", APART, "figure,c,figure,d,report,", "figure,d,figure,c,report,")
    assert told(content) == [(3, "one_id", "d", True)]


def test_a_corrected_figure_is_not_the_one_that_is_apart(content: Content) -> None:
    tiny.append(content, "beneficiaries", figure("x", people=331, supersedes="d", published_as=331))
    [problem] = apart(content, "figure,c,figure,d,report,")
    assert (problem.column, problem.is_error) == ("other_id", False)
    assert "Name x instead" in problem.remedy


def test_an_alias_leads_to_an_id_that_is_there_and_is_none_itself(content: Content) -> None:
    rows = ("funder,Fondul Bogat,rich-fund", "project,old,teachers")
    write(content, "aliases", "kind,text,id", *rows)
    assert check(content) == []
    write(content, "aliases", "kind,text,id", "funder,x,poor-fund", "project,teachers,day-centre")
    assert told(content) == [(2, "id", "poor-fund", True), (3, "text", "teachers", True)]


def money(content: Content, *rows: str) -> list[tuple[int | None, str | None, str | None, bool]]:
    write(content, "project_funding", FUNDING, *rows)
    return told(content)


def test_a_revised_budget_replaces_the_old_one(content: Content) -> None:
    old = "a,day-centre,rich-fund,funder,100,EUR,grant,report,p,promised,,"
    assert money(content, old, "b" + old[1:].replace("promised,,", "promised,a,")) == []
    other = "b,teachers,rich-fund,funder,120,EUR,grant,report,p,promised,a,"
    assert money(content, old, other) == [(3, "supersedes", "a", False)]
    again = "c,day-centre,rich-fund,funder,130,EUR,grant,report,p,promised,a,"
    new = "b,day-centre,rich-fund,funder,120,EUR,grant,report,p,promised,a,"
    assert money(content, old, new, again) == [(4, "supersedes", "a", True)]


def test_no_more_money_is_returned_than_was_paid(content: Content) -> None:
    paid = "a,day-centre,rich-fund,funder,100,EUR,grant,report,p,paid,,"
    back = "b,day-centre,rich-fund,funder,{},EUR,grant,report,p,returned,,"
    assert money(content, paid, back.format(100)) == []
    assert money(content, paid, back.format("100.01")) == [(3, "amount", "rich-fund", False)]
    assert money(content, paid, back.format(50).replace("EUR", "RON")) == [
        (3, "amount", "rich-fund", False)
    ]


def test_the_kind_of_support_goes_with_the_role(content: Content) -> None:
    row = "a,day-centre,rich-fund,{},,,,report,p,,,{}"
    assert money(content, row.format("donor", "goods")) == []
    assert money(content, row.format("intermediary", "passed-on")) == []
    assert money(content, row.format("intermediary", "goods")) == [(2, "support", "goods", False)]


def test_an_outcome_names_its_indicator_and_its_baseline(content: Content) -> None:
    write(content, "indicators", "indicator_id,name_ro,unit_en,better", "dropout,Abandon,%,lower")
    row = "{},teachers,RO-IS,outcome,Drop-out,{},15,40,{},2016,report,p,dropout,{}"
    write(content, "outcomes", OUTCOMES, row.format("a", "%", "2015", ""))
    assert check(content) == []
    with open_store(content) as store:
        [kept] = store.rows("select better, over_periods, over_places from indicators")
        assert kept == {"better": "lower", "over_periods": "none", "over_places": "none"}
    write(content, "outcomes", OUTCOMES, row.format("a", "days", "2017", "b"))
    assert told(content) == [
        (2, "supersedes", "b", True), (2, "unit_en", "days", False),
        (2, "baseline_period", "2017", False),
    ]  # fmt: skip


def test_a_code_needs_its_list(content: Content) -> None:
    write(content, "indicators", "indicator_id,name_en,code", "dropout,Drop-out,4.1")
    assert told(content) == [(2, "code", "4.1", True)]
    write(content, "indicators", "indicator_id,name_en,code_list", "dropout,Drop-out,SDG")
    assert told(content) == [(2, "code", "SDG", True)]


def with_columns(content: Content, columns: str, cells: str) -> None:
    """The figure d, with newer columns; the others have nothing in them."""
    header, *rows = (content.tables / "beneficiaries.csv").read_text("utf-8").splitlines()
    blank = "," * columns.count(",")
    lines = [row + "," + (cells if row.startswith("d,") else blank) for row in rows]
    write(content, "beneficiaries", f"{header},{columns}", *lines)


@pytest.mark.parametrize(
    ("columns", "cells", "found"),
    [
        ("sex", "female", []),
        ("sex", "women", [("sex", "women", True)]),
        ("age_from,age_to", "10,14", []),
        ("age_from,age_to", "14,10", [("age_to", "10", True)]),
        ("age_from", "-1", [("age_from", "-1", True)]),
        ("age_to", "x", [("age_to", "x", True)]),
        ("age_from", "18", [("target_group_id", "children", False)]),
        ("reading", "area|period", []),
        ("reading", "area, period", [("reading", "area, period", True)]),
        ("unit", "family", [("unit", "family", True)]),
        ("place_is", "service", []),
    ],
)
def test_a_figure_says_sex_ages_and_what_is_our_reading(
    content: Content, columns: str, cells: str, found: list[tuple[str, str, bool]]
) -> None:
    quoted = f'"{cells}"' if ", " in cells else cells
    with_columns(content, columns, quoted)
    assert [(p.column, p.value, p.is_error) for p in check(content)] == found
