"""What a chart draws, gathered into few traces: rectangles, range lines, words, what is clicked.

The number of traces is what a browser pays for, not that of marks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from dashboard.charts.look import CLEAR, SIZE, SMALL, Look
from dashboard.charts.rows import Row
from dashboard.charts.text import literal, width

Trace = dict[str, Any]
STUB = 2  # pixels: a bar that would be thinner is drawn so
HEAD = 9  # of an arrow, and the length of a cap
THIN = 1.5
_HALF = 0.62  # of a letter's height, above and below the middle of a word


class Box(NamedTuple):
    """A rectangle, in units of the axes: low and high are as the axis runs."""

    left: float
    right: float
    low: float
    high: float

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.low < other.high
            and other.low < self.high
        )


class Mark(NamedTuple):
    """A filled rectangle of a row."""

    row_id: str
    box: Box
    colour: str
    is_hatched: bool = False


class Line(NamedTuple):
    """From the certain end of a row to the possible one."""

    start: tuple[float, float]
    end: tuple[float, float]
    symbol: str = ""


class Word(NamedTuple):
    """`text` is escaped; `side` is where it stands from its point."""

    x: float
    y: float
    text: str
    side: str
    colour: str
    size: int
    weight: int


@dataclass
class Sheet:
    """The marks of one chart, in the order in which they were put on it."""

    look: Look
    marks: list[Mark] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    hits: list[tuple[Row, Box]] = field(default_factory=list)

    def write(
        self,
        x: float,
        y: float,
        text: str,
        side: str = "middle right",
        *,
        bold: str = "",
        colour: str = "",
        size: int = SMALL,
        weight: int = 400,
    ) -> None:
        """Plain words; `bold` is said before them."""
        told = literal(text)
        if bold:
            told = f"<b>{literal(bold)}</b> {told}".strip()
        self.words.append(Word(x, y, told, side, colour or self.look.ink, size, weight))

    def traces(self) -> list[Trace]:
        """At least one: Streamlit refuses a figure without a trace."""
        drawn = [self._bars(), self._ranges(), *self._text(), self._targets()]
        return [trace for trace in drawn if trace] or [{"type": "scatter", "x": [], "y": []}]

    def _bars(self) -> Trace:
        if not self.marks:
            return {}
        boxes = [mark.box for mark in self.marks]
        marker: dict[str, Any] = {"color": _shared([mark.colour for mark in self.marks])}
        if any(mark.is_hatched for mark in self.marks):
            marker["pattern"] = {
                "shape": ["/" if mark.is_hatched else "" for mark in self.marks],
                "size": 6,
                "solidity": 0.35,
                "fillmode": "replace",
                "bgcolor": CLEAR,
            }
        ids = [mark.row_id for mark in self.marks]
        return {"type": "bar", **_upright(boxes), "marker": marker, "customdata": ids}

    def _ranges(self) -> Trace:
        if not self.lines:
            return {}
        ends = [(line.start, line.end, (None, None)) for line in self.lines]
        symbols = [line.symbol or "circle" for line in self.lines]
        is_cap = [symbol.startswith("line") for symbol in symbols]
        heads = [HEAD if line.symbol else 0 for line in self.lines]
        return {
            "type": "scatter",
            "mode": "lines+markers",
            "x": [point[0] for points in ends for point in points],
            "y": [point[1] for points in ends for point in points],
            "line": {"color": self.look.muted, "width": THIN},
            "marker": {
                "color": self.look.muted,
                "symbol": [each for symbol in symbols for each in ("circle", symbol, "circle")],
                "size": [size for head in heads for size in (0, head, 0)],
                "opacity": [seen for head in heads for seen in (0, int(head > 0), 0)],
                "line": {
                    "color": self.look.muted,
                    "width": [wide for cap in is_cap for wide in (0, THIN if cap else 0, 0)],
                },
            },
        }

    def _text(self) -> list[Trace]:
        """One trace a colour: Plotly knows one for the words of a trace when a mark is chosen."""
        colours = dict.fromkeys(word.colour for word in self.words)
        return [self._of_colour(colour) for colour in colours]

    def _of_colour(self, colour: str) -> Trace:
        words = [word for word in self.words if word.colour == colour]
        kept = {"textfont": {"color": colour}}
        return {
            "type": "scatter",
            "mode": "text",
            "x": [word.x for word in words],
            "y": [word.y for word in words],
            "text": [word.text for word in words],
            "textposition": _shared([word.side for word in words]),
            "textfont": {
                "color": colour,
                "size": _shared([word.size for word in words]),
                "weight": _shared([word.weight for word in words]),
            },
            "selected": kept,
            "unselected": kept,
        }

    def _targets(self) -> Trace:
        """Clear boxes that take the click and tell on hover."""
        if not self.hits:
            return {}
        return {
            "type": "bar",
            **_upright([box for _row, box in self.hits]),
            "marker": {"color": CLEAR},
            "selected": {"marker": {"color": self.look.chosen}},
            "customdata": [row.row_id for row, _box in self.hits],
            "hoverinfo": "text",
            "hovertext": [row.hover for row, _box in self.hits],
        }


def _shared(values: list[Any]) -> Any:
    """One value where all are the same: a figure travels to the browser."""
    return values[0] if len(set(values)) == 1 else values


def _upright(boxes: list[Box]) -> dict[str, Any]:
    return {
        "x": [(box.left + box.right) / 2 for box in boxes],
        "width": [box.right - box.left for box in boxes],
        "base": [box.low for box in boxes],
        "y": [box.high - box.low for box in boxes],
    }


def room(word: str, x: float, y: float, side: str, size: float = SIZE) -> Box:
    """What a word takes, in pixels, when its point is at `x`, `y` (which runs upwards)."""
    wide, half = width(word, size), size * _HALF
    left = {"right": x, "left": x - wide}.get(side.split()[1], x - wide / 2)
    middle = {"top": y + half, "bottom": y - half}.get(side.split()[0], y)
    return Box(left, left + wide, middle - half, middle + half)
