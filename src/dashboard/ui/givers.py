"""The sentences about who paid."""

from __future__ import annotations

import pandas as pd

from dashboard.counting import Range
from dashboard.i18n import _, ngettext, number
from dashboard.reach.breakdowns import is_untold
from dashboard.ui import findings
from dashboard.words.ranges import if_read


def funders(rows: pd.DataFrame) -> str:
    stated = findings.named(rows)
    if stated.empty:
        return _("No document names a funder for these figures.")
    count = _funders_in_all(len(stated), has_register=findings.has_register(rows))
    told = stated[~is_untold(stated)]
    if told.empty:
        return count
    return _("{count} Most people: {people}, contributed to by {funder}.").format(
        count=count, people=told["people_text"].iloc[0], funder=told["label"].iloc[0]
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


def supported(money: pd.DataFrame, people: Range, *, is_cut: bool = False) -> str:
    """Who reached the most people and how many gave for it; `people` are those of the first row.

    `money`: rows of `funding` with the people of their projects, those of most people first;
    `is_cut`: long names shortened, for a heading.
    """
    if money.empty:
        return _("No document names a funder for these figures.")
    given = money[money["project_id"] == money["project_id"].iloc[0]]
    said = _reached(people)
    if not said and people.is_empty:
        n = money["funder_id"].nunique()
        return ngettext(
            "{n} funder is named, and no number of people.",
            "{n} funders are named, and no number of people.",
            n,
        )
    if not said:
        return _funders_in_all(money["funder_id"].nunique(), has_register=False)
    if people.stands is not None:
        said = f"{said}, {if_read(people)}"
    names = given["owner_label"].iloc[0], _givers(given)
    project, funders = map(findings.cut, names) if is_cut else names
    sentence = _("{project}, supported by {funders}, reached the most people: {people}.")
    return sentence.format(project=project, funders=funders, people=said)


def _givers(given: pd.DataFrame) -> str:
    """`5 donors`, or the name of the only one."""
    count = given["funder_id"].nunique()
    if count == 1:
        return str(given["funder_label"].iloc[0])
    if set(given["support"]) == {"goods"}:
        return ngettext("{n} donor", "{n} donors", count)
    return ngettext("{n} funder", "{n} funders", count)


def _reached(people: Range) -> str:
    """The certain number in words; "" where nobody is certain."""
    surely = people.surely
    if not surely.people:
        return ""
    if people.is_single and not (people.at_most.is_open or surely.is_approximate):
        return number(surely.people)
    return findings.end_words(surely._replace(is_open=True))
