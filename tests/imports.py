"""Offers of figures for the tiny content, taken in and back, and its tables as bytes."""

from __future__ import annotations

import csv
from io import StringIO

from dashboard.intake.accepting import accept
from dashboard.intake.offer import Offer, Origin, Proposed
from dashboard.intake.preview import preview
from dashboard.intake.receipts import Receipt
from dashboard.intake.taking_back import take_back
from dashboard.paths import Content
from tests import tiny

_HEADER = tiny.TABLES["beneficiaries"].splitlines()[0]


def row(figure_id: str, **given: str | int) -> dict[str, str]:
    """A figure of the day centre in 2016, except for what is given, as texts by column."""
    text = f"{_HEADER}\n{tiny.figure(figure_id, **given)}\n"
    found = next(csv.DictReader(StringIO(text)))
    return found | {name: str(value) for name, value in given.items()}


def offer(*rows: dict[str, str], name: str = "figures.csv") -> Offer:
    proposed = (
        Proposed("beneficiaries", each, Origin("", n)) for n, each in enumerate(rows, start=2)
    )
    return Offer(name, "table", tuple(proposed))


def tables(content: Content) -> dict[str, bytes]:
    """The bytes of each file in the folder of tables, the register's too, by its path in it."""
    files = [path for path in sorted(content.tables.rglob("*")) if path.is_file()]
    return {path.relative_to(content.tables).as_posix(): path.read_bytes() for path in files}


def taken(content: Content, given: Offer) -> Receipt:
    return accept(content, preview(content, given), "ana")


def undone(content: Content, receipt: Receipt, *, with_leaning: bool = False) -> Receipt:
    return accept(content, take_back(content, receipt.id, with_leaning=with_leaning), "ana")


def ids(content: Content) -> list[str]:
    """The figures of the tables, in their order."""
    text = (content.tables / "beneficiaries.csv").read_text(encoding="utf-8")
    return [line.split(",")[0] for line in text.splitlines()[1:]]
