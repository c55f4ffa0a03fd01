"""What stands behind each option that can be chosen, under what is chosen beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from dashboard.counting import Figure, Placement, count_rows
from dashboard.reach.catalogue import Catalogue, Record, catalogue
from dashboard.reach.dimension import Dimension
from dashboard.reach.dimensions import DIMENSIONS
from dashboard.reach.filters import YEAR_MODES, Filters
from dashboard.reach.funding import grants_in_scope
from dashboard.reach.options import FIELDS, YEARS, Span, options, year_option_id
from dashboard.reach.outcomes import results_at
from dashboard.reach.overview import NAMED_KINDS
from dashboard.reach.projects import area_ids, records_in_scope
from dashboard.reach.scope import placements, sought
from dashboard.reach.snapshot import Snapshot, kept
from dashboard.store.register.files import parts

_Rows = Callable[[Figure], Iterable[str]]


def behind(snapshot: Snapshot, filters: Filters, span: Span) -> tuple[int | None, ...]:
    """What stands behind each of `options`, under the filters but for those of its own kind.

    How many people surely, of published figures; -n for n figures of which none is certain; None
    for projects, results or grants without figures; 0 for nothing at all. With a register no option
    tells of it: its figures are -n then, and nothing is 0. Years are never 0 either.
    """
    return _behind(snapshot, filters.but(year_mode=YEAR_MODES[0]), span)


@kept(most=64)
def _behind(snapshot: Snapshot, filters: Filters, span: Span) -> tuple[int | None, ...]:
    has_register = bool(parts(snapshot.store.content))
    found: dict[str, int | None] = {}
    for field in FIELDS:
        others, dimension = filters.but(**{field: ()}), DIMENSIONS[field]
        of_kind = _of_kind(snapshot, others, dimension, has_register)
        found |= {f"{dimension.key}={row_id}": people for row_id, people in of_kind.items()}
    found |= _of_years(snapshot, filters.but(years=None), has_register)
    nothing = None if has_register else 0
    return tuple(
        found.get(each.option_id, None if each.kind == YEARS else nothing)
        for each in options(snapshot, span)
    )


def _of_kind(
    snapshot: Snapshot, others: Filters, dimension: Dimension, has_register: bool
) -> dict[str, int | None]:
    """What stands behind the ids of a dimension that have anything."""
    stating, holding = _rows_of_figures(snapshot, dimension.field)
    records = (_stated(snapshot, dimension, record) for record in _records(snapshot, others))
    found: dict[str, int | None] = dict.fromkeys(frozenset().union(*records))
    return found | _of_figures(
        snapshot,
        others,
        lambda figure: stating[figure.figure_id],
        lambda figure: holding[figure.figure_id],
        has_register,
    )


def _of_years(snapshot: Snapshot, others: Filters, has_register: bool) -> dict[str, int | None]:
    begins = snapshot.store.settings.year_begins

    def stating(figure: Figure) -> Iterator[str]:
        if figure.period and figure.period.last is not None:
            first, last = figure.period.years_met(begins)
            yield from (year_option_id(year, begins) for year in range(first, last + 1))

    def holding(figure: Figure) -> Iterable[str]:
        year = figure.period.single_year(begins) if figure.period else None
        return () if year is None else (year_option_id(year, begins),)

    return _of_figures(snapshot, others, stating, holding, has_register)


def _of_figures(
    snapshot: Snapshot, others: Filters, stating: _Rows, holding: _Rows, has_register: bool
) -> dict[str, int | None]:
    """`stating`: the rows that a figure is about, and `holding`: those that hold all its people."""
    known, placed = catalogue(snapshot), placements(snapshot, others)
    shown = [f for f in known.figures if placed[f.figure_id] is not Placement.OUTSIDE]
    found: dict[str, int | None] = {
        row: -n for row, n in Counter(row for f in shown for row in stating(f)).items()
    }
    if has_register:
        return found
    ranges = count_rows(known.figures, placed, holding, sought(known, others))
    return found | {row: r.surely.people for row, r in ranges.items() if r.surely.people}


@kept(most=8)
def _records(snapshot: Snapshot, filters: Filters) -> tuple[Record, ...]:
    """The projects, results and grants in the filters."""
    return (
        *records_in_scope(snapshot, filters),
        *results_at(snapshot, filters, Placement.INSIDE),
        *grants_in_scope(snapshot, filters),
    )


@kept(most=32)
def _rows_of_figures(
    snapshot: Snapshot, field: str
) -> tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]]:
    """For each figure the ids that it is about, with all above, and those that hold it whole."""
    known, dimension = catalogue(snapshot), DIMENSIONS[field]
    stated = {name: _stated(snapshot, dimension, each) for name, each in known.records.items()}
    if not dimension.is_split:
        return stated, stated
    said = {name: dimension.said_by(known, each) for name, each in known.records.items()}
    return stated, {name: _above_all(known, dimension, ids) for name, ids in said.items()}


def _stated(snapshot: Snapshot, dimension: Dimension, record: Record) -> frozenset[str]:
    """The ids that a record is about, with all above; a region or the country names no county."""
    known = catalogue(snapshot)
    if dimension.column != "county_code":
        ids = dimension.said_by(known, record)
        return ids.union(*(dimension.above(known, row_id) for row_id in ids))
    own = record.get("area_id")
    areas = [own] if own else area_ids(snapshot).get(record["project_id"], ())
    named = (known.area_counties[a] for a in areas if known.area_kinds[a] in NAMED_KINDS)
    counties = frozenset[str]().union(*named)
    return frozenset(row_id for county in counties for row_id in dimension.said_of(known, county))


def _above_all(known: Catalogue, dimension: Dimension, ids: frozenset[str]) -> frozenset[str]:
    """What all of the ids are under: where people of whom these are stated are spread over them."""
    each = [frozenset((row_id, *dimension.above(known, row_id))) for row_id in ids]
    return frozenset.intersection(*each) if each else frozenset()
