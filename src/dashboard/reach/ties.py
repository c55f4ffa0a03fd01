"""Ties between organisations that are not about one project."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.i18n import _, period_text
from dashboard.reach.catalogue import Catalogue, Record, catalogue
from dashboard.reach.figures import cited, localised
from dashboard.reach.filters import Filters
from dashboard.reach.snapshot import Snapshot
from dashboard.words.labels import TIE_KINDS

TIE_COLUMNS = ["tie", "since", "note", "source_title", "locator", "source_address"]
_TIES = """
    select t.*, s.document as source_document, s.address as web
    from organisation_relations t join sources s on s.source_id = t.source_id
    order by t.rowid
"""


def ties(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """The ties of the organisations in the filters, as sentences; columns as in TIE_COLUMNS."""
    known, chosen = catalogue(snapshot), set(filters.organisations)
    rows = [
        _row(known, record)
        for record in snapshot.store.rows(_TIES)
        if not chosen or chosen & {record["from_organisation_id"], record["to_organisation_id"]}
    ]
    return pd.DataFrame(rows, columns=TIE_COLUMNS)


def _row(known: Catalogue, record: Record) -> dict[str, Any]:
    kind = TIE_KINDS[record["kind"]]
    return {
        **cited(known, record),
        "tie": _(kind).format(
            one=known.name("organisations", record["from_organisation_id"]),
            other=known.name("organisations", record["to_organisation_id"]),
        ),
        "since": period_text(record["since"]) if record["since"] else "",
        "note": localised(record, "note"),
    }
