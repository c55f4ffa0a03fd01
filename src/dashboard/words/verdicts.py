"""What became of targets, in one sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dashboard.i18n import ngettext, words

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


def verdict_sentence(found: Mapping[str, int]) -> str:
    """How many targets were reached, are on the way, ...; "" where there is none.

    `found`: how many of each verdict, in the order in which readers are told.
    """
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
