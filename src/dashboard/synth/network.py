"""The made-up organisations, their programmes and projects; no person is in here yet."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from math import isqrt

from dashboard.paths import DATA
from dashboard.period import Period
from dashboard.synth.draws import Draws, falling
from dashboard.synth.words import ASSOCIATIONS, THEMES, Text, Theme, made_up, made_up_name

FIRST_YEAR, LAST_YEAR = 2015, 2025
_FEWEST, _MOST = 6, 60  # organisations
_NETWORK = 0  # the stream of chance that this module draws from
# How many people a kind draws; those of campaigns and studies are in no register.
_PULL = {"service": 4, "project": 3, "event": 1, "campaign": 0, "study": 0}


@dataclass(frozen=True, slots=True)
class Organisation:
    organisation_id: str
    names: Text
    short: Text
    county: str
    founded: int


@dataclass(frozen=True, slots=True)
class Programme:
    programme_id: str
    organisation: int
    theme: Theme
    names: Text


@dataclass(frozen=True, slots=True)
class Project:
    """`weight` is its share of the people; `counties` fall in weight from the first on."""

    project_id: str
    programme: int
    organisation: int
    theme: Theme
    kind: str
    titles: Text
    period: Period
    counties: tuple[str, ...]
    weight: int

    @property
    def months(self) -> tuple[int, int]:
        """First and last month in which people may come, counted from year 0."""
        last = LAST_YEAR * 12 + 11
        return self.period.first, last if self.period.last is None else self.period.last

    @property
    def years(self) -> range:
        first, last = self.months
        return range(first // 12, last // 12 + 1)


@dataclass(frozen=True, slots=True)
class Network:
    people: int
    seed: int
    counties: dict[str, tuple[str, str]]  # code: name and region
    organisations: tuple[Organisation, ...]
    programmes: tuple[Programme, ...]
    projects: tuple[Project, ...]


def made_up_network(people: int, seed: int) -> Network:
    """The network of a number of people: 6 to 60 organisations, growing slowly with it."""
    counties = {row["county_code"]: (row["name"], row["region"]) for row in _reference("counties")}
    draws = Draws(seed, _NETWORK)
    size = min(_MOST, _FEWEST + isqrt(isqrt(people)))
    organisations = [_organisation(draws, n, list(counties)) for n in range(size)]
    programmes = [p for n in range(size) for p in _programmes(draws, n)]
    outlines = [
        (programme, number)
        for programme in range(len(programmes))
        for number in range(draws.between(1, 4))
    ]
    ranked = draws.shuffled(falling(len(outlines), 5))
    projects = tuple(
        _project(draws, counties, organisations, programmes[programme], programme, number, weight)
        for (programme, number), weight in zip(outlines, ranked, strict=True)
    )
    return Network(people, seed, counties, tuple(organisations), tuple(programmes), projects)


def audiences() -> dict[str, str]:
    """The audience of each target group."""
    return {row["target_group_id"]: row["audience"] for row in _reference("target_groups")}


def group_names() -> dict[str, Text]:
    return {
        row["target_group_id"]: (row["name_en"], row["name_ro"])
        for row in _reference("target_groups")
    }


def region_areas() -> dict[frozenset[str], str]:
    """Which area of the reference tables consists of exactly these counties."""
    members: dict[str, set[str]] = {}
    for row in _reference("area_counties"):
        members.setdefault(row["area_id"], set()).add(row["county_code"])
    return {frozenset(codes): area for area, codes in members.items()}


def _reference(name: str) -> Iterator[dict[str, str]]:
    with (DATA / "reference" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _organisation(draws: Draws, number: int, counties: list[str]) -> Organisation:
    word = ASSOCIATIONS[number % len(ASSOCIATIONS)]
    turn = number // len(ASSOCIATIONS)
    name = f"{word} {turn + 1}" if turn else word
    return Organisation(
        f"made-up-organisation-{number + 1:02}",
        made_up((f"Association {name}", f"Asociația {name}")),
        made_up_name(name),
        draws.one_of(counties),
        draws.between(1990, FIRST_YEAR),
    )


def _programmes(draws: Draws, organisation: int) -> Iterator[Programme]:
    for theme in draws.shuffled(THEMES)[: draws.between(1, 3)]:
        yield Programme(
            f"made-up-programme-{organisation + 1:02}-{theme.slug}",
            organisation,
            theme,
            made_up(theme.name),
        )


def _project(
    draws: Draws,
    counties: dict[str, tuple[str, str]],
    organisations: list[Organisation],
    programme: Programme,
    programme_number: int,
    number: int,
    weight: int,
) -> Project:
    kind = _kind(draws, programme.theme, number)
    english, romanian = programme.theme.works[number % len(programme.theme.works)]
    suffix = f" {number + 1}" if number >= len(programme.theme.works) else ""
    home = organisations[programme.organisation].county
    return Project(
        f"{programme.programme_id.replace('-programme-', '-project-')}-{number + 1}",
        programme_number,
        programme.organisation,
        programme.theme,
        kind,
        made_up((english + suffix, romanian + suffix)),
        _period(draws, kind),
        _counties(draws, counties, home),
        weight * _PULL[kind],
    )


def _kind(draws: Draws, theme: Theme, number: int) -> str:
    """The first project of a programme has people; so every network has."""
    if number == 0:
        return "event" if theme.slug == "awareness" else draws.one_of(("project", "service"))
    if theme.slug == "awareness":
        return draws.one_of(("event", "event", "campaign"))
    return draws.one_of((*["project"] * 6, *["service"] * 3, "event", "campaign", "study"))


def _period(draws: Draws, kind: str) -> Period:
    """Whole years, or months; a service starts somewhere and most of them still run."""
    first = draws.between(FIRST_YEAR, LAST_YEAR) * 12
    if kind == "service":
        first = draws.between(FIRST_YEAR, FIRST_YEAR + 6) * 12
        return Period(first, draws.one_of((None, None, LAST_YEAR * 12 - 1)))
    if kind == "event":
        month = first + draws.below(12)
        return Period(month, month)
    if draws.below(2):
        first += draws.below(9)
    length = draws.between(6, 30) if first % 12 else 12 * draws.between(1, 3)
    return Period(first, min(first + length - 1, LAST_YEAR * 12 + 11))


def _counties(draws: Draws, counties: dict[str, tuple[str, str]], home: str) -> tuple[str, ...]:
    """The home county first, then a few of its region, then now and then one from far away."""
    neighbours = [code for code in counties if counties[code][1] == counties[home][1]]
    neighbours.remove(home)
    near = draws.shuffled(neighbours)[: draws.below(4)]
    others = [code for code in counties if code != home and code not in neighbours]
    far = draws.shuffled(others)[: draws.one_of((0, 0, 0, 1, 4))]
    return (home, *near, *far)
