"""File names that say what is inside: `reach-by-county-2011-2023-iasi-2026-11-21.xlsx`."""

from __future__ import annotations

import re
import unicodedata

from dashboard.exports.answer import Answer
from dashboard.reach.dimensions import DIMENSIONS
from dashboard.reach.filters import years_written

LONGEST = 100
_NAMED = 2  # names of a filter told one by one; more are counted
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def file_name(answer: Answer, extension: str) -> str:
    """ASCII, lower case, at most LONGEST characters, and never a name Windows keeps for itself."""
    head = slug(f"{answer.topic}-by-{answer.by}" if answer.by else answer.topic)
    head = "board-report" if answer.beside else head
    tail = f"-{answer.made_on.isoformat()}.{extension}"
    middle = slug("-".join([*_years(answer), *_filters(answer)]))
    room = LONGEST - len(head) - len(tail) - 1
    middle = middle if len(middle) <= room else middle[:room].rpartition("-")[0]
    return safe_name(f"{head}-{middle}".strip("-") + tail)


def slug(text: str) -> str:
    """`text` in ASCII letters, digits and single hyphens."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters.lower()).strip("-")


def safe_name(name: str) -> str:
    """`name`, set apart when Windows would take it for a device."""
    stem = name.partition(".")[0]
    return f"reach-{name}" if not stem or _RESERVED.fullmatch(stem) else name


def _years(answer: Answer) -> list[str]:
    span = answer.filters.years
    if span is None:
        return []
    first, last = span.years_met()
    return [
        str(first) if first == last and span.whole_years() == (first, last) else years_written(span)
    ]


def _filters(answer: Answer) -> list[str]:
    """The names of what is filtered by, the year mode where it matters, and the language."""
    parts: list[str] = []
    for name, names in answer.filter_names.items():
        parts += names if len(names) <= _NAMED else [f"{len(names)} {DIMENSIONS[name].key}"]
    mode = answer.filters.year_mode
    parts += [mode] if answer.by == "year" and mode != "as-reported" else []
    return parts if answer.language == "en" else [*parts, answer.language]
