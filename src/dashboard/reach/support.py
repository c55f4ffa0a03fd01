"""Kinds of support, and sums of money: what may be added, and what stands beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

import pandas as pd

from dashboard.i18n import _, money
from dashboard.reach.catalogue import Record, records_of
from dashboard.words.labels import AMOUNT_KINDS, FUNDING_STAGES

# The firmest first: money given back is taken off the first of them that there is.
STAGES = ("paid", "", "promised")
_MONEY = ("grant", "co-funding")


class Money(NamedTuple):
    """What was given in one currency, of one kind and stage, less what was given back.

    `stage` is `promised`, `paid`, "" (not stated) or, where nothing is there to take it off,
    `returned`.
    """

    currency: str
    amount_kind: str
    stage: str
    amount: Decimal
    returned: Decimal = Decimal(0)


def support_of(record: Record) -> str:
    """`money`, `goods` or `passed-on`: as stated, else by the role and the kind of amount."""
    if record["support"]:
        return str(record["support"])
    if record["role"] == "intermediary":
        return "passed-on"
    is_gift = record["role"] == "donor" and not record["amount_kind"]
    return "goods" if is_gift or record["amount_kind"] == "in-kind" else "money"


def ranked(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that a chart compares: of funders, those who gave money."""
    if "support" not in rows:
        return rows
    return rows[rows["support"].isin(("money", ""))].reset_index(drop=True)


def sums(frame: pd.DataFrame, first_currency: str = "") -> list[Money]:
    """The sums of a frame of funding, in the order in which its rows first name them; those of
    `first_currency` before the others.

    Never across currencies, kinds or stages: what is paid may be what was promised. Money given
    back is taken off what the same funder gave to the same project.
    """
    added: dict[tuple[str, str, str], list[Decimal]] = {}
    for rows in _by_giver(records_of(frame.dropna(subset=["amount"]))).values():
        given = _given(rows)
        back = {kind: amount for (kind, stage), amount in given.items() if stage == "returned"}
        for (kind, stage), amount in given.items():
            total = added.setdefault((rows[0]["currency"], kind, stage), [Decimal(0), Decimal(0)])
            total[0] += amount
        for kind, amount in back.items():
            taken_from = _taken_from(kind, given)
            if taken_from is not None:
                total = added[rows[0]["currency"], *taken_from]
                total[0], total[1] = total[0] - amount, total[1] + amount
                added[rows[0]["currency"], kind, "returned"][0] -= amount
    found = [Money(*key, *total) for key, total in added.items() if any(total)]
    return sorted(found, key=lambda each: each.currency != first_currency)


def kind_text(given: Money) -> str:
    """Kind and stage in words: grant, paid."""
    stage = _(FUNDING_STAGES[given.stage]) if given.stage else ""
    return ", ".join(filter(None, (_(AMOUNT_KINDS[given.amount_kind]), stage)))


def sum_text(given: Money) -> str:
    """A sum in words: 8,499.50 EUR (grant, paid; 1,500.50 EUR of it was given back)."""
    said = kind_text(given)
    if given.returned:
        back = money(given.returned, given.currency)
        said = _("{kind}; {amount} of it was given back").format(kind=said, amount=back)
    return f"{money(given.amount, given.currency)} ({said})"


def _by_giver(rows: Iterable[dict[Any, Any]]) -> dict[tuple[str, ...], list[dict[Any, Any]]]:
    groups: dict[tuple[str, ...], list[dict[Any, Any]]] = defaultdict(list)
    for row in rows:
        owner = row["project_id"] or row["owner_label"]
        groups[row["currency"], row["funder_id"], owner].append(row)
    return groups


def _given(rows: Iterable[dict[Any, Any]]) -> dict[tuple[str, str], Decimal]:
    """What one funder gave to one project in one currency, by kind of amount and stage."""
    given: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in rows:
        given[row["amount_kind"], row["stage"]] += row["amount"]
    return given


def _taken_from(kind: str, given: Iterable[tuple[str, str]]) -> tuple[str, str] | None:
    """What money of this kind that came back is taken off: first what was paid of the same kind."""
    others = [each for each in given if each[1] in STAGES and each[0] in (kind, *_MONEY)]
    order = {stage: at for at, stage in enumerate(STAGES)}
    return min(others, key=lambda each: (each[0] != kind, order[each[1]]), default=None)
