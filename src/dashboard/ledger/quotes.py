"""A quoted figure as a value: what was asked, what the answer was, and the records behind it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

import pandas as pd

from dashboard.exports.content import Content

RECORD_IDS = {"reach": "figure_id", "outcomes": "outcome_id", "funding": "funding_id"}
# No vowels, so no words; no 0, 1 or l, which are misread.
ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
SHORTEST_ID, LONGEST_ID = 8, 16

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Quote:
    """An answer as it was given on `made_on`.

    `filters` are those of an address. `records` are the figures (or results, or grants) behind the
    answer by their id, in the words of `language`. `total` is None where there is none.
    """

    quote_id: str
    made_on: date
    build_id: str
    language: str
    topic: str
    by: str
    filters: Mapping[str, str]
    filters_text: str
    title: str
    sentence: str
    total: Row | None
    rows: list[Row]
    records: Mapping[str, Row]

    @property
    def digest(self) -> str:
        """Names the question, the answer and the build; the same on any day."""
        body = asdict(self)
        del body["quote_id"], body["made_on"]
        return sha256(as_json(body).encode()).hexdigest()


def quote_of(content: Content, quote_id: str = "") -> Quote:
    """What would be kept of an export."""
    records = plain_rows(content.records)
    key = RECORD_IDS[content.topic]
    return Quote(
        quote_id=quote_id,
        made_on=content.made_on,
        build_id=content.build_id,
        language=content.language,
        topic=content.topic,
        by=content.by,
        filters=content.filters.to_query(),
        filters_text=content.filters_text,
        title=content.title,
        sentence=content.sentence,
        total={name: plain(value) for name, value in content.total.items()}
        if content.total
        else None,
        rows=plain_rows(content.rows),
        records={record[key]: record for record in records},
    )


def short_id(digest: str, length: int) -> str:
    """The first `length` characters of the id that a digest has in ALPHABET."""
    rest, letters = int(digest, 16), ""
    for _position in range(length):
        rest, letter = divmod(rest, len(ALPHABET))
        letters += ALPHABET[letter]
    return letters


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def plain_rows(frame: pd.DataFrame) -> list[Row]:
    """The rows of a frame in the few types that JSON gives back as they were."""
    return [
        {str(name): plain(value) for name, value in row.items()} for row in frame.to_dict("records")
    ]


def plain(value: Any) -> Any:
    """Whole numbers stay whole, also where a gap in the column made them fractions."""
    if pd.isna(value):
        return None
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int | float | Decimal):
        return int(value) if value == int(value) else float(value)
    return plain(value.item()) if hasattr(value, "item") else str(value)
