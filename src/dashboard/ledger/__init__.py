"""Quoted figures: what was exported, kept so that it can be opened and compared later.

ledger = Ledger(ledger_path(snapshot.store.content))
quote_id = ledger.quote(content)
reopened = reopen(ledger.find(quote_id), snapshot, date.today())
"""

from dashboard.ledger.changes import Changes, RecordChange, compare, rules_of
from dashboard.ledger.keeping import Ledger, UnknownQuote, ledger_path, unquoted
from dashboard.ledger.quotes import Quote, quote_of
from dashboard.ledger.reopening import Reopened, reopen

__all__ = [
    "Changes",
    "Ledger",
    "Quote",
    "RecordChange",
    "Reopened",
    "UnknownQuote",
    "compare",
    "ledger_path",
    "quote_of",
    "reopen",
    "rules_of",
    "unquoted",
]
