"""Projects and services: the list for staff, one project's record, and counts of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import pandas as pd

from dashboard.counting import NOBODY, Figure, Placement, Range
from dashboard.filters import Filters
from dashboard.i18n import N_, _, country, period_text, words
from dashboard.period import Period
from dashboard.reach.breakdowns import reach_of_projects
from dashboard.reach.catalogue import Catalogue, Record, catalogue
from dashboard.reach.figures import cited, localised
from dashboard.reach.matching import Facts, matches
from dashboard.reach.scope import scope_of
from dashboard.reach.snapshot import Snapshot, kept
from dashboard.wording import range_text

PROJECT_KINDS = {
    "project": N_("project"),
    "service": N_("year-round service"),
    "campaign": N_("campaign"),
    "study": N_("study"),
    "event": N_("event"),
}
PARTNER_ROLES = {
    "lead": N_("lead"),
    "coordinator": N_("coordinator"),
    "partner": N_("partner"),
    "host": N_("host"),
    "network": N_("network"),
}
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
]
PROJECTS = """
    select p.*, m.organisation_id, s.document as source_document
    from projects p join programmes m using (programme_id) join sources s using (source_id)
    order by p.project_id
"""
_PLACES = "select project_id, area_id, locality from project_areas order by rowid"
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
    """The projects and services in the filters, newest first; columns as in PROJECT_COLUMNS."""
    known = catalogue(snapshot)
    places, people = _places(snapshot, known), reach_of_projects(snapshot, filters)
    rows = []
    for record in records_in_scope(snapshot, filters):
        project_id = record["project_id"]
        listed = _listed(known, record, people.get(project_id, _NOBODY))
        rows.append(listed | {"places": ", ".join(places[project_id])})
    frame = pd.DataFrame(rows, columns=PROJECT_COLUMNS)
    return frame.sort_values(
        ["period", "title"], ascending=[False, True], na_position="last", ignore_index=True
    )


def count_projects(snapshot: Snapshot, filters: Filters) -> ProjectCounts:
    kinds = [record["kind"] for record in records_in_scope(snapshot, filters)]
    return ProjectCounts(kinds.count("project"), len(kinds) - kinds.count("project"))


def projects_unplaced(snapshot: Snapshot, filters: Filters) -> int:
    """How many projects do not state what is filtered by, and so may belong to it."""
    scope = scope_of(catalogue(snapshot), filters)
    return sum(
        matches(facts, scope) is Placement.TOUCHING for facts in project_facts(snapshot).values()
    )


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


@kept()
def project_facts(snapshot: Snapshot) -> dict[str, Facts]:
    """What each project says of itself, by project_id."""
    known = catalogue(snapshot)
    groups, areas = _groups(snapshot), area_ids(snapshot)
    return {
        record["project_id"]: _facts(known, record, groups, areas)
        for record in stored(snapshot, PROJECTS)
    }


def _facts(
    known: Catalogue, record: Record, groups: dict[str, list[str]], areas: dict[str, list[str]]
) -> Facts:
    project_id = record["project_id"]
    own_figures = [f for f in known.figures if f.project_id == project_id]
    stated = {*groups[project_id], *(f.target_group_id for f in own_figures)}
    counties = [known.area_counties.get(area, frozenset()) for area in areas[project_id]]
    return Facts(
        organisations=known.organisations_of[project_id],
        programmes=frozenset({record["programme_id"]}),
        projects=frozenset({project_id}),
        funders=known.funders_of.get(project_id, frozenset()),
        audiences=frozenset(known.audiences[group] for group in stated),
        target_groups=frozenset(stated.union(*(known.groups_above(g) for g in stated))),
        counties=frozenset().union(*counties, *(f.counties for f in own_figures)),
        period=Period.parse(record["period"] or "") or _span(own_figures),
    )


def _span(figures: Sequence[Figure]) -> Period | None:
    """The years a project's figures speak of, where its own period is not stated."""
    periods = [figure.period for figure in figures if figure.period]
    if not periods:
        return None
    lasts = [period.last for period in periods]
    last = None if None in lasts else max(month for month in lasts if month is not None)
    return Period(min(period.first for period in periods), last)


def records_in_scope(snapshot: Snapshot, filters: Filters) -> Iterable[Record]:
    scope, facts = scope_of(catalogue(snapshot), filters), project_facts(snapshot)
    for record in stored(snapshot, PROJECTS):
        if matches(facts[record["project_id"]], scope) is Placement.INSIDE:
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
        "figures": people.figures,
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
        is_plain = not locality or locality == area
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
