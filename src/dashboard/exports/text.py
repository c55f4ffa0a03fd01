"""Texts that every format can hold."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pandas as pd

LOCALES = {"en": "en-GB", "ro": "ro-RO"}
# What XML 1.0 forbids; one of these makes a file that no office opens.
_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Cells = dict[str, Any]


def writable(value: Any) -> str:
    """A value as text any format can hold; empty when missing.

    Characters that XML forbids become U+FFFD, so that a reader sees there was one.
    """
    if is_missing(value):
        return ""
    return _FORBIDDEN.sub("\ufffd", str(value).replace("\r\n", "\n").replace("\r", "\n"))


def one_line(value: Any) -> str:
    """The same on one line; no-break spaces stay what they are."""
    return re.sub("[ \t\n]+", " ", writable(value)).strip()


def shortened(text: str, most: int) -> str:
    """`text` where there is no room for more than `most` letters; its end is then marked."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def is_missing(value: Any) -> bool:
    return (
        value is None or (isinstance(value, float | Decimal) and value != value) or value is pd.NA
    )


def citation_of(records: pd.DataFrame) -> str:
    """Every document and place the figures come from, each once."""
    places = dict.fromkeys(zip(records["source_title"], records["locator"], strict=True))
    cited: dict[str, list[str]] = {}
    for title, locator in places:
        cited.setdefault(title, []).append(locator)
    return "; ".join(f"{title} ({', '.join(where)})" for title, where in cited.items())
