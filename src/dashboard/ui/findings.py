"""The sentence that states what a page or a chart shows; also the chart's text alternative."""

from __future__ import annotations

import pandas as pd

from dashboard.i18n import _, ngettext, words
from dashboard.reach.overview import Headline
from dashboard.reach.projects import ProjectCounts
from dashboard.reach.years import ReachByYear
from dashboard.wording import range_sentence


def overview(head: Headline) -> str:
    if head.people.is_empty:
        return _("Nothing is published for these filters.")
    people = range_sentence(head.people)
    if head.years is None:
        return _("The documents tell of {people}.").format(people=people)
    return _("From {first} to {last} the documents tell of {people}.").format(
        first=head.years[0], last=head.years[1], people=people
    )


def years(answer: ReachByYear) -> str:
    """The year with most people surely reached, or what there is when no year is reported."""
    if answer.years.empty:
        if answer.lanes.empty:
            return _("No figure states its year.")
        return ngettext(
            "No figure of a single year; {n} period of several years is reported.",
            "No figure of a single year; {n} periods of several years are reported.",
            len(answer.lanes),
        )
    largest = answer.years.iloc[int(answer.years["surely"].argmax())]
    sentence = _("{year} is the year with the most people: {people}.")
    if largest["is_estimate"]:
        sentence = _("Spread evenly, {year} has the largest number: {people} people (an estimate).")
    return sentence.format(year=largest["label"], people=largest["people_text"])


def groups(rows: pd.DataFrame) -> str:
    if rows.empty:
        return _("Nothing is published for these filters.")
    return _("The largest group reported: {group}, {people} people.").format(
        group=rows["label"].iloc[0], people=rows["people_text"].iloc[0]
    )


def counties(rows: pd.DataFrame) -> str:
    single = rows[rows["row_kind"] == "row"]
    if rows.empty:
        return _("Nothing is published for these filters.")
    rest = _about_wider(len(rows) - len(single))
    if single.empty:
        return _("No figure is about one county alone. {rest}").format(rest=rest)
    named = words(
        f"{label} ({people})"
        for label, people in zip(single["label"][:3], single["people_text"][:3], strict=True)
    )
    return _("Figures of single counties: {named}. {rest}").format(named=named, rest=rest).strip()


def _about_wider(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "{n} row is about a wider area or states none.",
        "{n} rows are about wider areas or state none.",
        count,
    )


def named(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that have a name: without the one for what is not stated."""
    return rows[rows["row_kind"] != "not-stated"]


def funders(rows: pd.DataFrame) -> str:
    stated = named(rows)
    if stated.empty:
        return _("No document names a funder for these figures.")
    count = ngettext(
        "{n} funder contributed to figures that are published.",
        "{n} funders contributed to figures that are published.",
        len(stated),
    )
    return _("{count} The largest reach contributed to: {people} people.").format(
        count=count, people=stated["people_text"].iloc[0]
    )


def projects(count: ProjectCounts) -> str:
    listed = ngettext("{n} project", "{n} projects", count.projects)
    others = ngettext(
        "{n} service, campaign, study or event",
        "{n} services, campaigns, studies and events",
        count.others,
    )
    return _("{projects} and {others} are told of.").format(projects=listed, others=others)


def wholes(rows: pd.DataFrame) -> str:
    whole = rows["whole_id"] == ""
    return _("{parts}, {wholes}.").format(
        parts=ngettext("{n} figure is a part", "{n} figures are parts", int((~whole).sum())),
        wholes=ngettext("of {n} whole", "of {n} wholes", int(whole.sum())),
    )


def outcomes(rows: pd.DataFrame) -> str:
    results = int((rows["kind"] != "context").sum())
    awards = int((rows["kind"] == "recognition").sum())
    told = ngettext(
        "{n} result beside the people reached", "{n} results beside the people reached", results
    )
    if not awards:
        return f"{told}."
    return _("{results}, {recognitions} among them.").format(
        results=told, recognitions=ngettext("{n} recognition", "{n} recognitions", awards)
    )
