"""The figures that the made-up organisations published about the people they counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.period import Period, years
from dashboard.synth.counts import Counts
from dashboard.synth.draws import Draws
from dashboard.synth.network import FIRST_YEAR, Project, group_names, region_areas
from dashboard.synth.plan import Plan
from dashboard.synth.records import report_of
from dashboard.synth.tables import Cell, Tables
from dashboard.synth.words import QUALIFIERS, SUPPORTED, Text

_FIGURES = 4  # the stream of chance that this module draws from
_COUNTED = ("Counted from the participations", "Numărat din participări")
_REPORTED = ("Table of beneficiaries", "Tabelul beneficiarilor")


@dataclass(frozen=True, slots=True)
class _Writer:
    """Where figures go, and what they are made from."""

    tables: Tables
    plan: Plan
    counts: Counts
    draws: Draws
    names: dict[str, Text]
    areas: dict[frozenset[str], str]


def add_figures(tables: Tables, plan: Plan, counts: Counts) -> None:
    """Wholes and parts, yearly and of long periods, exact and rounded, of places and of none."""
    draws = Draws(plan.network.seed, _FIGURES)
    writer = _Writer(tables, plan, counts, draws, group_names(), region_areas())
    for number, project in enumerate(plan.network.projects):
        add = draws.one_of((_add_counted, _add_counted, _add_report, _add_report, *_YEARLY))
        if project.kind == "campaign":
            _add_campaign(writer, project)
        elif counts.ever[number]:
            add(writer, number, project)
    for number in range(len(plan.network.organisations)):
        _add_totals(writer, number)


def _add_counted(w: _Writer, number: int, project: Project) -> None:
    """Every year counted from the register: all, the largest county, the largest group."""
    for year, period in _years_with_people(w, number, project):
        whole = f"{project.project_id}-{FIRST_YEAR + year}"
        people = int(w.counts.year[number, year])
        common: dict[str, Cell] = {"period": str(period), "from_register": True}
        _add(w, project, whole, people, area_id=w.draws.one_of(("not-stated", "romania")), **common)
        by_county = w.counts.county[number, year, :-1]
        county, there = int(by_county.argmax()), int(by_county.max())
        code = w.plan.counties[county]
        if there:
            _add(w, project, f"{whole}-county", there, area_id=code, part_of=whole, **common)
        by_group = w.counts.group[number, year]
        group = w.plan.groups[int(by_group.argmax())]
        if group != project.theme.widest:
            most = int(by_group.max())
            _add(w, project, f"{whole}-group", most, target_group_id=group, part_of=whole, **common)
        visits = int(w.counts.visits[number, year])
        _add(w, project, f"{whole}-visits", visits, basis="attendance", **common)


def _add_report(w: _Writer, number: int, project: Project) -> None:
    """One rounded number for the whole period; a part of it, the same again, a correction."""
    people = int(w.counts.ever[number]) * w.draws.between(100, 130) // 100
    whole = f"{project.project_id}-all"
    qualifier = w.draws.one_of(("at_least", "almost", "about", "between", "exact"))
    common: dict[str, Cell] = {"period": str(project.period)}
    area = _smallest_area(w, project)
    corrected: dict[str, Cell] = {}
    if w.draws.below(4) == 0:
        corrected = {"supersedes": f"{whole}-before"}
        _add(w, project, f"{whole}-before", people * 11 // 10, area_id=area, **common)
    _add(w, project, whole, people, qualifier=qualifier, area_id=area, **common, **corrected)
    part = people * w.draws.between(20, 60) // 100
    group = project.theme.groups[0][0]
    if part and group != project.theme.widest:
        _add(
            w,
            project,
            f"{whole}-group",
            part,
            qualifier=w.draws.one_of(("exact", "up_to", "about")),
            target_group_id=group,
            area_id=area,
            part_of=whole,
            **common,
        )
    again = people * 9 // 10
    if again and w.draws.below(4) == 0:
        _add(w, project, f"{whole}-again", again, area_id=area, same_as=whole, **common)


def _add_places(w: _Writer, number: int, project: Project) -> None:
    """Every year for each of the two largest counties, somewhat more than the register knows."""
    for year, period in _years_with_people(w, number, project):
        by_county = w.counts.county[number, year, :-1]
        for county in by_county.argsort(kind="stable")[::-1][:2].tolist():
            people = int(by_county[county]) * w.draws.between(100, 120) // 100
            code = w.plan.counties[county]
            if people:
                figure = f"{project.project_id}-{FIRST_YEAR + year}-{code.lower()}"
                _add(w, project, figure, people, area_id=code, period=str(period))


def _add_service(w: _Writer, number: int, project: Project) -> None:
    """The register at the end of each year, and how often people came."""
    for year, period in _years_with_people(w, number, project):
        people = int(w.counts.year[number, year])
        figure = f"{project.project_id}-{FIRST_YEAR + year}"
        common: dict[str, Cell] = {"period": str(period), "area_id": project.counties[0]}
        _add(w, project, figure, people, basis="register", **common)
        visits = int(w.counts.visits[number, year])
        _add(
            w,
            project,
            f"{figure}-visits",
            visits,
            basis="attendance",
            qualifier=w.draws.one_of(("about", "at_least")),
            **common,
        )


_YEARLY = (_add_places, _add_service)


def _add_campaign(w: _Writer, project: Project) -> None:
    """People reached in public stand in no register."""
    people = 100 + w.plan.network.people * w.draws.between(1, 8) // 100
    _add(
        w,
        project,
        f"{project.project_id}-public",
        people,
        target_group_id="wider-public",
        area_id=w.draws.one_of(("romania", "not-stated", _smallest_area(w, project))),
        qualifier=w.draws.one_of(("at_least", "up_to", "between")),
        period=str(project.period),
    )


def _add_totals(w: _Writer, number: int) -> None:
    """What an organisation says of itself as a whole, year by year."""
    organisation = w.plan.network.organisations[number]
    is_counted = w.draws.below(3) == 0
    english, romanian = organisation.short
    for year, people in enumerate(w.counts.organisation[number].tolist()):
        if not people:
            continue
        qualifier = "exact" if is_counted else w.draws.one_of(("about", "at_least"))
        w.tables.add(
            "beneficiaries",
            figure_id=f"{organisation.organisation_id}-{FIRST_YEAR + year}",
            organisation_id=organisation.organisation_id,
            label_en=f"People supported in all: {english}",
            label_ro=f"Persoane sprijinite în total: {romanian}",
            target_group_id=SUPPORTED,
            area_id="not-stated",
            period=str(years(FIRST_YEAR + year, FIRST_YEAR + year)),
            basis="unique",
            **_number(qualifier, people),
            **_origin(organisation.organisation_id, from_register=is_counted),
        )


def _years_with_people(w: _Writer, number: int, project: Project) -> Iterator[tuple[int, Period]]:
    """Years counted from the first, and the months of them in which the project ran."""
    first, last = project.months
    for year in w.counts.year[number].nonzero()[0].tolist():
        begin = (FIRST_YEAR + year) * 12
        yield year, Period(max(first, begin), min(last, begin + 11))


def _smallest_area(w: _Writer, project: Project) -> str:
    """The county, the region, or the country, whichever first holds all its counties."""
    wanted = frozenset(project.counties)
    fitting = [(len(codes), area) for codes, area in w.areas.items() if wanted <= codes]
    return min(fitting)[1]


def _add(w: _Writer, project: Project, figure_id: str, people: int, **given: Cell) -> None:
    """A figure of the project: exact, each person once, of no stated area, unless `given`."""
    usual = {"target_group_id": project.theme.widest, "area_id": "not-stated", "basis": "unique"}
    cells = usual | given
    label, label_ro = w.names[str(cells["target_group_id"])]
    owner = w.plan.network.organisations[project.organisation].organisation_id
    made: dict[str, Cell] = {
        "figure_id": figure_id,
        "project_id": project.project_id,
        "label_en": f"{label}: {project.titles[0]}",
        "label_ro": f"{label_ro}: {project.titles[1]}",
    }
    number = _number(str(given.get("qualifier", "exact")), people)
    origin = _origin(owner, from_register=bool(given.get("from_register")))
    w.tables.add("beneficiaries", **made, **(cells | number | origin))


def _number(qualifier: str, people: int) -> dict[str, Cell]:
    """The number as a document prints it: two firm digits, unless it is exact."""
    unit = 10 ** max(len(str(people)) - 2, 0)
    down, up = people // unit * unit, -(-people // unit) * unit
    printed = {"exact": people, "at_least": down, "about": down, "between": down}.get(qualifier, up)
    most = down + unit if qualifier == "between" else None
    return {
        "people": printed,
        "people_max": most,
        "qualifier": qualifier,
        "published_as": QUALIFIERS[qualifier].format(n=f"{printed:,}", most=f"{most or 0:,}"),
    }


def _origin(organisation_id: str, *, from_register: bool) -> dict[str, Cell]:
    english, romanian = _COUNTED if from_register else _REPORTED
    return {
        "from_register": from_register,
        "source_id": report_of(organisation_id),
        "locator": english,
        "locator_ro": romanian,
    }
