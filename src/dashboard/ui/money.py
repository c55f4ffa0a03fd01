"""Money: amounts in their own currency, who gave them to which project, cost per person."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.i18n import _, money
from dashboard.reach.funding import money_by_currency
from dashboard.ui.text import plain
from dashboard.words.labels import AMOUNT_KINDS


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


def funding_list(frame: pd.DataFrame) -> None:
    """Who gave what to whom, with cost per person and the place in the document."""
    for row in frame.to_dict("records"):
        st.markdown(f"**{plain(row['funder_label'])}** · {plain(row['owner_label'])}")
        st.caption("  \n".join(plain(line) for line in _lines(row) if line))
    if frame["amount"].notna().any():
        st.caption(
            _(
                "Cost per person is the amount divided by at most and by surely; it is left out "
                "where an end is open or figures only touch the filters. A project’s total is not "
                "a grant."
            )
        )


def _lines(row: dict[Any, Any]) -> list[str]:
    """What is told of one part of a funder, a line a subject."""
    through = row["via_label"] and _("through {funder}").format(funder=row["via_label"])
    cost = row["cost_text"] and _("cost per person: {cost}").format(cost=row["cost_text"])
    amount = f"{row['amount_text']} ({row['amount_kind_label']})" if row["amount_text"] else ""
    part = " · ".join(
        told for told in (row["role_label"], through, row["period_label"], amount, cost) if told
    )
    source = _("Source: {title}, {locator}").format(
        title=row["source_title"], locator=row["locator"]
    )
    return [part, row["note"], source]
