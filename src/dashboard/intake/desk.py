"""The tables with the rows of an offer put in, and what that does to each row."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.i18n import N_, _
from dashboard.intake.editing import Row, TableText, called
from dashboard.intake.fields import heading_of
from dashboard.intake.folder import Files
from dashboard.intake.known import name_of
from dashboard.intake.offer import REMOVE, Proposed
from dashboard.store import Kind, Problem
from dashboard.store.files import own_names
from dashboard.store.schema import Column

TWICE = Kind(
    N_("The file says something else of {value} in another row."),
    N_("Keep one of the two rows."),
)
GONE = Kind(
    N_("{value} is no longer in the table {table}."),
    N_("There is nothing to take out; look again at what is there."),
)
MEANWHILE = Kind(
    N_("Somebody changed “{field}” of {row} meanwhile: {value} stood there, and now {now}."),
    N_("Look at the row as it is now, and decide again."),
)
NO_TABLE = Kind(
    N_("The table {table} comes with the dashboard and takes no rows."),
    N_("Leave the row out."),
)
ADD, CHANGE, HERE = "add", "change", "here"


@dataclass(frozen=True, slots=True)
class Step:
    """What is done to one row of a table: `action` with the row `before` and `after`."""

    proposed: Proposed
    action: str
    before: Row | None
    after: Row | None

    @property
    def id(self) -> str:
        return called(self.proposed.table, self.after or self.before or {})

    @property
    def edits(self) -> list[tuple[str, str, str]]:
        """Each column that changes, with its value before and after."""
        one, other = self.before or {}, self.after or {}
        names = dict.fromkeys([*other, *one])
        return [
            (name, one.get(name, ""), other.get(name, ""))
            for name in names
            if one.get(name, "") != other.get(name, "")
        ]


# Rows that are made for no other: the same again is a double, and not what two rows need (as an
# amount is that several transactions of a day are one of).
_NEVER_BESIDE = ("beneficiaries", "outcomes")


class Desk:
    """The tables with the rows of an offer put in."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._texts: dict[str, TableText] = {}
        self._done: dict[tuple[str, tuple[str, ...]], Step] = {}
        self._lines: dict[str, dict[int, tuple[str, ...]]] = {}

    def text(self, name: str) -> TableText:
        if name not in self._texts:
            self._texts[name] = TableText(name, self._files.get(name))
        return self._texts[name]

    def files(self) -> Files:
        """Each table's bytes, those not touched too; none of a table that has no row left to it."""
        made = {name: text.bytes() for name, text in self._texts.items() if self._has(name)}
        return {**self._files, **made}

    def changed(self) -> Files:
        """The tables that were touched; b"" for one that goes with its last row."""
        made = {name: data for name, data in self.files().items() if self._files.get(name) != data}
        return {name: data if self._texts[name].rows() else b"" for name, data in made.items()}

    def _has(self, name: str) -> bool:
        return name in self._files or bool(self._texts[name].rows())

    def row_at(self, label: str, line: int) -> tuple[str, Row] | None:
        """The table and the row on a line of a file, as problems name it."""
        name = label.rpartition("/")[2].removesuffix(".csv")
        if f"{name}.csv" not in own_names() or not label.startswith("tables/"):
            return None
        if name not in self._lines:
            self._lines[name] = self.text(name).lines()
        key = self._lines[name].get(line)
        row = self.text(name).find(key) if key else None
        return (name, row) if row else None

    def take(self, proposed: Proposed) -> Step | Problem:
        """Put a proposed row in; what is wrong where it cannot be."""
        name = proposed.table
        if f"{name}.csv" not in own_names():
            return Problem(NO_TABLE, name, name)
        text = self.text(name)
        key = text.key(proposed.values)
        before = text.find(key)
        conflict = _conflict(proposed, before)
        if conflict:
            return conflict
        if (name, key) in self._done and proposed.action != REMOVE:
            return self._again(proposed, self._done[name, key])
        step = self._step(proposed, text, key, before)
        if isinstance(step, Step):
            self._done[name, key] = step
        return step

    def _step(
        self, proposed: Proposed, text: TableText, key: tuple[str, ...], before: Row | None
    ) -> Step | Problem:
        if proposed.action == REMOVE:
            if before is None:
                return Problem(GONE, text.name, text.name, value=", ".join(key))
            text.remove(key)
            return Step(proposed, REMOVE, before, None)
        given = {column: value.strip() for column, value in proposed.values.items()}
        if before is None:
            text.put(given)
            return Step(proposed, ADD, None, text.find(key))
        if all(_is_same(text, column, before, value) for column, value in given.items()):
            return Step(proposed, HERE, before, before)
        text.put(before | given)
        return Step(proposed, CHANGE, before, text.find(key))

    def _again(self, proposed: Proposed, first: Step) -> Step | Problem:
        """A row that an earlier one of the same offer gave already."""
        given, row = proposed.values, first.after or {}
        text = self.text(proposed.table)
        if all(_is_same(text, column, row, value) for column, value in given.items()):
            is_double = proposed.table in _NEVER_BESIDE
            return replace(first, proposed=proposed, action=HERE if is_double else first.action)
        key = text.key(given)
        return Problem(TWICE, proposed.table, proposed.table, value=", ".join(key))


def _conflict(proposed: Proposed, before: Row | None) -> Problem | None:
    """What another person did to the row since it was opened."""
    for column, seen in (proposed.seen or {}).items():
        now = (before or {}).get(column, "")
        if now != seen:
            names = (
                ("row", name_of(before or {}) or called(proposed.table, proposed.values)),
                ("field", heading_of(proposed.table, column)),
                ("now", now or _("nothing")),
            )
            place = (proposed.table, proposed.table, None, column, seen or _("nothing"))
            return Problem(MEANWHILE, *place, names=names)
    return None


def _is_same(text: TableText, column: str, row: Row, value: str) -> bool:
    known: Column = text.table.column(column)
    one, other = row.get(column, ""), value.strip()
    if known.type == "BOOLEAN":
        one, other = one.lower(), other.lower()
    return (one or known.default) == (other or known.default)
