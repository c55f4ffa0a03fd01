"""What stands now for what was: a figure that was corrected, an id that goes on as another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from dashboard.counting import Figure, fits
from dashboard.reach.snapshot import Snapshot

_CORRECTIONS = """
    select supersedes, figure_id from beneficiaries where supersedes is not null order by figure_id
"""
_CONTINUED = "select continues, funder_id from funders where continues is not null"
_ALIASES = "select kind, text, id from aliases order by all"
# The field of the filters, or of the names, that the ids of a kind of alias belong to.
_FIELDS = {
    "area": "counties",
    "figure": "figures",
    "funder": "funders",
    "funding": "fundings",
    "organisation": "organisations",
    "outcome": "outcomes",
    "programme": "programmes",
    "project": "projects",
    "target-group": "target_groups",
}


def corrections(snapshot: Snapshot) -> dict[str, str]:
    """The last figure that corrects each superseded one, also through several corrections."""
    by = {row["supersedes"]: row["figure_id"] for row in snapshot.store.rows(_CORRECTIONS)}
    return {figure_id: last(figure_id, by) for figure_id in by}


def tied(figure: Figure, found: Mapping[str, Figure], corrected: Mapping[str, str]) -> Figure:
    """The figure with its tie to a corrected one led to what stands now, where that fits it.

    `corrected`: as from `corrections`; `found`: every figure by its id, corrected ones too.
    """
    now = corrected.get(figure.whole_id or "")
    if now is None:
        return figure
    led = now if now != figure.figure_id and fits(figure, found[now]) else None
    return replace(figure, part_of=led) if figure.part_of else replace(figure, same_as=led)


def going_on(snapshot: Snapshot) -> dict[str, dict[str, str]]:
    """The id that stands now for each alias and each renamed funder, by field of the names."""
    now: dict[str, dict[str, str]] = defaultdict(dict)
    for row in snapshot.store.rows(_ALIASES):
        if row["kind"] in _FIELDS:
            now[_FIELDS[row["kind"]]][row["text"]] = row["id"]
    for row in snapshot.store.rows(_CONTINUED):
        now["funders"][row["continues"]] = row["funder_id"]
    return {field: {was: last(was, ids) for was in ids} for field, ids in now.items()}


def last(row_id: str, by: Mapping[str, str]) -> str:
    """The end of the way that begins at `row_id`; a way that leads back ends before it does."""
    passed = {row_id}
    while row_id in by and by[row_id] not in passed:
        row_id = by[row_id]
        passed.add(row_id)
    return row_id
