"""A folder's own totals, to be held against those of another reading of it."""

from __future__ import annotations

from dashboard.i18n import _, money
from dashboard.reach.breakdowns import reach_by, reach_total
from dashboard.reach.filters import Filters
from dashboard.reach.funding import funding
from dashboard.reach.snapshot import Snapshot
from dashboard.reach.support import kind_text, sums
from dashboard.reach.years import reach_by_year
from dashboard.words.ranges import range_text


def totals(snapshot: Snapshot, *, with_years: bool = False) -> dict[str, str]:
    """Each total by its name, in words: all people, audiences, organisations, years, and money."""
    everything = Filters()
    found = {_("People in all"): range_text(reach_total(snapshot, everything))}
    for by in ("audience", "organisation"):
        rows = reach_by(snapshot, everything, by)
        found |= dict(zip(rows["label"], rows["people_text"], strict=True))
    if with_years:
        rows = reach_by_year(snapshot, everything).years
        found |= dict(zip(rows["label"], rows["people_text"], strict=True))
    for each in sums(funding(snapshot, everything)):
        found[f"{kind_text(each)}, {each.currency}"] = money(each.amount, each.currency)
    return found


def before_and_after(before: Snapshot, after: Snapshot) -> list[tuple[str, str, str]]:
    """Each total with what it was and what it is; "" where one of the two has none."""
    one, other = totals(before), totals(after)
    names = dict.fromkeys([*other, *one])
    return [(name, one.get(name, ""), other.get(name, "")) for name in names]
