"""What a project cost for each person: its money, of whoever gave it, by the people it reached."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

import pandas as pd

from dashboard.counting import NOBODY, CostPerPerson, Range, cost_per_person
from dashboard.i18n import money
from dashboard.reach.breakdowns import reach_of_projects
from dashboard.reach.catalogue import Catalogue, Record, catalogue
from dashboard.reach.filters import Filters
from dashboard.reach.register import is_cut
from dashboard.reach.snapshot import Snapshot
from dashboard.reach.support import STAGES, support_of
from dashboard.words.ranges import cost_text, range_text

COST_COLUMNS = [
    "project_id",
    "project_label",
    "money_text",
    "people_text",
    "cost_text",
    "currency",
    "money",
    "cost_lowest",
    "cost_highest",
]


class Spent(NamedTuple):
    """The money of a project in one currency; in several, `amount` is None and nothing is added."""

    currency: str
    amount: Decimal | None


def costs_of(
    snapshot: Snapshot, filters: Filters, standing: Iterable[Record], shown: Iterable[str]
) -> pd.DataFrame:
    """A row for each project of `shown` that states money; columns as in COST_COLUMNS.

    `standing`: every row of funding that counts, whoever gave: a filter by funder asks about a
    project of several funders, and its people are not those of one of them.
    """
    known, people = catalogue(snapshot), reach_of_projects(snapshot, filters)
    given: dict[str, list[Record]] = defaultdict(list)
    for record in standing:
        if is_money(record):
            given[record["project_id"]].append(record)
    cut = is_cut(filters)
    found = ((project, spent_by(given[project])) for project in dict.fromkeys(shown))
    rows = [_row(known, project, spent, people, cut) for project, spent in found if spent]
    return pd.DataFrame(rows, columns=COST_COLUMNS)


def is_money(record: Record) -> bool:
    """Whether the row states money of a project: not goods, and not money passed on once more."""
    has_amount = record["project_id"] and record["amount"] is not None
    return bool(has_amount) and support_of(record) == "money"


def spent_by(records: Sequence[Record]) -> Spent | None:
    """The total that a document states for the project, else what its funders gave together.

    Of each funder what was paid counts, else what is of no stated stage, else what was promised;
    what was given back is taken off.
    """
    totals = [r for r in records if r["amount_kind"] == "project-total" and r["stage"] != _BACK]
    counted = [r for r in totals if r["currency"] == totals[0]["currency"]]
    parts = [r for r in records if r["amount_kind"] != "project-total"]
    given = [record for record in parts if record["stage"] != _BACK]
    currencies = {record["currency"] for record in counted or given}
    if len(currencies) != 1:
        return Spent("", None) if currencies else None
    [currency] = currencies
    amount = max((r["amount"] for r in counted), default=None) or _given(given)
    back = (r["amount"] for r in records if r["stage"] == _BACK and r["currency"] == currency)
    return Spent(currency, max(Decimal(0), amount - sum(back, Decimal(0))))


_BACK = "returned"


def _given(records: Iterable[Record]) -> Decimal:
    by_funder: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for record in records:
        by_funder[record["funder_id"]][record["stage"]] += record["amount"]
    firmest = (min(stages, key=STAGES.index) for stages in by_funder.values())
    return sum(
        (stages[at] for stages, at in zip(by_funder.values(), firmest, strict=True)), Decimal(0)
    )


def _row(
    known: Catalogue, project: str, spent: Spent, people: Mapping[str, Range], cut: bool
) -> dict[str, Any]:
    reached = people.get(project, Range(NOBODY, NOBODY))
    cost = _cost(known, project, spent, reached, cut)
    return {
        "project_id": project,
        "project_label": known.name("projects", project),
        "money_text": "" if spent.amount is None else money(spent.amount, spent.currency),
        "people_text": range_text(reached),
        "cost_text": cost_text(cost, spent.currency),
        "currency": spent.currency,
        "money": spent.amount,
        "cost_lowest": cost.lowest,
        "cost_highest": cost.highest,
    }


def _cost(known: Catalogue, project: str, spent: Spent, reached: Range, cut: bool) -> CostPerPerson:
    if spent.amount is None:
        return CostPerPerson(reason="several-currencies")
    of_project = sum(figure.project_id == project for figure in known.figures)
    # What a filter leaves of a register is not all that the money was for.
    is_whole = reached.figures == of_project and not (cut and reached.counted)
    return cost_per_person(spent.amount, reached, is_whole=is_whole)
