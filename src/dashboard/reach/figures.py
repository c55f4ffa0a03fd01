"""The figures behind a mark: wording, period, area, source and locator of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from dashboard.counting import Figure, Placement, Range
from dashboard.i18n import _, language, period_text, told_in
from dashboard.reach.breakdowns import figure_rows, reach_frame, row_record
from dashboard.reach.catalogue import Catalogue, Record, catalogue
from dashboard.reach.filters import Filters
from dashboard.reach.scope import placements
from dashboard.reach.snapshot import Snapshot
from dashboard.reach.years import year_rows_of
from dashboard.words.addresses import web_address
from dashboard.words.labels import BASES, SEXES, UNITS, reading_text
from dashboard.words.ranges import READING_MARK, figure_text

_TEXTS = {"label": "label", "note": "note"}
RECORD_COLUMNS = [
    "figure_id",
    "label",
    "people_text",
    "published_as",
    "basis_text",
    "period_label",
    "area_label",
    "target_group_label",
    "owner_label",
    "organisation_label",
    "placement",
    "whole_label",
    "note",
    "source_title",
    "source_document",
    "locator",
    "people",
    "people_max",
    "qualifier",
    "basis",
    "period",
    "reading_text",
    "source_address",
    "target_group_parent_label",
    "people_said",
    "reading_mark",
    "sex",
    "age_from",
    "age_to",
    "people_unit",
    "place_is",
    "other_language",
]


def figures_behind(
    snapshot: Snapshot, filters: Filters, by: str | None = None, row_id: str | None = None
) -> pd.DataFrame:
    """Every figure in the filters, or those in one row of a breakdown, largest first.

    `by` is a key of BREAKDOWNS, `year` or `figure` (each by itself). Columns as in RECORD_COLUMNS;
    `placement` is `inside` or `touching`, `whole_label` names the figure that a part belongs to.
    """
    known = catalogue(snapshot)
    placed = placements(snapshot, filters)
    rows_of = rows_in(snapshot, filters, by) if by else None
    records = [
        _record(known, figure, placed[figure.figure_id])
        for figure in known.figures
        if placed[figure.figure_id] is not Placement.OUTSIDE
        and (rows_of is None or row_id in set[str | None](rows_of(figure)))
    ]
    frame = pd.DataFrame(records, columns=RECORD_COLUMNS)
    return frame.sort_values(["people", "figure_id"], ascending=[False, True], ignore_index=True)


def rows_in(snapshot: Snapshot, filters: Filters, by: str) -> Callable[[Figure], Iterable[str]]:
    """The rows of a figure; `by` as of `figures_behind`."""
    if by == "figure":
        return lambda figure: [figure.figure_id]
    if by == "year":
        return year_rows_of(snapshot, filters.year_mode)
    return figure_rows(snapshot, by)


def _record(known: Catalogue, figure: Figure, placement: Placement) -> dict[str, Any]:
    record = known.records[figure.figure_id]
    in_words = {
        **cited(known, record),
        "people_text": figure_text(figure.qualifier, figure.people, figure.people_max),
        "basis_text": _(BASES[figure.basis]),
        "period_label": period_text(record["period"]),
        "area_label": known.name("areas", figure.area_id),
        "target_group_label": known.name("target_groups", figure.target_group_id),
        "target_group_parent_label": parent_label(known, figure.target_group_id),
        "owner_label": _owner(known, figure),
        "organisation_label": known.name("organisations", record["owner_organisation_id"]),
        "placement": placement.name.lower(),
        "reading_text": reading_text(figure.readings),
        "reading_mark": READING_MARK if figure.readings else "",
        "people_said": people_said(record),
        "whole_label": known.name("figures", figure.whole_id) if figure.whole_id else "",
        "label": localised(record, "label"),
        "note": localised(record, "note"),
        "sex": record["sex"] or "",
        "people_unit": record["unit"],
        "other_language": other_language(known, record, _TEXTS, _names(record, figure)),
    }
    return {**record, **in_words}


def _names(record: Record, figure: Figure) -> dict[str, tuple[str, str | None]]:
    """Which names a figure's record shows: the field of the names and the id."""
    owner = "projects" if figure.project_id else "programmes"
    return {
        "area_label": ("areas", figure.area_id),
        "target_group_label": ("target_groups", figure.target_group_id),
        "owner_label": (owner, figure.project_id or record["programme_id"]),
        "whole_label": ("figures", figure.whole_id),
    }


