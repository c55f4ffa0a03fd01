"""Money and goods: who gave what to whom; amounts are never added across currencies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import pandas as pd

from dashboard.counting import Placement
from dashboard.i18n import _, language, money, period_text
from dashboard.reach.breakdowns import reach_by
from dashboard.reach.catalogue import Catalogue, Record, catalogue, records_of
from dashboard.reach.costs import costs_of, is_money
from dashboard.reach.figures import cited, localised, other_language
from dashboard.reach.filters import Filters
from dashboard.reach.projects import project_periods, stored
from dashboard.reach.scope import Scope
from dashboard.reach.snapshot import Snapshot
from dashboard.reach.support import support_of
from dashboard.words.labels import (
    AMOUNT_KINDS,
    FUNDER_KINDS,
    FUNDING_ROLES,
    FUNDING_STAGES,
    SUPPORT,
)

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
    "support_label",
    "stage_label",
    "named_label",
    "replaces_text",
    "support",
    "stage",
    "source_address",
    "project_money_text",
    "other_language",
]
_FUNDING = """
    select f.* replace (coalesce(f.stage, '') as stage), k.kind as funder_kind,
           k.name as funder_name, coalesce(k.name_ro, k.name) as funder_name_ro,
           old.amount as old_amount, old.currency as old_currency,
           s.document as source_document, s.address as web
    from project_funding f
    join funders k on k.funder_id = f.funder_id
    join sources s on s.source_id = f.source_id
    left join project_funding old on old.funding_id = f.supersedes
    where f.funding_id not in (
        select supersedes from project_funding where supersedes is not null
    )
    order by f.rowid
"""


_LISTS = ("money", "", "passed-on", "goods")


def funding(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Every part a funder has in a project or an organisation; columns as in FUNDING_COLUMNS.

    A row that was corrected is left to the one that replaces it. `cost_text` is what the row's
    project cost for each person, and `project_money_text` of what money, as `project_costs` says;
    empty where the row states no money.
    `named_label` is the name in the document where the funder has another one now.
    """
    known, costs = catalogue(snapshot), project_costs(snapshot, filters)
    told = {str(row["project_id"]): row for row in records_of(costs)}
    rows = [_row(known, record, told) for record in grants_in_scope(snapshot, filters)]
    return pd.DataFrame(rows, columns=FUNDING_COLUMNS)


def project_costs(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """A row for each project of `funding` that states money; columns as in COST_COLUMNS.

    `cost_text` is the project's money, of whoever gave it, by its people: a range, or why none can
    be given. `money_text` is that money; empty where it is in several currencies.
    """
    shown = [r["project_id"] for r in grants_in_scope(snapshot, filters) if r["project_id"]]
    return costs_of(snapshot, filters, _standing_rows(snapshot), shown)


def funders_named(snapshot: Snapshot, filters: Filters) -> set[str]:
    """Every funder with a part in what the filters show, those included who passed money on."""
    records = grants_in_scope(snapshot, filters)
    return {r[key] for r in records for key in ("funder_id", "via_funder_id") if r[key]}


def funders_by_support(snapshot: Snapshot, filters: Filters) -> dict[str, set[str]]:
    """In which ways each funder supports what the filters show: keys of SUPPORT, by funder_id."""
    found: dict[str, set[str]] = defaultdict(set)
    for record in grants_in_scope(snapshot, filters):
        found[record["funder_id"]].add(support_of(record))
        if record["via_funder_id"]:
            found[record["via_funder_id"]].add("passed-on")
    return found


def reach_by_funder(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """The breakdown by funder with the `support` of each row: those who gave money first, then
    and the row that names none, whose `support` is "", then those who passed it on and donors of
    goods: no rank compares them. Who supports in several ways stands in the first of these lists.
    """
    kinds = funders_by_support(snapshot, filters)
    rows = reach_by(snapshot, filters, "funder")
    lists = [[k for k in _LISTS if k in kinds.get(row, {""})] for row in rows["row_id"]]
    rows = rows.assign(support=[each[0] if each else "" for each in lists])
    rows["support_label"] = [", ".join(_(SUPPORT[k]) for k in each if k) for each in lists]
    rows["supports"] = ["|".join(each) for each in lists]
    return pd.concat([rows[rows["support"] == k] for k in _LISTS], ignore_index=True)


def grants_in_scope(snapshot: Snapshot, filters: Filters) -> list[Record]:
    """The records of every part that a funder has in what the filters show."""
    periods, scope = project_periods(snapshot), Scope.of(catalogue(snapshot), filters)
    return [
        record
        for record in _standing_rows(snapshot)
        if scope.place(record, periods.get(record["project_id"]), is_whole=True) is Placement.INSIDE
    ]


def _standing_rows(snapshot: Snapshot) -> Iterator[Record]:
    """Every row that counts, with the funders that go on in the place of those that it names."""
    known, keys = catalogue(snapshot), ("funder_id", "via_funder_id")
    for each in stored(snapshot, _FUNDING):
        yield {**each, **{key: known.current("funders", each[key] or "") for key in keys}}


def _row(
    known: Catalogue, record: Record, costs: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    is_project, stage, support = bool(record["project_id"]), record["stage"], support_of(record)
    owner = (
        known.name("projects", record["project_id"])
        if is_project
        else known.name("organisations", record["organisation_id"])
    )
    has_cost = is_money(record) and stage != "returned"
    cost = costs.get(record["project_id"], {}) if has_cost else {}
    return {
        **record,
        **cited(known, record),
        **_giver(known, record),
        "role_label": _(FUNDING_ROLES[record["role"]]),
        "owner_label": owner,
        "amount_text": _money(record["amount"], record["currency"]),
        "amount_kind_label": _said(AMOUNT_KINDS, record["amount_kind"]),
        "cost_text": cost.get("cost_text", ""),
        "period_label": period_text(record["period"]) if record["period"] else "",
        "note": localised(record, "note"),
        "support": support,
        "support_label": _(SUPPORT[support]),
        "stage_label": _said(FUNDING_STAGES, stage),
        "replaces_text": _money(record["old_amount"], record["old_currency"]),
        "project_money_text": cost.get("money_text", ""),
        "other_language": other_language(
            known, record, {"note": "note"}, {"owner_label": ("projects", record["project_id"])}
        ),
    }


def _giver(known: Catalogue, record: Record) -> dict[str, str]:
    """Who gave, through whom, and the name that the document has for a funder renamed since."""
    now = known.name("funders", record["funder_id"])
    named = record["funder_name_ro"] if language() == "ro" else record["funder_name"]
    via = record["via_funder_id"]
    return {
        "funder_label": now,
        "funder_kind_label": _(FUNDER_KINDS[record["funder_kind"]]),
        "named_label": "" if named == now else named,
        "via_label": known.name("funders", via) if via else "",
    }


def _money(amount: Decimal | None, currency: str) -> str:
    return "" if amount is None else money(amount, currency)


def _said(labels: Mapping[str, str], value: str | None) -> str:
    return _(labels[value]) if value else ""
