"""Reach by a breakdown: one row a target group, area, funder, programme, organisation, project.

A row holds the figures labelled exactly so and is its own answer: rows are never added up.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from dashboard.counting import (
    NOBODY,
    Figure,
    Placement,
    Range,
    Sought,
    added_rows,
    at_most_beside_register,
    count,
    count_rows,
    proof,
    surely_beside,
    with_counted,
)
from dashboard.reach.catalogue import Catalogue, catalogue, catalogue_as_published
from dashboard.reach.dimensions import BREAKDOWNS
from dashboard.reach.filters import Filters
from dashboard.reach.register import counted_alone, counted_rows, counted_total, registered
from dashboard.reach.scope import placed_in, placements, sought
from dashboard.reach.snapshot import Snapshot, kept
from dashboard.reach.standing import (
    figure_rows_as_published,
    rows_of_figures,
    with_what_stands,
)
from dashboard.words.caveats import inside_text, may_also_clause
from dashboard.words.labels import reading_text
from dashboard.words.ranges import (
    READING_MARK,
    counted_text,
    end_text,
    range_text,
    reported_text,
    services_text,
)

# What every frame of reach has, whatever it is broken down by.
COLUMNS = {
    "row_id": "str",
    "label": "str",
    "people_text": "str",
    "surely_text": "str",
    "at_most_text": "str",
    "reported_text": "str",
    "counted_text": "str",
    "services_text": "str",
    "surely": "int64",
    "surely_is_approximate": "bool",
    "surely_is_open": "bool",
    "at_most": "int64",
    "at_most_is_approximate": "bool",
    "at_most_is_open": "bool",
    "is_estimate": "bool",
    "figures": "int64",
    "figures_touching": "int64",
    "row_kind": "str",
    "audience": "str",
    "at_most_inside": "int64",
    "may_also": "int64",
    "inside_text": "str",
    "at_most_inside_text": "str",
    "at_most_inside_is_approximate": "bool",
    "at_most_inside_is_open": "bool",
    "may_also_text": "str",
    "may_also_is_approximate": "bool",
    "may_also_is_open": "bool",
    "may_also_clause": "str",
    "reading_mark": "str",
    "reading_text": "str",
    "is_searched_to_end": "bool",
}
# Of the same, what came after the first edition.
NEWER_COLUMNS = tuple(name for n, name in enumerate(COLUMNS) if n > list(COLUMNS).index("audience"))


# What only people counted in a register have something to say in.
REGISTER_COLUMNS = ("reported_text", "counted_text", "services_text")
# Of the same, what a total has.
TOTAL_COLUMNS = (
    *("people_text", "surely", "surely_text", "at_most", "at_most_text"),
    *("figures", "figures_touching", *NEWER_COLUMNS, *REGISTER_COLUMNS),
)


def reach_total(snapshot: Snapshot, filters: Filters) -> Range:
    """Everyone in the filters: the total is its own answer, never a sum of rows."""
    known = catalogue(snapshot)
    recount = counting(snapshot, filters)
    asked = placements(snapshot, filters), sought(known, filters)
    people = recount(known.figures, *asked)
    published = catalogue_as_published(snapshot)
    if published is None:
        return people
    placed = placed_in(published, filters)
    stands = recount(published.figures, placed, sought(published, filters)).surely
    if stands.people >= people.surely.people:
        return people
    chosen = proof(known.figures, *asked).people
    read = (chosen.get(f.figure_id, 0) for f in known.figures if "basis" in f.readings)
    is_by_basis = sum(read) == people.surely.people - stands.people
    return people._replace(stands=stands, is_by_basis=is_by_basis)


def counting(
    snapshot: Snapshot, filters: Filters
) -> Callable[[Collection[Figure], Mapping[str, Placement], Sought], Range]:
    """What makes the range of figures under the filters, those counted in the register included."""
    counted = counted_total(snapshot, filters)
    if counted is None:
        return count
    held = registered(snapshot, filters.asker)
    alone = counted_alone(snapshot, filters)

    def both(figures: Collection[Figure], placed: Mapping[str, Placement], asked: Sought) -> Range:
        added = at_most_beside_register(figures, placed, held, asked)
        beside = surely_beside(figures, placed, alone, asked)
        return with_counted(count(figures, placed, asked), added, counted, beside)

    return both


def reach_of_projects(snapshot: Snapshot, filters: Filters) -> dict[str, Range]:
    """The range of each project's own people under the filters, by project_id."""
    return ranges_by(snapshot, filters, "project")


def ranges_by(snapshot: Snapshot, filters: Filters, by: str) -> dict[str, Range]:
    """The range of each row of a breakdown, by row_id: published figures, people counted, or both.

    `by` is a key of BREAKDOWNS.
    """
    as_published = figure_rows_as_published(snapshot, by)
    rows_of = figure_rows(snapshot, by)
    return combined(snapshot, filters, by, rows_of, BREAKDOWNS[by].covers, as_published)


def figure_rows(snapshot: Snapshot, by: str) -> Callable[[Figure], Iterable[str]]:
    """The rows of a figure, for the counting rules; `by` is a key of BREAKDOWNS."""
    rows = _figure_rows(snapshot, by)
    return lambda figure: rows[figure.figure_id]


@kept(most=32)
def _figure_rows(snapshot: Snapshot, by: str) -> dict[str, tuple[str, ...]]:
    return rows_of_figures(catalogue(snapshot), by)


