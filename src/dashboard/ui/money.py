"""Money: amounts in their own currency, who gave them to which project, cost per person."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.i18n import _, money
from dashboard.reach.funding import AMOUNT_KINDS, money_by_currency
from dashboard.ui.text import plain


def money_cards(frame: pd.DataFrame) -> None:
    """One card a currency and kind of amount; currencies are never added."""
    sums = money_by_currency(frame)
    if not sums:
        st.caption(_("No document states an amount for these filters."))
        return
    for column, ((currency, kind), amount) in zip(st.columns(len(sums)), sums.items(), strict=True):
        column.metric(_sentence_case(_(AMOUNT_KINDS[kind])), money(amount, currency), border=True)


def _sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]


def funding_table(frame: pd.DataFrame) -> None:
    """Who gave what to whom, with cost per person and the place in the document."""
    shown = pd.DataFrame(
        {
            _("Funder"): frame["funder_label"],
            _("Part"): [_part(row) for row in frame.to_dict("records")],
            _("Project or organisation"): frame["owner_label"],
            _("Amount"): [_amount(row) for row in frame.to_dict("records")],
            _("Cost per person"): frame["cost_text"],
            _("Source"): frame["source_title"] + ", " + frame["locator"],
        }
    )
    st.table(shown.map(plain), hide_index=True)
    st.caption(
        _(
            "Cost per person is the amount divided by at most and by surely; it is left out where "
            "an end is open or figures only touch the filters. A project’s total is not a grant."
        )
    )


def _part(row: dict[Any, Any]) -> str:
    """The role of a funder, through whom, when, and what for."""
    through = row["via_label"] and _("through {funder}").format(funder=row["via_label"])
    said = (row["role_label"], through, row["period_label"], row["note"])
    return "; ".join(part for part in said if part)


def _amount(row: dict[Any, Any]) -> str:
    kind = row["amount_kind_label"]
    return f"{row['amount_text']} ({kind})" if row["amount_text"] else kind
