"""A figure lies inside a filter, touches it, or is outside."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from enum import IntEnum

from dashboard.period import Period


class Placement(IntEnum):
    """Where a figure lies; the least of several answers is the answer to all of them."""

    OUTSIDE = 0
    TOUCHING = 1
    INSIDE = 2


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is chosen in one respect, and where lies what states this or that.

    `ids`: with all that belongs to what is chosen. `wider`: what may or may not be about it.
    `is_split`: people of whom several are stated are spread over these, so that all must be
    chosen; without it everybody belongs to each. `unstated`: where lies what states nothing.
    """

    ids: frozenset[str]
    wider: frozenset[str] = frozenset()
    is_split: bool = False
    unstated: Placement = Placement.OUTSIDE

    def place(self, stated: Set[str], *, is_whole: bool = False) -> Placement:
        """Where lies what states this; `is_whole` for what is shown whole or not at all.

        A project or a grant is no number of people that a filter could cut: it is inside as soon
        as it shares something with what is chosen.
        """
        if not stated:
            return self.unstated
        if not self.ids.isdisjoint(stated):
            is_cut = self.is_split and not is_whole and not self.ids.issuperset(stated)
            return Placement.TOUCHING if is_cut else Placement.INSIDE
        is_wider = not is_whole and not self.wider.isdisjoint(stated)
        return Placement.TOUCHING if is_wider else Placement.OUTSIDE


def place_period(
    stated: Period | None, chosen: Period | None, *, is_whole: bool = False
) -> Placement:
    """The same for the period that is stated and the years that are chosen."""
    if chosen is None:
        return Placement.INSIDE
    if stated is None:
        return Placement.TOUCHING
    if not stated.overlaps(chosen):
        return Placement.OUTSIDE
    return Placement.INSIDE if is_whole or stated.lies_within(chosen) else Placement.TOUCHING
