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
        "inside_text": text,
        "surely_text": f"{surely:,}",
        "at_most_inside": top,
        "at_most_inside_text": f"{top:,}",
        "at_most_inside_is_open": more.get("at_most_is_open", False),
        "may_also_clause": "",
        "reading_mark": "",
        "audience": "supported",
        "row_kind": "row",
    }
    return plain | more


def year(at: int, surely: int, at_most: int | None = None, **more: Any) -> dict[str, Any]:
    return row(f"y{at}", surely, at_most, label=str(at), year=at, audience="", **more)


def lane(row_id: str, first: float, last: float, **more: Any) -> dict[str, Any]:
    told = {"period_label": f"{first} – {last}", "whom": row_id.title()}
    return row(row_id, 100, first=first, last=last, **told | more)


def frame(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(list(rows))


NOTHING = frame(
    row("x", 1, year=2020, first=1.0, last=2.0, period_label="", whom="", whole_id="")
).iloc[:0]


def bars(figure: dict[str, Any]) -> list[dict[str, Any]]:
    """The bars that are seen, not the clear boxes that take the clicks."""
    every = [trace for trace in figure["data"] if trace["type"] == "bar"]
    return [trace for trace in every if trace["marker"]["color"] != "rgba(0,0,0,0)"]


def heights(figure: dict[str, Any]) -> dict[str, int]:
    """The people of each column or bar that is seen, by row_id; stacked pieces are added."""
    found: dict[str, int] = {}
    for trace in bars(figure):
        along = "y" if figure["layout"]["yaxis"]["range"][0] <= 0 else "width"
        for row_id, people in zip(trace["customdata"], trace[along], strict=True):
            found[row_id] = found.get(row_id, 0) + people
    return found


def lines(figure: dict[str, Any]) -> list[tuple[tuple[float, float], tuple[float, float], str]]:
    """The thin lines of a chart: start, end, and what stands at the end ("" for nothing)."""
    found = []
    for trace in figure["data"]:
        if trace.get("mode") != "lines+markers":
            continue
        points = list(zip(trace["x"], trace["y"], strict=True))
        marker = trace["marker"]
        for at in range(0, len(points), 3):
            symbol = marker["symbol"][at + 1] if marker["opacity"][at + 1] else ""
            found.append((points[at], points[at + 1], symbol))
    return found


def texts(figure: dict[str, Any]) -> str:
    drawn = [text for trace in figure["data"] for text in trace.get("text", [])]
    drawn += [note["text"] for note in figure["layout"].get("annotations", [])]
    return " ".join(drawn).replace("<br>", " ").replace("\N{NO-BREAK SPACE}", "")


def valid(figure: dict[str, Any]) -> bool:
    """As Streamlit reads it; an invalid property raises."""
    return bool(go.Figure(figure).data)
