"""Tidy rows of reach as CSV and JSON: the numbers of the page, with their qualifiers."""

from __future__ import annotations

import csv
import json
from io import StringIO
from typing import Any

from dashboard.reach.answers import ReachAnswer

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def reach_csv(answer: ReachAnswer) -> str:
    """One line a row, a header above; text that a spreadsheet would run stays text."""
    written = StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(answer.rows.columns)
    for row in answer.rows.itertuples(index=False):
        writer.writerow([_as_text(value) for value in row])
    return written.getvalue()


def reach_json(answer: ReachAnswer) -> str:
    """The filters in words and as ids, the total as its own answer, and the rows."""
    rows = json.loads(answer.rows.to_json(orient="records", force_ascii=False))
    whole = {
        "by": answer.by,
        "filters": answer.filters,
        "filters_text": answer.filters_text,
        "total": answer.total,
        "rows": rows,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _as_text(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value
