"""What a dimension is: one respect in which figures are filtered and broken down.

The dimensions themselves stand in `dashboard.reach.dimensions`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from dashboard.counting import ABROAD, Chosen, Figure, Placement
from dashboard.i18n import _
from dashboard.reach.ages import ages_said
from dashboard.reach.catalogue import NOT_STATED, Catalogue, Record
from dashboard.words.labels import AGE_BANDS, SEXES

Says = Callable[[Catalogue, str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Dimension:
    """One respect in which readers ask.

    `field` of the filters, `key` in addresses, `by` as the name of the breakdown. Then the words:
    `heading` of the filter, `chosen` in the sentence of the filters, `help` for the API, `title`
    of the breakdown, `not_stated` for the row of those that say nothing; and the `page` it is on.

    `column`: whose value in the register decides, project_id, target_group_id, county_code, sex
    or age_band.
    `of`: the ids that such a value counts in; without it the values are the ids themselves.
    `own`: what a record says in columns of its own, None where it has none and its project speaks.
    `labels`: the words of the ids, where they are a list of values and not rows of a table.
    `names`: the names of its rows in the catalogue, where these are other than those of `field`.
    `rows`, `label`, `row_kind`: the rows of a record, the name of a row, and its kind (`row`,
    `wider`, `not-stated`), where they are not what the record says, the id's name, and `row`.
    `offered`: the ids to choose from, in their order, where that is not all of them by name.
    `above`: the wider ids of an id, from the nearest up. `is_split`: the people of a figure with
    several ids are spread over these; without it they belong to each of them.
    `covers`: whether the register's count of a row holds everybody of a figure that was counted
    from the register; never of a wider label than the register's own.
    """

    field: str
    key: str
    by: str
    heading: str
    chosen: str
    help: str
    title: str
    not_stated: str = ""
    page: str = "export"
    column: str = "project_id"
    of: Says | None = None
    own: Callable[[Catalogue, Record], Iterable[str] | None] = lambda _known, _record: None
    labels: Mapping[str, str] | None = None
    names: str = ""
    rows: Callable[[Record], Iterable[str]] | None = None
    label: Callable[[Catalogue, str], str] | None = None
    row_kind: Callable[[Catalogue, str], str] | None = None
    offered: Callable[[Catalogue], Iterable[str]] | None = None
    above: Callable[[Catalogue, str], Collection[str]] = lambda _known, _row_id: ()
    is_split: bool = False
    covers: Callable[[Catalogue, Figure], bool] = lambda _known, _figure: True

    def ids(self, known: Catalogue) -> Collection[str]:
        """Every id that can be chosen."""
        return known.names[self.field] if self.labels is None else self.labels

    def options(self, known: Catalogue) -> list[str]:
        """The ids as a reader chooses among them."""
        if self.offered or self.labels:
            return list(self.offered(known) if self.offered else self.ids(known))
        return sorted(self.ids(known), key=lambda row_id: self.name(known, row_id).casefold())

    def name(self, known: Catalogue, row_id: str) -> str:
        """The name of an id in the running language; the id itself when it has none."""
        if self.labels is None:
            return known.name(self.field, row_id)
        return _(self.labels[row_id]) if row_id in self.labels else row_id

    def row_ids(self, known: Catalogue) -> set[str]:
        """Every row that the breakdown may have."""
        rows = known.names[self.names] if self.names else self.ids(known)
        return {*rows, NOT_STATED}

    def row_label(self, known: Catalogue, row_id: str) -> str:
        if self.label:
            return self.label(known, row_id)
        return _(self.not_stated) if row_id == NOT_STATED else self.name(known, row_id)

    def kind_of_row(self, known: Catalogue, row_id: str) -> str:
        if self.row_kind:
            return self.row_kind(known, row_id)
        return NOT_STATED if row_id == NOT_STATED else "row"

    def said_of(self, known: Catalogue, value: str) -> Iterable[str]:
        """The ids that a value of the register's column counts in."""
        return self.of(known, value) if self.of else (value,)

    def audience(self, known: Catalogue, row_id: str) -> str:
        """The audience that a row is of; empty where it may be of several."""
        if self.column != "target_group_id" or row_id == NOT_STATED:
            return ""
        return known.audiences.get(row_id, row_id)

    def values(self, known: Catalogue) -> Collection[str]:
        """Every value that the register's column may have."""
        return {
            "project_id": known.projects,
            "target_group_id": known.audiences,
            "county_code": known.names["counties"],
            "sex": SEXES,
            "age_band": AGE_BANDS,
        }[self.column]

    def said_by(self, known: Catalogue, record: Record) -> frozenset[str]:
        """The ids that a figure, project, result or grant states."""
        own = self.own(known, record)
        if own is not None:
            return frozenset(own)
        values = _SAID[self.column](known, record)
        return frozenset(row_id for value in values for row_id in self.said_of(known, value))

    def rows_of(self, known: Catalogue, record: Record) -> Iterable[str]:
        """The rows that a figure counts in."""
        return self.rows(record) if self.rows else self.said_by(known, record) or (NOT_STATED,)

    def chosen_of(self, known: Catalogue, ids: Iterable[str]) -> Chosen:
        """The ids chosen, as the counting rules take them: with all below, and what is wider."""
        chosen = frozenset(ids)
        wider = frozenset(above for row_id in chosen for above in self.above(known, row_id))
        below = {i for i in self.ids(known) if not chosen.isdisjoint(self.above(known, i))}
        return Chosen(chosen | below, wider, self.is_split, self.unstated)

    @property
    def unstated(self) -> Placement:
        """Who is of no project is of none chosen; who states no place or group may be in it."""
        is_of_project = self.column == "project_id"
        return Placement.OUTSIDE if is_of_project else Placement.TOUCHING


def _of_project(known: Catalogue, record: Record) -> Iterable[str]:
    return (record["project_id"],) if record["project_id"] else ()


def _of_group(known: Catalogue, record: Record) -> Iterable[str]:
    if "target_group_id" in record:
        return (record["target_group_id"],)
    return known.groups_of.get(record["project_id"], ())


def _of_area(known: Catalogue, record: Record) -> Iterable[str]:
    """The counties; a place abroad is in none, and outside of each that is chosen."""
    if "places" in record:
        return record["places"]  # type: ignore[no-any-return]
    if "area_id" in record:
        if known.area_kinds[record["area_id"]] == "abroad":
            return (ABROAD,)
        return known.area_counties.get(record["area_id"], ())
    return known.counties_of.get(record["project_id"], ())


def _of_sex(known: Catalogue, record: Record) -> Iterable[str]:
    if "sex" in record:
        return (record["sex"],) if record["sex"] else ()
    return known.sexes_of.get(record["project_id"], ())


def _of_age(known: Catalogue, record: Record) -> Iterable[str]:
    if "age_from" in record:
        return ages_said(record["age_from"], record["age_to"], record.get("age", ""))
    return known.ages_of.get(record["project_id"], ())


# What a record says in the respect of a column of the register; a record that has no such column
# says what its project says.
_SAID: Mapping[str, Callable[[Catalogue, Record], Iterable[str]]] = {
    "project_id": _of_project,
    "target_group_id": _of_group,
    "county_code": _of_area,
    "sex": _of_sex,
    "age_band": _of_age,
}
