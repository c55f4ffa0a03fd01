"""What would narrow a total most: what to ask the organisations for next."""

from __future__ import annotations

import pandas as pd

from dashboard import counting
from dashboard.counting import Narrowing
from dashboard.reach.breakdowns import counting as counting_of
from dashboard.reach.catalogue import Catalogue, catalogue
from dashboard.reach.figures import named_figure
from dashboard.reach.filters import Filters
from dashboard.reach.scope import placements, sought
from dashboard.reach.snapshot import Snapshot
from dashboard.words.proofs import narrowing_sentence
from dashboard.words.ranges import end_text, range_text

NARROWING_COLUMNS = [
    "statement",
    "says",
    "one",
    "one_label",
    "other",
    "other_label",
    "before_text",
    "people_text",
    "surely",
    "surely_text",
    "at_most",
    "at_most_text",
    "narrower_by",
]


def narrowing(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """The statements that would narrow the total, of those tried, the one that would most first.

    Columns: NARROWING_COLUMNS. `people_text` and the ends are the range the statement would leave;
    `says` is its kind, `one` and `other` the figures it is about.
    """
    known = catalogue(snapshot)
    placed, recount = placements(snapshot, filters), counting_of(snapshot, filters)
    tried = counting.narrowing(known.figures, placed, sought(known, filters), recount)
    return pd.DataFrame([_row(known, made) for made in tried], columns=NARROWING_COLUMNS)


def _row(known: Catalogue, made: Narrowing) -> dict[str, object]:
    said, after = made.statement, made.after
    one = named_figure(known, said.one)
    other = named_figure(known, said.other) if said.other else ""
    return {
        "statement": narrowing_sentence(made, one, other),
        "says": said.says.name.lower().replace("_", "-"),
        "one": said.one,
        "one_label": one,
        "other": said.other,
        "other_label": other,
        "before_text": range_text(made.before),
        "people_text": range_text(after),
        "surely": after.surely.people,
        "surely_text": end_text(after.surely),
        "at_most": after.at_most.people,
        "at_most_text": end_text(after.at_most),
        "narrower_by": made.gain[0],
    }
