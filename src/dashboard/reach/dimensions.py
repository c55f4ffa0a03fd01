"""What figures are filtered by and broken down by: one table, one entry a dimension.

Filters, addresses, the API, the command, the pages, the files and the register are made from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dashboard.i18n import N_, _
from dashboard.reach import ages
from dashboard.reach.catalogue import NOT_STATED, Catalogue, Record
from dashboard.reach.dimension import Dimension
from dashboard.words.labels import LABELS


def _involved(known: Catalogue, record: Record) -> Iterable[str]:
    owner = record.get("owner_organisation_id") or record["organisation_id"]
    return known.organisations_of.get(record["project_id"], frozenset()) | ({owner} - {None})


def _programme(_known: Catalogue, record: Record) -> Iterable[str] | None:
    return {record["programme_id"]} - {None} if "programme_id" in record else None


def _givers(_known: Catalogue, record: Record) -> Iterable[str] | None:
    if "funder_id" not in record:
        return None
    return {record["funder_id"], record["via_funder_id"]} - {None}


def _area_label(known: Catalogue, area_id: str) -> str:
    """The name of an area; several counties that a document reports together are not split."""
    name = known.name("areas", area_id)
    is_several = known.area_kinds[area_id] == "counties"
    return _("{area} (not split)").format(area=name) if is_several else name


def _area_kind(known: Catalogue, area_id: str) -> str:
    kind = known.area_kinds[area_id]
    return {"county": "row", NOT_STATED: NOT_STATED}.get(kind, "wider")


def _everyone_involved(known: Catalogue) -> list[str]:
    involved = frozenset[str]().union(*known.organisations_of.values())
    return sorted(involved, key=lambda row_id: known.name("organisations", row_id).casefold())


def _age_rows(record: Record) -> Iterable[str]:
    return ages.age_rows(record["age_from"], record["age_to"], record["age"]) or (NOT_STATED,)


_TABLE = (
    Dimension(
        field="organisations",
        key="organisation",
        by="organisation",
        heading=N_("Organisation"),
        chosen=N_("organisation: {names}"),
        help=N_("Organisations involved, by their ids."),
        title=N_("People reached by organisation"),
        not_stated=N_("Organisation not stated"),
        of=lambda known, project: known.organisations_of.get(project, ()),
        own=_involved,
        offered=_everyone_involved,
    ),
    Dimension(
        field="programmes",
        key="programme",
        by="programme",
        heading=N_("Programme"),
        chosen=N_("programme: {names}"),
        help=N_("Programmes, by their ids."),
        title=N_("People reached by programme"),
        not_stated=N_("The organisation as a whole"),
        page="projects",
        of=lambda known, project: (known.projects[project]["programme_id"],),
        own=_programme,
    ),
    Dimension(
        field="audiences",
        key="audience",
        by="audience",
        heading=N_("Audience"),
        chosen=N_("audience: {names}"),
        help=N_("Audiences, by their ids."),
        title=N_("People reached by audience"),
        column="target_group_id",
        of=lambda known, group: (known.audiences[group],),
        labels=LABELS["target_groups", "audience"],
    ),
    Dimension(
        field="target_groups",
        key="group",
        by="target-group",
        heading=N_("Target group"),
        chosen=N_("target group: {names}"),
        help=N_("Target groups, by their ids; the groups under them are meant too."),
        title=N_("People reached by target group"),
        not_stated=N_("Target group not stated"),
        page="target-groups",
        column="target_group_id",
        offered=lambda known: known.groups_in_order(),
        above=lambda known, group: known.groups_above(group),
        covers=lambda known, figure: figure.target_group_id not in known.parents.values(),
    ),
    Dimension(
        field="counties",
        key="county",
        by="county",
        heading=N_("County"),
        chosen=N_("county: {names}"),
        help=N_("Counties, by their codes."),
        title=N_("People reached by county"),
        page="counties",
        column="county_code",
        names="areas",
        rows=lambda record: (record["area_id"],),
        label=_area_label,
        row_kind=_area_kind,
        is_split=True,
        covers=lambda _known, figure: len(figure.counties) == 1 and figure.place_is == "home",
    ),
    Dimension(
        field="funders",
        key="funder",
        by="funder",
        heading=N_("Funder"),
        chosen=N_("funder: {names}"),
        help=N_("Funders, by their ids."),
        title=N_("People reached, by the funders who contributed"),
        not_stated=N_("Funder not stated"),
        page="funders",
        of=lambda known, project: known.funders_of.get(project, ()),
        own=_givers,
        covers=lambda _known, figure: figure.project_id is not None,
    ),
    Dimension(
        field="projects",
        key="project",
        by="project",
        heading=N_("Project"),
        chosen=N_("project: {names}"),
        help=N_("Projects, by their ids."),
        title=N_("People reached by project"),
        not_stated=N_("No single project"),
        page="projects",
    ),
    Dimension(
        field="sexes",
        key="sex",
        by="sex",
        heading=N_("Sex"),
        chosen=N_("sex: {names}"),
        help=N_("Sexes; people of whom none is stated may be of each."),
        title=N_("People reached by sex"),
        not_stated=N_("Women and men, or not stated"),
        column="sex",
        labels=LABELS["beneficiaries", "sex"],
        covers=lambda _known, figure: bool(figure.sex),
    ),
    Dimension(
        field="ages",
        key="age",
        by="age",
        heading=N_("Age"),
        chosen=N_("age: {names}"),
        help=N_("child, adult, or bands of years; the bands under child and adult are meant too."),
        title=N_("People reached by age"),
        not_stated=N_("Children and adults, or not stated"),
        column="age_band",
        labels=ages.LABELS,
        rows=_age_rows,
        above=lambda _known, age: (ages.CLASS_OF[age],) if age in ages.CLASS_OF else (),
        is_split=True,
        covers=lambda _known, figure: figure.age in ages.CLASSES,
    ),
)
DIMENSIONS: Mapping[str, Dimension] = {each.field: each for each in _TABLE}
BY_KEY: Mapping[str, Dimension] = {each.key: each for each in _TABLE}
BREAKDOWNS: Mapping[str, Dimension] = {each.by: each for each in _TABLE}
# Years are chosen as a span and not by ids, so they are a breakdown alone.
BREAKDOWN_TITLES: Mapping[str, str] = {
    "year": N_("People reached by year"),
    **{each.by: each.title for each in _TABLE},
}
BREAKDOWN_NAMES = tuple(BREAKDOWN_TITLES)
