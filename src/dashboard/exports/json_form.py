"""An answer as JSON: what the API sends, the command prints and the ledger keeps."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pandas as pd

from dashboard.counting import RULES
from dashboard.exports.answer import Answer
from dashboard.exports.notes import publication
from dashboard.reach.catalogue import records_of
from dashboard.reach.proving import Proven

JsonObject = dict[str, Any]


def json_bytes(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def json_of(answer: Answer, proven: Proven | None = None) -> JsonObject:
    """The answer and its rows, without the figures behind it; `total` is never a sum of rows.

    `proven`: why the total is surely so many, for people reached.
    """
    return about(answer) | {
        "title": answer.title,
        "sentence": answer.sentence,
        "citation": answer.citation,
        "mode_text": answer.mode_text,
        "definitions": list(answer.definitions),
        "total": json_total(answer),
        "rows": json_rows(answer.rows),
        "caveat": answer.caveat,
        "proof": _proof(proven) if proven else None,
        "rules": RULES,
    }


def _proof(proven: Proven) -> JsonObject:
    return {
        "sentence": proven.sentence,
        "figures": json_rows(proven.figures),
        "pairs": json_rows(proven.pairs),
    }


def about(answer: Answer) -> JsonObject:
    """What was asked, of which build and when."""
    return {
        "topic": answer.topic,
        "by": answer.by,
        "language": answer.language,
        "filters": answer.filters.to_query(),
        "filters_text": answer.filters_text,
        "made_on": answer.made_on.isoformat(),
        "build_id": answer.build_id,
        "link": answer.link,
        **{name: text for name, text in publication(answer) if text},
    }


def json_total(answer: Answer) -> JsonObject | None:
    total = answer.total
    return {name: json_value(value) for name, value in total.items()} if total else None


def json_rows(frame: pd.DataFrame) -> list[JsonObject]:
    """The rows of a frame in the few types that JSON gives back as they were."""
    return [{name: json_value(value) for name, value in row.items()} for row in records_of(frame)]


def json_value(value: Any) -> Any:
    """Whole numbers stay whole, also where a gap in the column made them fractions."""
    if pd.isna(value):
        return None
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int | float | Decimal):
        return int(value) if value == int(value) else float(value)
    return json_value(value.item()) if hasattr(value, "item") else str(value)
