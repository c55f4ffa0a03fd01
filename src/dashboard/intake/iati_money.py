"""The money of an IATI file: what was promised and paid to an activity, and what it was to cost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from dashboard.i18n import N_, _
from dashboard.intake.fields import MONEY
from dashboard.intake.iati_in import Activity, Desk, Row, span
from dashboard.intake.offer import Origin, Proposed, Refused, Remark
from dashboard.intake.sheets import Cell
from dashboard.intake.values import POINT, convention

_SEVERAL = N_("several give to the activity, and whose part of the budget it is, is not said")
_NOBODY = N_("nobody is named who gave it")
_OUTGOING = N_("money that went out of the activity is not money given to it")
_PROMISED = N_("what came in is told by its own rows, of the kind 11")
_OTHER = N_("a transaction of another kind (code {code})")
_TOLD = N_("its part is in its amounts")
_SAME_DAY = N_("the sum of {n} of the same day")
_RETURNED = N_("less than nothing was paid: it was given back")
_INCOMING, _PROMISE_OUT, _PROMISE_IN = "1", "2", "11"
_SPENT = ("3", "4")
Key = tuple[str, str, str, str, str]  # activity, who gave, stage, currency, day


def money(desk: Desk) -> None:
    """Every budget, transaction and funding organisation of the file."""
    funders = _funders(desk)
    paying = {*_budgets(desk, funders), *_transactions(desk, funders)}
    for origin, row, activity in desk.of("participating-org"):
        if row["role"] != "1":
            continue
        if (row["activity"], row["name"]) in paying:
            desk.leave_out(origin, _(_TOLD))
        else:
            given = _given(activity, row["name"], "", "", "")
            desk.take(desk.writer.row(MONEY, given, origin))


def _funders(desk: Desk) -> dict[str, list[str]]:
    """By its activity the names of the organisations that fund it."""
    found: dict[str, list[str]] = defaultdict(list)
    for _o, row in desk.sheets["participating-org"]:
        if row["role"] == "1" and row["name"] not in found[row["activity"]]:
            found[row["activity"]].append(row["name"])
    return found


def _given(
    activity: Activity, funder: str, amount: str, currency: str, period: str
) -> dict[str, Cell]:
    given = {"owner": activity.project_id, "funder_id": funder, "amount": amount}
    given |= {"currency": currency if amount else "", "period": period}
    return activity.words() | {name: Cell(text) for name, text in given.items()}


def _budgets(desk: Desk, funders: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """A revised budget stands in the place of the one of the same period, both are kept."""
    latest: dict[tuple[str, str], str] = {}
    for origin, row, activity in sorted(desk.of("budget"), key=lambda each: each[1]["type"]):
        names, period = funders.get(row["activity"], []), span(row)
        if len(names) != 1:
            desk.leave_out(origin, _(_SEVERAL if names else _NOBODY))
            continue
        given = _given(activity, names[0], row["value"], row["currency"], period)
        given |= {"amount_kind": Cell("project-total"), "stage": Cell("promised")}
        before = latest.get((row["activity"], period), "")
        made = _made(desk, origin, given, {"supersedes": before} if before else {})
        if desk.take(made) and not isinstance(made, Refused):
            latest[row["activity"], period] = made[-1].values["funding_id"]
        yield row["activity"], names[0]


def _made(
    desk: Desk, origin: Origin, given: dict[str, Cell], more: dict[str, str]
) -> list[Proposed] | Refused:
    desk.writer.marks = {"amount": convention([given["amount"]]) or POINT}
    return desk.writer.row(MONEY, given, origin, **more)


def _transactions(desk: Desk, funders: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """What one gave on one day is one row: two of the same amount are not the same one twice."""
    promised = {row["activity"] for _o, row in desk.sheets["transaction"]
                if row["type"] == _PROMISE_IN}  # fmt: skip
    groups: dict[Key, list[tuple[Origin, Row, Activity]]] = defaultdict(list)
    for origin, row, activity in desk.of("transaction"):
        names = funders.get(row["activity"], [])
        giver = row["provider"] or (names[0] if len(names) == 1 else "")
        why = _why_not(row, giver, is_told=row["activity"] in promised)
        if why:
            desk.leave_out(origin, why)
            continue
        stage = "paid" if row["type"] == _INCOMING else "promised"
        if stage == "paid" and row["value"].startswith("-"):
            stage = "returned"
        key = (row["activity"], giver, stage, row["currency"], row["date"][:10])
        groups[key].append((origin, row, activity))
        yield row["activity"], giver
    for key, rows in groups.items():
        _group(desk, key, rows)


def _why_not(row: Row, giver: str, *, is_told: bool) -> str:
    kind = row["type"]
    if kind in _SPENT:
        return _(_OUTGOING)
    if kind not in (_INCOMING, _PROMISE_IN, _PROMISE_OUT):
        return _(_OTHER).format(code=kind or "–")
    if kind == _PROMISE_OUT and is_told:
        return _(_PROMISED)
    return "" if giver else _(_NOBODY)


def _group(desk: Desk, key: Key, rows: list[tuple[Origin, Row, Activity]]) -> None:
    _activity, giver, stage, currency, day = key
    values = [row["value"] for _o, row, _a in rows]
    given = _given(rows[0][2], giver, _sum(values), currency, day)
    given |= {"amount_kind": Cell("grant"), "stage": Cell(stage)}
    remarks = []
    if stage == "returned":
        given["amount"] = Cell(given["amount"].text.removeprefix("-"))
        remarks.append(Remark("amount", values[0], given["amount"].text, _RETURNED))
    if len(rows) > 1:
        told = _(_SAME_DAY).format(n=len(rows))
        remarks.append(Remark("amount", " + ".join(values), given["amount"].text, told))
    for origin, _row, _a in rows:
        made = _made(desk, origin, given, {})
        if desk.take(made) and remarks:
            last = desk.found.proposed.pop()
            told_of = (*last.remarks, *remarks)
            desk.found.proposed.append(Proposed(last.table, last.values, origin, told_of))


def _sum(values: list[str]) -> str:
    try:
        return values[0] if len(values) == 1 else str(sum(map(Decimal, values)))
    except InvalidOperation:
        return values[0]
