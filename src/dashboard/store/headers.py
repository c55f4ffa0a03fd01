"""The names of a table's columns, as the first row of its file has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dashboard.i18n import N_
from dashboard.store import schema
from dashboard.store.files import TableFile
from dashboard.store.nearest import nearest
from dashboard.store.problems import Kind, Problem, short

SEPARATOR = Kind(
    N_("The columns are separated by {reason}, not by a comma."),
    N_("Save it again as comma-separated CSV (UTF-8)."),
)
UNKNOWN_COLUMN = Kind(
    N_("There is no column {value} in the table {table}."),
    N_("Rename or remove it; the data dictionary lists the columns."),
)
MISSING_COLUMN = Kind(
    N_("The column {column} is missing."),
    N_("Add it to the header row; its cells may be empty where nothing is stated."),
)
MISSING_EITHER = Kind(
    N_("The columns {column} and {other} are both missing."),
    N_("Add one of the two to the header row: one language is enough."),
)
DUPLICATE_COLUMN = Kind(
    N_("The column {column} stands twice in the header row."),
    N_("Keep one of the two."),
)
NO_HEADER = Kind(
    N_("The first row does not hold the names of the columns of {table}: {value}."),
    N_("Put the header row first, and leave out what stands above it."),
)
# What a missing column would say is not known, so nothing else can be said of the table.
_UNREAD = (NO_HEADER, MISSING_COLUMN, MISSING_EITHER, DUPLICATE_COLUMN)
_SEPARATORS = {";": N_("a semicolon"), "\t": N_("a tab"), "|": N_("an upright bar")}


def header_problems(file: TableFile, header: list[str]) -> list[Problem]:
    """What is wrong with the trimmed names of a header; one problem when it is no header at all."""
    columns = schema.table(file.table).columns
    known = [column.name for column in columns]
    needed = [column.name for column in columns if column.is_required]
    if sum(name in known for name in header) * 2 < sum(map(bool, header)):
        value = short(",".join(header).strip(","))
        return [Problem(NO_HEADER, file.table, file.label, 1, value=value)]
    return [
        *_unknown_columns(file, header, known),
        *wrong_columns(file, header, needed, known),
        *_missing_in_both(file, header, columns),
    ]


def hides_rows(problem: Problem) -> bool:
    """Whether the rows under a header with this problem cannot be read."""
    return problem.kind in _UNREAD


def separator_problem(file: TableFile, header: list[str]) -> Problem | None:
    """A header that is one cell because something else than a comma separates its names."""
    separators = [mark for mark in _SEPARATORS if len(header) == 1 and mark in header[0]]
    if not separators:
        return None
    names = (("reason", _SEPARATORS[separators[0]]),)
    return Problem(SEPARATOR, file.table, file.label, 1, names=names)


def _unknown_columns(file: TableFile, header: list[str], known: list[str]) -> Iterator[Problem]:
    free = [name for name in known if name not in header]
    for name in header:
        if name and name not in known:
            names = (("nearest", nearest(name, free)),)
            yield Problem(
                UNKNOWN_COLUMN, file.table, file.label, 1, short(name), short(name), names
            )


def wrong_columns(
    file: TableFile, header: list[str], needed: list[str], known: list[str]
) -> Iterator[Problem]:
    """The needed columns that are not there, and the known ones that stand there twice."""
    for name in known:
        if header.count(name) > 1:
            yield Problem(DUPLICATE_COLUMN, file.table, file.label, 1, name)
        elif name in needed and name not in header:
            yield Problem(MISSING_COLUMN, file.table, file.label, 1, name)


def _missing_in_both(
    file: TableFile, header: list[str], columns: Iterable[schema.Column]
) -> Iterator[Problem]:
    for column in columns:
        pair = (column.name, column.or_else)
        if column.or_else > column.name and not set(pair) & set(header):
            names = (("other", column.or_else),)
            yield Problem(MISSING_EITHER, file.table, file.label, 1, column.name, names=names)
