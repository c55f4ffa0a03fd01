"""An IATI file as the standard has it, with each of its traps: activities, money, results."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.errors import DashboardError
from dashboard.intake.accepting import accept
from dashboard.intake.kinds import IATI, Upload, kind_of
from dashboard.intake.offer import Offer
from dashboard.intake.preview import preview
from dashboard.intake.taking_in import offer_of
from dashboard.paths import DATA, Content
from tests.imports import tables, undone

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="2.03">'


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return Content(DATA / "reference", tmp_path / "tables", tmp_path / "cache", True, "own")


def activity(inside: str = "", identifier: str = "RO-1-day-centre", **names: str) -> str:
    title = names.get("title", "Day centre")
    return f"""
<iati-activity default-currency="EUR" xml:lang="en">
 <iati-identifier>{identifier}</iati-identifier>
 <reporting-org ref="RO-1" type="22"><narrative>Casa Deschisă</narrative></reporting-org>
 <title><narrative>{title}</narrative><narrative xml:lang="ro">Centru de zi</narrative></title>
 <description><narrative>Meals and games.</narrative></description>
 <participating-org role="1" type="60"><narrative>Big Fund</narrative></participating-org>
 {inside}
</iati-activity>"""


def file(*activities: str) -> bytes:
    return f"{HEAD}{''.join(activities)}\n</iati-activities>\n".encode()


def offered(content: Content, *activities: str, **answers: str) -> Offer:
    told = {("figure", name): answer for name, answer in answers.items()}
    return offer_of(content, [Upload("casa.xml", file(*activities))], told)


def rows(found: Offer, table: str, *columns: str) -> list[tuple[str, ...]]:
    values = {id(each): each.values for each in found.proposed if each.table == table}
    told = [tuple(row.get(column, "") for column in columns) for row in values.values()]
    return list(dict.fromkeys(told))


def remarks(found: Offer) -> list[str]:
    return [str(remark) for each in found.proposed for remark in each.remarks]


def left_out(found: Offer) -> list[tuple[str, int, str]]:
    return [(each.origin.sheet, each.origin.row, each.why) for each in found.left_out]


def money(
    kind: int, value: str, day: str = "2023-05-01", provider: str = "", more: str = ""
) -> str:
    by = f"<provider-org><narrative>{provider}</narrative></provider-org>" if provider else ""
    return (
        f'<transaction><transaction-type code="{kind}"/><transaction-date iso-date="{day}"/>'
        f'<value value-date="{day}" {more}>{value}</value>{by}</transaction>'
    )


def budget(kind: int, value: str, year: int = 2023) -> str:
    days = f'<period-start iso-date="{year}-01-01"/><period-end iso-date="{year}-12-31"/>'
    return f'<budget type="{kind}">{days}<value value-date="{year}-01-01">{value}</value></budget>'


def period(start: int, end: int, inside: str) -> str:
    return (
        f'<period><period-start iso-date="{start}-01-01"/><period-end iso-date="{end}-12-31"/>'
        f"{inside}</period>"
    )


def indicator(
    *periods: str, title: str = "Children reached", more: str = "", base: str = ""
) -> str:
    return (
        f'<result type="1"><title><narrative>Result</narrative></title><indicator measure="1" '
        f"{more}><title><narrative>{title}</narrative></title>{base}{''.join(periods)}</indicator>"
        "</result>"
    )


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
    assert "60 % → : a share of the money, and of no people" in remarks(found)


def test_a_revised_budget_stands_in_the_place_of_the_first_one(content: Content) -> None:
    found = offered(content, activity(budget(2, "1500.50") + budget(1, "1000")))
    columns = ("funding_id", "amount", "amount_kind", "currency", "period", "supersedes")
    assert rows(found, "project_funding", *columns) == [
        ("big-fund-2023", "1000", "project-total", "EUR", "2023", ""),
        ("big-fund-2023-2", "1500.50", "project-total", "EUR", "2023", "big-fund-2023"),
    ]


def test_a_budget_of_several_funders_is_nobodys_part(content: Content) -> None:
    other = '<participating-org role="1"><narrative>Other</narrative></participating-org>'
    found = offered(content, activity(other + budget(1, "1000")))
    assert rows(found, "project_funding", "funder_id", "amount") == [
        ("big-fund", ""),
        ("other", ""),
    ]
    ((sheet, row, why),) = left_out(found)
    assert (sheet, row) == ("budget", 1)
    assert why.startswith("several give to the activity")


def test_what_came_in_is_paid_what_was_promised_is_promised_and_what_went_out_is_told(
    content: Content,
) -> None:
    kinds = (1, "600"), (11, "1000"), (2, "900"), (3, "200"), (4, "100")
    found = offered(content, activity("".join(money(*each) for each in kinds)))
    columns = ("amount", "stage", "period", "currency")
    assert rows(found, "project_funding", *columns) == [
        ("600", "paid", "2023-05-01", "EUR"),
        ("1000", "promised", "2023-05-01", "EUR"),
    ]
    assert [(sheet, row) for sheet, row, _why in left_out(found)] == [
        ("transaction", 3),
        ("transaction", 4),
        ("transaction", 5),
        ("participating-org", 1),
    ]


def test_a_promise_is_that_of_the_giver_where_no_other_is_told(content: Content) -> None:
    found = offered(content, activity(money(2, "900", provider="Third Fund")))
    assert rows(found, "project_funding", "funder_id", "amount", "stage") == [
        ("third-fund", "900", "promised"),
        ("big-fund", "", ""),
    ]


def test_two_payments_of_one_day_are_one_row_and_less_than_nothing_was_given_back(
    content: Content,
) -> None:
    inside = money(1, "300") + money(1, "300") + money(1, "-50.5", more='currency="RON"')
    found = offered(content, activity(inside))
    assert rows(found, "project_funding", "amount", "stage", "currency") == [
        ("600", "paid", "EUR"),
        ("50.5", "returned", "RON"),
    ]
    assert "300 + 300 → 600: the sum of 2 of the same day" in remarks(found)


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


def test_results_are_outcomes_by_period_and_the_later_of_nested_periods_stands(
    content: Content,
) -> None:
    inside = indicator(
        period(2017, 2019, '<target value="50"/><actual value="30,6"/>'),
        period(2017, 2021, '<target value="90"/><actual value="80"/>'),
        more='ascending="0" aggregation-status="0"',
        base='<baseline year="2016" value="10"/>',
        title="Days waited",
    )
    found = offered(content, activity(inside))
    columns = ("period", "value", "target", "baseline", "baseline_period", "published_as", "kind")
    assert rows(found, "outcomes", *columns) == [
        ("2017..2021", "80", "90", "10", "2016", "80", "output"),
        ("2017..2019", "30.6", "50", "10", "2016", "30,6", "output"),
    ]
    assert rows(found, "indicators", "name_en", "better", "over_periods") == [
        ("Days waited", "lower", "latest")
    ]
    assert "30,6 → 30.6: read as a number, by how the column is written" in remarks(found)


@pytest.mark.parametrize(
    ("status", "second", "over"),
    [("1", 2018, "sum"), ("1", 2017, "latest"), ("0", 2018, "latest"), ("", 2018, "latest")],
)
def test_periods_are_added_only_where_the_file_allows_it_and_they_lie_apart(
    content: Content, status: str, second: int, over: str
) -> None:
    periods = [
        period(2017, 2017, '<actual value="3"/>'),
        period(second, 2018, '<actual value="4"/>'),
    ]
    found = offered(content, activity(indicator(*periods, more=f'aggregation-status="{status}"')))
    assert rows(found, "indicators", "over_periods") == [(over,)]


def test_of_several_targets_the_one_without_a_dimension_is_the_total(content: Content) -> None:
    inside = (
        '<target value="60"><dimension name="sex" value="female"/></target>'
        '<target value="100"/><actual value="90"/>'
        '<actual value="55"><dimension name="sex" value="female"/></actual>'
    )
    found = offered(content, activity(indicator(period(2023, 2023, inside))))
    columns = ("indicator_en", "target", "value", "sex", "indicator_id")
    assert rows(found, "outcomes", *columns) == [
        ("Children reached", "100", "90", "", "children-reached"),
        ("Children reached – sex: female", "60", "55", "female", ""),
    ]


def test_a_percentage_has_its_unit_and_words_are_told_as_words(content: Content) -> None:
    share = indicator(period(2023, 2023, '<actual value="85%"/>'), title="Passed the exam")
    words = indicator(
        period(2023, 2023, "<actual><comment><narrative>Good</narrative></comment></actual>"),
        title="Quality",
    )
    inside = share.replace('measure="1"', 'measure="2"') + words.replace(
        'measure="1"', 'measure="5"'
    )
    found = offered(content, activity(inside))
    columns = ("indicator_en", "value", "unit_en", "value_text_en")
    assert rows(found, "outcomes", *columns) == [
        ("Passed the exam", "85", "%", ""),
        ("Quality", "", "", "Good"),
    ]


def test_an_indicator_of_people_is_a_result_and_only_when_asked_figures_too(
    content: Content,
) -> None:
    inside = indicator(
        period(2017, 2019, '<actual value="30"/>'), period(2017, 2021, '<actual value="80"/>')
    )
    found = offered(content, activity(inside))
    assert rows(found, "beneficiaries", "people") == []
    assert any("--answer" not in note and "figure:Children reached=new" in note
               for note in found.notes)  # fmt: skip
    asked = offered(content, activity(inside), **{"Children reached": "new"})
    columns = ("people", "period", "part_of", "label_en", "project_id")
    assert rows(asked, "beneficiaries", *columns) == [
        ("80", "2017..2021", "", "Children reached", "centru-de-zi"),
        ("30", "2017..2019", "children-reached-2017-2021", "Children reached", "centru-de-zi"),
    ]


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
    with pytest.raises(DashboardError, match=r"x\.xml (begins with a DOCTYPE|is damaged)"):
        offer_of(content, [Upload("x.xml", data)])


def test_a_damaged_file_is_one_sentence(content: Content) -> None:
    with pytest.raises(DashboardError, match="is damaged"):
        offer_of(content, [Upload("x.xml", file(activity())[:-40])])
