"""What the marks mean, shown once beside the first chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.charts.look import SMALL, Hue, Look, layout
from dashboard.charts.text import literal, width
from dashboard.i18n import _

NARROWEST, LINE, SWATCH, GAP = 340, 24, 22, 18


@dataclass(frozen=True)
class _Entry:
    text: str
    colours: tuple[str, ...]
    is_cut: bool = False
    is_hatched: bool = False


def range_key(
    look: Look, audiences: Sequence[str] = (), *, has_estimate: bool = False
) -> dict[str, Any]:
    """Solid, light and cut marks in words, and the colours of the `audiences` shown.

    `together` and `wider` among them explain the slate of several audiences, and of wider areas.
    An estimate is one hatched number, so with `has_estimate` there are no ends to explain.
    """
    marks = [_estimate(look.supported)] if has_estimate else _marks(look.supported)
    entries = [*marks, *_colours(look, audiences)]
    shapes: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    x, line = 0.0, 0
    for entry in entries:
        wide = SWATCH + 6 + width(entry.text, SMALL) + GAP
        if x and x + wide - GAP > NARROWEST:
            x, line = 0.0, line + 1
        shapes += _swatch(entry, x, line)
        notes.append(_words(entry, look, x + SWATCH + 6, line))
        x += wide
    height = (line + 1) * LINE
    return {
        # A figure without a trace is refused; this one draws nothing.
        "data": [{"type": "scatter", "x": [], "y": []}],
        "layout": layout(
            look,
            height,
            margin={"l": 0, "r": 0, "t": 0, "b": 0},
            xaxis={"visible": False, "fixedrange": True, "range": [0, 1]},
            yaxis={"visible": False, "fixedrange": True, "range": [height, 0]},
            shapes=shapes,
            annotations=notes,
        ),
    }


def _marks(hue: Hue) -> list[_Entry]:
    return [
        _Entry(_("surely"), (hue.solid,)),
        _Entry(_("at most"), (hue.tint,)),
        _Entry(_("or more"), (hue.solid, hue.tint), is_cut=True),
    ]


def _estimate(hue: Hue) -> _Entry:
    return _Entry(_("estimate"), (hue.solid,), is_hatched=True)


def _colours(look: Look, audiences: Sequence[str]) -> list[_Entry]:
    words = {
        "supported": _("people supported"),
        "professionals": _("professionals"),
        "public": _("wider public"),
        "together": _("all audiences together"),
        "wider": _("wider areas, not stated"),
    }
    hues = {name: look.hue(name) for name in ("supported", "professionals", "public")}
    hues |= {"together": look.neutral, "wider": look.neutral}
    return [
        _Entry(words[name], (hues[name].solid, hues[name].tint))
        for name in words
        if name in audiences
    ]


def _swatch(entry: _Entry, x: float, line: int) -> list[dict[str, Any]]:
    """One or two boxes, or one that thins out, in pixels from the left."""
    y = line * LINE + LINE / 2
    if entry.is_cut:
        pieces = [(0.0, 8.0), (10.5, 4.0), (16.5, 3.0), (20.5, 1.5)]
        spans = [(x + left, wide, entry.colours[n > 0]) for n, (left, wide) in enumerate(pieces)]
    elif entry.is_hatched:
        spans = [(x + left, 2.5, entry.colours[0]) for left in range(0, SWATCH, 5)]
    else:
        each = SWATCH / len(entry.colours)
        spans = [(x + n * each, each, colour) for n, colour in enumerate(entry.colours)]
    return [
        {
            "type": "path",
            "path": f"M{left},{y - 6}H{left + wide}V{y + 6}H{left}Z",
            "xref": "paper",
            "xsizemode": "pixel",
            "xanchor": 0,
            "fillcolor": colour,
            "line": {"width": 0},
        }
        for left, wide, colour in spans
    ]


def _words(entry: _Entry, look: Look, x: float, line: int) -> dict[str, Any]:
    return {
        "text": literal(entry.text),
        "showarrow": False,
        "xref": "paper",
        "x": 0,
        "xshift": x,
        "xanchor": "left",
        "y": line * LINE + LINE / 2,
        "font": {"size": SMALL, "color": look.muted},
    }
