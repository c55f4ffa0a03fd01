"""The sentence that states what a page or a chart shows; also the chart's text alternative."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.charts.text import shortened, width
from dashboard.counting import End, Range
from dashboard.i18n import _, ngettext, number, span_text, words
from dashboard.reach.breakdowns import is_untold
from dashboard.reach.catalogue import records_of
from dashboard.reach.headlines import Beside, Largest, Latest
from dashboard.reach.overview import Headline
from dashboard.reach.support import Money, sum_text
from dashboard.reach.targets import counts
from dashboard.reach.years import ReachByYear
from dashboard.words.labels import lowered
from dashboard.words.ranges import helped, honest, if_all_differ
from dashboard.words.verdicts import verdict_sentence

_MOST_SUMS = 2
_LINE, _LETTERS, _LEAST = 1_240, 17, 120  # pixels: of the line, its letters, a name in it
_NAME, _HEADING = 480, 22  # pixels: of a name in a heading, and of its letters
_MANY_TIMES = 3  # from here on a rise is told in times, not in per cent


def overview(head: Headline) -> str:
    """The headline: who is certain, rounded down, and what our readings add."""
    return helped(head.people.inside, _span(head.years))


def _span(years: tuple[int, int] | None) -> str:
    if years is None:
        return ""
    return span_text(*map(str, years))


def second_line(told: Beside) -> str:
    """Under the headline: what may belong to it as well, else the last year, where no reading of
    ours makes it, and what most people were helped with."""
    if told.wider:
        return told.wider
    latest = _latest(told.latest) if told.latest and not told.latest.is_reading else ""
    if told.largest and not told.largest.is_reading:
        return f"{latest} {_largest(told.largest)}".strip()
    return f"{latest} {_activities(told, latest)}".strip()


def second_line_of_years(told: Beside) -> str:
    """The same for the page of the years, which says more of the last one."""
    said = (
        _latest(told.latest) if told.latest else "",
        _largest(told.largest) if told.largest else "",
    )
    return told.wider or " ".join(filter(None, said))


def _activities(told: Beside, before: str) -> str:
    """What people were helped with, on what `before` leaves of the line."""
    if not told.activities:
        return ""
    said = _("Helped through: {activities}.")
    said = said if told.are_nearly_all else _("Helped, among others, through: {activities}.")
    ends = [f" ({number(honest(each.people))})" for each in told.activities]
    room = _LINE - width("".join((before, said, *ends)), _LETTERS)
    names = [
        shortened(each.name, max(_LEAST, room / len(ends)), _LETTERS) for each in told.activities
    ]
    named = ", ".join(f"{name}{end}" for name, end in zip(names, ends, strict=True))
    return said.format(activities=named)


def small_line(people: Range) -> str:
    """The other end."""
    told = if_all_differ(people)
    return told[:1].upper() + told[1:]


def no_people(given: Sequence[Money], *, is_everything: bool = False) -> str:
    """The headline where no number of people is published: what there is instead."""
    if not given:
        if is_everything:
            return _("There is no figure yet.")
        return _("No number of people is published for these filters.")
    amounts = words(sum_text(each) for each in given[:_MOST_SUMS])
    return _("{amounts}, and no number of people.").format(amounts=amounts)


def _latest(latest: Latest) -> str:
    told = _("In {year}: {people}, {compared}.")
    if latest.is_reading:
        told = _("In {year}: {people}, {compared}, if we read the reports right.")
    return told.format(
        year=latest.year, people=end_words(latest.people), compared=_compared(latest)
    )


def _compared(latest: Latest) -> str:
    """Beside the year before: in per cent only where both speak of the same."""
    people, before = latest.people.people, latest.people_before.people
    if not latest.is_same:
        told = _("after {people} in {year}")
        return told.format(people=end_words(latest.people_before), year=latest.before)
    return _change(people, before, latest.before)


def end_words(end: End) -> str:
    rounded = honest(end.people)
    if end.is_approximate:
        return _("about {people}").format(people=number(end.people))
    if end.is_open or rounded < end.people:
        return _("at least {people}").format(people=number(rounded))
    return number(end.people)


def _change(people: int, before: int, year: str) -> str:
    per_cent = round(100 * abs(people - before) / before)
    told = _("up {n}% from {year}") if people > before else _("down {n}% from {year}")
    if not per_cent:
        told = _("as many as in {year}") if people == before else _("about as many as in {year}")
    elif people > _MANY_TIMES * before:
        told = _("{n} times as many as in {year}")
        return told.format(n=number(people // before), year=year)
    return told.format(n=number(per_cent), year=year)


def _largest(largest: Largest) -> str:
    told = _("Mostly {group}: {people} ({period}).")
    if largest.is_project:
        told = _("Mostly through {group}: {people} ({period}).")
    told = told.format(
        group=largest.name,
        people=number(honest(largest.people)),
        period=lowered(largest.period) or _("year not stated"),
    )
    if largest.is_reading or not largest.without.people:
        return told
    without = _("Without them: {people}.").format(people=end_words(largest.without))
    return f"{told} {without}"


def sources(figures: int, documents: int) -> str:
    """`22 figures from 4 documents`."""
    return _("{figures} from {documents}").format(
        figures=ngettext("{n} figure", "{n} figures", figures),
        documents=ngettext("{n} document", "{n} documents", documents),
    )


def years(answer: ReachByYear) -> str:
    """The year with most people surely reached, or what there is when no year is reported."""
    if answer.years.empty:
        if answer.lanes.empty:
            nobody = _("No number of people is published for these filters.")
            return nobody if answer.elsewhere.empty else _("No figure states its year.")
        return ngettext(
            "No figure of a single year; {n} period of several years is reported.",
            "No figure of a single year; {n} periods of several years are reported.",
            len(answer.lanes),
        )
    told = answer.years[~is_untold(answer.years)]
    if told.empty:
        return _("Too few people were counted in each year to be told.")
    largest = records_of(told)[int(told["surely"].argmax())]
    if largest["is_estimate"]:
        evenly = _("Spread evenly, {year} has the largest number: {people} people (an estimate).")
        return evenly.format(year=largest["label"], people=number(largest["surely"]))
    if not largest["surely"]:
        return _("In no single year is anybody certain.")
    if len(told) == 1:
        return _("People helped in {year}: {people}.").format(
            year=largest["label"], people=certain(largest)
        )
    most = _("Most people in one year: {people}, in {year}.")
    return most.format(year=largest["label"], people=certain(largest))


def certain(row: Mapping[Any, Any]) -> str:
    """The certain end of a row in words: `at least 190,000`, `about 200`, `430`."""
    may_be_more = row["surely_is_open"] or row["at_most_inside"] > row["surely"]
    return end_words(End(row["surely"], row["surely_is_approximate"], bool(may_be_more)))


def cut(name: str) -> str:
    """A name in a heading, of which two fit beside their words."""
    return shortened(name, _NAME, _HEADING)


def groups(rows: pd.DataFrame, *, is_cut: bool = False) -> str:
    """The largest group; `is_cut`: a long name shortened, for a heading."""
    if rows.empty:
        return _("No number of people is published for these filters.")
    told = rows[~is_untold(rows)]
    if told.empty:
        return _("Too few people were counted in each group to be told.")
    largest = records_of(told)[0]
    if not largest["surely"]:
        return _("Of no group is anybody certain under these filters.")
    name = lowered(largest["label"])
    told_of = _("The largest group: {group}, {people} people.")
    return told_of.format(group=cut(name) if is_cut else name, people=certain(largest))


def counties(rows: pd.DataFrame) -> str:
    if rows.empty:
        return _("No number of people is published for these filters.")
    is_single = rows["row_kind"] == "row"
    told = rows[~is_untold(rows)]
    single = told[(told["row_kind"] == "row") & (told["surely"] > 0)]
    if single.empty:
        few = _("Too few people were counted in each county to be told.")
        none = _("No figure is about one county alone.")
        return few if is_single.any() else none
    named = words(
        f"{label} ({people})"
        for label, people in zip(
            single["label"][:3], map(certain, records_of(single[:3])), strict=True
        )
    )
    return _("Most people of one county: {named}.").format(named=named)


def mostly_wider(rows: pd.DataFrame, kinds: Mapping[str, str]) -> str:
    """Where most people are reported for no single county; else "". `kinds`: of the areas."""
    told = rows[~is_untold(rows)]
    is_single = told["row_kind"] == "row"
    wider = told[~is_single]
    if not wider["surely"].max() > told.loc[is_single, "surely"].sum():
        return ""
    largest = wider["row_id"].iloc[int(wider["surely"].argmax())]
    if kinds.get(largest) not in ("country", "region"):
        return _("Most people are reported for several counties or no place, not for one county.")
    return _("Most people are reported for the whole country or a region, not for one county.")


def has_register(rows: pd.DataFrame) -> bool:
    return bool((rows["counted_text"] != "").any())


def named(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that have a name: without the one for what is not stated."""
    return rows[rows["row_kind"] != "not-stated"]


