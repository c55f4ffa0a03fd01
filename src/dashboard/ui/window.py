"""How large the reader's window was when the page was opened: charts are drawn for it.

`page.js` says it in a cookie before the socket is opened; a window made larger later has charts
that stretch. Steps, so that readers share what is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from dashboard.ui.look import EDGE, WIDEST

COOKIE = "dashboard_window"
LAPTOP = 1366, 768  # where nothing is told, and what the first screen's heights fit
_NARROW = 640  # up to here everything stands under each other
_LEAST, _MOST_TALLER = 300, 320
_STEP_WIDE, _STEP_HIGH = 10, 40


def window(cookies: Mapping[str, str]) -> tuple[int, int]:
    """Its width and height in pixels; what a browser says is read as two numbers or not at all."""
    told = re.fullmatch(r"(\d{3,5})x(\d{3,5})", str(cookies.get(COOKIE)), re.ASCII)
    return (int(told[1]), int(told[2])) if told else LAPTOP


def drawn(wide: int, high: int, of: tuple[int, int]) -> tuple[int, int]:
    """The size of a chart in a window `of` this size that is `wide` and `high` on a laptop."""
    content = max(_LEAST, min(of[0], WIDEST) - 2 * EDGE)
    taller = min(max(0, of[1] - LAPTOP[1]), _MOST_TALLER) // _STEP_HIGH * _STEP_HIGH
    share = 1.0 if of[0] <= _NARROW else wide / (LAPTOP[0] - 2 * EDGE)
    return round(content * share) // _STEP_WIDE * _STEP_WIDE, high + taller
