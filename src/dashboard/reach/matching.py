"""Which projects, outcomes and grants a filter shows: records that are no number of people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dashboard.counting import Placement, Scope
from dashboard.period import Period


@dataclass(frozen=True, slots=True)
class Facts:
    """What a record says of itself; an empty set or None is not stated.

    `target_groups` holds each group and all above it.
    """

    organisations: frozenset[str] = field(default_factory=frozenset)
    programmes: frozenset[str] = field(default_factory=frozenset)
    projects: frozenset[str] = field(default_factory=frozenset)
    funders: frozenset[str] = field(default_factory=frozenset)
    audiences: frozenset[str] = field(default_factory=frozenset)
    target_groups: frozenset[str] = field(default_factory=frozenset)
    counties: frozenset[str] = field(default_factory=frozenset)
    period: Period | None = None


def matches(facts: Facts, scope: Scope) -> Placement:
    """INSIDE when the record shares something with each choice; TOUCHING when one is not stated.

    A record is shown whole or not at all, so unlike a figure it is inside as soon as it overlaps.
    """
    return min(
        _shares(facts.organisations, scope.organisations, is_known=True),
        _shares(facts.programmes, scope.programmes, is_known=True),
        _shares(facts.projects, scope.projects, is_known=True),
        _shares(facts.funders, scope.funders, is_known=True),
        _shares(facts.audiences, scope.audiences),
        _shares(facts.target_groups, scope.target_groups),
        _shares(facts.counties, scope.counties),
        _overlaps(facts.period, scope.years),
    )


def _shares(stated: Iterable[str], chosen: frozenset[str], *, is_known: bool = False) -> Placement:
    stated = frozenset(stated)
    if not chosen or stated & chosen:
        return Placement.INSIDE
    return Placement.OUTSIDE if stated or is_known else Placement.TOUCHING


def _overlaps(period: Period | None, chosen: Period | None) -> Placement:
    if chosen is None:
        return Placement.INSIDE
    if period is None:
        return Placement.TOUCHING
    return Placement.INSIDE if period.overlaps(chosen) else Placement.OUTSIDE
