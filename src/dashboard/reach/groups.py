"""The tree of target groups: each group as labelled, and with the groups under it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.reach.breakdowns import reach_by, reach_total
from dashboard.reach.catalogue import Catalogue, catalogue
from dashboard.reach.filters import Filters
from dashboard.reach.snapshot import Snapshot
from dashboard.words.ranges import range_text

TREE_COLUMNS = ["row_id", "label", "depth", "audience", "people_text", "with_groups_text"]


def group_tree(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Every group that has figures, or has them below it; columns as in TREE_COLUMNS.

    `people_text` is the row: figures labelled exactly so. `with_groups_text` is the answer to a
    filter by the group: it and all below it, with what touches it at the upper end.
    """
    known = catalogue(snapshot)
    rows = reach_by(snapshot, filters, "target-group").set_index("row_id")
    shown = {group for row_id in rows.index for group in (row_id, *known.groups_above(row_id))}
    tree = []
    for group in known.groups_in_order():
        if group in shown:
            people = reach_total(snapshot, filters.but(target_groups=(group,)))
            tree.append(
                {
                    "row_id": group,
                    "label": known.name("target_groups", group),
                    "depth": len(known.groups_above(group)),
                    "audience": known.audiences[group],
                    "people_text": rows["people_text"].get(group, ""),
                    "with_groups_text": range_text(people),
                }
            )
    return pd.DataFrame(tree, columns=TREE_COLUMNS)


def largest_groups(known: Catalogue, rows: pd.DataFrame, most: int) -> list[tuple[str, int]]:
    """The first `most` groups of a breakdown, nested; none that holds one with more people, of
    whom a reader would take them to be the sum."""
    found: list[str] = []
    holding: set[str] = set()
    for group in rows["row_id"]:
        if len(found) < most and group not in holding:
            found.append(group)
            holding.update(known.groups_above(group))
    return nested(known, found)


def nested(known: Catalogue, groups: Sequence[str]) -> list[tuple[str, int]]:
    """Each group after the nearest wider one of `groups` that it lies in, and how deep in these;
    those beside each other stay in their order, a wide one where its first would stand."""
    above = {g: [wider for wider in known.groups_above(g) if wider in groups] for g in groups}
    order = {group: n for n, group in enumerate(groups)}
    first = {
        g: min(order[other] for other in groups if g in (other, *above[other])) for g in groups
    }

    def path(group: str) -> list[tuple[int, int]]:
        return [(first[each], order[each]) for each in (*reversed(above[group]), group)]

    return [(group, len(above[group])) for group in sorted(groups, key=path)]
