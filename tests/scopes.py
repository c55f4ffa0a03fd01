"""What the tests of the counting rules ask of figures, without a build, and where a figure lies.

How values are chosen is the table's own, `dashboard.reach.dimensions`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dashboard.counting import Chosen, Figure, Placement, Sought, place_period
from dashboard.period import Period
from dashboard.reach.dimensions import DIMENSIONS


@dataclass(frozen=True)
class Scope:
    """What is asked for; an empty set or None asks for everything.

    `target_groups` with all below them; `target_groups_above`: every ancestor of a chosen one.
    """

    organisations: frozenset[str] = field(default_factory=frozenset)
    programmes: frozenset[str] = field(default_factory=frozenset)
    projects: frozenset[str] = field(default_factory=frozenset)
    audiences: frozenset[str] = field(default_factory=frozenset)
    target_groups: frozenset[str] = field(default_factory=frozenset)
    target_groups_above: frozenset[str] = field(default_factory=frozenset)
    counties: frozenset[str] = field(default_factory=frozenset)
    funders: frozenset[str] = field(default_factory=frozenset)
    sexes: frozenset[str] = field(default_factory=frozenset)
    ages: frozenset[str] = field(default_factory=frozenset)
    years: Period | None = None

    @property
    def sought(self) -> Sought:
        """What it asks of the people themselves."""
        return Sought(self.audiences, self.counties, self.sexes, self.ages, self.years)


def place(figure: Figure, scope: Scope) -> Placement:
    """Where `figure` lies in `scope`: outside in one respect is outside, else touching wins."""
    stated: dict[str, frozenset[str | None]] = {
        "organisations": figure.organisations,
        "programmes": frozenset({figure.programme_id}),
        "projects": frozenset({figure.project_id}),
        "audiences": frozenset({figure.audience}),
        "target_groups": frozenset({figure.target_group_id}),
        "counties": figure.places,
        "funders": figure.funders,
    }
    found = [
        chosen_of(name, scope).place(frozenset(filter(None, values)))
        for name, values in stated.items()
        if getattr(scope, name)
    ]
    of_people = _either(figure.sex, scope.sexes, ""), _either(figure.age, scope.ages, "mixed")
    return min((*found, *of_people, place_period(figure.period, scope.years)))


def _either(stated: str, chosen: frozenset[str], unsaid: str) -> Placement:
    """Of two values, so that with both chosen everybody is inside."""
    if not chosen or stated in chosen or len(chosen) > 1:
        return Placement.INSIDE
    return Placement.TOUCHING if stated == unsaid else Placement.OUTSIDE


def chosen_of(name: str, scope: Scope) -> Chosen:
    wider = scope.target_groups_above if name == "target_groups" else frozenset[str]()
    dimension = DIMENSIONS[name]
    return Chosen(getattr(scope, name), wider, dimension.is_split, dimension.unstated)
