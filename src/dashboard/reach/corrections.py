"""Which figure stands in for one that was corrected."""

from __future__ import annotations

from dashboard.reach.snapshot import Snapshot

_CORRECTIONS = """
    select supersedes, figure_id from beneficiaries where supersedes is not null order by figure_id
"""


def corrections(snapshot: Snapshot) -> dict[str, str]:
    """The last figure that corrects each superseded one, also through several corrections."""
    by = {row["supersedes"]: row["figure_id"] for row in snapshot.store.rows(_CORRECTIONS)}
    return {figure_id: _last(figure_id, by) for figure_id in by}


def _last(figure_id: str, by: dict[str, str]) -> str:
    passed = {figure_id}
    while figure_id in by and by[figure_id] not in passed:
        figure_id = by[figure_id]
        passed.add(figure_id)
    return figure_id