def projects(listed: pd.DataFrame) -> str:
    """How many there are, and for how many no number of people is published."""
    if listed.empty:
        return _("No project or activity fits these filters.")
    is_project = listed["kind"] == "project"
    of_kind = int(is_project.sum()), int((~is_project).sum())
    counted = (
        ngettext("{n} project", "{n} projects", of_kind[0]),
        ngettext("{n} other activity", "{n} other activities", of_kind[1]),
    )
    said = f"{words(told for told, n in zip(counted, of_kind, strict=True) if n)}."
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


def outcomes(rows: pd.DataFrame, aims: int = 0) -> str:
    """How many results there are, those about the country left out; `aims`: how many targets."""
    results = int((rows["kind"] != "context").sum())
    awards = int((rows["kind"] == "recognition").sum())
    if not results:
        return _("No result is published for these filters.")
    told = ngettext("{n} result", "{n} results", results)
    if awards:
        told = _("{results} and awards ({awards})").format(
            results=told, awards=ngettext("{n} award", "{n} awards", awards)
        )
    with_target = ngettext("{n} has a target.", "{n} have a target.", aims) if aims else ""
    return f"{told}. {with_target}".strip()


def targets(aims: pd.DataFrame) -> str:
    """What became of the targets, each series counted once; "" where there is none to judge."""
    return verdict_sentence(counts(aims))
