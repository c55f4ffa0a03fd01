"""What can be wrong with a table, as sentences for the person who mends it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from dashboard.errors import DashboardError
from dashboard.i18n import N_, _

CAP = 20
_VALUE_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem and its remedy: sentences with named places, marked for the catalogue."""

    problem: str
    remedy: str
    is_error: bool = True


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem in one place; its sentences are in the language of whoever reads them."""

    kind: Kind
    table: str
    file: str
    line: int | None = None
    column: str | None = None
    value: str | None = None
    names: tuple[tuple[str, str], ...] = ()

    @property
    def problem(self) -> str:
        return self._say(self.kind.problem)

    @property
    def remedy(self) -> str:
        return self._say(self.kind.remedy) + self._suggestion()

    @property
    def is_error(self) -> bool:
        return self.kind.is_error

    @property
    def place(self) -> str:
        """`tables/beneficiaries.csv, line 12, column people`."""
        parts = [self.file]
        if self.line is not None:
            parts.append(_("line {line}").format(line=self.line))
        if self.column is not None:
            parts.append(_("column {column}").format(column=self.column))
        return ", ".join(parts)

    def __str__(self) -> str:
        return f"{self.place}: {self.problem} {self.remedy}"

    def _say(self, sentence: str) -> str:
        names = dict(self.names)
        if "reason" in names:
            names["reason"] = _(names["reason"])
        named = {"table": self.table, "file": self.file, "column": self.column, "value": self.value}
        return _(sentence).format(**(named | names))

    def _suggestion(self) -> str:
        nearest = dict(self.names).get("nearest")
        return " " + _("Did you mean {nearest}?").format(nearest=nearest) if nearest else ""


MORE = (
    N_("… and {n} more of the same kind as those above."),
    N_("Mend the ones above first; the rest often have the same cause."),
)


class ProblemsFound(DashboardError):  # noqa: N818 (what happened, in the words of the reader)
    """The tables cannot be loaded; carries every problem found, warnings too."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        errors = [problem for problem in self.problems if problem.is_error]
        first = errors[0] if errors else ""
        return _("The tables were not loaded. Problems found: {n}. The first: {first}").format(
            n=len(errors), first=first
        )


@dataclass
class Collected:
    """Problems in the order found, at most `cap` of one kind in one column."""

    cap: int = CAP
    _kept: dict[tuple[str, str | None, Kind], list[Problem]] = field(default_factory=dict)
    _found: Counter[tuple[str, str | None, Kind]] = field(default_factory=Counter)

    @property
    def count(self) -> int:
        """How many were found, those not kept too."""
        return self._found.total()

    def add(self, problem: Problem) -> None:
        self.add_all([problem], 1)

    def add_all(self, problems: Sequence[Problem], total: int) -> None:
        """The first of `total` problems of one kind in one column."""
        for problem in problems[:1]:
            key = (problem.table, problem.column, problem.kind)
            self._found[key] += total
            kept = self._kept.setdefault(key, [])
            kept += problems[: self.cap - len(kept)]

    def take(
        self, other: Collected, change: Callable[[Problem], Problem] = lambda problem: problem
    ) -> None:
        """What `other` collected, each problem changed, and the number of those it did not keep."""
        for key, kept in other._kept.items():
            for problem in map(change, kept):
                self.add(problem)
                last = (problem.table, problem.column, problem.kind)
            self._found[last] += other._found[key] - len(kept)

    def all(self) -> list[Problem]:
        """Every problem kept, file by file and line by line, each cut list with its rest.

        What is about whole files stands before what is about their lines.
        """
        found: list[tuple[bool, str, int, Problem]] = []
        for key, kept in self._kept.items():
            found += [(p.line is not None, p.file, p.line or 0, p) for p in kept]
            rest = self._found[key] - len(kept)
            if rest > 0:
                found.append((*found[-1][:3], _rest(kept[-1], rest)))
        return [problem for *_, problem in sorted(found, key=itemgetter(0, 1, 2))]


def short(value: object) -> str | None:
    """A value as it may stand in a sentence: one line of at most 80 characters."""
    if value is None:
        return None
    text = str(value)[: _VALUE_LENGTH + 1]
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return shown if len(shown) <= _VALUE_LENGTH else shown[: _VALUE_LENGTH - 1] + "…"


def _rest(last: Problem, n: int) -> Problem:
    kind = Kind(*MORE, is_error=last.is_error)
    return Problem(kind, last.table, last.file, column=last.column, names=(("n", str(n)),))
