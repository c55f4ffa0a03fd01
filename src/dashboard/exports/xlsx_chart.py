"""The chart of a workbook: bars from its cells, solid to the certain end, a thin line beyond.

Excel draws the line as an error bar: with a cap in the first series, with an arrow in the second,
which has the same bars without a colour.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.utility import xl_range_abs  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from dashboard.charts import LIGHT
from dashboard.charts.rows import certain_word
from dashboard.exports.answer import Answer
from dashboard.exports.paper import axis_end, bars, line_words, untold
from dashboard.exports.text import shortened, writable
from dashboard.i18n import _
from dashboard.reach.support import ranked

_CHARTED, _LABEL = 40, 80  # rows, letters
_WIDTHS = (30, 18, 18)
_ERROR_BARS = re.compile(rb"<c:errBars>.*?</c:errBars>", re.DOTALL)
_NO_CAP, _LINE_END, _ARROW = b"<c:noEndCap", b"</a:ln>", b'<a:tailEnd type="triangle"/>'


def write_chart_columns(
    book: Workbook, sheet: Worksheet, answer: Answer, at: int, header: Format
) -> None:
    """What the chart reads, so that it follows when rows are sorted or corrected: a name with the
    people in words, and how far the line goes on, to a cap or to an arrow."""
    muted = book.add_format({"font_color": LIGHT.muted, "num_format": "#,##0", "valign": "top"})
    headings = (
        _("For the chart: name and people"),
        _("For the chart: from certain to possible"),
        _("For the chart: from certain to possible, or more"),
    )
    for column, (heading, width) in enumerate(zip(headings, _WIDTHS, strict=True), start=at):
        sheet.write_string(0, column, heading, header)
        sheet.set_column(column, column, width)
    for row, bar in enumerate(bars(answer, len(answer.rows)), start=1):
        sheet.write_string(row, at, f"{shortened(bar.label, _LABEL)}: {bar.text}", muted)
        for column, length in ((at + 1, bar.to_cap), (at + 2, bar.to_arrow)):
            sheet.write(row, column, length or None, muted)


def chart(book: Workbook, sheet: Worksheet, answer: Answer, at: int) -> Any:
    """The chart; `at` is the first column of `write_chart_columns`."""
    count = max(1, min(_last_told(answer), _CHARTED))
    surely = [column.name for column in answer.columns].index("surely")
    drawn = book.add_chart({"type": "bar"})
    told = (certain_word(), line_words(bars(answer, count)))
    fills: tuple[dict[str, Any], ...] = ({"color": LIGHT.supported.solid}, {"none": True})
    for series, (name, fill) in enumerate(zip(told, fills, strict=True)):
        place = at + 1 + series
        lengths = f"={_quoted(sheet.name)}!{_cells(place, count)}"
        drawn.add_series(
            {
                "name": name,
                "categories": [sheet.name, 1, at, count, at],
                "values": [sheet.name, 1, surely, count, surely],
                "gap": 45,
                "overlap": 100,
                "fill": fill,
                "border": {"none": True},
                "y_error_bars": {
                    "type": "custom",
                    "direction": "plus",
                    "end_style": 1 - series,
                    "plus_values": lengths,
                    "minus_values": [0],
                    "line": {"color": LIGHT.muted, "width": 1.25},
                },
            }
        )
    _dress(drawn, answer, count, axis_end(bars(answer, count)))
    return drawn


def with_arrows(name: str, member: bytes) -> bytes:
    """A member of the workbook; error bars without a cap end in an arrow, which is not to be had
    from the writer."""
    if not name.startswith("xl/charts/"):
        return member
    return _ERROR_BARS.sub(lambda found: _with_arrow(found.group()), member)


def _with_arrow(error_bars: bytes) -> bytes:
    return (
        error_bars.replace(_LINE_END, _ARROW + _LINE_END) if _NO_CAP in error_bars else error_bars
    )


def _quoted(sheet: str) -> str:
    doubled = sheet.replace("'", "''")
    return f"'{doubled}'"


def _cells(column: int, count: int) -> str:
    return str(xl_range_abs(1, column, count, column))


def _last_told(answer: Answer) -> int:
    """How many rows the chart has: those with too few people to tell are left out at the end."""
    charted = replace(answer, rows=ranked(answer.rows))
    told = [at for at, is_nothing in enumerate(untold(charted), start=1) if not is_nothing]
    return max(told, default=0)


def _dress(drawn: Any, answer: Answer, count: int, end: int) -> None:
    drawn.set_title(
        {
            "name": shortened(writable(answer.title), 200),
            "name_font": {"size": 14, "color": LIGHT.ink},
        }
    )
    line = {"line": {"color": LIGHT.rule}}
    font = {"num_font": {"color": LIGHT.ink}}
    drawn.set_y_axis({"reverse": True, "major_tick_mark": "none", **font, **line})
    # The names say the numbers, so there is no axis.
    drawn.set_x_axis(
        {"visible": False, "major_gridlines": {"visible": False}, "min": 0, "max": end}
    )
    drawn.set_legend({"position": "bottom", "font": {"color": LIGHT.muted}})
    drawn.set_size({"width": 860, "height": 110 + 34 * count})
