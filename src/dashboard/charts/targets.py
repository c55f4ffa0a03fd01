"""Outcomes against their targets: a track up to the scale's end, the value, and the aim."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.charts import marks
from dashboard.charts.bars import BAR, GAP, LINE, NARROWEST
from dashboard.charts.look import Look, empty, layout
from dashboard.charts.text import joined, literal, width, wrap
from dashboard.i18n import _

_PERCENT = "%"


@dataclass(frozen=True)
class _Aim:
    """An outcome, in pixels from the top; lengths are parts of its own scale."""

    row_id: str
    lines: list[str]
    text: str
    value: float
    target: float
    baseline: float | None
    top: float

    @property
    def bar_y(self) -> float:
        return self.top + len(self.lines) * LINE + 2 + BAR / 2

    @property
    def bottom(self) -> float:
        return self.bar_y + BAR / 2 + GAP


def target_bars(rows: pd.DataFrame, look: Look) -> dict[str, Any]:
    """Columns `row_id`, `label`, `value`, `target`, `value_text`, `target_text`, `unit`.

    Where given, `baseline` is a light stroke, `baseline_text` and `verdict` stand in words, and
    `period_label` behind the label. Percentages run to 100, everything else to the largest of its
    numbers; without a value the track stays empty.
    """
    aims = _aims(rows)
    if not aims:
        return empty(look)
    height = aims[-1].bottom
    right = round(max(width(aim.text) for aim in aims) + 16)
    return {
        "data": [_track(aims, look), _values(aims, look), *_words(aims), _clicks(aims, look)],
        "layout": layout(
            look,
            height,
            margin={"l": 0, "r": right, "t": 0, "b": 0},
            xaxis={"range": [0, 1], "visible": False, "fixedrange": True},
            yaxis={"range": [height, 0], "visible": False, "fixedrange": True},
            shapes=[*(_marker(aim, look) for aim in aims), *_before(aims, look)],
        ),
    }


def _aims(rows: pd.DataFrame) -> list[_Aim]:
    aims: list[_Aim] = []
    top = 2.0
    for row in rows.to_dict("records"):
        aims.append(_aim(row, top))
        top = aims[-1].bottom
    return aims


def _aim(row: dict[Any, Any], top: float) -> _Aim:
    value = 0.0 if math.isnan(row["value"]) else float(row["value"])
    before = float(row.get("baseline", math.nan))
    known = [number for number in (value, row["target"], before) if not math.isnan(number)]
    scale = 100.0 if row["unit"] == _PERCENT else max(*known, 1.0)
    label = " · ".join(filter(None, (str(row["label"]), row.get("period_label", ""))))
    return _Aim(
        str(row["row_id"]),
        wrap(label, NARROWEST - 20),
        _said(row),
        value / scale,
        row["target"] / scale,
        None if math.isnan(before) else before / scale,
        top,
    )


def _said(row: dict[Any, Any]) -> str:
    """✓ 15 % · aim 20 % · before 40 %"""
    aim = _("aim {target}").format(target=row["target_text"])
    before = row.get("baseline_text", "")
    told = [
        row["value_text"],
        aim,
        _("before: {baseline}").format(baseline=before) if before else "",
    ]
    tick = "\N{CHECK MARK} " if row.get("verdict") == "reached" else ""
    return tick + " · ".join(filter(None, told))


def _track(aims: list[_Aim], look: Look) -> marks.Trace:
    return _bar(aims, [1.0] * len(aims), look.faint)


def _values(aims: list[_Aim], look: Look) -> marks.Trace:
    return _bar(aims, [min(aim.value, 1.0) for aim in aims], look.supported.solid)


def _bar(aims: list[_Aim], lengths: list[float], colour: str) -> marks.Trace:
    return {
        "type": "bar",
        "orientation": "h",
        "x": lengths,
        "y": [aim.bar_y for aim in aims],
        "width": BAR,
        "marker": {"color": colour},
        "customdata": [aim.row_id for aim in aims],
    }


def _words(aims: list[_Aim]) -> list[marks.Trace]:
    ids = [aim.row_id for aim in aims]
    shared = {"type": "scatter", "mode": "text", "customdata": ids, "textposition": "middle right"}
    return [
        {
            **shared,
            "x": [0] * len(aims),
            "y": [aim.top + len(aim.lines) * LINE / 2 for aim in aims],
            "text": [joined(aim.lines) for aim in aims],
        },
        {
            **shared,
            "x": [1] * len(aims),
            "y": [aim.bar_y for aim in aims],
            "text": ["\N{NO-BREAK SPACE}" * 2 + literal(aim.text) for aim in aims],
        },
    ]


def _clicks(aims: list[_Aim], look: Look) -> marks.Trace:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [1] * len(aims),
        "y": [(aim.top + aim.bottom - GAP) / 2 for aim in aims],
        "width": [aim.bottom - GAP - aim.top for aim in aims],
        "marker": {"color": "rgba(0,0,0,0)"},
        "selected": {"marker": {"color": look.chosen}},
        "customdata": [aim.row_id for aim in aims],
        "hoverinfo": "none",
    }


def _marker(aim: _Aim, look: Look) -> dict[str, Any]:
    """The aim: an upright stroke across the track."""
    return {
        "type": "line",
        "x0": aim.target,
        "x1": aim.target,
        "y0": aim.bar_y - BAR / 2 - 3,
        "y1": aim.bar_y + BAR / 2 + 3,
        "line": {"color": look.ink, "width": 3},
    }


def _before(aims: list[_Aim], look: Look) -> list[dict[str, Any]]:
    """The baselines: a lower, lighter stroke, dotted so that no colour has to tell it apart."""
    return [
        {
            "type": "line",
            "x0": aim.baseline,
            "x1": aim.baseline,
            "y0": aim.bar_y - BAR / 2,
            "y1": aim.bar_y + BAR / 2,
            "line": {"color": look.muted, "width": 3, "dash": "dot"},
        }
        for aim in aims
        if aim.baseline is not None
    ]
