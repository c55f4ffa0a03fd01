"""A whole answer of reach as text, for the command line: CSV and JSON."""

from __future__ import annotations

import json

from dashboard.exports.csv_file import csv_text
from dashboard.reach.answers import ReachAnswer


def reach_csv(answer: ReachAnswer) -> str:
    """One line a row, a header above; text that a spreadsheet would run stays text."""
    return csv_text(answer.rows)


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
