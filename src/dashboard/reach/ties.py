"""Ties between organisations that are not about one project."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.filters import Filters
from dashboard.i18n import N_, _, period_text
from dashboard.reach.catalogue import Catalogue, Record, catalogue
from dashboard.reach.figures import cited, localised
from dashboard.reach.snapshot import Snapshot

TIE_KINDS = {
    "member": N_("{one} is a member of {other}"),
    "associate": N_("{one} is associated with {other}"),
    "founder": N_("{one} founded {other}"),
    "partner": N_("{one} is a partner of {other}"),
    "branch": N_("{one} is a branch of {other}"),
    "adviser": N_("{one} gave expertise to {other}"),
    "continues": N_("{one} carries on the work of {other}"),
}
TIE_COLUMNS = ["tie", "since", "note", "source_title", "locator"]
_TIES = """
    select t.*, s.document as source_document
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
