"""Projects and services: the list for staff, one project's record, and counts of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import pandas as pd

from dashboard.counting import NOBODY, Figure, Placement, Range
from dashboard.i18n import _, country, period_text, words
from dashboard.period import Period
from dashboard.reach.breakdowns import reach_of_projects
from dashboard.reach.catalogue import Catalogue, Record, catalogue
from dashboard.reach.figures import cited, localised
from dashboard.reach.filters import Filters
from dashboard.reach.outcomes import targets
from dashboard.reach.scope import Scope
from dashboard.reach.snapshot import Snapshot, kept
from dashboard.words.labels import PARTNER_ROLES, PROJECT_KINDS
from dashboard.words.ranges import end_text, range_text

PROJECT_COLUMNS = [
    "project_id",
    "title",
    "kind_label",
    "organisation_label",
    "programme_label",
    "period_label",
    "places",
    "funders",
    "people_text",
    "figures",
    "kind",
    "period",
    "surely",
    "surely_text",
    "at_most_text",
    "targets",
    "targets_reached",
    "gaps",
]
PROJECTS = """
    select p.*, m.organisation_id, m.reading as is_our_grouping,
           s.document as source_document, s.address as web
    from projects p join programmes m using (programme_id) join sources s using (source_id)
    order by p.project_id
"""
_PLACES = """
    select project_id, area_id, locality,
        coalesce(locality in (name_en, name_ro), false) as is_area
    from project_areas join areas using (area_id) order by project_areas.rowid
"""
_OUR_GROUPINGS = "select programme_id from programmes where reading order by rowid"
_GROUPS = "select project_id, target_group_id from project_target_groups order by rowid"


_NOBODY = Range(NOBODY, NOBODY)


class ProjectCounts(NamedTuple):
    """Real projects, and the services, campaigns, studies and events beside them."""

    projects: int
    others: int


@kept(most=32)
def stored(snapshot: Snapshot, sql: str) -> tuple[Record, ...]:
    """The rows of a query without filters, read once: a snapshot is one build and never changes."""
    return tuple(snapshot.store.rows(sql))


def projects(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """The projects and services in the filters, newest first; columns as in PROJECT_COLUMNS.

    `targets` are those that the project states, `gaps` the names of what no document tells of it.
    """
    known = catalogue(snapshot)
    places, people = _places(snapshot, known), reach_of_projects(snapshot, filters)
    verdicts = targets(snapshot, filters).groupby("project_id")["verdict"]
    judged = {project: Counter(found) for project, found in verdicts}
    rows = []
    for record in records_in_scope(snapshot, filters):
        project_id = record["project_id"]
        listed = _listed(known, record, people.get(project_id, _NOBODY))
        listed |= {"places": ", ".join(places[project_id])}
        rows.append(listed | _told_of(listed, judged.get(project_id, Counter())))
    frame = pd.DataFrame(rows, columns=PROJECT_COLUMNS)
    return frame.sort_values(
        ["period", "title"], ascending=[False, True], na_position="last", ignore_index=True
    )


def count_projects(snapshot: Snapshot, filters: Filters) -> ProjectCounts:
    kinds = [record["kind"] for record in records_in_scope(snapshot, filters)]
    return ProjectCounts(kinds.count("project"), len(kinds) - kinds.count("project"))


def projects_unplaced(snapshot: Snapshot, filters: Filters) -> int:
    """How many projects do not state what is filtered by, and so may belong to it."""
    return len(list(_records_at(snapshot, filters, Placement.TOUCHING)))


def project_record(snapshot: Snapshot, project_id: str) -> dict[str, Any] | None:
    """Everything told about one project, in the running language; None for an unknown id.

    `partners` is a list of (name, role), `places` and `target_groups` lists of names.
    """
    known = catalogue(snapshot)
    record = next((r for r in stored(snapshot, PROJECTS) if r["project_id"] == project_id), None)
    if record is None:
        return None
    return {
        **record,
        **_described(known, record),
        "summary": localised(record, "summary"),
        "places": _places(snapshot, known)[project_id],
        "target_groups": [known.name("target_groups", g) for g in _groups(snapshot)[project_id]],
        "partners": _partners(snapshot, known, project_id),
    }


def our_groupings(snapshot: Snapshot) -> list[str]:
    """The programmes that no document names, in the running language."""
    known = catalogue(snapshot)
    rows = stored(snapshot, _OUR_GROUPINGS)
    return [known.name("programmes", row["programme_id"]) for row in rows]


@kept()
def project_periods(snapshot: Snapshot) -> dict[str, Period | None]:
    """When each project ran, or the years that its figures speak of where it does not say."""
    known = catalogue(snapshot)
    figures: dict[str | None, list[Figure]] = defaultdict(list)
    for figure in known.figures:
        figures[figure.project_id].append(figure)
    return {
        project: Period.parse(record["period"] or "") or _span(figures[project])
        for project, record in known.projects.items()
    }


def _span(figures: Sequence[Figure]) -> Period | None:
    """The years a project's figures speak of, where its own period is not stated."""
    periods = [figure.period for figure in figures if figure.period]
    if not periods:
        return None
    lasts = [period.last for period in periods]
    last = None if None in lasts else max(month for month in lasts if month is not None)
    return Period(min(period.first for period in periods), last)


