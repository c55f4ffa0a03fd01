"""What the words in a file mean, as far as they stand in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.i18n import _
from dashboard.privacy import Policy, privacy_note
from dashboard.words.glossary import ASSUMPTIONS
from dashboard.words.ranges import READING_MARK


def definitions(
    total: Mapping[str, Any] | None, records: pd.DataFrame, kept_by: Policy
) -> tuple[str, ...]:
    """What the words of an answer mean, one sentence each; `total` is its total.

    `kept_by`: what keeps the counts of a register from the reader. With a footnote where one of
    the `records` is our reading in some respect.
    """
    has_register = total is not None and "counted_text" in total
    return (
        _("At least (surely): different people, none counted twice."),
        _("At most: everyone reported or counted, parts counted once.")
        if has_register
        else _("At most: everyone the reports name, parts counted once."),
        *(_register_definitions(kept_by) if has_register else ()),
        _("+ means or more; ≈ means about."),
        _(ASSUMPTIONS),
        _("Rows are not added up: each row, and the total, is its own answer."),
        *reading_definition(records),
    )


def reading_definition(records: pd.DataFrame) -> tuple[str, ...]:
    """The footnote of the mark; none where no record is our reading."""
    if not (records["reading_text"] != "").any():
        return ()
    mark = _("{mark} our reading: the document does not say it in so many words; see the note.")
    return (mark.format(mark=READING_MARK),)


def _register_definitions(kept_by: Policy) -> tuple[str, ...]:
    return (
        _(
            "Counted: each person once in the organisation’s own register. Reported: what "
            "documents say. Both may be about the same people: certain is the larger "
            "number, at most both together."
        ),
        _("Services: the participations of the people counted, at least so many."),
        privacy_note(kept_by),
    )
