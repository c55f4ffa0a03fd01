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
ABROAD = "abroad"  # the country of a place abroad where the document names none
FOREIGN = "country:"  # so that no country is taken for a county
ADULT_FROM = 18
Side = tuple[str, bool]


class Counted(NamedTuple):
    """People counted once from the register, as much of the number as may be told.

    `services`: the participations behind them, at least so many. `is_hidden`: that nobody is among
    them is not told from a few. `is_composed`: not counted, but put together from other counts.
    """

    surely: int
    at_most: int
    services: int = 0
    is_hidden: bool = False
    is_composed: bool = False


class Range(NamedTuple):
    """Surely different people … at most, and how many figures stand behind it.

    `about`: people of ≈ figures who are surely others than those of `surely`; a headline adds them
    in words. `may_also`: what figures that only touch the filter add at the upper end.
    `stands`: what of *surely* stands without our readings, where these raise it, else None;
    `readings`: what of the figures behind it is our interpretation; `is_by_basis`: that what they
    raise it by is figures of which we read how people were counted.
    `is_searched_to_end`: False where the search for *surely* stopped at its budget; then it may
    claim too little, never too much. Where people were counted as well, `counted` says how many and
    `reported` holds the two ends of the published figures alone; otherwise both are None.
    """

    surely: End
    at_most: End
    figures: int = 0
    figures_touching: int = 0
    reported: tuple[End, End] | None = None
    counted: Counted | None = None
    about: int = 0
    upper_inside: End | None = None
    may_also: End = NOBODY
    is_searched_to_end: bool = True
    stands: End | None = None
    readings: frozenset[str] = frozenset()
    is_by_basis: bool = False

    @property
    def at_most_inside(self) -> End:
        """The upper end of what lies inside the filter, without what only touches it."""
        return self.upper_inside or self.at_most

    @property
    def inside(self) -> Range:
        """The same without what only touches the filter."""
        return self._replace(
            at_most=self.at_most_inside, figures_touching=0, upper_inside=None, may_also=NOBODY
        )

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

    `audience`: "" where it is not known. `counties` empty and no `country`: the area is not stated.
    `country`: of a place abroad, its code, or ABROAD where the document names none. `place_is`:
    home (where the people live) or service. `organisations`: every one involved, in any role.
    `part_of`: the whole this figure's people are among; `same_as`: the same people, published
    elsewhere. `sex`: "" for both or not stated. `age_from`, `age_to`: whole years, inclusive; they
    overrule `age_class`, that of the group. `apart`: what it was declared to share nobody with, as
    (declaration, side): two figures on the two sides of one declaration are different people.
    `readings`: what of it is our interpretation. `from_register`: its people are in the register of
    its project. What corrects it is the caller's matter.
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
    same_as: str | None = None
    sex: str = ""
    age_from: int | None = None
    age_to: int | None = None
    unit: str = "person"
    place_is: str = "home"
    country: str | None = None
    readings: frozenset[str] = field(default_factory=frozenset)
    apart: frozenset[Side] = field(default_factory=frozenset)
    ends: tuple[End, End] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        # Once: an answer about thousands of figures asks each of them many times.
        told = ends(self.qualifier, self.people, self.people_max)
        object.__setattr__(self, "ends", _opened(told) if self._holds_more else told)

    @property
    def _holds_more(self) -> bool:
        """A household has more than one person, and who left a register before was reached too."""
        return self.unit == "household" or self.basis == "register"

    @property
    def whole_id(self) -> str | None:
        """The figure in which these people are counted as well."""
        return self.part_of or self.same_as

    @property
    def age(self) -> str:
        """child, adult or mixed: by the ages stated, else by the group."""
        if self.age_from is None and self.age_to is None:
            return self.age_class
        if self.age_to is not None and self.age_to < ADULT_FROM:
            return "child"
        return "adult" if (self.age_from or 0) >= ADULT_FROM else "mixed"

    @property
    def places(self) -> frozenset[str]:
        """Its counties, and its country where that is not Romania; empty when not stated."""
        abroad = () if self.country is None else (FOREIGN + self.country,)
        return self.counties.union(abroad)


def _opened(told: tuple[End, End]) -> tuple[End, End]:
    return told[0], told[1]._replace(is_open=True)


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
