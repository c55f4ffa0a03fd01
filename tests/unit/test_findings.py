"""The sentences at the head of the pages, word for word, on figures that can be looked up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

import pandas as pd
import pytest

from dashboard.charts.text import width
from dashboard.counting import End, Range
from dashboard.i18n import speaking
from dashboard.reach.breakdowns import reach_by
from dashboard.reach.figures import wholes_and_parts
from dashboard.reach.filters import Filters
from dashboard.reach.headlines import Activity, Beside, Largest, Latest, beside, most_helped
from dashboard.reach.opening import open_snapshot
from dashboard.reach.outcomes import outcomes
from dashboard.reach.overview import headline
from dashboard.reach.projects import projects
from dashboard.reach.snapshot import Snapshot
from dashboard.reach.support import Money
from dashboard.reach.years import ReachByYear, reach_by_year
from dashboard.ui import findings, givers
from dashboard.ui.notes import finding_html
from tests import tiny
from tests.chart_frames import NOTHING, frame, lane, year

ALL = Filters()


@pytest.fixture(scope="module")
def larger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """The tiny example with 5,000 parents of Cluj, 40 of Bacău, a second funder and an award.

    The largest group, county and funder are never the first in the tables or the alphabet.
    """
    content = tiny.write(tmp_path_factory.mktemp("larger") / "own")
    parents: dict[str, str | int] = {"project_id": "parents-too", "target_group_id": "parents"}
    one: dict[str, str | int] = {
        "area_id": "RO-CJ",
        "period": "2015",
        "people": 5000,
        "published_as": "5000",
    }
    other: dict[str, str | int] = {
        "area_id": "RO-BC",
        "period": "2014",
        "people": 40,
        "published_as": "40",
    }
    tiny.append(content, "beneficiaries", tiny.figure("g", **parents, **one))
    tiny.append(content, "beneficiaries", tiny.figure("h", **parents, **other))
    tiny.append(content, "funders", "second-fund,Second Fund,foundation,")
    tiny.append(
        content,
        "project_funding",
        "grant-2,parents-too,,second-fund,,funder,10,EUR,grant,2016,,,report,p. 9,",
    )
    tiny.append(
        content,
        "outcomes",
        "prize,teachers,,,RO-IS,recognition,Prize,Premiu,,,,,,,First,Primul,exact,First,2016,"
        "report,p5,,,",
    )
    with open_snapshot(content) as snapshot:
        yield snapshot


FINDINGS: dict[str, Callable[[Snapshot], str]] = {
    "overview": lambda s: findings.overview(headline(s, ALL)),
    "beside": lambda s: findings.second_line(beside(s, ALL)),
    "small": lambda s: findings.small_line(headline(s, ALL).people),
    "years": lambda s: findings.years(reach_by_year(s, ALL)),
    "groups": lambda s: findings.groups(reach_by(s, ALL, "target-group")),
    "counties": lambda s: findings.counties(reach_by(s, ALL, "county")),
    "funders": lambda s: givers.funders(reach_by(s, ALL, "funder")),
    "projects": lambda s: findings.projects(projects(s, ALL)),
    "wholes": lambda s: findings.wholes(wholes_and_parts(s, ALL)),
    "outcomes": lambda s: findings.outcomes(outcomes(s, ALL)),
}
IN_ENGLISH = {
    "overview": "At least 5,590 people helped, 2014–2016.",
    "beside": "In 2016: at least 590, after 5,000 in 2015. Mostly through Parents too: 5,000 "
    "(2015). Without them: at least 490.",
    "small": "Up to 5,830 people if nobody is in two reports",
    "years": "Most people in one year: 5,000, in 2015.",
    "groups": "The largest group: parents, at least 5,100 people.",
    "counties": "Most people of one county: Cluj (5,000), Iași (160) and Bacău (40).",
    "funders": "2 funders contributed to figures that are published. Most people: 5,100 – 5,240, "
    "contributed to by Second Fund.",
    "projects": "2 projects and 1 other activity.",
    "wholes": "1 figure is a part, of 1 whole.",
    "outcomes": "2 results and awards (1 award).",
}
IN_ROMANIAN = {
    "overview": "Cel puțin 5.590 de oameni ajutați, 2014–2016.",
    "beside": "În 2016: cel puțin 590, după 5.000 în 2015. Mai ales prin Și părinții: "
    "5.000 (2015). Fără ei: cel puțin 490.",
    "small": "Cel mult 5.830 de persoane, dacă rapoartele nu se suprapun",
    "years": "Cei mai mulți oameni într-un an: 5.000, în 2015.",
    "groups": "Cel mai mare grup: părinți, cel puțin 5.100.",
    "counties": "Cei mai mulți oameni dintr-un singur județ: Cluj (5.000), Iași (160) și "
    "Bacău (40).",
    "funders": "2 finanțatori au contribuit la cifre publicate. Cei mai mulți oameni: 5.100 – "
    "5.240, cu contribuția: Second Fund.",
    "projects": "2 proiecte și 1 altă activitate.",
    "wholes": "1 cifră este parte din 1 întreg.",
    "outcomes": "2 rezultate, dintre care 1 premiu sau distincție.",
}


@pytest.mark.parametrize("name", FINDINGS)
def test_each_page_begins_with_its_finding(larger: Snapshot, name: str) -> None:
    told = {}
    for language in ("en", "ro"):
        with speaking(language):
            told[language] = FINDINGS[name](larger).replace("\N{NO-BREAK SPACE}", " ")
    assert told == {"en": IN_ENGLISH[name], "ro": IN_ROMANIAN[name]}


OF_DOCUMENTS = {"counted_text": "", "services_text": "", "reported_text": "x"}


def of_years(*rows: dict[str, object], lanes: pd.DataFrame = NOTHING) -> ReachByYear:
    return ReachByYear(frame(*(row | OF_DOCUMENTS for row in rows)), lanes, NOTHING)


def test_the_year_named_has_most_people_who_are_certain() -> None:
    rows = year(2014, 50), year(2015, 90, 900), year(2016, 590, 790), year(2017, 70)
    assert findings.years(of_years(*rows)) == "Most people in one year: at least 590, in 2016."


def test_of_a_single_year_nothing_is_the_most() -> None:
    assert findings.years(of_years(year(2016, 590, 790))) == "People helped in 2016: at least 590."


def test_an_estimate_is_called_one() -> None:
    rows = year(2015, 90), year(2016, 590, is_estimate=True)
    sentence = "Spread evenly, 2016 has the largest number: 590 people (an estimate)."
    assert findings.years(of_years(*rows)) == sentence


def test_without_a_year_the_longer_periods_are_counted() -> None:
    nothing = ReachByYear(NOTHING, frame(lane("a", 2010, 2013), lane("b", 2004, 2015)), NOTHING)
    told = "No figure of a single year; 2 periods of several years are reported."
    assert findings.years(nothing) == told
    undated = nothing._replace(lanes=NOTHING, elsewhere=nothing.lanes)
    assert findings.years(undated) == "No figure states its year."
    nobody = "No number of people is published for these filters."
    assert findings.years(nothing._replace(lanes=NOTHING)) == nobody


def test_without_results_or_people_a_page_says_so_and_no_zero(tiny_snapshot: Snapshot) -> None:
    rows = outcomes(tiny_snapshot, ALL)
    assert findings.outcomes(rows[:0]) == "No result is published for these filters."
    given = pd.DataFrame([{"funder_id": "a", "project_id": "x"}])
    listed = projects(tiny_snapshot, ALL)
    assert findings.projects(listed[:0]) == "No project or activity fits these filters."
    alone = listed[listed["kind"] == "project"]
    assert findings.projects(alone) == "2 projects."
    nobody = Range(End(0), End(0))
    assert givers.supported(given, nobody) == "1 funder is named, and no number of people."


FEW = End(2_260, is_open=True)
SAME = Latest("2023", End(185_335), "2022", End(190_838), is_same=True)


def beside_it(latest: Latest | None = None, largest: Largest | None = None) -> str:
    return findings.second_line(Beside(latest, largest, ""))


@pytest.mark.parametrize(
    ("latest", "told"),
    [
        (SAME, "In 2023: at least 185,000, down 3% from 2022."),
        (SAME._replace(is_reading=True), ""),  # a number that may fall is no second total
        (
            SAME._replace(is_same=False),
            "In 2023: at least 185,000, after at least 190,000 in 2022.",
        ),
        (
            Latest("2025", FEW, "2024", End(7_715, is_open=True), is_same=False),
            "In 2025: at least 2,260, after at least 7,710 in 2024.",
        ),
        (Latest("2020", End(60), "2019", End(50), True), "In 2020: 60, up 20% from 2019."),
        (
            Latest("2020", End(500), "2019", End(50), True),
            "In 2020: 500, 10 times as many as in 2019.",
        ),
        (Latest("2020", End(50), "2019", End(50), True), "In 2020: 50, as many as in 2019."),
        (
            Latest("2020", End(999), "2019", End(1000), True),
            "In 2020: 999, about as many as in 2019.",
        ),
    ],
)
def test_a_year_is_compared_only_with_one_that_speaks_of_the_same(
    latest: Latest, told: str
) -> None:
    assert beside_it(latest) == told


def test_the_one_figure_that_is_most_is_named_with_what_stands_without_it() -> None:
    largest = Largest("NGO staff", "2022", 190_838, End(33_460, is_open=True), is_reading=False)
    told = "Mostly NGO staff: 190,000 (2022). Without them: at least 33,400."
    assert beside_it(largest=largest) == told
    read = largest._replace(is_reading=True)  # then the headline begins with what stands
    assert beside_it(largest=read) == ""


def test_what_people_were_helped_with_is_told_beside_the_last_year_and_fits_its_line() -> None:
    latest = Latest("2020", End(60), "2019", End(50), True)
    activities = Activity("Hot meals", 33_660), Activity("After-school clubs " * 9, 430)
    told = findings.second_line(Beside(latest, None, "", activities, are_nearly_all=True))
    assert told.startswith("In 2020: 60, up 20% from 2019. Helped through: Hot meals (33,600), ")
    assert told.endswith("After-school clubs After-school clubs… (430).")
    assert width(told, 17) <= 1240
    few = findings.second_line(Beside(None, None, "", activities[:1]))
    assert few == "Helped, among others, through: Hot meals (33,600)."


def test_under_one_project_nothing_says_once_more_what_it_was(published: Snapshot) -> None:
    assert most_helped(published, Filters(projects=("romexpo-centre",))) == ()
    assert most_helped(published, Filters(programmes=("aliat-refugees",))) == (
        Activity("INSIDE", 3_300),
    )


def test_a_heading_cuts_a_long_name_and_keeps_it_for_who_points_at_it() -> None:
    name = "Centre for " + "very long names " * 8
    rows = frame(lane("x", 2015, 2016, label=name) | OF_DOCUMENTS)
    cut = findings.groups(rows, is_cut=True)
    assert cut.startswith("The largest group: centre for very long names ")
    assert cut.endswith("…, 100 people.")
    assert width(cut, 22) <= 1240
    page = finding_html(cut, "", findings.groups(rows))
    assert f'<h1 title="The largest group: {name[0].lower()}{name[1:]}, 100 people.">' in page
    assert "title" not in finding_html("10 people helped.", "", "10 people helped.")


def test_what_only_touches_the_filters_comes_before_everything_else() -> None:
    wider = "Reports about wider areas name 410,000 or more."
    assert findings.second_line(Beside(SAME, None, wider)) == wider


def test_money_without_people_is_told_as_money() -> None:
    given = [Money("RON", "grant", "paid", Decimal(31_000_000))]
    said = findings.no_people(given).replace("\N{NO-BREAK SPACE}", " ")
    assert said == "31,000,000 RON (grant, paid), and no number of people."
    assert findings.no_people([]) == "No number of people is published for these filters."


def test_in_the_published_data_the_headline_says_first_what_stands(published: Snapshot) -> None:
    told = beside(published, ALL)
    assert findings.overview(headline(published, ALL)) == (
        "At least 30,100 people helped, 2004–2023, and 190,000 more if each was counted once."
    )
    assert findings.second_line(told) == (
        "Helped through: Career orientation for rural pupils (30,000), "
        "Romexpo donation centre (190,000)."
    )
    assert findings.second_line_of_years(told) == (
        "In 2023: at least 185,000, down 3% from 2022, if we read the reports right. "
        "Mostly through Romexpo donation centre: 190,000 (2022)."
    )
    assert findings.small_line(headline(published, ALL).people) == (
        "413,000 or more if nobody is in two reports"
    )


def test_under_a_filter_the_headline_is_of_what_lies_inside(published: Snapshot) -> None:
    iasi = Filters(counties=("RO-IS",))
    assert (
        findings.overview(headline(published, iasi))
        == "160 people helped, 2016, if we read the reports right."
    )
    assert findings.second_line(beside(published, iasi)) == (
        "Reports about wider areas name 410,000 or more, who may or may not be from Iași."
    )
    cluj = Filters(counties=("RO-CJ",))
    assert findings.overview(headline(published, cluj)) == "No one is certain under these filters."
