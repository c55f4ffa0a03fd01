"""An IATI file as the standard has it, with each of its traps: activities, and the whole of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.errors import DashboardError
from dashboard.i18n import speaking
from dashboard.intake.accepting import accept
from dashboard.intake.iati_in import without_contacts
from dashboard.intake.kinds import IATI, Upload, kind_of
from dashboard.intake.offer import Offer
from dashboard.intake.preview import preview
from dashboard.intake.taking_in import offer_of
from dashboard.paths import DATA, Content
from tests.iati import (
    activity,
    budget,
    file,
    indicator,
    left_out,
    money,
    offered,
    period,
    remarks,
    rows,
)
from tests.imports import tables, undone


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return Content(DATA / "reference", tmp_path / "tables", tmp_path / "cache", True, "own")


def test_an_activity_is_a_project_under_its_identifier_with_its_dates_as_they_were(
    content: Content,
) -> None:
    dates = "".join(
        f'<activity-date type="{kind}" iso-date="{day}"/>'
        for kind, day in ((1, "2021-01-01"), (2, "2022-03-15"), (3, "2023-12-31"))
    )
    found = offered(content, activity(dates + "<contact-info/>"))
    assert found.kind == IATI
    columns = ("project_id", "title_en", "title_ro", "period", "summary_en", "locator")
    assert rows(found, "projects", *columns) == [
        ("centru-de-zi", "Day centre", "Centru de zi", "2022-03..2023-12", "Meals and games.",
         "RO-1-day-centre"),
    ]  # fmt: skip
    assert ("project", "RO-1-day-centre", "centru-de-zi") in rows(
        found, "aliases", "kind", "text", "id"
    )
    assert rows(found, "organisations", "name") == [("Casa Deschisă",)]
    assert rows(found, "sources", "title") == [("IATI file of Casa Deschisă",)]
    assert found.notes == ("Not read of the activities: contact-info.",)


def test_who_funds_who_coordinates_and_who_carries_out(content: Content) -> None:
    others = "".join(
        f'<participating-org role="{role}"><narrative>{name}</narrative></participating-org>'
        for role, name in ((2, "Ministry"), (3, "Network"), (4, "Alpha"), (4, "Casa Deschisă"))
    )
    found = offered(content, activity(others))
    assert rows(found, "project_funding", "funder_id", "role", "amount") == [
        ("big-fund", "funder", "")
    ]
    assert rows(found, "project_partners", "organisation_id", "role") == [
        ("network", "coordinator"),
        ("alpha", "partner"),
    ]
    assert [row for _sheet, row, _why in left_out(found)] == [2, 5]


def test_another_country_is_abroad_and_shares_are_of_money_alone(content: Content) -> None:
    shares = '<recipient-country code="RO" percentage="60"/><recipient-country code="MD" ' \
             'percentage="40"/>'  # fmt: skip
    people = indicator(period(2023, 2023, '<actual value="100"/>'))
    found = offered(content, activity(shares + people), **{"Children reached": "new"})
    assert rows(found, "areas", "area_id", "kind", "country_code", "name_ro") == [
        ("moldova", "abroad", "MD", "Republica Moldova")
    ]
    assert rows(found, "project_areas", "area_id") == [("romania",), ("moldova",)]
    assert rows(found, "beneficiaries", "people", "area_id") == [("100", "not-stated")]
    assert "60 % → –: a share of the money, and of no people" in remarks(found)


def test_of_a_hierarchy_the_parts_are_taken_and_the_whole_is_their_line_of_work(
    content: Content,
) -> None:
    parent = activity(budget(1, "5000"), "RO-1", title="Children first")
    child = activity('<related-activity type="1" ref="RO-1"/>' + budget(1, "3000"), "RO-1-a")
    found = offered(content, parent, child)
    assert rows(found, "projects", "title_en", "programme_id") == [("Day centre", "children-first")]
    assert rows(found, "project_funding", "amount") == [("3000",)]
    assert sorted((sheet, row) for sheet, row, _why in left_out(found)) == [
        ("budget", 1),
        ("iati-activity", 1),
        ("participating-org", 1),
        ("participating-org", 2),  # told by its budget
    ]


def test_the_place_of_an_element_is_what_is_found_in_the_file(content: Content) -> None:
    spring = indicator(period(2021, 2021, '<actual value="1"/>'), period(2023, 2022, THREE))
    first = activity(money(1, "5"), "RO-1")
    second = activity(money(1, "5") + money(3, "7") + money(1, "1", "in spring") + spring, "RO-2")
    found = offered(content, first, second)
    out = [each.origin.place() for each in found.left_out if each.origin.sheet == "transaction"]
    assert out == ["activity RO-2, transaction 2"]
    refused = {each.origin.sheet: each.origin for each in preview(content, found).refused}
    assert refused["transaction"].place("period") == "activity RO-2, transaction 3, date"
    assert refused["period"].place() == "activity RO-2, result 1, indicator 1, period 2"
    with speaking("ro"):
        assert refused["transaction"].place() == "activitatea RO-2, tranzacția 3"
        assert refused["period"].place().endswith("rezultatul 1, indicatorul 1, perioada 2")


def test_an_activity_without_an_identifier_is_found_by_its_number(content: Content) -> None:
    found = offered(content, activity(), activity(money(3, "7"), ""))
    assert [each.origin.place() for each in found.left_out][-1] == "activity 2, transaction 1"


def test_all_of_it_fits_the_tables_and_every_element_is_accounted_for(content: Content) -> None:
    dimension = '<actual value="9"><dimension name="sex" value="female"/></actual>'
    inside = (
        '<activity-date type="2" iso-date="2021-01-01"/><recipient-country code="MD"/>'
        '<participating-org role="3"><narrative>Network</narrative></participating-org>'
        + budget(1, "1000", 2021)
        + budget(2, "1500.50", 2021)
        + money(1, "300") + money(1, "300") + money(1, "-5") + money(11, "900") + money(4, "7")
        + indicator(
            period(2021, 2021, '<target value="20"/><actual value="30,6"/>'), title="Days waited"
        )
        + indicator(
            period(2021, 2022, f'<actual value="80"/>{dimension}'),
            period(2021, 2021, '<actual value="30"/>'),
            period(2023, 2023, ""),
        )
    )  # fmt: skip
    found = offered(content, activity(inside), **{"Children reached": "new"})
    seen = preview(content, found)
    assert seen.refused == ()
    assert (seen.rows, len(seen.accepted), len(seen.left_out)) == (16, 13, 3)
    after = {name: after for name, _b, after in seen.totals}
    assert after["total value of the project, not a grant, promised, EUR"] == "1,500.50\u00a0EUR"
    assert after["grant, paid, EUR"] == "595\u00a0EUR"  # what was given back is taken off
    assert "80" in after["People supported"]


def test_the_same_file_again_says_nothing_new_a_later_one_corrects_and_all_of_it_goes_back(
    content: Content,
) -> None:
    def taken(value: str, paid: str) -> Offer:
        inside = indicator(period(2023, 2023, f'<actual value="{value}"/>')) + money(1, paid)
        return offered(content, activity(inside + budget(1, "10") + budget(2, "20")))

    first = accept(content, preview(content, taken("30", "5")), "ana")
    again = preview(content, taken("30", "5"))
    assert again.is_nothing
    later = taken("40", "5")
    added = [step for step in preview(content, later).steps if step.action == "add"]
    assert [(step.proposed.table, (step.after or {})["supersedes"]) for step in added] == [
        ("outcomes", "children-reached-2023")
    ]
    undone(content, first)
    assert tables(content) == {}


@pytest.mark.parametrize("coding", ["utf-8", "utf-16", "iso-8859-2"])
def test_it_is_known_by_its_root_whatever_its_coding(content: Content, coding: str) -> None:
    text = file(activity()).decode().replace('encoding="UTF-8"', f'encoding="{coding}"')
    upload = Upload("file.bin", text.encode(coding))
    assert kind_of(upload) == IATI
    found = offer_of(content, [upload])
    assert rows(found, "organisations", "name") == [("Casa Deschisă",)]


THREE = '<actual value="3"/>'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
HOSTILE = {
    "of another file": '<!DOCTYPE iati-activities [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
    "of laughs": f'<!DOCTYPE iati-activities [<!ENTITY l0 "ha">{LAUGHS}]>',
    "of an address": '<!DOCTYPE iati-activities SYSTEM "http://127.0.0.1:1/x.dtd">',
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_file_that_declares_what_its_words_stand_for_is_not_opened(
    content: Content, what: str
) -> None:
    inside = activity(title="&x;" if "other" in what else "&l9;" if "laughs" in what else "Plain")
    data = file(inside).replace(b"<iati", HOSTILE[what].encode() + b"<iati", 1)
    with pytest.raises(DashboardError, match=r"x\.xml begins with a DOCTYPE"):
        offer_of(content, [Upload("x.xml", data)])


def test_the_copy_of_a_file_is_kept_without_the_people_to_ask(content: Content) -> None:
    asked = "<contact-info><person-name><narrative>Ana Pop</narrative></person-name></contact-info>"
    given = offered(content, activity(f'{asked}<contact-info type="1"/>'), activity("", "RO-2"))
    assert given.files[0].data == file(activity(), activity("", "RO-2"))
    assert (
        given.files[0].sha256 != offered(content, activity(), activity("", "RO-2")).files[0].sha256
    )
    assert without_contacts(file(activity(asked)).decode().encode("utf-16")) is None


def test_a_damaged_file_is_one_sentence(content: Content) -> None:
    with pytest.raises(DashboardError, match="is damaged"):
        offer_of(content, [Upload("x.xml", file(activity())[:-40])])
