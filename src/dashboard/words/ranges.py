"""Numbers as a reader sees them: a range, its ends, and what to call them."""

from __future__ import annotations

from decimal import Decimal

from dashboard.counting import CostPerPerson, End, Range, ends
from dashboard.i18n import _, money, ngettext, number

EN_DASH = "\N{EN DASH}"
_CENTS_END = 100  # from here on costs are whole
READING_MARK = "\N{DAGGER}"  # stands after a figure that is our reading in some respect


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


def surely_word(people: Range) -> str:
    """What the lower end is called: never "surely" when an approximate figure decided it."""
    return _("about") if people.surely.is_approximate else _("surely")


def range_sentence(people: Range) -> str:
    """The range in words, for a page's first sentence and for a chart's text alternative."""
    if people.stands is not None:
        return _read_sentence(people, people.stands)
    if people.is_single:
        return _("{people} people").format(people=range_text(people))
    if not people.surely.people:
        sentence = (
            _OPEN_AND_NOBODY_SURE[people.counted is not None]()
            if people.at_most.is_open
            else _("at most {at_most} people")
        )
        return sentence.format(at_most=end_text(people.at_most))
    sentence = (
        _OPEN[people.counted is not None]()
        if people.at_most.is_open
        else _("{word} {surely} and at most {at_most} different people")
    )
    return sentence.format(
        word=surely_word(people),
        surely=end_text(people.surely._replace(is_approximate=False)),
        at_most=end_text(people.at_most),
    )


def _read_sentence(people: Range, stands: End) -> str:
    """What stands as published, then what our readings add, then everything."""
    firm = 0 if stands.is_approximate else stands.people
    told = _raised(people.surely.people, firm)
    if people.at_most.is_open:
        return _("{told}, and {at_most} when everything is added up").format(
            told=told, at_most=end_text(people.at_most)
        )
    if people.is_single:
        return told
    return _("{told}, and at most {at_most} in all").format(
        told=told, at_most=end_text(people.at_most)
    )


def _raised(people: int, firm: int) -> str:
    """How many there are without our readings (`firm`) and with them."""
    if not firm:
        return ngettext(
            "at least {n} person if our readings hold, nobody surely without them",
            "at least {n} different people if our readings hold, nobody surely without them",
            people,
        )
    told = ngettext("at least {n} different person", "at least {n} different people", firm)
    more = number(people - firm)
    return _("{told}, {more} more if our readings hold").format(told=told, more=more)


# With an open end: by whether people were counted as well.
_OPEN_AND_NOBODY_SURE = {
    False: lambda: _("nobody surely; reports that may be about them name {at_most} people"),
    True: lambda: _("nobody surely; reports and the register together name {at_most} people"),
}
_OPEN = {
    False: lambda: _(
        "{word} {surely} different people, and {at_most} when all reports are added up"
    ),
    True: lambda: _(
        "{word} {surely} different people, and {at_most} when all reports and all counted people "
        "are added up"
    ),
}


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
