"""The sentence that states what a page or a chart shows; also the chart's text alternative."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from dashboard.counting import Range
from dashboard.i18n import _, ngettext, number, words
from dashboard.reach.breakdowns import is_untold
from dashboard.reach.overview import Headline
from dashboard.reach.targets import counts
from dashboard.reach.years import ReachByYear
from dashboard.words.caveats import honest
from dashboard.words.ranges import range_sentence


def overview(head: Headline) -> str:
    if head.people.is_empty:
        return _("Nothing is published for these filters.")
    if head.caveat:
        return head.caveat
    people = range_sentence(head.people)
    if head.years is None:
        return _SAID[_told_by(head.people)]().format(people=people)
    return _SAID_OF_YEARS[_told_by(head.people)]().format(
        first=head.years[0], last=head.years[1], people=people
    )


_SAID = {
    "documents": lambda: _("The documents tell of {people}."),
    "register": lambda: _("The register tells of {people}."),
    "both": lambda: _("The register and the documents tell of {people}."),
}
_SAID_OF_YEARS = {
    "documents": lambda: _("From {first} to {last} the documents tell of {people}."),
    "register": lambda: _("From {first} to {last} the register tells of {people}."),
    "both": lambda: _("From {first} to {last} the register and the documents tell of {people}."),
}


def _told_by(people: Range) -> str:
    if people.counted is None:
        return "documents"
    return "both" if people.figures + people.figures_touching else "register"


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
    told = answer.years[~is_untold(answer.years)]
    if told.empty:
        return _("Too few people were counted in each year to be told.")
    largest = told.iloc[int(told["surely"].argmax())]
    sentence = _("{year} is the year with the most people: {people}.")
    if largest["is_estimate"]:
        sentence = _("Spread evenly, {year} has the largest number: {people} people (an estimate).")
    return sentence.format(year=largest["label"], people=largest["people_text"])


def groups(rows: pd.DataFrame) -> str:
    if rows.empty:
        return _("Nothing is published for these filters.")
    told = rows[~is_untold(rows)]
    if told.empty:
        return _("Too few people were counted in each group to be told.")
    sentence = (
        _("The largest group reported or counted: {group}, {people} people.")
        if _has_register(rows)
        else _("The largest group reported: {group}, {people} people.")
    )
    return sentence.format(group=told["label"].iloc[0], people=told["people_text"].iloc[0])


def _has_register(rows: pd.DataFrame) -> bool:
    return bool((rows["counted_text"] != "").any())


def counties(rows: pd.DataFrame) -> str:
    is_single = rows["row_kind"] == "row"
    single = rows[is_single & ~is_untold(rows)]
    if rows.empty:
        return _("Nothing is published for these filters.")
    rest = _about_wider(int((~is_single).sum()))
    if single.empty and is_single.any():
        return _("Too few people were counted in each county to be told. {rest}").format(rest=rest)
    if single.empty:
        return _("No figure is about one county alone. {rest}").format(rest=rest)
    named = words(
        f"{label} ({people})"
        for label, people in zip(single["label"][:3], single["people_text"][:3], strict=True)
    )
    sentence = (
        _("Most people by single county: {named}. {rest}")
        if _has_register(rows)
        else _("Figures of single counties: {named}. {rest}")
    )
    return sentence.format(named=named, rest=rest).strip()


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
    count = _funders_in_all(len(stated), has_register=_has_register(rows))
    told = stated[~is_untold(stated)]
    if told.empty:
        return count
    return _("{count} The largest reach contributed to: {people} people.").format(
        count=count, people=told["people_text"].iloc[0]
    )


def _funders_in_all(count: int, *, has_register: bool) -> str:
    if has_register:
        return ngettext(
            "{n} funder contributed to what is reported and counted.",
            "{n} funders contributed to what is reported and counted.",
            count,
        )
    return ngettext(
        "{n} funder contributed to figures that are published.",
        "{n} funders contributed to figures that are published.",
        count,
    )


def supported(money: pd.DataFrame, people: Range) -> str:
    """Who reached the most people and how many gave for it; `people` are those of the first row.

    `money`: rows of `funding` with the people of their projects, those of most people first.
    """
    if money.empty:
        return _("No document names a funder for these figures.")
    given = money[money["project_id"] == money["project_id"].iloc[0]]
    said = _reached(people)
    if not said:
        return _funders_in_all(money["funder_id"].nunique(), has_register=False)
    sentence = (
        _("{project}, supported by {funders}, reached the most people: {people}.")
        if people.stands is None
        else _(
            "{project}, supported by {funders}, reached the most people: {people}, if our reading "
            "of the reports holds."
        )
    )
    return sentence.format(
        project=given["owner_label"].iloc[0], funders=_givers(given), people=said
    )


def _givers(given: pd.DataFrame) -> str:
    """`5 donors`, or the name of the only one."""
    count = given["funder_id"].nunique()
    if count == 1:
        return str(given["funder_label"].iloc[0])
    if set(given["support"]) == {"goods"}:
        return ngettext("{n} donor", "{n} donors", count)
    return ngettext("{n} funder", "{n} funders", count)


def _reached(people: Range) -> str:
    """The certain number in words, rounded towards the honest side; "" where nobody is certain."""
    if not people.surely.people:
        return ""
    if people.surely.is_approximate:
        return _("about {people}").format(people=number(people.surely.people))
    if people.is_single and not people.at_most.is_open:
        return number(people.surely.people)
    return _("at least {people}").format(people=number(honest(people.surely.people)))


def projects(listed: pd.DataFrame) -> str:
    """How many there are, and for how many no number of people is published."""
    is_project = listed["kind"] == "project"
    said = _("{projects} and {others}.").format(
        projects=ngettext("{n} project", "{n} projects", int(is_project.sum())),
        others=ngettext("{n} other activity", "{n} other activities", int((~is_project).sum())),
    )
    without = int((listed["people_text"] == "").sum())
    if not without:
        return said
    gap = ngettext(
        "For {n} of them no number of people is published.",
        "For {n} of them no number of people is published.",
        without,
    )
    return f"{said} {gap}"


def wholes(rows: pd.DataFrame) -> str:
    whole = rows["whole_id"] == ""
    return _("{parts}, {wholes}.").format(
        parts=ngettext("{n} figure is a part", "{n} figures are parts", int((~whole).sum())),
        wholes=ngettext("of {n} whole", "of {n} wholes", int(whole.sum())),
    )


def outcomes(rows: pd.DataFrame) -> str:
    """How many results there are, those about the country left out."""
    results = int((rows["kind"] != "context").sum())
    awards = int((rows["kind"] == "recognition").sum())
    told = ngettext("{n} result", "{n} results", results)
    if not awards:
        return f"{told}."
    return _("{results}, {awards} among them.").format(
        results=told, awards=ngettext("{n} award", "{n} awards", awards)
    )


_CAME_OF: Mapping[str, Callable[[int], str]] = {
    "reached": lambda n: ngettext("{n} was reached", "{n} were reached", n),
    "on-the-way": lambda n: ngettext("{n} is on the way", "{n} are on the way", n),
    "missed": lambda n: ngettext("{n} was missed", "{n} missed", n),
}
_LEFT: Mapping[str, Callable[[int], str]] = {
    "unclear": lambda n: ngettext(
        "for {n} the result does not tell", "for {n} the results do not tell", n
    ),
    "unpublished": lambda n: ngettext(
        "for {n} no result is published", "for {n} no result is published", n
    ),
}


def targets(aims: pd.DataFrame) -> str:
    """What became of the targets, each series counted once; "" where there is none to judge."""
    found = counts(aims)
    if not found:
        return ""
    told = [say(found[each]) for each, say in _CAME_OF.items() if each in found]
    left = [say(found[each]) for each, say in _LEFT.items() if each in found]
    number_of = sum(found.values())
    if set(found) == {"unpublished"}:
        return ngettext(
            "{n} target; no result of it is published.",
            "{n} targets; for none is a result published.",
            number_of,
        )
    lead = (
        ngettext("Of {n} target", "Of {n} targets", number_of)
        if told
        else ngettext("{n} target", "{n} targets", number_of)
    )
    return "; ".join([f"{lead} {words(told)}".strip(), *left]) + "."
