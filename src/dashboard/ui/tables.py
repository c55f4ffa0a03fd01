"""The tables of reach: the numbers of a chart, and the tree of groups."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

import pandas as pd
import streamlit as st

from dashboard.i18n import _, number
from dashboard.ui import opened
from dashboard.ui.text import plain
from dashboard.words.ranges import EN_DASH


def reach_table(rows: pd.DataFrame, by: str, first: str) -> None:
    """The table under a chart of reach: the range in words, its ends, and the figures behind."""
    if st.context.is_embedded:
        return
    columns = {
        "label": first,
        "people_text": _("People"),
        "surely_text": _("Surely"),
        "at_most_text": _("At most"),
        **_evidence_columns(rows),
        "figures": _("Figures"),
        "figures_touching": _("Figures that only touch the filter"),
    }
    with st.expander(_("The same numbers as a table"), icon=":material/table:"):
        table(rows, columns, by, numbers=("figures", "figures_touching"))


def _evidence_columns(rows: pd.DataFrame) -> dict[str, str]:
    """What was counted and what is reported, where somebody was counted."""
    if not (rows["counted_text"] != "").any():
        return {}
    return {
        "reported_text": _("Reported in documents"),
        "counted_text": _("Counted in the register"),
        "services_text": _("Services"),
    }


def tree_table(tree: pd.DataFrame) -> None:
    """The target groups as an indented list, each as labelled and with the groups below."""
    indent = "\N{FIGURE SPACE}" * 4
    labels = [
        indent * depth + plain(label)
        for label, depth in zip(tree["label"], tree["depth"], strict=True)
    ]
    shown = pd.DataFrame(
        {
            _("Target group"): labels,
            _("As reported"): tree["people_text"].replace("", EN_DASH).map(plain),
            _("With the groups below"): tree["with_groups_text"].map(plain),
        }
    )
    st.table(shown, hide_index=True)


def table(
    frame: pd.DataFrame,
    columns: Mapping[str, str],
    by: str,
    numbers: Sequence[str] = (),
    name: str = "",
    alt: str = "",
) -> None:
    """The numbers of a chart as a table; choosing a row opens the figures behind it.

    `columns` maps columns of the frame to headings in the reader's language.
    """
    key = f"table_{by}_{name}"
    ids = frame["row_id"].tolist()
    shown = frame[list(columns)].rename(columns=dict(columns))
    written: list[Hashable] = [columns[column] for column in numbers]
    st.dataframe(
        shown.style.format(_localised, subset=written) if written else shown,
        hide_index=True,
        key=key,
        on_select=lambda: _pick_row(key, by, ids),
        selection_mode="single-row",
        alt=alt or _("The numbers of the chart as a table"),
        row_height=36,
    )


def _localised(value: object) -> str:
    return number(value) if isinstance(value, int | float) else str(value)


def _pick_row(key: str, by: str, ids: list[str]) -> None:
    rows = st.session_state[key].selection.rows
    if rows:
        opened.ask(by, ids[rows[0]])
