"""Sheets that follow a standard: HXL and 360Giving, with the traps of each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dashboard.errors import DashboardError
from dashboard.i18n import speaking
from dashboard.intake.accepting import accept
from dashboard.intake.desk import CHANGE
from dashboard.intake.kinds import Upload
from dashboard.intake.offer import Offer
from dashboard.intake.preview import preview
from dashboard.intake.taking_in import offer_of
from dashboard.intake.telling import summary
from dashboard.paths import DATA, Content

RESPONSE = """\
Who,Where,Code,When,Reached,Girls,Boys,WASH,Target,In need
#activity,#adm1+name,#adm1+code,#date,#reached,#reached+f+children,#reached+m+children,\
#reached+sector_wash,#targeted,#inneed
Meals,Elsewhere,RO-IS,2023,80 418,20 000,19 000,50 000,90 000,-
Games,Cluj,,2023,-,,,,100,200
"""
GRANT = {
    "id": "360G-a-1",
    "title": "Day centre",
    "currency": "GBP",
    "amountAwarded": 1000,
    "amountDisbursed": 600.5,
    "awardDate": "2023-05-01T00:00:00Z",
    "fundingOrganization": [{"name": "Big Fund"}],
    "recipientOrganization": [{"name": "Casa"}],
}


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return Content(DATA / "reference", tmp_path / "tables", tmp_path / "cache", True, "own")


def offered(content: Content, text: str, name: str = "file.csv") -> Offer:
    return offer_of(content, [Upload(name, text.encode())])


def rows(found: Offer, table: str, *columns: str) -> list[tuple[str, ...]]:
    values = [each.values for each in found.proposed if each.table == table]
    return [tuple(row.get(column, "") for column in columns) for row in values]


def test_what_was_reached_is_people_with_its_parts_and_a_sector_beside_them(
    content: Content,
) -> None:
    found = offered(content, RESPONSE)
    assert found.kind == "hxl"
    columns = ("label_en", "area_id", "people", "sex", "age_to", "part_of")
    assert rows(found, "beneficiaries", *columns) == [
        ("Meals", "RO-IS", "80418", "", "", ""),  # the code goes before the name
        ("Meals WASH", "RO-IS", "50000", "", "", ""),  # overlaps with the others
        ("Meals", "RO-IS", "20000", "female", "17", "meals-2023"),
        ("Meals", "RO-IS", "19000", "male", "17", "meals-2023"),
    ]
    seen = preview(content, found)
    assert seen.refused == ()
    assert summary(seen).startswith("From file.csv (HXL): 2 of 2 rows fit")


def test_a_target_is_a_target_and_need_is_context(content: Content) -> None:
    found = offered(content, RESPONSE)
    columns = ("indicator_en", "kind", "target", "value", "organisation_id")
    assert rows(found, "outcomes", *columns) == [
        ("Meals – Target", "output", "90000", "", "our-organisation"),
        ("Games – Target", "output", "100", "", "our-organisation"),
        ("Games – In need", "context", "", "200", ""),
    ]


def test_where_nothing_was_reached_no_target_is_taken_for_it(content: Content) -> None:
    text = "Reached,Target\n#reached,#targeted\n,100\n,200\n"
    found = offered(content, text)
    assert found.notes == ("The column Reached (#reached) is empty: a target is never taken for "
                           "reach.",)  # fmt: skip
    assert rows(found, "beneficiaries") == []


NETWORK = """\
Lead,Partner,Donor,Activity,Sector,Country,County,Start,People,Planned,In need
#org+prog,#org+impl,#org+funder,#activity,#sector,#country+name,#adm1+name,#date+start,#reached,\
#targeted,#inneed
Big,Crucea Albă,Fund,Meals,Food,Romania,Iași,2015,1200,1500,
Big,Crucea Alba,Fund,Meals,Food,România,Vaslui,2015,300,,
Big,,Fund,Meals,Food,Ucraina,Cernăuți,2015,80,,900
Big,-,Fund,,Shelter,MD,Soroca,2015,70,,
"""


def test_each_row_is_the_organisation_s_that_carried_it_out_and_lies_in_its_country(
    content: Content,
) -> None:
    found = offered(content, NETWORK)
    columns = ("label_en", "organisation_id", "area_id", "people")
    assert rows(found, "beneficiaries", *columns) == [
        ("Meals", "crucea-alba", "RO-IS", "1200"),
        ("Meals", "crucea-alba", "RO-VS", "300"),
        ("Meals", "big", "ukraine", "80"),
        ("Shelter", "big", "moldova", "70"),
    ]
    assert rows(found, "outcomes", "organisation_id", "area_id") == [
        ("crucea-alba", "RO-IS"),
        ("", "ukraine"),  # how many were in need is nobody's doing
    ]
    asked = [(q.about, q.rows) for q in found.questions]
    assert asked == [("Crucea Albă", 1), ("Big", 2)], "each new name once"
    assert {r.was for p in found.proposed for r in p.remarks} == {"Crucea Albă", "Big"}


def test_a_column_of_which_nothing_is_taken_is_named(content: Content) -> None:
    assert offered(content, NETWORK).notes == ("Not read: Donor.",)
    assert offered(content, RESPONSE).notes == ()


def test_the_place_of_a_grant_is_what_is_found_in_its_file(content: Content) -> None:
    wrong = {"id": "360G-a-4", "awardDate": "in spring"}
    found = offered(content, grants({"id": "b"}, {"id": "c"}, wrong), "grants.json")
    (refused,) = preview(content, found).refused
    assert (refused.origin.place(), refused.origin.row) == ("grant 4 (360G-a-4)", 4)
    assert refused.origin.place("period") == "grant 4 (360G-a-4), awardDate"
    with speaking("ro"):
        assert refused.origin.place("period") == "grantul 4 (360G-a-4), awardDate"
        assert refused.sentences()[0].startswith("grantul 4 (360G-a-4), awardDate: ")
    locators = rows(found, "project_funding", "locator")
    assert locators[0] == ("grant 1 (360G-a-1)",)


def test_the_place_of_a_grant_in_a_sheet_is_its_cell(content: Content) -> None:
    text = "Identifier,Amount Awarded,Award Date,Funding Org:Name\nx,10,in spring,Big\n"
    (refused,) = preview(content, offered(content, text)).refused
    assert refused.origin.place("period") == "C2 (Award Date)"


def grants(*others: dict[str, Any]) -> str:
    return json.dumps({"grants": [GRANT, *(GRANT | other for other in others)]})


def test_what_was_awarded_and_what_was_paid_are_two_rows(content: Content) -> None:
    found = offered(content, grants())
    columns = ("amount", "stage", "currency", "period", "funder_id", "organisation_id")
    assert rows(found, "project_funding", *columns) == [
        ("1000", "promised", "GBP", "2023-05-01", "big-fund", "casa"),
        ("600.5", "paid", "GBP", "2023-05-01", "big-fund", "casa"),
    ]
    assert rows(found, "aliases", "text", "id") == [
        ("360G-a-1", "360g-a-1"),
        ("360G-a-1 paid", "360g-a-1-paid"),
    ]
    seen = preview(content, found)
    assert seen.refused == ()
    assert {name: after for name, _b, after in seen.totals if "GBP" in name} == {
        "grant, promised, GBP": "1,000\u00a0GBP",
        "grant, paid, GBP": "600.50\u00a0GBP",
    }


def test_two_grants_alike_but_for_their_identifiers_are_two_and_each_is_known_again(
    content: Content,
) -> None:
    twin = {"id": "360G-a-2", "title": "Summer camp"}
    seen = preview(content, offered(content, grants(twin)))
    assert [seen.refused, len(seen.accepted)] == [(), 2]
    accept(content, seen, "ana")
    assert preview(content, offered(content, grants(twin))).is_nothing
    seen = preview(content, offered(content, grants(twin | {"amountDisbursed": 700})))
    assert [(s.id, s.edits) for s in seen.steps if s.action == CHANGE] == [
        ("360g-a-2-paid", [("amount", "600.5", "700")])
    ]


def test_a_grant_that_its_recipient_passes_on_came_through_it(content: Content) -> None:
    found = offered(content, grants({"id": "360G-a-2", "regrantType": "FRG010"}))
    columns = ("funder_id", "via_funder_id", "organisation_id", "stage")
    assert rows(found, "project_funding", *columns) == [
        ("big-fund", "", "casa", "promised"),
        ("big-fund", "", "casa", "paid"),
        ("big-fund", "casa", "casa", "promised"),
        ("big-fund", "casa", "casa", "paid"),
    ]
    assert ("FRG010", "a grant that its recipient passes on") in {
        (r.was, r.rule) for p in found.proposed for r in p.remarks
    }
    assert preview(content, found).refused == ()


def test_what_is_not_read_of_grants_is_named(content: Content) -> None:
    assert offered(
        content, grants({"grantProgramme": [{"title": "Small"}], "dataSource": ""})
    ).notes == ("Not read: grantProgramme.",)
    head = "Identifier,Currency,Amount Awarded,Amount Applied For,Award Date,Funding Org:Name,Url"
    text = f"{head}\na,RON,100,200,2023-04-03,Fund,\n"
    assert offered(content, text).notes == ("Not read: Amount Applied For.",)


def test_an_amount_of_nothing_is_not_stated_and_said(content: Content) -> None:
    found = offered(content, grants({"id": "2", "title": "Other", "amountAwarded": 0,
                                     "amountDisbursed": ""}))  # fmt: skip
    assert rows(found, "project_funding", "amount")[-1] == ("",)
    assert any("an amount of 0 is not stated" in str(r) for p in found.proposed for r in p.remarks)


@pytest.mark.parametrize("individual", [{"name": "Ana X"}, [{"name": "Ana X"}], {"gender": "f"}])
def test_a_grant_to_a_person_is_left_out_and_named_nowhere(
    content: Content, individual: object
) -> None:
    person = {"id": "3", "recipientOrganization": [], "recipientIndividual": individual}
    found = offered(content, grants(person))
    assert [each.origin.row for each in found.left_out] == [2]
    assert found.files[0].data is None
    assert "Ana X" not in repr(found)


def test_the_same_titles_in_a_sheet_are_read_day_first_where_one_day_says_so(
    content: Content,
) -> None:
    text = (
        "Identifier,Title,Currency,Amount Awarded,Award Date,Funding Org:Name,Recipient Org:Name\n"
        'a,Games,RON,"1.000,50",03/04/2023,Fund,Casa\nb,Meals,RON,"2,5",25/12/2023,Fund,Casa\n'
    )
    found = offered(content, text)
    assert rows(found, "project_funding", "period", "amount") == [
        ("2023-04-03", "1000.50"),
        ("2023-12-25", "2.5"),
    ]


@pytest.mark.parametrize("text", ['{"grants": ' + "[" * 5000, '{"other": []}', '{"grants": 3}'])
def test_other_json_is_a_sentence(content: Content, text: str) -> None:
    with pytest.raises(DashboardError, match=r"file\.json is damaged"):
        offered(content, text, "file.json")


def test_a_files_rows_are_not_the_records_of_the_first_whom_it_names(content: Content) -> None:
    text = "Org,County,People\n#org,#adm1+name,#reached\nAjutor,Iași,10\nSprijin,Cluj,20\n"
    found = offered(content, text)
    assert set(rows(found, "sources", "title")) == {("Own records of Our organisation",)}
