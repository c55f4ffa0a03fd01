"""Where figures, records and the people of the register lie in a reader's filters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from dashboard.counting import Chosen, Placement, Sought, place_period
from dashboard.period import Period
from dashboard.reach.ages import CLASS_OF
from dashboard.reach.catalogue import Catalogue, Record, catalogue
from dashboard.reach.dimension import Dimension
from dashboard.reach.dimensions import DIMENSIONS
from dashboard.reach.filters import EVERYBODY, YEAR_MODES, Filters
from dashboard.reach.snapshot import Snapshot, kept


@dataclass(frozen=True, slots=True)
class Scope:
    """Filters as they bear on one build: the one place that decides what lies in them."""

    known: Catalogue
    chosen: tuple[tuple[Dimension, Chosen], ...]
    years: Period | None

    @classmethod
    def of(cls, known: Catalogue, filters: Filters) -> Self:
        """The choices of the filters, each with what belongs to it and what is wider."""
        chosen = ((DIMENSIONS[field], ids) for field, ids in filters.chosen)
        return cls(known, tuple((d, d.chosen_of(known, ids)) for d, ids in chosen), filters.years)

    def place(self, record: Record, period: Period | None, *, is_whole: bool = False) -> Placement:
        """Where a record of the tables lies: outside in one respect is outside, else touching wins.

        `is_whole`: it is shown whole or not at all, as a project is, and is no number of people.
        """
        found = (
            chosen.place(each.said_by(self.known, record), is_whole=is_whole)
            for each, chosen in self.chosen
        )
        return min((*found, place_period(period, self.years, is_whole=is_whole)))

    def place_value(self, column: str, value: str | None) -> Placement:
        """Where people lie of whom the register has `value` in `column`; None is not stated."""
        found = (
            chosen.place(frozenset(() if value is None else each.said_of(self.known, value)))
            for each, chosen in self.chosen
            if each.column == column
        )
        return min(found, default=Placement.INSIDE)


def placements(snapshot: Snapshot, filters: Filters) -> Mapping[str, Placement]:
    """Where each figure lies in the filters, by figure_id."""
    return _placements(snapshot, filters.but(year_mode=YEAR_MODES[0], asker=EVERYBODY))


@kept(most=64)
def _placements(snapshot: Snapshot, filters: Filters) -> Mapping[str, Placement]:
    """The same for every question of a page; the mode of the years places no figure."""
    return placed_in(catalogue(snapshot), filters)


def placed_in(known: Catalogue, filters: Filters) -> Mapping[str, Placement]:
    """The same for a catalogue, which may be that without our readings."""
    if filters.is_everything:
        return dict.fromkeys(known.records, Placement.INSIDE)
    scope = Scope.of(known, filters)
    by_group = bool(filters.target_groups or filters.audiences or filters.ages)
    unsure = {f.figure_id for f in known.figures if by_group and not f.audience}
    found = {f.figure_id: scope.place(known.records[f.figure_id], f.period) for f in known.figures}
    return found | {name: min(found[name], Placement.TOUCHING) for name in unsure}


def sought(known: Catalogue, filters: Filters) -> Sought:
    """What the filters ask of the people themselves: what surely lies elsewhere depends on it."""
    chosen = {field: frozenset(ids) for field, ids in filters.chosen}
    return Sought(
        audiences=chosen.get("audiences", frozenset()),
        counties=chosen.get("counties", frozenset()),
        sexes=chosen.get("sexes", frozenset()),
        ages=frozenset(CLASS_OF.get(age, age) for age in filters.ages),
        years=filters.years,
        apart=tuple(known.sides_of[group] for group in filters.target_groups),
    )


def name_of(known: Catalogue, field: str, row_id: str) -> str:
    """The name of a chosen id, as the filter bar and the sentence of the filters show it."""
    return DIMENSIONS[field].name(known, row_id)


def understood(known: Catalogue, filters: Filters) -> tuple[Filters, list[str]]:
    """The filters with the ids that stand now, and what is left out as nobody knows it."""
    return standing(known, filters).without(known_ids(known))


def standing(known: Catalogue, filters: Filters) -> Filters:
    """The filters with the ids that stand now in the place of those that go on as others."""
    now = {
        field: tuple(known.current(field, row_id) for row_id in ids)
        for field, ids in filters.chosen
    }
    return filters.but(**now)


def known_ids(known: Catalogue) -> dict[str, set[str]]:
    """Every id that can be chosen, by field of the filters."""
    return {field: set(each.ids(known)) for field, each in DIMENSIONS.items()}
