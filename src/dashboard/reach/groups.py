"""The tree of target groups: each group as labelled, and with the groups under it."""

from __future__ import annotations

import pandas as pd

from dashboard.reach.breakdowns import reach_by, reach_total
from dashboard.reach.catalogue import catalogue
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
