"""The headline numbers, and what the documents leave unsaid."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from dashboard.counting import Placement, Range
from dashboard.i18n import _
from dashboard.period import Period, years
from dashboard.reach.breakdowns import reach_total
from dashboard.reach.catalogue import NOT_STATED, catalogue
from dashboard.reach.filters import Filters
from dashboard.reach.funding import funders_named
from dashboard.reach.projects import ProjectCounts, area_ids, count_projects, records_in_scope
from dashboard.reach.register import counted_years, registered_projects
from dashboard.reach.scope import placements
from dashboard.reach.snapshot import Snapshot, kept
from dashboard.reach.touching import total_caveat

NAMED_KINDS = {"county", "counties"}


def whose(snapshot: Snapshot) -> tuple[str, str]:
    """Whose figures these are: as the folder says it, else its only organisation, else its name."""
    store = snapshot.store
    if not store.content.is_own:
        return _("Social NGOs in Romania"), _("Social NGOs")
    alone = _only_organisation(snapshot)
    short = store.settings.short_name or ("" if store.settings.name else alone[1])
    name = store.settings.name or store.settings.short_name or alone[0] or store.content.name
    return name, short or name


@kept()
def _only_organisation(snapshot: Snapshot) -> tuple[str, str]:
    """The one organisation of the tables, and the same in short; "" where there are several."""
    rows = snapshot.store.rows("select name, short_name from organisations limit 2")
    return (rows[0]["name"], rows[0]["short_name"] or "") if len(rows) == 1 else ("", "")


class Headline(NamedTuple):
    """People as a range, projects and services, counties named, funders, years covered.

    `caveat`: the clause of what only touches the filters; it never leaves the people.
    """

    people: Range
    projects: ProjectCounts
    counties: int
    funders: int
    years: tuple[int, int] | None
    caveat: str = ""


class Gaps(NamedTuple):
    """How many records leave something unsaid."""

    figures: int
    figures_without_year: int
    figures_without_area: int
    projects: int
    projects_without_period: int
    projects_without_funder: int
    projects_without_place: int
    projects_without_people: int
    figures_in_one_language: int


def headline(snapshot: Snapshot, filters: Filters) -> Headline:
    """The numbers of the first screen, under the filters."""
    return Headline(
        people=reach_total(snapshot, filters),
        projects=count_projects(snapshot, filters),
        counties=len(counties_named(snapshot, filters)),
        funders=len(funders_named(snapshot, filters)),
        years=_years_covered(snapshot, filters),
        caveat=total_caveat(snapshot, filters),
    )


def counties_named(snapshot: Snapshot, filters: Filters) -> set[str]:
    """Counties that a figure or a project in the filters names; a region or country names none."""
    known = catalogue(snapshot)
    placed, of_projects = placements(snapshot, filters), area_ids(snapshot)
    areas = {f.area_id for f in known.figures if placed[f.figure_id] is Placement.INSIDE}
    for record in records_in_scope(snapshot, filters):
        areas.update(of_projects[record["project_id"]])
    named = (known.area_counties[a] for a in areas if known.area_kinds[a] in NAMED_KINDS)
    counties = set[str]().union(*named)
    return counties & set(filters.counties) if filters.counties else counties


def years_told(snapshot: Snapshot) -> tuple[int, int] | None:
    """The first and last reporting year that any figure, project or result speaks of, if any."""
    told = snapshot.store.rows(
        "select period from beneficiaries union select period from projects "
        "union select period from outcomes where kind <> 'context'"
    )
    begins = snapshot.store.settings.year_begins
    periods = [Period.parse(row["period"]) for row in told if row["period"]]
    found = [year for period in periods if period for year in _ends(period, begins)]
    found += counted_years(snapshot, Filters()) or ()
    return (min(found), max(found)) if found else None


def _ends(period: Period, begins: int = 1) -> tuple[int, int]:
    """Its first and last year; an open one has only its first."""
    last = period.first if period.last is None else period.last
    return replace(period, last=last).years_met(begins)


def gaps(snapshot: Snapshot, filters: Filters) -> Gaps:
    """What the documents do not say, of the figures and projects in the filters."""
    known = catalogue(snapshot)
    placed = placements(snapshot, filters)
    figures = [f for f in known.figures if placed[f.figure_id] is not Placement.OUTSIDE]
    listed = [record["project_id"] for record in records_in_scope(snapshot, filters)]
    with_people = {figure.project_id for figure in known.figures} | registered_projects(snapshot)
    periods = {
        record["project_id"]: record["period"] for record in records_in_scope(snapshot, filters)
    }
    places = area_ids(snapshot)
    return Gaps(
        figures=len(figures),
        figures_without_year=sum(f.period is None for f in figures),
        figures_without_area=sum(f.area_id == NOT_STATED for f in figures),
        projects=len(listed),
        projects_without_period=sum(not periods[p] for p in listed),
        projects_without_funder=sum(p not in known.funders_of for p in listed),
        projects_without_place=sum(p not in places for p in listed),
        projects_without_people=sum(p not in with_people for p in listed),
        figures_in_one_language=sum(
            not (known.records[f.figure_id]["label_en"] and known.records[f.figure_id]["label_ro"])
            for f in figures
        ),
    )


def _years_covered(snapshot: Snapshot, filters: Filters) -> tuple[int, int] | None:
    """The first and last year of what lies inside the filters."""
    known = catalogue(snapshot)
    placed = placements(snapshot, filters)
    periods = [
        f.period for f in known.figures if f.period and placed[f.figure_id] is Placement.INSIDE
    ]
    if counted := counted_years(snapshot, filters):
        periods.append(years(*counted, snapshot.store.settings.year_begins))
    found = [year for period in periods for year in _ends(period)]
    return (min(found), max(found)) if found else None