def records_in_scope(snapshot: Snapshot, filters: Filters) -> Iterable[Record]:
    return _records_at(snapshot, filters, Placement.INSIDE)


def _records_at(snapshot: Snapshot, filters: Filters, placement: Placement) -> Iterable[Record]:
    scope, periods = Scope.of(catalogue(snapshot), filters), project_periods(snapshot)
    for record in stored(snapshot, PROJECTS):
        if scope.place(record, periods[record["project_id"]], is_whole=True) is placement:
            yield record


def _listed(known: Catalogue, record: Record, people: Range) -> dict[str, Any]:
    project_id = record["project_id"]
    return {
        **record,
        **_described(known, record),
        "funders": ", ".join(
            sorted(known.name("funders", f) for f in known.funders_of.get(project_id, ()))
        ),
        "people_text": "" if people.is_empty else range_text(people),
        "surely": people.surely.people,
        "surely_text": end_text(people.surely),
        "at_most_text": end_text(people.at_most),
        "figures": people.figures,
    }


def _told_of(listed: dict[str, Any], verdicts: Counter[str]) -> dict[str, Any]:
    """What became of a project's targets, and what no document tells of it."""
    missing = {
        _("people"): not listed["people_text"],
        _("period"): not listed["period"],
        _("place"): not listed["places"],
        _("funder"): not listed["funders"],
        _("result of a target"): verdicts["unpublished"] > 0,
    }
    return {
        "targets": verdicts.total(),
        "targets_reached": verdicts["reached"],
        "gaps": tuple(name for name, is_missing in missing.items() if is_missing),
    }


def _described(known: Catalogue, record: Record) -> dict[str, Any]:
    return {
        **cited(known, record),
        "title": localised(record, "title"),
        "kind_label": _(PROJECT_KINDS[record["kind"]]),
        "organisation_label": known.name("organisations", record["organisation_id"]),
        "programme_label": known.name("programmes", record["programme_id"]),
        "period_label": period_text(record["period"]),
    }


def _partners(snapshot: Snapshot, known: Catalogue, project_id: str) -> list[tuple[str, str]]:
    rows = snapshot.store.rows(
        "select organisation_id, role from project_partners where project_id = $id order by rowid",
        id=project_id,
    )
    named = [
        (known.name("organisations", r["organisation_id"]), _(PARTNER_ROLES[r["role"]]))
        for r in rows
    ]
    abroad = snapshot.store.rows(
        "select country_code from project_countries where project_id = $id", id=project_id
    )
    if abroad:
        names = words(country(r["country_code"]) for r in abroad)
        named.append((_("partners from {countries}, not named").format(countries=names), ""))
    return named


def _places(snapshot: Snapshot, known: Catalogue) -> dict[str, list[str]]:
    """Where each project worked: the locality with its area, or the area alone."""
    places: dict[str, list[str]] = defaultdict(list)
    for row in stored(snapshot, _PLACES):
        area, locality = known.name("areas", row["area_id"]), row["locality"]
        is_plain = not locality or row["is_area"]
        places[row["project_id"]].append(area if is_plain else f"{locality} ({area})")
    return places


def _groups(snapshot: Snapshot) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for row in stored(snapshot, _GROUPS):
        groups[row["project_id"]].append(row["target_group_id"])
    return groups


def area_ids(snapshot: Snapshot) -> dict[str, list[str]]:
    areas: dict[str, list[str]] = defaultdict(list)
    for row in stored(snapshot, _PLACES):
        areas[row["project_id"]].append(row["area_id"])
    return areas
