"""A published figure, and what its words say about its two ends."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from dashboard.period import Period


class End(NamedTuple):
    """One end of a range: a number of people, and how firmly it stands.

    `is_approximate`: a figure published as "almost" or "about" decided it (shown with ≈).
    `is_open`: a figure published as "over" or "at least" contributed to it (shown with +).
    """

    people: int
    is_approximate: bool = False
    is_open: bool = False

    def plus(self, other: End) -> End:
        return End(
            self.people + other.people,
            self.is_approximate or other.is_approximate,
            self.is_open or other.is_open,
        )


NOBODY = End(0)


class Counted(NamedTuple):
    """People counted once from the register, as much of the number as may be told.

    `services`: the participations behind them, at least so many. `is_hidden`: under the threshold,
    or hidden so that another count cannot be computed from it.
    """

    surely: int
    at_most: int
    services: int = 0
    is_hidden: bool = False


class Range(NamedTuple):
    """Surely different people … at most, and how many figures stand behind it.

    Where people were counted as well, `counted` says how many and `reported` holds the two ends
    of the published figures alone; otherwise both are None.
    """

    surely: End
    at_most: End
    figures: int = 0
    figures_touching: int = 0
    reported: tuple[End, End] | None = None
    counted: Counted | None = None

    @property
    def is_empty(self) -> bool:
        """No figure inside or touching, and nobody counted."""
        nobody_counted = self.counted is None or not self.counted.at_most
        return nobody_counted and not self.figures and not self.figures_touching

    @property
    def is_single(self) -> bool:
        """Both ends are one number, so one number is shown."""
        return self.surely.people == self.at_most.people


@dataclass(frozen=True, slots=True)
class Figure:
    """So many people, of one target group, in one area, in one period, as published.

    `counties` empty: the area is not stated. `organisations`: every organisation involved, in any
    role. `part_of`: the whole this figure's people belong to (`same_as` is a part that is its
    whole). `from_register`: its people are in the register of its project.
    """

    figure_id: str
    people: int
    qualifier: str = "exact"
    people_max: int | None = None
    basis: str = "unique"
    audience: str = "supported"
    age_class: str = "mixed"
    target_group_id: str = ""
    counties: frozenset[str] = field(default_factory=frozenset)
    area_id: str = "not-stated"
    period: Period | None = None
    part_of: str | None = None
    project_id: str | None = None
    programme_id: str | None = None
    organisations: frozenset[str] = field(default_factory=frozenset)
    funders: frozenset[str] = field(default_factory=frozenset)
    from_register: bool = False
    ends: tuple[End, End] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        # Once: an answer about thousands of figures asks each of them many times.
        object.__setattr__(self, "ends", ends(self.qualifier, self.people, self.people_max))


def ends(qualifier: str, people: int, people_max: int | None = None) -> tuple[End, End]:
    """Lower and upper end of a published number; ValueError for an unknown qualifier."""
    match qualifier:
        case "exact":
            return End(people), End(people)
        case "at_least":
            return End(people, is_open=True), End(people, is_open=True)
        case "almost":
            return End(people, is_approximate=True), End(people)
        case "about":
            return End(people, is_approximate=True), End(people, is_approximate=True)
        case "up_to":
            return NOBODY, End(people)
        case "between" if people_max is not None:
            return End(people), End(people_max)
    raise ValueError(f"no rule for the qualifier {qualifier!r}")
