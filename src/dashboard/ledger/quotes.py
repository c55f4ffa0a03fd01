"""A quoted figure as a value: what was asked, what the answer was, and the records behind it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from dashboard.exports.answer import Answer
from dashboard.exports.json_form import json_rows, json_total

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
        return sha256(canonical(body).encode()).hexdigest()


def quote_of(answer: Answer, quote_id: str = "") -> Quote:
    """What would be kept of an export."""
    records = json_rows(answer.records)
    key = RECORD_IDS[answer.topic]
    return Quote(
        quote_id=quote_id,
        made_on=answer.made_on,
        build_id=answer.build_id,
        language=answer.language,
        topic=answer.topic,
        by=answer.by,
        filters=answer.filters.to_query(),
        filters_text=answer.filters_text,
        title=answer.title,
        sentence=answer.sentence,
        total=json_total(answer),
        rows=json_rows(answer.rows),
        records={record[key]: record for record in records},
    )


def short_id(digest: str, length: int) -> str:
    """The first `length` characters of the id that a digest has in ALPHABET."""
    rest, letters = int(digest, 16), ""
    for _position in range(length):
        rest, letter = divmod(rest, len(ALPHABET))
        letters += ALPHABET[letter]
    return letters


def canonical(value: Any) -> str:
    """JSON in the one writing that a digest is made of."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
