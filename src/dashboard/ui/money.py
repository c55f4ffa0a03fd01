"""Money: amounts in their own currency, who gave them to which project, cost per person."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.i18n import _, money
from dashboard.reach.funding import AMOUNT_KINDS, money_by_currency


def money_cards(frame: pd.DataFrame) -> None:
    """One card a currency and kind of amount; currencies are never added."""
    sums = money_by_currency(frame)
    if not sums:
        st.caption(_("No document states an amount for these filters."))
        return
    for column, ((currency, kind), amount) in zip(st.columns(len(sums)), sums.items(), strict=True):
        column.metric(_(AMOUNT_KINDS[kind]).capitalize(), money(amount, currency), border=True)


def funding_table(frame: pd.DataFrame) -> None:
    """Who gave what to whom, with cost per person and the place in the document."""
    columns = {
        "funder_label": _("Funder"),
        "role_label": _("Role"),
        "via_label": _("Through"),
        "owner_label": _("Project or organisation"),
        "amount_text": _("Amount"),
        "amount_kind_label": _("Kind of amount"),
        "cost_text": _("Cost per person"),
        "period_label": _("Period"),
        "note": _("Note"),
        "source_title": _("Source"),
        "locator": _("Where in the document"),
    }
    shown = frame[list(columns)].rename(columns=columns)
    st.dataframe(shown, hide_index=True, alt=_("Who gave what to whom"))
    st.caption(
        _(
            "Cost per person is the amount divided by at most and by surely; it is left out where "
            "an end is open or figures only touch the filters. A project’s total is not a grant."
        )
    )
