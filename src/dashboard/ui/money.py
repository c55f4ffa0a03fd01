"""Money and goods: who gave what to which project, in tables; no currency is added to another."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.counting import NOBODY, Range
from dashboard.i18n import _, money
from dashboard.reach.breakdowns import reach_by, reach_total
from dashboard.reach.filters import Filters
from dashboard.reach.support import Money, kind_text, sums
from dashboard.ui import data, session
from dashboard.ui.html_table import (
    Column,
    Row,
    Safe,
    anchor,
    cell,
    html_table,
    people_cell,
    quiet,
    source_cell,
)
from dashboard.words.ranges import EN_DASH

_PEOPLE = ["people_text", "surely_text", "at_most_text", "surely", "at_most"]


def with_people(money: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """The rows of `funding` with the people of each one's project; those of most people first."""
    people = data.ask(reach_by, filters, "project").set_index("row_id")[_PEOPLE]
    joined = money.join(people, on="project_id")
    texts = dict.fromkeys(("people_text", "surely_text", "at_most_text"), "")
    joined = joined.fillna({**texts, "surely": -1, "at_most": -1})
    return joined.sort_values(
        ["surely", "at_most"], ascending=False, kind="stable", ignore_index=True
    )


def people_of_first(money: pd.DataFrame, filters: Filters) -> Range:
    """The people of the project that stands first in `money`; nobody where it has none."""
    project_id = money["project_id"].iloc[0] if len(money) else None
    if not project_id or money["surely"].iloc[0] < 0:
        return Range(NOBODY, NOBODY)
    return data.ask(reach_total, filters.but(projects=(project_id,)))


def money_by_currency(frame: pd.DataFrame) -> None:
    """A row a currency, kind of amount and stage."""
    told = sums(frame, data.snapshot().store.settings.currency)
    if not told:
        st.caption(_("No document states an amount for these filters."))
        return
    rows = pd.DataFrame(
        {
            "amount": [money(each.amount, each.currency) for each in told],
            "kind": [kind_text(each) for each in told],
            "back": [_given_back(each) for each in told],
        }
    )
    columns = [
        Column(_("Kind"), cell("kind")),
        Column(_("Amount"), cell("amount"), True),
        Column(_("Of it given back"), cell("back"), True),
    ]
    html_table(rows, columns, _("Money by currency"))


def _given_back(given: Money) -> str:
    return money(given.returned, given.currency) if given.returned else ""


def money_table(frame: pd.DataFrame, *, of_one_project: bool = False) -> None:
    """Who gave money to what, sorted as the reader wants; `frame` is that of `with_people`."""
    if len(frame) > 1 and not of_one_project:
        frame = frame.sort_values(**_ORDERS[_order()], kind="stable", ignore_index=True)
    of_project = [
        Column(_("Project"), _project),
        Column(_("People"), people_cell, True),
    ]
    columns = [
        Column(_("Funder"), _funder),
        *([] if of_one_project else of_project),
        Column(_("Kind"), _kind),
        Column(_("Amount"), cell("amount_text"), True),
        Column(_("Cost per person of the project"), _cost, True),
        Column(_("Source"), _source),
    ]
    html_table(frame, columns, _("Who gave money"))
    if (frame["cost_text"] != "").any():
        st.caption(
            _(
                "Cost per person is all the money of a project, whoever gave it, divided by its "
                "people; “{dash}” where it cannot be told. A project’s total is not a grant."
            ).format(dash=EN_DASH)
        )


def goods_table(frame: pd.DataFrame, *, of_one_project: bool = False) -> None:
    """Donors of goods and services: no amount ranks them."""
    columns = [
        Column(_("Donor"), _funder),
        *([] if of_one_project else [Column(_("Project"), _project)]),
        *([] if of_one_project else [Column(_("People"), people_cell, True)]),
        Column(_("Period"), cell("period_label")),
        Column(_("Source"), _source),
    ]
    html_table(frame, columns, _("Who gave goods or services"))


def passed_on_table(frame: pd.DataFrame, *, of_one_project: bool = False) -> None:
    """Who handed on the money of others."""
    columns = [
        Column(_("Passed money on"), _funder),
        *([] if of_one_project else [Column(_("Project"), _project)]),
        Column(_("Source"), _source),
    ]
    html_table(frame, columns, _("Who passed money on"))


def money_of_project(frame: pd.DataFrame) -> None:
    """Everything that one project was given, kind by kind."""
    tables = {"money": money_table, "goods": goods_table, "passed-on": passed_on_table}
    for support, shown in tables.items():
        rows = frame[frame["support"] == support]
        if not rows.empty:
            shown(rows, of_one_project=True)


_ORDERS: dict[str, dict[str, Any]] = {
    "people": {"by": ["surely", "at_most"], "ascending": False},
    "amount": {"by": ["currency", "amount"], "ascending": [True, False]},
    "funder": {"by": "funder_label"},
    "project": {"by": "owner_label"},
}


def _order() -> str:
    """By what the reader wants the rows sorted."""
    words = {
        "people": _("People"),
        "amount": _("Amount"),
        "funder": _("Funder"),
        "project": _("Project"),
    }
    chosen = st.segmented_control(
        _("Sorted by"),
        list(words),
        format_func=lambda order: words[order],
        default="people",
        required=True,
        key="funders_order",
        label_visibility="collapsed",
    )
    return chosen or "people"


def _funder(row: Row) -> Safe:
    through = row["via_label"] and _("through {funder}").format(funder=row["via_label"])
    return quiet(through, after=row["funder_label"])


def _source(row: Row) -> Safe:
    named = row["named_label"] and _("in the document: {name}").format(name=row["named_label"])
    return source_cell(row, named, row["note"])


def _project(row: Row) -> Safe:
    if not row["project_id"]:
        return anchor(row["owner_label"], "")
    return anchor(
        row["owner_label"], session.address("projects", row=f"project:{row['project_id']}")
    )


def _kind(row: Row) -> Safe:
    kinds = ", ".join(filter(None, (row["amount_kind_label"], row["stage_label"])))
    replaces = row["replaces_text"] and _("replaces {amount}").format(amount=row["replaces_text"])
    period = row["period_label"]
    return quiet(" · ".join(filter(None, (replaces, period))), after=kinds or row["role_label"])


def _cost(row: Row) -> str:
    """The cost, or a dash for the reason why there is none."""
    is_told = any(map(str.isdigit, row["cost_text"]))
    return row["cost_text"] if is_told or not row["cost_text"] else EN_DASH
