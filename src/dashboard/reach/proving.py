"""Why it is surely so many: the figures that make it, and why no two are about the same people."""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

import pandas as pd

from dashboard import counting
from dashboard.counting import Proof
from dashboard.i18n import _
from dashboard.reach.breakdowns import reach_total
from dashboard.reach.catalogue import Record, catalogue
from dashboard.reach.figures import cited, figures_behind, localised, rows_in
from dashboard.reach.filters import Filters
from dashboard.reach.register import counted_of_row
from dashboard.reach.scope import placements, sought
from dashboard.reach.snapshot import Snapshot, kept
from dashboard.words.proofs import proof_sentences

_APART = """
    select a.*, s.address as web, s.document as source_document
    from apart a left join sources s using (source_id) order by a.rowid
"""
PROOF_COLUMNS = [
    "figure_id",
    "label",
    "counts",
    "people_text",
    "published_as",
    "period_label",
    "area_label",
    "target_group_label",
    "source_title",
    "source_document",
    "locator",
]
PAIR_COLUMNS = ["one", "one_label", "other", "other_label", "why"]
MOST_PAIRED = 20


class Proven(NamedTuple):
    """The proof of one lower end.

    `figures`: PROOF_COLUMNS, largest first; `counts` is what each adds. `pairs`: PAIR_COLUMNS, for
    any two of the MOST_PAIRED largest, `why` in words. `sentences`: what the set comes to, and what
    to know of it.
    """

    sentences: tuple[str, ...]
    figures: pd.DataFrame
    pairs: pd.DataFrame

    @property
    def sentence(self) -> str:
        return " ".join(self.sentences)


def proof(
    snapshot: Snapshot, filters: Filters, by: str | None = None, row_id: str | None = None
) -> Proven:
    """The proof of the total, or of one row of a breakdown; both as of `figures_behind`."""
    found = _proof(snapshot, filters, by, row_id)
    counted = counted_of_row(snapshot, filters, by, row_id or "")
    is_both = by is None and counted is not None
    surely = reach_total(snapshot, filters).surely.people if is_both else 0
    listed = figures_behind(snapshot, filters, by, row_id).set_index("figure_id", drop=False)
    figures = listed.loc[list(found.people)].assign(counts=list(found.people.values()))
    return Proven(
        sentences=proof_sentences(found, counted, surely),
        figures=figures[PROOF_COLUMNS].reset_index(drop=True),
        pairs=_pairs(
            snapshot,
            found,
            dict(zip(figures["figure_id"], figures["label"], strict=True)),
        ),
    )


def proven(snapshot: Snapshot, filters: Filters) -> Proof:
    """The proof of the total as the counting rules give it."""
    return _proof(snapshot, filters, None, None)


def why_different(
    snapshot: Snapshot,
    filters: Filters,
    one: str,
    by: str | None = None,
    row_id: str | None = None,
) -> dict[str, str]:
    """Why each other figure of the proof is about people other than those of `one`."""
    found = _proof(snapshot, filters, by, row_id)
    return {other: _why(snapshot, found, one, other) for other in found.people if other != one}


@kept(most=32)
def _proof(snapshot: Snapshot, filters: Filters, by: str | None, row_id: str | None) -> Proof:
    known = catalogue(snapshot)
    asked = known.figures, placements(snapshot, filters)
    if by is None or row_id is None:
        return counting.proof(*asked, sought(known, filters))
    rows_of = rows_in(snapshot, filters, by)
    return counting.proof_of_row(*asked, rows_of, row_id, sought(known, filters))


@kept()
def _declared(snapshot: Snapshot) -> dict[str, Record]:
    """The declarations of nobody in common, as the sides of figures name them."""
    sides = ("one_kind", "one_id", "other_kind", "other_id")
    rows = snapshot.store.rows(_APART)
    return {" ".join(row[side] for side in sides): row for row in rows}


def _pairs(snapshot: Snapshot, found: Proof, labels: dict[str, str]) -> pd.DataFrame:
    rows = [
        (one, labels[one], other, labels[other], _why(snapshot, found, one, other))
        for one, other in combinations(list(found.people)[:MOST_PAIRED], 2)
    ]
    return pd.DataFrame(rows, columns=PAIR_COLUMNS)


def _why(snapshot: Snapshot, found: Proof, one: str, other: str) -> str:
    told = [_(reason.value) for reason in found.why(one, other)]
    sides = [found.table.figures[found.table.index[name]].apart for name in (one, other)]
    declared = {name for name, side in sides[0] if (name, not side) in sides[1]}
    rows = [row for name, row in _declared(snapshot).items() if name in declared]
    told += dict.fromkeys(filter(None, (_because(snapshot, row) for row in rows)))
    if rows and all(row["reading"] for row in rows):
        told.append(_("That is our reading."))
    return " ".join(told)


def _because(snapshot: Snapshot, declared: Record) -> str:
    """The note of a declaration, and the place in the document that says so."""
    note = localised(declared, "note")
    if not declared["source_id"]:
        return note
    place = cited(catalogue(snapshot), declared)
    said = filter(None, (place["source_title"], place["locator"]))
    return f"{note} ({', '.join(said)})".strip()