def combined(
    snapshot: Snapshot,
    filters: Filters,
    by: str,
    rows_of: Callable[[Figure], Iterable[str]],
    covers: Callable[[Catalogue, Figure], bool],
    as_published: Callable[[Figure], Iterable[str]] | None = None,
) -> dict[str, Range]:
    """The ranges of figures that fall into rows by `rows_of`, with the register's rows of `by`.

    `as_published`: the rows of the figures without our readings, which may be others.
    """
    known = catalogue(snapshot)
    placed = placements(snapshot, filters)
    asked = sought(known, filters)
    rows = count_rows(known.figures, placed, rows_of, asked)
    rows = with_what_stands(snapshot, filters, rows, as_published or rows_of)
    counted = counted_rows(snapshot, filters, by)
    if not counted:
        return rows
    added = added_rows(
        known.figures,
        placed,
        rows_of,
        registered(snapshot, filters.asker),
        lambda figure, _row: covers(known, figure),
        asked,
    )
    for row, people in counted.items():
        reported = rows.get(row, Range(NOBODY, NOBODY))
        rows[row] = with_counted(reported, added.get(row, NOBODY), people)
    return rows


def reach_by(snapshot: Snapshot, filters: Filters, by: str) -> pd.DataFrame:
    """The rows of a breakdown, most certain people first; `by` is a key of BREAKDOWNS.

    Columns as in COLUMNS. Under a filter a row also has the figures that only touch it, at its
    upper end: `at_most_inside` and `inside_text` leave them out, `may_also` and `may_also_clause`
    say them apart. Rows of which nothing may be told stand last: their upper end is no number of
    theirs.
    """
    return frame_of(snapshot, by, ranges_by(snapshot, filters, by))


def frame_of(snapshot: Snapshot, by: str, ranges: Mapping[str, Range]) -> pd.DataFrame:
    """The frame of `reach_by` for these ranges, by row_id."""
    known = catalogue(snapshot)
    breakdown = BREAKDOWNS[by]
    rows = [
        row_record(
            row_id,
            breakdown.row_label(known, row_id),
            people,
            row_kind=breakdown.kind_of_row(known, row_id),
            audience=breakdown.audience(known, row_id),
        )
        for row_id, people in ranges.items()
    ]
    frame = reach_frame(rows).sort_values(
        ["surely", "at_most_inside", "at_most", "label"],
        ascending=[False, False, False, True],
        ignore_index=True,
    )
    untold = is_untold(frame)
    return pd.concat([frame[~untold], frame[untold]], ignore_index=True) if any(untold) else frame


def is_untold(frame: pd.DataFrame) -> pd.Series[bool]:
    """Rows with people of the register alone, and too few of them to be told."""
    is_hidden = (frame["counted_text"] != "") & (frame["services_text"] == "")
    return is_hidden & (frame["reported_text"] == "")


def without_empty_register(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows as they leave: where no register speaks, without the columns that it fills."""
    if (frame[list(REGISTER_COLUMNS)] != "").any(axis=None):
        return frame
    return frame.drop(columns=list(REGISTER_COLUMNS))


def row_record(row_id: str, label: str, people: Range, **more: Any) -> dict[str, Any]:
    """One row of a frame of reach, with its range in numbers and in words."""
    return {
        "row_id": row_id,
        "label": label,
        "people_text": range_text(people),
        "surely_text": end_text(people.surely),
        "at_most_text": end_text(people.at_most),
        "reported_text": reported_text(people),
        "counted_text": counted_text(people),
        "services_text": services_text(people),
        "surely": people.surely.people,
        "surely_is_approximate": people.surely.is_approximate,
        "surely_is_open": people.surely.is_open,
        "at_most": people.at_most.people,
        "at_most_is_approximate": people.at_most.is_approximate,
        "at_most_is_open": people.at_most.is_open,
        "is_estimate": False,
        "figures": people.figures,
        "figures_touching": people.figures_touching,
        "row_kind": "row",
        "audience": "",
        "at_most_inside": people.at_most_inside.people,
        "may_also": people.may_also.people,
        "inside_text": inside_text(people),
        "at_most_inside_text": end_text(people.at_most_inside),
        "at_most_inside_is_approximate": people.at_most_inside.is_approximate,
        "at_most_inside_is_open": people.at_most_inside.is_open,
        "may_also_text": end_text(people.may_also),
        "may_also_is_approximate": people.may_also.is_approximate,
        "may_also_is_open": people.may_also.is_open,
        "may_also_clause": may_also_clause(people),
        "reading_mark": READING_MARK if _is_as_read(people) else "",
        "reading_text": reading_text(people.readings),
        "is_searched_to_end": people.is_searched_to_end,
    } | more


def _is_as_read(people: Range) -> bool:
    """Whether the certain number hangs on a reading of ours; beside a register any may matter."""
    return people.stands is not None or (people.counted is not None and bool(people.readings))


def reach_frame(rows: list[dict[str, Any]], more: Mapping[str, str] | None = None) -> pd.DataFrame:
    """A frame with the columns and types of COLUMNS and `more`, also when it has no rows."""
    columns = COLUMNS | dict(more or {})
    return pd.DataFrame(
        {name: _values([row[name] for row in rows], kind) for name, kind in columns.items()},
        copy=False,
    )


def _values(values: list[Any], kind: str) -> Any:
    # A frame made of rows and typed afterwards takes five times as long.
    return pd.array(values, dtype="str") if kind == "str" else np.array(values, dtype=kind)
