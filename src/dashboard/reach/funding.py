"""Money and goods: who gave what to whom; amounts are never added across currencies."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pandas as pd

from dashboard.counting import NOBODY, Placement, Range, cost_per_person
from dashboard.i18n import _, money, period_text
from dashboard.reach.breakdowns import reach_of_projects
from dashboard.reach.catalogue import Catalogue, Record, catalogue
from dashboard.reach.figures import cited, localised
from dashboard.reach.filters import Filters
from dashboard.reach.projects import project_periods, stored
from dashboard.reach.register import is_cut
from dashboard.reach.scope import Scope
from dashboard.reach.snapshot import Snapshot
from dashboard.words.labels import AMOUNT_KINDS, FUNDER_KINDS, FUNDING_ROLES
from dashboard.words.ranges import cost_text

FUNDING_COLUMNS = [
    "funding_id",
    "funder_id",
    "funder_label",
    "funder_kind_label",
    "via_label",
    "role_label",
    "owner_label",
    "project_id",
    "amount_text",
    "amount_kind_label",
    "cost_text",
    "period_label",
    "note",
    "source_title",
    "source_document",
    "locator",
    "amount",
    "currency",
    "amount_kind",
]
_FUNDING = """
    select f.*, k.kind as funder_kind, s.document as source_document
    from project_funding f
    join funders k on k.funder_id = f.funder_id
    join sources s on s.source_id = f.source_id
    order by f.rowid
"""


def funding(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Every part a funder has in a project or an organisation; columns as in FUNDING_COLUMNS.

    `cost_text` is the cost per person as a range, or why none can be given; empty without amount.
    """
    known = catalogue(snapshot)
    people = reach_of_projects(snapshot, filters)
    cut = is_cut(filters)
    rows = [_row(known, record, people, cut) for record in _in_scope(snapshot, filters)]
    return pd.DataFrame(rows, columns=FUNDING_COLUMNS)


def funders_named(snapshot: Snapshot, filters: Filters) -> set[str]:
    """Every funder with a part in what the filters show, those included who passed money on."""
    records = _in_scope(snapshot, filters)
    return {r[key] for r in records for key in ("funder_id", "via_funder_id") if r[key]}


def _in_scope(snapshot: Snapshot, filters: Filters) -> list[Record]:
    scope, periods = Scope.of(catalogue(snapshot), filters), project_periods(snapshot)
    return [
        record
        for record in stored(snapshot, _FUNDING)
        if scope.place(record, periods.get(record["project_id"]), is_whole=True) is Placement.INSIDE
    ]


def money_by_currency(frame: pd.DataFrame) -> dict[tuple[str, str], Decimal]:
    """Sums of a frame of funding, each of one currency and one kind of amount."""
    stated = frame.dropna(subset=["amount"])
    sums: dict[tuple[str, str], Decimal] = {}
    for currency, kind, amount in zip(
        stated["currency"], stated["amount_kind"], stated["amount"], strict=True
    ):
        sums[currency, kind] = sums.get((currency, kind), Decimal(0)) + amount
    return sums


def _row(
    known: Catalogue, record: Record, people: Mapping[str, Range], cut: bool
) -> dict[str, Any]:
    is_project = bool(record["project_id"])
    owner = (
        known.name("projects", record["project_id"])
        if is_project
        else known.name("organisations", record["organisation_id"])
    )
    has_amount = record["amount"] is not None
    return {
        **record,
        **cited(known, record),
        "funder_label": known.name("funders", record["funder_id"]),
        "funder_kind_label": _(FUNDER_KINDS[record["funder_kind"]]),
        "via_label": known.name("funders", record["via_funder_id"])
        if record["via_funder_id"]
        else "",
        "role_label": _(FUNDING_ROLES[record["role"]]),
        "owner_label": owner,
        "amount_text": money(record["amount"], record["currency"]) if has_amount else "",
        "amount_kind_label": _(AMOUNT_KINDS[record["amount_kind"]])
        if record["amount_kind"]
        else "",
        "cost_text": _cost(known, record, people, cut) if has_amount and is_project else "",
        "period_label": period_text(record["period"]) if record["period"] else "",
        "note": localised(record, "note"),
    }


def _cost(known: Catalogue, record: Record, people: Mapping[str, Range], cut: bool) -> str:
    project_id = record["project_id"]
    reached = people.get(project_id, Range(NOBODY, NOBODY))
    of_project = sum(figure.project_id == project_id for figure in known.figures)
    # What a filter leaves of a register is not all that the money was for.
    is_whole = reached.figures == of_project and not (cut and reached.counted)
    cost = cost_per_person(record["amount"], reached, is_whole=is_whole)
    return cost_text(cost, record["currency"])
