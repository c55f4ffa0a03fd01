"""What a board report holds: one answer, and beside it the others under the same filters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dashboard.exports.answer import Answer, answer_of
from dashboard.reach.filters import Filters
from dashboard.reach.outcomes import targets
from dashboard.reach.snapshot import Snapshot


def report_answer(
    snapshot: Snapshot, filters: Filters, *, made_on: date, link: str = "", quote_id: str = ""
) -> Answer:
    """People reached by year, and beside it by group, place and funder, the money, the targets."""
    by_year, *others = (
        answer_of(snapshot, filters, "reach", by, made_on=made_on)
        for by in ("year", "target-group", "county", "funder")
    )
    money = answer_of(snapshot, filters, "funding", made_on=made_on)
    results = answer_of(snapshot, filters, "outcomes", made_on=made_on)
    aims = replace(results, rows=targets(snapshot, filters))
    return replace(by_year, link=link, quote_id=quote_id, beside=(*others, money, aims))
