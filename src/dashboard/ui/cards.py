"""What a total rests on: people counted, and figures that are reported."""

from __future__ import annotations

import streamlit as st

from dashboard.counting import Range
from dashboard.i18n import _
from dashboard.ui.text import plain
from dashboard.words.ranges import evidence


def evidence_note(people: Range) -> None:
    """Which part was counted and which is reported; nothing is said without a register."""
    if people.counted is None:
        return
    said = evidence(people)
    meaning = _(
        "Both may be about the same people: the certain number is at least the larger of the two, "
        "the other end both together. A figure that was counted from this register is not added."
    )
    text = f"{said[:1].upper()}{said[1:]}."
    if people.figures + people.figures_touching:
        text = f"{text} {meaning}"
    st.markdown(plain(text))
