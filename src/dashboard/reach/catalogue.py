"""Everything the questions need, read once a build: figures, records, names and the trees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from dashboard.counting import ABROAD, Figure, Figures, as_published, settled
from dashboard.i18n import language, told_in
from dashboard.period import Period
from dashboard.reach import catalogue_sql
from dashboard.reach.ages import ages_said
from dashboard.reach.corrections import corrections, going_on, tied
from dashboard.reach.snapshot import Snapshot, kept

Record = Mapping[str, Any]
Apart = Mapping[tuple[str, str], Iterable[tuple[str, bool]]]
NOT_STATED = "not-stated"


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """One build, in the shapes the counting rules take.

    `groups_of` and `counties_of` a project: what it states itself, and what its figures state;
    `sexes_of` and `ages_of` it are what its figures state.
    `sides_of` a target group: what its people were declared to share nobody with, as of figures.
    A figure's record has its `places` and its `sex`, those of its whole where it states none, and
    its `age`, child, adult or mixed.
    `going_on`, by field of the filters: the id that stands now for one that readers may still have.
    """

    figures: Figures
    records: Mapping[str, Record]
    names: Mapping[str, Mapping[str, tuple[str, str]]]
    parents: Mapping[str, str | None]
    audiences: Mapping[str, str]
    area_counties: Mapping[str, frozenset[str]]
    area_kinds: Mapping[str, str]
    projects: Mapping[str, Record]
    groups_of: Mapping[str, frozenset[str]]
    counties_of: Mapping[str, frozenset[str]]
    organisations_of: Mapping[str, frozenset[str]]
    funders_of: Mapping[str, frozenset[str]]
    sides_of: Mapping[str, frozenset[tuple[str, bool]]]
    sexes_of: Mapping[str, frozenset[str]]
    ages_of: Mapping[str, frozenset[str]]
    going_on: Mapping[str, Mapping[str, str]]

    def name(self, field: str, row_id: str) -> str:
        """The name of an id in the running language; the id itself when it has none."""
        both = self.names.get(field, {}).get(row_id)
        return both[language() == "ro"] if both else row_id

    def is_other(self, field: str, row_id: str) -> bool:
        """Whether the name of an id is that of the other language, with its mark."""
        both = self.names.get(field, {}).get(row_id, ("", ""))
        here, there = both if language() == "en" else both[::-1]
        return here != there and here.startswith(f"{there} (")

    def current(self, field: str, row_id: str) -> str:
        """The id that stands now for `row_id`: itself, or what it goes on as.

        CSV files put an apostrophe before an id such as 1-2, and no id begins with one.
        """
        bare = row_id.removeprefix("'")
        return self.going_on.get(field, {}).get(bare, bare)

    def groups_above(self, target_group_id: str) -> list[str]:
        """The wider groups of a target group, from the nearest up."""
        above = []
        parent = self.parents.get(target_group_id)
        while parent is not None:
            above.append(parent)
            parent = self.parents.get(parent)
        return above

    def groups_in_order(self) -> list[str]:
        """Every target group, each followed by the groups under it, in the order of the table."""
        below: dict[str | None, list[str]] = defaultdict(list)
        for group, parent in self.parents.items():
            below[parent].append(group)

        def walk(group: str) -> Iterator[str]:
            yield group
            for child in below[group]:
                yield from walk(child)

        return [group for top in below[None] for group in walk(top)]


@kept()
def catalogue(snapshot: Snapshot) -> Catalogue:
    """The catalogue of a snapshot; a snapshot is one build and never changes."""
    return _with_figures(_shell(snapshot), snapshot)


@kept()
def catalogue_as_published(snapshot: Snapshot) -> Catalogue | None:
    """The same without our readings of the documents; None where there are none."""
    apart = (bool(row["reading"]) for row in snapshot.store.rows(catalogue_sql.APART))
    if not any(apart) and not any(figure.readings for figure in catalogue(snapshot).figures):
        return None
    return _with_figures(_shell(snapshot), snapshot, is_read=False)


def _shell(snapshot: Snapshot) -> Catalogue:
    """A catalogue without its figures."""
    groups = snapshot.store.rows("from target_groups order by rowid")
    now = going_on(snapshot)
    funders = _grouped(snapshot.store.rows(catalogue_sql.FUNDERS))
    return Catalogue(
        figures=Figures(),
        records={},
        names={
            field: _names(snapshot.store.rows(sql)) for field, sql in catalogue_sql.NAMES.items()
        },
        parents={row["target_group_id"]: row["parent_id"] for row in groups},
        audiences={row["target_group_id"]: row["audience"] for row in groups},
        area_counties=_grouped(
            snapshot.store.rows("select area_id, county_code from area_counties")
        ),
        area_kinds={r["area_id"]: r["kind"] for r in snapshot.store.rows("from areas")},
        projects={r["project_id"]: r for r in snapshot.store.rows("from projects")},
        groups_of=_grouped(snapshot.store.rows(catalogue_sql.GROUPS)),
        counties_of=_grouped(snapshot.store.rows(catalogue_sql.COUNTIES)),
        organisations_of=_grouped(snapshot.store.rows(catalogue_sql.INVOLVED)),
        funders_of={
            project: frozenset(now.get("funders", {}).get(funder, funder) for funder in ids)
            for project, ids in funders.items()
        },
        sides_of={},
        sexes_of={},
        ages_of={},
        going_on=now,
    )


def _with_figures(shell: Catalogue, snapshot: Snapshot, *, is_read: bool = True) -> Catalogue:
    """The catalogue with its figures; `is_read`: as we read them, else as published."""
    corrected = corrections(snapshot)
    everything = {
        record["figure_id"]: record for record in snapshot.store.rows(catalogue_sql.FIGURES)
    }
    apart = _declared(snapshot, is_read=is_read)
    found = {name: _figure(record, shell, apart) for name, record in everything.items()}
    current = {name: record for name, record in everything.items() if name not in corrected}
    listed = [tied(found[name], found, corrected) for name in current]
    listed = listed if is_read else as_published(listed)
    figures = settled(_in_time_of_project(f, current[f.figure_id]) for f in listed)
    settled_in = {
        f.figure_id: {"area_id": f.area_id, "places": f.places, "sex": f.sex or None, "age": f.age}
        for f in figures
    }
    read = {
        "figures": Figures(figures),
        "records": {name: {**record, **settled_in[name]} for name, record in current.items()},
        "sexes_of": _stated_by(figures, lambda f: {f.sex} - {""}),
        "ages_of": _stated_by(figures, lambda f: ages_said(f.age_from, f.age_to, f.age)),
        "sides_of": {group: _sides_of_group(group, shell, apart) for group in shell.parents},
    }
    values = {name: getattr(shell, name) for name in shell.__slots__}
    return Catalogue(**values | read)


def _declared(snapshot: Snapshot, *, is_read: bool) -> Apart:
    """The sides that each (kind, id) stands on in the declarations that no one is on both."""
    found: dict[tuple[str, str], set[tuple[str, bool]]] = defaultdict(set)
    for *row, reading in (row.values() for row in snapshot.store.rows(catalogue_sql.APART)):
        if is_read or not reading:
            found[row[0], row[1]].add((" ".join(row), False))
            found[row[2], row[3]].add((" ".join(row), True))
    return found


def _stated_by(
    figures: Iterable[Figure], says: Callable[[Figure], Iterable[str]]
) -> dict[str, frozenset[str]]:
    """What the figures of each project state."""
    pairs = (
        {"project": f.project_id, "value": v} for f in figures if f.project_id for v in says(f)
    )
    return _grouped(pairs)


def _sides_of_group(group: str, known: Catalogue, apart: Apart) -> frozenset[tuple[str, bool]]:
    names = {("target-group", name) for name in (group, *known.groups_above(group))}
    return _on_sides(names, apart)


def _figure(record: Record, known: Catalogue, apart: Apart) -> Figure:
    project_id, group = record["project_id"], record["target_group_id"]
    organisations = known.organisations_of.get(project_id, frozenset())
    is_abroad = record["area_kind"] == "abroad"
    return Figure(
        figure_id=record["figure_id"],
        people=record["people"],
        people_max=record["people_max"],
        qualifier=record["qualifier"],
        basis=record["basis"],
        unit=record["unit"],
        audience=record["audience"],
        age_class=record["age_class"],
        age_from=record["age_from"],
        age_to=record["age_to"],
        sex=record["sex"] or "",
        target_group_id=group,
        area_id=record["area_id"],
        counties=known.area_counties.get(record["area_id"], frozenset()),
        country=(record["country_code"] or ABROAD) if is_abroad else None,
        place_is=record["place_is"],
        period=Period.parse(record["period"] or ""),
        part_of=record["part_of"],
        same_as=record["same_as"],
        project_id=project_id,
        programme_id=record["programme_id"],
        organisations=organisations | {record["owner_organisation_id"]},
        funders=known.funders_of.get(project_id, frozenset()),
        from_register=record["from_register"],
        readings=frozenset((record["reading"] or "").split("|")) - {""},
        apart=_sides(record, [group, *known.groups_above(group)], apart),
    )


def _sides(record: Record, groups: Iterable[str], apart: Apart) -> frozenset[tuple[str, bool]]:
    """On which sides of the declarations a figure stands, itself or by what it belongs to."""
    names = {("target-group", group) for group in groups}
    for kind in ("figure", "project", "source"):
        names.add((kind, record[f"{kind}_id"]))
    return _on_sides(names, apart)


def _on_sides(names: Iterable[tuple[str, str]], apart: Apart) -> frozenset[tuple[str, bool]]:
    return frozenset().union(*(apart[name] for name in names if name in apart))


def _in_time_of_project(figure: Figure, record: Record) -> Figure:
    """The figure in its project's period where it states none; a part takes its whole's."""
    if figure.period or figure.part_of or not record["project_period"]:
        return figure
    return replace(figure, period=Period.parse(record["project_period"]))


def _names(rows: Iterable[Record]) -> dict[str, tuple[str, str]]:
    return {
        row["row_id"]: (told_in("en", row["en"], row["ro"]), told_in("ro", row["en"], row["ro"]))
        for row in rows
    }


def _grouped(rows: Iterable[Record]) -> dict[str, frozenset[str]]:
    groups: dict[str, set[str]] = defaultdict(set)
    for key, value in (tuple(row.values()) for row in rows):
        groups[key].add(value)
    return {key: frozenset(values) for key, values in groups.items()}


def records_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame in plain values, by the names of its columns.

    As `to_dict("records")`, which looks each column up by its number: four times as long.
    """
    columns = {str(name): frame[name].tolist() for name in frame.columns}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
