"""Which rows of an offer the problems are laid to that the checks of the tables find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dashboard.i18n import N_, _
from dashboard.intake.desk import Desk, Step
from dashboard.intake.editing import Row, called
from dashboard.intake.known import name_of
from dashboard.intake.offer import Offer, Origin, Refused
from dashboard.intake.sentences import are_of_a_table
from dashboard.intake.watching import COMPARED, tell
from dashboard.store import Kind, Problem, ProblemsFound
from dashboard.store.schema import table

LEANS = Kind(
    N_("{value} is in a row that was refused ({place})."),
    N_("Mend that row; this one then fits."),
)
LEANED_ON = Kind(
    N_("{row} leans on {value}."),
    N_("Take that row out as well, or change it first."),
)


_MADE_FROM_PEOPLE = ("qualifier", "published_as")


class Blame:
    """The refused rows of an offer, each with its problems."""

    def __init__(self, offer: Offer) -> None:
        self.offer = offer
        self._refused: dict[Origin, list[Problem]] = {}
        self._ids: dict[str, Origin] = {}
        for each in offer.refused:
            self._refused[each.origin] = list(each.problems)

    def is_refused(self, origin: Origin) -> bool:
        return origin in self._refused

    def all(self) -> tuple[Refused, ...]:
        found = self._refused
        order = [origin for origin in self.offer.origins() if origin in found]
        return tuple(Refused(origin, tuple(found[origin])) for origin in order)

    def add(self, origin: Origin, problem: Problem) -> None:
        kept = self._refused.setdefault(origin, [])
        if problem not in kept:
            kept.append(problem)

    def take_all(self, desk: Desk) -> Iterator[Step]:
        """Put in what is not refused; what cannot be is laid to its row."""
        rows, last = (
            0,
            Origin("", 0),
        )  # a row of the file may be several of the tables, one after another
        for proposed in self.offer.proposed:
            rows, last = rows + (proposed.origin is not last), proposed.origin
            tell(rows, COMPARED)
            if self.is_refused(proposed.origin):
                continue
            step = desk.take(proposed)
            if isinstance(step, Problem):
                self.add(proposed.origin, step)
            else:
                yield step

    def lay(self, errors: Iterable[Problem], desk: Desk, steps: Iterable[Step]) -> bool:
        """Refuse the rows that make the errors; whether there were any.

        Raises ProblemsFound when none of them is the doing of a row that was offered.
        """
        errors, steps = list(errors), list(steps)
        before = set(self._refused)
        owners = Owners(steps)
        for error in errors:
            for origin, problem in self._laid(error, desk, owners):
                if not _is_of_its_number(problem, origin, desk):
                    self.add(origin, _by_name(problem, origin, desk))
        if errors and set(self._refused) == before:
            raise ProblemsFound(errors)
        fresh = set(self._refused) - before
        for step in steps:
            if step.proposed.origin in fresh:
                self._ids.setdefault(step.id, step.proposed.origin)
        return bool(errors)

    def warnings(
        self, problems: Iterable[Problem], desk: Desk, steps: Iterable[Step]
    ) -> tuple[Refused, ...]:
        """What is told of rows that are taken, and does not stop them."""
        owners = Owners(steps)
        found: dict[Origin, list[Problem]] = {}
        for each in problems:
            row = desk.row_at(each.file, each.line) if each.line else None
            for origin in owners.of(*row)[:1] if row else ():
                found.setdefault(origin, []).append(_by_name(each, origin, desk))
        return tuple(Refused(origin, tuple(told)) for origin, told in found.items())

    def _laid(self, error: Problem, desk: Desk, owners: Owners) -> Iterator[tuple[Origin, Problem]]:
        row = desk.row_at(error.file, error.line) if error.line else None
        if row is None:
            return
        for origin in owners.of(*row):
            leans = self._ids.get(error.value or "")
            if leans is None:
                yield origin, error
                continue
            names = (("place", leans.place()),)
            yield origin, Problem(LEANS, *_place(error), names=names)
            return
        if not owners.of(*row):
            yield from self._leaning(error, row, owners)

    def _leaning(
        self, error: Problem, row: tuple[str, Row], owners: Owners
    ) -> Iterator[tuple[Origin, Problem]]:
        """A row that stood there before is wrong now: by whoever it names, or who names it."""
        name, cells = row
        for origin, gone in owners.tied(name, cells):
            if gone:
                names = (("row", _in_words(name, cells)),)
                yield origin, Problem(LEANED_ON, name, name, value=_in_words(*gone), names=names)
            else:
                yield origin, error


def _is_of_its_number(problem: Problem, origin: Origin, desk: Desk) -> bool:
    """Whether a figure lacks what is made from its number, which it lacks: that alone is told."""
    if problem.column not in _MADE_FROM_PEOPLE or are_of_a_table(origin.columns):
        return False
    row = desk.row_at(problem.file, problem.line) if problem.line else None
    return row is not None and row[0] == "beneficiaries" and not row[1].get("people")


def _by_name(problem: Problem, origin: Origin, desk: Desk) -> Problem:
    """With the names of the figures that it speaks of, for who writes no ids."""
    if are_of_a_table(origin.columns):
        return problem
    figures = desk.text("beneficiaries")
    found = ((name, figures.find((text,)) or {}, text) for name, text in problem.names)
    said = ((name, name_of(row), text) for name, row, text in found)
    names = ((n, _("“{name}”").format(name=words) if words else text) for n, words, text in said)
    return replace(problem, names=tuple(names))


def _in_words(name: str, row: Row) -> str:
    """`“Homework help”, 2025`: what a row is called, or its id where it has no name."""
    found = name_of(row)
    told = (_("“{name}”").format(name=found), row.get("published_as", ""), row.get("period", ""))
    told = told if found else (name, called(name, row), "")
    return ", ".join(filter(None, told))


def _place(error: Problem) -> tuple[str, str, int | None, str | None, str | None]:
    return error.table, error.file, error.line, error.column, error.value


class Owners:
    """Who put which row into the tables, or took it out."""

    def __init__(self, steps: Iterable[Step]) -> None:
        self._rows: dict[tuple[str, str], list[Origin]] = {}
        self._gone: dict[tuple[str, str], tuple[Origin, Row]] = {}
        self._steps = [step for step in steps if step.action != "here"]
        for step in self._steps:
            place = (step.proposed.table, step.id)
            if step.after is None:
                self._gone[place] = (step.proposed.origin, step.before or {})
            else:
                self._rows.setdefault(place, []).append(step.proposed.origin)

    def of(self, name: str, row: Row) -> list[Origin]:
        return self._rows.get((name, called(name, row)), [])

    def tied(self, name: str, row: Row) -> Iterator[tuple[Origin, tuple[str, Row] | None]]:
        """Each who put in, or took out, a row that this one names or that names this one; and the
        table and the row that was taken out."""
        for column in table(name).columns:
            value = row.get(column.name, "")
            if not column.references or not value:
                continue
            place = (column.references[0], value)
            if place in self._gone:
                origin, gone = self._gone[place]
                yield origin, (place[0], gone)
            for origin in self._rows.get(place, ()):
                yield origin, None
        id_column = table(name).id_column
        for step in self._steps if id_column else ():
            if step.after and _names(step.proposed.table, step.after, name, row[str(id_column)]):
                yield step.proposed.origin, None


def _names(name: str, row: Row, other: str, value: str) -> bool:
    """Whether a row names the row of another table by one of its references."""
    return any(
        column.references and column.references[0] == other and row.get(column.name) == value
        for column in table(name).columns
    )
