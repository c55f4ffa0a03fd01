"""Numbers as a reader sees them: a range, its ends, and what to call them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from dashboard.counting import CostPerPerson, End, Range, ends
from dashboard.i18n import _, money, ngettext, number

EN_DASH = "\N{EN DASH}"
_CENTS_END = 100  # from here on costs are whole
READING_MARK = "\N{DAGGER}"  # stands after a figure that is our reading in some respect


_DIGITS = 3


def honest(people: int, *, up: bool = False) -> int:
    """Rounded to three digits: down where at least so many are claimed, up where at most."""
    step: int = 10 ** max(0, len(str(people)) - _DIGITS)
    return -(-people // step) * step if up else people // step * step


def short_text(end: End) -> str:
    """A certain number where there is little room: 33,600 for 33,660, 430 for 430, 3,300+."""
    return end_text(end._replace(people=honest(end.people)))


def end_text(end: End) -> str:
    """≈ when an approximate figure decided it, + when an open one contributed."""
    sign = "≈ " if end.is_approximate else ""
    return f"{sign}{number(end.people)}{'+' if end.is_open else ''}"


def range_text(people: Range) -> str:
    """`590 – 790`; one number when both ends are equal; `≤ 40` when nobody is sure."""
    if people.is_single:
        return end_text(_firmest_single(people))
    if not people.surely.people and not people.at_most.is_open and people.counted is None:
        return f"≤ {end_text(people.at_most)}"
    return f"{end_text(people.surely)} {EN_DASH} {end_text(people.at_most)}"


def told_ends(row: Mapping[Any, Any]) -> tuple[str, str]:
    """The certain end of a row of people, and what stands smaller after it: `430`, `– 630`.

    Where nobody is certain the first is empty, and the second says how many there may be.
    """
    certain, possible = row["surely_text"], row["at_most_text"]
    if not row["surely"] and row["people_text"] != certain:
        is_open = possible.endswith("+")
        said = _("{people} or more") if is_open else _("up to {people}")
        return "", said.format(people=possible.rstrip("+"))
    if EN_DASH not in row["people_text"]:
        return row["people_text"], ""
    return certain, f"{EN_DASH} {possible}"


def reported_text(people: Range) -> str:
    """What the published figures alone say; empty where nothing else is in the answer."""
    if people.reported is None or not people.figures + people.figures_touching:
        return ""
    return range_text(Range(*people.reported))


def counted_text(people: Range) -> str:
    """What was counted in the register, as much of it as may be told; empty without a register."""
    counted = people.counted
    if counted is None:
        return ""
    if counted.surely == counted.at_most:
        return number(counted.surely)
    return f"{number(counted.surely)} {EN_DASH} {number(counted.at_most)}"


def services_text(people: Range) -> str:
    """How many services stand behind the people counted: at least so many, where that is told."""
    counted = people.counted
    if counted is None or counted.is_hidden:
        return ""
    is_exact = counted.surely == counted.at_most
    return number(counted.services) if is_exact else f"{number(counted.services)}+"


def evidence(people: Range) -> str:
    """Which part of a range was counted and which is reported; empty without a register."""
    if people.counted is None:
        return ""
    said = _("counted once in the register: {people} people").format(people=counted_text(people))
    if people.counted.is_composed:
        said = _("{counted}, put together from several counts").format(counted=said)
    if services := services_text(people):
        said = _("{counted}, {services} services").format(counted=said, services=services)
    reported = reported_text(people) or _("nobody")
    return _("{counted}; reported in documents: {reported}").format(counted=said, reported=reported)


def figure_text(qualifier: str, people: int, people_max: int | None) -> str:
    """One published figure as shown: 330, 1,000+, ≈ 200, ≤ 40, 500 – 1,000."""
    return range_text(Range(*ends(qualifier, people, people_max)))


def named_people(end: End) -> str:
    """How many reports name: `410,000 or more`, `up to 630 people`, `about 200`."""
    if end.is_open:
        n = honest(end.people)
        return ngettext("{n} or more", "{n} or more", n)
    if end.is_approximate:
        return ngettext("about {n}", "about {n}", end.people)
    n = honest(end.people, up=True)
    return ngettext("up to {n} person", "up to {n} people", n)


def helped(people: Range, span: str = "") -> str:
    """The headline: who is certain, rounded down, and apart from it what our readings add.

    `span`: the years it is about.
    """
    firm = people.surely if people.stands is None else people.stands
    if not people.surely.people:
        return nobody_certain(people)
    if not firm.people or (people.stands is not None and firm.is_approximate):
        n = honest(people.surely.people)
        told = ngettext("{n} person helped", "{n} people helped", n)
        if people.surely.is_open and not people.surely.is_approximate:
            told = _helped(people.surely, is_exact=False)
        return _sentence(told, span, if_read(people))
    told = _helped(firm, is_exact=people.stands is None and people.is_single)
    if people.stands is not None:
        more = number(honest(people.surely.people - firm.people))
        added = _("and {people} more").format(people=more)
        return _sentence(told, span, f"{added} {if_read(people)}")
    if people.about and people.about * 100 >= firm.people and not firm.is_approximate:
        return _sentence(
            told, span, ngettext("and about {n} more", "and about {n} more", people.about)
        )
    return _sentence(told, span)


def _helped(firm: End, *, is_exact: bool) -> str:
    if firm.is_approximate:
        return ngettext("About {n} person helped", "About {n} people helped", firm.people)
    if is_exact and not firm.is_open:
        return ngettext("{n} person helped", "{n} people helped", firm.people)
    n = honest(firm.people)
    return ngettext("At least {n} person helped", "At least {n} people helped", n)


def _sentence(*parts: str) -> str:
    return ", ".join(filter(None, parts)) + "."


def nobody_certain(people: Range) -> str:
    """Where nobody is certain: what the reports name all the same."""
    upper = people.at_most_inside
    if not upper.people and not upper.is_open:
        return _("No one is certain under these filters.")
    return _("No one is certain; reports name {people}.").format(people=named_people(upper))


def if_read(people: Range) -> str:
    """On which readings of ours a number rests."""
    if people.is_by_basis or people.readings == {"basis"}:
        return _("if each was counted once")
    return _("if we read the reports right")


def if_all_differ(people: Range) -> str:
    """The other end, for a line under the headline; empty where both ends are one number."""
    upper = people.at_most_inside
    if people.surely.people == upper.people or not people.surely.people:
        return ""
    told = named_people(upper)
    if upper.is_open:
        told = _("{people} or more").format(people=number(honest(upper.people)))
    return _if_nobody_twice(people, told)


def _if_nobody_twice(people: Range, other: str) -> str:
    """The other end with what it hangs on."""
    told = (
        _("{people} if nobody is in two reports")
        if people.counted is None
        else _("{people} if nobody is in two reports or in the register as well")
    )
    return told.format(people=other)


def range_sentence(people: Range) -> str:
    """The range in words with its exact numbers, for files and for the record of a project."""
    if people.is_single and people.stands is None:
        return _exactly(_firmest_single(people))
    if not people.surely.people:
        end = end_text(people.at_most)
        if people.at_most.is_open:
            return _("nobody for certain; reports name {people} people").format(people=end)
        return _("nobody for certain; reports name at most {people} people").format(people=end)
    told = _firm(people)
    if people.surely.people == people.at_most.people:
        return told
    return f"{told}; {_if_nobody_twice(people, _or_more(people.at_most))}"


def _firm(people: Range) -> str:
    """Who is certain, exactly; what stands without our readings first."""
    if people.stands is None:
        is_about = people.surely.is_approximate
        return _exactly(people.surely) if is_about else _at_least(people.surely.people)
    stands = 0 if people.stands.is_approximate else people.stands.people
    reading = if_read(people)
    if not stands:
        told = _("{told} {reading}, nobody for certain without that")
        return told.format(told=_at_least(people.surely.people), reading=reading)
    added = number(people.surely.people - stands)
    told = _("{told}, {more} more {reading}")
    return told.format(told=_at_least(stands), more=added, reading=reading)


def _exactly(end: End) -> str:
    if end.is_approximate:
        return ngettext("about {n} person", "about {n} people", end.people)
    if end.is_open:
        return _at_least(end.people)
    return ngettext("{n} person", "{n} people", end.people)


def _at_least(people: int) -> str:
    return ngettext("at least {n} person", "at least {n} people", people)


def _or_more(end: End) -> str:
    """The upper end, exact."""
    if end.is_open:
        return ngettext("{n} or more", "{n} or more", end.people)
    return ngettext("at most {n}", "at most {n}", end.people)


def cost_text(cost: CostPerPerson, currency: str) -> str:
    """Cost per person as a range, or the reason why none is given."""
    if cost.lowest is None or cost.highest is None:
        return COST_REASONS[cost.reason]()
    low, high = _rounded(cost.lowest), _rounded(cost.highest)
    if low == high:
        return money(low, currency)
    return f"{money(low, currency)} {EN_DASH} {money(high, currency)}"


def _rounded(cost: Decimal) -> Decimal:
    """Cents tell nothing of a cost of hundreds."""
    return round(cost, 2) if cost < _CENTS_END else Decimal(round(cost))


COST_REASONS = {
    "not-all-inside": lambda: _("not given: some figures only touch the filter"),
    "no-surely": lambda: _("not given: nobody is counted as surely reached"),
    "open-end": lambda: _("not given: the number of people has no upper end"),
    "several-currencies": lambda: _("not given: the project’s money is in several currencies"),
}


def _firmest_single(people: Range) -> End:
    """Both ends are one number: "almost 200" is ≈ 200, and an open end keeps its +."""
    lower, upper = people.surely, people.at_most
    return End(
        upper.people,
        is_approximate=lower.is_approximate or upper.is_approximate,
        is_open=lower.is_open or upper.is_open,
    )
