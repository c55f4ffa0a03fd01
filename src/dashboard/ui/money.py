"""Money: amounts in their own currency, who gave them to which project, cost per person."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.i18n import _
from dashboard.reach.support import sum_text, sums, supporting
from dashboard.ui import data
from dashboard.ui.text import plain, source_line

_CARDS = 4


def money_cards(frame: pd.DataFrame) -> None:
    """One line a currency, kind of amount and stage; none is added to another."""
    told = sums(frame, data.snapshot().store.settings.currency)
    if not told:
        st.caption(_("No document states an amount for these filters."))
    elif len(told) > _CARDS:
        st.markdown("\n".join(f"- {plain(sum_text(each))}" for each in told))
    else:
        for column, each in zip(st.columns(len(told)), told, strict=True):
            amount, words = sum_text(each).split(" (", 1)
            column.metric(_sentence_case(words[:-1]), amount, border=True)


def _sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]


def other_supporters(rows: pd.DataFrame) -> None:
    """Donors of goods and who passed money on, in lists of their own: nobody ranks them."""
    told = {
        "goods": (
            _("Gave goods or services"),
            _("{funder}: for work that reached {people} people"),
        ),
        "passed-on": (
            _("Passed money on"),
            _("{funder}: to work that reached {people} people"),
        ),
    }
    for support, (heading, sentence) in told.items():
        named = supporting(rows, support)
        if named.empty:
            continue
        st.subheader(heading)
        for row in named.sort_values("label").to_dict("records"):
            line = sentence.format(funder=row["label"], people=row["people_text"])
            st.markdown(f"- {plain(line)}")


def funding_list(frame: pd.DataFrame) -> None:
    """Who gave what to whom, with cost per person and the place in the document."""
    for row in frame.to_dict("records"):
        st.markdown(f"**{plain(row['funder_label'])}** · {plain(row['owner_label'])}")
        lines = (plain(line) for line in _lines(row) if line)
        st.caption("  \n".join([*lines, source_line(row)]))
    if frame["amount"].notna().any():
        st.caption(
            _(
                "Cost per person is all the money of a project, whoever gave it, divided by at "
                "most and by surely; it is left out where an end is open, where figures only touch "
                "the filters, or where the money is in several currencies. A project’s total is "
                "not a grant."
            )
        )


def _lines(row: dict[Any, Any]) -> list[str]:
    """What is told of one part of a funder, a line a subject."""
    through = row["via_label"] and _("through {funder}").format(funder=row["via_label"])
    cost = row["cost_text"] and _("cost per person: {cost}").format(cost=row["cost_text"])
    kinds = ", ".join(filter(None, (row["amount_kind_label"], row["stage_label"])))
    amount = f"{row['amount_text']} ({kinds})" if row["amount_text"] else row["stage_label"]
    replaces = row["replaces_text"] and _("replaces {amount}").format(amount=row["replaces_text"])
    named = row["named_label"] and _("in the document: {name}").format(name=row["named_label"])
    part = " · ".join(
        filter(
            None,
            (row["role_label"], named, through, row["period_label"], amount, replaces, cost),
        )
    )
    return [part, row["note"]]
