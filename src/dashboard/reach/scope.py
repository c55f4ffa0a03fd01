"""From a reader's filters to what the counting rules are asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dashboard.counting import Placement, Scope, place
from dashboard.filters import DIMENSIONS, YEAR_MODES, Filters
from dashboard.i18n import N_, _
from dashboard.reach.catalogue import Catalogue, catalogue
from dashboard.reach.snapshot import Snapshot, kept

AUDIENCES = {
    "supported": N_("People supported"),
    "professionals": N_("Professionals trained or informed"),
    "public": N_("Wider public"),
}


def scope_of(known: Catalogue, filters: Filters) -> Scope:
    """The filters with the ancestors of the chosen target groups added."""
    above = {a for group in filters.target_groups for a in known.groups_above(group)}
    return Scope(
        **{name: frozenset(getattr(filters, name)) for name in DIMENSIONS},
        target_groups_above=frozenset(above),
        years=filters.years,
    )


def placements(snapshot: Snapshot, filters: Filters) -> Mapping[str, Placement]:
    """Where each figure lies in the filters, by figure_id."""
    return _placements(snapshot, replace(filters, year_mode=YEAR_MODES[0]))


@kept(most=64)
def _placements(snapshot: Snapshot, filters: Filters) -> Mapping[str, Placement]:
    """The same for every question of a page; the mode of the years places no figure."""
    known = catalogue(snapshot)
    if filters.is_everything:
        return dict.fromkeys((figure.figure_id for figure in known.figures), Placement.INSIDE)
    scope = scope_of(known, filters)
    return {figure.figure_id: place(figure, scope) for figure in known.figures}


def name_of(known: Catalogue, field: str, row_id: str) -> str:
    """The name of a chosen id, as the filter bar and the sentence of the filters show it."""
    if field == "audiences":
        return _(AUDIENCES[row_id]) if row_id in AUDIENCES else row_id
    return known.name(field, row_id)


def known_ids(known: Catalogue) -> dict[str, set[str]]:
    """Every id that can be chosen, by field of the filters."""
    return {
        name: set(AUDIENCES) if name == "audiences" else set(known.names[name])
        for name in DIMENSIONS
    }
