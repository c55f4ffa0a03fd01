"""A figure lies inside a filter, touches it, or is outside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum

from dashboard.counting.figures import Figure
from dashboard.period import Period


class Placement(IntEnum):
    """Where a figure lies; the least of several answers is the answer to all of them."""

    OUTSIDE = 0
    TOUCHING = 1
    INSIDE = 2


@dataclass(frozen=True, slots=True)
class Scope:
    """What is asked for; an empty set or None asks for everything.

    `target_groups_above` holds every ancestor of a chosen group: a figure labelled with one of
    them may or may not be about the chosen one.
    """

    organisations: frozenset[str] = field(default_factory=frozenset)
    programmes: frozenset[str] = field(default_factory=frozenset)
    projects: frozenset[str] = field(default_factory=frozenset)
    audiences: frozenset[str] = field(default_factory=frozenset)
    target_groups: frozenset[str] = field(default_factory=frozenset)
    target_groups_above: frozenset[str] = field(default_factory=frozenset)
    counties: frozenset[str] = field(default_factory=frozenset)
    funders: frozenset[str] = field(default_factory=frozenset)
    years: Period | None = None


def place(figure: Figure, scope: Scope) -> Placement:
    """Where `figure` lies in `scope`: outside in one respect is outside, else touching wins."""
    return min(
        _either(figure.organisations, scope.organisations),
        _either({figure.programme_id}, scope.programmes),
        _either({figure.project_id}, scope.projects),
        _either({figure.audience}, scope.audiences),
        _either(figure.funders, scope.funders),
        _place_target_group(figure, scope),
        _place_area(figure.counties, scope.counties),
        _place_period(figure.period, scope.years),
    )


def _either(of_figure: Iterable[str | None], chosen: frozenset[str]) -> Placement:
    is_inside = not chosen or not chosen.isdisjoint(of_figure)
    return Placement.INSIDE if is_inside else Placement.OUTSIDE


def _place_target_group(figure: Figure, scope: Scope) -> Placement:
    if not scope.target_groups or not scope.target_groups.isdisjoint(figure.target_groups):
        return Placement.INSIDE
    if figure.target_group_id in scope.target_groups_above:
        return Placement.TOUCHING
    return Placement.OUTSIDE


def _place_area(counties: frozenset[str], chosen: frozenset[str]) -> Placement:
    if not chosen or (counties and counties <= chosen):
        return Placement.INSIDE
    if not counties or not counties.isdisjoint(chosen):
        return Placement.TOUCHING
    return Placement.OUTSIDE


def _place_period(period: Period | None, chosen: Period | None) -> Placement:
    if chosen is None:
        return Placement.INSIDE
    if period is None:
        return Placement.TOUCHING
    if period.lies_within(chosen):
        return Placement.INSIDE
    return Placement.TOUCHING if period.overlaps(chosen) else Placement.OUTSIDE
