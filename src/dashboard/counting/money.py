"""Cost per person: a range, given only where it can be defended."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from dashboard.counting.figures import Range


class CostPerPerson(NamedTuple):
    """Amount over at most … amount over surely; or, where there is none, the reason.

    `reason`: "" when given; `not-all-inside`, `no-surely`, `open-end` or `several-currencies` when
    not.
    """

    lowest: Decimal | None = None
    highest: Decimal | None = None
    reason: str = ""


def cost_per_person(amount: Decimal, people: Range, *, is_whole: bool) -> CostPerPerson:
    """What one person cost, in the amount's currency.

    `is_whole`: all of the project's figures and participations lie inside the filter.
    """
    if not is_whole or people.figures_touching:
        return CostPerPerson(reason="not-all-inside")
    if not people.surely.people:
        return CostPerPerson(reason="no-surely")
    if people.at_most.is_open:
        return CostPerPerson(reason="open-end")
    return CostPerPerson(amount / people.at_most.people, amount / people.surely.people)
