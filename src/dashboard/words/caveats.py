"""What only touches the filters is never one number with what is inside: the clause that says so.

Numbers are rounded to three digits towards the honest side: "or more" down, "up to" up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set

from dashboard.counting import Range
from dashboard.i18n import _, ngettext, number
from dashboard.words.ranges import evidence, named_people, range_sentence, range_text


def caveat(people: Range, wider: Set[str], names: Mapping[str, str]) -> str:
    """Who is certain, and how many more wider reports name; "" where nothing only touches.

    `wider`: in which fields of the filters reports are wider than asked (`counties`, `years`, ...);
    `names`: what is asked for there, in words, where it is short enough to be said.
    """
    clause = wider_clause(people, wider, names)
    return f"{_certain(people)} {clause}" if clause else ""


def wider_clause(people: Range, wider: Set[str], names: Mapping[str, str]) -> str:
    """The second half of `caveat`, for under a headline that says who is certain."""
    if not _may_add(people):
        return ""
    of_one = next(iter(wider)) if len(wider) == 1 else ""
    told = _WIDER.get(of_one, _WIDER[""])() if names.get(of_one) else _WIDER[""]()
    return told.format(people=named_people(people.may_also), names=names.get(of_one, ""))


def touching_sentence(people: Range, wider: Set[str], names: Mapping[str, str]) -> str:
    """How many of the figures are wider than what is asked for; "" where none is."""
    if not people.figures_touching:
        return ""
    of_one = next(iter(wider)) if len(wider) == 1 else ""
    told = _WIDER_FIGURES.get(of_one if names.get(of_one) else "", _WIDER_FIGURES[""])()
    every = people.figures + people.figures_touching
    n, of = number(people.figures_touching), ngettext("{n} figure", "{n} figures", every)
    return told.format(n=n, figures=of, names=names.get(of_one, ""))


def inside_text(people: Range) -> str:
    """The range of what lies inside the filters; in words where only wider reports speak."""
    inside = people.inside
    return _("no one certain") if inside.is_empty and _may_add(people) else range_text(inside)


def may_also_clause(people: Range) -> str:
    """Beside `inside_text`, how many more wider reports name; "" where nothing only touches."""
    if not _may_add(people):
        return ""
    clause = _("and {people} who may or may not belong here")
    return clause.format(people=named_people(people.may_also))


def _may_add(people: Range) -> bool:
    more = people.may_also
    return bool(people.figures_touching and (more.people or more.is_open))


def people_sentence(people: Range, clause: str) -> str:
    """The finding of a file; `clause`, the caveat of these people, is the finding where it is."""
    told = evidence(people)
    if clause:
        return f"{clause} {told[:1].upper()}{told[1:]}." if told else clause
    said = "; ".join(filter(None, [range_sentence(people), told]))
    return _("Reached: {people}.").format(people=said)


_WIDER: dict[str, Callable[[], str]] = {
    "": lambda: _(
        "Reports that are wider than the filters name {people}, who may or may not be among those "
        "asked for."
    ),
    "counties": lambda: _(
        "Reports about wider areas name {people}, who may or may not be from {names}."
    ),
    "years": lambda: _(
        "Reports about longer periods or none name {people}, who may or may not have been reached "
        "in {names}."
    ),
    "target_groups": lambda: _(
        "Reports about wider groups name {people}, who may or may not be of this group: {names}."
    ),
}

_WIDER_FIGURES: dict[str, Callable[[], str]] = {
    "": lambda: _(
        "{n} of {figures} are wider than the filters or do not say: they may or may not belong "
        "here, and count at the upper end alone."
    ),
    "counties": lambda: _(
        "{n} of {figures} are about a wider area or name none: they may or may not be about "
        "{names}, and count at the upper end alone."
    ),
    "years": lambda: _(
        "{n} of {figures} are about a longer period or name none: they may or may not be about "
        "{names}, and count at the upper end alone."
    ),
}


def _certain(people: Range) -> str:
    """What stands without the figures that only touch."""
    if people.stands is not None:
        said = range_sentence(people.inside)
        return f"{said[:1].upper()}{said[1:]}."
    lower, upper = people.surely, people.at_most_inside
    if not lower.people:
        if not upper.people:
            return _("No one is certain under these filters.")
        most = _("No one is certain under these filters; reports of exactly these name {people}.")
        return most.format(people=named_people(upper))
    certain = ngettext("{n} person is certain", "{n} people are certain", lower.people)
    if lower.is_approximate:
        certain = ngettext("About {n} person is told of", "About {n} are told of", lower.people)
    elif lower.is_open:
        certain = ngettext(
            "At least {n} person is certain", "At least {n} people are certain", lower.people
        )
    if upper.people == lower.people:
        return f"{certain}."
    told = _("{certain}, {people} if nobody is in two reports.")
    return told.format(certain=certain, people=named_people(upper))
