"""Frames as the charts take them, and what a figure made of them draws."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go


def row(row_id: str, surely: int, at_most: int | None = None, **more: Any) -> dict[str, Any]:
    top = surely if at_most is None else at_most
    text = f"{surely:,}" if top == surely else f"{surely:,} – {top:,}"
    plain = {
        "row_id": row_id,
        "label": row_id.title(),
        "surely": surely,
        "at_most": top,
        "surely_is_approximate": False,
        "at_most_is_approximate": False,
        "surely_is_open": False,
        "at_most_is_open": False,
        "is_estimate": False,
        "people_text": text,
        "audience": "supported",
        "row_kind": "row",
    }
    return plain | more


def year(at: int, surely: int, at_most: int | None = None, **more: Any) -> dict[str, Any]:
    return row(f"y{at}", surely, at_most, label=str(at), year=at, audience="", **more)


def lane(row_id: str, first: float, last: float, **more: Any) -> dict[str, Any]:
    return row(row_id, 100, first=first, last=last, **more)


def frame(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(list(rows))


NOTHING = frame(row("x", 1, year=2020, first=1.0, last=2.0, whole_id="")).iloc[:0]


def bars(figure: dict[str, Any]) -> list[dict[str, Any]]:
    """The bars that are seen, not the clear boxes that take the clicks."""
    every = [trace for trace in figure["data"] if trace["type"] == "bar"]
    return [trace for trace in every if trace["marker"]["color"] != "rgba(0,0,0,0)"]


def texts(figure: dict[str, Any]) -> str:
    drawn = [text for trace in figure["data"] for text in trace.get("text", [])]
    drawn += [note["text"] for note in figure["layout"].get("annotations", [])]
    return " ".join(drawn).replace("<br>", " ").replace("\N{NO-BREAK SPACE}", "")


def valid(figure: dict[str, Any]) -> bool:
    """As Streamlit reads it; an invalid property raises."""
    return bool(go.Figure(figure).data)
