"""The headline numbers, and what the documents leave unsaid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from dashboard.counting import Figure, Placement, Range
from dashboard.i18n import _, language
from dashboard.period import Period, years
from dashboard.reach.breakdowns import reach_total
from dashboard.reach.catalogue import NOT_STATED, Record, catalogue
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
    full, full_ro, short_of_it = _only_organisation(snapshot)
    alone = (full_ro if language() == "ro" else "") or full
    short = store.settings.short_name or ("" if store.settings.name else short_of_it)
    name = store.settings.name or store.settings.short_name or alone or store.content.name
    return name, short or name


@kept()
def _only_organisation(snapshot: Snapshot) -> tuple[str, str, str]:
    """The one organisation of the tables, in Romanian, and in short; "" where there are several."""
    rows = snapshot.store.rows("select name, name_ro, short_name from organisations limit 2")
    one = rows[0] if len(rows) == 1 else {}
    return one.get("name") or "", one.get("name_ro") or "", one.get("short_name") or ""


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
    """Of how many figures and projects which leave something unsaid, by their ids."""

    figures: int
    projects: int
    figures_without_year: tuple[str, ...]
    figures_without_area: tuple[str, ...]
    projects_without_people: tuple[str, ...]
    projects_without_period: tuple[str, ...]
    projects_without_place: tuple[str, ...]
    projects_without_funder: tuple[str, ...]
    figures_in_one_language: tuple[str, ...]


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

    def of_figures(is_unsaid: Callable[[Figure], bool]) -> tuple[str, ...]:
        return tuple(f.figure_id for f in figures if is_unsaid(f))

    def of_projects(is_unsaid: Callable[[str], bool]) -> tuple[str, ...]:
        return tuple(filter(is_unsaid, listed))

    return Gaps(
        figures=len(figures),
        projects=len(listed),
        figures_without_year=of_figures(lambda f: f.period is None),
        figures_without_area=of_figures(lambda f: f.area_id == NOT_STATED),
        projects_without_people=of_projects(lambda p: p not in with_people),
        projects_without_period=of_projects(lambda p: not periods[p]),
        projects_without_place=of_projects(lambda p: p not in places),
        projects_without_funder=of_projects(lambda p: p not in known.funders_of),
        figures_in_one_language=of_figures(lambda f: not _is_in_both(known.records[f.figure_id])),
    )


def _is_in_both(record: Record) -> bool:
    return bool(record["label_en"] and record["label_ro"])


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