def named_figure(known: Catalogue, figure_id: str) -> str:
    """The name of a figure with its number and its time, which tell it from its like."""
    record = known.records[figure_id]
    people = figure_text(record["qualifier"], record["people"], record["people_max"])
    return f"{known.name('figures', figure_id)}: {people}, {period_text(record['period'])}"


def people_said(record: Record) -> str:
    """What a figure says of its people besides their group: sex, ages, families, whose place."""
    sex, households = SEXES.get(record["sex"] or ""), UNITS["household"]
    told = (
        _(sex) if sex else "",
        _ages(record["age_from"], record["age_to"]),
        _(households) if record["unit"] == "household" else "",
        _("place of the service, not of the people") if record["place_is"] == "service" else "",
    )
    return " · ".join(filter(None, told))


def _ages(first: int | None, last: int | None) -> str:
    if first is None and last is None:
        return ""
    if last is None:
        return _("{first} years and over").format(first=first)
    if first is None:
        return _("up to {last} years").format(last=last)
    return _("{first} – {last} years").format(first=first, last=last)


def parent_label(known: Catalogue, group: str) -> str:
    """The wider group that a target group belongs to; "" at the top of the tree."""
    above = known.groups_above(group) if group in known.parents else []
    return known.name("target_groups", above[0]) if above else ""


def localised(record: Record, column: str) -> str:
    """A column that is kept in two languages, in the running one; the other with its mark."""
    return told_in(language(), record[f"{column}_en"], record[f"{column}_ro"])


def other_language(
    known: Catalogue,
    record: Record,
    texts: Mapping[str, str],
    names: Mapping[str, tuple[str, str | None]],
) -> str:
    """The fields of a record that stand in the other language, with | between.

    `texts`: the column in two languages that each field shows; `names`: the field of the names, and
    the id.
    """
    own, other = ("en", "ro") if language() == "en" else ("ro", "en")
    found = [
        field
        for field, column in texts.items()
        if record[f"{column}_{other}"] and not record[f"{column}_{own}"]
    ]
    found += [name for name, (field, i) in names.items() if i and known.is_other(field, i)]
    return "|".join(found)


def cited(known: Catalogue, record: Record) -> dict[str, str]:
    """The document a record comes from and the place in it, in the running language."""
    own = record["locator_ro"] if language() == "ro" else None
    title = known.name("sources", record["source_id"])
    locator = own or record["locator"]
    link = web_address(record["web"], locator)
    return {"source_title": title, "locator": locator, "source_address": link}


def _owner(known: Catalogue, figure: Figure) -> str:
    if figure.project_id:
        return known.name("projects", figure.project_id)
    if figure.programme_id:
        return known.name("programmes", figure.programme_id)
    return _("The organisation as a whole")


def wholes_and_parts(snapshot: Snapshot, filters: Filters, most: int = 12) -> pd.DataFrame:
    """The `most` largest figures that have parts, each followed by its parts and theirs.

    The common columns and `whole_id`: the figure at the top, empty for that figure itself. A
    part's people are already in its whole.
    """
    known = catalogue(snapshot)
    placed = placements(snapshot, filters)
    shown = {f.figure_id: f for f in known.figures if placed[f.figure_id] is not Placement.OUTSIDE}
    parts: dict[str, list[Figure]] = defaultdict(list)
    for figure in shown.values():
        if figure.whole_id in shown:
            parts[figure.whole_id].append(figure)
    tops = [shown[whole] for whole in parts if shown[whole].whole_id not in shown]
    rows = []
    for top in sorted(tops, key=lambda figure: -figure.people)[:most]:
        rows += [_bar(known, top, "")]
        rows += [_bar(known, part, top.figure_id) for part in _below(top, parts)]
    return reach_frame(rows, {"whole_id": "str"})


def _below(whole: Figure, parts: Mapping[str, list[Figure]]) -> Iterator[Figure]:
    for part in parts.get(whole.figure_id, []):
        yield part
        yield from _below(part, parts)


def _bar(known: Catalogue, figure: Figure, whole_id: str) -> dict[str, Any]:
    name = known.name("figures", figure.figure_id)
    label = _("of whom: {name}").format(name=name) if whole_id else name
    people = Range(*figure.ends, figures=1, readings=figure.readings)
    return row_record(figure.figure_id, label, people, audience=figure.audience, whole_id=whole_id)
