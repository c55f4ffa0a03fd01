"""The documents, and what was taken from each."""

from __future__ import annotations

import pandas as pd

from dashboard.reach.catalogue import catalogue
from dashboard.reach.filters import Filters
from dashboard.reach.snapshot import Snapshot
from dashboard.words.addresses import web_address

_SOURCES = """
    with figures as (select source_id, count(*) as figures from beneficiaries group by all),
         results as (select source_id, count(*) as outcomes from outcomes group by all),
         works as (select source_id, count(*) as projects from projects group by all)
    select s.source_id, s.publisher, s.published_on, s.retrieved_on, s.language, s.document,
           s.address,
           s.stored_copy, s.stored_copy_sha256,
           coalesce(figures, 0) as figures, coalesce(outcomes, 0) as outcomes,
           coalesce(projects, 0) as projects
    from sources s
    left join figures using (source_id)
    left join results using (source_id)
    left join works using (source_id)
    order by s.rowid
"""


def sources(snapshot: Snapshot, _filters: Filters) -> pd.DataFrame:
    """One row a document, whatever the filters: its title, publisher, file, and counts.

    `address` is where it can be opened; `stored_copy` and its checksum are as recorded.
    """
    frame = snapshot.store.frame(_SOURCES)
    known = catalogue(snapshot)
    titles = [known.name("sources", source_id) for source_id in frame["source_id"]]
    links = [web_address(address) for address in frame["address"].fillna("")]
    return frame.assign(title=titles, address=links)
