"""One figure by a form, corrected, tied and taken out, each with its line before → after."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.errors import DashboardError
from dashboard.intake import forms
from dashboard.intake.accepting import accept
from dashboard.intake.offer import Offer
from dashboard.intake.preview import Preview, preview
from dashboard.intake.taking_back import take_back
from dashboard.paths import Content
from tests import tiny
from tests.imports import tables


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return tiny.write(tmp_path)


def looked_at(content: Content, offered: Offer) -> Preview:
    return preview(content, offered)


def test_seven_fields_are_a_figure(content: Content) -> None:
    given = {
        "label": "Games",
        "target_group_id": "children",
        "people": "over 20",
        "area_id": "Iași",
        "period": "2017",
        "owner": "Day centre",
        "source_id": "Annual report 2016",
        "locator": "7",
    }
    found = looked_at(content, forms.figure(content, given))
    (step,) = found.steps
    row = step.after or {}
    assert [row[name] for name in ("figure_id", "project_id", "people", "published_as")] == [
        *("games-2017", "day-centre", "20", "over 20")
    ]
    assert [row["source_id"], row["locator"], row["area_id"]] == ["report", "Page 7", "RO-IS"]
    assert forms.line(found) == "at least 590; 790 → 810+ if nobody is in two reports"


def test_families_are_told_by_the_words_of_their_number(content: Content) -> None:
    given = {"label": "Food", "target_group_id": "Families", "people": "peste 2 mii de familii"}
    found = looked_at(content, forms.figure(content, given, organisation="Open House"))
    rows = [step.after or {} for step in found.steps if step.proposed.table == "beneficiaries"]
    told = [[row[name] for name in ("people", "qualifier", "unit")] for row in rows]
    assert told == [["2000", "at_least", "household"]]


def test_a_correction_is_a_new_row_with_its_own_report(content: Content) -> None:
    given = {"people": "102", "source_id": "Annual report 2017"}
    offered = forms.correct(content, "a", given, is_typing_mistake=False)
    found = looked_at(content, offered)
    assert [(s.action, s.id) for s in found.steps] == [
        *(("add", "annual-report-2017"), ("add", "asistati"))
    ]
    new = found.steps[1].after or {}
    assert [new[name] for name in ("supersedes", "people", "published_as", "source_id")] == [
        *("a", "102", "102", "annual-report-2017")
    ]
    assert forms.line(found) == "at least 590; 790 → 792 if nobody is in two reports"


APART = "one_kind,one_id,other_kind,other_id,source_id,reading\nfigure,c,figure,a,report,false\n"


@pytest.mark.parametrize(("place", "carried"), [({}, ["asistati"]), ({"area_id": "Iași"}, [])])
def test_whom_a_corrected_figure_shares_nobody_with_shares_nobody_with_the_new_one(
    content: Content, place: dict[str, str], carried: list[str]
) -> None:
    """Not where the correction is about another place, and so about other people."""
    (content.tables / "apart.csv").write_text(APART, encoding="utf-8")
    given = {"people": "102", **place}
    offered = forms.correct(content, "a", given, is_typing_mistake=False)
    rows = [step.after for step in looked_at(content, offered).steps]
    assert [row["other_id"] for row in rows if row and row.get("one_id") == "c"] == carried


def test_our_typing_mistake_is_mended_in_its_place(content: Content) -> None:
    offered = forms.correct(content, "a", {"people": "102"}, is_typing_mistake=True)
    found = looked_at(content, offered)
    (step,) = found.steps
    assert step.edits == [("people", "100", "102"), ("published_as", "100", "102")]
    receipt = accept(content, found, "ana")
    accept(content, take_back(content, receipt.id), "ana")
    assert b"a,day-centre,,,Assisted,Asistati" not in tables(content)["beneficiaries.csv"]


def test_ties_are_made_and_undone(content: Content) -> None:
    found = looked_at(content, forms.part_of(content, "c", "f"))
    assert found.steps[0].edits == [("part_of", "", "f")]
    untied = looked_at(content, forms.part_of(content, "b", ""))
    assert forms.line(untied) == "at least 590; 790 → 850 if nobody is in two reports"
    same = looked_at(content, forms.same_as(content, "b", "a"))
    assert same.steps[0].edits == [("part_of", "a", ""), ("same_as", "", "a")]


def test_what_leans_on_a_figure_is_named_before_it_is_taken_out(content: Content) -> None:
    (refused,) = looked_at(content, forms.take_out(content, "a")).refused
    assert "“Support”, 60, 2016 leans on “Assisted”, 100, 2016." in refused.sentences()[0]
    both = looked_at(content, forms.take_out(content, "a", with_leaning=True))
    assert [(s.action, s.id) for s in both.steps] == [("remove", "b"), ("remove", "a")]
    assert forms.line(both) == "at least 590; 790 → 690 if nobody is in two reports"


def test_a_figure_that_is_not_there_is_said(content: Content) -> None:
    with pytest.raises(DashboardError, match="There is no figure zzz"):
        forms.take_out(content, "zzz")
