"""A quoted figure opened again: the same question put to the tables as they are now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from dashboard.exports.answer import Answer, answer_of
from dashboard.i18n import speaking
from dashboard.ledger.changes import Changes, compare
from dashboard.ledger.quotes import RECORD_IDS, Quote, Row, quote_of
from dashboard.reach.catalogue import Catalogue, catalogue
from dashboard.reach.corrections import corrections
from dashboard.reach.dimensions import BREAKDOWNS
from dashboard.reach.filters import Filters
from dashboard.reach.scope import known_ids, standing
from dashboard.reach.snapshot import Snapshot

# What the columns of quoted rows and records name.
_NAMED = ("figure", "outcome", "funding", "project", "funder")


@dataclass(frozen=True, slots=True)
class Reopened:
    """The figure as quoted, the answer to the same question now, and what changed in between."""

    quote: Quote
    now: Answer
    changes: Changes


def reopen(quote: Quote, snapshot: Snapshot, today: date) -> Reopened:
    """Ask what was asked then, in the language of then.

    An id that no longer exists stays in the filters: without it they would ask for everything. One
    that goes on as another is the same thing.
    """
    asked, _unread = Filters.from_query(quote.filters)
    known = catalogue(snapshot)
    filters = standing(known, asked)
    _known, unknown = filters.without(known_ids(known))
    with speaking(quote.language):
        now = _ask(quote, snapshot, filters, today)
        everything = quote_of(_ask(quote, snapshot, Filters(), today))
    changes = compare(
        _in_ids_of_now(quote, known),
        quote_of(now),
        corrections(snapshot) if quote.topic == "reach" else {},
        everything.records,
        tuple(unknown),
    )
    return Reopened(quote, now, changes)


def _in_ids_of_now(quote: Quote, known: Catalogue) -> Quote:
    """The quote with the ids that stand now in the place of those that go on as others."""
    fields = {f"{name}_id": f"{name}s" for name in _NAMED}
    if quote.by in BREAKDOWNS:
        fields["row_id"] = BREAKDOWNS[quote.by].field

    def now(row: Row) -> Row:
        named = {name: row[name] for name in fields if row.get(name)}
        return {**row, **{name: known.current(fields[name], i) for name, i in named.items()}}

    records = [now(record) for record in quote.records.values()]
    key = RECORD_IDS[quote.topic]
    return replace(
        quote,
        rows=[now(row) for row in quote.rows],
        records={
            record.get(key, old): record for old, record in zip(quote.records, records, strict=True)
        },
    )


def _ask(quote: Quote, snapshot: Snapshot, filters: Filters, today: date) -> Answer:
    by = quote.by or "year"
    return answer_of(snapshot, filters, quote.topic, by, made_on=today, quote_id=quote.quote_id)
