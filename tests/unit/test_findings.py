"""The sentences at the head of the pages, word for word, on figures that can be looked up."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pandas as pd
import pytest

from dashboard.i18n import speaking
from dashboard.reach.breakdowns import reach_by
from dashboard.reach.figures import wholes_and_parts
from dashboard.reach.filters import Filters
from dashboard.reach.opening import open_snapshot
from dashboard.reach.outcomes import outcomes
from dashboard.reach.overview import headline
from dashboard.reach.projects import projects
from dashboard.reach.snapshot import Snapshot
from dashboard.reach.years import ReachByYear, reach_by_year
from dashboard.ui import findings
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
    "years": lambda s: findings.years(reach_by_year(s, ALL)),
    "groups": lambda s: findings.groups(reach_by(s, ALL, "target-group")),
    "counties": lambda s: findings.counties(reach_by(s, ALL, "county")),
    "funders": lambda s: findings.funders(reach_by(s, ALL, "funder")),
    "projects": lambda s: findings.projects(projects(s, ALL)),
    "wholes": lambda s: findings.wholes(wholes_and_parts(s, ALL)),
    "outcomes": lambda s: findings.outcomes(outcomes(s, ALL)),
}
IN_ENGLISH = {
    "overview": "From 2014 to 2016 the documents tell of surely 5,590 and at most 5,830 different "
    "people.",
    "years": "2015 is the year with the most people: 5,000.",
    "groups": "The largest group reported: Parents, 5,100 – 5,240 people.",
    "counties": "Figures of single counties: Cluj (5,000), Iași (160) and Bacău (40). 2 rows are "
    "about wider areas or state none.",
    "funders": "2 funders contributed to figures that are published. The largest reach contributed "
    "to: 5,100 – 5,240 people.",
    "projects": "2 projects and 1 other activity.",
    "wholes": "1 figure is a part, of 1 whole.",
    "outcomes": "2 results, 1 award among them.",
}
IN_ROMANIAN = {
    "overview": "Beneficiari între 2014 și 2016, după documente: sigur 5.590, cel mult 5.830 "
    "(persoane diferite).",
    "years": "2015 este anul cu cele mai multe persoane: 5.000.",
    "groups": "Cel mai mare grup raportat: Părinți (persoane: 5.100 – 5.240).",
    "counties": "Cifre ale câte unui singur județ: Cluj (5.000), Iași (160) și Bacău (40). "
    "2 rânduri privesc zone mai largi sau nu precizează zona.",
    "funders": "2 finanțatori au contribuit la cifre publicate. Cel mai mare număr de beneficiari "
    "la care a contribuit unul: 5.100 – 5.240.",
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


def of_years(*rows: dict[str, object], lanes: pd.DataFrame = NOTHING) -> ReachByYear:
    told = {"counted_text": "", "services_text": "", "reported_text": "x"}
    return ReachByYear(frame(*(row | told for row in rows)), lanes, NOTHING)


def test_the_year_named_has_most_people_surely_and_not_at_most() -> None:
    rows = year(2014, 50), year(2015, 90, 900), year(2016, 590, 790), year(2017, 70)
    sentence = "2016 is the year with the most people: 590 – 790."
    assert findings.years(of_years(*rows)) == sentence


def test_an_estimate_is_called_one() -> None:
    rows = year(2015, 90), year(2016, 590, is_estimate=True)
    sentence = "Spread evenly, 2016 has the largest number: 590 people (an estimate)."
    assert findings.years(of_years(*rows)) == sentence


def test_without_a_year_the_longer_periods_are_counted() -> None:
    nothing = ReachByYear(NOTHING, frame(lane("a", 2010, 2013), lane("b", 2004, 2015)), NOTHING)
    told = "No figure of a single year; 2 periods of several years are reported."
    assert findings.years(nothing) == told
    assert findings.years(nothing._replace(lanes=NOTHING)) == "No figure states its year."
