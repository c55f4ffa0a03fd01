"""Reports of several years: a strip under the years, a thin line each over its period."""

from __future__ import annotations

from collections.abc import Sequence, Sized
from dataclasses import dataclass
from math import isnan
from typing import Any

from dashboard.charts.axes import Axes
from dashboard.charts.look import SMALL
from dashboard.charts.rows import Row
from dashboard.charts.sheet import Box, Line, Mark, Sheet
from dashboard.charts.text import shortened, width
from dashboard.i18n import _, ngettext
from dashboard.words.labels import lowered

MOST = 6  # the longest strip
LEFT_OUT = 2  # with more than these beside them, one line says how many there are
HEADING, LINE, TALL_LINE = 20, 16, 34  # pixels; a phone has the words above the span
NARROW = 480
SPAN = 4  # thickness
GAP = 6
SHORTEST = 6  # pixels: a few days must still be seen
LEAST = 150  # pixels that words want beside a span; with less they stand over it


@dataclass(frozen=True)
class Span:
    """A row from `first` to `last`; without `last` it is still running."""

    row: Row
    first: float
    last: float | None

    @property
    def ends(self) -> tuple[float, float]:
        return self.first, self.first + 1 if self.last is None else self.last

    @property
    def period(self) -> str:
        return str(self.row.extra[2])

    @property
    def whom(self) -> str:
        return lowered(str(self.row.extra[3]))


def spans(rows: Sequence[Row]) -> list[Span]:
    """In the order in which they begin; none that is only told of in wider reports."""
    told = [row for row in rows if row.at_most]
    every = [Span(row, float(row.extra[0]), _moment(row.extra[1])) for row in told]
    return sorted(every, key=lambda span: span.ends)


def _moment(value: Any) -> float | None:
    return None if value is None or isnan(value) else float(value)


def has_strip(every: Sized) -> bool:
    """Whether so many reports are drawn, and not only counted."""
    return len(every) <= MOST + LEFT_OUT


def height(every: Sequence[Span], wide: float) -> int:
    """The pixels that the strip takes under the years."""
    lines = len(_shown(every))
    return HEADING * bool(every) + lines * (TALL_LINE if wide < NARROW else LINE)


def _shown(every: Sequence[Span]) -> list[Span]:
    """The largest that have room, in their order; none where too many would be left out."""
    if not has_strip(every):
        return []
    largest = sorted(every, key=lambda span: -span.row.surely)[:MOST]
    return [span for span in every if span in largest]


def draw(sheet: Sheet, axes: Axes, every: Sequence[Span], wide: float, top: float) -> None:
    """The strip, from `top` pixels under the base line down."""
    if not every:
        return
    y = -(top + HEADING / 2) * axes.people
    heading = shortened(_heading(every), wide - 8, SMALL)
    sheet.write(axes.start, y, heading, colour=sheet.look.muted)
    tall = TALL_LINE if wide < NARROW else LINE
    for at, span in enumerate(_shown(every)):
        _lane(sheet, axes, span, top + HEADING + at * tall, tall)


def _heading(every: Sequence[Span]) -> str:
    shown = _shown(every)
    if not shown:
        return _collapsed(every)
    told = _("Reports that cover several years")
    if len(shown) == len(every):
        return told
    largest = _("{told}, the {n} largest of {all}")
    return largest.format(told=told, n=len(shown), all=len(every))


def _collapsed(every: Sequence[Span]) -> str:
    largest = max(every, key=lambda span: span.row.surely)
    told = ngettext(
        "{n} report covers several years", "{n} reports cover several years", len(every)
    )
    return _("{told}, the largest {people} people ({period})").format(
        told=told, people=largest.row.short_text, period=largest.period
    )


def _lane(sheet: Sheet, axes: Axes, span: Span, top: float, tall: float) -> None:
    stop = axes.stop if span.last is None else span.last
    stop = max(stop, span.first + SHORTEST / axes.year)
    right, left = axes.inner - axes.at(stop) - 2 * GAP, axes.at(span.first) - GAP
    is_beside = tall == LINE and max(right, left) >= min(_wide(span), LEAST)
    y = -(top + (tall / 2 if is_beside else tall - 9 if tall == TALL_LINE else tall - 2))
    thick = SPAN if is_beside or tall == TALL_LINE else SPAN / 2
    low, high = (y - thick / 2) * axes.people, (y + thick / 2) * axes.people
    colour = sheet.look.hue(span.row.audience).solid
    sheet.marks.append(Mark(span.row.row_id, Box(span.first, stop, low, high), colour))
    if span.last is None:
        middle = y * axes.people
        sheet.lines.append(Line((stop, middle), (stop, middle), "triangle-right"))
    if is_beside:
        _beside(sheet, axes, span, stop, y)
    else:
        _above(sheet, axes, span, stop, y + (13 if tall == TALL_LINE else 8))
    whole = Box(axes.start, axes.end, -(top + tall) * axes.people, -top * axes.people)
    sheet.hits.append((span.row, whole))


def _beside(sheet: Sheet, axes: Axes, span: Span, stop: float, y: float) -> None:
    """Right of the span, or left of it where that has the room."""
    right = axes.inner - axes.at(stop) - 2 * GAP
    left = axes.at(span.first) - GAP
    is_right = _wide(span) <= right or right >= left
    x = axes.at(stop) + GAP * (2 if span.last is None else 1) if is_right else left
    _write(sheet, axes, span, x, y, "right" if is_right else "left", right if is_right else left)


def _above(sheet: Sheet, axes: Axes, span: Span, stop: float, y: float) -> None:
    """Over the span, flush with the end from which it has the room."""
    first, wide = axes.at(span.first), _wide(span)
    if first + wide <= axes.inner:
        _write(sheet, axes, span, first, y, "right", axes.inner)
    else:
        end = min(axes.inner, max(axes.at(stop), wide))
        _write(sheet, axes, span, end, y, "left", axes.inner)


def _wide(span: Span) -> float:
    return width(f"{_people(span)} {span.whom}", SMALL)


def _people(span: Span) -> str:
    return span.row.certain_text or span.row.possible_text


def _write(sheet: Sheet, axes: Axes, span: Span, x: float, y: float, side: str, has: float) -> None:
    bold = _people(span)
    told = shortened(span.whom, has - width(bold, SMALL) - 6, SMALL)
    at = axes.start + x / axes.year
    sheet.write(at, y * axes.people, told, f"middle {side}", bold=bold)
